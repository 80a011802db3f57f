#!/usr/bin/env python3
"""assay mcp, frame by frame: both kinds of revision, errors, hostile frames, and the four tools.

usage: protocol_test.py BINARY SOURCE_DIRECTORY
"""
import json, os, pathlib, shutil, subprocess, sys, tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from client import META, VERSION, Client, ask_all, call, frame, plain

binary, source = (pathlib.Path(argument).resolve() for argument in sys.argv[1:])
failed = []


def check(what, ok, shown=""):
    print(f"{'ok  ' if ok else 'FAIL'} {what}")
    if not ok:
        failed.append(what)
        print("    ", str(shown)[:2000])


def without(key):
    """Returns tools/list of 2026-07-28 that lacks a key of _meta."""
    return {
        "jsonrpc": "2.0",
        "id": 1,
        "method": "tools/list",
        "params": {"_meta": {name: value for name, value in META.items() if name != key}},
    }


def of_version(version, method="tools/list"):
    return {
        "jsonrpc": "2.0",
        "id": 1,
        "method": method,
        "params": {"_meta": {**META, "io.modelcontextprotocol/protocolVersion": version}},
    }


INITIALIZE = plain(
    "initialize",
    {
        "protocolVersion": "2025-11-25",
        "capabilities": {},
        "clientInfo": {"name": "test", "version": "1"},
    },
)

