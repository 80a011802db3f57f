#!/usr/bin/env python3
"""assay watch: it takes over every change and prints one line for it; it ends cleanly.

usage: watch_test.py BINARY
"""
import json, os, select, shutil, signal, statistics, subprocess, time
from sandbox import LONG, Sandbox, main, note, seeded


class Watch:
    """The running command, and its lines as they come."""

    def __init__(self, box, *args):
        self.process = box.start(
            "watch", "--json", *args, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        self.text = b""
        self.first = self.batch()

    def line(self, seconds):
        end = time.monotonic() + seconds
        while (
            b"\n" not in self.text
            and select.select([self.process.stdout], [], [], max(0, end - time.monotonic()))[0]
        ):
            part = os.read(self.process.stdout.fileno(), 1 << 16)
            if not part:
                break
            self.text += part
        line, found, self.text = (
            self.text.partition(b"\n") if b"\n" in self.text else (None, None, self.text)
        )
        return line and json.loads(line)

    def batch(self, seconds=20):
        report = self.line(seconds)
        assert report, ("no line", self.process.poll())
        assert report["schema"] == "assay/index", report
        return {
            key: report[key] for key in ("added", "updated", "renamed", "removed") if report[key]
        }

    def batches(self, seconds=0.4):
        """Returns the sum of all batches until none comes any more."""
        total, count = self.batch(), 1
        while (report := self.line(seconds)) is not None:
            for key in ("added", "updated", "renamed", "removed"):
                if report[key]:
                    total[key] = total.get(key, 0) + report[key]
            count += 1
        return total, count

    def end(self, how=signal.SIGTERM):
        self.process.send_signal(how)
        out, err = self.process.communicate(timeout=20)
        return self.process.returncode, err


def edits(box, poll):
    watch = Watch(box, *poll)
    one = (lambda: watch.batch()) if not poll else (lambda: watch.batches()[0])
    notes = box.notes
    box.write("a.md", "# A\n\nrain\n")
    assert one() == {"added": 1}
    (notes / "a.md").write_text("# A\n\nmud\n")  # in place
    assert one() == {"updated": 1}
    os.rename(notes / "a.md", notes / "a.md~")  # Vim: aside, a new one, the old one away
    (notes / "a.md").write_text("# A\n\nsnow\n")
    os.remove(notes / "a.md~")
    assert one() == {"updated": 1}
    for name in (".a.md.swp", "4913", ".hidden.md", "a.txt"):
        (notes / name).write_text("nothing")
    os.makedirs(notes / "x/y/z")
    (notes / "x/y/z/deep.md").write_text("one")
    assert one() == {"added": 1}
    (notes / "x/y/z/deep.md").write_text("other")  # the new folders are watched
    assert one() == {"updated": 1}
    os.rename(notes / "x", notes / "w")
    assert one() == {"renamed": 1}
    (notes / "w/y/z/deep.md").write_text("third")  # and still are under another name
    assert one() == {"updated": 1}
    os.rename(notes / "w/y/z/deep.md", notes / "w/y/z/Deep.md")
    assert one() == {"renamed": 1}
    shutil.rmtree(notes / "w")
    assert watch.batches()[0] == {"removed": 1}
    assert box.answer("snow").keys() == {"a.md"}
    assert watch.end() == (0, ""), "SIGTERM is how a service is told that it is done"


def ends(box):
    assert Watch(box).end(signal.SIGINT) == (130, "")
    for poll in ((), ("--poll", "0.1")):
        watch = Watch(box, *poll)
        shutil.rmtree(box.notes)
        code, err = watch.process.wait(20), watch.process.stderr.read()
        assert code == 2 and "gone" in json.loads(err)["message"], (poll, code, err)
        box.notes.mkdir()


def bursts(box, chance):
    count = 2000 if LONG else 200
    watch = Watch(box)
    for i in range(count):
        box.write(f"{i % 7}/{i}.md", note(chance, str(i), 20))
    total, lines = watch.batches(2)
    print(f"{count} notes written in a row: {lines} lines")
    assert total == {"added": count}, total
    # The queue of the kernel (16,384 events) overflows: nothing is lost.
    if LONG:
        watch.process.send_signal(signal.SIGSTOP)
        for i in range(9000):
            (box.notes / "flood.md").write_text(str(i))
        os.makedirs(box.notes / "late/er")
        box.write("late/er/one.md", "one")
        watch.process.send_signal(signal.SIGCONT)
        assert watch.batches(2)[0] == {"added": 2}
        box.write("late/er/two.md", "two")
        assert watch.batch() == {"added": 1}, "a folder made during the overflow is watched"
    # While others write.
    runs = []
    for i in range(20):
        box.write(f"{i % 7}/{i}.md", note(chance, f"again {i}", 20))
        runs.append(box.start("index", stdout=subprocess.DEVNULL, stderr=subprocess.PIPE))
        runs.append(
            box.start("search", "again", "-c", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        )
    # A search may not find the word yet; nothing fails because others write.
    assert all(run.wait(60) in ((0, 1) if "search" in run.args else (0,)) for run in runs), [
        run.returncode for run in runs
    ]
    while watch.line(1) is not None:
        pass
    assert watch.end() == (0, "")
    assert box.marks()["3/3.md"] == "again 3"


def latency(box, chance):
    for i in range(2000):
        box.write(f"{i % 20}/{i}.md", note(chance, str(i), 300))
    watch = Watch(box)
    times = []
    for i in range(60):
        box.write(f"{i % 20}/{i}.md", note(chance, f"late {i}", 300))
        start = time.perf_counter()
        assert watch.batch() == {"updated": 1}
        times.append((time.perf_counter() - start) * 1000)
        time.sleep(0.02)
    watch.end()
    print(
        f"saved to searchable, 2000 notes: median {statistics.median(times):.1f} ms, slowest "
        f"{max(times):.1f} ms"
    )


def test(binary):
    chance = seeded()
    for poll in ([], ["--poll", "0.05"]):
        with Sandbox(binary) as box:
            edits(box, poll)
    with Sandbox(binary) as box:
        ends(box)
    with Sandbox(binary) as box:
        bursts(box, chance)
    if LONG:
        with Sandbox(binary) as box:
            latency(box, chance)


main(test)
