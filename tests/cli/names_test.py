#!/usr/bin/env python3
"""Notes of any name: listed, shown and opened, byte for byte, and never taken for an option.

usage: names_test.py BINARY
"""
import json, os, pathlib, subprocess, sys, tempfile

binary = os.fsencode(pathlib.Path(sys.argv[1]).resolve())
NAMES = [
    b"caf\xe9.md",
    b"\xff\xferain.md",
    b"\xfe\xffrain.md",
    b"\xff\xfea\x01.md",
    b"x\x81y\x8d.md",
    "é".encode() + b"/caf\xe9.md",
    b"caf\xe9/" + "é.md".encode(),
    b"\xe9\xe8/plain.md",
    b"-rf.md",
    b"--help.md",
    b"-/-x.md",
    b"+5.md",
    b"+call system('touch pwned').md",
    b"-c:!touch pwned.md",
    b"$(touch pwned).md",
    b"`touch pwned`.md",
    b"a;touch pwned.md",
    b"line\nend.md",
    b"tab\tand blank .md",
    b"quote\"and'.md",
    b"back\\slash.md",
    b"{path}.md",
    b"%41.md",
    b"@.md",
    b"1.md",
    b"#a.md",
    b"b.md:3.md",
    b"\xc3\xa9\xf0.md",
]
EDITORS = [
    ["editor"],
    ["vim"],
    ["nano"],
    ["emacs"],
    ["code"],
    ["hx"],
    ["kate"],
    ["editor", "--file={path}:{line}"],
    ["editor", "{path}"],
]
wrong = []

with tempfile.TemporaryDirectory() as home:
    home = pathlib.Path(home).resolve()
    notes, tools = os.fsencode(home / "notes"), home / "bin"
    tools.mkdir()
    for tool in ("editor", "vim", "nano", "emacs", "code", "hx", "kate", "pager"):
        (tools / tool).write_text("#!/bin/sh\nprintf '%s\\0' \"$@\" > \"$HOME/got\"\n")
        (tools / tool).chmod(0o755)
    for number, name in enumerate(NAMES):
        os.makedirs(os.path.dirname(os.path.join(notes, name)), exist_ok=True)
        pathlib.Path(os.fsdecode(os.path.join(notes, name))).write_text(
            f"# Note number{number}\n\nrain number{number}\n"
        )
    env = {"HOME": str(home), "PATH": f"{tools}:/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TERM": "dumb"}
    run = lambda *args, cwd=notes, **more: subprocess.run(
        [binary, *args], env=env | more, cwd=cwd, capture_output=True, timeout=60
    )

    done = run("index")
    if done.returncode != 0:
        wrong.append(f"index: {done}")
    listed = run("search", "", "-l0", "-n", "1000").stdout.split(b"\0")[:-1]
    if sorted(listed) != sorted(NAMES):
        wrong.append(f"-l0: {set(listed) ^ set(NAMES)}")
    for number, name in enumerate(NAMES):
        hits = json.loads(run("search", f"number{number}", "--json").stdout)["hits"]
        if len(hits) != 1:
            wrong.append(f"{name}: {len(hits)} hits")
            continue
        path = hits[0]["path"]
        absolute = os.path.join(notes, name)
        for written in (path.encode(), b"./" + name, absolute, name):
            given = [b"--", written] if written.startswith((b"-", b"+")) else [written]
            shown = run("show", *given)
            if shown.returncode != 0 or f"number{number}".encode() not in shown.stdout:
                wrong.append(f"{name} given as {written}: {shown.returncode} {shown.stderr}")
            elif b"as it was indexed" in shown.stderr:
                wrong.append(f"{name} given as {written}: its file was not found")
        for editor in EDITORS:
            (home / "got").unlink(missing_ok=True)
            opened = run("open", b"./" + name, VISUAL=" ".join(editor))
            got = (home / "got").read_bytes().split(b"\0")[:-1] if (home / "got").exists() else None
            if opened.returncode != 0 or got is None or not any(absolute in word for word in got):
                wrong.append(f"{name} in {editor}: {opened.returncode} {opened.stderr} {got}")
            elif any(
                word.startswith((b"-", b"+")) and name in word and not word.startswith(b"--file=/")
                for word in got
            ):
                wrong.append(f"{name} in {editor}: an option {got}")
    for file in home.rglob("pwned"):
        wrong.append(f"{file} was made")

    # No shell runs the editor and the pager.
    for variable, args in (
        ("VISUAL", ["open", "./1.md"]),
        ("EDITOR", ["open", "./1.md"]),
        ("ASSAY_PAGER", ["show", "./1.md"]),
    ):
        for program in (
            "editor; touch pwned",
            "editor $(touch pwned)",
            "editor `touch pwned`",
            "editor | touch pwned",
            "editor && touch pwned",
            "editor > pwned",
        ):
            run(*args, **{variable: program})
            for file in home.rglob("pwned"):
                wrong.append(f"{variable}={program}")
                file.unlink()

print("\n".join(wrong[:40]))
print(f"{len(NAMES)} names, {len(EDITORS)} editors, {len(wrong)} wrong")
sys.exit(bool(wrong))
