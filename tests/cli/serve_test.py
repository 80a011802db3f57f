#!/usr/bin/env python3
"""assay serve over the network: who may ask, what is refused, that it goes on, and that
/api/ prints what --json prints.

usage: serve_test.py BINARY SOURCE_DIRECTORY
"""
import concurrent.futures, html.parser, http.client, json, os, pathlib, signal, socket, subprocess
import sys, tempfile, threading, time
import jsonschema

binary, source = str(pathlib.Path(sys.argv[1]).resolve()), pathlib.Path(sys.argv[2]).resolve()
wrong = []
checks = 0


def check(holds, *what):
    global checks
    checks += 1
    if not holds:
        wrong.append(" ".join(map(str, what)))


class Shown(html.parser.HTMLParser):
    """What a page shows of a note: its links by their text, its pictures and its headings."""

    def __init__(self, page):
        super().__init__()
        self.ways, self.pictures, self.headings = {}, [], []
        self.open = []  # [tag, class, address, text]
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "img":
            self.pictures.append(given.get("src"))
        elif tag in ("a", "span", "h1", "h2", "h3"):
            self.open.append([tag, given.get("class") or "", given.get("href"), ""])

    def handle_endtag(self, tag):
        if tag not in ("a", "span", "h1", "h2", "h3") or not self.open:
            return
        tag, kind, address, text = self.open.pop()
        if tag.startswith("h"):
            self.headings.append(text.strip())
        elif tag == "a" or kind:
            self.ways.setdefault(text, []).append((address, kind))
        if self.open and kind != "hidden":
            self.open[-1][3] += text

    def handle_data(self, data):
        if self.open:
            self.open[-1][3] += data


