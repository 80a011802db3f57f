#!/usr/bin/env python3
"""What a reader sees, captured in a real terminal (tmux) at 60, 80 and 120 columns, against golden
files. Nothing is wider than the terminal.

usage: screens_test.py BINARY SOURCE_DIRECTORY         UPDATE_GOLDEN=1 writes the files
"""
import os, pathlib, re, shutil, subprocess, sys, tempfile, time

binary, source = (pathlib.Path(argument).resolve() for argument in sys.argv[1:])
if not shutil.which("tmux"):
    print("SKIP: there is no tmux")
    sys.exit(77)

LONG = (
    "On the many ways in which a title can be longer than any terminal that somebody might still "
    "be using today, and 開源 besides"
)
COMMANDS = [
    "assay search infrastructure -n 2",
    "assay search 開源",
    "assay search title:terminal",
    "assay search xyzzy",
    "assay search 'commons (open OR'",
    "assay search '" + "a very long query of many words that goes on and on " * 3 + "title:(x'",
    "assay kwic infrastructure -n 8",
    "assay kwic 開源",
    (
        "assay show a-very-long-name-of-a-file-that-nobody-would-type-but-everybody-has-somewhere "
        "--mark wordthat*"
    ),
    "assay show kaiyuan-yu-gonggong-jichu-sheshi --mark 開源",
    "assay show kaiyuan-yu-gonggong-jichu-sheshi --mark 開源 --text",
    "assay show kaiyuan-yu-gonggong-jichu-sheshi --outline",
    "assay show rain-gardens --outline --mark water",
    "assay show 'maintains comons'",
    "assay show nothing-of-that-name-in-a-corpus-of-essays",
    "assay tags craft",
]
# As many notes as the largest corpus we know: large counts, tags and years must fit.
MANY = 45_231
COMMANDS_OVER_MANY = [
    "assay search bridge -n 2",
    "assay search 'copper OR 開源' -n 2 --passages 2",
    "assay search -n 1",
    "assay search 'tag:city/works bridgd' -n 1",
    "assay search harbour xyzzyplugh -n 1",
    "assay kwic =bridges -n 6",
    "assay kwic 'the bridge' -n 6 --sort right",
    "assay tags bridge",
    "assay show 2007/note-00007 --mark bridge",
    "assay related 2007/note-00007 -n 1",
]
BLACK_OR_WHITE = {
    "30",
    "37",
    "40",
    "47",
    "90",
    "97",
    "100",
    "107",
}  # which some terminal has as its background
HEIGHT = 400
failed = 0


