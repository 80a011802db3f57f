#!/usr/bin/env python3
"""A thousand misspelt words: -q, -c, -l and -0 never answer for another word
than the one in the query.

usage: bare_forms_test.py BINARY SHARED_DIRECTORY
"""
import json, os, pathlib, random, re, subprocess, sys, tempfile

binary, shared = (pathlib.Path(argument).resolve() for argument in sys.argv[1:])
corpus = shared / "corpora" / "til-simonw"
if not corpus.is_dir():
    print("SKIP: there is no", corpus)
    sys.exit(77)

letters = "abcdefghijklmnopqrstuvwxyz"
chance = random.Random(13)


def slip(word):
    """Returns the word with one typing error."""
    at = chance.randrange(len(word))
    return chance.choice(
        [
            word[:at] + word[at + 1 :],
            word[:at] + chance.choice(letters) + word[at:],
            word[:at] + chance.choice(letters) + word[at + 1 :],
            word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :] if at > 0 else word[1:],
        ]
    )


text = "\n".join(
    note.read_text("utf-8", "replace").lower() for note in sorted(corpus.rglob("*.md"))
)
words = sorted(word for word in set(re.findall(r"\b[a-z]{4,12}\b", text)) if text.count(word) > 2)
misspelt = set()
while len(misspelt) < 1000:
    word = slip(chance.choice(words))
    if len(word) > 2 and word not in text:
        misspelt.add(word)

failed = 0
with tempfile.TemporaryDirectory() as home:
    env = {
        "HOME": home,
        "LC_ALL": "C.UTF-8",
        "TERM": "dumb",
        "PATH": "/usr/bin:/bin",
        "ASSAY_CORPUS": str(corpus),
    }
    run = lambda *args: subprocess.run(
        [binary, *args], env=env, capture_output=True, stdin=subprocess.DEVNULL, timeout=60
    )
    assert run("index").returncode == 0
    found = 0
    for word in sorted(misspelt):
        # Another form of it may be there: "tabels" is not a word, but a stemmer may take it for a
        # form of one.
        exact = json.loads(
            run(
                "search", word, "--json", "-n", "0", "--no-correct", "--all-words", "--no-refresh"
            ).stdout
        )["total"]
        found += exact > 0
        got = {form: run("search", word, form, "--no-refresh") for form in ("-c", "-q", "-l", "-0")}
        answers = [
            int(got["-c"].stdout),
            got["-l"].stdout.count(b"\n"),
            got["-0"].stdout.count(b"\0"),
            got["-q"].stdout,
        ]
        codes = {each.returncode for each in got.values()}
        if answers != [exact, exact, exact, b""] or codes != {0 if exact else 1}:
            failed += 1
            print("FAIL", word, exact, answers, codes)
print(
    f"{len(misspelt)} misspelt words, {found} of them another form of a word that is there, "
    f"{failed} answered with something else"
)
sys.exit(1 if failed or found > 100 else 0)