class Server:
    def __init__(self, env, *args):
        self.process = subprocess.Popen(
            [binary, "serve", *args, "--json"],
            env=env,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        line = self.process.stdout.readline()
        assert line, self.process.stderr.read()
        self.said = json.loads(line)
        self.port, self.token = self.said["port"], self.said["token"]
        self.host = f"127.0.0.1:{self.port}"

    def ask(self, target, method="GET", body=None, own=True, **headers):
        """Returns (status, headers, body)."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=15)
        given = {"Cookie": f"assay-{self.port}={self.token}"} if own else {}
        given |= {name.replace("_", "-"): value for name, value in headers.items()}
        connection.putrequest(method, target, skip_host="Host" in given, skip_accept_encoding=True)
        for name, value in given.items():
            connection.putheader(name, value)
        if body is not None:
            connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body)
        answer = connection.getresponse()
        read = answer.status, dict(answer.getheaders()), answer.read()
        connection.close()
        return read

    def raw(self, data, timeout=3):
        """Sends bytes, and returns all that comes back until the connection is closed."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=timeout) as connection:
            read = b""
            try:
                connection.sendall(data)
                while part := connection.recv(65536):
                    read += part
            except (ConnectionError, TimeoutError, socket.timeout):
                pass
            return read

    def is_alive(self):
        return self.process.poll() is None and self.ask("/api/stats")[0] == 200

    def end(self, with_signal=signal.SIGTERM):
        begin = time.monotonic()
        self.process.send_signal(with_signal)
        code = self.process.wait(timeout=5)
        return code, time.monotonic() - begin


def status_of(answer):
    """The status of the first response; 0 if the connection was closed without one."""
    return int(answer.split(b" ", 2)[1]) if answer.startswith(b"HTTP/1.") else 0


with tempfile.TemporaryDirectory() as home:
    env = {"HOME": home, "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
    notes = pathlib.Path(home) / "notes"
    (notes / "deep").mkdir(parents=True)
    for essay in (source / "data" / "essays").glob("*.md"):
        (notes / essay.name).write_bytes(essay.read_bytes())
    outside = pathlib.Path(home) / "secret.md"
    outside.write_text("# Outside\nunreachable\n")
    (notes / "hostile.md").write_text(
        "# <script>alert(1)</script>\n\n<img src=x onerror=alert(1)> [x](javascript:alert(1)) "
        "![y](//elsewhere.example/y.png) <iframe src=/></iframe>\n\nhostilemarker\n",
        "utf-8",
    )
    (notes / "deep" / "pixel.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (notes / "deep" / "x.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    (notes / "plain.txt").write_text("no note")
    (notes / "linking.md").write_text(
        "# A linking note\n\nTo [[rain-gardens|rain gardens]], [[Night buses]], [[#Below|below]], "
        "[[rain-gardens#^none|no block]], [[nowhere yet]], [gone](missing.md), "
        "[its why](rain-gardens.md#pipe-and-garden), [no part](rain-gardens.md#none), "
        "[text](plain.txt), "
        "[web](https://example.org/), <https://example.com/>, [odd](javascript:alert(1)), "
        "[root](/elsewhere), [folder](deep/), [up](deep/up.md), ![[pixel.png]], "
        "![p](deep/pixel.png), "
        "![[no.png]], [picture](deep/pixel.png).\n\n## Below\n\n![[deep/up]]\n\n"
        "<kbd>K</kbd> <i onclick=alert(1)>x</i> <script>alert(1)</script> A NIGHT BUSES mention.\n",
        "utf-8",
    )
    (notes / "deep" / "up.md").write_text(
        "Up to [[linking]], [rain](../rain-gardens.md), [none](up2.md), [self](#top).\n"
    )
    (notes / "rtl.md").write_text("# No links\n\nNight buses at night.\n")
    os.symlink(outside, notes / "deep" / "link.png")
    os.symlink("/etc/passwd", notes / "deep" / "passwd.png")

    server = Server(env, str(notes), "--port", "0")
    own = f"Host: {server.host}\r\nCookie: assay-{server.port}={server.token}\r\n".encode()

    # ---- Who may ask ----
    for name, status, target, how in [
        ("without a token", 403, "/", dict(own=False)),
        ("with a wrong one", 403, "/?token=" + "0" * 64, dict(own=False)),
        ("with a part of one", 403, "/?token=" + server.token[:-1], dict(own=False)),
        ("wrong cookie", 403, "/", dict(own=False, Cookie=f"assay-{server.port}=x")),
        ("cookie of another port", 403, "/", dict(own=False, Cookie=f"assay-1={server.token}")),
        ("bearer", 200, "/", dict(own=False, Authorization="Bearer " + server.token)),
        ("wrong bearer", 403, "/", dict(own=False, Authorization="Bearer " + server.token[1:])),
        ("token in the address", 303, "/?token=" + server.token, dict(own=False)),
        ("cookie", 200, "/", {}),
        ("foreign host", 421, "/", dict(Host="evil.example")),
        ("rebinding", 421, "/", dict(Host=f"evil.example:{server.port}")),
        ("host with user", 421, "/", dict(Host=f"x@{server.host}")),
        ("host without port", 421, "/", dict(Host="127.0.0.1")),
        ("host of another port", 421, "/", dict(Host="127.0.0.1:1")),
        ("other loopback", 421, "/", dict(Host=f"127.0.0.2:{server.port}")),
        ("empty host", 421, "/", dict(Host="")),
        ("localhost", 200, "/", dict(Host=f"localhost:{server.port}")),
        ("foreign origin", 403, "/", dict(Origin="http://evil.example")),
        ("null origin", 403, "/", dict(Origin="null")),
        ("origin of another port", 403, "/", dict(Origin="http://127.0.0.1:1")),
        ("origin by https", 403, "/", dict(Origin=f"https://{server.host}")),
        ("own origin", 200, "/", dict(Origin=f"http://{server.host}")),
        ("cross site", 403, "/", dict(Sec_Fetch_Site="cross-site")),
        ("same site", 403, "/", dict(Sec_Fetch_Site="same-site")),
        ("own site", 200, "/", dict(Sec_Fetch_Site="same-origin")),
        ("typed", 200, "/", dict(Sec_Fetch_Site="none")),
    ]:
        got = server.ask(target, **how)[0]
        check(got == status, name, "is", got, "not", status)

    # ---- What may be asked ----
    for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "BREW"]:
        check(server.ask("/", method)[0] == 405, method, "is taken")
    check(server.ask("/", "HEAD")[2] == b"", "HEAD has a body")
    for target in [
        "/../secret.md", "/note/../secret.md", "/note/..%2Fsecret.md", "/note/%2e%2e/secret.md",
        "/note/%2e%2e%2fsecret.md", "/note/....//secret.md", "/note//etc/passwd",
        "/note/%2Fetc%2Fpasswd", "/note/..%5Csecret.md", "/note/%00", "/note/rain-gardens.md%00",
        "/note/%c0%ae%c0%ae/secret.md", "/note/%252e%252e/secret.md", "//evil.example/", "/note/",
        "/note/.", "/note/plain.txt", "/note/deep", "/picture/../secret.md", "/picture/plain.txt",
        "/picture/rain-gardens.md", "/picture/deep/link.png", "/picture/deep/passwd.png",
        "/picture/%2Fetc%2Fpasswd", "/picture/deep/../../secret.md", "/nothing", "/api/", "/api/x",
        "/api/note?note=../secret.md", "/api/note?note=/etc/passwd", "/api/note?note=",
        "/goto?note=../secret.md", "/goto?note=//evil.example", "/goto?note=http://evil.example/",
        "/?q=%ff", "/?q=%", "/?nonsense=1", "/?offset=-1", "/?year=99999", "/?q=(",
        "/api/search?q=%22", "/api/search?limit=100000", "/?sort=x",
        "/?" + "&".join(["tag=x"] * 200), "/assets/x/page.js.map", "*", "http://evil.example/",
    ]:  # fmt: skip
        status, headers, body = server.ask(target)
        check(400 <= status < 500, target, "is", status)
        check(b"unreachable" not in body and b"root:" not in body, target, "shows a file outside")
        check("Location" not in headers, target, "leads to", headers.get("Location"))
        if target.startswith("/api/"):
            check(json.loads(body)["schema"] == "assay/error", target, "is no error object")
    check(server.ask("/picture/deep/pixel.png")[1]["Content-Type"] == "image/png", "a picture")
    check("sandbox" in server.ask("/picture/deep/x.svg")[1]["Content-Security-Policy"], "an SVG")

    # ---- Not HTTP as it should be ----
    line = b"GET / HTTP/1.1\r\n"
    for name, data, statuses in [
        ("HTTP/0.9", b"GET /\r\n", {400, 0}),
        ("HTTP/2.0", b"GET / HTTP/2.0\r\n" + own + b"\r\n", {400}),
        ("HTTP/2 preface", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", {400}),
        ("TLS", bytes.fromhex("16030100a5010000a10303"), {400, 0}),
        ("nothing but blanks", b"\r\n\r\n\r\n", {400, 0}),
        ("no host", line + b"\r\n", {421}),
        ("two hosts", line + own + own + b"\r\n", {421}),
        ("two origins", line + own + b"Origin: a\r\nOrigin: b\r\n\r\n", {403}),
        ("NUL in a header", line + own + b"X: a\0b\r\n\r\n", {400}),
        ("NUL in the target", b"GET /\0 HTTP/1.1\r\n" + own + b"\r\n", {400}),
        ("blank in the target", b"GET / x HTTP/1.1\r\n" + own + b"\r\n", {400}),
        ("no colon", line + own + b"nonsense\r\n\r\n", {400}),
        ("blank before the colon", line + own + b"X : y\r\n\r\n", {400}),
        ("large header", line + own + b"X: " + b"a" * 20000 + b"\r\n\r\n", {431}),
        ("many headers", line + own + b"X: y\r\n" * 4000 + b"\r\n", {431}),
        ("long target", b"GET /?q=" + b"a" * 20000 + b" HTTP/1.1\r\n" + own + b"\r\n", {431}),
        ("body of GET", line + own + b"Content-Length: 3\r\n\r\nabc", {400}),
        ("large body",
         b"POST /open HTTP/1.1\r\n" + own + b"Content-Length: 99999999\r\n\r\n", {413}),
        ("chunks",
         b"POST /open HTTP/1.1\r\n" + own + b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", {400}),
        ("length and chunks", b"POST /open HTTP/1.1\r\n" + own
         + b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
         b"GET /stats HTTP/1.1\r\n\r\n", {400}),
        ("chunks and length", b"POST /open HTTP/1.1\r\n" + own
         + b"Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n", {400}),
        ("two lengths", b"POST /open HTTP/1.1\r\n" + own
         + b"Content-Length: 4\r\nContent-Length: 5\r\n\r\nabcde", {400}),
        ("length with a sign",
         b"POST /open HTTP/1.1\r\n" + own + b"Content-Length: +4\r\n\r\nabcd", {400}),
        ("negative length",
         b"POST /open HTTP/1.1\r\n" + own + b"Content-Length: -1\r\n\r\n", {400}),
        ("huge length",
         b"POST /open HTTP/1.1\r\n" + own
         + b"Content-Length: 99999999999999999999999\r\n\r\n", {400}),
        ("wrapped header", line + own
         + b"Origin: http://evil.example\r\n  more\r\n\r\n", {400, 403}),
        ("bare line ends", line.replace(b"\r", b"") + own.replace(b"\r", b"") + b"\n", {400, 0}),
    ]:  # fmt: skip
        answer = server.raw(data)
        check(status_of(answer) in statuses, name, "is", status_of(answer), answer[:80])
        check(answer.count(b"HTTP/1.1 ") <= 1, name, "has a second response")
    pipelined = server.raw((line + own + b"\r\n") * 5 + line + own + b"Connection: close\r\n\r\n")
    check(pipelined.count(b"HTTP/1.1 200") == 6, "pipelined requests are all answered, in order")

    # ---- /open ----
    form = b"note=rain-gardens.md&line=3"
    check(server.ask("/open")[0] == 405, "GET /open")
    check(server.ask("/open", "POST", form)[0] == 403, "POST without an origin")
    check(server.ask("/open", "POST", form, Origin="http://evil.example")[0] == 403, "its origin")
    check(
        server.ask("/open", "POST", form, own=False, Origin=f"http://{server.host}")[0] == 403,
        "POST without a token",
    )
    check(
        server.ask("/open", "POST", b"note=../secret.md", Origin=f"http://{server.host}")[0] == 404,
        "POST for a file outside",
    )

    # ---- Every response keeps others out, and no note is kept or runs anything ----
    for target in [
        "/",
        "/note/hostile.md",
        "/stats",
        "/nothing",
        "/api/stats",
        "/?q=hostilemarker",
    ]:
        status, headers, body = server.ask(target)
        policy = headers["Content-Security-Policy"]
        check("default-src 'none'" in policy and "unsafe" not in policy, target, policy)
        for name, value in {
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
            "Cache-Control": "no-store",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
        }.items():
            check(headers.get(name) == value, target, name, headers.get(name))
        text = body.decode()
        if not target.startswith("/api/"):
            for harmful in [
                "<script>",
                "<iframe",
                "onerror=alert(1)>",
                'href="javascript',
                "<style",
                " style=",
            ]:
                check(harmful not in text, target, "has", harmful)
            check('src="//' not in text and 'src="http' not in text, target, "loads from elsewhere")
    check(b"alert(1)" in server.ask("/note/hostile.md")[2], "raw HTML is shown as text")
    headers = server.ask("/?token=" + server.token + "&q=rain", own=False)[1]
    check(headers["Location"] == "/?q=rain", "the token stays in", headers["Location"])
    check(
        "HttpOnly" in headers["Set-Cookie"] and "SameSite=Strict" in headers["Set-Cookie"], headers
    )
    script = [part for part in server.ask("/")[2].decode().split('"') if part.endswith("/page.js")][
        0
    ]
    tag = server.ask(script)[1]["ETag"]
    check(server.ask(script, If_None_Match=tag)[0] == 304, "an asset is sent again")
    assets = sum(len(server.ask(address)[2]) for address in [script, script.replace(".js", ".css")])
    check(assets <= 40 * 1024, "the assets have", assets, "bytes")

    # ---- The same JSON as --json ----
    def printed(*args):
        done = subprocess.run(
            [binary, *args, "--json", "--corpus", str(notes)],
            env=env,
            capture_output=True,
            text=True,
        )
        return json.loads(done.stdout)

    for target, args in [
        ("search?q=open-source+infrastructure", ["search", "open-source infrastructure"]),
        ("search?q=city&tag=governance&limit=2&offset=1&passages=all",
         "search city -t governance -n 2 --offset 1 --passages all".split()),
        ("search", ["search"]),
        ("search?q=infrastrcture", ["search", "infrastrcture"]),
        ("search?q=xyzzyq", ["search", "xyzzyq"]),
        ("search?q=rain&explain&blocks&text&offsets=utf16",
         "search rain --explain --blocks --text --offsets utf16".split()),
        ("search?q=city&sort=title&reverse=1&facets=tag",
         "search city --sort title --reverse --facets tag".split()),
        ("search?after=2023&before=2024&not_tag=commons",
         "search --after 2023 --before 2024 -T commons".split()),
        ("tags", ["tags"]),
        ("tags?q=city&depth=1&sort=name", "tags city --depth 1 --sort name".split()),
        ("note?note=rain-gardens", ["show", "rain-gardens"]),
        ("note?note=rain-gardens&mark=rain", "show rain-gardens --mark rain".split()),
        ("note?note=who-maintains-the-commons%23the-unpaid-layer",
         ["show", "who-maintains-the-commons#the-unpaid-layer"]),
        ("related?note=rain-gardens&limit=3", "related rain-gardens -n 3".split()),
        ("stats", ["stats"]),
        ("links?note=linking", ["links", "linking"]),
        ("links?note=linking&limit=3", "links linking -n 3".split()),
        ("links?note=rtl", ["links", "rtl"]),
        ("links?orphans=1", ["links", "--orphans"]),
        ("links?dead_ends", ["links", "--dead-ends"]),
        ("links?wanted", ["links", "--wanted"]),
        ("links?broken&limit=2", "links --broken -n 2".split()),
        ("links?graph", ["links", "--graph"]),
        ("backlinks?note=rain-gardens", ["backlinks", "rain-gardens"]),
        ("backlinks?note=rain-gardens&limit=1&passages=1&offsets=utf16",
         "backlinks rain-gardens -n 1 --passages 1 --offsets utf16".split()),
        ("mentions?note=night-buses", ["mentions", "night-buses"]),
        ("mentions?note=linking&offset=1", "mentions linking --offset 1".split()),
    ]:  # fmt: skip
        given, expected = json.loads(server.ask("/api/" + target)[2]), printed(*args)
        for each in (given, expected):
            each.pop("elapsed_ms", None)
        check(given == expected, "/api/" + target, "is not what", args, "prints")
    for target, status in [
        ("links", 404),
        ("links?note=nowhere-at-all", 404),
        ("links?note=linking&orphans", 400),
        ("links?wanted&broken", 400),
        ("links?graph&tag=x", 400),
        ("links?orphans&limit=100000", 400),
        ("backlinks", 404),
        ("backlinks?note=../secret.md", 404),
        ("mentions?note=linking&passages=x", 400),
    ]:
        got, _, body = server.ask("/api/" + target)
        check(got == status and json.loads(body)["schema"] == "assay/error", target, "is", got)

    # ---- Links of a note lead where assay links says ----
    for name in ["linking", "rain-gardens", "night-buses", "who-maintains-the-commons", "deep/up"]:
        links = printed("links", name)["links"]
        shown = Shown(server.ask(f"/note/{name}.md")[2].decode())
        expected = [link for link in links if link["kind"] != "property"]
        check(expected, name, "has no links")
        for link in expected:
            what = (name, link["kind"], link["target"], link["state"])
            ways = shown.ways.get(link["label"] or link["target"], [])
            if link["kind"] in ("image", "embed") and link["state"] == "attachment":
                check("/picture/" + link["path"] in shown.pictures, *what, "is not shown")
            elif link["kind"] in ("image", "embed") and link["state"] != "note":
                check("broken" in [kind for _, kind in ways], *what, "is not shown as broken", ways)
            elif link["state"] == "note":
                to = "/note/" + link["path"]
                found = [way for way, kind in ways if "broken" not in kind]
                own = link["path"] == name + ".md"
                there = [way for way in found if way.split("#")[0] == ("" if own else to)]
                check(there, *what, ways)
            elif link["state"] == "outside":
                address = (link["target"], "outside")
                check(address in ways or (None, "unresolved") in ways, *what, ways)
            elif link["state"] == "attachment":
                way = "/picture/" + link["path"] if link["path"].endswith(".png") else None
                check(way in [each for each, _ in ways], *what, ways)
            elif link["path"]:
                check(("/note/" + link["path"], "broken") in ways, *what, ways)
            else:
                check((None, link["state"]) in ways, *what, ways)
    shown = Shown(server.ask("/note/linking.md")[2].decode())
    check("/note/rain-gardens.md#" in str(shown.ways["its why"]), shown.ways["its why"])
    check(shown.headings.count("A linking note") == 1, "the title twice:", shown.headings)
    linked = server.ask("/note/rain-gardens.md")[2].decode()
    check('id="backlinks"' in linked and "<mark>rain gardens</mark>" in linked, "no backlinks")
    check('id="mentions"' in server.ask("/note/night-buses.md")[2].decode(), "no mentions")
    stats = server.ask("/stats")[2].decode()
    for part, has in [
        ("linked", "/note/rain-gardens.md"),
        ("orphans", "/note/hostile.md"),
        ("broken", "there is no file missing.md"),
        ("wanted", "nowhere yet"),
    ]:
        section = stats.split(f'id="{part}"')[-1].split("</section>")[0]
        check(has in section and "<a href=" in section, "/stats has no", part)

    # ---- html: true ----
    check(b"<kbd>" not in server.ask("/note/linking.md")[2], "raw HTML without html: true")
    (notes / ".assay.yaml").write_text("html: true\n")
    page = server.ask("/note/linking.md")[2]
    check(b"<kbd>K</kbd> <i>x</i>" in page, "raw HTML is not shown")
    check(b"onclick" not in page and b"&lt;script&gt;" in page, "raw HTML is not filtered")
    check(
        b"<img src=x" not in server.ask("/note/hostile.md")[2]
        and b"<iframe" not in server.ask("/note/hostile.md")[2],
        "raw HTML with html: true",
    )
    (notes / ".assay.yaml").unlink()
    schema = json.loads(
        subprocess.run([binary, "schema", "serve"], env=env, capture_output=True).stdout
    )
    jsonschema.validate(server.said, schema, jsonschema.Draft202012Validator)

    # ---- Crowds, and clients that take their time ----
    check(server.is_alive(), "the server has gone")
    idle = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(200)]
    check(server.is_alive(), "200 connections keep others out")
    for each in idle:
        each.send(b"GET / HTTP/1.1\r\nHost: ")  # half a request
    check(server.is_alive(), "200 halves of requests keep others out")
    slow = socket.create_connection(("127.0.0.1", server.port), timeout=20)
    begin = time.monotonic()
    try:
        for byte in (line + b"X: " + b"a" * 1000).decode():
            slow.send(byte.encode())
            time.sleep(0.1)
            slow.settimeout(0.001)
            try:
                if slow.recv(1) == b"":
                    break
            except (TimeoutError, socket.timeout):
                continue
    except ConnectionError:
        pass
    check(5 < time.monotonic() - begin < 15, "a slow client was cut off", time.monotonic() - begin)
    for each in idle:
        each.close()

    # ---- Readers beside a writer; what is written is found ----
    failures = []
    stop = threading.Event()

    def read():
        while not stop.is_set():
            for target in ["/?q=city", "/api/search?q=the", "/note/rain-gardens.md?q=rain"]:
                status = server.ask(target)[0]
                if status != 200:
                    failures.append((target, status))

    with concurrent.futures.ThreadPoolExecutor(8) as readers:
        for _ in range(8):
            readers.submit(read)
        for number in range(10):
            (notes / f"new{number}.md").write_text(f"# New {number}\nfreshword{number}\n")
            time.sleep(0.2)
        stop.set()
    check(not failures, "readers beside a writer:", failures[:3])
    found = 0
    for _ in range(100):
        found = json.loads(server.ask("/api/search?q=freshword9")[2])["total"]
        if found:
            break
        time.sleep(0.1)
    check(found == 1, "a note written while the page is open is not found")
    (notes / "new9.md").unlink()
    for _ in range(100):
        if server.ask("/note/new9.md")[0] == 404:
            break
        time.sleep(0.1)
    check(server.ask("/note/new9.md")[0] == 404, "a note that is gone is shown")

    # ---- Another server, and the end ----
    second = subprocess.run(
        [binary, "serve", str(notes), "--port", str(server.port)],
        env=env,
        capture_output=True,
        text=True,
        timeout=20,
    )
    check(second.returncode == 75 and "in use" in second.stderr, "a second server:", second)
    code, _ = server.end()
    check(code == 0, "SIGTERM ends it with", code)

    read_only = Server(env, str(notes), "--port", "0", "--read-only")
    check(
        b'action="/open"' not in read_only.ask("/note/rain-gardens.md")[2],
        "a button with --read-only",
    )
    check(
        read_only.ask("/open", "POST", form, Origin=f"http://{read_only.host}")[0] == 404,
        "/open with --read-only",
    )
    check(read_only.end(signal.SIGINT)[0] == 130, "SIGINT")

    editor = pathlib.Path(home) / "editor"
    editor.write_text(f"#!/bin/sh\necho \"$@\" >{home}/opened\n")
    editor.chmod(0o755)
    opening = Server({**env, "EDITOR": f"{editor} {{path}}:{{line}}"}, str(notes), "--port", "0")
    done = opening.ask("/open", "POST", form, Origin=f"http://{opening.host}")
    check(done[0] == 204, "/open is", done)
    check(
        (pathlib.Path(home) / "opened").read_text().strip() == f"{notes}/rain-gardens.md:3",
        "the editor got something else",
    )
    opening.end()

    for args, code, said in [
        (["--listen", "nonsense"], 2, "takes an address"),
        (["--listen", "192.0.2.1"], 2, "does not have the address"),
        (["--port", "99999"], 2, "--port"),
        ([str(notes / "nowhere")], 2, "nowhere"),
    ]:
        done = subprocess.run(
            [binary, "serve", *args], env=env, cwd=notes, capture_output=True, text=True, timeout=20
        )
        check(done.returncode == code and said in done.stderr, args, done)

print("\n".join(wrong) or f"{checks} checks")
sys.exit(bool(wrong))
