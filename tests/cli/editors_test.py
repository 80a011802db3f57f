#!/usr/bin/env python3
"""The recipe for fzf in doc/editors.md, taken out of it and run. plugins_test.py has Vim,
Neovim and Emacs.

usage: editors_test.py BINARY SOURCE_DIRECTORY
"""
import os, pathlib, re, shutil, subprocess, sys, tempfile, time

binary, source = (pathlib.Path(argument).resolve() for argument in sys.argv[1:])
page = (source / "doc" / "editors.md").read_text("utf-8")
recipe = {
    language: text for language, text in re.findall(r"^```(\w+)\n(.*?)^```", page, re.S | re.M)
}
failed, missing = [], []


def check(what, ok, shown=""):
    print(f"{'ok  ' if ok else 'FAIL'} {what}")
    if not ok:
        failed.append(what)
        print(shown)


def becomes_true(test):
    for _ in range(200):
        if test():
            return True
        time.sleep(0.05)
    return False


# Names that a separator, a shell or an editor may misread, and names that must not run anything. In
# each note the word comes after characters that are longer in bytes, in UTF-16 and on the screen,
# in a line of its own.
names = [
    "Recipe: soup.md",
    "a:7:b.md",
    "2024-03-05 12:30 standup.md",
    "100% (v1).md",
    "tab\there.md",
    "C# and a|b.md",
    "-x '+1'.md",
    "[x] {1} {q}.md",
    "$(touch pwned).md",
    "`touch pwned`.md",
    "x'; touch pwned; '.md",
    'y"; touch pwned; ".md',
    "z|call writefile([], 'pwned').md",
    "%:p <cword> #1.md",
    "line\nend.md",
]
line = "**Übergröße**\t日本 🎉 [é](https://é.org) {word}, then more."
hostile_queries = [
    "'; touch pwned; '",
    '"; touch pwned; "',
    "$(touch pwned)",
    "`touch pwned`",
    "x | call writefile([], 'pwned')",
    "\\'; touch pwned",
    "{1} {q} %:p # <cword>",
]


def column_of(text, word, unit):
    before = text[: text.index(word)]
    return 1 + {"bytes": len(before.encode()), "characters": len(before)}[unit]


with tempfile.TemporaryDirectory() as home:
    home = pathlib.Path(home)
    notes = home / "notes"
    shutil.copytree(source / "data" / "essays", notes)
    for number, name in enumerate(names):
        (notes / name).write_text(
            (
                f"---\ntags: [named]\n---\n\n{line.format(word='zeugwort')}\n\n"
                f"{line.format(word=f'wort{number:02}')}\n"
            ),
            "utf-8",
        )
    (home / "bin").mkdir()
    (home / "bin" / "assay").symlink_to(binary)
    env = {
        "HOME": str(home),
        "HISTFILE": "",  # else the shell writes it when the terminal is gone
        "LC_ALL": "C.UTF-8",
        "TERM": "xterm",
        "PATH": f"{home}/bin:/usr/bin:/bin",
        "TMUX_TMPDIR": str(home),
    }
    run = lambda *command, **more: subprocess.run(
        command,
        env=env,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        timeout=120,
        **more,
    )
    run("assay", "index", notes)
    pwned = lambda: [str(path) for path in home.rglob("pwned*")]

    if shutil.which("fzf", path=env["PATH"]) and shutil.which("tmux", path=env["PATH"]):
        opened = home / "opened"
        (home / "bin" / "myeditor").write_text(
            f'#!/bin/sh\nprintf "%s\\0" "$@" >{opened}.new\nmv {opened}.new {opened}\n'
        )
        (home / "bin" / "myeditor").chmod(0o755)
        (home / "search.sh").write_text(recipe["bash"])
        env["EDITOR"] = "myeditor {path} {line} {column}"
        tmux = lambda *command: run("tmux", "-L", "assay-fzf", *command)
        screen = lambda: tmux("capture-pane", "-p").stdout
        count = len(list(notes.glob("*.md")))

        def begin():
            opened.unlink(missing_ok=True)
            # The server of the last session may still be ending.
            becomes_true(
                lambda: tmux(
                    "-f",
                    "/dev/null",
                    "new-session",
                    "-d",
                    "-x",
                    "150",
                    "-y",
                    "40",
                    "-c",
                    notes,
                    "bash",
                    home / "search.sh",
                ).returncode
                == 0
            )
            return becomes_true(lambda: f"{count}/{count}" in screen())

        check("fzf: begins with every note", begin(), screen())
        tmux("send-keys", "-l", "last mile")
        check(
            "fzf: searches while typing",
            becomes_true(
                lambda: re.search(r"> last mile", screen())
                and f"{count}/{count}" not in screen()
                and re.search(r"\b([1-9]\d*)/\1\b", screen())
            ),
            screen(),
        )
        tmux("send-keys", "C-u")
        tmux("send-keys", "-l", "Übergröße zeugw")
        check(
            "fzf: the last word may go on",
            becomes_true(lambda: f"{len(names)}/{len(names)}" in screen()),
            screen(),
        )
        for query in hostile_queries:
            tmux("send-keys", "C-u")
            tmux("send-keys", "-l", query)
            time.sleep(0.3)
        check("fzf: no query runs anything", not pwned(), pwned())
        tmux("kill-server")
        for number, name in enumerate(names):
            begin()
            tmux("send-keys", "-l", f"wort{number:02}")
            found = becomes_true(lambda: re.search(r"\b1/1\b", screen()))
            shown = screen()
            # The preview is scrolled to the line, and the word is there.
            check(
                f"fzf: the preview of {name!r} shows the word",
                found
                and becomes_true(lambda: len(re.findall(rf"wort{number:02}, then", screen())) == 2),
                screen(),
            )
            tmux("send-keys", "Enter")
            place = [
                f"{notes}/{name}",
                "7",
                str(column_of(line.format(word=f"wort{number:02}"), "wort", "characters")),
            ]
            check(
                f"fzf: {name!r} opens at the word",
                becomes_true(opened.exists) and opened.read_text().split("\0")[:3] == place,
                (opened.exists() and opened.read_text(), place, shown),
            )
            tmux("kill-server")
        check("fzf: no name runs anything", not pwned(), pwned())
    else:
        missing.append("fzf")
if missing:
    print("SKIP: there is no", ", no ".join(missing))
sys.exit(1 if failed else 77 if missing else 0)
