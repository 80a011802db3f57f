#!/usr/bin/env python3
"""Real notes (shared/corpora, beside the checkout): whatever is asked of them,
every passage and every mark is true.

usage: passages_corpora_test.py BINARY SHARED_DIRECTORY; skips (exit 77) where that is absent
Queries of many kinds are made of the notes themselves. The answers are compared with the plain text
of `assay show`, with the files, and with the words that --explain lists; nothing here is the
program's own idea of a word.
"""
import bisect, collections, functools, json, os, pathlib, random, re, subprocess, sys, tempfile
import unicodedata

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "reading"))
from source import INVISIBLE, lines_of, stands_at

binary, shared = sys.argv[1], pathlib.Path(sys.argv[2])
CORPORA = ("blog-haacked", "garden-eden-atlas", "garden-ekliao", "vault-obsidian-help")
QUERIES_OF_A_KIND, HITS = 5, 3  # hits of a query

if not (shared / "corpora").is_dir():
    print(f"skipped: there is no {shared / 'corpora'}")
    sys.exit(77)

UNSPACED = "\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
PIECE = re.compile(
    rf"[{UNSPACED}]|[^\W_{UNSPACED}]+(?:(?:['\u2019]|(?<=\d)[.,](?=\d))[^\W_{UNSPACED}]+)*"
)
ONE_UNSPACED = re.compile(rf"[{UNSPACED}]")


CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
# OpenCC's characters, from the generated table.
TABLES = re.findall(
    r"u32string_view (\w+) =\n((?:    U\"[^\"]+\";?\n)+)",
    (pathlib.Path(__file__).resolve().parents[2] / "indexer/text/simplified_chinese.cpp").read_text(
        "utf-8"
    ),
)
TRADITIONAL, SIMPLIFIED = ("".join(re.findall(r'U"([^"]+)"', rows)) for _, rows in TABLES)
SIMPLER = str.maketrans(TRADITIONAL, SIMPLIFIED)


@functools.cache
def fold(text):
    plain = re.sub("[\u0300-\u036f]", "", unicodedata.normalize("NFKD", text.casefold()))
    return plain.replace("\u2019", "'").translate(SIMPLER)


Piece = collections.namedtuple("Piece", "begin end word")


def pieces(text):
    """The words of a text, the characters of an unspaced script one by one."""
    for match in PIECE.finditer(text):
        folded = fold(match.group())
        for word in folded if len(match.group()) == 1 and ONE_UNSPACED.match(folded) else [folded]:
            yield Piece(match.start(), match.end(), word)


def one_line(text):
    """Converts text as a passage does: white space to single blanks,
    the gap between table cells to a bar."""
    return re.sub(r"[ \n\t]+", lambda gap: " | " if "\t" in gap.group() else " ", text)


class Term:
    """A term of --explain: words in a row, which a text may also join by signs, or have taken apart
    (opensource, open-source)."""

    def __init__(self, term):
        self.words = [piece.word for piece in pieces(self.unspaced(term))]
        self.joined = "".join(self.words)

    @staticmethod
    def unspaced(term):
        """The run of which a row of pairs is made: that of AB BC is ABC. A character may be two,
        folded."""
        run = ""
        for word in term.split(" "):
            shared = next(
                (
                    size
                    for size in (2, 1)
                    if run
                    and ONE_UNSPACED.match(word)
                    and len(word) > size
                    and run[-size:] == word[:size]
                ),
                0,
            )
            run += word[shared:] if shared or not run else " " + word
        return run

    def match(self, row, at, gaps):
        """The index after the last piece of the term that begins at `row[at]`, with at most `gaps`
        pieces between its words; 0 = no term does."""
        end = at
        for word in self.words:
            for next in range(end, min(end + (gaps if end > at else 0) + 1, len(row))):
                if count := self.spelled(row, next, word):
                    gaps -= next - end
                    end = next + count
                    break
            else:
                return self.spelled(row, at, self.joined) and at + self.spelled(
                    row, at, self.joined
                )
        return end

    @staticmethod
    def spelled(row, at, word):
        """The number of pieces from `at` on that together spell `word`; 0 = they do not."""
        joined = ""
        for count in range(1, len(row) - at + 1):
            joined += row[at + count - 1].word
            if joined == word:
                return count
            if not word.startswith(joined):
                return 0
        return 0


