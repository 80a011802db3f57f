#!/usr/bin/env python3
"""What an answer of assay mcp may cost a model, over real notes: a usual answer 6,000 bytes, a page
of n hits 750 bytes for each, any answer 40,000; both forms of it together. And what is left out can
be had.

usage: budgets_test.py BINARY SHARED_DIRECTORY; skips (exit 77) where the corpora are absent.
    ASSAY_LONG=1 adds the largest one.
"""
import json, os, pathlib, random, subprocess, sys, tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from client import Client, call, frame

binary, shared = (pathlib.Path(argument).resolve() for argument in sys.argv[1:])
corpora = shared / "corpora"
if not corpora.is_dir():
    print(f"SKIP: there is no {corpora}")
    sys.exit(77)
USUAL, PER_HIT, MOST = 6_000, 750, 40_000
QUERIES = [
    "",
    "code",
    "the",
    "test OR note OR windows OR obsidian",
    '"in the"',
    "a sentence that somebody wrote about the tools that they use",
    "xyzzyplugh nothing of the kind",
    "tag:nothing created:1900",
    "開源 OR 的 OR の",
]
failed = []


def size_of(line):
    """Returns the bytes of the result in a frame as it was sent."""
    begin = line.index(b'"result":') + len(b'"result":')
    return len(line) - begin - 2


def budgets(name, notes, home):
    env = {"HOME": str(home), "LC_ALL": "C.UTF-8", "ASSAY_CORPUS": str(notes)}
    subprocess.run([binary, "index", notes], env=env, capture_output=True, check=True)
    client = Client(binary, env)
    largest = {}

    def ask(request, most, kind):
        answer, line = client.ask(request)
        size = size_of(line) if "result" in answer else 0
        largest[kind] = max(size, largest.get(kind, 0))
        if size > most or "error" in answer or answer["result"].get("isError"):
            failed.append((name, request, size, str(answer)[:300]))
        return answer.get("result", {})

    ask(frame("server/discover"), USUAL, "discover")
    paths = []
    for query in QUERIES:
        for plain in (False, True):
            ask(call("search", {"query": query, "plain": plain}), USUAL, "search")
        for limit in (1, 20, 50):
            most = min(MOST, PER_HIT * max(limit, 8))
            result = ask(call("search", {"query": query, "limit": limit}), most, f"search {limit}")
            paths += [each["path"] for each in result["structuredContent"]["hits"]]
        ask(call("tags", {"query": query}), USUAL, "tags")
    pages, offset = 0, 0
    while offset is not None and pages < 200:
        result = ask(call("search", {"query": "the", "offset": offset, "limit": 50}), MOST, "page")
        following = result["structuredContent"]["next_offset"]
        assert following is None or following > offset, result
        offset, pages = following, pages + 1
    files = sorted(notes.rglob("*.md"), key=lambda path: -path.stat().st_size)
    large = [path.relative_to(notes).as_posix() for path in files[:10]]
    random.seed(1)
    for path in large + random.sample(sorted(set(paths)), min(20, len(set(paths)))):
        ask(call("read", {"note": path}), MOST, "read")
        for kind in ("similar", "links", "backlinks", "mentions"):
            ask(call("related", {"note": path, "kind": kind}), USUAL, f"related {kind}")
    for path in large[:3]:
        lines, read = "1:", 0
        while lines is not None:
            part = ask(call("read", {"note": path, "lines": lines}), MOST, "read on")
            if not part:
                break
            read += len(part["structuredContent"]["text"].encode())
            lines = part["structuredContent"]["next"]
        if read < 0.95 * (notes / path).stat().st_size:
            failed.append((name, path, f"only {read} bytes were read"))
    client.close()
    print(name, json.dumps(largest))


with tempfile.TemporaryDirectory() as home:
    home = pathlib.Path(home)
    for name in ("vault-obsidian-help", "blog-haacked", "til-simonw", "nasty"):
        budgets(name, corpora / name, home)
    archive = corpora / "win32-docs.tar.zst"
    if os.environ.get("ASSAY_LONG") and archive.exists():
        (home / "win32").mkdir()
        subprocess.run(["tar", "-xf", archive, "-C", home / "win32"], check=True)
        budgets("win32-docs", home / "win32", home)
for each in failed:
    print("FAIL", each)
sys.exit(bool(failed))