def write_many(folder):
    """Makes small notes, the same on every machine: the number of a note decides its words."""
    subjects = [
        "bridge",
        "bridges",
        "harbour",
        "copper wire",
        "the bridge of the north",
        "開源軟體",
        "a lock",
        "old glass",
    ]
    verbs = ["carries", "outlives", "holds", "costs", "was built before", "stands beside"]
    objects = [
        "the market",
        "a river of copper",
        "its builders",
        "every bridge",
        "the winter",
        "another harbour",
        "nobody’s map",
        "two roads",
    ]
    tags = [
        "city/works",
        "city/water",
        "trade",
        "metal/copper",
        "metal/iron",
        "a-tag-of-some-length",
    ]
    for year in range(1990, 2026):
        (folder / str(year)).mkdir(parents=True)
    for i in range(MANY):
        year = 1990 + i % 36 if i % 7 else 2007
        of = lambda words, step: words[i // step % len(words)]
        header = (
            f"---\ntitle: {of(subjects, 1).capitalize()} {i}\n"
            f"created: {year}-{1 + i % 12:02}-{1 + i % 28:02}\n"
            f"tags: [{of(tags, 3)}, {of(tags, 5)}]\n---\n"
        )
        body = (
            f"# {of(objects, 11).capitalize()}\n\n"
            f"{of(subjects, 2).capitalize()} {of(verbs, 7)} {of(objects, 3)}, and "
            f"{of(subjects, 13)} {of(verbs, 17)} {of(objects, 19)}. Nobody asked {i} times.\n"
        )
        (folder / str(year) / f"note-{i:05}.md").write_text(header + body)


class Screen:
    def __init__(self, env, width, folder):
        self.socket = f"assay-test-{os.getpid()}-{width}"
        self.env = env
        self.shown = 0
        self.tmux(
            "-f",
            "/dev/null",
            "new-session",
            "-d",
            "-x",
            str(width),
            "-y",
            str(HEIGHT),
            "-c",
            str(folder),
            "sh",
        )

    def tmux(self, *args):
        return subprocess.run(
            ["tmux", "-L", self.socket, *args],
            env=self.env,
            capture_output=True,
            text=True,
            check=True,
        ).stdout

    def show(self, command):
        """Returns the lines of `command`, the same unfolded, and the codes of their colours."""
        self.shown += 1
        ready = f"READY-{self.shown}"  # not that of the screen before
        self.tmux("send-keys", "-l", f"clear; {command}; echo READY-$(({self.shown} + 0))")
        self.tmux("send-keys", "Enter")
        for _ in range(400):
            time.sleep(0.05)
            lines = self.tmux("capture-pane", "-p").rstrip().split("\n")
            if ready in lines:
                joined = self.tmux("capture-pane", "-p", "-J").rstrip().split("\n")
                end = lambda seen: seen[: seen.index(ready)]
                codes = set(
                    re.findall(
                        r"\d+",
                        " ".join(
                            re.findall(r"\x1b\[([\d;]*)m", self.tmux("capture-pane", "-p", "-e"))
                        ),
                    )
                )
                return end(lines), [line.rstrip() for line in end(joined)], codes
        raise TimeoutError(command + "\n" + "\n".join(lines))

    def close(self):
        self.tmux("kill-server")


with tempfile.TemporaryDirectory() as home:
    home = pathlib.Path(home)
    notes = home / "notes"
    shutil.copytree(source / "data" / "essays", notes)
    (
        notes / "a-very-long-name-of-a-file-that-nobody-would-type-but-everybody-has-somewhere.md"
    ).write_text(
        f"---\ntitle: {LONG}\ncreated: 2020-01-02\n"
        "tags: [a-tag-of-some-length, another/tag-of-some-length]\n---\n"
        "A long title, and a wordthatislongerthanthelinesofmostterminals"
        "becausenobodyputablankinitanywhereatallthoughtheymighthave.\n"
    )
    (home / "bin").mkdir()
    (home / "bin" / "assay").symlink_to(binary)
    env = {
        "HOME": str(home),
        "LC_ALL": "C.UTF-8",
        "TERM": "xterm-256color",
        "PATH": f"{home}/bin:/usr/bin:/bin",
        "PAGER": "cat",
        "EDITOR": "code",
        "PS1": "",
        "TMUX_TMPDIR": str(home),
    }
    write_many(home / "many")
    for folder in (notes, home / "many"):
        subprocess.run([binary, "index", folder], env=env, check=True, capture_output=True)
    for width in (60, 80, 120):
        screen = Screen(env, width, notes)
        shown = ""
        try:
            screen.show("PS1=")
            for command in COMMANDS + COMMANDS_OVER_MANY:
                if command == COMMANDS_OVER_MANY[0]:
                    screen.show("cd ../many")
                lines, joined, codes = screen.show(command)
                as_written = (
                    command.startswith("assay show") and "--text" not in command
                )  # the lines of the file, however long
                if lines != joined and not as_written:
                    failed += 1
                    print(
                        f"FAIL {width}: wider than the terminal: {command}",
                        *[line for line in joined if line not in lines],
                        sep="\n    ",
                    )
                if codes & BLACK_OR_WHITE:
                    failed += 1
                    print(
                        f"FAIL {width}: colours that a dark or a light terminal does not show, "
                        f"{codes}: {command}"
                    )
                shown += (
                    f"$ {command}\n"
                    + re.sub(
                        r"( notes?(?: with some of the words)?(?:, -n all for all)?) +[\d.]+ m?s$",
                        r"\1  TIME",
                        "\n".join(lines),
                        flags=re.M,
                    ).replace(str(home), "~")
                    + "\n\n"
                )
            if width == 80:
                screen.show("cd ../notes")
                screen.show("assay search commons")
                _, opened, _ = screen.show("assay open 2 --dry-run")
                second = subprocess.run(
                    [binary, "search", "commons", "-l"],
                    env=env,
                    cwd=notes,
                    capture_output=True,
                    text=True,
                ).stdout.splitlines()[1]
                state = home / ".local" / "state" / "assay" / "last-search"
                if (
                    not re.fullmatch(rf"code -g {notes}/{second}:\d+:\d+", "".join(opened))
                    or state.stat().st_mode & 0o077
                ):
                    failed += 1
                    print(f"FAIL: assay open 2 gives {opened}, not {second}")
        finally:
            screen.close()
        golden = source / "tests" / "golden" / f"terminal-{width}.txt"
        if os.environ.get("UPDATE_GOLDEN"):
            golden.write_text(shown)
        if not golden.exists() or golden.read_text() != shown:
            failed += 1
            print(f"FAIL {width}: differs from {golden.name}")
            (home / "shown").write_text(shown)
            subprocess.run(["diff", "-u", golden, home / "shown"])
print(f"{3 * len(COMMANDS + COMMANDS_OVER_MANY)} screens, {failed} failures")
sys.exit(bool(failed))
