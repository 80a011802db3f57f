#!/usr/bin/env python3
"""assay show on a terminal (tmux, 80 columns, 24 rows): where less begins, where n and N go,
and what needs no pager.

usage: show_screens_test.py BINARY
"""
import os, pathlib, shutil, subprocess, sys, tempfile, time

binary = pathlib.Path(sys.argv[1]).resolve()
if not shutil.which("tmux") or not shutil.which("less"):
    print("SKIP: there is no tmux or no less")
    sys.exit(77)

wrong = []
# A mark on lines 50, 70 and 90; no mark, but the same letters, on 30 and 80.
ON_LINES = {
    30: " trains",
    50: " **rain**",
    70: " rain, C++ and (x)",
    80: " braindrain",
    90: " Rain’s",
}
NOTES = {
    "long.md": "".join(f"line {i}{ON_LINES.get(i, '')}\n" for i in range(1, 121)),
    "accents.md": "".join(f"line {i}{' résumé' if i == 60 else ''}\n" for i in range(1, 121)),
    "short.md": "".join(f"line {i} rain\n" for i in range(1, 16)),
    # Few lines, but more rows than the terminal.
    "wide.md": "".join(
        f"paragraph {i} " + "of words " * 40 + ("with rain " if i == 8 else "") + "\n\n"
        for i in range(1, 10)
    ),
    "sections.md": "# One\n\ntext\n\n# Two\n\ntext\n\n## Three\n\ntext\n",
}


class Screen:
    def __init__(self, env, folder):
        self.env, self.socket = env, f"assay-show-{os.getpid()}"
        self.tmux(
            "-f", "/dev/null", "new-session", "-d", "-x", "80", "-y", "24", "-c", str(folder), "sh"
        )

    def tmux(self, *args):
        return subprocess.run(
            ["tmux", "-L", self.socket, *args],
            env=self.env,
            capture_output=True,
            text=True,
            check=True,
        ).stdout

    def rows(self):
        return [row.rstrip() for row in self.tmux("capture-pane", "-p").split("\n")]

    def wait(self, what, is_there):
        """Waits for the expected rows and returns them; after some time,
        returns the rows as they are."""
        for _ in range(200):
            if is_there(rows := self.rows()):
                return rows
            time.sleep(0.05)
        wrong.append(f"{what}: the screen is\n    " + "\n    ".join(rows))
        return rows

    def type(self, text, key="Enter"):
        self.tmux("send-keys", "-l", text)
        if key:
            self.tmux("send-keys", key)

    def shell(self):
        """Leaves the pager and clears the screen."""
        self.type("q", None)
        self.type("\x15clear; echo READY; clear")
        self.wait("shell", lambda rows: not any(rows[1:]))


with tempfile.TemporaryDirectory() as home:
    home = pathlib.Path(home)
    notes = home / "notes"
    notes.mkdir()
    for name, text in NOTES.items():
        (notes / name).write_text(text)
    (home / "bin").mkdir()
    (home / "bin" / "assay").symlink_to(binary)
    env = {
        "HOME": str(home),
        "LC_ALL": "C.UTF-8",
        "TERM": "xterm-256color",
        "PATH": f"{home}/bin:/usr/bin:/bin",
        "ASSAY_CORPUS": str(notes),
        "PS1": "",
        "TMUX_TMPDIR": str(home),
    }
    subprocess.run([binary, "index"], env=env, check=True, capture_output=True)
    screen = Screen(env, notes)
    try:
        screen.type("PS1=; clear")
        first = lambda text: lambda rows: rows[0] == text
        for command, steps in [
            (
                "assay show long --mark rain",
                [
                    "line 50 **rain**",
                    "n line 70 rain, C++ and (x)",
                    "n line 90 Rain’s",
                    "N line 70 rain, C++ and (x)",
                ],
            ),
            ("assay show long --mark 'C++'", ["line 70 rain, C++ and (x)"]),
            ("assay show long:40", ["line 40"]),
            ("assay show long:60 --mark rain", ["line 70 rain, C++ and (x)"]),
            ("assay show accents --mark resume", ["line 60 résumé"]),
            ("LC_ALL=C assay show accents --mark resume", ["line 60 r<C3><A9>sum<C3><A9>"]),
            ("PAGER='less -i' assay show long --mark rain", ["line 50 **rain**"]),
            ("assay show wide", ["wide.md"]),
        ]:
            screen.type(command)
            for step in steps:
                if step[1] == " ":
                    screen.type(step[0], None)
                    step = step[2:]
                screen.wait(f"{command}, {step}", first(step))
            screen.shell()

        # Text that fits is printed, and the shell prompts again.
        screen.type("clear; assay show short --mark rain; echo BACK")
        rows = screen.wait("short", lambda rows: "BACK" in rows)
        if (
            rows[0] != "short.md"
            or rows[1]
            or rows[2:17] != [f"line {i} rain" for i in range(1, 16)]
            or rows[17] != "BACK"
        ):
            wrong.append(f"short is not printed plainly: {rows}")
        screen.shell()
        # Rows count, not lines.
        screen.type("assay show wide --mark rain; echo BACK")
        screen.wait("wide", lambda rows: rows[0].startswith("paragraph 8 ") and "BACK" not in rows)
        screen.shell()
        screen.type("assay show wide --text --mark rain; echo BACK")
        screen.wait(
            "plain text",
            lambda rows: "rain" in rows[0] and "assay" not in rows[0] and "BACK" not in rows,
        )
        screen.shell()
        # Another pager receives no options of less.
        screen.type("clear; PAGER='head -n 3' assay show long --mark rain; echo BACK")
        screen.wait("head", lambda rows: rows[:4] == ["long.md", "", "line 1", "BACK"])
        screen.shell()
        screen.type("clear; assay show sections --outline; echo BACK")
        screen.wait(
            "outline",
            lambda rows: rows[:4]
            == ["1  One      #one", "5  Two      #two", "9    Three  #three", "BACK"],
        )
    finally:
        screen.tmux("kill-server")
print("\n".join(wrong) or "every screen as expected")
sys.exit(bool(wrong))
