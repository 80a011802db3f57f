#!/usr/bin/env python3
"""Facets of random queries against a count over the files: `assay search -l` says which notes
match, and Python alone reads their values from the files (header.py, and inline_tags below).

usage: facets_test.py BINARY SOURCE_DIRECTORY SHARED_DIRECTORY; without the latter only the essays
    are compared, and it ends with 77

Each value must be there with its number, no other, spelled as most often written, in the documented
order; and as a filter it must find as many notes.
"""
import collections, datetime, json, pathlib, random, re, subprocess, sys, tempfile, time
import unicodedata

from header import first_of, header_and_body, tags_of, text_of

binary, source, shared = (
    pathlib.Path(sys.argv[1]).resolve(),
    pathlib.Path(sys.argv[2]),
    pathlib.Path(sys.argv[3]),
)
CORPORA = [  # folder, keys of front matter to count, random queries
    (source / "data" / "essays", ["status"], 50),
    (shared / "corpora" / "blog-haacked", ["redirect_from", "description"], 50),
    (
        shared / "corpora" / "garden-dropcase",
        ["status", "type", "categories", "personalRating"],
        40,
    ),
    (shared / "corpora" / "garden-heyjochen", ["status"], 20),
    (shared / "corpora" / "vault-obsidian-help", ["cssclasses", "mobile"], 40),
]
NAMES = ["tag", "year", "folder", "lang"]
READ_AS_OTHER_KEYS = {
    "title",
    "aliases",
    "alias",
    "tags",
    "tag",
    "keywords",
    "created",
    "date",
    "published",
    "pubdate",
    "datecreated",
    "updated",
    "modified",
    "lastmod",
    "last_modified",
    "permalink",
    "dg-permalink",
    "slug",
    "url",
    "lang",
    "language",
}
chance = random.Random(5)
wrong = []


def fold(text):
    """Case, compatibility forms, and the accents of Latin, Greek and ё."""
    bases = ("LATIN", "GREEK")
    kept = ""
    for c in unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).casefold()):
        accent = (
            "\u0300" <= c <= "\u036f"
            and kept
            and (unicodedata.name(kept[-1], "").startswith(bases) or kept[-1] == "е")
        )
        kept += "" if accent else c
    return unicodedata.normalize("NFC", kept)


def inline_tags(body):
    """#tags of the text: not in code, comments, links, addresses and headings."""
    body = re.sub(r"^ {0,3}(`{3,}|~{3,}).*?(^ {0,3}\1|\Z)", "", body, flags=re.S | re.M)
    body = re.sub(
        r"(`+)(?!`).+?(?<!`)\1(?!`)|<!--.*?-->|%%.*?%%|<[^>]*>"
        r"|!?\[\[.*?\]\]|\]\((?:[^()]|\([^()]*\))*\)|\w+://\S+",
        " ",
        body,
        flags=re.S,
    )
    body = "\n".join(line for line in body.split("\n") if not re.match(r"(> ?)*(    |\t)", line))
    return [tag.rstrip("/") for tag in re.findall(r"(?<![^ \t\n(,])#([\w/-]*[^\W\d][\w/-]*)", body)]


def year_of(header, name):
    """The date as it was written, in any time zone."""
    for key in ("created", "date", "published", "pubdate", "datecreated"):
        value = first_of(header, key)
        if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
            return value.year
        if (
            isinstance(value, (str, datetime.datetime))
            and (text := str(value).strip())
            and text.lower() not in ("true", "false", "yes", "no")
        ):
            if month_or_year := re.fullmatch(r"([12]\d{3})(-(0[1-9]|1[0-2]))?", text):
                return int(month_or_year.group(1))
            text = re.sub(
                r"(\d)Z$",
                r"\1+00:00",
                re.sub(r"\s*([+-]\d\d):?(\d\d)$", r"\1:\2", re.sub(r"\.\d+", "", text)),
            )
            try:
                day = datetime.datetime.fromisoformat(text)
            except ValueError:
                continue
            return day.year
    day = re.match(r"(\d{4})-\d\d-\d\d", name)
    return int(day.group(1)) if day else None


def nested(value, separator):
    parts = value.split(separator)
    return [separator.join(parts[:count]) for count in range(len(parts), 0, -1)]


