#!/usr/bin/env python3
"""One Debian package, installed in a fresh Debian 12 and a fresh Debian 13: it runs there, with its
manual and completions, and is removed without a trace.

usage: package_install_test.py BUILD_DIRECTORY VERSION; skips (exit 77) without ASSAY_LONG=1, root
    and mmdebstrap: it installs two systems
"""
import os, pathlib, shutil, subprocess, sys, tempfile

build, version = pathlib.Path(sys.argv[1]).resolve(), sys.argv[2]
for reason, holds in {
    "ASSAY_LONG is not 1": os.environ.get("ASSAY_LONG") == "1",
    "not root": os.getuid() == 0,
    "there is no mmdebstrap": shutil.which("mmdebstrap"),
}.items():
    if not holds:
        print(f"SKIP: {reason}")
        sys.exit(77)
NOTE = "---\ntitle: Rain\ntags: [weather]\n---\n\nRain makes mud.\n"
STEPS = [  # command, what its output holds
    (
        "apt-get update -q && apt-get install -qy --no-install-recommends /tmp/assay.deb",
        "Setting up assay",
    ),
    ("assay --version", f"assay {version}"),
    ("mkdir /notes && cp /tmp/rain.md /notes && assay index /notes", "added 1"),
    ("cd /notes && assay search mud", "rain.md:6:12: Rain: Rain makes mud."),
    ("cd /notes && assay search mud --json", '"title": "Rain"'),
    ("cd /notes && assay show rain.md", "Rain makes mud."),
    ("assay help query", "the query language"),
    ("dpkg -L assay", "/usr/share/bash-completion/completions/assay"),
    ("apt-get purge -qy assay && ! command -v assay", "Removing assay"),
]
with tempfile.TemporaryDirectory() as folder:
    folder = pathlib.Path(folder)
    subprocess.run(["cpack", "-G", "DEB", "-B", folder], cwd=build, check=True, capture_output=True)
    (package,) = folder.glob("*.deb")
    for suite in ("bookworm", "trixie"):
        root = folder / suite
        subprocess.run(["mmdebstrap", "--quiet", "--variant=apt", suite, root], check=True)
        shutil.copy(package, root / "tmp" / "assay.deb")
        (root / "tmp" / "rain.md").write_text(NOTE, "utf-8")
        for command, expected in STEPS:
            done = subprocess.run(
                [
                    "chroot",
                    root,
                    "env",
                    "-i",
                    "HOME=/root",
                    "LC_ALL=C.UTF-8",
                    "PATH=/usr/bin:/bin:/usr/sbin:/sbin",
                    "sh",
                    "-c",
                    command,
                ],
                text=True,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
            )
            assert done.returncode == 0 and expected in done.stdout, (
                suite,
                command,
                done.returncode,
                done.stdout,
            )
        print(f"{suite}: installed, {len(STEPS)} steps as expected")
