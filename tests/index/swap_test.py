#!/usr/bin/env python3
"""A folder or note of the corpus swapped for a link, a pipe or a device while the index is built:
nothing outside is ever in it.

usage: swap_test.py BINARY
"""
import json, os, pathlib, shutil, subprocess, threading
from sandbox import LONG, Sandbox, main

BUILDS = 400 if LONG else 40
SECRET = "xylophone"


def swapping(box, stop, count):
    """real/ and a link to outside/ take turns under the name swapped/;
    note.md and a link likewise."""
    outside, names = box.path / "outside", ["swapped", "deep/down/swapped"]
    while not stop.is_set():
        for name in names:
            here, away = box.notes / name, box.notes / (name + ".away")
            try:
                os.rename(here, away)
                os.symlink(outside, here)
                os.unlink(here)
                os.rename(away, here)
                note = here / "note.md"
                os.rename(note, here / "kept.txt")
                os.symlink(outside / "secret.md", note)
                os.unlink(note)
                os.mkfifo(note)
                os.unlink(note)
                os.rename(here / "kept.txt", note)
            except OSError as error:
                raise AssertionError(error)
            count[0] += 1


def test(binary):
    with Sandbox(binary) as box:
        (box.path / "outside" / "below").mkdir(parents=True)
        for name in ("secret.md", "note.md", "below/other.md"):
            (box.path / "outside" / name).write_text(f"# {SECRET}\n\n{SECRET}\n")
        for i in range(60):
            box.write(f"{i % 5}/{i}.md", f"# {i}\n\nrain\n")
            box.write(f"swapped/{i}.md", f"# {i}\n\nrain\n")
            box.write(f"deep/down/swapped/{i}.md", f"# {i}\n\nrain\n")
        for folder in ("swapped", "deep/down/swapped"):
            box.write(f"{folder}/note.md", "# note\n\nrain\n")
            box.write(f"{folder}/below/other.md", "# other\n\nrain\n")
        stop, count, bad = threading.Event(), [0], 0
        swapper = threading.Thread(target=swapping, args=(box, stop, count))
        swapper.start()
        try:
            for build in range(BUILDS):
                done = box.run("index", *(["--full"] if build % 2 else []), "--wait", "10")
                assert done.returncode == 0, done
                found = box.run("search", SECRET, "-c", *(["--no-refresh"] if build % 3 else []))
                bad += found.returncode != 1
                shown = box.run("show", "swapped/note.md", timeout=60)
                assert SECRET not in shown.stdout, shown
        finally:
            stop.set()
            swapper.join()
        print(f"{BUILDS} builds during {count[0]} swaps: {bad} with something from outside")
        assert bad == 0
        box.ok("index")
        assert len(box.answer()) == 184, len(box.answer())

        # Links inside are followed, links to the outside only with follow_links; a note that became
        # a link is not shown.
        (box.notes / "inner").symlink_to("0")
        (box.notes / "outer").symlink_to(box.path / "outside")
        (box.notes / "alias.md").symlink_to(box.path / "outside" / "secret.md")
        box.ok("index")
        assert box.run("search", SECRET).returncode == 1
        box.write("turned.md", "# Turned\n\nrain\n")
        box.ok("index")
        (box.notes / "turned.md").unlink()
        (box.notes / "turned.md").symlink_to(box.path / "outside" / "secret.md")
        for args in (
            ["show", "turned.md", "--no-refresh"],
            ["show", "turned.md", "--json", "--no-refresh"],
            ["open", "turned.md", "--dry-run", "--no-refresh"],
        ):
            done = box.run(*args)
            assert SECRET not in done.stdout + done.stderr, (args, done)
        assert box.run("open", "turned.md", "--dry-run", "--no-refresh").returncode == 2
        assert box.run("show", "turned.md").returncode == 1  # the index follows
        config = box.path / ".config" / "assay" / "config.yaml"
        config.parent.mkdir(parents=True)
        config.write_text("follow_links: true\n")
        box.ok("index")
        assert box.run("search", SECRET, "-c").returncode == 0
        found = json.loads(box.run("search", SECRET, "--json").stdout)["hits"][0]["path"]
        assert SECRET in box.run("show", found).stdout


main(test)
