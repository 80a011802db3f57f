"""Shapes of hostile notes: every sign, pairs of signs and every construct,
repeated up to a size."""
import itertools

SIGNS = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
PAIRS = [
    "[]",
    "](",
    "[^",
    "![",
    "[[",
    "]]",
    "*_",
    "_*",
    "**",
    "~~",
    "``",
    "<?",
    "<!",
    "</",
    "<a",
    "<!--",
    "-->",
    "$$",
    "%%",
    "==",
    "::",
    "{%",
    "%}",
    "{{",
    "}}",
    "{:",
    "> ",
    "- ",
    "* ",
    "+ ",
    "1. ",
    "# ",
    "|-",
    "| ",
    "\\\n",
    "&#",
    "&a",
    "@a",
    "a@",
    "#a",
    "^a",
    "www.",
    "http://",
    ">!",
    "{#",
    "()",
    ")(",
    "\"'",
]


def repeated(unit, size, before="", after=""):
    return (
        before
        + unit * max(1, (size - len(before) - len(after)) // max(1, len(unit.encode())))
        + after
    )


def numbered(form, size, before="", join=""):
    """`form` with {n} counted up."""
    parts, length = [before], len(before)
    for n in itertools.count():
        part = form.replace("{n}", str(n)) + join
        length += len(part.encode())
        if length > size:
            return "".join(parts)
        parts.append(part)


def nested(size, opening, closing, middle="a"):
    count = size // len(opening + closing)
    return opening * count + middle + closing * count


def table(size):
    side = max(2, int(size / 7))
    columns = side
    return (
        "|" + "a|" * columns + "\n|" + "-|" * columns + "\n" + "|\n" * ((size - 4 * columns) // 2)
    )


def runs(size, sign, join=" "):
    """Runs of different lengths."""
    text, length = [], 1
    total = 0
    while total < size:
        text.append(sign * length + join)
        total += length + len(join)
        length += 1
    return "".join(text)


def indented(size, marker):
    text, depth, total = [], 0, 0
    while total < size:
        line = "  " * depth + marker + "a\n"
        text.append(line)
        total += len(line)
        depth += 1
    return "".join(text)


def header(body, size, close="---\n"):
    return "---\n" + body(size - 30) + "\n" + close + "\nwords\n"


def all_shapes():
    """name -> a function of the size in bytes that makes the note."""
    shapes = {}
    for sign in SIGNS:
        shapes["sign " + sign] = lambda size, s=sign: repeated(s, size)
    for pair in PAIRS:
        shapes["pair " + repr(pair)] = lambda size, s=pair: repeated(s, size)
    constructs = {
        "a sign each word *": "*a ",
        "a sign each word _": "_a ",
        "emphasis closed": "*a* ",
        "strong open": "**a ",
        "strike open": "~~a ",
        "strike": "~a~ ",
        "a**b": "a**b",
        "a__b": "a__b",
        "triple mix": "*a **b ***c ",
        "emphasis mix": "*a_b",
        "code open": "`a ``b ",
        "code and brackets": "`[`]",
        "link open": "[a](",
        "link open angle": "[a](<b",
        "link": "[a](b) ",
        "link with title": "[a](b \"c\") ",
        "image": "![a](b) ",
        "image open": "![a",
        "image embed": "![[]()",
        "brackets": "[a] ",
        "reference": "[a][b] ",
        "footnote use": "[^a] ",
        "autolink": "http://a.b/c ",
        "autolink www": "www.a.b ",
        "mail": "a@b.c ",
        "mail run": "a@b.c",
        "mail signs": "a.b-c+d@",
        "angle mail": "<a@b.c> ",
        "angle link": "<http://a> ",
        "tag open": "<a b=\"c\" ",
        "tag": "<b>a</b> ",
        "tag quote": "<a x=\"<a y='",
        "comment open": "<!-- a ",
        "comment": "<!-- a --> ",
        "instruction": "<?a ",
        "declaration": "<!A b ",
        "cdata": "<![CDATA[ a ",
        "entity": "&amp; ",
        "entity number": "&#1234567;",
        "entity name": "&aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "escape": "\\a\\*",
        "hard break": "a  \n",
        "soft break": "a\n",
        "paragraphs": "a\n\n",
        "headings": "# a\n",
        "headings empty": "#\n",
        "setext": "a\n=\n",
        "setext long": "a\na\n---\n",
        "rules": "---\n\n",
        "quotes": "> a\n\n",
        "lazy quotes": "> a\nb\n",
        "lists": "- a\n",
        "lists apart": "- a\n\n",
        "lists changing": "- a\n+ b\n* c\n",
        "ordered": "1. a\n",
        "tasks": "- [ ] a\n",
        "tasks done": "- [x] a [x]\n",
        "fences": "```\na\n```\n",
        "fences open": "```\n",
        "tilde fences": "~~~ a\n",
        "indented code": "    a\n\n",
        "html block": "<div>\na\n\n",
        "script": "<script>\n",
        "style": "<style>a\n\n",
        "details": "<details><summary>a</summary>\n\n",
        "tables": "|a|b|\n|-|-|\n|c|d|\n\n",
        "table rows": "|a|b|\n",
        "delimiter rows": "|-|-|\n",
        "delimiter growing": "a|b\n-|-|-\n",
        "wikilink": "[[a]] ",
        "wikilink shown": "[[a|b]] ",
        "wikilink open": "[[a|",
        "embed": "![[a.png]] ",
        "callout": "> [!note] a\n> b\n\n",
        "callout fold": "> [!a]- ",
        "highlight": "==a== ",
        "highlight open": "==a ",
        "comment obsidian": "%%a%% ",
        "comment obsidian open": "%% a\n\n",
        "block id": "a ^b\n\n",
        "inline tags": "#a ",
        "inline tag levels": "#a/b/c/d ",
        "math": "$a$ ",
        "math open": "$a ",
        "math block": "$$\na\n$$\n",
        "math digits": "$1 ",
        "liquid": "{% a %} ",
        "liquid open": "{% a ",
        "raw": "{% raw %} ",
        "hugo": "{{< a >}} ",
        "value": "{{ a }} ",
        "value open": "{{ a ",
        "attributes": "a{.b} ",
        "attribute line": "{.a}\n",
        "inline field": "[a:: b] ",
        "inline field open": "[a:: b ",
        "inline field line": "a:: b\n",
        "inline field paren": "(a:: b) ",
        "no-break fence": "\u00a0```\n",
        "words": "lorem ipsum ",
        "letters": "a",
        "digits": "1",
        "chinese": "\u4e2d\u6587",
        "thai": "\u0e01\u0e34",
        "emoji": "\U0001f600",
        "joined emoji": "\U0001f468\u200d",
        "compound": "a-",
        "dotted": "a.b.",
        "apostrophes": "a'b'",
        "numbers": "1,234.",
        "marks alternating": "\u0301\u0316",
        "marks one": "\u0301",
        "hangul": "\u1100\u1161",
        "ligature": "\ufdfa",
        "soft hyphens": "\u00ad",
        "bidi": "\u202e",
        "joiners": "\u200d",
        "zero": "\0",
        "latin-1": "\x01",
        "carriage": "\r",
        "tabs": "\t",
        "blanks": " ",
        "quote tab": ">\t",
        "list in quote": "> - ",
        "heading closes": "# a #",
        "definitions same": "[a]: b\n",
        "data uri": "![a](data:image/png;base64,AAAA) ",
        "math code": "$`a`$ ",
        "long title": "[a]('b",
        "svg": "<svg><path d=\"a\"/></svg>\n",
        "attributes of tag": " a=b",
        "ampersand words": "a&b ",
    }
    for name, unit in constructs.items():
        shapes[name] = lambda size, u=unit: repeated(u, size)
    shapes.update(
        {
            "table of many columns": table,
            "table wide": lambda size: "|" + "a|" * (size // 4) + "\n|" + "-|" * (size // 4),
            "table long": lambda size: repeated("|a|\n", size, "|a|\n|-|\n"),
            "table short rows": lambda size: repeated(
                "a\n", size, "|" * 300 + "\n" + "|-" * 299 + "|\n"
            ),
            "address and )": lambda size: repeated(")", size, "http://a"),
            "address and )&a;": lambda size: repeated(")&a;", size, "http://a"),
            "address and ).": lambda size: repeated(").", size, "http://a"),
            "backticks of lengths": lambda size: runs(size, "`"),
            "dollars of lengths": lambda size: runs(size, "$"),
            "stars of lengths": lambda size: runs(size, "*", "a"),
            "tildes of lengths": lambda size: runs(size, "~", " a"),
            "list steps": lambda size: indented(size, "- "),
            "list steps then blanks": lambda size: indented(size // 2, "- ") + "\n" * (size // 2),
            "quote steps": lambda size: runs(size, ">", "a\n"),
            "quote deep then lines": lambda size: ">" * (size // 2) + "a\n" + ">\n" * (size // 4),
            "brackets nested": lambda size: nested(size, "[", "]"),
            "links nested": lambda size: nested(size, "[", "](b)"),
            "parentheses in link": lambda size: nested(size, "(", ")")
            if size < 9
            else "[a](" + nested(size, "(", ")") + ")",
            "emphasis nested": lambda size: nested(size, "*a **a ", "b** b*"),
            "tags nested": lambda size: nested(size, "<b>", "</b>"),
            "divs nested": lambda size: nested(size, "<div>\n", "</div>\n"),
            "references used": lambda size: repeated(
                "[a] ", size, "[a]: " + "b" * (size // 4) + "\n\n"
            ),
            "references used apart": lambda size: repeated(
                "[a]\n\n", size, "[a]: " + "b" * (size // 4) + "\n\n"
            ),
            "definitions": lambda size: numbered("[a{n}]: b\n", size),
            "definitions and uses": lambda size: numbered("[a{n}]: b\n", size // 2)
            + "\n"
            + numbered("[a{n}] ", size // 2),
            "footnotes": lambda size: numbered("[^{n}]: a\n\n", size // 2)
            + numbered("[^{n}] ", size // 2),
            "footnote used": lambda size: repeated("[^a] ", size, "[^a]: b\n\n"),
            "footnotes same": lambda size: repeated("[^a]: b\n\n", size),
            "footnote in footnote": lambda size: numbered("[^{n}]: a [^{n}] [^1{n}]\n\n", size),
            "distinct tags": lambda size: numbered("#t{n} ", size),
            "distinct headings": lambda size: numbered("# h{n}\n", size),
            "one tag deep": lambda size: "#" + repeated("a/", size),
            "one tag long": lambda size: "#" + repeated("a", size),
            "distinct fields": lambda size: numbered("k{n}:: v\n", size),
            "distinct words": lambda size: numbered("w{n} ", size),
            "distinct links": lambda size: numbered("[[l{n}]] ", size),
            "letter and marks": lambda size: repeated("\u0301\u0316", size, "e"),
            "header tags": lambda size: header(
                lambda s: "tags: [" + numbered("t{n}, ", s) + "]", size
            ),
            "header tags listed": lambda size: header(
                lambda s: numbered("- t{n}\n", s, "tags:\n"), size
            ),
            "header tags text": lambda size: header(
                lambda s: "tags: " + numbered("t{n} ", s), size
            ),
            "header tag deep": lambda size: header(
                lambda s: "tags: [" + repeated("a/", s) + "]", size
            ),
            "header aliases": lambda size: header(
                lambda s: numbered("- t{n}\n", s, "aliases:\n"), size
            ),
            "header alias long": lambda size: header(
                lambda s: "aliases: " + repeated("ab ", s), size
            ),
            "header title long": lambda size: header(
                lambda s: "title: " + repeated("ab ", s), size
            ),
            "header keys": lambda size: header(lambda s: numbered("k{n}: v\n", s), size),
            "header keys same": lambda size: header(lambda s: repeated("k: v\n", s), size),
            "header list": lambda size: header(lambda s: numbered("- v{n}\n", s, "meta:\n"), size),
            "header list text": lambda size: header(
                lambda s: "meta: " + numbered("v{n}, ", s), size
            ),
            "header list nested": lambda size: header(lambda s: "k: " + "[" * s, size),
            "header list closed": lambda size: header(lambda s: "k: " + nested(s, "[", "]"), size),
            "header map nested": lambda size: header(lambda s: "k: " + "{a: " * (s // 4), size),
            "header steps": lambda size: header(
                lambda s: indented(s, "a:\n").replace("a\n", "\n"), size
            ),
            "header quotes": lambda size: header(lambda s: "k: \"" + repeated("\\\"", s), size),
            "header anchors": lambda size: header(
                lambda s: numbered("k{n}: &a{n} [*a{n}]\n", s), size
            ),
            "header links": lambda size: header(lambda s: "up: " + repeated("[[a]], ", s), size),
            "header links open": lambda size: header(lambda s: "up: " + repeated("[[a", s), size),
            "header dates": lambda size: header(
                lambda s: "created: [" + repeated("2024-01-01, ", s) + "]", size
            ),
            "header signs": lambda size: header(lambda s: "k: " + repeated("!&*#|>%@`", s), size),
            "header open": lambda size: "---\n" + repeated("k: v\n", size),
            "header fences": lambda size: repeated("---\n", size),
            "header json": lambda size: "---\n{" + numbered("\"k{n}\": [", size) + "\n---\n",
            "header json list": lambda size: "---\n{\"k\": "
            + nested(size - 30, "[", "]")
            + "}\n---\n",
            "header json open": lambda size: "---json\n{"
            + repeated("\"k\": \"v, ", size)
            + "\n---\n",
            "header toml": lambda size: "+++\n" + numbered("k{n} = 1\n", size) + "+++\n",
            "header toml nested": lambda size: "+++\nk = "
            + nested(size - 20, "[", "]")
            + "\n+++\n",
            "header toml dotted": lambda size: "+++\n"
            + repeated("a.", size, "", "a = 1")
            + "\n+++\n",
            "header toml tables": lambda size: "+++\n"
            + numbered("[a{n}]\nb = 1\n", size)
            + "+++\n",
            "header plain": lambda size: numbered("k{n}: v\n", size),
            "header crossings": lambda size: header(lambda s: "tags: " + repeated("#a, ", s), size),
            "latin": lambda size: "\u00e9".encode("latin-1").decode("latin-1") * (size // 2),
            "template raw": lambda size: repeated("{% raw %}{% a {{ ", size),
            "block ids": lambda size: numbered("a ^b{n}\n\n", size),
            "mixed": lambda size: repeated(
                "[a](b *c _d `e` <f> &g; http://h ~~i~~ ![j] \\k $l$ ==m== %%n%% #o ^p |q| @r ",
                size,
            ),
            "long line": lambda size: repeated("lorem ipsum *a* `b` [c](d) ", size),
            "signs after words": lambda size: numbered("w{n}*_[", size),
        }
    )
    return shapes
