#!/usr/bin/env python3
"""The map in doc/architecture.md is what the includes say; each folder has its namespace; no
folders and no files include each other in a circle; each library has the few files that use it.

usage: architecture_test.py SOURCE_DIRECTORY
"""
import collections, pathlib, re, sys

root = pathlib.Path(sys.argv[1])
# The table of the map: folder -> the folders it may include besides itself.
MAY_INCLUDE = {
    folder: re.findall(r"`([\w/]+)/`", includes)
    for folder, includes in re.findall(
        r"^\| `([\w/]+)/` \| [^|]* \| ([^|]*) \|$",
        (root / "doc" / "architecture.md").read_text("utf-8"),
        re.M,
    )
}
# A library's header -> the only files that may include it, by the beginning of their names.
ONLY_IN = {
    "yaml-cpp/": ["indexer/note/header_yaml.cpp", "indexer/config.cpp"],
    "toml++/": ["indexer/note/header_toml.cpp"],
    "cmark-gfm": ["indexer/note/cmark_tree."],
    "cld2/": ["indexer/note/language.cpp"],
    "utf8proc": ["indexer/text/unicode.cpp"],
    "CLI/": ["cli/options/"],
    "curses": ["cli/pick/screen.cpp"],
    "boost/": ["cli/serve/http_server.cpp"],
    "nlohmann/": [
        "indexer/note/header_values.h",
        "indexer/note/note.cpp",
        "indexer/note/meta_values.cpp",
        "cli/print/json_",
        "cli/mcp/",
    ],
    "xapian": [
        "indexer/schema/index_error.h",
        "indexer/schema/caught_error.cpp",
        "indexer/schema/index_store.h",
        "indexer/schema/open_tables.h",
        "indexer/schema/doc_lengths.h",
        "indexer/index_writer.h",
        "indexer/document_builder.h",
        "indexer/indexed_notes.h",
        "indexer/load_note.h",
        "indexer/posting_buffer.h",
        "query/",
    ],
}

# How a file's path begins -> the namespace it opens. The first that fits counts.
NAMESPACES = {
    "indexer/text/error.": "assay",
    "indexer/text/unicode.": "assay::unicode",
    "indexer/text/simplified_chinese.": "assay::unicode",
    "indexer/text/": "assay::text",
    "indexer/schema/": "assay::schema",
    "indexer/": "assay::indexer",
    "query/": "assay::query",
    "cli/": "assay::cli",
}


def folder_of(path):
    return path.rsplit("/", 1)[0]


def namespace_of(path):
    return next(namespace for start, namespace in NAMESPACES.items() if path.startswith(start))


def cycle_in(graph):
    """Returns the nodes of a cycle, beginning and ending with the same one; [] if there is none."""
    state = {}

    def visit(node, path):
        state[node] = "open"
        for after in sorted(graph[node]):
            if state.get(after) == "open":
                return path[path.index(after) :] + [after] if after in path else [node, after]
            if after not in state and (found := visit(after, path + [after])):
                return found
        state[node] = "done"
        return []

    for node in sorted(graph):
        if node not in state and (found := visit(node, [node])):
            return found
    return []


sys.setrecursionlimit(10_000)
wrong = []
types = {}  # no two of a name, even in different namespaces
folders, units = collections.defaultdict(set), collections.defaultdict(
    set
)  # who includes whom; a unit is a header with its source
files = [
    p
    for room in ("indexer", "query", "cli")
    for p in (root / room).rglob("*")
    if p.suffix in (".h", ".cpp")
]
for file in sorted(files):
    name = file.relative_to(root).as_posix()
    folder, unit = folder_of(name), name.rsplit(".", 1)[0]
    if folder not in MAY_INCLUDE:
        wrong.append(f"{name}: doc/architecture.md has no folder {folder}")
        continue
    lines = file.read_text("utf-8").splitlines()
    for number, line in enumerate(lines, 1):
        if type_name := file.suffix == ".h" and re.match(
            r"(?:struct|class|enum class) (\w+)\b[^;(]*\{", line
        ):
            first = types.setdefault(type_name.group(1), f"{name}:{number}")
            if first != f"{name}:{number}":
                wrong.append(f"{name}:{number}: {type_name.group(1)} is also defined in {first}")
        if (
            (opened := re.match(r"namespace (assay[\w:]*) \{", line))
            and opened.group(1) != namespace_of(name)
            and not re.match(r"(?:struct|class) \w+;", lines[number])
        ):  # declared, not defined
            wrong.append(
                f"{name}:{number}: {opened.group(1)} is not {namespace_of(name)}, "
                "the namespace of its folder"
            )
        include = re.match(r'#include ([<"])([^>"]+)', line)
        if not include:
            continue
        target = include.group(2)
        if include.group(1) == '"':
            if "/" not in target or not (root / target).exists():
                wrong.append(f"{name}:{number}: include from the root of the project: {target}")
                continue
            units[unit].add(target.rsplit(".", 1)[0])
            if folder_of(target) != folder:
                folders[folder].add(folder_of(target))
                if folder_of(target) not in MAY_INCLUDE[folder]:
                    wrong.append(f"{name}:{number}: {folder} may not include {target}")
        for library, places in ONLY_IN.items():
            if (
                include.group(1) == "<"
                and target.startswith(library)
                and not any(name.startswith(place) for place in places)
            ):
                wrong.append(f"{name}:{number}: <{target}> belongs to {', '.join(places)}")
for unit in units:
    units[unit].discard(unit)
for folder, allowed in MAY_INCLUDE.items():
    for other in set(allowed) - folders[folder]:
        wrong.append(f"doc/architecture.md: {folder} includes nothing of {other}")
if cycle := cycle_in(folders):
    wrong.append("folders include each other: " + " -> ".join(cycle))
if cycle := cycle_in(units):
    wrong.append("files include each other: " + " -> ".join(cycle))
print(
    "\n".join(wrong) or f"{len(files)} files in {len(MAY_INCLUDE)} folders, every include allowed"
)
sys.exit(bool(wrong))
