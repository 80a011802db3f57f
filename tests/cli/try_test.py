#!/usr/bin/env python3
"""cli/try says that a first build takes minutes, and how far it is; when the build fails,
it shows what the compiler said.

usage: try_test.py SOURCE_DIRECTORY
"""
import os, pathlib, pty, shutil, subprocess, sys, tempfile

source = pathlib.Path(sys.argv[1]).resolve()
CMAKE = """#!/bin/sh
[ "$1" = --build ] || exit 0
step=0
while [ $((step += 1)) -le 120 ]; do echo "[$step/120] Building CXX object"; done
echo "[1] is not a step, and neither is [a/b] this"
[ ! -e broken ] || { echo "error: it does not compile"; exit 1; }
printf '#!/bin/sh\\necho "ran $*"\\n' >build/assay && chmod +x build/assay
"""


def program(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    path.chmod(0o755)


def try_in(root, **streams):
    return subprocess.run(
        [root / "cli/try", "--version"], env={"PATH": f"{root}/bin:{os.environ['PATH']}"}, **streams
    )


with tempfile.TemporaryDirectory() as folder:
    root = pathlib.Path(folder)
    (root / "build").mkdir()
    for name in ("CMakeLists.txt", "indexer", "query"):
        (root / name).touch()
    program(root / ".ci/install-packages", "#!/bin/sh\n")
    (root / ".ci/packages").write_text("build: none\n", "utf-8")
    program(root / "bin/cmake", CMAKE)
    (root / "cli").mkdir()
    shutil.copy(source / "cli/try", root / "cli/try")

    (root / "broken").touch()
    failed = try_in(root, capture_output=True, text=True)
    assert (
        failed.returncode == 1
        and "error: it does not compile" in failed.stderr
        and not failed.stdout
    ), failed
    (root / "broken").unlink()

    first = try_in(root, capture_output=True, text=True)
    tenths = "".join(f"{step}/120\n" for step in range(12, 121, 12))
    assert (first.returncode, first.stdout) == (0, "ran --version\n"), first
    assert (
        first.stderr
        == f"building assay into {root}/build; this takes a few minutes, once\n{tenths}"
    ), first
    again = try_in(root, capture_output=True, text=True)
    assert (again.stdout, again.stderr) == ("ran --version\n", ""), again

    (root / "build/assay").unlink()
    terminal, other_end = pty.openpty()
    shown = try_in(root, stdout=subprocess.PIPE, stderr=other_end)
    os.close(other_end)
    screen = b""
    try:
        while part := os.read(terminal, 65536):
            screen += part
    except OSError:  # EIO: nobody has the other end open
        pass
    screen = screen.decode()
    assert shown.stdout == b"ran --version\n", shown
    assert (
        screen.count("\n") == 1 and "\r37/120 " in screen and screen.endswith("\r120/120 \r\x1b[K")
    ), screen
print("a first build, one that fails, nothing to build, and a terminal")
