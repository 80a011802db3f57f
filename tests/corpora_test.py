#!/usr/bin/env python3
"""Real notes (shared/corpora, beside the checkout): none is lost,
and the line of a hit is the line of the file.

usage: corpora_test.py BINARY SHARED_DIRECTORY; skips (exit 77) where that is absent
"""
import json, pathlib, random, re, subprocess, sys, tempfile, unicodedata

binary, shared = sys.argv[1], pathlib.Path(sys.argv[2])
corpora = shared / "corpora"
if not corpora.is_dir():
    print(f"skipped: there is no {corpora}")
    sys.exit(77)

EXTENSIONS = (".md", ".markdown", ".mdx")
wrong = []


def fold(text):
    plain = "".join(
        c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c)
    )
    # The signs that escapes and typography put between a passage and its source.
    return re.sub(r"[\\\u00ad\u200b]", "", plain.replace("\u2019", "'"))


def lines_of(path):
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", "replace")
    return re.split(r"\r\n|\r|\n", text)


with tempfile.TemporaryDirectory() as home:
    env = {"HOME": home, "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}

    def assay(*args):
        done = subprocess.run([binary, *args], capture_output=True, text=True, env=env)
        assert done.returncode in (0, 1), (args, done)
        return json.loads(done.stdout)

    for corpus in sorted(p for p in corpora.iterdir() if p.is_dir()):
        report = assay("index", str(corpus), "--json")
        files = [
            p
            for p in corpus.rglob("*")
            if p.suffix in EXTENSIONS
            and p.is_file()
            and not any(part.startswith(".") for part in p.relative_to(corpus).parts)
        ]
        stats = assay("stats", "--json", "--corpus", str(corpus))
        print(
            f"{corpus.name}: {len(files)} files, {stats['notes']} notes, "
            f"{report['problems']} problems"
        )
        if stats["notes"] != len(files) or report["skipped"]:
            wrong.append(
                f"{corpus.name}: {len(files)} files but {stats['notes']} notes, skipped "
                f"{report['skipped']}"
            )
        if not all(
            hit["title"].strip()
            for hit in assay(
                "search", "--json", "-n", "100000", "--passages", "0", "--corpus", str(corpus)
            )["hits"]
        ):
            wrong.append(f"{corpus.name}: a note without a title")
        again = assay("index", str(corpus), "--json")
        if again["added"] or again["updated"] or again["removed"]:
            wrong.append(f"{corpus.name}: a second run changed {again}")

    # The source line of a hit holds the first marked word.
    chance = random.Random(3)
    hits = misses = 0
    for name in ("garden-eden-atlas", "blog-haacked", "garden-ekliao", "vault-obsidian-help"):
        corpus = corpora / name
        notes = assay("search", "--json", "-n", "60", "--passages", "1", "--corpus", str(corpus))[
            "hits"
        ]
        words = [
            w for note in notes for p in note["passages"] for w in re.findall(r"\w{5,}", p["text"])
        ]
        for word in chance.sample(sorted(set(words)), 25):
            for hit in assay(
                "search",
                f'"{word}"',
                "--json",
                "-n",
                "4",
                "--passages",
                "2",
                "--corpus",
                str(corpus),
            )["hits"]:
                for passage in hit["passages"]:
                    if not passage["marks"]:
                        continue
                    mark = passage["marks"][0]
                    marked = passage["text"][mark["start"] : mark["end"]].split()[0]
                    source = lines_of(corpus / hit["path"])[passage["line"] - 1]
                    hits += 1
                    if fold(marked) not in fold(source) or not fold(
                        source[passage["column"] - 1 :]
                    ).startswith(fold(marked)[:1]):
                        misses += 1
                        print(
                            f"  {name}/{hit['path']}:{passage['line']}:{passage['column']}: "
                            f"not {marked!r} but {source[passage['column'] - 1:][:40]!r}"
                        )
    print(f"{hits} hits, {misses} of them not at their line and column")
    if hits < 200 or misses * 100 > hits:
        wrong.append("lines")

print("\n".join(wrong))
sys.exit(bool(wrong))
