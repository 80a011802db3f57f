#!/usr/bin/env python3
"""The folder of an index in any state: files of others are not touched, nothing blocks,
and our files are repaired.

usage: folder_test.py BINARY
"""
import json, os, shutil, stat, subprocess
from sandbox import Sandbox, main

NOBODY = 65534
VICTIM = "precious\n"


def tree(folder):
    """Returns everything below, with modes and contents."""
    found = {}
    for path in [folder, *sorted(folder.rglob("*"))]:
        status = path.lstat()
        content = (
            os.readlink(path)
            if path.is_symlink()
            else path.read_bytes()
            if stat.S_ISREG(status.st_mode)
            else None
        )
        found[str(path.relative_to(folder))] = (status.st_mode, content)
    return found


def clear(path):
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    elif path.exists() or path.is_symlink():
        path.unlink()


def put(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content)


# The files in a folder that is not an index of ours.
FOREIGN = {
    "a file named root": {"root": "/somewhere\n"},
    "root and photos": {"root": "x", "gen-alpha/photo.jpg": "x", "gen-000001/photo.jpg": "x"},
    "a folder named root": {"root/passwd": "x", "gen-000001/iamglass": "x"},
    "the cache of another program": {
        "CACHEDIR.TAG": "Signature: 8a477f597d28d172789f06886806bc55\n# by another\n",
        "gen-000001/a": "x",
    },
    "our names, another's content": {
        "lock": "a lock of another program",
        "root": "/x\n",
        "current": "x",
        "gen-000001/iamglass": "x",
    },
    "a generation with a guest": {
        "lock": "",
        "root": "/x\n",
        "current": "auto gen-000001\n",
        "gen-000001/iamglass": "x",
        "gen-000001/mine.txt": "x",
    },
    "one file more": {
        "lock": "",
        "root": "/x\n",
        "current": "auto gen-000001\n",
        "gen-000001/iamglass": "x",
        "mine.txt": "x",
    },
    "a git repository": {".git/config": "x"},
}


def foreign_folders(box):
    for name, files in FOREIGN.items():
        folder = box.path / "foreign"
        clear(folder)
        folder.mkdir(mode=0o755)
        for path, content in files.items():
            put(folder / path, content)
        before = tree(folder)
        for args in (["index"], ["index", "--full"], ["search", "rain"], ["check"], ["stats"]):
            done = subprocess.run(
                [
                    box.binary,
                    args[0],
                    *([str(box.notes)] if args[0] == "index" else []),
                    *args[1:],
                    "--index",
                    str(folder),
                ],
                env=box.env,
                capture_output=True,
                text=True,
                timeout=60,
                cwd=box.notes,
            )
            assert done.returncode in ((2,) if args[0] == "index" else (0, 1, 2, 3)), (
                name,
                args,
                done,
            )
            assert tree(folder) == before, (name, args, "changed")
    # An empty folder is used, and keeps the mode that its owner gave it.
    folder = box.path / "empty"
    folder.mkdir(mode=0o755)
    subprocess.run(
        [box.binary, "index", str(box.notes), "--index", str(folder)],
        env=box.env,
        check=True,
        capture_output=True,
    )
    assert stat.S_IMODE(folder.stat().st_mode) == 0o755
    readable = [str(path) for path in folder.iterdir() if path.lstat().st_mode & 0o077]
    assert not readable, readable  # what is in it is for its owner alone


def guests(box):
    """Other files in the folder of an index stay."""
    box.ok("index")
    for path in (
        "mine.txt",
        "gen-x/a",
        "gen-000009x/a",
        "gen-/a",
        "generation/a",
        "gen-0000000000001/a",
    ):
        put(box.index / path, "mine")
    (box.index / "gen-000077").symlink_to(box.notes)
    before = {path: content for path, content in tree(box.index).items() if content[1] == b"mine"}
    box.ok("index", "--full")
    box.write("new.md", "# new\n\nmud\n")
    box.run("search", "mud")
    after = tree(box.index)
    assert all(after.get(path) == content for path, content in before.items()), set(before) - set(
        after
    )
    assert (box.index / "gen-000077").is_symlink() and (box.notes / "new.md").exists()
    clear(box.index)


def links(box):
    """Nothing is written through a link in the place of a file."""
    victim = box.path / "victim"
    box.ok("index")
    good = box.path / "good-links"
    box.index.rename(good)
    generation = next(path.name for path in good.iterdir() if path.name.startswith("gen-"))
    names = [
        "lock",
        "root",
        "current",
        "CACHEDIR.TAG",
        "lock.new",
        "root.new",
        "current.new",
        "CACHEDIR.TAG.new",
    ]
    names += [
        f"{generation}/{name}"
        for name in (
            "flintlock",
            "v.tmp",
            "iamglass",
            "postlist.glass",
            "position.glass",
            "docdata.glass",
            "termlist.glass",
        )
    ]
    for number, name in enumerate(names):
        for hint in ([], ["--full"]):
            clear(box.index)
            shutil.copytree(good, box.index)
            victim.write_text(VICTIM)
            clear(box.index / name)
            (box.index / name).symlink_to(victim)
            box.write("edited.md", f"# edited {number} {hint}\n\nrain\n")
            searched = box.run("search", "rain", timeout=60)
            assert victim.read_text() == VICTIM, (name, "search")
            assert searched.returncode in (0, 2, 3), (name, searched)
            for args in (["check"], ["stats"], ["index", *hint]):
                done = box.run(*args, timeout=60)
                assert victim.read_text() == VICTIM, (name, args)
            assert done.returncode == 0, (name, done)
            assert box.answer().keys() == {
                str(path.relative_to(box.notes)) for path in box.notes.rglob("*.md")
            }, name
    clear(box.index)