# A frame -> the code of the error and the id in the answer; None, None = no answer at all.
FRAMES = [
    (b"", None, None),
    (b"  \t", None, None),
    (b"{", -32700, None),
    (b"rain", -32700, None),
    (b'{"jsonrpc":"2.0","id":1,"method":"ping"', -32700, None),
    (b'\xff\xfe{"jsonrpc":"2.0"}', -32700, None),
    (b'{"jsonrpc":"2.0","id":"\xc3","method":"ping"}', -32700, None),
    (b'{"jsonrpc":"2.0","id":"\\ud800","method":"ping"}', -32700, None),
    (b'{"jsonrpc":"2.0","id":1e999,"method":"ping"}', -32700, None),
    (b'{"jsonrpc":"2.0","id":1,"method":"ping"} {}', -32700, None),
    (b"NaN", -32700, None),
    (b"1", -32600, None),
    (b"null", -32600, None),
    (b'"ping"', -32600, None),
    (b"[]", -32600, None),
    (b'[{"jsonrpc":"2.0","id":1,"method":"ping"}]', -32600, None),  # there are no batches
    (b"{}", -32600, None),
    (b'{"id":3}', -32600, 3),
    (b'{"id":4,"method":"ping"}', -32600, 4),
    (b'{"jsonrpc":"1.0","id":5,"method":"ping"}', -32600, 5),
    (b'{"jsonrpc":2.0,"id":6,"method":"ping"}', -32600, 6),
    (b'{"jsonrpc":"2.0","id":7,"method":7}', -32600, 7),
    (b'{"jsonrpc":"2.0","id":null,"method":"ping"}', -32600, None),
    (b'{"jsonrpc":"2.0","id":1.5,"method":"ping"}', -32600, None),
    (b'{"jsonrpc":"2.0","id":true,"method":"ping"}', -32600, None),
    (b'{"jsonrpc":"2.0","id":[1],"method":"ping"}', -32600, None),
    (b'{"jsonrpc":"2.0","id":{"a":1},"method":"ping"}', -32600, None),
    (b'{"jsonrpc":"2.0","id":8,"method":"ping","params":[]}', -32602, 8),
    (b'{"jsonrpc":"2.0","id":9,"method":"ping","params":{"_meta":1}}', -32602, 9),
    (b'{"jsonrpc":"2.0","id":"\\u0000\\u001b[31m","method":"no"}', -32601, "\0\x1b[31m"),
    (b'{"jsonrpc":"2.0","id":-9223372036854775808,"method":"no"}', -32601, -(2**63)),
    (b'{"jsonrpc":"2.0","id":18446744073709551615,"method":"no"}', -32601, 2**64 - 1),
    (b'{"jsonrpc":"2.0","id":10,"method":""}', -32601, 10),
    (b'{"jsonrpc":"2.0","id":11,"method":"ping","method":"no"}', -32601, 11),
    (b"[" * 100_000, -32700, None),
    (b"[" * 100_000 + b"]" * 100_000, -32600, None),
    (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, -32600, None),
    (b" " * (1 << 20) + b"{}", -32600, None),  # too long
    (b"x" * (3 << 20), -32600, None),
    (b'{"jsonrpc":"2.0","method":"notifications/initialized"}', None, None),
    (b'{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1}}', None, None),
    (b'{"method":"notifications/nothing of the kind","params":7}', None, None),
    (b'{"jsonrpc":"2.0","id":1,"result":{}}', None, None),  # to a request that was never made
    (b'{"jsonrpc":"2.0","id":1,"error":{"code":1,"message":""}}', None, None),
    # The stateless revision.
    (of_version("1900-01-01"), -32022, 1),
    (of_version("2025-11-25"), -32022, 1),
    (of_version("", "server/discover"), -32022, 1),
    (of_version(7), -32602, 1),
    (of_version(None), -32602, 1),
    (without("io.modelcontextprotocol/protocolVersion"), -32602, 1),
    (without("io.modelcontextprotocol/clientCapabilities"), -32602, 1),
    (plain("server/discover"), -32602, 1),
    (plain("tools/list"), -32602, 1),  # before initialize
    (plain("tools/call", {"name": "search", "arguments": {"query": ""}}), -32602, 1),
    (frame("initialize"), -32601, 1),
    (frame("ping"), -32601, 1),
    (frame("logging/setLevel", {"level": "debug"}), -32601, 1),
    (frame("resources/subscribe", {"uri": "assay://note/a.md"}), -32601, 1),
    (frame("resources/unsubscribe", {"uri": "assay://note/a.md"}), -32601, 1),
    (frame("subscriptions/listen", {"notifications": {}}), -32601, 1),
    (frame("prompts/list"), -32601, 1),
    (frame("tools/list", {"cursor": "2"}), -32602, 1),
    (frame("tools/call", {"name": "delete", "arguments": {}}), -32602, 1),
    (frame("tools/call", {"name": 7}), -32602, 1),
    (frame("tools/call", {"name": "search", "arguments": []}), -32602, 1),
    (frame("resources/read", {}), -32602, 1),
    (frame("resources/read", {"uri": "file:///etc/passwd"}), -32602, 1),
    (frame("resources/read", {"uri": "assay://note/../../../etc/passwd"}), -32602, 1),
    (frame("resources/read", {"uri": "assay://note/%2e%2e/%2e%2e/etc/passwd"}), -32602, 1),
    (frame("resources/read", {"uri": "assay://note/"}), -32602, 1),
    (frame("resources/read", {"uri": "assay://note//etc/passwd"}), -32602, 1),
    (frame("resources/read", {"uri": "assay://note/rain-gardens.md%00"}), -32602, 1),
    (frame("resources/read", {"uri": "assay://note/rain-gardens.md?lines=x"}), -32602, 1),
    (frame("resources/read", {"uri": "assay://note/rain-gardens.md?lines=9:2"}), -32602, 1),
    (frame("resources/read", {"uri": "assay://note/rain-gardens.md?lines=9999"}), -32602, 1),
    (frame("resources/read", {"uri": "assay://tag/%22"}), -32602, 1),
    (frame("resources/read", {"uri": "assay://tag/"}), -32602, 1),
    (frame("resources/read", {"uri": "assay://tag/no-such-tag"}), -32602, 1),
    (frame("completion/complete", {}), -32602, 1),
    (
        frame(
            "completion/complete",
            {"ref": {"type": "ref/prompt", "name": "x"}, "argument": {"name": "a", "value": ""}},
        ),
        -32602,
        1,
    ),
    (
        frame(
            "completion/complete",
            {
                "ref": {"type": "ref/resource", "uri": "x://{y}"},
                "argument": {"name": "y", "value": ""},
            },
        ),
        -32602,
        1,
    ),
]

