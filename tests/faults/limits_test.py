#!/usr/bin/env python3
"""Too few descriptors, too little memory, files that may not grow, signals,
a reader that goes away, a wrong clock.

After each run the index answers as before or after the edit, the exit code is one of the manual's,
the message says the cause and one thing to do, and `assay index` makes everything as a fresh build.

usage: limits_test.py BINARY LIBRARY
"""
import collections, os, re, resource, signal, subprocess, sys, time
from machine import CONTRACT, LONG, Machine, note, says_what_to_do, seeded

COMMANDS = {  # name: the index before, the command, what may be there afterwards
    "index": (None, ["index"], ["none", "new"]),
    "update": ("old", ["index"], ["old", "new"]),
    "full": ("old", ["index", "--full"], ["old", "new"]),
    "search": ("old", ["search", "rain"], ["old", "new"]),
    "check": ("new", ["check"], ["new"]),
}
CAUSES = {
    "descriptors": r"Too many open files|too many open files",
    "memory": (
        r"out of memory|Cannot allocate memory|cannot allocate|Resource temporarily unavailable"
    ),
    "size": r"File too large",
}


def state_of(box, allowed):
    """Returns the name of the index's state; a complaint if it is none of these."""
    now = box.answers()
    if isinstance(now, subprocess.CompletedProcess):
        return (
            "none"
            if "none" in allowed and now.returncode == 3
            else f"the next search: {now.returncode} {now.stderr.strip()}"
        )
    return next(
        (name for name in ("old", "new", "saved") if name in allowed and getattr(box, name) == now),
        "a mixed answer",
    )


def judge(box, where, allowed, code, done=None, cause=None, as_json=False):
    """Raises if the run left a file that it must not leave."""
    assert code in CONTRACT or code < 0, (where, code, done)
    state = state_of(box, allowed)
    assert state in allowed, (where, code, state, done and done.stderr)
    if done is not None and code == 0 and where[0] in ("index", "update", "full"):
        assert state == "new", (where, done)
    if done is not None and code != 0:
        assert code == 2, (where, done)
        complaints = says_what_to_do(done, as_json)
        assert not complaints, (where, complaints)
        assert re.search(CAUSES[cause], done.stderr), (where, done)
    strays = [stray for stray in box.strays() if stray != "assay"]
    assert not strays, (where, strays)
    complaints = box.mended(box.new)
    assert not complaints, (where, complaints)


def limited(box, chance, what, limits, cause):
    ends = collections.Counter()
    for limit in limits:
        for name in COMMANDS if LONG else chance.sample(sorted(COMMANDS), 2):
            before, command, allowed = COMMANDS[name]
            box.reset(before)
            as_json = chance.random() < 0.5
            args = box.command(*command, *(["--json"] if as_json else []))
            done = subprocess.run(
                args,
                capture_output=True,
                text=True,
                env=box.env,
                timeout=120,
                preexec_fn=lambda: resource.setrlimit(what, (limit, limit)),
            )
            if (
                done.returncode == 127
                or "error while loading shared libraries" in done.stderr
                or "loader" in done.stderr
            ):
                ends["not even loaded"] += 1
                continue
            before_main = not done.stdout and (
                not done.stderr or done.stderr.startswith("terminate called")
            )
            if (
                done.returncode < 0
                and before_main
                and limit < 24 << 20
                and what == resource.RLIMIT_AS
            ):
                ends[
                    "not even loaded"
                ] += 1  # the kernel, the loader, or a library that makes its tables ends it
                continue
            ends[done.returncode] += 1
            judge(box, (name, cause, limit), allowed, done.returncode, done, cause, as_json)
    print(f"{cause}: exit codes {dict(ends)}")