def as_user(user, *command, **options):
    def become():
        os.setgroups([])
        os.setgid(user)
        os.setuid(user)

    return subprocess.run(
        command,
        capture_output=True,
        text=True,
        timeout=60,
        preexec_fn=become if os.geteuid() == 0 else None,
        **options,
    )


def other_owners(box):
    box.ok("index")
    good = box.answer()
    for mode in (0o777, 0o770, 0o1777, 0o720):
        box.index.chmod(mode)
        before = tree(box.index)
        for args in (
            ["index"],
            ["index", "--full"],
            ["search", "rain"],
            ["search", "rain", "--no-refresh"],
            ["stats"],
            ["check"],
        ):
            done = box.run(*args)
            assert (
                done.returncode == 2
                and "can be written by others" in done.stderr
                and not done.stdout
            ), (mode, args, done)
        assert tree(box.index) == before
        hint = done.stderr.split("run: ")[1].strip()
        subprocess.run(hint, shell=True, check=True)
        assert box.answer() == good, hint
    box.index.chmod(0o700)
    if os.geteuid() == 0:
        os.chown(box.index, NOBODY, NOBODY)
        for args in (["index"], ["search", "rain"], ["stats"]):
            done = box.run(*args)
            assert done.returncode == 2 and "another user" in done.stderr, (args, done)
        os.chown(box.index, 0, 0)
    clear(box.index)


def unreadable_current(box):
    """If it is unknown which generation is current, none is removed."""
    box.ok("index")
    good = box.answer()
    path = box.path
    if os.geteuid() == 0:
        for each in [path, *path.rglob("*")]:
            os.chown(each, NOBODY, NOBODY, follow_symlinks=False)
    (box.index / "gen-000009").mkdir()  # of a run that was killed
    if os.geteuid() == 0:
        os.chown(box.index / "gen-000009", NOBODY, NOBODY)
    current = box.index / "current"
    current.chmod(0)
    generations = sorted(each.name for each in box.index.glob("gen-*"))
    box.write("later.md", "# later\n\nrain\n")
    if os.geteuid() == 0:
        os.chown(box.notes / "later.md", NOBODY, NOBODY)
    for args in (["search", "rain"], ["stats"], ["search", "rain", "--no-refresh"]):
        done = as_user(NOBODY, *box.command(*args), env=box.env)
        assert done.returncode in (2, 3) and "Permission denied" in done.stderr, (args, done)
        assert sorted(each.name for each in box.index.glob("gen-*")) == generations, args
    current.chmod(0o600)
    assert box.binary and json.loads(
        as_user(
            NOBODY, *box.command("search", "", "--json", "-n", "1000", "--no-refresh"), env=box.env
        ).stdout
    )["total"] == len(good)
    current.chmod(0)
    done = as_user(NOBODY, *box.command("index"), env=box.env)
    assert done.returncode == 2 and "check its permissions" in done.stderr, done
    assert sorted(each.name for each in box.index.glob("gen-*")) == generations
    current.chmod(0o600)
    done = as_user(NOBODY, *box.command("index"), env=box.env)
    assert done.returncode == 0, done
    done = as_user(NOBODY, *box.command("search", "", "--json", "--no-refresh"), env=box.env)
    assert json.loads(done.stdout)["total"] == len(good) + 1, done
    assert len(list(box.index.glob("gen-*"))) == 1
    if os.geteuid() == 0:
        for each in [path, *path.rglob("*")]:
            os.chown(each, 0, 0, follow_symlinks=False)
    clear(box.index)
    (box.notes / "later.md").unlink()


