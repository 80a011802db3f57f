#!/usr/bin/env python3
"""The language that is detected, and that notes in other languages change nothing:
real notes in shared/corpora.

usage: language_test.py READ_NOTES ASSAY SHARED_DIRECTORY; skips (exit 77) where that is absent
"""
import collections, concurrent.futures, json, pathlib, random, re, shutil, subprocess, sys, tempfile

read_notes, assay, shared = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
vault, blog = shared / "corpora" / "vault-obsidian-help", shared / "corpora" / "blog-haacked"
if not vault.is_dir() or not blog.is_dir():
    print(f"skipped: there is no {vault} or no {blog}")
    sys.exit(77)
wrong = []

# A folder of the vault is named for the language of its notes; those at the top are English.
FEWEST_WORDS, LEAST_RIGHT = 100, 0.98
UNSPACED = re.compile(
    r"[\u0e00-\u0e7f\u3040-\u30ff\u4e00-\u9fff]{4}"
)  # four characters are counted as a word
right = total = 0
for line in subprocess.run(
    [read_notes, vault], check=True, capture_output=True, text=True
).stdout.splitlines():
    note = json.loads(line)
    folder = note["path"].split("/")[0]
    expected = folder if len(folder) == 2 else "en"
    if len(note["text"].split()) + len(UNSPACED.findall(note["text"])) < FEWEST_WORDS:
        continue
    total += 1
    if note["lang"] == expected:
        right += 1
    else:
        print(f"  {note['path']}: {note['lang']}")
print(
    f"vault-obsidian-help: the language is the folder's for {right} of {total} notes with "
    f"{FEWEST_WORDS} words or more"
)
if right < LEAST_RIGHT * total:
    wrong.append(f"only {right} of {total}")

# Adds a French, a Dutch and a Hungarian note: the totals of English words do not change.
FOREIGN = {"fr": "Une page blanche, sans un mot.", "nl": "Een leeg blad.", "hu": "Egy üres lap."}
with tempfile.TemporaryDirectory() as scratch:
    scratch = pathlib.Path(scratch)
    shutil.copytree(blog, scratch / "notes")
    words = collections.Counter()
    for note in sorted(blog.rglob("*.m*")):
        words.update(set(re.findall(r"[a-z]{3,}", note.read_text("utf-8", "replace").lower())))
    foreign = set(re.findall(r"\w+", " ".join(FOREIGN.values()).lower()))
    sample = random.Random(7).sample(
        sorted(word for word in words if words[word] > 1 and word not in foreign), 500
    )

    def totals(index):
        subprocess.run(
            [assay, "index", "--index", index, scratch / "notes"], check=True, capture_output=True
        )
        ask = [
            assay,
            "search",
            "--index",
            index,
            "--corpus",
            scratch / "notes",
            "--no-refresh",
            "--no-correct",
            "-c",
            "--",
        ]
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            return list(
                pool.map(
                    lambda word: subprocess.run(
                        [*ask, word], capture_output=True, text=True
                    ).stdout,
                    sample,
                )
            )

    before = totals(scratch / "before")
    for language, text in FOREIGN.items():
        (scratch / "notes" / f"{language}.md").write_text(
            f"---\nlang: {language}\n---\n{text}\n", "utf-8"
        )
    after = totals(scratch / "after")
changed = [
    f"{word}: {one.strip()} became {other.strip()}"
    for word, one, other in zip(sample, before, after)
    if one != other
]
print(
    f"blog-haacked: of {len(sample)} words, {len(changed)} have another total beside three notes "
    "in other languages"
)
wrong += changed

print("\n".join(wrong))
sys.exit(bool(wrong))
