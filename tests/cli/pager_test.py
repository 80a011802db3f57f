#!/usr/bin/env python3
"""Long answers on a terminal: the pager, which begins at the best hit,
and the ranks of the last search.

usage: pager_test.py BINARY SOURCE_DIRECTORY
    UPDATE_GOLDEN=1 writes tests/golden/pager-24.txt
"""
import fcntl, os, pathlib, pty, re, shutil, struct, subprocess, sys, tempfile, termios, time

binary, source = (pathlib.Path(argument).resolve() for argument in sys.argv[1:])
failed = []


def check(what, ok, *shown):
    print(f"{'ok  ' if ok else 'FAIL'} {what}")
    if not ok:
        failed.append(what)
        print(*shown, sep="\n")


def on_terminal(*args, rows=24, columns=80, keys="", cwd=None, **more):
    """The exit code, and what the command writes to a terminal of that size, stderr included;
    `keys` are typed when it waits."""
    process, terminal = pty.fork()
    if process == 0:
        os.chdir(cwd or notes)
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        os.execve(binary, ["assay", *args], env | more)
    output = b""
    while True:
        try:
            read = os.read(terminal, 65536)
        except OSError:  # its other end is closed
            read = b""
        if not read:
            break
        output += read
        if keys and output.rstrip().endswith(
            (b":\x1b[K", b"(END)\x1b[27m\x1b[K", b":")
        ):  # the prompt of less
            os.write(terminal, keys.encode())
            keys = ""
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), output.decode().replace(
        "\r\n", "\n"
    )


def plain(text):
    return re.sub("\x1b\\]8;;[^\x1b]*\x1b\\\\|\x1b\\[[\\d;?]*[A-Za-z]|\x1b[=>]", "", text)


