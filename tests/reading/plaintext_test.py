#!/usr/bin/env python3
"""Real notes without Obsidian's signs: our plain text has the words of `cmark-gfm --to plaintext`,
in their order.

usage: plaintext_test.py READ_NOTES FOLDER_OF_CORPORA;
    skips (exit 77) where the folder or the program cmark-gfm is absent
White space and signs aside. Every difference must be of one of the kinds in `explain`,
each intended.
"""
import collections, difflib, html.parser, pathlib, re, shutil, subprocess, sys
import xml.etree.ElementTree as xml

from source import INVISIBLE, decode, read_notes

binary, corpora = sys.argv[1], pathlib.Path(sys.argv[2])
if not corpora.is_dir() or not shutil.which("cmark-gfm"):
    print(
        f"skipped: there is no {corpora}"
        if not corpora.is_dir()
        else "skipped: there is no cmark-gfm"
    )
    sys.exit(77)

OBSIDIAN = re.compile(r"\[\[|==\S|%%|^\s*>\s*\[!|(^|\s)\^[\w-]+\s*$", re.M)
SAYING = [("alt", "img"), ("alt", "area")] + [
    ("title", tag) for tag in ("a", "abbr", "acronym", "dfn", "img", "area")
]
HIDING = ("script", "style", "svg", "template", "noscript")


def cmark(body, *options):
    command = ["cmark-gfm", *options]
    for extension in ("table", "strikethrough", "autolink", "tasklist", "footnotes"):
        command += ["-e", extension]
    return subprocess.run(
        command, input=body.encode(), capture_output=True, check=True
    ).stdout.decode()


TEMPLATE = re.compile(r"\{\{[<%]?.*?[>%]?\}\}|\{%.*?%\}", re.S)
ATTRIBUTES = re.compile(r"\{(?:#[\w-]+|[:.][^{}\n]*|\w+=[^{}\n]*)\}")


class Shown(html.parser.HTMLParser):
    """Returns the text of HTML without hidden elements; separately,
    the attributes of pictures and links."""

    def __init__(self, source):
        super().__init__()
        self.parts, self.hidden, self.said = [], 0, []
        self.feed(source)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.hidden += tag in HIDING
        for name, value in attributes:
            if value and not self.hidden and (name, tag) in SAYING:
                self.said.append(value)

    def handle_endtag(self, tag):
        self.hidden -= tag in HIDING and self.hidden > 0

    def handle_data(self, data):
        if not self.hidden:
            self.parts.append(data)


def words(text):
    return re.findall(r"\w+", INVISIBLE.sub("", text))


def tree(body):
    source = cmark(body, "--to", "xml", "--unsafe")
    source = re.sub(r"<(/?)<unknown>", r"<\1footnote", source)  # how 0.29 writes footnotes
    source = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]", "", source)
    return xml.fromstring(source)


def body_of(path):
    text = re.sub(r"\r\n?", "\n", decode(path.read_bytes()))
    front_matter = re.match(r"---[ \t]*\n.*?\n---[ \t]*\n", text, re.S)
    return text[front_matter.end() :] if front_matter else text


class Note:
    """What may be in only one of the two texts of a note:
    pools of words that differences use up."""

    def __init__(self, body):
        root = tree(body)
        named = lambda kind: [node for node in root.iter() if node.tag.endswith(kind)]
        html_blocks = "\n".join("".join(node.itertext()) for node in named("html_block"))
        markers = re.findall(r"\[\^([^\]\s]+)\]", body) + ["x"] * len(re.findall(r"\[[xX]\]", body))
        for lists in named("}list"):
            if lists.get("type") == "ordered":
                markers += [str(int(lists.get("start")) + i) for i, _ in enumerate(lists)]
        footnotes = [
            word for node in named("}footnote") for word in words(" ".join(node.itertext()))
        ]
        titles = [
            node.get("title")
            for kind in ("}link", "}image")
            for node in named(kind)
            if node.get("title")
        ]
        inline = "\n".join("".join(node.itertext()) for node in named("}html_inline"))
        said = titles + Shown(html_blocks).said + Shown(inline).said
        templates = TEMPLATE.findall(body) + ATTRIBUTES.findall(body)
        self.left = {
            "alt and title": collections.Counter(words("\n".join(said))),
            "templates": collections.Counter(words("\n".join(templates))),
            "html": collections.Counter(words(" ".join(Shown(html_blocks).parts))),
            "markers": collections.Counter(word for marker in markers for word in words(marker)),
            "footnotes here": collections.Counter(footnotes),
            "footnotes there": collections.Counter(footnotes),
        }

    def takes(self, pool, taken):
        need = collections.Counter(taken)
        if any(self.left[pool][word] < count for word, count in need.items()):
            return False
        self.left[pool] -= need
        return True

    def takes_of_both(self, first, second, taken):
        """Each word of one of two pools."""
        of_first = collections.Counter(taken) & self.left[first]
        return self.takes(
            second, (collections.Counter(taken) - of_first).elements()
        ) and self.takes(first, of_first.elements())

    def explain(self, theirs, ours):
        """Kind of a difference; None when it is not intended."""
        if not ours and self.takes("markers", theirs):
            return "number of an item or footnote, box of a task"
        if (
            not ours
            and self.takes("footnotes there", theirs)
            or not theirs
            and self.takes("footnotes here", ours)
        ):
            return "footnote where it is written"
        if not theirs and self.takes("html", ours):
            return "text of raw HTML"
        if not theirs and self.takes("alt and title", ours):
            return "alt and title"
        if not theirs and self.takes_of_both("html", "alt and title", ours):
            return "text of raw HTML with alt and title"
        if not ours and self.takes("templates", theirs):
            return "what Liquid and Hugo replace"
        if ours and theirs and self.explain(theirs, []) and self.explain([], ours):
            return "two of these side by side"
        return None


compared = same = 0
kinds, examples, unexplained = collections.Counter(), {}, 0
for name in ("til-simonw", "blog-haacked"):
    for read in read_notes(binary, corpora / name):
        body = body_of(corpora / name / read["path"])
        if OBSIDIAN.search(body):
            continue
        compared += 1
        theirs = words(cmark(body, "--to", "plaintext"))
        ours = words(read["text"])
        if theirs == ours:
            same += 1
            continue
        note = Note(body)
        for tag, a, b, c, d in difflib.SequenceMatcher(
            None, theirs, ours, autojunk=False
        ).get_opcodes():
            if tag == "equal":
                continue
            kind = note.explain(theirs[a:b], ours[c:d])
            shown = (
                f"{name}/{read['path']}: {' '.join(theirs[a:b])[:60]!r} is "
                f"{' '.join(ours[c:d])[:60]!r}"
            )
            if kind:
                kinds[kind] += 1
                examples.setdefault(kind, shown)
            else:
                unexplained += 1
                print(f"  unexplained: {shown}")
for kind, count in kinds.most_common():
    print(f"{count:6} {kind}, as in {examples[kind]}")
print(
    f"{compared} notes, {same} the same word for word; {sum(kinds.values())} differences "
    f"explained, {unexplained} not"
)
sys.exit(unexplained > 0 or compared < 2000)
