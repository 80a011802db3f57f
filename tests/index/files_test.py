#!/usr/bin/env python3
"""assay index FILE...: takes over these notes alone, and says what it did.

usage: files_test.py BINARY
"""
import json, os, subprocess
from sandbox import Sandbox, main


def counts(report):
    kinds = ("added", "updated", "renamed", "removed")
    return {kind: report[kind] for kind in kinds if report[kind]}


def takes_over(box):
    notes = box.notes
    index = lambda *files: counts(json.loads(box.files("--json", *files).stdout))
    found = lambda word: set(box.answer(word))
    box.write("a.md", "rain")
    box.write("sub/b.md", "rain")
    box.write(".assay.yaml", "exclude: [drafts]\n")
    box.ok("index")

    box.write("a.md", "rain and snow")
    box.write("sub/b.md", "rain and snow")
    assert index(notes / "a.md") == {"updated": 1}
    assert found("snow") == {"a.md"}, "only what is named"
    assert index(notes / "a.md") == {}, "nothing changed since"
    box.write("new.md", "hail")
    box.write("other.md", "hail")
    assert index(notes / "new.md", notes / "sub/b.md", notes / "new.md") == {
        "added": 1,
        "updated": 1,
    }
    assert found("hail") == {"new.md"} and found("snow") == {"a.md", "sub/b.md"}
    os.rename(notes / "new.md", notes / "moved.md")
    assert index(notes / "new.md", notes / "moved.md") == {"renamed": 1}
    assert found("hail") == {"moved.md"}
    os.remove(notes / "moved.md")
    assert index(notes / "moved.md") == {"removed": 1}
    assert index(notes / "moved.md") == {}, "gone already"
    assert index(notes / "never.md") == {}

    # What a walk passes over is no note here either.
    for path in ("drafts/c.md", ".hidden.md", ".git/d.md"):
        box.write(path, "fog")
        assert index(notes / path) == {}, path
    os.mkfifo(notes / "pipe.md")
    assert index(notes / "pipe.md") == {}
    assert found("fog") == set()

    # A name through a link is the note itself; a link in the folder is looked at as in a walk.
    os.symlink(notes, box.path / "link")
    (notes / "a.md").write_text("rain and ice")
    assert index(box.path / "link/a.md") == {"updated": 1}
    assert found("ice") == {"a.md"}
    box.write("deep/e.md", "sleet")
    os.symlink("deep", notes / "way")
    index(notes / "way/e.md")
    assert found("sleet") == {"deep/e.md"}

    # Names that look like options, patterns or other encodings.
    for name in ("-n.md", "*.md", "ü ber.md", "u\u0308.md", "new\nline.md"):
        (notes / name).write_text(f"dew {name}")
        assert index("--", notes / name) == {"added": 1}, name
    (notes / "a.md").write_text("rain")
    done = box.run_files("a.md", cwd=notes)
    assert done.returncode == 0 and "updated 1" in done.stdout, done

    # The same as a walk: nothing is left to do but what was not named.
    assert counts(json.loads(box.ok("index", "--json").stdout)) == {"added": 1}  # other.md


def refuses(box):
    box.write("a.md", "rain")
    (box.path / "elsewhere.md").write_text("rain")
    rows = [
        # files                                    code  message
        (["elsewhere.md"], 3, "no folder around"),
        (["notes/a.md"], 3, "no folder around"),
    ]
    for files, code, message in rows:
        done = box.run_files(*files, cwd=box.path, index=False)
        assert done.returncode == code and message in done.stderr, (files, done)
    box.ok("index")
    rows = [
        (["elsewhere.md"], 2, "elsewhere.md is not below"),
        (["notes/a.md", "notes"], 2, "notes is not a note"),
        (["notes/a.md", "elsewhere.md"], 2, "elsewhere.md is not below"),
        (["--full", "notes/a.md"], 2, "--full is for the whole folder"),
        (["notes/a.txt"], 2, "no folder notes/a.txt"),
    ]
    for files, code, message in rows:
        done = box.run_files(*files, cwd=box.path)
        assert done.returncode == code and message in done.stderr, (files, done)
    # An index that cannot be updated is built anew, as always.
    for name in box.index.glob("gen-*/postlist.glass"):
        name.write_bytes(b"\0" * 100)
    box.write("b.md", "rain")
    done = box.run_files("notes/a.md", cwd=box.path)
    assert done.returncode == 0 and "added 2" in done.stdout, done


class Files(Sandbox):
    def run_files(self, *args, index=True, **options):
        where = ["--index", str(self.index)] if index else []
        return subprocess.run(
            [self.binary, "index", *where, *map(str, args)],
            capture_output=True,
            text=True,
            env=self.env,
            timeout=60,
            **options,
        )

    def files(self, *args):
        done = self.run_files(*args)
        assert done.returncode == 0, (args, done)
        return done


def test(binary):
    with Files(binary) as box:
        takes_over(box)
    with Files(binary) as box:
        refuses(box)


main(test)