with tempfile.TemporaryDirectory() as home:
    home = pathlib.Path(home)
    notes, other = home / "notes", home / "other"
    shutil.copytree(source / "data" / "essays", notes)
    (notes / "wrong.md").write_text("---\ndate: 2024-02-30\n---\nWrong.\n")
    other.mkdir()
    (other / "7.md").write_text("The seventh.\n")
    (other / "rain.md").write_text("Rain.\n")
    env = {
        "HOME": str(home),
        "LC_ALL": "C.UTF-8",
        "TERM": "xterm-256color",
        "PATH": "/usr/bin:/bin",
        "EDITOR": "code",
    }
    for folder in (notes, other):
        subprocess.run([binary, "index", folder], env=env, check=True, capture_output=True)

    # A pager that prints its name.
    (home / "pager").write_text("#!/bin/sh\necho PAGED\ncat\n")
    (home / "pager").chmod(0o755)
    paged = {"ASSAY_PAGER": str(home / "pager")}
    for args in (
        ["search", "bridge"],
        ["search", "-l"],
        ["tags"],
        ["kwic", "city"],
        ["related", "rain-gardens"],
        ["stats"],
        ["check"],
        ["show", "rain-gardens"],
        ["help", "query"],
    ):
        _, shown = on_terminal(*args, rows=5, **paged)
        check(
            f"{args[0]} goes through the pager where it does not fit",
            shown.startswith("PAGED\n"),
            shown[:300],
        )
        check(
            f"{args[0]} --no-pager does not",
            "PAGED" not in on_terminal(*args, "--no-pager", rows=5, **paged)[1],
        )
        check(
            f"{args[0]} does not where it fits",
            "PAGED" not in on_terminal(*args, rows=1000, columns=200, **paged)[1],
        )
    check(
        "search -0, --json, -c are for programs",
        not any(
            "PAGED" in on_terminal("search", flag, rows=5, **paged)[1]
            for flag in ("-0", "--json", "-c", "--jsonl")
        ),
    )
    check(
        "an empty variable means none",
        "PAGED" not in on_terminal("search", rows=5, ASSAY_PAGER="", PAGER=paged["ASSAY_PAGER"])[1],
    )
    check(
        "PAGER is the second",
        on_terminal("search", rows=5, PAGER=paged["ASSAY_PAGER"])[1].startswith("PAGED\n"),
    )
    config = home / ".config" / "assay" / "config.yaml"
    config.parent.mkdir(parents=True)
    config.write_text(f"pager: {home}/pager\n")
    check(
        "the configuration is before both",
        on_terminal("search", rows=5, ASSAY_PAGER="cat", PAGER="cat")[1].startswith("PAGED\n"),
    )
    config.unlink()
    remark = "goverance"
    shown = on_terminal("search", remark, "-n", "all", rows=5, **paged)[1]
    check(
        "what was answered instead is said where it is seen",
        re.match("PAGED\nassay: .*governance", shown),
        shown[:300],
    )
    check(
        "a pager that is not there is none",
        "1  " in on_terminal("search", rows=5, PAGER="no-such-pager")[1],
    )

    # less, with options of the user in LESS.
    _, shown = on_terminal("search", "infrastructure", keys="q", LESS="-i")
    check(
        "colours and links survive the pager",
        "\x1b[1;31m" in shown and f"\x1b]8;;file://" in shown,
        repr(shown[:500]),
    )
    check(
        "the pager begins at the first hit",
        0 < plain(shown).find(" 1  ") < 200 and " 9  " not in plain(shown),
        shown,
    )

    # Ranks.
    _, shown = on_terminal("search", "city", "--no-pager")
    path = dict(re.findall(r"^ *(\d+)  .*\n +([\w./-]+\.md):\d+", plain(shown), re.M))
    check("a search shows ranks", len(path) == 10, shown)
    code, shown = on_terminal("open", "3", "--dry-run")
    check("open 3", code == 0 and shown.startswith(f"code -g {notes}/{path['3']}:"), shown)
    code, shown = on_terminal("show", "2", "--no-pager")
    check("show 2", code == 0 and plain(shown).split("\n")[0].strip() == path["2"], shown)
    done = subprocess.run(
        [binary, "show", "2", "--json"], cwd=home, env=env, capture_output=True, text=True
    )
    check("also on a pipe, and from elsewhere", f'"path": "{path["2"]}"' in done.stdout, done)
    code, shown = on_terminal("show", "3", "--corpus", str(other))
    check(
        "a rank of another corpus is an error that names it",
        code == 1 and f"the last search was in {notes}, not in {other}" in " ".join(shown.split()),
        shown,
    )
    code, shown = on_terminal("open", "3", "--dry-run", ASSAY_CORPUS=str(other))
    check(
        "also of open, and with the variable",
        code == 1 and f"the last search was in {notes}" in " ".join(shown.split()),
        shown,
    )
    code, shown = on_terminal("show", "7", "--no-pager", "--corpus", str(other))
    check("but a note of that name there is one", code == 0 and "The seventh." in shown, shown)
    check(
        "a rank goes before a note of that name",
        on_terminal("search", "rain", cwd=other)
        and "Rain." in on_terminal("show", "1", cwd=other)[1],
    )
    code, shown = on_terminal("show", "7", cwd=other)
    check("a number that was not shown is a name", code == 0 and "The seventh." in shown, shown)
    code, shown = on_terminal("open", "8", cwd=other)
    check("or nothing", code == 1 and "showed no hit 8" in " ".join(shown.split()), shown)
    on_terminal("search", "city", keys="q")
    _, shown = on_terminal("related", "2", "--no-pager")
    related = dict(re.findall(r"^ *(\d+)  .*\n +([\w./-]+\.md):\d+", plain(shown), re.M))
    check(
        "related 2 is of that hit", path["2"] not in related.values() and len(related) == 10, shown
    )
    _, shown = on_terminal("show", "2", "--no-pager")
    check(
        "and shows ranks of its own",
        plain(shown).split("\n")[0].strip() == related["2"],
        shown,
        related,
    )

    # A terminal of 200 columns: text is 120 wide.
    _, shown = on_terminal("search", "city", "--passages", "3", rows=1000, columns=200)
    widest = max(len(line) for line in plain(shown).split("\n"))
    check("text is at most 120 columns wide, and uses them", 110 < widest <= 120, widest)

    # A screen of 24 rows.
    if shutil.which("tmux"):
        env["TMUX_TMPDIR"] = str(home)
        (home / "bin").mkdir()
        (home / "bin" / "assay").symlink_to(binary)
        tmux = lambda *args: subprocess.run(
            ["tmux", "-L", "assay-pager", *args],
            env=env | {"PATH": f"{home}/bin:/usr/bin:/bin", "PS1": "$ "},
            capture_output=True,
            text=True,
        ).stdout
        tmux("-f", "/dev/null", "new-session", "-d", "-x", "80", "-y", "24", "-c", str(notes), "sh")
        seen = ""
        for command in (
            "assay search bridge",
            "assay search infrastructure --offset 2 --passages 2",
            "assay kwic the",
        ):
            tmux("send-keys", "-l", f"clear; {command}")
            tmux("send-keys", "Enter")
            for _ in range(200):
                time.sleep(0.05)
                screen = tmux("capture-pane", "-p").rstrip("\n")
                if re.search(r"^(:|.*\(END\))$", screen.split("\n")[-1]):
                    break
            tmux("send-keys", "q")
            seen += (
                f"$ {command}\n" + re.sub(r" +[\d.]+ m?s$", "  TIME", screen, flags=re.M) + "\n\n"
            )
            time.sleep(0.2)
        tmux("kill-server")
        golden = source / "tests" / "golden" / "pager-24.txt"
        if os.environ.get("UPDATE_GOLDEN"):
            golden.write_text(seen)
        check(
            "24 rows begin with the best hit", golden.exists() and golden.read_text() == seen, seen
        )

print(f"{len(failed)} failures")
sys.exit(bool(failed))
