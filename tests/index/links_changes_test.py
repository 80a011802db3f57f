#!/usr/bin/env python3
"""After any number of new, renamed, changed and deleted notes,
the links are those of a fresh index.

links_changes_test.py ASSAY [STEPS [SEED]]    (40 steps; seed 1)
"""
import json, os, pathlib, random, subprocess, sys, tempfile

binary = pathlib.Path(sys.argv[1]).resolve()
steps = int(sys.argv[2]) if len(sys.argv) > 2 else 40
random.seed(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
NAMES = ["Home", "rain", "Rain gardens", "v1.2", "index", "Café", "to do", "bridge"]
FOLDERS = ["", "a", "a/b", "c"]


def target():
    name = random.choice(NAMES + ["Title of " + name for name in NAMES])
    folder = random.choice(["", "", "a/", "../", "c/", "./"])
    return folder + name


def content():
    lines = []
    if random.random() < 0.4:
        aliases = random.sample(NAMES, 2)
        lines += [
            "---",
            f"title: Title of {random.choice(NAMES)}",
            f"aliases: [{', '.join(aliases)}]",
        ]
        if random.random() < 0.5:
            lines.append(f"permalink: /{random.choice(NAMES)}/")
        lines += [f'up: "[[{target()}]]"', "---"]
    for _ in range(random.randrange(5)):
        lines.append(
            random.choice(
                [
                    f"A link [[{target()}]].",
                    f"An embed ![[{target()}|x]].",
                    f"Markdown [x](<{target()}.md>).",
                    f"From the root [x](</{target()}>).",
                    "Only words.",
                ]
            )
        )
    return "\n".join(lines) + "\n"


with tempfile.TemporaryDirectory() as home:
    home = pathlib.Path(home)
    root = home / "notes"
    env = {"HOME": str(home), "LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"}

    def assay(*args):
        return subprocess.run(
            [binary, *args, "--corpus", str(root)] if args[0] != "index" else [binary, *args],
            capture_output=True,
            text=True,
            env=env,
        )

    def graph(index):
        return json.loads(
            assay("links", "--graph", "--json", "--no-refresh", "--index", index).stdout
        )

    def lists(index):
        found = {
            query: assay("search", query, "-l", "--no-refresh", "--index", index).stdout
            for query in ("is:orphan", "is:dead-end", "has:wanted-link", "has:broken-link", "")
        }
        found["sorted"] = assay(
            "search", "--sort", "links", "-l", "--no-refresh", "--index", index
        ).stdout
        return found

    def notes():
        return sorted(root.rglob("*.md"))

    for folder in FOLDERS:
        (root / folder).mkdir(parents=True, exist_ok=True)
    for i in range(12):
        (root / random.choice(FOLDERS) / (random.choice(NAMES) + ".md")).write_text(content())
    grown, fresh = str(home / "grown"), str(home / "fresh")
    edges = 0
    for step in range(steps):
        all_notes = notes()
        what = random.choice(["add", "change", "rename", "delete"]) if len(all_notes) > 3 else "add"
        new = root / random.choice(FOLDERS) / (random.choice(NAMES) + ".md")
        old = random.choice(all_notes) if all_notes else None
        if what == "add" or what == "change" and old is None:
            new.write_text(content())
        elif what == "change":
            old.write_text(content())
        elif what == "rename":
            old.rename(new)
        else:
            old.unlink()
        assert assay("index", str(root), "--index", grown).returncode == 0
        assert assay("index", str(root), "--full", "--index", fresh).returncode == 0
        a, b = graph(grown), graph(fresh)
        assert a == b, (step, what, a, b)
        edges += a["total"]
        if step % 10 == 0:
            assert lists(grown) == lists(fresh), (step, what)
            for node in a["nodes"]:
                found = [
                    assay("backlinks", node["path"], "-l", "--no-refresh", "--index", each).stdout
                    for each in (grown, fresh)
                ]
                assert found[0] == found[1], (step, node)
                assert len(found[0].splitlines()) == node["links_in"], (step, node, found)
    assert edges > steps, edges
    print(f"{steps} steps, {edges} links compared")