# A tool and its arguments -> a part of what the model reads: an error that it can mend.
MISTAKES = [
    ("search", {}, "the argument query is missing"),
    ("search", {"querry": "rain"}, "did you mean query?"),
    ("search", {"query": "rain", "limits": 3}, "did you mean limit?"),
    ("search", {"query": "rain", "xyz": 3}, "the arguments are query, tags, limit, offset, plain"),
    ("search", {"query": 7}, "query takes a string"),
    ("search", {"query": "rain", "limit": 0}, "limit is from 1 to 50"),
    ("search", {"query": "rain", "limit": 51}, "limit is from 1 to 50"),
    ("search", {"query": "rain", "limit": 2**64 - 1}, "limit is from 1 to 50"),
    ("search", {"query": "rain", "limit": 2.5}, "limit takes a whole number"),
    ("search", {"query": "rain", "limit": "8"}, "limit takes a whole number"),
    ("search", {"query": "rain", "offset": -1}, "offset is from 0"),
    ("search", {"query": "rain", "plain": "yes"}, "plain takes true or false"),
    ("search", {"query": "rain", "tags": "city"}, "tags takes a list of strings"),
    ("search", {"query": "rain", "tags": [1]}, "an item of tags takes a string"),
    ("search", {"query": "rain", "tags": ["a"] * 65}, "more than 64 items"),
    ("search", {"query": "x" * 5000}, "longer than 4096 bytes"),
    ("search", {"query": '"open'}, "column 1"),
    ("search", {"query": "titel:x"}, "title:"),
    ("read", {}, "the argument note is missing"),
    ("read", {"note": ""}, "no note"),
    ("read", {"note": "no-such-note-at-all"}, "no note"),
    ("read", {"note": "rain-gardns"}, "rain-gardens"),
    ("read", {"note": "/etc/passwd"}, "no note"),
    ("read", {"note": "../../etc/passwd"}, "no note"),
    ("read", {"note": "rain-gardens", "anchor": "no-such-heading"}, "no-such-heading"),
    ("read", {"note": "rain-gardens", "lines": "7:3"}, "ends before it begins"),
    ("read", {"note": "rain-gardens", "lines": "99999"}, "has no line 99999"),
    ("read", {"note": "rain-gardens", "lines": "all"}, "lines takes line numbers, not all"),
    ("read", {"note": "rain-gardens", "lines": "3.x:"}, "not a range of lines"),
    ("read", {"note": "rain-gardens", "lines": "3", "anchor": "a"}, "cannot be used together"),
    ("read", {"note": "rain-gardens", "max_bytes": 50}, "max_bytes is from 100 to 20000"),
    ("tags", {"query": "("}, "column"),
    ("tags", {"q": ""}, "the arguments are query"),
    ("related", {"note": "rain-gardens", "kind": "likes"}, "kind is one of similar, links"),
    ("related", {"note": "no-such-note-at-all"}, "no note"),
]


def frames(env):
    for request, code, identity in FRAMES:
        answers, done = ask_all(binary, env, [request, frame("tools/list", identity="after")])
        shown = request if isinstance(request, bytes) else json.dumps(request)
        before = answers[:-1]
        ok = answers[-1]["id"] == "after" and len(before) == (code is not None)
        if ok and before:
            ok = before[0]["error"]["code"] == code and before[0].get("id") == identity
        check(f"{shown[:90]!r} -> {code}", ok and not done.stderr, (answers[:1], done.stderr))


def mistakes(env):
    answers, _ = ask_all(binary, env, [call(tool, given) for tool, given, _ in MISTAKES])
    for (tool, given, expected), answer in zip(MISTAKES, answers):
        result = answer.get("result", {})
        text = result.get("content", [{"text": ""}])[0]["text"]
        ok = (
            result.get("isError") is True and expected in text and "structuredContent" not in result
        )
        check(f"{tool} {str(given)[:70]}: {expected}", ok, answer)


