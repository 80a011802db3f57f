#!/usr/bin/env python3
"""No query takes long, whatever is asked of 45,231 notes (shared/corpora/win32-docs): stop words,
prefixes and near spellings on every word, long phrases, nesting, the longest query. Each within a
generous bound; on a machine of its own every one is answered within a second.

usage: attack_test.py BINARY SHARED_DIRECTORY [INDEX]; skips (exit 77) where the corpus is absent
"""
import json, os, pathlib, subprocess, sys, tempfile, time

binary, shared = sys.argv[1], pathlib.Path(sys.argv[2])
archive = shared / "corpora" / "win32-docs.tar.zst"
if not archive.exists() and len(sys.argv) < 4:
    print(f"skipped: there is no {archive}")
    sys.exit(77)
BOUND_SECONDS = 5.0  # of processor time: other programs do not count
STOP = (
    "the of and to a in is that it for as with on are this be by an from or at which not if can "
    "you has when will all its have"
).split()
COMMON = (
    "window windows function value parameter message returns structure member type object string "
    "data error system file handle pointer user device"
).split()


def words(count, of):
    return [of[i % len(of)] for i in range(count)]


def distinct(count):
    return [
        chr(97 + i % 26) + chr(97 + i // 26 % 26) + chr(97 + i * 7 % 26) + "e" for i in range(count)
    ]


ATTACKS = {
    "64 stop words": " ".join(words(64, STOP)),
    "64 common words": " ".join(words(64, COMMON)),
    "64 words, any": " OR ".join(words(64, STOP + COMMON)),
    "64 prefixes": " OR ".join(
        word[:3] + "*"
        for word in words(
            64,
            [w for w in COMMON if len(w) > 3]
            + ["con", "pro", "com", "sub", "int", "dis", "pre", "win", "get", "set"],
        )
    ),
    "64 prefixes, all": " ".join(word[:3] + "*" for word in words(64, COMMON)),
    "64 near spellings": " OR ".join(word + "~2" for word in distinct(64)),
    "64 near common": " ".join(
        word + "~2" for word in words(64, [w for w in COMMON if len(w) > 3])
    ),
    "64 misspelled": " ".join(word + "zz" for word in distinct(64)),
    "phrases of stop words": " ".join(
        f'"{a} {b}"' for a, b in zip(words(32, STOP), words(32, STOP[1:]))
    ),
    "a phrase of 32 stop words": '"' + " ".join(words(32, STOP)) + '"',
    "a loose phrase of stop words": '"' + " ".join(words(16, STOP)) + '"~1000',
    "32 loose phrases": " OR ".join(
        f'"{a} {b}"~1000' for a, b in zip(words(32, STOP), words(32, STOP[3:]))
    ),
    "8 stop words near": " NEAR/1000 ".join(words(8, STOP)),
    "NEAR times 8": " OR ".join(
        "(" + " NEAR/100 ".join(words(8, STOP[i:])) + ")" for i in range(8)
    ),
    "the NEAR the": " NEAR ".join(["the"] * 8),
    "phrases near": " OR ".join(
        f'("{a} the" NEAR "in {b}")' for a, b in zip(words(12, STOP), words(12, STOP[5:]))
    ),
    "a word 64 times": " ".join(["the"] * 64),
    "a hyphenated chain": "-".join(words(30, STOP)),
    "deep groups": "(" * 31 + "the" + ")" * 31,
    "too deep": "(" * 4000,
    "only negatives": " ".join("-" + word for word in words(64, STOP + COMMON)),
    "near field words": "title:(" + " OR ".join(word + "~2" for word in distinct(40)) + ")",
    "4 KiB of one word": "a" * 4096,
    "100 KB": "the " * 25000,
    "globs": " OR ".join(f"path:**/{c}*/**/*e*" for c in "abcdefghijklmnop"),
    "ranges": " ".join("words:>%d" % i for i in range(60)),
    "splits": " ".join(
        words(
            64,
            [
                "windowmessage",
                "datastructure",
                "messagewindow",
                "typestring",
                "filehandle",
                "usererror",
            ],
        )
    ),
    "one letter near": "a NEAR b NEAR c NEAR d",
    "bytes": "\x01\x7f\u202e\ufeff \U0010ffff \u0301",
}
PLAIN = {
    "plain stop words": " ".join(words(1000, STOP)),
    "plain distinct": " ".join(distinct(1000)),
    "plain of 200 KB": "the window of " * 16000,
}

wrong = []
with tempfile.TemporaryDirectory() as scratch:
    index = sys.argv[3] if len(sys.argv) > 3 else scratch + "/index"
    env = {"HOME": scratch, "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
    corpus = []
    if len(sys.argv) < 4:
        subprocess.run(["tar", "--zstd", "-xf", archive, "-C", scratch], check=True)
        subprocess.run(
            [binary, "index", "--index", index, scratch + "/win32-docs"],
            check=True,
            capture_output=True,
            env=env,
        )
    for name, query, options in [(n, q, []) for n, q in ATTACKS.items()] + [
        (n, q, ["--plain"]) for n, q in PLAIN.items()
    ]:
        if len(query) > 120_000:
            query = query[:120_000]  # the most that one argument of a program holds
        before = os.times()
        done = subprocess.run(
            [
                binary,
                "search",
                "--index",
                index,
                "--no-refresh",
                "--json",
                "-n",
                "3",
                *options,
                "--",
                query,
            ],
            capture_output=True,
            text=True,
            env=env,
        )
        after = os.times()
        seconds = (
            after.children_user
            + after.children_system
            - before.children_user
            - before.children_system
        )
        answer = json.loads(done.stdout or done.stderr)
        print(
            f"{seconds:6.2f} s  exit {done.returncode}  "
            f"{answer.get('total', answer.get('message'))}  {name}"
        )
        if seconds > BOUND_SECONDS:
            wrong.append(f"{name}: {seconds:.1f} s")
        if done.returncode not in (0, 1, 2) or (done.returncode == 2 and not answer.get("hint")):
            wrong.append(f"{name}: exit {done.returncode}, {done.stderr[:200]}")
print("\n".join(wrong))
sys.exit(bool(wrong))
