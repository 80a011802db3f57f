#!/usr/bin/env python3
"""A crowd: 32 searches without a pause, 4 index, one watch, editors that save, rename and delete,
and kills at random.

No search fails or shows half a note, no run exits but as the manual says,
and in the end the index is as a fresh build.

usage: crowd_test.py BINARY
"""
import collections, json, os, pathlib, random, shutil, signal, subprocess, sys, threading, time
import traceback

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "index"))
from sandbox import LONG, Sandbox, seeded

SECONDS = float(os.environ.get("ASSAY_CROWD_SECONDS", 600 if LONG else 30))
SEARCHES, INDEXES, EDITORS = 32, 4, 2
QUERIES = ["", "rain", "bridge commons", '"rain mud"', "note", "#rain", "rai*", "title:note -mud"]


def sized(chance, mark):
    """Returns a note whose text gives its own number of words,
    so that half of it is not taken for all of it."""
    words = chance.choice([3, 50, 700])
    return (
        f"---\ntitle: Note {mark} {words}\ntags: [rain]\n---\n\n"
        + " ".join(chance.choice(["rain", "mud", "bridge", "commons"]) for _ in range(words))
        + "\n"
    )


class Crowd:
    def __init__(self, box, seed):
        self.box, self.seed = box, seed
        self.stop, self.failures, self.ends = threading.Event(), [], collections.Counter()
        self.running, self.lock = set(), threading.Lock()  # processes that may be killed
        self.edits = 0

    def fail(self, what):
        self.failures.append(what)
        self.stop.set()

    def worker(self, work, number):
        chance = random.Random(f"{self.seed} {work.__name__} {number}")
        try:
            while not self.stop.is_set():
                work(chance)
        except Exception:
            self.fail(traceback.format_exc())

    def run(self, *args):
        """Runs until the end, or until the test kills it."""
        process = self.box.start(*args, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        with self.lock:
            self.running.add(process)
        out, err = process.communicate(timeout=300)
        with self.lock:
            self.running.discard(process)
        self.ends[(args[0], process.returncode)] += 1
        return process.returncode, out, err

    def search(self, chance):
        args = ["search", chance.choice(QUERIES), "--json", "-n", "1000", "--passages", "0"]
        code, out, err = self.run(*args, *(["--no-refresh"] if chance.random() < 0.5 else []))
        if code == -signal.SIGKILL:
            return
        if code not in (0, 1):
            return self.fail((args, code, err))
        for hit in json.loads(out)["hits"]:
            if hit["words"] != int(hit["title"].rsplit(" ", 1)[1]):
                return self.fail((args, hit))

    def index(self, chance):
        args = ["index", "--wait", "120", *(["--full"] if chance.random() < 0.2 else [])]
        code, out, err = self.run(*args)
        if code not in (0, -signal.SIGKILL):
            return self.fail((args, code, err))
        time.sleep(chance.random() * 0.3)

    def watch(self, chance):
        code, out, err = self.run("watch", "--json")
        if code not in (
            0,
            75,
            -signal.SIGKILL,
            -signal.SIGTERM,
        ):  # 75: others wrote for longer than it waits to begin
            return self.fail(("watch", code, err))

    def edit(self, chance):
        notes = self.box.notes
        mark = f"{threading.get_ident()}-{self.edits}"
        self.edits += 1
        kind = chance.random()
        try:
            if kind < 0.6:
                self.box.write(
                    f"{chance.randrange(9)}/{chance.randrange(60)}.md", sized(chance, mark)
                )
            elif kind < 0.7:
                (notes / f"{chance.randrange(9)}/{chance.randrange(60)}.md").unlink()
            elif kind < 0.8:
                (notes / f"{chance.randrange(9)}/{chance.randrange(60)}.md").rename(
                    notes / f"{chance.randrange(9)}/{chance.randrange(60)}.md"
                )
            elif kind < 0.85:
                (notes / f"{chance.randrange(9)}").rename(notes / f"moved-{chance.randrange(20)}")
            elif kind < 0.9:
                folders = [p for p in notes.iterdir() if p.name.startswith("moved-")]
                if len(folders) > 5:
                    shutil.rmtree(chance.choice(folders))
        except OSError:
            pass  # another editor was faster
        time.sleep(0.02)

    def kill(self, chance):
        time.sleep(chance.random() * 0.4)
        with self.lock:
            if self.running and chance.random() < 0.5:
                process = chance.choice(sorted(self.running, key=lambda each: each.pid))
                process.send_signal(signal.SIGKILL)

    def meet(self, seconds):
        roles = [
            (self.search, SEARCHES),
            (self.index, INDEXES),
            (self.watch, 1),
            (self.edit, EDITORS),
            (self.kill, 1),
        ]
        threads = [
            threading.Thread(target=self.worker, args=(work, number))
            for work, count in roles
            for number in range(count)
        ]
        for thread in threads:
            thread.start()
        self.stop.wait(seconds)
        self.stop.set()
        while any(thread.is_alive() for thread in threads):
            with self.lock:
                for process in self.running:
                    if process.args[1] == "watch":
                        process.terminate()
            time.sleep(0.2)


def test(binary):
    chance = seeded()
    with Sandbox(binary) as box:
        for i in range(200):
            box.write(f"{i % 9}/{i % 60}.md", sized(chance, i))
        box.ok("index")
        crowd = Crowd(box, chance.random())
        crowd.meet(SECONDS)
        ends = {f"{command} {code}": count for (command, code), count in sorted(crowd.ends.items())}
        print(f"{SECONDS:.0f} s, {crowd.edits} edits; ends: {ends}")
        assert not crowd.failures, crowd.failures[0]
        box.ok("index")
        after = box.answer()
        files = {
            file.relative_to(box.notes).as_posix(): file.read_text("utf-8")
            for file in box.notes.rglob("*.md")
        }
        assert {
            path: f"title: Note {mark}\n" in files.get(path, "")
            for path, mark in box.marks().items()
        } == dict.fromkeys(files, True)
        assert len(list(box.index.glob("gen-*"))) == 1
        check = box.run("check", "--json")
        assert check.returncode in (0, 1) and not json.loads(check.stdout)["diagnostics"], check
        shutil.rmtree(box.index)
        box.ok("index")
        assert box.answer() == after, "not as a fresh build"


sys.exit(test(sys.argv[1]) or 0)
