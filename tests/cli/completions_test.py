#!/usr/bin/env python3
"""The completions in real shells: the test presses Tab in an interactive bash, zsh and fish, and
compares the arguments that a command then gets. Notes have names that a shell would run if anybody
let it.

usage: completions_test.py BINARY
"""
import fcntl, os, pathlib, pty, select, shutil, signal, subprocess, sys, tempfile, termios, time

binary = pathlib.Path(sys.argv[1]).resolve()

NAMES = [
    "n01 two words.md",
    "n02 it's \"quoted\".md",
    "n03 $(touch owned).md",
    "n04 `touch owned`.md",
    "n05;touch owned;.md",
    "n06 & touch owned.md",
    "n07\\back\\slash.md",
    "n08*[glob]?{a,b}.md",
    "n09:colon=equals.md",
    "n10 #hash ~tilde !bang.md",
    "n11 開源 é.md",
    "n12 $HOME ${HOME}.md",
    "n13|touch owned.md",
    "n14>owned.md",
    "folder name/$(touch owned)/n15.md",
    "Tromsø fjord.md",
]
# A title is another name of a note: what is typed stays, and the rest is added.
TITLES = {
    "x1.md": "Who keeps the Île?",
    "x2.md": "Harbour $(touch owned) works",
    "drafts/x3.md": "Same title",
    "x4.md": "Same title",
}
TAGS = ["plain", "nested/tag", "with $(touch owned)", "two words", "-dash", "Ærlig"]

# The keys (\t is Tab), and the arguments that must arrive.
CASES = [(f"recorder show {name[:3]}\t", ["show", name]) for name in NAMES if name.startswith("n")]
CASES += [
    ("recorder show folder\t", ["show", NAMES[-2]]),
    ("recorder show folder\\ name/\t", ["show", NAMES[-2]]),
    ("recorder show Tro\t", ["show", NAMES[-1]]),
    ("recorder open n03\t --dry\t", ["open", NAMES[2], "--dry-run"]),
    ("recorder show \"n01\t", ["show", NAMES[0]]),
    ("recorder show 'n03\t", ["show", NAMES[2]]),
    ("recorder show \"n10\t", ["show", NAMES[9]]),
    ("recorder show \"n12\t", ["show", NAMES[11]]),
    ("recorder show n0'4\t", ["show", NAMES[3]]),
    ("recorder show n09:col\t", ["show", NAMES[8]]),
    ("recorder show n03\\ \\$\t", ["show", NAMES[2]]),
    ("recorder sea\t", ["search"]),
    ("recorder search --pas\t 1", ["search", "--passages", "1"]),
    ("recorder search --sort upd\t", ["search", "--sort", "updated"]),
    ("recorder search --sort=cre\t", ["search", "--sort=created"]),
    ("recorder search -t nested/\t", ["search", "-t", "nested/tag"]),
    ("recorder search -t with\t", ["search", "-t", TAGS[2]]),
    ("recorder search tag:pl\t", ["search", "tag:plain"]),
    ("recorder search tag:two\t", ["search", 'tag:"two words"']),  # as the query language needs it
    ("recorder search -tag:two\t", ["search", '-tag:"two words"']),
    ("recorder search -t two\t", ["search", "-t", "two words"]),
    ("recorder search --facets fol\t", ["search", "--facets", "folder"]),
    ("recorder search --facets tag,sta\t", ["search", "--facets", "tag,status"]),
    ("recorder search --facets=ye\t", ["search", "--facets=year"]),
    ("recorder completions z\t", ["completions", "zsh"]),
    ("recorder help con\t", ["help", "config"]),
    ("recorder help sea\t", ["help", "search"]),
    ("recorder tags --dep\t 1", ["tags", "--depth", "1"]),
    ("recorder search --rev\t", ["search", "--reverse"]),
    ("recorder search 'tag:pl\t", ["search", "tag:plain"]),
    ("recorder search -#pl\t", ["search", "-#plain"]),
    ("recorder search '#nested/\t", ["search", "#nested/tag"]),
    ("recorder search --in drafts/x\t", ["search", "--in", "drafts/x3.md"]),
    ("recorder show ./wor\t", ["show", "./word.md"]),
    ("recorder show Who\t", ["show", "Who keeps the Île?"]),
    ("recorder show who\\ keeps\t", ["show", "who keeps the Île?"]),
    ("recorder show \"who keeps the ile\t", ["show", "who keeps the ile?"]),
    ("recorder related harb\t", ["related", "harbour $(touch owned) works"]),
    ("recorder show 'same t\t'", ["show", "same t"]),  # would name two notes
]

