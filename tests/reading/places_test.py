#!/usr/bin/env python3
"""Real notes (shared/corpora, beside the checkout):
the character at line:column of the file begins the word of the plain text.

usage: places_test.py READ_NOTES FOLDER_OF_CORPORA [WORDS];
    skips (exit 77) where the folder is absent
Samples WORDS (2,000) of each corpus, evenly over the kinds of source lines below, so that the rare
ones are met as often as plain prose. Entities and escapes count as misses unless they mean the same
character.
"""
import bisect, collections, html, pathlib, random, re, sys

from source import INVISIBLE, lines_of, read_notes, stands_at

binary, corpora = sys.argv[1], pathlib.Path(sys.argv[2])
sample_size = int(sys.argv[3]) if len(sys.argv) > 3 else 2000
if not corpora.is_dir():
    print(f"skipped: there is no {corpora}")
    sys.exit(77)

KINDS = {  # the first that fits a source line
    "long line": lambda line: len(line) > 5000,
    "footnote": re.compile(r"\[\^").search,
    "callout": re.compile(r"^\s*>+\s*\[!").search,
    "quote": re.compile(r"^\s*>").search,
    "table": re.compile(r"^\s*\|.*\|\s*$").search,
    "html": re.compile(r"</?[a-zA-Z]").search,
    "math": re.compile(r"\$\S").search,
    "wikilink": re.compile(r"\[\[").search,
    "entity or escape": re.compile(r"&[#\w]+;|\\[!-/:-@\[-`{-~]").search,
    "invisible": INVISIBLE.search,
    "heading": re.compile(r"^#+ ").search,
    "list": re.compile(r"^\s*([-*+]|\d+[.)])\s").search,
    "indented": re.compile(r"^(    |\t)").search,
    "multi-byte": re.compile(r"[^\x00-\x7f]").search,
    "plain": lambda line: True,
}


def kind_of(line):
    return next(kind for kind, fits in KINDS.items() if fits(line))


class Text:
    """The plain text of a note and its map."""

    def __init__(self, note):
        self.raw = note["text"].encode()
        self.segments = note["segments"]
        self.starts = [segment[0] for segment in self.segments]

    def words(self):
        """Returns each word in pieces, split where the map continues elsewhere in the source:
        [(line, column, piece)]."""
        offset = done = 0
        text = self.raw.decode()
        for match in re.finditer(r"\w+", text):
            offset += len(text[done : match.start()].encode())
            done = match.start()
            yield self.pieces(offset, offset + len(match.group().encode()))

    def pieces(self, begin, end):
        placed = []
        while begin < end:
            row = bisect.bisect_right(self.starts, begin) - 1
            if row < 0:
                return [(0, 0, self.raw[begin:end].decode())]
            start, line, column = self.segments[row]
            stop = min(end, self.starts[row + 1]) if row + 1 < len(self.starts) else end
            placed.append(
                (line, column + len(self.raw[start:begin].decode()), self.raw[begin:stop].decode())
            )
            begin = stop
        return placed


def stand_where_they_say(placed, lines):
    for line, column, piece in placed:
        if not (
            0 < line <= len(lines)
            and column > 0
            and stands_at(lines[line - 1][column - 1 :], piece)
        ):
            return False
    return True


chance = random.Random(4)
total = missed = headings = wrong_headings = 0
for corpus in sorted(p for p in corpora.iterdir() if p.is_dir()):
    found = collections.defaultdict(list)  # kind -> a bounded, uniform choice of words
    seen = collections.Counter()
    twice = 0
    for note in read_notes(binary, corpus):
        lines = lines_of(corpus / note["path"])
        kinds = {}
        places = set()
        for placed in Text(note).words():
            line, column, _ = placed[0]
            if (line, column) in places:
                twice += 1
                print(
                    f"  {corpus.name}/{note['path']}:{line}:{column}: two words here, one is "
                    f"{placed[0][2]!r}"
                )
            places.add((line, column))
            if line not in kinds:
                kinds[line] = kind_of(lines[line - 1]) if 0 < line <= len(lines) else "nowhere"
            kind = kinds[line]
            seen[kind] += 1
            slot = (
                len(found[kind]) if len(found[kind]) < sample_size else chance.randrange(seen[kind])
            )
            if slot < sample_size:
                found[kind][slot : slot + 1] = [(note["path"], placed, lines)]
        for heading in note["headings"]:
            headings += 1
            source = re.sub(
                r"[\\\\`*_]", "", INVISIBLE.sub("", html.unescape(lines[heading["line"] - 1]))
            )
            if not all(word in source for word in re.findall(r"[^\W_]+", heading["text"])[:1]):
                wrong_headings += 1
                print(
                    f"  {corpus.name}/{note['path']}:{heading['line']}: no heading "
                    f"{heading['text']!r} but {source[:60]!r}"
                )
    sample = []
    for left, kind in zip(
        range(len(found), 0, -1), sorted(found, key=lambda kind: len(found[kind]))
    ):
        share = (sample_size - len(sample)) // left
        sample += [(kind, row) for row in chance.sample(found[kind], min(share, len(found[kind])))]
    misses = twice
    for kind, (path, placed, lines) in sample:
        if not stand_where_they_say(placed, lines):
            misses += 1
            for line, column, piece in placed:
                source = lines[line - 1][column - 1 :] if line <= len(lines) else ""
                print(
                    f"  {corpus.name}/{path}:{line}:{column}: {kind}: not {piece!r} but "
                    f"{source[:40]!r}"
                )
    print(
        f"{corpus.name}: {len(sample)} of {sum(seen.values())} words, {misses} misses, "
        f"{len(found)} kinds",
        flush=True,
    )
    total += len(sample)
    missed += misses
print(
    f"{total} words, {missed} not at their line and column; {headings} headings, {wrong_headings} "
    "not on their line"
)
sys.exit(missed * 1000 > total or wrong_headings > 0 or total == 0)
