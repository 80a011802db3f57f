#!/usr/bin/env python3
"""A reader of `assay export` is slow, and the index is written meanwhile: every note that is not
removed is printed once, and whole.

usage: export_test.py BINARY
"""
import json, os, pathlib, subprocess, sys, tempfile

binary = sys.argv[1]
count, filler = 600, "word " * 200

with tempfile.TemporaryDirectory() as home:
    notes = pathlib.Path(home) / "notes"
    notes.mkdir()
    env = {"HOME": home, "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "ASSAY_CORPUS": str(notes)}
    run = lambda *args: subprocess.run(
        [binary, *args], env=env, capture_output=True, text=True, timeout=300, check=True
    )

    def write(round):
        for number in range(count):
            (notes / f"{number:04}.md").write_text(
                f"# Note {number}\n\nround{round} {filler}\n\n## Two\n\nLast.\n"
            )

    write(0)
    run("index")
    export = subprocess.Popen(
        [binary, "export", "--no-refresh"],
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    lines = [export.stdout.readline()]  # it waits for the pipe from here on
    for round in range(1, 4):
        write(round)
        (notes / f"new{round}.md").write_text("new\n")
        run("index")
    (notes / "0599.md").unlink()
    run("index", "--full")
    for line in export.stdout:
        lines.append(line)
    errors = export.stderr.read()
    assert export.wait() == 0 and errors == "", errors
    exported = [json.loads(line) for line in lines]
    paths = [note["path"] for note in exported]
    assert paths == sorted(set(paths)) and set(paths) >= {
        f"{number:04}.md" for number in range(count - 1)
    }, paths[-3:]
    assert not any(path.startswith("new") for path in paths)
    for note in exported:
        assert note["text"].startswith(f"Note {int(note['path'][:4])}\n\nround") and note[
            "text"
        ].endswith("Two\n\nLast."), note
        assert [heading["line"] for heading in note["headings"]] == [1, 5]
    print(
        f"{len(exported)} notes, {sum('round0' in note['text'] for note in exported)} of them as "
        "they were before"
    )
