#!/usr/bin/env python3
"""Commands that errors and remarks show: pasted into a shell, they do what they say,
whatever the names of the folders are.

usage: hints_test.py BINARY
"""
import json, os, pathlib, re, shutil, stat, subprocess, sys, tempfile

binary = str(pathlib.Path(sys.argv[1]).resolve())
NAMES = [
    "plain",
    "two words",
    "x'; touch pwned; '",
    "$(touch pwned)",
    "`touch pwned`",
    "-rf",
    "--index",
    "a\\'; touch pwned; '",
    'q"; touch pwned; "',
    "new\nline; touch pwned",
    "\x1b]0;title\x07; touch pwned",
    "\u202edwp; touch pwned",
    "; touch pwned #",
    "!!",
    "~root",
    "{a,b}",
    "*",
    "é ü",
    "a&touch pwned&",
]
SHELLS = [shell for shell in ("dash", "bash", "zsh", "fish") if shutil.which(shell)]
COMMAND = re.compile(
    r"(?:run: |of: |anew: |alone: |index: |mean: )"
    r"(assay .*?|chmod .*?|rm .*?)(?:, or .*)?(?: \(.*\))?$",
    re.M,
)
wrong, ran = [], 0


def run(args, env, cwd):
    return subprocess.run([binary, *args], env=env, cwd=cwd, capture_output=True, timeout=60)


def paste(shell, command, env, cwd):
    return subprocess.run([shell, "-c", command], env=env, cwd=cwd, capture_output=True, timeout=60)


def commands_of(done):
    text = (done.stdout + done.stderr).decode()
    return COMMAND.findall(text)


def check(home, name):
    """Produces every state that has a hint, for a corpus and an index folder of that name."""
    global ran
    place = home / "place"
    shutil.rmtree(place, ignore_errors=True)
    notes, index, empty = place / name, place / ("i" + name), place / "empty"
    notes.mkdir(parents=True)
    empty.mkdir()
    (notes / "rain.md").write_text("# Rain\n\nrain\n")
    (notes / ".assay.yaml").write_text("refresh_budget_ms: 0\n")  # a search takes nothing over
    env = {
        "HOME": str(home),
        "XDG_CACHE_HOME": str(place / "cache"),
        "PATH": f"{home / 'bin'}:/usr/bin:/bin",
        "LC_ALL": "C.UTF-8",
        "TERM": "dumb",
    }

    def made():
        shutil.rmtree(index, ignore_errors=True)
        (notes / "late.md").unlink(missing_ok=True)
        done = run(["index", str(notes), "--index", str(index)], env, empty)
        assert done.returncode == 0, done

    def damage(what):
        def do():
            made()
            generation = next(path for path in index.iterdir() if path.name.startswith("gen-"))
            if what == "postlist":
                (generation / "postlist.glass").unlink()
            if what == "position":
                (generation / "position.glass").unlink()
            if what == "current":
                (index / "current").write_text("nonsense\n")
            if what == "gone":
                (index / "current").unlink()
            if what == "mode":
                index.chmod(0o777)
            if what == "other":
                (index / "root").write_text(str(empty) + "\n")
            if what == "stale":
                (notes / "late.md").write_text("rain\n")

        return do

    search = ["search", "rain", "--index", str(index)]
    named = ["search", "rain", "--corpus", str(notes), "--index", str(index)]
    states = [
        (damage(what), args)
        for what in ("postlist", "position", "current", "gone", "mode", "stale")
        for args in (search, named)
    ]
    states += [
        (damage("other"), named),
        (damage("postlist"), ["check", "--index", str(index)]),
        (damage("stale"), ["stats", "--index", str(index)]),
    ]
    if name not in NAMES[:4]:  # one way to quote them all
        states = states[:2]
    for number, (prepare, args) in enumerate(states):
        prepare()
        done = run(args, env, empty)
        commands = commands_of(done)
        if done.returncode in (2, 3) and not commands:
            wrong.append(f"{name!r} {args}: no command: {done.stderr!r}")
        for command in commands:
            ran += 1
            if command.encode() != "".join(c for c in command if c.isprintable()).encode():
                wrong.append(f"{name!r} {args}: not printable: {command!r}")
            for shell in (
                SHELLS if number == 0 else ["bash"]
            ):  # every command is quoted by the same function
                prepare()
                pasted = paste(shell, command, env, empty)
                # A shell without $'…' reads another name; nothing else happens.
                if "$'" not in command or shell in ("bash", "zsh"):
                    again = run(args, env, empty)
                    if pasted.returncode != 0 or again.returncode != 0 or commands_of(again):
                        wrong.append(
                            f"{name!r} {args} {shell}: {command} gives {pasted.returncode} "
                            f"{pasted.stderr[-200:]!r}, then {again.returncode} "
                            f"{again.stderr[-200:]!r}"
                        )
                for file in [*home.rglob("pwned"), pathlib.Path("/pwned")]:
                    if file.exists():
                        wrong.append(f"{name!r} {shell}: {command} ran something")
                        file.unlink()
                if wrong:
                    return


with tempfile.TemporaryDirectory() as above:
    home = pathlib.Path(above).resolve()
    (home / "bin").mkdir()
    (home / "bin" / "assay").symlink_to(binary)
    for name in NAMES:
        check(home, name)

print("\n".join(wrong[:20]))
print(f"{len(NAMES)} names, {ran} commands in {', '.join(SHELLS)}, {len(wrong)} wrong")
sys.exit(bool(wrong))