def values_of(file, corpus, keys):
    """Facet -> every value that the note has, as written, with what they are nested in."""
    header, body = header_and_body(text_of(file))
    path = file.relative_to(corpus)
    tags, seen = [], set()
    for tag in tags_of(header) + inline_tags(body):
        if fold(tag) not in seen:
            seen.add(fold(tag))
            tags.append(tag)
    year = year_of(header, path.name)
    lang = str(first_of(header, "lang", "language") or "en").lower().replace("_", "-")
    values = {
        "tag": [each for tag in tags for each in nested(tag, "/")],
        "year": [] if year is None else [str(year)],
        "folder": [] if path.parent == pathlib.Path(".") else nested(path.parent.as_posix(), "/"),
        "lang": nested(lang, "-"),
    }
    for name in keys:
        written = [
            value
            for key, value in header.items()
            if key.lower() == name.lower() and key.lower() not in READ_AS_OTHER_KEYS
        ]
        flat = [
            item
            for value in written
            for item in (value if isinstance(value, list) else [value])
            if item is not None
        ]
        texts = [
            json.dumps(item)
            if isinstance(item, (bool, int, float))
            else " ".join(str(item).split())
            for item in flat
        ]
        links = [
            re.fullmatch(r"!?\[\[ *([^\[\]|]+?) *(?:\\?\|[^\[\]]*)?\]\]", text) for text in texts
        ]  # a link is what it leads to
        values[name] = [link.group(1) if link else text for link, text in zip(links, texts) if text]
    return values


def counted(notes, facet):
    """Returns the facets that must be shown for these notes."""
    same = (lambda value: value) if facet in ("folder", "year") else fold
    found, spellings = collections.Counter(), collections.defaultdict(collections.Counter)
    for values in notes:
        for value in values[facet]:
            spellings[same(value)][value] += 1
        found.update({same(value) for value in values[facet]})
    shown = {
        value: min(written, key=lambda each: (-written[each], each.encode()))
        for value, written in spellings.items()
    }
    order = (lambda row: row[0]) if facet == "year" else (lambda row: (-row[1], row[0].encode()))
    return sorted(((shown[value], count) for value, count in found.items()), key=order)


def quoted(value):
    return '"' + re.sub(r'(["\\])', r"\\\1", value) + '"'


def filter_of(facet, value):
    """Returns options and a query that filter by this value."""
    if facet == "tag":
        return (["-t", value], "") if chance.random() < 0.5 else ([], f"tag:{quoted(value)}")
    if facet == "folder":
        return (
            (["--in", value], "")
            if chance.random() < 0.5 and '"' not in value
            else ([], f"path:{quoted(value + '/')}")
        )
    return [], {"year": "created:", "lang": "lang:"}.get(facet, f"meta.{facet}:") + quoted(value)


