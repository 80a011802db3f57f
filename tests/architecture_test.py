#!/usr/bin/env python3
"""The picture in doc/architecture.md, checked: which room may include which, and which file may use which library."""
import pathlib, re, sys

root = pathlib.Path(sys.argv[1])
MAY_INCLUDE = {
    "indexer/schema": {"indexer/schema"},
    "indexer": {"indexer", "indexer/schema"},
    "query": {"query", "indexer/schema"},
    "cli": {"cli", "query", "indexer", "indexer/schema"},
}
# A library's header -> the only places that may include it.
ONLY_IN = {
    "yaml-cpp/": {"indexer/header_yaml.cpp", "indexer/config.cpp"},
    "toml++/": {"indexer/header_toml.cpp"},
    "cmark-gfm": {"indexer/cmark_tree.h", "indexer/cmark_tree.cpp"},
    "cld2/": {"indexer/language.cpp"},
    "utf8proc": {"indexer/schema/unicode.cpp"},
    "CLI/": {"cli/options", "cli/command_line"},
    "nlohmann/": {"indexer/front_matter.h", "indexer/note.cpp", "indexer/meta_values.cpp", "cli/json_"},
    "xapian": {"indexer/schema/index_error.h", "indexer/schema/machine_error.cpp", "indexer/schema/index_store.h", "indexer/schema/open_tables.h", "indexer/schema/doc_lengths.h", "indexer/index_writer.h", "indexer/document_builder.h", "indexer/load_note.h", "indexer/posting_buffer.h", "query/"},
}
MOST_LINES = 400


def room_of(path):
    return "indexer/schema" if path.startswith("indexer/schema/") else path.split("/")[0]


wrong = []
types = {}  # of one namespace: two of a name are one to the linker, whatever is in them
files = [p for room in ("indexer", "query", "cli") for p in (root / room).rglob("*") if p.suffix in (".h", ".cpp")]
for file in sorted(files):
    name = file.relative_to(root).as_posix()
    lines = file.read_text("utf-8").splitlines()
    if len(lines) > MOST_LINES:
        wrong.append(f"{name}: {len(lines)} lines, more than {MOST_LINES}")
    for number, line in enumerate(lines, 1):
        if type_name := file.suffix == ".h" and re.match(r"(?:struct|class|enum class) (\w+)\b[^;(]*\{", line):
            first = types.setdefault(type_name.group(1), f"{name}:{number}")
            if first != f"{name}:{number}":
                wrong.append(f"{name}:{number}: {type_name.group(1)} is also defined in {first}")
        include = re.match(r'#include ([<"])([^>"]+)', line)
        if not include:
            continue
        target = include.group(2)
        if include.group(1) == '"':
            if "/" not in target or not (root / target).exists():
                wrong.append(f"{name}:{number}: include from the root of the project: {target}")
            elif room_of(target) not in MAY_INCLUDE[room_of(name)]:
                wrong.append(f"{name}:{number}: {room_of(name)} may not include {target}")
        for library, places in ONLY_IN.items():
            if include.group(1) == "<" and target.startswith(library) and not any(name.startswith(place) for place in places):
                wrong.append(f"{name}:{number}: <{target}> belongs to {', '.join(sorted(places))}")
print("\n".join(wrong) or f"{len(files)} files, every include allowed")
sys.exit(bool(wrong))
