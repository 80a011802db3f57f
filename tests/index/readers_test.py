#!/usr/bin/env python3
"""Ten readers without a pause while notes are edited, moved and the index is built anew:
no failed search, no half note.

usage: readers_test.py BINARY
"""
import json, threading, time
from sandbox import LONG, Sandbox, main, note, seeded

READERS, SECONDS = 10, 120 if LONG else 8


def read(box, stop, failures, count, number):
    queries = ["", "rain", "bridge commons", '"rain mud"', "note", "#rain"]
    while not stop.is_set():
        args = [
            "search",
            queries[count[number] % len(queries)],
            "--json",
            "-n",
            "1000",
            "--passages",
            "0",
        ]
        if number % 2:
            args.append("--no-refresh")
        done = box.run(*args)
        count[number] += 1
        if done.returncode not in (0, 1):
            failures.append(done)
            return
        for hit in json.loads(done.stdout)["hits"]:
            # The title of a note gives its number of words: half a note would not have them.
            if hit["words"] != int(hit["title"].rsplit(" ", 1)[1]):
                failures.append(hit)
                return


def sized(chance, mark):
    """Returns a note whose title gives its own number of words."""
    words = chance.choice([3, 50, 700])
    return (
        f"---\ntitle: Note {mark} {words}\ntags: [rain]\n---\n\n"
        + " ".join(chance.choice(["rain", "mud", "bridge", "commons"]) for _ in range(words))
        + "\n"
    )


def test(binary):
    chance = seeded()
    with Sandbox(binary) as box:
        for i in range(200):
            box.write(f"{i % 9}/{i}.md", sized(chance, i))
        box.ok("index")
        stop, failures, count = threading.Event(), [], [0] * READERS
        readers = [
            threading.Thread(target=read, args=(box, stop, failures, count, n))
            for n in range(READERS)
        ]
        for reader in readers:
            reader.start()
        edits = 0
        end = time.monotonic() + SECONDS
        while time.monotonic() < end and not failures:
            for _ in range(chance.choice([1, 1, 3, 20])):
                box.write(f"{chance.randrange(9)}/{chance.randrange(250)}.md", sized(chance, edits))
                edits += 1
            if chance.random() < 0.3:
                folder = box.notes / str(chance.randrange(9))
                if folder.exists():
                    folder.rename(box.notes / f"m{edits}")
            done = box.run("index", "--wait", "60", *(["--full"] if chance.random() < 0.2 else []))
            if done.returncode != 0:
                failures.append(done)
        stop.set()
        for reader in readers:
            reader.join()
        print(f"{sum(count)} searches during {edits} edits")
        assert not failures, failures[:1]
        box.ok("index")
        files = {
            file.relative_to(box.notes).as_posix(): file.read_text("utf-8")
            for file in box.notes.rglob("*.md")
        }
        assert {
            path: f"title: Note {mark}\n" in files.get(path, "")
            for path, mark in box.marks().items()
        } == dict.fromkeys(files, True)


main(test)
