#!/usr/bin/env python3
"""A disk that is full, or a limit on the size of files, in every phase: a clear error,
and the old index stays as it was.

usage: full_disk_test.py BINARY
"""
import os, resource, subprocess
from sandbox import LONG, SKIPPED, Sandbox, main, note, seeded

PHASES = [["index"], ["index", "--full"]]


def attempt(box, args, **options):
    """Returns True if it succeeded; otherwise checks its message and what it left."""
    before = box.marks() if (box.index / "current").exists() else None
    done = box.run(*args, **options)
    if done.returncode == 0:
        return True
    assert done.returncode == 2, done
    assert "No space left on device" in done.stderr or "File too large" in done.stderr, done
    assert "hint: make room" in done.stderr, done
    if before is None:
        assert not (box.index / "current").exists()
    else:
        assert box.marks() == before, "the old index is intact"
        # A search that cannot take changes over still answers, and says so.
        found = box.run("search", "", "-c", **options)
        assert found.returncode == 0 and found.stdout == f"{len(before)}\n", found
    assert len(list(box.index.glob("gen-*"))) == (before is not None), "no half index takes up room"
    return False


def change(box, chance, round):
    for i in range(40):
        box.write(f"{i}.md", note(chance, f"{i} of {round}", 600))


def file_size_limits(box, chance):
    refused = 0
    for round in range(60 if LONG else 12):
        args = chance.choice(PHASES)
        change(box, chance, round)
        limit = chance.choice([0, 10, 4096, 8192, 40_000, 100_000, 200_000, 400_000])
        refused += not attempt(
            box, args, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        )
        box.ok("index")
        assert box.marks()["0.md"] == f"0 of {round}"
    print(f"file-size limits: {refused} runs refused")
    assert refused > 3


def small_disk(box, chance):
    """The index on a tmpfs that a ballast fills up to some room."""
    disk = box.path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=8m", "assay-test", str(disk)], capture_output=True
    )
    if mounted.returncode != 0:
        return False
    try:
        box.index = disk / "index"
        refused = 0
        for round in range(60 if LONG else 12):
            args = chance.choice(PHASES)
            change(box, chance, f"disk {round}")
            free = os.statvfs(disk).f_bavail * os.statvfs(disk).f_bsize
            (disk / "ballast").write_bytes(
                bytes(max(0, free - chance.choice([0, 4096, 20_000, 100_000, 300_000, 800_000])))
            )
            refused += not attempt(box, args)
            (disk / "ballast").unlink()
            box.ok("index")
            assert box.marks()["0.md"] == f"0 of disk {round}"
        print(f"full disk: {refused} runs refused")
        assert refused > 3
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)
    return True


def test(binary):
    chance = seeded()
    with Sandbox(binary) as box:
        file_size_limits(box, chance)
        if not small_disk(box, chance):
            print("a tmpfs cannot be mounted here: only the limits were tested")
            return SKIPPED


main(test)
