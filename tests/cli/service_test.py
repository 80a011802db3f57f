#!/usr/bin/env python3
"""The systemd units: doc/editors.md has one, doc/page.md the other, they are those that are
installed, and systemd accepts them.

usage: service_test.py BINARY SOURCE_DIRECTORY
"""
import os, pathlib, re, shutil, subprocess, sys, tempfile

binary, source = (pathlib.Path(argument).resolve() for argument in sys.argv[1:])
units = [
    block
    for block in re.findall(
        r"^```ini\n(.*?)^```", (source / "doc" / "editors.md").read_text("utf-8"), re.S | re.M
    )
    if "ExecStart" in block
]
assert len(units) == 1, f"{len(units)} units in doc/editors.md"
assert units[0] == (source / "cli" / "package" / "assay@.service").read_text(
    "utf-8"
), "doc/editors.md shows another unit than the one installed"
# A name without a folder is looked for in /usr/local/bin and /usr/bin, by every systemd of Debian
# 12 and later (systemd.service(5)).
assert re.search(r"^ExecStart=assay watch %h/%I$", units[0], re.M), units[0]
page = re.findall(
    r"^```ini\n(.*?)^```", (source / "doc" / "page.md").read_text("utf-8"), re.S | re.M
)
served = (source / "cli" / "package" / "assay.service").read_text("utf-8")
assert page == [served], "doc/page.md shows another unit than the one installed"
if not shutil.which("systemd-analyze"):
    print(
        "SKIP: there is no systemd-analyze to verify the unit with; it is in doc/editors.md once, "
        "as it is installed"
    )
    sys.exit(77)


def verify(unit):
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "assay@notes.service"
        file.write_text(unit, "utf-8")
        return subprocess.run(
            ["systemd-analyze", "--user", "--man=no", "verify", file],
            capture_output=True,
            text=True,
            env={**os.environ, "HOME": folder, "XDG_RUNTIME_DIR": folder},
        )


# No unit looks for programs where the program under test is.
done = verify(units[0].replace("=assay ", f"={binary} "))
assert done.returncode == 0 and not done.stderr, done.stderr
done = verify(served.replace("=assay ", f"={binary} "))
assert done.returncode == 0 and not done.stderr, done.stderr
broken = verify(units[0].replace("=assay ", f"={binary} ").replace("Restart=", "Restrat="))
assert "Restrat" in broken.stderr, "systemd-analyze would not notice a mistake"
print("two units, verified")
