#!/usr/bin/env python3
"""One byte of an index flipped, at many places: never a crash, a hang or another exit than 0,
1 or 3, and a rebuild mends it.

usage: damage_test.py BINARY
"""
import json, shutil
from sandbox import LONG, WORDS, Sandbox, main, note, seeded

QUERIES = [
    ("search", "{0} {1}", "--json"),
    ("search", '"{0} {1}"', "--json", "--passages", "all"),
    ("search", "{0}*", "-l"),
    ("search", "#{0}", "--json"),
    ("search", "", "--json", "-n", "1000"),
    ("search", "title:note -{0}", "-c"),
    ("search", "{0}q OR {1}", "--jsonl"),
    ("tags", "--json"),
    ("stats", "--json"),
]


def flip(chance, index):
    files = sorted(p for p in index.rglob("*") if p.is_file() and p.stat().st_size)
    # Half of the time, choose a file first: the small files matter most.
    file = (
        chance.choice(files)
        if chance.random() < 0.5
        else chance.choices(files, [p.stat().st_size for p in files])[0]
    )
    content = bytearray(file.read_bytes())
    # Prefer the first block of a table and used bytes to zeros.
    at = min((chance.randrange(len(content)) for _ in range(20)), key=lambda i: content[i] == 0)
    before = content[at]
    content[at] ^= 1 << chance.randrange(8) if chance.random() < 0.5 else chance.randrange(1, 256)
    file.write_bytes(content)
    return f"{file.relative_to(index)}:{at}: {before:#x} -> {content[at]:#x}"


def check(box, chance, where, ends):
    for query in QUERIES if LONG else chance.sample(QUERIES, 4):
        words = [chance.choice(WORDS) for _ in range(2)]
        refresh = [] if chance.random() < 0.5 else ["--no-refresh"]
        args = [part.format(*words) for part in query] + refresh
        done = box.run(*args, timeout=100)
        ends[done.returncode] = ends.get(done.returncode, 0) + 1
        assert done.returncode in (0, 1, 3), (where, args, done)
        if done.returncode == 3:
            assert "assay index" in done.stderr and not done.stdout, (where, args, done)
        if "--json" in args:
            # glibc prints a line before it aborts on a damaged heap; this cannot be turned off.
            text = done.stderr.splitlines()[-1] if done.returncode == 3 else done.stdout
            try:
                assert json.loads(text)["schema"].startswith(
                    "assay/error" if done.returncode == 3 else "assay/"
                )
            except ValueError:
                raise AssertionError((where, args, done))


def test(binary):
    chance = seeded()
    with Sandbox(binary) as box:
        for i in range(25):
            box.write(
                f"{chance.choice(WORDS)}/{i}.md", note(chance, str(i), chance.choice([5, 60, 900]))
            )
        box.ok("index")
        for i in range(
            5
        ):  # an index that was updated too: blocks that are free, tables not compact
            box.write(f"{i}.md", note(chance, f"new {i}"))
            box.ok("index")
        good = box.path / "good"
        box.index.rename(good)
        ends, silent = {}, 0
        for _ in range(1000 if LONG else 40):
            shutil.rmtree(box.index, ignore_errors=True)
            shutil.copytree(good, box.index)
            where = flip(chance, box.index)
            check(box, chance, where, ends)
            # Noticed damage is mended; --full mends the rest.
            box.write("0.md", note(chance, "new 0"))
            done = box.run("index", timeout=100)
            assert done.returncode == 0, (where, done)
            updated = box.run("search", "", "--json", "-n", "100", "--no-refresh").stdout
            box.ok("index", "--full")
            built = box.answer()
            assert len(built) == 30, where
            silent += updated == "" or json.loads(updated)["total"] != 30
        print(
            f"exit codes {dict(sorted(ends.items()))}; {silent} of them damage that an update did "
            "not notice"
        )


main(test)
