#!/usr/bin/env python3
"""A writer killed at any moment: the index opens, holds the old or the new state whole,
and the next run finishes the work.

usage: crash_test.py BINARY
"""
import os, signal, subprocess, time
from sandbox import LONG, Sandbox, main, note, seeded


def marks_on_disk(box):
    found = {}
    for file in box.notes.rglob("*.md"):
        found[file.relative_to(box.notes).as_posix()] = (
            file.read_text("utf-8").rsplit("ends ", 1)[1].strip()
        )
    return found


def edit(box, chance, round):
    """Changes, adds, removes and renames some notes."""
    files = sorted(box.notes.rglob("*.md"))
    for i in range(120 - len(files)):
        box.write(f"{i % 7}/{round}-{i}.md", note(chance, f"{round} {i}", 200))
    for file in chance.sample(files, min(len(files), chance.choice([1, 5, 40]))):
        kind = chance.random()
        if kind < 0.6:
            box.write(
                file.relative_to(box.notes),
                note(chance, f"{file.stem} {round}", chance.choice([20, 400])),
            )
        elif kind < 0.75:
            file.unlink()
        elif kind < 0.9:
            file.rename(file.with_name(f"moved-{round}-{file.stem}"[:60] + ".md"))
        else:
            box.write(
                f"new/{round}-{file.stem}"[:60] + ".md",
                note(chance, f"new {round} {file.stem}", 100),
            )


def kill_rounds(box, chance, rounds):
    """Kill -9 over first builds, updates, and builds beside the old index,
    at moments spread over their whole duration."""
    kinds = {"build": [], "update": [], "full": []}
    length = {"build": 0.15, "update": 0.06, "full": 0.15}
    killed = {kind: 0 for kind in kinds}
    indexed = None
    for round in range(rounds):
        kind = chance.choice(["update", "update", "full", "build"])
        if kind == "build":
            subprocess.run(["rm", "-rf", str(box.index)], check=True)
            indexed = None
        elif indexed is None:
            box.ok("index")
            indexed = marks_on_disk(box)
        edit(box, chance, round)
        wanted = marks_on_disk(box)
        run = box.start(
            "index",
            *(["--full"] if kind == "full" else []),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        start = time.monotonic()
        try:
            run.wait(chance.random() * length[kind] * 1.2)
            length[kind] = 0.8 * length[kind] + 0.2 * (time.monotonic() - start)
        except subprocess.TimeoutExpired:
            run.kill()
            run.wait()
            killed[kind] += 1
            length[kind] *= 1.02
        where = (round, kind, run.returncode)
        if (box.index / "current").exists():
            now = box.marks()
            assert now in (indexed, wanted), (where, "neither old nor new")
            assert run.returncode != 0 or now == wanted, where
        else:
            assert indexed is None and box.run("search", "rain").returncode == 3, where
        box.ok("index")
        assert box.marks() == wanted, (where, "the next run")
        assert len(list(box.index.glob("gen-*"))) == 1, (where, "nothing is left")
        indexed = wanted
    print(f"{rounds} rounds, killed: {killed}")


def stopped_writer(box, chance):
    """SIGSTOP at a random moment: readers answer from the index as it is,
    a second writer waits and then names the first."""
    box.ok("index")
    named = 0
    for round in range(10 if LONG else 3):
        edit(box, chance, f"stop{round}")
        before = box.marks()
        run = box.start("index", "--full", stdout=subprocess.DEVNULL)
        time.sleep(0.01 + chance.random() * 0.05)
        run.send_signal(signal.SIGSTOP)
        start = time.monotonic()
        assert box.marks() in (before, marks_on_disk(box))
        # This search may take over some changes before the writer has its lock.
        answered = box.run("search", "rain", "-c", timeout=10)
        assert answered.returncode in (0, 1) and time.monotonic() - start < 10, answered
        other = box.run("index", "--wait", "0.1")
        if run.poll() is None and other.returncode != 0:
            # The writer was stopped with the lock, perhaps before it wrote its name there.
            name = (box.index / "lock").read_text().split()[0]
            assert other.returncode == 75 and f"process {name}," in other.stderr, other
            named += name == str(run.pid)
        run.send_signal(signal.SIGCONT)
        assert run.wait(60) == 0
        box.ok("index")
        assert box.marks() == marks_on_disk(box)
    print(f"the stopped writer was named {named} times")


def test(binary):
    chance = seeded()
    with Sandbox(binary) as box:
        for i in range(120):
            box.write(f"{i % 7}/{i}.md", note(chance, str(i), 200))
        kill_rounds(box, chance, 1000 if LONG else 20)
        stopped_writer(box, chance)


main(test)
