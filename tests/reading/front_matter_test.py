#!/usr/bin/env python3
"""Titles and tags of real notes, read a second time and independently: with Python's standard
library, from the contract alone.

usage: front_matter_test.py READ_NOTES SHARED_DIRECTORY [WIN32_DOCS];
    skips (exit 77) where SHARED_DIRECTORY is absent

Every note of every corpus must be there and have a title; titles and front-matter tags must be the
same for 99.5 % of them, and every difference must have one of the reasons below.
"""
import datetime, json, os, pathlib, re, subprocess, sys, tempfile

from header import first_of, header_and_body, tags_of, text_of

read_notes, shared = sys.argv[1], pathlib.Path(sys.argv[2])
corpora = shared / "corpora"
if not corpora.is_dir():
    print(f"skipped: there is no {corpora}")
    sys.exit(77)


def words(text):
    """Returns what must be equal in two readings: letters and digits."""
    text = re.sub(r"!?\[\[(?:[^\]|]*\\?\|)?([^\]]*)\]\]", r"\1", str(text))
    text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"</?\w[^>]*>", "", text)
    return re.findall(r"\w+", text.replace("_", " "))


def heading_title(body):
    """The level-1 heading that has only comments, images, HTML without text, rules, link
    definitions and inline fields before it."""
    body = re.sub(r"<!--.*?-->|%%.*?%%", "", body, flags=re.S)
    body = re.sub(r"(?is)<(script|style|svg)\b.*?</\1\s*>", "", body)
    lines = body.split("\n")
    for line, below in zip(lines, lines[1:] + [""]):
        atx = re.match(r" {0,3}# +(.*?)(?: +#+)?\s*$", line)
        if atx and words(atx.group(1)):
            return atx.group(1)
        if re.match(r" {0,3}=+\s*$", below) and line.strip():
            return line
        image = r"!\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])?"
        rest = re.sub(
            rf"\[{image}\](?:\([^)]*\)|\[[^\]]*\])|{image}"
            rf"|!\[\[[^\]]*\.\w+(?:\|[^\]]*)?\]\]|</?[A-Za-z][^>]*>",
            "",
            line,
        ).strip()
        if rest.strip("#*-_ ") and not re.match(r"\[[^\]]+\]: |[^\s\[(`:]+::", rest):
            return None
    return None


def expected_title(header, body, path):
    title = first_of(header, "title")
    if isinstance(title, list):
        title = ", ".join(str(item) for item in title if item is not None)
    if isinstance(title, (str, int, float, datetime.date)) and str(title).strip():
        return str(title)
    return heading_title(body) or path.name.rsplit(".", 1)[0]


def reason(kind, path, header, ours, theirs):
    """Why the two readings may differ, or None."""
    text = path.as_posix()
    if (
        kind == "title"
        and isinstance(ours, str)
        and words(theirs)
        and sorted(words(ours)) != sorted(words(theirs))
    ):
        if re.search(r"[*_`\\&$^~]", theirs):
            return "markup inside a heading: escapes, entities, emphasis"
    return None


wrong, explained, total, equal = [], [], 0, 0


def compare(corpus):
    global total, equal
    done = subprocess.run([read_notes, str(corpus)], capture_output=True, text=True)
    if done.returncode != 0:
        wrong.append(
            f"{corpus.name}: read_notes ended with {done.returncode}: {done.stderr[-300:]}"
        )
    notes = {note["path"]: note for note in map(json.loads, filter(None, done.stdout.split("\n")))}
    files = [
        p
        for p in corpus.rglob("*")
        if p.suffix in (".md", ".markdown", ".mdx")
        and p.is_file()
        and not any(part.startswith(".") for part in p.relative_to(corpus).parts)
    ]
    here = 0
    for file in files:
        path = file.relative_to(corpus).as_posix()
        note = notes.get(path)
        total += 1
        if note is None or not note["title"].strip():
            wrong.append(f"{corpus.name}/{path}: {'lost' if note is None else 'without a title'}")
            continue
        header, body = {}, text_of(file)
        try:
            header, body = header_and_body(body)
        except Exception as error:
            explained.append(
                (
                    f"not read by Python: {type(error).__name__}",
                    f"{corpus.name}/{path}",
                    note["title"],
                    "",
                )
            )
            continue
        title, tags = expected_title(header, body, file), tags_of(header)
        differences = []
        if words(note["title"]) != words(title):
            differences.append(("title", note["title"], title))
        if note["tags"][: len(tags)] != tags:
            differences.append(("tags", note["tags"], tags))
        if not differences:
            equal += 1
            here += 1
        for kind, ours, theirs in differences:
            explained.append(
                (
                    reason(kind, file, header, ours, theirs) or "unexplained",
                    f"{corpus.name}/{path}",
                    ours,
                    theirs,
                )
            )
    print(f"{corpus.name}: {len(files)} files, {len(notes)} notes, {here} equal")


for corpus in sorted(p for p in corpora.iterdir() if p.is_dir()):
    compare(corpus)
if (archive := corpora / "win32-docs.tar.zst").exists():
    with tempfile.TemporaryDirectory(
        dir="/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    ) as folder:  # 45,231 files
        subprocess.run(["tar", "--zstd", "-xf", str(archive), "-C", folder], check=True)
        compare(pathlib.Path(folder))

print(f"{total} notes, {equal} equal ({100 * equal / max(total, 1):.2f} %)")
kinds = {}
for kind, *rest in explained:
    kinds.setdefault(kind, []).append(rest)
for kind, rows in sorted(kinds.items()):
    print(f"  {len(rows):5}  {kind}")
    for path, ours, theirs in rows[:20]:
        print(f"         {path}: {ours!r}, not {theirs!r}")
if "unexplained" in kinds:
    wrong.append("differences without a reason")
if equal * 1000 < total * 995:
    wrong.append(f"only {equal} of {total} equal")
print("\n".join(wrong))
sys.exit(bool(wrong))
