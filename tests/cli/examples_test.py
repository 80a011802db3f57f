#!/usr/bin/env python3
"""Every command's --help fits 80 columns, and its examples run unchanged over the essays.

usage: examples_test.py BINARY SOURCE_DIRECTORY
"""
import json, os, pathlib, re, shutil, subprocess, sys, tempfile

binary, source = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2])
wrong = []
ran = 0

with tempfile.TemporaryDirectory() as home:
    home = pathlib.Path(home)
    shutil.copytree(source / "data" / "essays", home / "notes")
    for folder in ("bin", ".config/fish/completions", ".config/assay"):
        (home / folder).mkdir(parents=True)
    (home / ".config/assay/config.yaml").write_text(
        "queries: { drafts: 'is:draft', city: 'tag:city' }\n"
    )
    (home / "bin" / "assay").symlink_to(binary)
    env = {
        "HOME": str(home),
        "LC_ALL": "C.UTF-8",
        "PATH": f"{home}/bin:/usr/bin:/bin",
        "EDITOR": "true",
        "TERM": "dumb",
    }

    def run(line):
        return subprocess.run(
            ["timeout", "20", "bash", "-o", "pipefail", "-c", line],
            cwd=home / "notes",
            env=env,
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            start_new_session=True,  # without a terminal
        )

    def examples(text):
        """Returns the commands without their descriptions, which are in a column of their own."""
        lines = text.split("Examples:\n")[1].split("\n\n")[0].rstrip("\n").split("\n")
        assert all(line.startswith("  ") for line in lines), lines
        column = lambda line: {match.end() for match in re.finditer("  +", line[2:])}
        shared = set.intersection(*map(column, lines))
        assert shared, "meanings begin in one column: " + "\n".join(lines)
        return [line[2 : 2 + min(shared)].strip() for line in lines]

    assert run("assay index").returncode == 0
    page = run("assay --help").stdout
    commands = re.findall(r"^  (\w+) ", page.split("Subcommands:")[1].split("Examples:")[0], re.M)
    assert {"search", "index", "help"} <= set(commands), commands
    for command in [""] + commands:
        text = run(f"assay {command} --help").stdout
        wrong += [
            f"{command} --help is wider than 80 columns: {line}"
            for line in text.splitlines()
            if len(line) > 80
        ]
        lines = examples(text)
        if not 2 <= len(lines) <= 5:
            wrong.append(f"{command} has {len(lines)} examples")
        for line in lines:
            if command and not re.search(rf"\bassay {command}\b", line):
                wrong.append(f"an example of {command} is one of another command: {line}")
            # watch and serve end only when told to, and there is no last search: only one on a
            # terminal is remembered.
            expected = (
                {124}
                if command in ("watch", "serve")
                else {2}  # it draws on a terminal
                if command == "pick"
                else {1}
                if re.fullmatch(r"assay (open|show|related) \d+", line)
                else {0}
            )
            done = run(f"BROWSER=true timeout 1 {line}" if command in ("watch", "serve") else line)
            ran += 1
            if done.returncode not in expected:
                wrong.append(f"{line!r} ends with {done.returncode}: {done.stderr.strip()}")

print("\n".join(wrong) or f"{ran} examples of {len(commands)} commands")
sys.exit(bool(wrong))
