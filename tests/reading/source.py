"""A note's bytes read a second time, for the tests only: nothing here is the indexer's code."""
import html, json, pathlib, re, subprocess

# What the indexer leaves out of the text: controls, soft hyphens, zero-width spaces, bidi marks,
# byte order marks.
INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)

ENTITY = re.compile(r"&(#[0-9]+|#[xX][0-9a-fA-F]+|[A-Za-z0-9]+);")


def decode(raw):
    """Text of a file: byte order mark, UTF-16, else UTF-8, else Windows-1252."""
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return raw.decode("utf-16", "replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Python leaves five bytes out of Windows-1252, which browsers read as controls.
        return "".join(
            bytes([b]).decode("cp1252", "ignore") or chr(b)
            for b in raw.removeprefix(b"\xef\xbb\xbf")
        )


def lines_of(path):
    return re.split(r"\r\n|\r|\n", decode(path.read_bytes()))


def stands_at(source, piece):
    """Does `source` go on with `piece`, leaving out invisible characters and
    reading entities and escapes?"""
    at = 0
    for wanted in piece:
        while at < len(source) and INVISIBLE.match(source[at]) and source[at] != wanted:
            at += 1
        entity = ENTITY.match(source, at)
        if entity and html.unescape(entity.group())[:1] == wanted:
            at = entity.end()
        elif source[at : at + 1] == wanted or (wanted == "\ufffd" and source[at : at + 1] == "\0"):
            at += 1
        else:
            return False
    return True


def read_notes(binary, folder):
    """What the indexer reads of each note below `folder` (tests/support/read_notes.cpp)."""
    with subprocess.Popen([binary, str(folder)], stdout=subprocess.PIPE, text=True) as process:
        for line in process.stdout:
            yield json.loads(line)


def corpora(shared):
    return sorted(p for p in (pathlib.Path(shared) / "corpora").iterdir() if p.is_dir())
