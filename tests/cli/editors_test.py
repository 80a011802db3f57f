#!/usr/bin/env python3
"""The recipes of doc/editors.md, taken out of it and run in the editors that are here.

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
            f"---\ntags: [named]\n---\n\n{line.format(word='zeugwort')}\n\n{line.format(word=f'wort{number:02}')}\n",
            "utf-8",
        )
    (home / "bin").mkdir()
    (home / "bin" / "assay").symlink_to(binary)
    env = {
        "HOME": str(home),
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
    listed = run(
        "assay",
        "search",
        "--template",
        "{file}\\0{line}\\0{column}\\0",
        "--passages",
        "all",
        "-n",
        "all",
        "city",
        "-tag:nothing",
        cwd=notes,
    ).stdout.split("\0")[:-1]
    places = [":".join(listed[at : at + 2]) for at in range(0, len(listed), 3)]
    indexed = (
        lambda word: run("assay", "search", word, "-q", "--no-refresh", cwd=notes).returncode == 0
    )
    pwned = lambda: [str(path) for path in home.rglob("pwned*")]

    def opened_as_they_are(file, unit, done):
        """`file` has a line for each hit: its file, line and column, and the text there. A name with a line end cannot be in such a file."""
        expected = {
            f"{notes}/{name}\x015\x01{column_of(line.format(word='zeugwort'), 'zeugwort', unit)}\x01zeugwort"
            for name in names
            if "\n" not in name
        }
        seen = (
            {each for each in file.read_text().splitlines() if "/line end.md" not in each}
            if file.exists()
            else set()
        )
        check(
            f"{done.args[0]}: notes of any name open at the word",
            seen == expected,
            (seen ^ expected, done),
        )

    for editor, options in (("vim", ["-Nu", "NONE", "-es"]), ("nvim", ["-u", "NONE", "-es"])):
        if not shutil.which(editor, path=env["PATH"]):
            missing.append(editor)
            continue
        (home / "recipe.vim").write_text(
            recipe["vim"]
            if editor == "vim"
            else recipe["vim"].replace("autocmd BufWritePost", '" ')
            + "lua << EOF\n"
            + recipe["lua"]
            + "EOF\n"
        )
        queries = "\n".join(f"Assay {query}" for query in hostile_queries)
        (home / "session.vim").write_text(
            rf"""source {home}/recipe.vim
set encoding=utf-8
Assay city -tag:nothing
call writefile(map(getqflist(), 'fnamemodify(bufname(v:val.bufnr), ":p") . ":" . v:val.lnum'), '{home}/found')
Assay zeugwort
let seen = []
for number in range(1, len(getqflist()))
  silent! execute 'cc ' . number
  call add(seen, join([expand('%:p'), line('.'), col('.'), matchstr(getline('.'), '\%' . col('.') . 'c\k*')], "\x01"))
endfor
call writefile(seen, '{home}/seen')
{queries}
edit {notes}/sharpening.md
call append('$', 'savedby{editor}')
write
sleep 2
qall!
"""
        )
        done = run(editor, *options, "-S", home / "session.vim", cwd=home)
        found = (home / "found").read_text().splitlines() if (home / "found").exists() else []
        check(
            f"{editor}: :Assay fills the quickfix list",
            found == places and len(found) > 3,
            (found, places, done),
        )
        opened_as_they_are(home / "seen", "bytes", done)
        check(f"{editor}: no name and no query runs anything", not pwned(), pwned())
        check(f"{editor}: saving indexes", becomes_true(lambda: indexed(f"savedby{editor}")), done)
        for file in ("found", "seen"):
            (home / file).unlink(missing_ok=True)

    if shutil.which("emacs", path=env["PATH"]):
        lisp = lambda text: '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
        (home / "recipe.el").write_text(
            recipe["elisp"]
            + f"""
(defun visited ()
  (with-current-buffer (window-buffer)
    (goto-char (window-point))
    (list buffer-file-name (number-to-string (line-number-at-pos)) (number-to-string (1+ (- (point) (line-beginning-position))))
          (replace-regexp-in-string "\n" " " (buffer-substring (point) (min (point-max) (+ (point) 8)))))))
(defun each-hit (query file)
  (assay query)
  (let (all (coding-system-for-write 'utf-8))
    (condition-case nil (while t (next-error) (push (mapconcat #'identity (visited) "\\1") all)) (error nil))
    (write-region (mapconcat #'identity (nreverse all) "\\n") nil file)))
(each-hit "city -tag:nothing" "{home}/found")
(each-hit "zeugwort" "{home}/seen")
(dolist (query (list {" ".join(map(lisp, hostile_queries))})) (assay query))
(find-file "{notes}/sharpening.md")
(goto-char (point-max)) (insert "savedbyemacs\\n") (save-buffer)
(sleep-for 2)
"""
        )
        done = run("emacs", "-Q", "--batch", "-l", home / "recipe.el", cwd=home)
        found = (home / "found").read_text().splitlines() if (home / "found").exists() else []
        check(
            "emacs: M-x assay lists the hits, and M-g n visits them",
            sorted(":".join(each.split("\x01")[:2]) for each in found) == sorted(places),
            (found, places, done),
        )
        opened_as_they_are(home / "seen", "characters", done)
        check("emacs: no name and no query runs anything", not pwned(), pwned())
        check("emacs: saving indexes", becomes_true(lambda: indexed("savedbyemacs")), done)
    else:
        missing.append("emacs")

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
        count = len(list(notes.iterdir()))

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
sys.exit(1 if failed else 77 if len(missing) == 4 else 0)