def stateless(env):
    (discovered, tools, listed, templates), _ = ask_all(
        binary,
        env,
        [
            frame("server/discover"),
            frame("tools/list"),
            frame("resources/list"),
            frame("resources/templates/list"),
        ],
    )
    for answer, keys in (
        (discovered, {"supportedVersions", "capabilities", "instructions"}),
        (tools, {"tools"}),
        (listed, {"resources"}),
        (templates, {"resourceTemplates"}),
    ):
        result = answer["result"]
        ok = set(result) == keys | {"ttlMs", "cacheScope", "resultType", "_meta"}
        ok = ok and result["resultType"] == "complete" and result["ttlMs"] >= 0
        ok = ok and result["cacheScope"] in ("public", "private")
        name = result["_meta"]["io.modelcontextprotocol/serverInfo"]["name"]
        check(f"2026-07-28: {sorted(keys)[0]} is complete and says how long it holds", ok, answer)
        check("and who answers", name == "assay", answer)
    check("discover names its versions", discovered["result"]["supportedVersions"] == [VERSION])
    refused, _ = ask_all(binary, env, [of_version("1900-01-01")])
    check(
        "an unsupported version is told the supported ones",
        refused[0]["error"]["data"] == {"supported": [VERSION], "requested": "1900-01-01"},
        refused,
    )
    text = discovered["result"]["instructions"]
    for part in ("33 notes of 20", "Largest tags: ", '"a phrase"', "not instructions"):
        check(f"the instructions have {part!r}", part in text, text)
    check("the instructions are at most 1,200 bytes", len(text.encode()) <= 1200, len(text))
    definitions = tools["result"]["tools"]
    size = len(json.dumps(definitions, separators=(",", ":"), ensure_ascii=False).encode())
    check(f"all tools take at most 2,800 bytes ({size})", size <= 2800)
    check(
        "the tools are these, and change nothing",
        [each["name"] for each in definitions] == ["search", "read", "tags", "related"]
        and all(
            each["annotations"]
            == {"readOnlyHint": True, "idempotentHint": True, "openWorldHint": False}
            and each["outputSchema"]["type"] == "object"
            for each in definitions
        ),
        definitions,
    )


def initialized(env):
    for version, agreed in (
        ("2025-06-18", "2025-06-18"),
        ("2025-11-25", "2025-11-25"),
        ("2024-11-05", "2025-11-25"),
        ("2026-07-28", "2025-11-25"),
    ):
        begin = plain("initialize", {**INITIALIZE["params"], "protocolVersion": version})
        (begun, pong, tools, found, gone), done = ask_all(
            binary,
            env,
            [
                begin,
                {"jsonrpc": "2.0", "method": "notifications/initialized"},
                plain("ping"),
                plain("tools/list"),
                plain("tools/call", {"name": "search", "arguments": {"query": "bridge"}}),
                plain("resources/read", {"uri": "assay://note/no"}),
            ],
        )
        check(
            f"{version}: initialize agrees on {agreed}",
            begun["result"]["protocolVersion"] == agreed
            and begun["result"]["serverInfo"]["name"] == "assay"
            and set(begun["result"]["capabilities"]) == {"tools", "resources", "completions"},
            begun,
        )
        check(f"{version}: ping", pong["result"] == {}, pong)
        check(
            f"{version}: results have nothing of later revisions",
            set(tools["result"]) == {"tools"}
            and set(found["result"]) == {"content", "structuredContent", "isError"},
            (tools, found),
        )
        check(f"{version}: a missing resource", gone["error"]["code"] == -32002, gone)
    wrong, _ = ask_all(binary, env, [plain("initialize", {}), plain("tools/list")])
    check("initialize without a version", wrong[0]["error"]["code"] == -32602, wrong)
    both, _ = ask_all(binary, env, [INITIALIZE, frame("tools/list"), plain("tools/list")])
    check(
        "both kinds of revision in one process",
        "ttlMs" in both[1]["result"] and "ttlMs" not in both[2]["result"],
        both[1:],
    )