# Letters as readers type them. fish itself compares the answers with the keys, letter by letter.
FOLDED = [
    ("recorder show tromso\t", ["show", NAMES[-1]]),
    ("recorder show TROMSO\\ f\t", ["show", NAMES[-1]]),
    ("recorder search -t aer\t", ["search", "-t", "Ærlig"]),
    ("recorder search tag:aer\t", ["search", "tag:Ærlig"]),
]

SHELLS = {
    "bash": (
        ["bash", "--noprofile", "--norc", "-i"],
        (
            "source <(assay completions bash); complete -F _assay recorder; "
            "bind 'set bell-style none'; set +H"
        ),
    ),
    "zsh": (
        ["zsh", "-f", "-i"],
        (
            "autoload -Uz compinit; compinit -u -D; source <(assay completions zsh); "
            "compdef _assay recorder; unsetopt banghist beep; setopt interactivecomments"
        ),
    ),
    "fish": (
        ["fish", "--no-config", "-i"],
        "assay completions fish | source; complete -c recorder -w assay",
    ),
}


class Terminal:
    def __init__(self, command, env, folder):
        self.pid, self.file = pty.fork()
        if self.pid == 0:
            os.chdir(folder)
            os.execvpe(command[0], command, env)
        fcntl.ioctl(self.file, termios.TIOCSWINSZ, b"\x18\x00\xa0\x00\x00\x00\x00\x00")
        self.seen = b""

    def send(self, text):
        os.write(self.file, text.encode())

    def read_for(self, seconds, until=None):
        end = time.monotonic() + seconds
        while time.monotonic() < end and not (until and until()):
            ready, _, _ = select.select([self.file], [], [], 0.05)
            if ready:
                try:
                    self.seen += os.read(self.file, 65536)
                except OSError:
                    return

    def close(self):
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.file)


failed = missing = 0
with tempfile.TemporaryDirectory() as home:
    home = pathlib.Path(home)
    notes, work, tools = home / "notes", home / "work", home / "bin"
    for folder in (notes, work, tools):
        folder.mkdir()
    for name in NAMES:
        (notes / name).parent.mkdir(parents=True, exist_ok=True)
        (notes / name).write_text("rain\n")
    (notes / "tags.md").write_text(
        "---\ntags: " + str(TAGS).replace("'", '"') + "\nstatus: bud\n---\nrain\n"
    )
    for name, title in TITLES.items():
        (notes / name).parent.mkdir(exist_ok=True)
        (notes / name).write_text(f"---\ntitle: {title}\n---\nrain\n")
    (work / "word.md").write_text("not a note of the corpus\n")
    (notes / "hidden\nline.md").write_text("rain\n")  # no line can hold it: not offered
    (tools / "recorder").write_text(
        '#!/bin/sh\nfor word; do printf "%s\\0" "$word"; done >"$RECORD.new"; '
        'mv "$RECORD.new" "$RECORD"\n'
    )
    (tools / "recorder").chmod(0o755)
    (tools / "assay").symlink_to(binary)
    record = home / "record"
    env = {
        "HOME": str(home),
        "LC_ALL": "C.UTF-8",
        "TERM": "xterm",
        "PATH": f"{tools}:/usr/bin:/bin",
        "RECORD": str(record),
        "ASSAY_CORPUS": str(notes),
        "PS1": "$ ",
        "HISTFILE": "",
    }
    subprocess.run([binary, "index"], env=env, check=True, capture_output=True)
    for shell, (command, setup) in SHELLS.items():
        if not shutil.which(shell, path="/usr/bin:/bin"):
            print(f"SKIP {shell}: not installed")
            missing += 1
            continue
        terminal = Terminal(command, env, work)

        def ask(given):
            record.unlink(missing_ok=True)
            terminal.send(given)
            terminal.read_for(15, until=record.exists)
            return record.read_bytes().decode().split("\0")[:-1] if record.exists() else None

        terminal.read_for(0.5)
        assert ask(setup + "; recorder ready\r") == ["ready"], terminal.seen.decode(
            errors="replace"
        )
        cases = CASES + ([] if shell == "fish" else FOLDED)
        for given, expected in cases:
            terminal.seen = b""
            got = ask(given + "\r")
            if got is not None and got == expected:
                continue
            failed += 1
            print(
                f"FAIL {shell}: {given!r} gives {got!r}, not {expected!r}\n     {terminal.seen!r}"
            )
            terminal.send("\x03")
            terminal.read_for(0.3)
        terminal.close()
        owned = sorted(path.name for path in work.iterdir())
        if owned != ["word.md"]:
            failed += 1
            print(f"FAIL {shell}: a name was run, and left {owned}")
        print(f"{shell}: {len(cases)} lines completed")
sys.exit(1 if failed else 77 if missing else 0)
