#!/usr/bin/env python3
"""The pages of the manual: clean for mandoc and groff, complete for what the program takes,
and the same words in `assay help`.

usage: manual_test.py BINARY PAGES_DIRECTORY
"""
import json, os, pathlib, re, subprocess, sys, tempfile

binary, folder = (pathlib.Path(argument).resolve() for argument in sys.argv[1:])
pages = {page.name: page for page in sorted(folder.iterdir())}
TOPICS = {
    "assay": "assay.1",
    "query": "assay-query.7",
    "json": "assay-json.5",
    "config": "assay-config.5",
}
wrong = []


def run(*command, **more):
    return subprocess.run(command, capture_output=True, text=True, **more)


def assay(*args):
    with tempfile.TemporaryDirectory() as home:
        return run(binary, *args, env={"HOME": home, "LC_ALL": "C.UTF-8", "COLUMNS": "80"})


def words(text):
    """Returns the words without fonts, line ends and hyphenation."""
    return re.sub(r".\x08", "", text).split()


assert json.loads(assay("help", "--json").stdout)["names"][: len(TOPICS)] == list(
    TOPICS
) and sorted(TOPICS.values()) == sorted(pages)
for topic, name in TOPICS.items():
    lint = run("mandoc", "-Tlint", "-W", "warning", pages[name])
    groff = run("groff", "-man", "-ww", "-z", "-Tutf8", "-K", "utf8", pages[name])
    wrong += [f"{name}: {line}" for line in (lint.stdout + lint.stderr + groff.stderr).splitlines()]
    shown = run("mandoc", "-Tutf8", "-Owidth=80", pages[name]).stdout.strip().splitlines()
    body = "".join(words("\n".join(shown[1:-1])))
    ours = "".join(words(assay("help", topic).stdout))
    if body != ours:
        at = next(
            (i for i, (a, b) in enumerate(zip(body, ours)) if a != b), min(len(body), len(ours))
        )
        wrong.append(
            f"assay help {topic} differs from mandoc: {ours[at - 20:at + 20]!r} "
            f"/ {body[at - 20:at + 20]!r}"
        )
    for line in assay("help", topic).stdout.splitlines():
        if len(line) > 80:
            wrong.append(f"assay help {topic} is wider than 80: {line}")

# assay(1) has everything that the program takes, and nothing else.
main_page = " ".join(words(assay("help", "assay").stdout))
commands = re.findall(
    r"^  (\w+) ", assay("--help").stdout.split("Subcommands:")[1].split("Examples:")[0], re.M
)
options = {"--help", "--version"}
for command in commands:
    if f"assay {command}" not in main_page:
        wrong.append(f"assay(1) lacks the command {command}")
    options |= set(
        re.findall(r"--[a-z][a-z-]*", assay(command, "--help").stdout.split("Examples:")[0])
    )
described = set(re.findall(r"--[a-z][a-z-]*", main_page))
wrong += [f"assay(1) lacks {option}" for option in sorted(options - described)]
wrong += [
    f"assay(1) has {option}, which no command takes" for option in sorted(described - options)
]

json_page = assay("help", "json").stdout
for schema in assay("schema").stdout.split():
    keys = set(json.loads(assay("schema", schema).stdout)["properties"])
    for key in {schema} | keys:
        if not re.search(rf"\b{key}\b", json_page):
            wrong.append(f"assay-json(5) lacks {key} of {schema}")

with tempfile.TemporaryDirectory() as home:
    config = pathlib.Path(home) / ".config" / "assay" / "config.yaml"
    config.parent.mkdir(parents=True)
    config.write_text("nonsense_key: 1\n")
    refused = run(binary, "index", home, env={"HOME": home, "LC_ALL": "C.UTF-8"}).stderr
    config_page = assay("help", "config").stdout
    for key in re.search(r"keys are (.*)", refused).group(1).split(", "):
        if not re.search(rf"^ *{key}\b", config_page, re.M):
            wrong.append(f"assay-config(5) lacks {key}")

print("\n".join(wrong) or f"{len(pages)} pages, {len(commands)} commands, {len(options)} options")
sys.exit(bool(wrong))
