#!/usr/bin/env python3
"""What is read of each hard note of shared/corpora/nasty, against tests/golden/nasty.json: title,
tags, dates, first words, problems.

usage: nasty_test.py READ_NOTES SHARED_DIRECTORY GOLDEN;
    skips (exit 77) where SHARED_DIRECTORY is absent
UPDATE_GOLDEN=1 rewrites the golden file, to be reviewed as a diff against the notes themselves.
"""
import datetime, difflib, json, os, pathlib, subprocess, sys

read_notes, shared, golden = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
nasty = shared / "corpora" / "nasty"
if not nasty.is_dir():
    print(f"skipped: there is no {nasty}")
    sys.exit(77)


def record(note):
    modified = int((nasty / note["path"]).stat().st_mtime)
    from_file = datetime.datetime.fromtimestamp(modified, datetime.timezone.utc).strftime(
        "%Y-%m-%dT%H:%M:%SZ"
    )
    return {
        "title": note["title"],
        "tags": note["tags"],
        "created": note["created"],
        "updated": None if note["updated"] == from_file else note["updated"],
        "first_words": " ".join(note["text"].split()[:6])[:60],
        "problems": [f"{problem['line']}: {problem['message']}" for problem in note["problems"]],
    }


done = subprocess.run([read_notes, str(nasty)], capture_output=True, text=True, check=True)
notes = [json.loads(line) for line in done.stdout.split("\n") if line]
found = (
    json.dumps({note["path"]: record(note) for note in notes}, ensure_ascii=False, indent=1) + "\n"
)
if os.environ.get("UPDATE_GOLDEN"):
    golden.write_text(found, encoding="utf-8")
expected = golden.read_text(encoding="utf-8")
print(
    "\n".join(
        difflib.unified_diff(
            expected.splitlines(), found.splitlines(), str(golden), "read_notes", lineterm=""
        )
    )
)
print(f"{len(notes)} notes")
sys.exit(found != expected or len(notes) != 47)
