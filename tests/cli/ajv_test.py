#!/usr/bin/env python3
"""The answers of schema_test.py, checked once more by the npm package ajv, which is pinned in
tests/ajv/ and installed into the build folder.

usage: ajv_test.py BINARY SOURCE_DIRECTORY BUILD_DIRECTORY
"""
import pathlib, shutil, subprocess, sys

binary, source, build = (pathlib.Path(argument).resolve() for argument in sys.argv[1:])
folder = build / "ajv"
folder.mkdir(parents=True, exist_ok=True)
for name in ("package.json", "package-lock.json", "validate.js"):
    shutil.copy(source / "tests" / "ajv" / name, folder)
if not shutil.which("npm") or not shutil.which("node"):
    print("SKIP: there is no npm")
    sys.exit(77)
installed = subprocess.run(
    ["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--prefer-offline"],
    cwd=folder,
    capture_output=True,
    text=True,
)
if installed.returncode != 0:
    print("SKIP: npm cannot install ajv:", installed.stderr.strip()[-500:])
    sys.exit(77)
answers = folder / "answers.json"
subprocess.run(
    [sys.executable, source / "tests/cli/schema_test.py", binary, source, answers], check=True
)
sys.exit(subprocess.run(["node", "validate.js", answers], cwd=folder).returncode)
