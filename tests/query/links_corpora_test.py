#!/usr/bin/env python3
"""Every link of the corpora leads where an independent reading of the rules of doc/links.md says.

links_corpora_test.py READ_NOTES READ_LINKS CORPORA [FOLDER ...]     CORPORA: a folder of corpora

READ_NOTES gives the names, headings and links of each note; READ_LINKS says where each link leads.
"""
import collections, json, os, pathlib, re, subprocess, sys, unicodedata, urllib.parse

read_notes, read_links, corpora, *folders = sys.argv[1:]
ENDINGS = (".md", ".markdown", ".mdx")
KINDS = ["wikilink", "embed", "markdown", "image", "address", "property"]
OBSIDIAN = {"wikilink", "embed", "property"}
ALIKE = {"ø": "o", "œ": "oe", "æ": "ae", "ı": "i", "ł": "l", "đ": "d", "ʿ": "", "ʾ": ""}


def fold(text):
    """Without case and accents; only what the names of these corpora need."""
    text = unicodedata.normalize("NFKC", text).casefold()
    decomposed = unicodedata.normalize("NFD", text)
    kept = []
    for c in decomposed:
        # A mark on a Latin, Greek or Cyrillic letter is an accent.
        if unicodedata.combining(c) and kept and ord(kept[-1][0]) < 0x530:
            if not (kept[-1] in "иИ" and c == "\u0306"):
                continue
        kept.append(ALIKE.get(c, c))
    text = unicodedata.normalize("NFC", "".join(kept))
    text = "".join(
        c for c in text if unicodedata.category(c) not in ("Cf", "Cc") or c in "\u200c\u200d"
    )
    return " ".join(text.split())


def decoded(text):
    try:
        return urllib.parse.unquote(text, errors="strict")
    except UnicodeDecodeError:
        return text


def normal(path):
    """Folded names with '/' between, '..' only at the beginning, without the ending of a note."""
    names = []
    for name in (fold(name) for name in decoded(path).split("/")):
        if name in ("", "."):
            continue
        if name == ".." and names and names[-1] != "..":
            names.pop()
        else:
            names.append(name)
    joined = "/".join(names)
    for ending in ENDINGS:
        if joined.endswith(ending) and len(joined.rpartition("/")[2]) > len(ending):
            return joined[: -len(ending)]
    return joined


def is_outside(kind, target):
    scheme = re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", target)
    if kind in OBSIDIAN:
        return bool(scheme) and (
            target[scheme.end() :].startswith("//") or target[scheme.end() :].startswith("mailto:")
        )
    return target.startswith("//") or (
        bool(scheme) and len(target) > scheme.end() and target[scheme.end()] != " "
    )


def join(folder, path):
    names = folder.split("/") if folder else []
    for name in path.split("/"):
        if name == "..":
            if not names:
                return None
            names.pop()
        elif name:
            names.append(name)
    return "/".join(names)


def distance(a, b):
    a, b = (x.split("/") if x else [] for x in (a, b))
    common = 0
    while common < min(len(a), len(b)) and a[common] == b[common]:
        common += 1
    return len(a) + len(b) - 2 * common


class Table:
    def __init__(self, paths):
        self.paths = paths
        self.normal = [normal(path) for path in paths]
        self.by_name = collections.defaultdict(list)
        for i, path in enumerate(self.normal):
            self.by_name[path.rpartition("/")[2]].append(i)

    def folder(self, i):
        return self.normal[i].rpartition("/")[0]

    def nearest(self, folder, found):
        return min(found, key=lambda i: (distance(folder, self.folder(i)), self.paths[i].encode()))

    def choose(self, folder, written, found, by):
        same_case = [
            i
            for i in found
            if written
            in (
                self.paths[i].rpartition("/")[2],
                self.paths[i].rpartition("/")[2].rpartition(".")[0],
            )
        ]
        found = (same_case or found) if len(found) > 1 else found
        return self.nearest(folder, found), by, len(found) > 1

    def find(self, folder, base, path, written, markdown):
        same = self.by_name.get(path.rpartition("/")[2], [])

        def at(wanted, by):
            found = [i for i in same if self.normal[i] == wanted] if wanted is not None else []
            return self.choose(folder, written, found, by) if found else None

        root = (lambda: None) if base == "dots" else (lambda: at(path, "path"))
        near = (lambda: None) if base == "root" else (lambda: at(join(folder, path), "relative"))
        for rule in (near, root) if markdown else (root, near):
            if found := rule():
                return found
        end = re.sub(r"^(\.\./)+", "", path)
        if found := [i for i in same if ("/" + self.normal[i]).endswith("/" + end)]:
            return self.choose(folder, written, found, "suffix")
        if len(same) == 1:
            return same[0], "name", False
        return None


def letters(text):
    folded = fold(text)
    kept = "".join(
        c
        for c in folded
        if unicodedata.category(c)[0] in "LNM"
        or unicodedata.category(c) in ("Sc", "So", "Sm")
        and ord(c) > 127
    )
    return kept or folded


def has_anchor(note, anchor):
    ids = {fold(each) for each in note["anchors"]}
    if anchor in ("", "top") or fold(anchor) in ids or "*" in ids or anchor.startswith("tab/"):
        return True
    if block := re.search(r"(?:^|#)(\^[^#^]*)$", anchor):
        return fold(block.group(1)) in ids or fold(block.group(1)[1:]) in ids
    headings = note["headings"]
    for name in anchor.split("#"):
        if not name:
            continue
        for i, heading in enumerate(headings):
            if fold(heading["anchor"]) == fold(name) or letters(heading["text"]) == letters(name):
                headings = headings[i + 1 :]
                break
        else:
            return False
    return True