def forbidden(box):
    """A folder without read permission: an answer without its notes says so."""
    box.write("sealed/deep/note.md", "# sealed\n\nrain\n")
    box.write("sealed-too/note.md", "# sealed too\n\nrain\n")
    if os.geteuid() == 0:
        for each in [box.path, *box.path.rglob("*")]:
            os.chown(each, NOBODY, NOBODY, follow_symlinks=False)
    search = lambda: as_user(NOBODY, *box.command("search", "rain", "-l"), env=box.env)
    assert as_user(NOBODY, *box.command("index"), env=box.env).returncode == 0
    sealed = [path for path in search().stdout.splitlines() if "sealed" in path]
    assert len(sealed) == 2, sealed
    for folders, said in (
        (["sealed/deep"], "cannot read sealed/deep: "),
        (["sealed", "sealed-too"], "cannot read sealed and 1 more: "),
    ):
        for folder in folders:
            (box.notes / folder).chmod(0)
        for more in ([], ["--json"]):
            done = as_user(NOBODY, *box.command("search", "rain", *more), env=box.env)
            assert (
                done.returncode == 0
                and done.stdout
                and said in done.stderr
                and "check its permissions" in done.stderr
            ), (folders, done)
        for folder in folders:
            (box.notes / folder).chmod(0o755)
        assert not search().stderr
    if os.geteuid() == 0:
        for each in [box.path, *box.path.rglob("*")]:
            os.chown(each, 0, 0, follow_symlinks=False)
    for folder in ("sealed", "sealed-too"):
        clear(box.notes / folder)
    clear(box.index)


REPLACEMENTS = {
    "missing": lambda path: None,
    "empty": lambda path: path.write_bytes(b""),
    "a folder": lambda path: path.mkdir(),
    "a pipe": lambda path: os.mkfifo(path),
    "a link to /dev/zero": lambda path: path.symlink_to("/dev/zero"),
    "a link to nowhere": lambda path: path.symlink_to("/nowhere/at/all"),
    "a socket": lambda path: os.mknod(path, 0o600 | stat.S_IFSOCK),
    "zeros": lambda path: path.write_bytes(bytes(9000)),
    "nonsense": lambda path: path.write_bytes(b"auto ../../elsewhere\n"),
}


def mended(box):
    """Any one file missing, or replaced: a search answers or says what to do, and that mends it."""
    box.ok("index")
    good = box.answer()
    copy = box.path / "good-mended"
    box.index.rename(copy)
    names = sorted(str(path.relative_to(copy)) for path in copy.rglob("*") if path.is_file())
    lost = {name for name in names if name.endswith(".glass")}
    assert len(lost) >= 4, names
    count = 0
    for name in names:
        for kind, put_there in REPLACEMENTS.items():
            clear(box.index)
            shutil.copytree(copy, box.index)
            (box.index / name).unlink()
            put_there(box.index / name)
            count += 1
            for args in (
                ["search", '"rain mud"', "-c", "--no-refresh"],
                ["search", "rain"],
                ["stats"],
                ["check"],
            ):
                done = box.run(*args, timeout=60)
                assert done.returncode in (0, 1, 3), (name, kind, args, done)
                if done.returncode == 3:
                    assert "hint: run: assay index" in done.stderr, (name, kind, done)
                if name in lost and kind in ("missing", "a link to nowhere"):
                    assert done.returncode == 3, (
                        name,
                        kind,
                        args,
                        done,
                    )  # never the answer of an empty table
            done = box.run("index", timeout=60)
            assert done.returncode == 0, (name, kind, done)
            if name in lost or kind == "missing":
                assert box.answer() == good, (name, kind)
            box.ok("index", "--full")
            assert box.answer() == good, (name, kind)
            box.ok("check")
    print(f"{count} folders mended")
    clear(box.index)


def few_files(box):
    """With few open files there is the whole answer or an error, never a part of the answer."""
    box.ok("index")
    ends = {}
    for args in (
        ["search", '"rain mud"', "-c", "--no-refresh"],
        ["search", "", "-c"],
        ["search", "rain", "--json"],
        ["stats"],
        ["check"],
        ["index", "--full"],
    ):
        right = box.run(*args)
        for limit in range(3, 40):
            done = subprocess.run(
                ["sh", "-c", f'ulimit -n {limit}; exec "$@"', "sh", *box.command(*args)],
                env=box.env,
                capture_output=True,
                text=True,
                timeout=60,
            )
            ends[done.returncode] = ends.get(done.returncode, 0) + 1
            if done.returncode == 127 and "shared libraries" in done.stderr:
                continue  # it did not even start
            if done.returncode == right.returncode == 0:
                if args[0] == "search" and "-c" in args:
                    assert done.stdout == right.stdout, (args, limit, done)
                continue
            assert done.returncode == 2 and "ulimit -n" in done.stderr, (
                args,
                limit,
                done,
            )  # never called damage
        box.ok("check")
        assert box.run("search", "", "-c").stdout == f"{len(list(box.notes.rglob('*.md')))}\n", args
    print(f"with few open files: exits {dict(sorted(ends.items()))}")
    clear(box.index)


def test(binary):
    with Sandbox(binary) as box:
        box.path.chmod(0o755)
        # Another user runs it too, without access to the build folder.
        box.binary = str(shutil.copy2(box.binary, box.path / "assay"))
        for i in range(20):
            box.write(f"{i % 3}/{i}.md", f"# Note {i}\n\nrain mud {i}, and mud rain\n")
        for part in (
            foreign_folders,
            guests,
            links,
            other_owners,
            unreadable_current,
            forbidden,
            few_files,
            mended,
        ):
            part(box)
            print(part.__name__, flush=True)


main(test)
