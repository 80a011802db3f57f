#!/usr/bin/env python3
"""What the indexer reads of each note in data/edge is what tests/golden/edge has under its name.

usage: edge_test.py READ_NOTES SOURCE_DIRECTORY; UPDATE_GOLDEN=1 rewrites the files,
    to be reviewed as a diff
A golden file shows what the note has of title, tags, dates and so on, its problems, its headings as
line, level and anchor, and its text with the place of each line, the scoped stretches below.
"""
import bisect, datetime, json, os, pathlib, subprocess, sys

binary, root = sys.argv[1], pathlib.Path(sys.argv[2])
notes, golden = root / "data" / "edge", root / "tests" / "golden" / "edge"


def place(segments, raw, offset):
    row = bisect.bisect_right([segment[0] for segment in segments], offset) - 1
    if row < 0:
        return "-"
    begin, line, column = segments[row]
    return f"{line}:{column + len(raw[begin:offset].decode())}"


def show(note):
    modified = datetime.datetime.fromtimestamp(
        int((notes / note["path"]).stat().st_mtime), datetime.timezone.utc
    )
    if note["updated"] == modified.strftime("%Y-%m-%dT%H:%M:%SZ"):
        note["updated"] = ""  # the note does not say
    lines = []
    for key in (
        "title",
        "aliases",
        "tags",
        "created",
        "updated",
        "permalink",
        "lang",
        "published",
        "meta",
    ):
        value = note[key]
        if value not in ("", None, [], {}) and (key, value) != ("lang", "en"):
            lines.append(f"{key}: {json.dumps(value, ensure_ascii=False)}")
    for problem in note["problems"]:
        lines.append(f"problem: {problem['line']}: {problem['message']}")
    for heading in note["headings"]:
        lines.append(
            f"heading: {heading['line']}: {'#' * heading['level']} {heading['text']} -> "
            f"#{heading['anchor']}"
        )
    lines.append("text:")
    raw, offset = note["text"].encode(), 0
    for line in raw.split(b"\n") if raw else []:
        lines.append(f"{place(note['segments'], raw, offset) if line else '':>7} | {line.decode()}")
        offset += len(line) + 1
    for field, begin, end in note["scopes"]:
        lines.append(f"{field}: {json.dumps(raw[begin:end].decode(), ensure_ascii=False)}")
    return "\n".join(lines) + "\n"


wrong = 0
read = [
    json.loads(line)
    for line in subprocess.run(
        [binary, str(notes)], capture_output=True, text=True, check=True
    ).stdout.splitlines()
]
read = [note for note in read if "/" not in note["path"]]  # folders have tests of their own
for note in read:
    file, actual = golden / (note["path"] + ".txt"), show(note)
    if os.environ.get("UPDATE_GOLDEN"):
        file.write_text(actual, "utf-8")
    expected = file.read_text("utf-8") if file.exists() else ""
    if actual != expected:
        wrong += 1
        print(f"--- {note['path']}: not as in {file}, but\n{actual}")
names = {note["path"] + ".txt" for note in read}
stale = sorted(file.name for file in golden.iterdir() if file.name not in names)
missing = sorted(
    path.name for path in notes.iterdir() if path.is_file() and path.name + ".txt" not in names
)
print(
    f"{len(read)} notes, {wrong} wrong; golden files without a note: {stale}; notes that were not "
    f"read: {missing}"
)
sys.exit(wrong > 0 or bool(stale) or bool(missing) or not read)