def signalled(box, chance, rounds):
    ends = collections.Counter()
    for round in range(rounds):
        name = chance.choice(sorted(COMMANDS))
        before, command, allowed = COMMANDS[name]
        box.reset(before)
        how = chance.choice([signal.SIGINT, signal.SIGTERM, signal.SIGKILL, signal.SIGHUP])
        process = subprocess.Popen(
            box.command(*command, "--json"),
            env=box.env,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        time.sleep(chance.random() * 0.1)
        process.send_signal(how)
        out, err = process.communicate(timeout=60)
        ends[(how.name, process.returncode)] += 1
        assert process.returncode in (0, 130, -how), (name, how, process.returncode, err)
        judge(box, (name, how.name), allowed, process.returncode)
    print("signals:", {f"{name} -> {code}": count for (name, code), count in sorted(ends.items())})


def closed_pipe(box):
    """A reader that closes the pipe early is success; a stdout that was never open, or is full,
    is not."""
    box.reset("new")
    for args in (
        ["search", "rain", "--json"],
        ["export"],
        ["tags"],
        ["show", "a/long.md"],
        ["index"],
        ["check"],
    ):
        read, write = os.pipe()
        os.close(read)
        done = subprocess.run(
            box.command(*args),
            stdout=write,
            stderr=subprocess.PIPE,
            text=True,
            env=box.env,
            timeout=60,
        )
        os.close(write)
        assert done.returncode in (0, 1) and not done.stderr, (args, done)
        with open("/dev/full", "w") as full:
            done = subprocess.run(
                box.command(*args),
                stdout=full,
                stderr=subprocess.PIPE,
                text=True,
                env=box.env,
                timeout=60,
            )
        assert done.returncode == 2 and "No space left" in done.stderr, (args, done)
    judge(box, ("closed pipe",), ["new"], 0)


def wrong_clock(box, library):
    """The clock set back and forth between runs, and files dated in the future and long ago."""
    year = 365 * 24 * 3600
    for shift in (-30 * year, -year, -3600, 3600, year, 200 * year):
        box.reset("old")
        done = subprocess.run(
            box.command("index", "--json"),
            capture_output=True,
            text=True,
            timeout=60,
            env=box.env | {"LD_PRELOAD": library, "ASSAY_CLOCK_SHIFT": str(shift)},
        )
        assert done.returncode == 0 and not done.stderr, (shift, done)
        judge(box, ("clock", shift), ["new"], 0)
        # Written after the clock is right again: still noticed.
        box.save("saved")
        box.command_ok("index")
        assert state_of(box, ["saved"]) == "saved", shift
        box.save("unsaved")
    for when in (-(1 << 40), -1, 0, 1, 1 << 31, 1 << 33, 1 << 34):
        file = box.notes / "b/saved.md"
        try:
            os.utime(file, (when, when))
        except (OSError, OverflowError):
            continue
        box.reset("old")
        box.command_ok("index")
        now = box.answers()
        assert [hit["path"] for hit in now[0]["hits"]] and {h["path"] for h in now[0]["hits"]} == {
            h["path"] for h in box.new[0]["hits"]
        }, when
        os.utime(file, (when, when))
        file.write_text(box.texts["saved"])
        os.utime(file, (when, when))
        box.command_ok("index")
        assert [h["title"] for h in box.answers()[0]["hits"] if h["path"] == "b/saved.md"] == [
            "Note saved"
        ], ("same date, other text", when)
        box.save("unsaved")


def test(binary, library):
    chance = seeded()
    with Machine(binary, chance) as box:
        limited(
            box,
            chance,
            resource.RLIMIT_NOFILE,
            range(3, 41) if LONG else chance.sample(range(4, 41), 12),
            "descriptors",
        )
        if library != "none":  # a sanitizer reserves terabytes
            sizes = [
                size << 20
                for size in (
                    range(4, 200, 2) if LONG else sorted(chance.sample(range(8, 60, 2), 12))
                )
            ]
            limited(box, chance, resource.RLIMIT_AS, sizes, "memory")
        sizes = [0, 1, 10, 100, 4096, 8192, 20_000, 40_000, 100_000, 200_000]
        limited(
            box, chance, resource.RLIMIT_FSIZE, sizes if LONG else chance.sample(sizes, 5), "size"
        )
        signalled(box, chance, 400 if LONG else 25)
        closed_pipe(box)
        if library != "none":
            wrong_clock(box, library)


sys.exit(test(*sys.argv[1:]) or 0)
