#!/usr/bin/env python3
"""The hot paths need no more instructions than the table says,
which a busy machine does not change.

usage: instructions_test.py COUNT_PATHS TABLE
    UPDATE_INSTRUCTIONS=1 rewrites the column of this compiler

The counts depend on the compiler and the libraries, so the table has a column for each compiler.
Without one for this compiler, and without valgrind, the test is skipped.
"""
import os, pathlib, re, shutil, subprocess, sys, tempfile

program, table = sys.argv[1], pathlib.Path(sys.argv[2])
GROWN, SKIPPED = 1.05, 77


def count(path):
    with tempfile.NamedTemporaryFile() as out:
        done = subprocess.run(
            [
                "valgrind",
                "--tool=callgrind",
                f"--callgrind-out-file={out.name}",
                "--toggle-collect=run_measured",
                program,
                path,
            ],
            capture_output=True,
            text=True,
        )
    assert done.returncode == 0, done.stderr[-500:]
    return int(re.search(r"Collected : (\d+)", done.stderr).group(1))


if not shutil.which("valgrind"):
    print("skipped: valgrind is not installed")
    sys.exit(SKIPPED)
compiler = subprocess.run([program, "--compiler"], capture_output=True, text=True).stdout.strip()
paths = subprocess.run([program], capture_output=True, text=True, check=True).stdout.splitlines()
rows = [line.split("\t") for line in table.read_text().splitlines()]
compilers = rows[0][1:]
known = {row[0]: dict(zip(compilers, row[1:])) for row in rows[1:]}
updating = os.environ.get("UPDATE_INSTRUCTIONS") == "1"
if compiler not in compilers and not updating:
    print(f"skipped: {table.name} has no column for {compiler}; UPDATE_INSTRUCTIONS=1 adds it")
    sys.exit(SKIPPED)
counts = {path: count(path) for path in paths}
if updating:
    compilers = sorted({*compilers, compiler})
    lines = ["\t".join(["path", *compilers])]
    for path in paths:
        cells = known.get(path, {}) | {compiler: str(counts[path])}
        lines.append("\t".join([path, *(cells.get(each, "") for each in compilers)]))
    table.write_text("\n".join(lines) + "\n")
    sys.exit(0)
grown = []
for path, now in counts.items():
    before = int(known[path][compiler])
    print(f"{path}: {now:,} instructions, {now / before:.3f} of the table")
    if now > GROWN * before:
        grown.append(
            f"{path} needs {now:,} instructions, {now / before:.2f} times "
            f"the {before:,} of the table"
        )
sys.exit("\n".join(grown + ["if that is meant: UPDATE_INSTRUCTIONS=1"]) if grown else 0)
