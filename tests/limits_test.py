#!/usr/bin/env python3
"""doc/limits.md and indexer/text/limits.h name the same limits, in the same order,
with the same values."""
import pathlib, re, sys

root = pathlib.Path(sys.argv[1])
UNITS = {"KiB": 1 << 10, "MiB": 1 << 20, "GiB": 1 << 30}


def limits_of_header(text):
    limits = {}
    for comment, name, value in re.findall(
        r"((?:^///.*\n)*)^inline constexpr [\w:]+ (\w+) = ([^;]+);", text, re.M
    ):
        if not comment:
            wrong.append(f"limits.h: {name} has no docstring")
        number = re.sub(r"(?<=\d)U\b", "", value.replace("'", ""))
        limits[name] = eval(number, {"__builtins__": {}}, dict(limits))
    return limits


def limits_of_document(text):
    limits = {}
    for name, value, beyond in re.findall(r"^\| `(\w+)` \| ([^|]+) \| ([^|]*) \|$", text, re.M):
        number, _, unit = value.partition(" ")
        limits[name] = int(number.replace(",", "")) * UNITS.get(unit, 1)
        if not beyond.strip():
            wrong.append(f"limits.md: {name} does not say what happens beyond")
    return limits


wrong = []
in_header = limits_of_header((root / "indexer/text/limits.h").read_text("utf-8"))
in_document = limits_of_document((root / "doc/limits.md").read_text("utf-8"))
if len(in_header) < 30:
    wrong.append(f"limits.h: only {len(in_header)} limits could be read")
for name in in_header.keys() | in_document.keys():
    if in_header.get(name) != in_document.get(name):
        wrong.append(
            f"{name} is {in_header.get(name)} in limits.h and {in_document.get(name)} in limits.md"
        )
if not wrong and list(in_header) != list(in_document):
    wrong.append("limits.md names the limits in another order than limits.h")
print("\n".join(sorted(wrong)) or f"{len(in_header)} limits, each with its row")
sys.exit(bool(wrong))