def tools(env, notes):
    client = Client(binary, env)

    def answer(name, **arguments):
        result = client.ask(call(name, arguments))[0]["result"]
        assert not result["isError"], result
        return result["structuredContent"], result["content"][0]["text"]

    def texts(method, **params):
        return client.ask(frame(method, params))[0]["result"]

    def same_as_cli(*arguments):
        done = subprocess.run([binary, *arguments, "--json"], env=env, capture_output=True)
        return json.loads(done.stdout)

    found, text = answer("search", query="bridge")
    cli = same_as_cli("search", "bridge", "-n", "8")
    check(
        "search finds what the command finds, in that order",
        [each["path"] for each in found["hits"]] == [each["path"] for each in cli["hits"]]
        and found["total"] == cli["total"],
        found,
    )
    check(
        "a hit has its line, and a passage of at most 300 characters",
        [each["line"] for each in found["hits"]]
        == [each["passages"][0]["line"] for each in cli["hits"]]
        and all(0 < len(each["passage"]) <= 302 for each in found["hits"]),
        found,
    )
    check(
        "both forms say the same",
        all(
            f"{hit['path']}:{hit['line']}" in text and hit["passage"] in text
            for hit in found["hits"]
        ),
        text,
    )
    paths, offset = [], 0
    while offset is not None:
        page, _ = answer("search", query="", limit=7, offset=offset)
        paths += [each["path"] for each in page["hits"]]
        offset = page["next_offset"]
    check(
        "next_offset leads through all notes, each once",
        sorted(paths) == sorted(path.relative_to(notes).as_posix() for path in notes.rglob("*.md")),
        paths,
    )
    tagged, _ = answer("search", query="", tags=["city"])
    check("tags filter", tagged["total"] == same_as_cli("search", "-t", "city")["total"], tagged)
    plain_found, _ = answer("search", query="who (looks after the bridges", plain=True)
    check("plain takes a sentence", plain_found["total"] > 0, plain_found)
    none, text = answer("search", query="bridge xyzzyplugh-none")
    check(
        "why nothing was found, or what was found instead",
        none["total"] == 0 and none["remarks"] and none["remarks"][0] in text,
        none,
    )
    nothing, text = answer("search", query="tag:citty")
    check("a tag that is not there has a nearest one", "city" in text, text)

    written = (notes / "rain-gardens.md").read_text("utf-8")
    whole, text = answer("read", note="rain-gardens")
    check(
        "read returns the note as it was written",
        whole["text"] == written and whole["next_line"] is None and whole["next"] is None,
        whole,
    )
    check("as text too", written in text, text)
    parts, following = [], "1:"
    while following is not None:
        part, _ = answer("read", note="rain-gardens.md", lines=following, max_bytes=100)
        assert len(part["text"].encode()) <= 100 and part["text"], part
        parts.append(part["text"] if "." not in following else part["text"])
        following = part["next"]
    pieces = "".join(parts).replace("\n", "")
    check("next leads through the whole note", pieces == written.replace("\n", ""), pieces)
    heading = same_as_cli("show", "rain-gardens")["headings"][-1]
    section, _ = answer("read", note="rain-gardens", anchor=heading["anchor"])
    check("anchor reads a section", section["line"] == heading["line"], section)
    (notes / "hidden.md").write_text("one\x1b[31m\u202etwo\u200b\n\tthree 開源\n", "utf-8")
    hidden, _ = answer("read", note="hidden")
    check("no control or bidi characters", hidden["text"] == "one[31mtwo\n\tthree 開源\n", hidden)
    (notes / "hidden.md").unlink()

    counted, text = answer("tags")
    cli_tags = same_as_cli("tags")["tags"]
    check(
        "tags counts as the command does",
        [(each["tag"], each["notes"]) for each in counted["tags"]]
        == [(each["value"], each["count"]) for each in cli_tags][: len(counted["tags"])]
        and counted["total"] == len(cli_tags) == counted["more"] + len(counted["tags"]),
        counted,
    )
    some, _ = answer("tags", query="bridge")
    check("tags of the notes that match", 0 < some["total"] < counted["total"], some)
    page = (source / "doc" / "agents.md").read_text("utf-8")
    shown = page.split("```text\n")[1].split("```")[0].splitlines()
    _, read = answer("search", query="bridge maintenance", limit=2)
    lines = read.splitlines()
    check(
        "an answer is what the page shows",
        len(lines) == len(shown) and all(line.startswith(each) for line, each in zip(lines, shown)),
        read,
    )
    near, _ = answer("related", note="rain-gardens")
    check(
        "related finds what the command finds",
        [each["path"] for each in near["hits"]]
        == [each["path"] for each in same_as_cli("related", "rain-gardens", "-n", "8")["hits"]],
        near,
    )

    for name, text in {
        "linked/hub.md": "# Hub of pipes\n\n[[linked/far]], [[linked/near]], [[linked/no one]].\n",
        "linked/near.md": "# Near\n\nFrom the [hub](hub.md) only.\n",
        "linked/far.md": "# Far\n\nThe hub of pipes is named here.\n",
    }.items():
        (notes / name).parent.mkdir(exist_ok=True)
        (notes / name).write_text(text, "utf-8")
    for kind, paths in {
        "links": ["linked/far.md", "linked/near.md"],
        "backlinks": ["linked/near.md"],
        "mentions": ["linked/far.md"],
    }.items():
        of_kind, shown = answer("related", note="linked/hub.md", kind=kind)
        check(
            f"related by {kind}",
            sorted(each["path"] for each in of_kind["hits"]) == paths
            and ("links to no note: linked/no one" in shown) == (kind == "links"),
            (of_kind, shown),
        )
    of_kind, shown = answer("related", note="linked/hub.md", kind="backlinks")
    check(
        "a link back is shown with its place",
        of_kind["hits"][0]["passage"] == "From the hub only." and of_kind["hits"][0]["line"] == 3,
        of_kind,
    )

    contents = texts("resources/read", uri="assay://note/rain-gardens.md")["contents"]
    check("a note is a resource", [each["text"] for each in contents] == [written], contents)
    odd = "what? 100% #1 開.md"
    (notes / odd).write_text("rain\n" * 9000, "utf-8")
    for uri in ("assay://note/" + odd, "assay://note/what%3F%20100%25%20%231%20%E9%96%8B.md"):
        read, following = "", uri
        while following:
            contents = texts("resources/read", uri=following)["contents"]
            read += contents[0]["text"]
            following = contents[1]["uri"] if len(contents) > 1 else None
        check(f"{uri} is read in parts", read == "rain\n" * 9000, read[-100:])
    (notes / odd).unlink()
    contents = texts("resources/read", uri="assay://tag/city")["contents"]
    check("a tag is a resource", "more: " in contents[0]["text"] or "notes" in contents[0]["text"])

    def completed(template, name, value):
        return texts(
            "completion/complete",
            ref={"type": "ref/resource", "uri": template},
            argument={"name": name, "value": value},
        )["completion"]

    check(
        "paths are completed",
        completed("assay://note/{+path}", "path", "RAIN-g")["values"] == ["rain-gardens.md"],
    )
    tag_names = completed("assay://tag/{+tag}", "tag", "city")["values"]
    check("tags are completed", tag_names[0] == "city" and len(tag_names) > 1, tag_names)
    everything = completed("assay://note/{+path}", "path", "")
    check("at most 100 of all", everything["total"] == len(everything["values"]) <= 100)

    (notes / "new.md").write_text("a wordthatisnew\n")
    later, _ = answer("search", query="wordthatisnew")
    check("a note is found right after it was written", later["total"] == 1, later)
    (notes / "new.md").unlink()
    out, err, code = client.close()
    check("at the end of input it ends, and said nothing else", (out, err, code) == (b"", "", 0))


