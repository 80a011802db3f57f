#!/usr/bin/env python3
"""README.md, doc/ and the other pages: their commands work, and their links lead somewhere.

usage: documents_test.py BINARY SOURCE_DIRECTORY BUILD_DIRECTORY
"""
import os, pathlib, re, shutil, subprocess, sys, tempfile

binary, source, build = (pathlib.Path(argument).resolve() for argument in sys.argv[1:])
pages = {
    page.relative_to(source).as_posix(): page.read_text("utf-8")
    for page in [*source.glob("*.md"), *sorted((source / "doc").glob("*.md"))]
}
failed = []


def commands_of(text):
    return [
        line
        for block in re.findall(r"^```sh\n(.*?)^```", text, re.S | re.M)
        for line in block.splitlines()
        if line.strip()
    ]


def fail(what, shown=""):
    failed.append(what)
    print(f"FAIL {what}\n{shown}")


def same_commands():
    """cli/try knows the commands of the program."""
    named = re.findall(
        r"^  ([a-z]+) {2,}",
        subprocess.run([binary, "--help"], capture_output=True, text=True).stdout.split(
            "Subcommands:"
        )[1],
        re.M,
    )
    of_try = re.search(
        r"^ +(index \| [^)]*) \| -\*\) ;;$", (source / "cli" / "try").read_text("utf-8"), re.M
    )
    of_try = re.findall(r"[a-z]+", of_try.group(1))
    if sorted(named) != sorted(of_try):
        fail(f"cli/try knows {of_try}, assay {named}")


def links():
    """Each link in the repository leads to a file, and its anchor to a heading."""
    for page, text in pages.items():
        text = re.sub(r"^```.*?^```", "", text, flags=re.S | re.M)
        for target in re.findall(r"\]\(([^)\s]+)\)", text) + re.findall(
            r'(?:src|srcset)="([^"]+)"', text
        ):
            if re.match(r"[a-z]+:", target):
                continue
            path, _, anchor = target.partition("#")
            file = (source / page).parent / path if path else source / page
            if not file.exists():
                fail(f"{page} links to {target}, which is not there")
            elif anchor and anchor not in [
                re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")
                for heading in re.findall(r"^#+ (.*)$", file.read_text("utf-8"), re.M)
            ]:
                fail(f"{page} links to {target}, which has no such heading")
    linked = set(
        re.findall(
            r"\]\(doc/(\w+\.md)",
            pages["README.md"] + pages["CONTRIBUTING.md"] + pages["CHANGELOG.md"],
        )
    )
    for page in pages:
        if (
            page.startswith("doc/")
            and page.removeprefix("doc/") not in linked
            and not any(f"]({page.removeprefix('doc/')}" in text for text in pages.values())
        ):
            fail(f"nothing links to {page}")


def configuration(home):
    """The example in doc/configuration.md is valid: the first part for a corpus,
    and all of it for a user."""
    example = re.search(r"^```yaml\n(.*?)^```", pages["doc/configuration.md"], re.S | re.M).group(1)
    of_corpus, of_user = example.split("# ---\n")
    notes = pathlib.Path(home, "configured")
    for place, text in (
        (notes / ".assay.yaml", of_corpus),
        (pathlib.Path(home, ".config", "assay", "config.yaml"), of_corpus + of_user),
    ):
        place.parent.mkdir(parents=True, exist_ok=True)
        (notes / "a.md").write_text("rain\n", "utf-8")
        place.write_text(text, "utf-8")
        done = subprocess.run(
            [binary, "index", notes],
            capture_output=True,
            text=True,
            env={"HOME": home, "LC_ALL": "C.UTF-8"},
        )
        if done.returncode != 0:
            fail(f"doc/configuration.md: {place.name}", done.stderr)
        place.unlink()
    shutil.rmtree(notes)
    known = set(
        re.findall(
            r"\{\"(\w+)\", &ConfigFile::", (source / "indexer" / "config.cpp").read_text("utf-8")
        )
    )
    if known != set(re.findall(r"^(\w+):", example, re.M)) or len(known) < 10:
        fail(f"doc/configuration.md shows other keys than there are: {sorted(known)}")


def queries(home):
    """Each query in the tables of doc/query.md is accepted. An unknown @name is words."""
    given = [
        query.replace("\\|", "|")
        for row in re.findall(r"^\| (`.*?) \| [^|]* \|$", pages["doc/query.md"], re.M)
        for query in re.findall(r"`([^`]+)`", row)
    ]
    if len(given) < 50:
        fail(f"only {len(given)} queries were found in doc/query.md")
    for query in given:
        done = subprocess.run(
            [binary, "search", "-c", "--corpus", f"{home}/notes", "--", query],
            capture_output=True,
            text=True,
            env={"HOME": home, "LC_ALL": "C.UTF-8"},
        )
        if done.returncode not in (0, 1):
            fail(f"doc/query.md: {query}", done.stderr)
    print(f"{len(given)} queries")


def commands(home):
    """README.md first: its first two commands build and test. They run in a copy of the source
    that has been built: building all of it again takes minutes, and is what .ci/debian does.
    Those of doc/ are typed in ~/notes."""
    copy = pathlib.Path(home, "source")
    shutil.copytree(source, copy, symlinks=True, ignore=shutil.ignore_patterns("build", ".git"))
    for each in [copy, *copy.rglob("*")]:  # older than the program, so that cli/try builds nothing
        os.utime(each, (0, 0), follow_symlinks=False)
    (copy / "build").symlink_to(build)
    of_readme = commands_of(pages["README.md"])
    if not of_readme[0].startswith("./cli/try "):
        fail("README.md does not begin with ./cli/try")
    of_readme.remove("./tests/run")  # it is what runs this
    env = {"HOME": home, "LC_ALL": "C.UTF-8", "PATH": f"{binary.parent}:{os.environ['PATH']}"}
    folder = str(copy)
    for page, given in [("README.md", of_readme)] + [
        (page, commands_of(text)) for page, text in pages.items() if page != "README.md"
    ]:
        for command in given:
            done = subprocess.run(
                ["bash", "-o", "pipefail", "-c", command],
                capture_output=True,
                text=True,
                env=env,
                cwd=folder,
            )
            if command.startswith("cd "):
                folder = command[3:].replace("~", home)
            if done.returncode != 0 or not (done.stdout.strip() or command.startswith("cd ")):
                fail(f"{page}: {command}", done.stdout + done.stderr)
            else:
                print(f"ok   {command}")


same_commands()
links()
with tempfile.TemporaryDirectory() as home:
    shutil.copytree(source / "data" / "essays", pathlib.Path(home) / "notes")
    commands(home)
    queries(home)
    configuration(home)
sys.exit(bool(failed))
