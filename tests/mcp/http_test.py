#!/usr/bin/env python3
"""POST /mcp of assay serve: who may ask, what a request must say in its headers, and that an answer
is that of assay mcp.

usage: http_test.py BINARY SOURCE_DIRECTORY
"""
import base64, http.client, json, os, pathlib, shutil, subprocess, sys, tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from client import META, VERSION, ask_all, call, frame, plain, serve

binary, source = (pathlib.Path(argument).resolve() for argument in sys.argv[1:])
failed = []


def check(what, ok, shown=""):
    print(f"{'ok  ' if ok else 'FAIL'} {what}")
    if not ok:
        failed.append(what)
        print("    ", str(shown)[:2000])


JSON = {"Content-Type": "application/json", "Accept": "application/json, text/event-stream"}


def headers_of(request):
    """Returns what 2026-07-28 asks for."""
    params = request["params"]
    given = {"MCP-Protocol-Version": VERSION, "Mcp-Method": request["method"]}
    name = {"tools/call": "name", "resources/read": "uri"}.get(request["method"])
    if name and isinstance(params.get(name), str):
        value = params[name]
        if not value.isascii():
            value = f"=?base64?{base64.b64encode(value.encode()).decode()}?="
        given["Mcp-Name"] = value
    return given


LIST = frame("tools/list")
SEARCH = call("search", {"query": "bridge"})
FUTURE = frame("tools/list")
FUTURE["params"]["_meta"] = {**META, "io.modelcontextprotocol/protocolVersion": "2999-01-01"}
FUTURE_HEADERS = {**headers_of(FUTURE), "MCP-Protocol-Version": "2999-01-01"}
OLD = {"MCP-Protocol-Version": "2025-11-25"}
INITIALIZE = plain("initialize", {"protocolVersion": "2025-11-25", "capabilities": {}})

# What is sent -> the status, and the code of the error in the body; None = no error or no body.
REQUESTS = [
    ("a request", SEARCH, headers_of(SEARCH), 200, None),
    ("a tool that is not there", call("x", {}), headers_of(call("x", {})), 200, -32602),
    ("an unknown method", frame("x/y"), headers_of(frame("x/y")), 404, -32601),
    ("no version in the headers", LIST, {"Mcp-Method": "tools/list"}, 400, -32020),
    ("no method", LIST, {"MCP-Protocol-Version": VERSION}, 400, -32020),
    ("another method", LIST, {**headers_of(LIST), "Mcp-Method": "ping"}, 400, -32020),
    ("another version", LIST, {**headers_of(LIST), **OLD}, 400, -32020),
    ("another unknown version", FUTURE, headers_of(FUTURE), 400, -32020),
    ("an unknown version twice", FUTURE, FUTURE_HEADERS, 400, -32022),
    ("no name", SEARCH, headers_of(LIST) | {"Mcp-Method": "tools/call"}, 400, -32020),
    ("another name", SEARCH, {**headers_of(SEARCH), "Mcp-Name": "read"}, 400, -32020),
    ("initialize", INITIALIZE, {}, 200, None),
    ("a request after it", plain("tools/list"), OLD, 200, None),
    ("one without a version", plain("tools/list"), {}, 200, None),
    ("an unknown version", plain("tools/list"), {"MCP-Protocol-Version": "1999"}, 400, -32600),
    ("a version without _meta", plain("tools/list"), headers_of(LIST), 400, -32602),
    ("an old unknown method", plain("x/y"), OLD, 200, -32601),
    ("a notification", {"jsonrpc": "2.0", "method": "notifications/initialized"}, OLD, 202, None),
    ("an answer", {"jsonrpc": "2.0", "id": 1, "result": {}}, OLD, 202, None),
    ("not JSON", b"{", {}, 400, -32700),
    ("not UTF-8", b'{"jsonrpc":"2.0","id":1,"method":"\xff"}', {}, 400, -32700),
    ("a batch", [LIST, LIST], headers_of(LIST), 400, -32600),
    ("no body", b"", {}, 400, -32700),
    ("text", LIST, {**headers_of(LIST), "Content-Type": "text/plain"}, 415, None),
    ("no type", LIST, {**headers_of(LIST), "Content-Type": None}, 415, None),
    ("a form", LIST, {"Content-Type": "application/x-www-form-urlencoded"}, 415, None),
    ("no JSON wanted", LIST, {**headers_of(LIST), "Accept": "text/html"}, 406, None),
    ("another site", LIST, {**headers_of(LIST), "Origin": "http://example.org"}, 403, None),
    ("another host", LIST, {**headers_of(LIST), "Host": "example.org"}, 421, None),
    ("no token", LIST, {**headers_of(LIST), "Authorization": None}, 403, None),
    ("a wrong token", LIST, {**headers_of(LIST), "Authorization": "Bearer 0"}, 403, None),
    ("too much", b" " * 70_000, {}, 413, None),
]

with tempfile.TemporaryDirectory() as home:
    home = pathlib.Path(home)
    notes = home / "notes"
    shutil.copytree(source / "data" / "essays", notes)
    (notes / "開.md").write_text("# 開\n\ntext\n", "utf-8")
    env = {"HOME": str(home), "LC_ALL": "C.UTF-8", "PATH": os.environ["PATH"]}
    subprocess.run([binary, "index", notes], env=env, capture_output=True, check=True)
    page, said = serve(binary, env, notes)

    def post(request, headers, method="POST"):
        """Returns the status and the body, read."""
        body = request if isinstance(request, bytes) else json.dumps(request).encode()
        connection = http.client.HTTPConnection("127.0.0.1", said["port"], timeout=20)
        given = {"Authorization": f"Bearer {said['token']}", **JSON, **headers}
        connection.putrequest(method, "/mcp", skip_host="Host" in given)
        for name, value in given.items():
            if value is not None:
                connection.putheader(name, value)
        connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body)
        answer = connection.getresponse()
        text, kind = answer.read(), answer.getheader("Content-Type") or ""
        connection.close()
        return answer.status, json.loads(text) if kind == "application/json" else None

    for what, request, headers, status, code in REQUESTS:
        got, body = post(request, headers)
        error = (body or {}).get("error", {}).get("code")
        check(f"{what}: {status}", (got, error) == (status, code), (got, body))
        same_id = body is None or not isinstance(request, dict) or body.get("id") == request["id"]
        check(f"{what}: its id", same_id, body)
    for method in ("GET", "DELETE", "PUT"):
        check(f"{method}: 405", post(b"", {}, method)[0] == 405)

    # The same as on standard input.
    for request in (
        frame("server/discover"),
        LIST,
        SEARCH,
        call("read", {"note": "rain-gardens"}),
        call("tags", {}),
        call("related", {"note": "rain-gardens"}),
        frame("resources/read", {"uri": "assay://note/開.md"}),
        plain("ping"),
    ):
        of_meta = "_meta" in request.get("params", {})
        status, body = post(request, headers_of(request) if of_meta else OLD)
        before = [] if of_meta else [INITIALIZE]
        lines, _ = ask_all(binary, {**env, "ASSAY_CORPUS": str(notes)}, [*before, request])
        check(f"{request['method']}: as assay mcp", (status, body) == (200, lines[-1]), body)

    # A note that was just saved is found.
    (notes / "new.md").write_text("# New\n\nzyzzyva\n", "utf-8")
    request = call("search", {"query": "zyzzyva"})
    for _ in range(100):
        total = post(request, headers_of(request))[1]["result"]["structuredContent"]["total"]
        if total:
            break
    check("a note that was saved", total == 1, total)
    page.terminate()
    check("the server ends", page.wait(10) == 0)

sys.exit(bool(failed))
