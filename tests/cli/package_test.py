#!/usr/bin/env python3
"""The Debian package: what is in it, that lintian finds no error, and that the program in it runs.

usage: package_test.py BUILD_DIRECTORY VERSION
"""
import gzip, os, pathlib, shutil, subprocess, sys, tempfile

build, version = pathlib.Path(sys.argv[1]).resolve(), sys.argv[2]
FILES = """bin/assay
lib/systemd/user/assay.service
lib/systemd/user/assay@.service
share/applications/assay.desktop
share/assay/SKILL.md
share/bash-completion/completions/assay
share/doc/assay/changelog.gz
share/doc/assay/copyright
share/emacs/site-lisp/assay.el
share/fish/vendor_completions.d/assay.fish
share/man/man1/assay.1.gz
share/man/man5/assay-config.5.gz
share/man/man5/assay-json.5.gz
share/man/man7/assay-query.7.gz
share/nvim/site/autoload/assay.vim
share/nvim/site/autoload/assay/complete.vim
share/nvim/site/autoload/assay/live.vim
share/nvim/site/autoload/assay/save.vim
share/nvim/site/plugin/assay.vim
share/vim/vimfiles/autoload/assay.vim
share/vim/vimfiles/autoload/assay/complete.vim
share/vim/vimfiles/autoload/assay/live.vim
share/vim/vimfiles/autoload/assay/save.vim
share/vim/vimfiles/plugin/assay.vim
share/zsh/vendor-completions/_assay""".split()
for program in ("cpack", "dpkg-shlibdeps", "lintian"):
    if not shutil.which(program):
        print(f"SKIP: there is no {program}")
        sys.exit(77)


def run(*command, **more):
    return subprocess.run(command, capture_output=True, text=True, check=True, **more).stdout


with tempfile.TemporaryDirectory() as folder:
    folder = pathlib.Path(folder)
    run("cpack", "-G", "DEB", "-B", folder, cwd=build)
    (package,) = folder.glob("*.deb")
    fields = {
        name: run("dpkg-deb", "-f", package, name).strip()
        for name in ("Package", "Version", "Depends", "Section", "Maintainer", "Description")
    }
    assert fields["Package"] == "assay" and fields["Version"] == version, fields
    assert fields["Maintainer"] == "The assay project <assay@assay.localhost>", fields
    # One package for Debian 12 and 13: it depends on nothing that has another name there.
    libraries = sorted(each.split()[0] for each in fields["Depends"].split(","))
    assert libraries == [
        "libc6",
        "libcld2-0",
        "libgcc-s1",
        "libncursesw6",
        "libstdc++6",
        "libtinfo6",
        "libxapian30",
    ], fields
    run("dpkg-deb", "-x", package, folder / "root")
    usr = folder / "root" / "usr"
    files = sorted(path.relative_to(usr).as_posix() for path in usr.rglob("*") if path.is_file())
    assert files == sorted(FILES), files
    assert f"assay {version}" in gzip.open(usr / "share/man/man1/assay.1.gz", "rt").readline()
    assert f"assay ({version})" in gzip.open(usr / "share/doc/assay/changelog.gz", "rt").readline()
    assert (
        run(usr / "bin/assay", "--version", env={"ASAN_OPTIONS": "detect_leaks=0"})
        == f"assay {version}\n"
    )
    lintian = subprocess.run(
        ["lintian", "--fail-on", "error", package], capture_output=True, text=True
    )
    print(lintian.stdout + lintian.stderr)
    sys.exit(lintian.returncode)
