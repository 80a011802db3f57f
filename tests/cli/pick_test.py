#!/usr/bin/env python3
"""assay pick in a real terminal (tmux): widths, keys, paste, resizing, signals, crashes, and notes
that would command a terminal.

usage: pick_test.py BINARY SOURCE_DIRECTORY
"""
import os, pathlib, re, shutil, signal, subprocess, sys, tempfile, time

binary, source = (pathlib.Path(argument).resolve() for argument in sys.argv[1:])
if not shutil.which("tmux"):
    print("SKIP: there is no tmux")
    sys.exit(77)
failed = []


def check(what, ok, shown=""):
    print(f"{'ok  ' if ok else 'FAIL'} {what}")
    if not ok:
        failed.append(what)
        print(str(shown)[:4000])


def becomes_true(test):
    for _ in range(200):
        if test():
            return True
        time.sleep(0.05)
    return False


with tempfile.TemporaryDirectory() as home:
    home = pathlib.Path(home)
    notes = home / "notes"
    shutil.copytree(source / "data" / "essays", notes)
    (notes / "a:7:b é 開源.md").write_text(
        "# Übergröße 開源\n\n" + "日本 " * 40 + "zeugwort 🎉 and more.\n", "utf-8"
    )
    (notes / "evil\x1b[31m\x07.md").write_text(
        "# Evil \x1b]0;pwned\x07\u202e title\n\nevilword \x1b[2J\x9b31m\u202e\x07 here\n", "utf-8"
    )
    (home / "bin").mkdir()
    (home / "bin" / "assay").symlink_to(binary)
    opened = home / "opened"
    (home / "bin" / "myeditor").write_text(
        f'#!/bin/sh\nprintf "%s\\0" "$@" >{opened}.new\nmv {opened}.new {opened}\n'
    )
    (home / "bin" / "myeditor").chmod(0o755)
    env = {
        "HOME": str(home),
        "HISTFILE": "",  # else the shell writes it when the terminal is gone
        "LC_ALL": "C.UTF-8",
        "TERM": "xterm-256color",
        "PATH": f"{home}/bin:/usr/bin:/bin",
        "TMUX_TMPDIR": str(home),
        "EDITOR": "myeditor {path} {line} {column}",
        "PS1": "$ ",
    }

    def run(*command, **more):
        return subprocess.run(
            command, env=env, capture_output=True, text=True, stdin=subprocess.DEVNULL, **more
        )

    run("assay", "index", notes)

    class Terminal:
        """A shell in which assay pick was typed."""

        def __init__(self, command="assay pick", width=120, height=30, **more):
            self.tmux("kill-server")
            opened.unlink(missing_ok=True)
            variables = [f"-e{name}={value}" for name, value in {**env, **more}.items()]
            assert becomes_true(
                lambda: self.tmux(
                    *("-f", "/dev/null", "new-session", "-d", "-x", str(width), "-y", str(height)),
                    *("-c", notes, *variables, "bash", "--norc", "--noprofile"),
                ).returncode
                == 0
            )
            becomes_true(lambda: "$" in self.screen())
            self.before = self.modes()
            self.keys("-l", f"{command}; echo code=$?")
            self.keys("Enter")

        def tmux(self, *command):
            return run("tmux", "-L", "assay-pick", *command)

        def keys(self, *keys):
            self.tmux("send-keys", *keys)

        def screen(self, *options):
            return self.tmux("capture-pane", "-p", *options).stdout

        def modes(self):
            """Returns the modes of the terminal, and whether its other screen
            and its cursor are shown."""
            tty = self.tmux("display", "-p", "#{pane_tty}").stdout.strip()
            shown = self.tmux("display", "-p", "#{alternate_on} #{cursor_flag}").stdout.strip()
            return run("stty", "-a", "-F", tty).stdout.replace("; ", "\n"), shown

        def shows(self, pattern):
            return becomes_true(lambda: re.search(pattern, self.screen()))

        def process(self):
            """Returns the processes of assay in this terminal: the one that waits,
            the one that draws."""
            tty = self.tmux("display", "-p", "#{pane_tty}").stdout.strip().removeprefix("/dev/")
            listed = run("ps", "-t", tty, "-o", "pid=,comm=").stdout.splitlines()
            return sorted(int(line.split()[0]) for line in listed if "assay" in line)

        def ended(self, code):
            """The shell has the terminal back as it was, once it prompts again,
            and the exit code."""
            return self.shows(rf"code={code}\b") and becomes_true(
                lambda: self.modes()[1] == "0 1" and self.modes() == self.before
            )

    for width in (60, 80, 200):
        terminal = Terminal(width=width, height=24)
        count = len(list(notes.glob("*.md")))
        check(
            f"{width} columns: every note at first",
            terminal.shows(rf"(?m)^> +{count}$"),
            terminal.screen(),
        )
        terminal.keys("-l", "zeugw")
        check(
            f"{width} columns: searches while typing",
            terminal.shows(r"> zeugw +1\n"),
            terminal.screen(),
        )
        check(
            f"{width} columns: the note at its match",
            terminal.shows(r"zeugwort 🎉"),
            terminal.screen(),
        )
        screen = terminal.screen()
        check(f"{width} columns: CJK titles and paths", "> Übergröße 開源" in screen, screen)
        terminal.keys("Enter")
        becomes_true(opened.exists)
        place = opened.read_text().split("\0")[:3] if opened.exists() else []
        check(
            f"{width} columns: Enter opens it at the word",
            place == [str(notes / "a:7:b é 開源.md"), "3", "121"],
            (place, terminal.screen()),
        )
        check(
            f"{width} columns: and the terminal is as before",
            terminal.ended(0),
            (terminal.screen(), terminal.modes(), terminal.before),
        )

    terminal = Terminal("assay pick bridge", width=100)
    check("begins with a query", terminal.shows(r"> bridge +\d+\n"), terminal.screen())
    first = re.findall(r"^> (?!bridge)(.{20})", terminal.screen(), re.M)
    terminal.keys("C-n")
    check(
        "Ctrl-N chooses the next",
        becomes_true(lambda: re.findall(r"^> (?!bridge)(.{20})", terminal.screen(), re.M) != first),
        terminal.screen(),
    )
    terminal.keys("C-p")
    check(
        "Ctrl-P the one before",
        becomes_true(lambda: re.findall(r"^> (?!bridge)(.{20})", terminal.screen(), re.M) == first),
        terminal.screen(),
    )
    total = int(re.search(r"> bridge +(\d+)", terminal.screen()).group(1))
    terminal.keys("M-1")
    check(
        "Alt-1 switches a tag on",
        becomes_true(
            lambda: re.search(r"> bridge +(\d+)", terminal.screen())
            and int(re.search(r"> bridge +(\d+)", terminal.screen()).group(1)) < total
        ),
        terminal.screen(),
    )
    terminal.keys("M-1")
    check("and off", terminal.shows(rf"> bridge +{total}\n"), terminal.screen())
    terminal.keys("C-y")
    check("Ctrl-Y says what it copied", terminal.shows(r"copied \[\["), terminal.screen())
    terminal.keys("C-w")
    terminal.keys("-l", "wood(")
    check(
        "a query that is not finished keeps the hits",
        terminal.shows(r"never closed"),
        terminal.screen(),
    )
    terminal.keys("C-u")
    terminal.keys("-l", "éa")
    terminal.keys("C-a")
    terminal.keys("-l", "x")
    terminal.keys("C-e", "BSpace", "BSpace")
    terminal.keys("-l", "y")
    check("the line is edited character by character", terminal.shows(r"^> xy "), terminal.screen())
    terminal.tmux("set-buffer", "rain\ngardens\tditch \x1b[31m")
    terminal.keys("C-u")
    terminal.tmux("paste-buffer", "-p")
    check(
        "pasted lines are one line",
        terminal.shows(r"^> rain gardens ditch \[31m "),
        terminal.screen(),
    )
    terminal.keys("C-u")
    terminal.tmux("resize-window", "-x", "60", "-y", "20")
    check(
        "resized, it is drawn anew",
        becomes_true(
            lambda: max(len(line) for line in terminal.screen().splitlines()) <= 60
            and "> " in terminal.screen()
        ),
        terminal.screen(),
    )
    terminal.tmux("resize-window", "-x", "7", "-y", "3")
    terminal.keys("-l", "rain")
    terminal.tmux("resize-window", "-x", "100", "-y", "30")
    check("also after no room at all", terminal.shows(r"> rain +\d+\n"), terminal.screen())
    terminal.keys("Escape")
    check("Esc leaves", terminal.ended(130), terminal.screen())

    terminal = Terminal("assay pick evilword")
    terminal.shows(r"> evilword +1\n")
    check(
        "nothing of a note reaches the terminal as it is",
        terminal.shows(r"> Evil .*title")
        and not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", terminal.screen()),
        repr(terminal.screen()),
    )
    title = terminal.tmux("display", "-p", "#{pane_title}").stdout
    check("and commands it", "pwned" not in title, title)
    terminal.keys("C-c")
    check("Ctrl-C leaves", terminal.ended(130), terminal.screen())

    terminal = Terminal("assay pick bridge", NO_COLOR="1")
    terminal.shows(r"> bridge +\d+\n")
    check(
        "no colour where none is wanted",
        not re.search(r"\x1b\[[0-9;]*3[0-7]m", terminal.screen("-e")),
        repr(terminal.screen("-e")),
    )
    terminal.keys("C-c")
    terminal.ended(130)
    terminal = Terminal("assay pick bridge")
    terminal.shows(r"> bridge +\d+\n")
    check(
        "colour where it is",
        becomes_true(lambda: re.search(r"\x1b\[[0-9;]*31m", terminal.screen("-e"))),
        repr(terminal.screen("-e")),
    )
    terminal.keys("C-c")

    for number, code in ((signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)):
        terminal = Terminal("assay pick bridge")
        terminal.shows(r"> bridge +\d+\n")
        os.kill(terminal.process()[0], number)
        check(
            f"{number.name}: the terminal is as before",
            terminal.ended(code),
            (terminal.screen(), terminal.modes(), terminal.before),
        )
    for number in (signal.SIGSEGV, signal.SIGABRT, signal.SIGKILL):
        # AddressSanitizer would exit with 1 after SIGSEGV.
        terminal = Terminal("ASAN_OPTIONS=handle_segv=0 assay pick bridge")
        terminal.shows(r"> bridge +\d+\n")
        os.kill(terminal.process()[-1], number)
        check(
            f"a crash ({number.name}): the terminal is as before",
            terminal.ended(128 + number),
            (terminal.screen(), terminal.modes(), terminal.before),
        )

    terminal = Terminal("TERM=dumb assay pick x")
    check(
        "TERM=dumb is refused",
        terminal.shows("draws on a terminal") and terminal.ended(2),
        terminal.screen(),
    )
    terminal = Terminal("assay pick --corpus /nowhere")
    check(
        "an error is said without drawing",
        terminal.shows("nowhere") and terminal.shows("code=2"),
        terminal.screen(),
    )
    terminal.tmux("kill-server")
    none = subprocess.run(
        [binary, "pick"],
        env=env,
        capture_output=True,
        text=True,
        start_new_session=True,
        stdin=subprocess.DEVNULL,
    )
    check(
        "without a terminal: exit 2", none.returncode == 2 and "assay search" in none.stderr, none
    )
sys.exit(bool(failed))