class Asked:
    """The words of a query and the terms of each, as --explain prints them."""

    def __init__(self, explain):
        self.words = {}
        for word in explain["words"]:
            distance = re.search(r'"~(\d+)$', word["word"])
            terms = [Term(term["term"]) for term in word["terms"]]
            self.words.setdefault(
                word["word"],
                ([t for t in terms if t.words], int(distance.group(1)) if distance else 0),
            )

    def occurrences(self, row):
        """(first piece, one after the last, word), sorted by the first piece."""
        by_first = collections.defaultdict(list)
        for name, (terms, gaps) in self.words.items():
            for term in terms:
                by_first[term.joined[0]].append((name, term, gaps))
        for at, piece in enumerate(row):
            for name, term, gaps in by_first.get(piece.word[0], []):
                if end := term.match(row, at, gaps):
                    yield at, end, name

    def names_in(self, text):
        return {name for _, _, name in self.occurrences(list(pieces(text)))}

    def spans(self, text):
        """Whether `text` begins and ends with a word of the query."""

        def ends_belong(row):
            found = list(self.occurrences(row))
            return (
                bool(row)
                and any(at == 0 for at, _, _ in found)
                and any(end == len(row) for _, end, _ in found)
            )

        return ends_belong(list(pieces(text))) or ends_belong(
            list(pieces(CAMEL.sub(" ", text)))
        )  # user of getUserName


class Note:
    def __init__(self, shown, file):
        self.text = shown["text"]
        self.line = one_line(self.text)
        self.source = lines_of(file)
        stretches = [
            one_line(stretch).strip()
            for stretch in self.by_heading([heading["text"] for heading in shown["headings"]])
        ]
        self.stretches = [(stretch, list(pieces(stretch))) for stretch in stretches]

    def by_heading(self, headings):
        """Returns the sections of the text and their headings;
        a passage stays inside one of them."""
        stretch = []
        for line in self.text.split("\n"):
            if headings and line == headings[0]:
                yield "\n".join(stretch)
                yield headings.pop(0)
                stretch = []
            else:
                stretch.append(line)
        yield "\n".join(stretch)

    def best(self, asked, length):
        """Returns the most words of the query that a window of `length` has."""
        most, where = 0, ""
        for line, row in self.stretches:
            found = [
                (row[at].begin, row[end - 1].end, name) for at, end, name in asked.occurrences(row)
            ]
            begins = [begin for begin, _, _ in found]
            for i, (begin, _, _) in enumerate(found):
                inside = found[i : bisect.bisect_right(begins, begin + length)]
                most, where = max(
                    (most, where),
                    (
                        len({name for _, end, name in inside if end <= begin + length}),
                        line[begin : begin + length],
                    ),
                )
        return most, where


class Corpus:
    def __init__(self, name, env):
        self.folder = shared / "corpora" / name
        self.env = env
        self.notes = {}
        subprocess.run(
            [binary, "index", str(self.folder)], env=env, check=True, capture_output=True
        )

    def json(self, command, *args):
        done = subprocess.run(
            [binary, command, "--json", "--no-refresh", "--corpus", str(self.folder), *args],
            capture_output=True,
            text=True,
            env=self.env,
        )
        assert done.returncode in (0, 1), (command, args, done.stderr)
        return json.loads(done.stdout)

    def note(self, path):
        if path not in self.notes:
            self.notes[path] = Note(self.json("show", path), self.folder / path)
        return self.notes[path]


