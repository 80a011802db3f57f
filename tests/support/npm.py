"""Programs of npm for tests: pinned in a folder of tests/, installed into the build folder."""
import shutil, subprocess, sys


def install(pinned, folder, *files):
    """Copies the lock file and `files` of the folder `pinned` to `folder`, and installs there.
    Ends the test as skipped where that cannot be done."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json", *files):
        shutil.copy(pinned / name, folder)
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
        print("SKIP: npm cannot install:", installed.stderr.strip()[-500:])
        sys.exit(77)
