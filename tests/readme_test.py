#!/usr/bin/env python3
"""Runs the README's shell commands, line by line, in a fresh home with the essays as ~/notes.

usage: readme_test.py BINARY SOURCE_DIRECTORY
"""
import os, pathlib, re, shutil, subprocess, sys, tempfile

binary, source = (pathlib.Path(argument).resolve() for argument in sys.argv[1:])
readme = (source / "README.md").read_text("utf-8")
commands = [line for block in re.findall(r"^```sh\n(.*?)^```", readme, re.S | re.M) for line in block.splitlines() if line.strip()]
assert commands[0].startswith("./cli/try ") and commands[1] == "./tests/run", "the two commands stand at the top"
commands.remove("./tests/run")  # it is what runs this

failed = []
commands_of_help = re.findall(r"^  ([a-z]+) {2,}", subprocess.run([binary, "--help"], capture_output=True, text=True).stdout.split("Subcommands:")[1], re.M)
commands_of_try = re.search(r"^ +(index \| .*) \| -\*\) ;;$", (source / "cli" / "try").read_text("utf-8"), re.M).group(1).split(" | ")
if sorted(commands_of_help) != sorted(commands_of_try):
    failed.append("cli/try")
    print(f"FAIL cli/try knows {commands_of_try}, assay {commands_of_help}")
with tempfile.TemporaryDirectory() as home:
    shutil.copytree(source / "data" / "essays", pathlib.Path(home) / "notes")
    env = {"HOME": home, "LC_ALL": "C.UTF-8", "PATH": f"{binary.parent}:{os.environ['PATH']}"}
    folder = str(source)
    for command in commands:
        done = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, env=env, cwd=folder)
        if command.startswith("cd "):
            folder = command[3:].replace("~", home)
        ok = done.returncode == 0 and (done.stdout.strip() or command.startswith("cd "))
        print(f"{'ok  ' if ok else 'FAIL'} {command}")
        if not ok:
            failed.append(command)
            print(done.stdout, done.stderr)
sys.exit(bool(failed))