def queries(corpus, chance):
    """(kind, query, words that are only negated) of the notes' own words."""
    hits = corpus.json("search", "-n", "100000", "--passages", "0")["hits"]
    hits.sort(key=lambda hit: hit["path"])
    texts = [corpus.note(hit["path"]).text for hit in chance.sample(hits, min(150, len(hits)))]
    sentences = [s for text in texts for s in re.split(r"(?<=[.!?])\s|\n|\t", text)]
    rows = [
        row
        for s in sentences
        if len(row := re.findall(r"(?<![\w'\u2019-])[A-Za-z]{3,}(?![\w'\u2019-])", s)) >= 4
        and s.isascii()
    ]
    runs = [run for text in texts for run in re.findall(rf"[{UNSPACED}]{{4,}}", text)]
    words = sorted({word.lower() for row in rows for word in row if len(word) >= 5})
    titles = sorted(
        {word for hit in hits for word in re.findall(r"\b[A-Za-z]{4,}\b", hit["title"])}
    )
    tags = sorted({tag for hit in hits for tag in hit["tags"] if re.fullmatch(r"[A-Za-z/-]+", tag)})
    british = [
        w for w in words if re.search(r"our\b|ise\b|ize\b|or\b|ised|ized|centre|center|alogue", w)
    ]

    def some(row, least, most):
        count = chance.randint(least, min(most, len(row)))
        return [row[i] for i in sorted(chance.sample(range(len(row)), count))]

    def negated():
        row = chance.choice(rows)
        asked, other = row[0].lower(), row[2].lower()
        if fold(asked)[:3] == fold(other)[:3]:
            return asked, []
        return chance.choice(
            [
                f'{asked} -"{row[3]} {other}"',
                f"{asked} -title:{other}",
                f"{asked} -({other} xqzzyk)",
                f"{asked} NOT ({other} AND heading:{row[3]})",
            ]
        ), [other]

    kinds = {
        "word": lambda: (chance.choice(words), []),
        "two to four words": lambda: (" ".join(some(chance.choice(rows), 2, 4)).lower(), []),
        "words of two sentences": lambda: (
            " ".join(some(chance.choice(rows), 1, 2) + some(chance.choice(rows), 1, 2)).lower(),
            [],
        ),
        "a question": lambda: ("--plain " + " ".join(chance.choice(rows)[:9]), []),
        "phrase": lambda: ('"' + " ".join(chance.choice(rows)[0:2]) + '"', []),
        "loose phrase": lambda: ((lambda row: f'"{row[0]} {row[2]}"~3')(chance.choice(rows)), []),
        "neighbours": lambda: (
            (lambda row: f"{row[1]} NEAR/8 {row[3]}".lower().replace("near", "NEAR"))(
                chance.choice(rows)
            ),
            [],
        ),
        "prefix": lambda: (chance.choice(words)[:4] + "* " + chance.choice(words)[:5] + "*", []),
        "near spelling": lambda: ((lambda w: w[:2] + w[3:] + "~")(chance.choice(words)), []),
        "either": lambda: (
            (
                f"{chance.choice(words)} OR ({' '.join(some(chance.choice(rows), 2, 2)).lower()}) "
                f"OR {chance.choice(words)}"
            ),
            [],
        ),
        "exact form": lambda: ("=" + chance.choice(words) + " " + chance.choice(words), []),
        "negated": negated,
        "spelling pair": lambda: (chance.choice(british or words), []),
        "title or heading": lambda: (
            chance.choice(["title:", "heading:"]) + chance.choice(titles),
            [],
        ),
        "tag": lambda: (
            "#" + chance.choice(tags) + " " + chance.choice(["", chance.choice(words)])
            if tags
            else "#none",
            [],
        ),
    }
    if len(runs) >= 20:

        def run():
            text = chance.choice(runs)
            begin = chance.choice(
                [i for i in range(len(text) - 1) if unicodedata.category(text[i]) != "Mn"]
            )
            return text[begin : begin + chance.randint(2, 5)]

        kinds |= {
            "unspaced": lambda: (run(), []),
            "two unspaced": lambda: (run() + " " + run(), []),
            "unspaced phrase": lambda: (f'"{run()}" OR {run()}', []),
        }
    for kind, make in kinds.items():
        for _ in range(QUERIES_OF_A_KIND):
            yield kind, *make()


