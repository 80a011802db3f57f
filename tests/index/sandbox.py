"""A folder of notes, a cache of its own and the real binary: what the tests of this folder share.

Every test takes BINARY as its argument, prints its seed (ASSAY_SEED gives one)
and does more with ASSAY_LONG=1.
"""
import json, os, pathlib, random, shutil, subprocess, sys, tempfile, threading

LONG = os.environ.get("ASSAY_LONG") == "1"
SKIPPED = 77  # the exit code that ctest takes for "skipped"
WORDS = (
    "rain mud drought bridge commons harvest ledger orchard kiln tarmac gutter lantern meadow "
    "quarry sluice thatch"
).split()


def seeded():
    # A short run is the same every time: a failure in CI comes from the change.
    seed = int(os.environ.get("ASSAY_SEED", "0")) or (random.randrange(1, 1 << 30) if LONG else 1)
    print(f"seed {seed}", flush=True)
    return random.Random(seed)


def note(chance, mark, words=60):
    """Returns a note with some structure; `mark` is in its title and at its end, so that half of
    the note is not taken for all of it."""
    lines = [
        f"---\ntitle: Note {mark}\n"
        f"tags: [{chance.choice(WORDS)}, {chance.choice(WORDS)}/{chance.choice(WORDS)}]\n---"
    ]
    for paragraph in range(1 + words // 40):
        lines.append(
            f"## {chance.choice(WORDS).title()}\n\n"
            + " ".join(chance.choice(WORDS) for _ in range(min(words, 40)))
            + "."
        )
    return "\n\n".join(lines) + f"\n\nends {mark}\n"


class Sandbox:
    def __init__(self, binary, above=None):
        self.binary = str(pathlib.Path(binary).resolve())
        self.path = pathlib.Path(tempfile.mkdtemp(prefix="assay-index-", dir=above)).resolve()
        self.notes, self.index = self.path / "notes", self.path / "index"
        self.notes.mkdir()
        self.env = {
            "HOME": str(self.path),
            "PATH": "/usr/bin:/bin",
            "LC_ALL": "C.UTF-8",
            "TERM": "dumb",
        }
        self.started = []

    def __enter__(self):
        return self

    def __exit__(self, *_):
        # One that a failed test left stopped would hold the output of ctest open for ever.
        for process in self.started:
            process.kill()
            process.wait()
        shutil.rmtree(self.path, ignore_errors=True)

    def write(self, path, text):
        """Saves as editors do: writes another file and renames it."""
        file = self.notes / path
        file.parent.mkdir(parents=True, exist_ok=True)
        # Two threads may save the same note.
        beside = file.parent / f".{file.name}.{threading.get_ident()}.tmp"
        beside.write_text(text, "utf-8")
        beside.rename(file)

    def command(self, *args):
        where = ["--index", str(self.index)] if args[0] != "schema" else []
        if args[0] in ("index", "watch", "serve"):
            where.insert(0, str(self.notes))
        return [self.binary, args[0], *where, *args[1:]]

    def start(self, *args, **options):
        process = subprocess.Popen(self.command(*args), env=self.env, text=True, **options)
        self.started.append(process)
        return process

    def run(self, *args, timeout=120, **options):
        return subprocess.run(
            self.command(*args),
            capture_output=True,
            text=True,
            env=self.env,
            timeout=timeout,
            **options,
        )

    def ok(self, *args, **options):
        done = self.run(*args, **options)
        assert done.returncode == 0, (args, done)
        return done

    def answer(self, query="", *args):
        """path -> (score, words), of all notes that match in the index as it is."""
        done = self.run(
            "search", query, "--json", "-n", "100000", "--passages", "0", "--no-refresh", *args
        )
        assert done.returncode in (0, 1), done
        return {
            hit["path"]: (hit["score"], hit["words"]) for hit in json.loads(done.stdout)["hits"]
        }

    def marks(self):
        """path -> mark of its title (see note), of all notes in the index as it is."""
        done = self.run("search", "", "--json", "-n", "100000", "--passages", "0", "--no-refresh")
        assert done.returncode in (0, 1), done
        return {
            hit["path"]: hit["title"].removeprefix("Note ")
            for hit in json.loads(done.stdout)["hits"]
        }


def main(test):
    sys.exit(test(sys.argv[1]) or 0)