class Corpus:
    def __init__(self, folder):
        lines = subprocess.run(
            [read_notes, folder], capture_output=True, text=True
        ).stdout.splitlines()
        self.notes = [json.loads(line) for line in lines]
        self.table = Table([note["path"] for note in self.notes])
        known = {note["path"] for note in self.notes}
        files = []
        for where, below, names in os.walk(folder):
            if ".git" in below:
                below.remove(".git")
            files += [os.path.relpath(os.path.join(where, name), folder) for name in names]
        self.files = Table(sorted((f for f in files if f not in known), key=os.fsencode))
        self.titles, self.aliases = collections.defaultdict(list), collections.defaultdict(list)
        self.permalinks = collections.defaultdict(list)
        for i, note in enumerate(self.notes):
            if normal(note["title"]):
                self.titles[normal(note["title"])].append(i)
            for alias in note["aliases"]:
                if normal(alias) and i not in self.aliases[normal(alias)]:
                    self.aliases[normal(alias)].append(i)
            permalink = re.sub(r"^\w+://[^/]*", "", note["permalink"])
            if normal(permalink):
                self.permalinks[normal(permalink)].append(i)
        self.folders = set()
        for path in self.table.normal + self.files.normal:
            while path := path.rpartition("/")[0]:
                self.folders.add(path)
        config = pathlib.Path(folder) / ".assay.yaml"
        site = re.search(r"^site_url: *(\S+)", config.read_text() if config.exists() else "", re.M)
        self.site = re.sub(r"^\w+://", "", site.group(1)).rstrip("/").lower() if site else ""

    def resolve(self, source, link):
        """(state, path, by, ambiguous) of a link in the note with this number."""
        kind, target = KINDS[link["kind"]], link["target"]
        markdown = kind not in OBSIDIAN
        folder = self.table.folder(source)
        if is_outside(kind, target):
            address = re.sub(r"^https?://", "", target, flags=re.I)
            if self.site and address != target and address.lower().startswith(self.site):
                rest = address[len(self.site) :]
                path = normal(re.split(r"[?#]", rest)[0])
                if not rest or rest[0] in "/#?":
                    if path in self.permalinks:
                        found = self.permalinks[path]
                        return (
                            "note",
                            self.table.nearest("", found),
                            "permalink",
                            len(found) > 1,
                            "",
                        )
                    if path in self.table.normal:
                        return "note", self.table.normal.index(path), "path", False, ""
            return "outside", None, "nothing", False, ""
        written, _, anchor = target.partition("#")
        anchor = decoded(anchor)
        if markdown:
            written = written.partition("?")[0]
        placeholder = re.match(r"\{[^}]*\}", written) if markdown else None
        if placeholder:
            written = "/" + written[placeholder.end() :]
        path = normal(written)
        base = (
            "root"
            if written.startswith("/")
            else "dots"
            if re.match(r"\.\.?(/|$)", written)
            else "plain"
            if path
            else "self"
        )
        if base == "self":
            return "note", source, "relative", False, anchor
        last = written.rpartition("/")[2]
        if path:
            if found := self.table.find(folder, base, path, last, markdown):
                return "note", *found, anchor
            if base != "dots":
                for by, names in (
                    ("title", self.titles),
                    ("alias", self.aliases),
                    ("permalink", self.permalinks),
                ):
                    if path in names:
                        found = names[path]
                        return "note", self.table.nearest(folder, found), by, len(found) > 1, anchor
        if found := self.files.find(folder, base, path, last, markdown):
            return "attachment", self.files.paths[found[0]], found[1], found[2], ""
        if markdown:
            joined = path if base == "root" else join(folder, path)
            if joined is not None and (
                joined == "" or joined in self.folders or (base == "plain" and path in self.folders)
            ):
                return (
                    "attachment",
                    joined or ".",
                    "path" if base == "root" else "relative",
                    False,
                    "",
                )
            return ("outside" if base == "root" else "broken"), None, "nothing", False, ""
        return "wanted", None, "nothing", False, ""

    def expected(self):
        for source, note in enumerate(self.notes):
            for link in note["links"]:
                state, found, by, ambiguous, anchor = self.resolve(source, link)
                path = self.notes[found]["path"] if state == "note" else found or ""
                if (
                    state == "note"
                    and anchor
                    and by != "name"
                    and not has_anchor(self.notes[found], anchor)
                ):
                    state = "broken"
                yield note["path"], link["line"], link["column"], link[
                    "target"
                ], state, path, by, ambiguous


if not folders and not os.path.isdir(corpora):
    print(f"skipped: there is no {corpora}")
    sys.exit(77)
folders = folders or sorted(each.path for each in os.scandir(corpora) if each.is_dir())
differences = 0
for folder in folders:
    counts = collections.Counter()
    actual = subprocess.run(
        [read_links, folder], capture_output=True, text=True, check=True
    ).stdout.splitlines()
    expected = list(Corpus(folder).expected())
    if len(actual) != len(expected):
        differences += 1
        print(f"{folder}: {len(actual)} links, expected {len(expected)}")
    for line, wanted in zip(actual, expected):
        got = json.loads(line)
        got = tuple(
            got[k] for k in ("from", "line", "column", "target", "state", "path", "by", "ambiguous")
        )
        counts[wanted[4]] += 1
        if got != wanted:
            differences += 1
            if differences <= 20:
                print(f"{folder}:\n  assay    {got}\n  expected {wanted}")
    print(f"{os.path.basename(os.path.normpath(folder))}: {len(expected)} links {dict(counts)}")
print(f"{differences} differences")
sys.exit(differences > 0)
