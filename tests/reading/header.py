"""Front matter read a second time and independently: with Python's standard library, from the
contract alone. For the tests only.

Python has no YAML: the headers of real notes need little of it (yaml_subset).
"""
import json, re, tomllib


def text_of(path):
    raw = path.read_bytes()
    for bom, coding in (
        (b"\xef\xbb\xbf", "utf-8"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
    ):
        if raw.startswith(bom):
            raw, text = raw[len(bom) :], None
            return re.sub(r"\r\n?", "\n", raw.decode(coding, "replace"))
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", "replace")
    return re.sub(r"\r\n?", "\n", text)


def scalar(text):
    text = text.strip()
    if text.startswith('"') and text.endswith('"') and len(text) > 1:
        return text[1:-1].replace('\\"', '"').replace("\\\\", "\\")
    if text.startswith("'") and text.endswith("'") and len(text) > 1:
        return text[1:-1].replace("''", "'")
    text = re.sub(r"(^|\s)#.*", "", text).strip()
    return None if text in ("", "~", "null") else text


def yaml_subset(lines):
    """Keys of the top level with scalars, [flow lists], and block lists of scalars;
    what is nested deeper is passed over."""
    values, key = {}, None
    for line in lines:
        top = re.match(r"""("[^"]+"|'[^']+'|[^\s#:\-][^:]*?)\s*:(?:\s+(.*))?$""", line)
        item = re.match(r"\s*-\s+(.*)$", line)
        if top:
            key = top.group(1).strip("\"'")
            rest = (top.group(2) or "").strip()
            if rest.startswith("["):
                values[key] = [
                    scalar(part) for part in re.findall(r"""("[^"]*"|'[^']*'|[^,\[\]]+)""", rest)
                ]
            elif rest in ("|", ">", "|-", ">-"):
                values[key] = ""
            else:
                values[key] = scalar(rest)
        elif item and key is not None and not isinstance(values[key], str):
            values[key] = (values[key] or []) + [scalar(item.group(1))]
        elif (
            key is not None and isinstance(values[key], str) and line[:1] in " \t" and line.strip()
        ):
            values[key] = (values[key] + " " + line.strip()).strip()
    return values


def json_header(text):
    """The first object in the text, unknown escapes read as the character itself."""
    text = re.sub(
        r'\\(.)', lambda m: m.group(0) if m.group(1) in '"\\/bfnrtu' else m.group(1), text
    )
    return json.JSONDecoder(strict=False).raw_decode(text.lstrip())[0]


def header_and_body(text):
    """Front matter as a dict, and the text below it."""
    lines = text.split("\n")
    first = lines[0].rstrip()
    if first in ("---", "---json", "+++"):
        closing = "+++" if first == "+++" else "---"
        for end in range(1, len(lines)):
            if lines[end].rstrip() == closing:
                inside, body = lines[1:end], "\n".join(lines[end + 1 :])
                if first == "+++":
                    return tomllib.loads("\n".join(inside)), body
                if "\n".join(inside).lstrip().startswith("{"):
                    return json_header("\n".join(inside)), body
                return yaml_subset(inside), body
    plain = {}
    for number, line in enumerate(lines):
        match = re.match(r"([A-Za-z][\w -]*):[ \t]+(.+)$", line) or re.match(
            r"\[([\w-]+)\]: <> \((.*)\)\s*$", line
        )
        if not line.strip() and {"title", "date"} & {key.lower() for key in plain}:
            return plain, "\n".join(lines[number:])
        if not match:
            break
        plain[match.group(1)] = match.group(2).strip()
    return {}, text


def first_of(header, *names):
    for name in names:
        for key, value in header.items():
            if key.lower() == name and value is not None:
                return value
    return None


def shown(text):
    """Replaces Obsidian links with the text that they show."""
    return re.sub(r"!?\[\[(?:[^\]|]*\\?\|)?([^\]]*)\]\]", r"\1", text)


def tags_of(header):
    values = []
    for names in (
        (("tags",), ("tag",)) if first_of(header, "tags", "tag") is not None else (("keywords",),)
    ):
        value = first_of(header, *names)
        if isinstance(value, str):
            value = value.split(",") if "," in value else value.split()
        values += value if isinstance(value, list) else [] if value is None else [value]
    tags, seen = [], set()
    for tag in values:
        tag = shown(tag) if isinstance(tag, str) else tag
        tag = (
            re.sub(r"^[#/]+|/+$", "", re.sub(r"[ \t\n]+", " ", str(tag)).strip(" "))
            if tag is not None
            else ""
        )
        if tag and tag != "gardenEntry" and tag.casefold() not in seen:
            seen.add(tag.casefold())
            tags.append(tag)
    return tags
