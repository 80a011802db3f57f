"""A folder of notes, its index before and after an edit,
and what a run may leave when the machine fails.

The index is in its usual place, in a cache of the sandbox,
so that every file a run may touch is below one folder.
"""
import json, os, pathlib, shutil, subprocess, sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "index"))
from sandbox import LONG, SKIPPED, Sandbox, main, note, seeded  # noqa: F401

QUERIES = ['"rain mud" OR title:note OR drought*']  # finds every note
CONTRACT = {0, 1, 2, 3, 75, 130}  # exit codes of the manual, but for our own bug
SOME_TIME = 1_700_000_000


class Machine(Sandbox):
    """`old` and `new` are the answers before and after the edit that every run finds,
    `saved` after one more edit."""

    def __init__(self, binary, chance):
        super().__init__(binary)
        self.env |= {
            "TMPDIR": str(self.path / "tmp"),
            "XDG_CACHE_HOME": str(self.path / "cache"),
            "XDG_STATE_HOME": str(self.path / "state"),
            "XDG_CONFIG_HOME": str(self.path / "config"),
        }
        for name in ("tmp", "cache", "state", "config/assay"):
            (self.path / name).mkdir(parents=True)
        # A search takes over the whole edit, however busy the machine is.
        (self.path / "config/assay/config.yaml").write_text("refresh_budget_ms: 30000\n")
        (self.notes / ".assay.yaml").write_text("exclude: [drafts]\nsynonyms: [[rain, drizzle]]\n")
        for i in range(8):
            self.write(f"{'ab'[i % 2]}/{i}.md", note(chance, str(i), 60) + "\nrain mud\n")
        self.write("drafts/no.md", "rain mud that no search may find\n")
        self.write("a/long.md", note(chance, "long", 3000))
        self.write("b/saved.md", note(chance, "unsaved", 30))
        (self.notes / "link.md").symlink_to("a/0.md")
        self.texts = {
            "unsaved": (self.notes / "b/saved.md").read_text(),
            "saved": note(chance, "saved", 50),
        }
        self.command_ok("index")
        [self.index] = (self.path / "cache/assay").iterdir()
        self.old = self.answers()
        shutil.copytree(self.index, self.path / "old-index")
        self.write("a/0.md", note(chance, "changed", 80))
        self.write("b/added.md", note(chance, "added", 40) + "\nrain mud\n")
        (self.notes / "b/1.md").unlink()
        (self.notes / "a/2.md").rename(self.notes / "a/moved.md")
        self.files = self.listing(self.notes)
        self.save("saved")
        self.saved = self.fresh()
        self.save("unsaved")
        self.new = self.fresh()
        shutil.copytree(self.index, self.path / "new-index")
        assert self.old != self.new != self.saved
        self.known = {str(p.relative_to(self.path)) for p in self.path.iterdir()}

    def save(self, which):
        file, beside = self.notes / "b/saved.md", self.notes / "b/.saved.tmp"
        beside.write_text(self.texts[which], "utf-8")
        os.utime(beside, (SOME_TIME, SOME_TIME + (which == "saved")))
        beside.rename(file)

    def listing(self, folder):
        return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*"))

    def command(self, command, *args):
        where = {
            "index": [str(self.notes)],
            "watch": [str(self.notes)],
            "schema": [],
            "forget": [str(self.notes)],
        }
        return [self.binary, command, *where.get(command, ["--corpus", str(self.notes)]), *args]

    def command_ok(self, *args):
        done = self.run(*args)
        assert done.returncode == 0, (args, done)
        return done

    def reset(self, index):
        """`index`: "old", "new" or None."""
        shutil.rmtree(self.path / "cache/assay", ignore_errors=True)
        if index is not None:
            shutil.copytree(self.path / f"{index}-index", self.index)

    def answers(self):
        """Returns the answer of the index as it is; the error if the search fails."""
        answers = []
        for query in QUERIES:
            done = self.run("search", query, "--json", "-n", "1000", "--no-refresh")
            if done.returncode not in (0, 1):
                return done
            answers.append(comparable(done.stdout))
        return answers

    def fresh(self):
        self.reset(None)
        self.command_ok("index")
        return self.answers()

    def strays(self):
        """Returns files that must not be where they are."""
        found = (
            self.listing(self.path / "tmp")
            + self.listing(self.path / "state")
            + [p for p in self.listing(self.path / "config/assay") if p != "config.yaml"]
        )
        found += [p.name for p in (self.path / "cache/assay").glob("*") if p != self.index]
        found += sorted({str(p.relative_to(self.path)) for p in self.path.iterdir()} - self.known)
        if (notes := self.listing(self.notes)) != self.files:
            found.append(f"notes: {sorted(set(notes) ^ set(self.files))}")
        return found

    def mended(self, wanted):
        """Returns complaints if the next run of `index` does not repair everything."""
        done = self.run("index")
        if done.returncode != 0:
            return [f"assay index afterwards: exit {done.returncode}: {done.stderr.strip()}"]
        complaints = []
        if self.answers() != wanted:
            complaints.append("not as a fresh build after assay index")
        left = [p for p in self.listing(self.index) if p.endswith(".new") or "shard-" in p]
        if left or len(list(self.index.glob("gen-*"))) != 1:
            complaints.append(f"left after assay index: {left or 'generations'}")
        return complaints


def comparable(text):
    """Returns an answer without the parts that differ from run to run."""
    answer = json.loads(text)
    return {key: answer[key] for key in ("query", "total", "hits", "facets") if key in answer}


def paths_and_titles(answers):
    return [{hit["path"]: hit["title"] for hit in answer["hits"]} for answer in answers]


def says_what_to_do(done, as_json):
    """Returns complaints about the message of a run that failed."""
    if not as_json:
        lines = done.stderr.strip().splitlines()
        return (
            []
            if len(lines) >= 2 and any(line.strip().startswith("hint:") for line in lines)
            else [f"no hint: {done.stderr!r}"]
        )
    try:
        error = json.loads(done.stderr)
    except ValueError:
        return [f"stderr is not one object: {done.stderr!r}"]
    complaints = [f"stdout is not empty: {done.stdout[:80]!r}"] if done.stdout else []
    return complaints + (
        [] if error["message"] and error["hint"] else [f"no message or hint: {done.stderr!r}"]
    )
