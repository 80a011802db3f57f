#!/usr/bin/env python3
"""The answers of schema_test.py, checked once more by the npm package ajv, which is pinned in
tests/ajv/ and installed into the build folder.

usage: ajv_test.py BINARY SOURCE_DIRECTORY BUILD_DIRECTORY
"""
import pathlib, subprocess, sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))
import npm

binary, source, build = (pathlib.Path(argument).resolve() for argument in sys.argv[1:])
folder = build / "ajv"
npm.install(source / "tests" / "ajv", folder, "validate.js")
answers = folder / "answers.json"
subprocess.run(
    [sys.executable, source / "tests/cli/schema_test.py", binary, source, answers], check=True
)
sys.exit(subprocess.run(["node", "validate.js", answers], cwd=folder).returncode)
