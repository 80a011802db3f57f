#!/usr/bin/env python3
"""Made-up notes, as many as wanted, for measuring how time, memory and size grow.

usage: made_notes.py DIRECTORY COUNT [SEED]

Words follow Zipf's law over a vocabulary that grows with the text (Heaps' law, exponent 0.5), and
the length of a note is log-normal with a median of 400 words: both are close to collections of
notes. The same arguments give the same notes.
"""
import bisect, itertools, pathlib, random, sys

COMMON = (
    "the of and to in a is that for it as was with be by on not he his but at are this have from "
    "or had an they which "
    "one you were all we there been if more when will would who so no"
).split()
SYLLABLES = (
    "ba co di fu ga he ki lo ma ne po qui ra se ti vu wa xe yo zu an er in or ul st nd ck".split()
)


def vocabulary(size, chance):
    words = dict.fromkeys(COMMON)
    while len(words) < size:
        words[
            "".join(chance.choice(SYLLABLES) for _ in range(chance.choice((2, 2, 3, 3, 4, 5))))
        ] = None
    return list(words)


def note(number, words, cumulative, chance):
    length = max(20, int(chance.lognormvariate(6.0, 0.8)))
    total = cumulative[-1]
    text = [words[bisect.bisect_left(cumulative, chance.random() * total)] for _ in range(length)]
    tags = [words[len(COMMON) + int(chance.paretovariate(1.0)) % 200] for _ in range(3)]
    day = (
        f"{chance.randrange(2010, 2026)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
    )
    lines = [
        "---",
        f"title: {' '.join(text[:5]).title()} {number}",
        f"tags: [{', '.join(tags)}]",
        f"created: {day}",
        "---",
        "",
    ]
    at = 0
    while at < length:
        if at and chance.random() < 0.2:
            lines += [f"## {' '.join(text[at:at + 3]).title()}", ""]
        end = at + chance.randrange(30, 120)
        lines += [" ".join(text[at:end]).capitalize() + ".", ""]
        at = end
    return "\n".join(lines)


def make(directory, count, seed=1):
    chance = random.Random(seed)
    words = vocabulary(max(2000, int(60 * (400 * count) ** 0.5)), chance)
    cumulative = list(itertools.accumulate(1 / (rank + 2.7) for rank in range(len(words))))
    for number in range(count):
        folder = pathlib.Path(directory) / f"{number // 1000:04}"
        if number % 1000 == 0:
            folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{number:07}.md").write_text(note(number, words, cumulative, chance))


if __name__ == "__main__":
    make(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 1)