class Queries:
    """Random queries and filters about a corpus, of words and values that it has."""

    def __init__(self, files, notes):
        self.words = sorted(
            {
                word
                for file in files[:: max(1, len(files) // 60)]
                for word in re.findall(r"[^\W\d_]{4,9}", text_of(file)[:3000])
            }
        )
        self.values = {facet: [value for value, _ in counted(notes, facet)] for facet in notes[0]}

    def one(self):
        word = lambda: chance.choice(self.words).lower()
        kind = chance.randrange(8)
        query = [
            "",
            word(),
            f"{word()} {word()}",
            f"{word()} OR {word()}",
            f"-{word()}",
            f"{word()} OR ({word()} -{word()})",
            f"{word()[:4]}*",
            f"{word()} | title:{word()}",
        ][kind]
        options = []
        for _ in range(chance.choice([0, 1, 1, 2]) if query else 1):
            facet = chance.choice([facet for facet, values in self.values.items() if values])
            more, part = filter_of(facet, chance.choice(self.values[facet]))
            minus = chance.random() < 0.3
            options += ["-T" if minus and option == "-t" else option for option in more]
            if part:
                query = (
                    f"({query}) {'-' if minus else ''}{part}"
                    if query
                    else ("-" if minus else "") + part
                )
        if chance.random() < 0.2 and self.values["year"]:
            options += [chance.choice(["--after", "--before"]), chance.choice(self.values["year"])]
        return [*options, "--", query]


def compare(corpus, keys, queries):
    """How many values were compared of each facet, queries found something,
    and values were drilled down into."""
    done = collections.Counter()
    with tempfile.TemporaryDirectory() as home:
        config = pathlib.Path(home) / ".config" / "assay" / "config.yaml"
        config.parent.mkdir(parents=True, exist_ok=True)
        config.write_text(
            f"facets: {json.dumps(keys)}\ndetect_language: false\n"
        )  # what a text shows is not read here
        env = {
            "HOME": home,
            "PATH": "/usr/bin:/bin",
            "LC_ALL": "C.UTF-8",
            "ASSAY_CORPUS": str(corpus),
        }

        def assay(*args):
            run = subprocess.run([binary, *args], capture_output=True, env=env, cwd=corpus)
            assert run.returncode in (0, 1), (args, run)
            return run.stdout.decode()

        def search(*args):
            return assay("search", "--no-refresh", *args)

        assay("index")
        files = [corpus / path for path in search("-l0", "-n", "100000").split("\0")[:-1]]
        notes = {
            file.relative_to(corpus).as_posix(): values_of(file, corpus, keys) for file in files
        }
        random_queries = Queries(files, list(notes.values()))
        for query in [["--", ""]] + [random_queries.one() for _ in range(queries)]:
            answer = json.loads(search("--json", "-n", "0", *query))
            # A list of paths answers exactly the query, unless an option says otherwise.
            lenient = ["--correct", "--relax"] if answer["query"]["relaxed"] else ["--correct"]
            paths = search("-l0", "-n", "100000", *lenient, *query).split("\0")[:-1]
            assert (
                answer["total"] + answer["total_partial"] == len(paths)
                and list(answer["facets"]) == NAMES + keys
            ), (query, answer)
            assert (
                json.loads(assay("tags", "--no-refresh", "--json", *query))["tags"]
                == answer["facets"]["tag"]
            ), query
            done["queries that find something"] += len(paths) > 0
            values = []
            for facet, rows in answer["facets"].items():
                ours = [(row["value"], row["count"]) for row in rows]
                brute = counted([notes[path] for path in paths], facet)
                done[facet if facet in NAMES else "key"] += len(brute)
                values += [(facet, *row) for row in ours]
                if ours != brute:
                    missing, extra = [row for row in brute if row not in ours], [
                        row for row in ours if row not in brute
                    ]
                    wrong.append(
                        f"{corpus.name}: {query}: {facet}: {extra[:5]}, not {missing[:5]}"
                        + ("" if missing or extra else " (order)")
                    )
            if answer["query"]["corrected"] or answer["query"]["relaxed"]:
                # Another query was answered, and with a filter more yet another one would be.
                continue
            for facet, value, count in chance.sample(values, min(3, len(values))):
                options, part = filter_of(facet, value)
                if "--in" in options and "--in" in query:  # any of several
                    continue
                text = f"({query[-1]}) {part}" if query[-1] and part else query[-1] or part
                found = int(search("-c", "--no-correct", *options, *query[:-1], text))
                done["drilled down into"] += 1
                if found != count:
                    wrong.append(
                        f"{corpus.name}: {query}: {facet} {value} {count}, but {options} {text} "
                        f"finds {found}"
                    )
    print(f"{corpus.name}: {queries} queries over {len(notes)} notes: {dict(done)}", flush=True)
    return done


started = time.monotonic()
there = [row for row in CORPORA if row[0].is_dir()]
done = sum((compare(*row) for row in there), collections.Counter())
print(f"{sum(row[2] for row in there)} queries: {dict(done)}, {time.monotonic() - started:.1f} s")
print("\n".join(wrong[:40]))
if len(there) < len(CORPORA):
    print(f"skipped: there is no {shared / 'corpora'}")
    sys.exit(1 if wrong else 77)
LEAST = {
    "tag": 3000,
    "year": 500,
    "folder": 500,
    "lang": 90,
    "key": 300,
    "queries that find something": 100,
    "drilled down into": 200,
}
too_few = {what: done[what] for what, least in LEAST.items() if done[what] < least}
if too_few:
    wrong.append(f"too little was compared: {too_few}")
    print(wrong[-1])
sys.exit(bool(wrong))
