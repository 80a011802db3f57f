#!/usr/bin/env python3
"""A search beside assay watch or assay serve: it asks the watcher, and no answer is stale
without saying so.

usage: ask_test.py BINARY
"""
import json, os, shutil, signal, socket, subprocess, threading, time
from sandbox import LONG, Sandbox, main, note, seeded


def start_watch(box, *args):
    watch = box.start(
        *(args or ["watch"]), "--json", stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    assert watch.stdout.readline()
    end = time.monotonic() + 20
    while not (box.index / "watch").is_socket() and time.monotonic() < end:
        time.sleep(0.01)
    threading.Thread(target=watch.stdout.read, daemon=True).start()
    return watch


def search(box, word):
    """Returns the number of notes with the word, and how many the answer says are stale."""
    done = box.run("search", word, "--json", "--passages", "0")
    assert done.returncode in (0, 1), done
    answer = json.loads(done.stdout)
    return answer["total"], answer["index"]["stale"]


def rounds(box, chance):
    """Writes a note in one of many ways, and searches for what was written."""
    for i in range(40):
        box.write(f"{i % 4}/{i}.md", note(chance, str(i)))
    watchers = (["watch"], ["serve", "--port", "0"])
    watch = start_watch(box, *chance.choice(watchers))
    stale = kills = 0
    count = 1000 if LONG else 80
    for i in range(count):
        word, path = f"xq{i}zz", box.notes / f"{chance.randrange(4)}/{chance.randrange(40)}.md"
        way = chance.randrange(6)
        if way == 0:
            box.write(str(path.relative_to(box.notes)), f"rain {word}\n")
        elif way == 1:
            path.write_text(f"rain {word}\n")
        elif way == 2:
            (box.notes / f"new{i}").mkdir()
            (box.notes / f"new{i}/a.md").write_text(f"rain {word}\n")
        elif way == 3:
            (box.path / "outside.md").write_text(f"rain {word}\n")
            os.rename(box.path / "outside.md", path)
        elif way == 4:
            with path.open("a") as file:
                file.write(f"\n{word}\n")
                file.flush()
                total, said = search(box, word)  # not closed yet
                assert total == 1 or said > 0, (i, way)
        else:
            path.write_text(f"rain {word}\n")
            moved = box.notes / f"moved{i}"
            shutil.copytree(path.parent, moved / "sub")
            shutil.rmtree(moved)
        if chance.random() < 0.1:
            watch.send_signal(chance.choice([signal.SIGKILL, signal.SIGTERM, signal.SIGSTOP]))
            kills += 1
        total, said = search(box, word)
        assert total == 1 or said > 0, (i, way, total)
        stale += total != 1
        if chance.random() < 0.5:
            path.unlink(missing_ok=True)
            total, said = search(box, word)
            assert said > 0 or total == (1 if way == 2 else 0), (i, way, "deleted")
        if chance.random() < 0.3 or watch.poll() is not None:
            watch.kill()
            watch.wait()
            watch = start_watch(box, *chance.choice(watchers))
    watch.kill()
    watch.wait()
    print(f"{count} rounds, {kills} signals: {stale} answers were stale, and said so")


def strange_watchers(box):
    """Whatever answers on the socket, the search is right."""
    box.write("a.md", "rain")
    box.ok("index")
    answers = [b"", b"\n", b".", b".\n", b"0123456789abcdef\n", b"." * 100000, b"\0" * 64 + b"\n"]
    for number, answer in enumerate(answers):
        server = socket.socket(socket.AF_UNIX)
        where = box.index / "watch"
        where.unlink(missing_ok=True)
        server.bind(str(where))
        server.listen()

        def serve():
            connected, _ = server.accept()
            try:
                connected.sendall(answer)
            except OSError:
                pass
            connected.close()

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        box.write("a.md", f"rain word{number}x")
        assert search(box, f"word{number}x") == (1, 0), answer[:20]
        server.close()
    # A socket that nobody serves, and what is not a socket.
    box.write("a.md", "rain deadx")
    assert search(box, "deadx") == (1, 0)
    for make in (lambda at: at.write_text("x"), lambda at: at.mkdir(), os.mkfifo):
        where = box.index / "watch"
        shutil.rmtree(where) if where.is_dir() else where.unlink(missing_ok=True)
        make(where)
        assert search(box, "rain") == (1, 0)
        watch = box.start("watch", "--json", stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        assert watch.stdout.readline()
        box.write("b.md", "rain")
        assert watch.stdout.readline(), "it watches, although nobody can ask it"
        watch.terminate()
        watch.wait()
        (box.notes / "b.md").unlink()


def changes_unseen(box):
    """What the watcher cannot notice is looked for by the search itself."""
    box.write("a.md", "rain")
    elsewhere = box.path / "elsewhere.md"
    elsewhere.write_text("rain")
    os.link(elsewhere, box.notes / "twin.md")
    watch = start_watch_without_socket(box)
    elsewhere.write_text("rain through another name, seenx")
    assert search(box, "seenx") == (1, 0)
    watch.terminate()
    watch.wait()


def start_watch_without_socket(box):
    watch = box.start("watch", "--json", stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert watch.stdout.readline()
    return watch


def asked(box):
    """Returns what the watcher answers, without the dot that asks for patience."""
    with socket.socket(socket.AF_UNIX) as connected:
        connected.settimeout(20)
        connected.connect(str(box.index / "watch"))
        said = b""
        while part := connected.recv(100):
            said += part
    return said.decode().strip().lstrip(".")


def two_watchers(box):
    """The first that runs answers, and goes on when another has come and gone."""
    box.write("a.md", "rain")
    serve, watch = ["serve", "--port", "0"], ["watch"]
    for one, other in [(serve, watch), (watch, serve)]:
        first = start_watch(box, *one)
        end = time.monotonic() + 20
        while not (state := asked(box)) and time.monotonic() < end:
            time.sleep(0.01)
        assert len(state) == 16, (one, state)
        second = start_watch(box, *other)
        assert asked(box) == state
        second.terminate()
        second.wait()
        assert asked(box) == state, (one, "it does not answer after", other)
        box.write("a.md", f"rain {one[0]}beside")
        assert search(box, f"{one[0]}beside") == (1, 0)
        first.terminate()
        first.wait()
        box.write("a.md", f"rain {one[0]}alone")
        assert search(box, f"{one[0]}alone") == (1, 0)


def configurations(box):
    """A search with another configuration does not take the watcher's word."""
    box.write("a.md", "rain")
    box.write("b/c.md", "rain")
    watch = start_watch(box)
    assert search(box, "rain") == (2, 0)
    own = box.path / ".config/assay/config.yaml"
    own.parent.mkdir(parents=True)
    own.write_text("exclude: [b]\n")
    total, said = search(box, "rain")
    assert total == 1 or said > 0
    own.unlink()
    box.write(".assay.yaml", "exclude: [b]\n")
    total, said = search(box, "rain")
    assert total == 1 or said > 0
    watch.terminate()
    watch.wait()
    assert not (box.index / "watch").exists(), "the socket goes with its watcher"


def test(binary):
    chance = seeded()
    for part in (strange_watchers, changes_unseen, configurations, two_watchers):
        with Sandbox(binary) as box:
            part(box)
    with Sandbox(binary) as box:
        rounds(box, chance)
    with Sandbox(binary) as box:  # an index whose path is longer than an address of a socket
        box.index = box.path / ("long" * 40) / "index"
        box.write("a.md", "rain")
        watch = start_watch(box)
        box.write("a.md", "rain longx")
        assert search(box, "longx") == (1, 0)
        watch.terminate()
        watch.wait()


main(test)
