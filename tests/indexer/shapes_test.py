#!/usr/bin/env python3
"""Whatever a note is made of, reading it takes time and memory in proportion to its size.

shapes_test.py ASSAY [--full [NAME ...]]

Short: a few shapes of 150 KB, with a guard against hangs and a bound on memory. Full, by hand: each
of shapes.py at three sizes through index, search, show and kwic, with a table of the worst; four
times the size may take five times the user time, and 60 times the note. A shape that seems to take
more is measured twice more, and its least times count."""
import os, pathlib, resource, subprocess, sys, tempfile

from shapes import all_shapes

SIZES = [150_000, 600_000, 2_400_000]
GUARD_S = 60
MOST_BYTES = 1 << 30  # of memory, whatever the note
LEAST_FACTOR_BYTES = 40 << 20  # the program itself, its libraries and the index being written
MOST_FACTOR = 60
MOST_GROWTH = 5
IGNORED_S = 0.3
SHORT = [
    "sign *",
    "sign [",
    "sign `",
    "sign >",
    "pair '[['",
    "pair '<?'",
    "pair '<!'",
    "link open",
    "a**b",
    "table of many columns",
    "table short rows",
    "delimiter growing",
    "address and )",
    "address and ).",
    "backticks of lengths",
    "quote deep then lines",
    "list steps",
    "brackets nested",
    "references used apart",
    "footnote used",
    "distinct tags",
    "one tag deep",
    "header tag deep",
    "header tags",
    "header keys",
    "header list closed",
    "letter and marks",
    "marks alternating",
    "soft break",
    "mixed",
    "heading closes",
    "distinct words",
]


def bound_memory():
    resource.setrlimit(resource.RLIMIT_AS, (3 << 30, 3 << 30))


def run(*command):
    """User seconds, bytes of memory, exit code; 124 after GUARD_S."""
    process = subprocess.Popen(
        ["timeout", str(GUARD_S), *command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        preexec_fn=bound_memory,
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_utime, usage.ru_maxrss * 1024, process.returncode


def commands_of(binary, corpus, index):
    common = ["--corpus", str(corpus), "--index", str(index)]
    return {
        "index": [binary, "index", str(corpus), "--index", str(index)],
        "search": [binary, "search", "--passages", "3", "--facets", "tag", "a", *common],
        "show": [binary, "show", "--outline", "note.md", *common],
        "kwic": [binary, "kwic", "a", *common],
    }


def measure(binary, name, make, sizes, wrong):
    """command -> [(seconds, bytes)] by size"""
    measured = {}
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            corpus, index = pathlib.Path(folder, "notes"), pathlib.Path(folder, "index")
            corpus.mkdir()
            (corpus / "other.md").write_text("# Other\n\nlighthouse\n", "utf-8")
            note = make(size).encode("utf-8", "surrogatepass")
            (corpus / "note.md").write_bytes(note)
            for command, given in commands_of(binary, corpus, index).items():
                seconds, memory, code = run(*given)
                measured.setdefault(command, []).append((seconds, memory, len(note)))
                if code not in (0, 1):
                    wrong.append(f"{name}, {size} bytes: assay {command} ends with {code}")
                    if code == 124:
                        return measured
            if (
                run(
                    binary,
                    "search",
                    "-q",
                    "lighthouse",
                    "--corpus",
                    str(corpus),
                    "--index",
                    str(index),
                )[2]
                != 0
            ):
                wrong.append(f"{name}, {size} bytes: the other note is not found")
    return measured


def least(measured, again):
    """For each command and size, the row of the faster run."""
    return {
        command: [min(pair) for pair in zip(rows, again[command])]
        for command, rows in measured.items()
        if command in again
    }


def judge(name, measured):
    wrong = []
    for command, rows in measured.items():
        for (before, _, small), (after, memory, large) in zip(rows, rows[1:]):
            if (
                after > IGNORED_S
                and after > MOST_GROWTH * max(before, IGNORED_S / MOST_GROWTH) * large / small / 4
            ):
                wrong.append(
                    f"{name}: assay {command} takes {before:.2f} s for {small} bytes and "
                    f"{after:.2f} s for {large}"
                )
        seconds, memory, size = rows[-1]
        if memory > MOST_BYTES or memory > LEAST_FACTOR_BYTES + MOST_FACTOR * size:
            wrong.append(
                f"{name}: assay {command} takes {memory >> 20} MiB for {size} bytes, "
                f"{memory / size:.0f} times the note"
            )
    return wrong


def main():
    binary, full = os.path.abspath(sys.argv[1]), "--full" in sys.argv
    names = sys.argv[3:] if full else []
    shapes = all_shapes()
    unknown = [name for name in SHORT if name not in shapes]
    assert not unknown, unknown
    wrong, table = [], []
    for name, make in shapes.items():
        if (not full and name not in SHORT) or (names and name not in names):
            continue
        measured = measure(binary, name, make, SIZES if full else SIZES[:1], wrong)
        if full:
            for _ in range(2):
                if judge(name, measured):
                    measured = least(measured, measure(binary, name, make, SIZES, wrong))
            wrong += judge(name, measured)
            table += [
                (rows[-1][0], rows[-1][1], name, command, " ".join(f"{row[0]:.2f}" for row in rows))
                for command, rows in measured.items()
            ]
    for title, key in (("most user time", 0), ("most memory", 1)):
        for row in sorted(table, key=lambda row: -row[key])[:20]:
            print(f"{title}: {row[2]}, assay {row[3]}: {row[4]} s, {row[1] >> 20} MiB")
    print("\n".join(wrong) or "time and memory in proportion")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