class Check:
    def __init__(self):
        self.failures = []
        self.count = collections.Counter()
        self.poorer = []

    def that(self, right, *what):
        if not right:
            self.failures.append(" ".join(map(str, what)))

    def marks(self, text, marks, where):
        last = -1
        for mark in marks:
            self.count["marks"] += 1
            self.that(
                last < mark["start"] < mark["end"] <= len(text),
                where,
                "marks overlap, touch, or leave the text:",
                marks,
            )
            last = mark["end"]

    def passage(self, corpus, hit, passage, asked, unwanted, where):
        self.count["passages"] += 1
        note, text = corpus.note(hit["path"]), passage["text"]
        self.that(
            text in note.line and text == text.strip() and unicodedata.category(text[0]) != "Mn",
            where,
            "not in the note, or cut in a character:",
            repr(text),
        )
        self.that(
            not INVISIBLE.search(text) and not re.search(r"[\n\t\r]", text),
            where,
            "not one line:",
            repr(text),
        )
        self.marks(text, passage["marks"], where)
        for mark in passage["marks"]:
            marked = text[mark["start"] : mark["end"]]
            self.that(asked.spans(marked), where, "not asked for:", repr(marked), "in", repr(text))
            held = {piece.word for piece in pieces(marked)}
            self.that(not held & set(unwanted), where, "negated:", repr(marked))
        first = passage["marks"][0] if passage["marks"] else {"start": 0, "end": min(1, len(text))}
        source = (
            note.source[passage["line"] - 1][passage["column"] - 1 :]
            if passage["line"] <= len(note.source)
            else ""
        )
        self.that(
            stands_at(source, text[first["start"]]),
            where,
            f"{passage['line']}:{passage['column']} is {source[:20]!r}, not",
            repr(text[first["start"] : first["end"]]),
        )

    def units(self, hits, others, unit):
        """The same places, counted in another unit."""
        size = {
            "utf16": lambda text: len(text.encode("utf-16-le")) // 2,
            "bytes": lambda text: len(text.encode()),
        }[unit]
        for hit, other in zip(hits, others):
            for shown, again in [
                (
                    hit | {"text": hit["title"], "marks": hit["title_marks"]},
                    other | {"marks": other["title_marks"]},
                )
            ] + list(zip(hit["passages"], other["passages"])):
                expected = [
                    {
                        "start": size(shown["text"][: mark["start"]]),
                        "end": size(shown["text"][: mark["end"]]),
                    }
                    for mark in shown["marks"]
                ]
                self.that(expected == again["marks"], unit, expected, again["marks"], shown["text"])

    def window(self, corpus, hit, asked, kind, where):
        shown = hit["passages"][0]
        best, instead = corpus.note(hit["path"]).best(asked, len(shown["text"]))
        held = len(asked.names_in(shown["text"]))
        self.count["windows"] += 1
        self.count["windows of several"] += best > 1
        if held < best:
            self.count["poorer"] += 1
            self.poorer.append(
                f"{where}: {kind}: {held} words, not {best}, in {shown['text']!r} and not "
                f"{instead!r}"
            )


check = Check()
of_kind = collections.Counter()
with tempfile.TemporaryDirectory() as home:
    env = {"HOME": home, "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
    for name in CORPORA:
        chance = random.Random(5)
        corpus = Corpus(name, env)
        for kind, query, unwanted in queries(corpus, chance):
            plain = ["--plain"] if query.startswith("--plain ") else []
            ask = lambda *args: corpus.json(
                "search",
                "--all-words",
                "-n",
                str(HITS),
                *plain,
                *args,
                "--",
                query.removeprefix("--plain "),
            )
            every = ask("--passages", "all", "--explain")
            hits = ask("--passages", "1")["hits"]
            asked = Asked(every["explain"])
            for unit in ("utf16", "bytes"):
                check.units(
                    every["hits"], ask("--passages", "all", "--offsets", unit)["hits"], unit
                )
            for hit, whole in zip(hits, every["hits"], strict=True):
                where = f"{name}: {query}: {hit['path']}:"
                check.count["hits"] += 1
                of_kind[kind] += 1
                check.marks(hit["title"], hit["title_marks"], where)
                check.that(
                    all(
                        asked.spans(hit["title"][m["start"] : m["end"]]) for m in hit["title_marks"]
                    ),
                    where,
                    "title",
                    hit["title_marks"],
                )
                check.that(
                    len(hit["passages"]) + hit["more_passages"] == len(whole["passages"]),
                    where,
                    "more_passages",
                    hit["more_passages"],
                    len(whole["passages"]),
                )
                check.that(
                    hit["passages"] == whole["passages"][:1],
                    where,
                    "the best passage depends on their number",
                )
                for passage in whole["passages"]:
                    check.passage(corpus, hit, passage, asked, unwanted, where)
                if hit["passages"] and hit["passages"][0]["marks"]:
                    check.window(corpus, hit, asked, kind, where)

for failure in check.failures[:40]:
    print("  " + failure)
for poorer in check.poorer[: int(os.environ.get("SHOW", 10))]:
    print("  poorer: " + poorer)
count = check.count
print(", ".join(f"{kind} {hits}" for kind, hits in of_kind.items()))
print(
    f"{count['hits']} hits, {count['passages']} passages, {count['marks']} marks, "
    f"{len(check.failures)} failures"
)
print(
    f"{count['windows']} windows, of which {count['windows of several']} can hold several words; "
    f"{count['poorer']} hold fewer than the best"
)
sys.exit(
    bool(check.failures)
    or count["hits"] < 500
    or count["poorer"] * 20 > count["windows of several"]
)
