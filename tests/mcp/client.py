"""A client of `assay mcp` for tests: frames to the real program, and what it answers."""
import atexit, json, os, subprocess

VERSION = "2026-07-28"
META = {
    "io.modelcontextprotocol/protocolVersion": VERSION,
    "io.modelcontextprotocol/clientInfo": {"name": "test", "version": "1"},
    "io.modelcontextprotocol/clientCapabilities": {},
}


def frame(method, params=None, identity=1):
    """Returns a request of the revision 2026-07-28."""
    return {
        "jsonrpc": "2.0",
        "id": identity,
        "method": method,
        "params": {**(params or {}), "_meta": META},
    }


def plain(method, params=None, identity=1):
    """Returns a request of the revisions that begin with initialize."""
    request = {"jsonrpc": "2.0", "id": identity, "method": method}
    return request if params is None else {**request, "params": params}


def call(name, arguments, identity=1):
    return frame("tools/call", {"name": name, "arguments": arguments}, identity)


def to_bytes(request):
    return (
        request if isinstance(request, bytes) else json.dumps(request, ensure_ascii=False).encode()
    )


class Client:
    """Every answer must be one line of JSON in UTF-8."""

    def __init__(self, binary, env, *arguments, cwd=None):
        self.process = subprocess.Popen(
            [binary, "mcp", *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=env,
            cwd=cwd,
        )

    def ask(self, request):
        """Returns the frame that answers, and its bytes."""
        self.tell(request)
        line = self.process.stdout.readline()
        assert line.endswith(b"\n"), (request, line, self.process.poll())
        return json.loads(line.decode()), line

    def tell(self, request):
        self.process.stdin.write(to_bytes(request) + b"\n")
        self.process.stdin.flush()

    def close(self):
        """Ends the input; returns what else was printed, the messages and the exit code."""
        out, err = self.process.communicate(timeout=60)
        return out, err.decode(), self.process.returncode


def ask_all(binary, env, requests, *arguments):
    """Sends all, then the end of input. Returns every answer."""
    done = subprocess.run(
        [binary, "mcp", *arguments],
        input=b"".join(to_bytes(each) + b"\n" for each in requests),
        capture_output=True,
        env=env,
        timeout=600,
    )
    assert done.returncode == 0, (done.returncode, done.stderr[-2000:])
    return [json.loads(line) for line in done.stdout.decode().splitlines()], done


def serve(binary, env, notes):
    """Starts assay serve, which ends with the test at the latest. Returns the process, and what it
    printed: its port and its token."""
    page = subprocess.Popen(
        [binary, "serve", notes, "--port", "0", "--json"],
        env=env,
        stdout=subprocess.PIPE,
        text=True,
    )
    atexit.register(page.kill)
    return page, json.loads(page.stdout.readline())