def without_index(env, home):
    env = {**env, "ASSAY_CORPUS": str(home / "other")}
    (home / "other").mkdir()
    (home / "other" / "a.md").write_text("rain\n")
    client = Client(binary, env)
    told, _ = client.ask(INITIALIZE)
    failed_call, _ = client.ask(call("search", {"query": "rain"}))
    check(
        "without an index, the instructions and the tools say what to do",
        "assay index" in told["result"]["instructions"]
        and failed_call["result"]["isError"]
        and "assay index" in failed_call["result"]["content"][0]["text"],
        (told, failed_call),
    )
    subprocess.run([binary, "index", home / "other"], env=env, capture_output=True, check=True)
    found, _ = client.ask(call("search", {"query": "rain"}))
    check("and an index made later is used", found["result"]["structuredContent"]["total"] == 1)
    client.close()


with tempfile.TemporaryDirectory() as home:
    home = pathlib.Path(home)
    notes = home / "notes"
    shutil.copytree(source / "data" / "essays", notes)
    env = {"HOME": str(home), "LC_ALL": "C.UTF-8", "ASSAY_CORPUS": str(notes)}
    subprocess.run([binary, "index", notes], env=env, capture_output=True, check=True)
    frames(env)
    stateless(env)
    initialized(env)
    mistakes(env)
    tools(env, notes)
    without_index(env, home)
sys.exit(bool(failed))
