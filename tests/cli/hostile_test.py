#!/usr/bin/env python3
"""Notes, names, queries and settings full of terminal commands: nothing but text and our own
colours and links comes out.

usage: hostile_test.py BINARY
Every command is run on a pipe, on a pipe with --color always, with --json, and on a terminal.
"""
import json, os, pathlib, pty, re, subprocess, sys, tempfile

binary = str(pathlib.Path(sys.argv[1]).resolve())

# Colours, a link, the title of the window, C1 controls, bidi overrides, invisible characters, and
# the end of a script.
EVIL = "\x1b[31m\x1b]0;owned\x07\x1b]8;;http://evil\x1b\\\x9b32m\x90q\x9c\x85\u202eright\u2066\u200b\ufeff\x7f\x08\x0b\x0c\u2028\u2029</script><b>"
NAME = EVIL.replace("/", "") + "\r\n\t"
YAML = (
    EVIL.encode("unicode_escape").decode().replace('"', '\\"')
)  # \x1b, \x85, \u202e: escapes of YAML too
PLACES = {  # note -> content
    f"{NAME}/{NAME}note.md": f"# Heading {EVIL}\n\nrain {EVIL} rain\n",
    "body.md": (
        f"rain {EVIL} mud\0\n\n> rain {EVIL}\n\n```{EVIL}\nrain {EVIL}\n```\n\n"
        f"| rain {EVIL} | b |\n|---|---|\n| {EVIL} | rain |\n\n"
        f"- [[rain|{EVIL}]] [rain](<x {EVIL}>) `rain {EVIL}` $rain {EVIL}$ #tag{EVIL}\r"
        "bare return rain\n"
    ),
    "header.md": (
        f'---\ntitle: "Title rain {YAML}"\naliases: ["rain {YAML}"]\n'
        f'tags: ["mud/{YAML}", "rain{YAML}"]\ncreated: 2024-05-06\nlang: "en{YAML}"\n'
        f'permalink: "/{YAML}"\nkey{EVIL}: "rain {YAML}"\n---\n## Rain {EVIL}\n\nrain\n'
    ),
    "json.md": "---json\n"
    + json.dumps({"title": "Rain " + EVIL, "tags": [EVIL, "rain"], "status": EVIL})
    + "\n---\nrain\n",
    "plain.md": f"title: rain {EVIL}\ntags: rain{EVIL}, mud\ndate: 2024-02-30{EVIL}\n\nrain\n",
    "broken.md": f'---\ntitle: ["rain {EVIL}\ncreated: {EVIL}\ntags: {{{EVIL}\n---\nrain\n',
    "number.md": (
        f"---\npublished: maybe{EVIL}\ndate: 99/99/9999 {EVIL}\nupdated: [{EVIL}]\n" "---\nrain\n"
    ),
}
QUERY = f"rain {EVIL}"
NOWHERE = f"xqzzyk{EVIL}"
COMMANDS = [
    ["index", "--full"],
    ["index", "--dry-run"],
    ["index", "--strict"],
    ["index", f"/nowhere{EVIL}"],
    ["check"],
    ["check", f"/nowhere{EVIL}"],
    ["stats"],
    ["search", "rain"],
    ["search", "rain", "--passages", "all", "-n", "100"],
    ["search", "rain", "-l"],
    ["search", "rain", "-c"],
    ["search", "rain", "--jsonl"],
    ["search", "rain", "--explain"],
    ["search"],
    ["search", QUERY],
    ["search", NOWHERE],
    ["search", f"raim{EVIL}"],
    ["search", "--explain", f"rain OR {NOWHERE}"],
    ["search", f"({EVIL}"],
    ["search", f'"{EVIL}'],
    ["search", f"unknown{EVIL}:x"],
    ["search", f"tag:mud{EVIL}x"],
    ["search", f"tag:{NOWHERE}"],
    ["search", f"created:{EVIL}"],
    ["search", f"path:{NAME}"],
    ["search", f"lang:en{EVIL}"],
    ["search", f"meta.key{EVIL}:rain"],
    ["search", "rain", "-t", EVIL],
    ["search", "rain", "--in", NAME],
    ["search", "rain", "--after", EVIL],
    ["search", "rain", "--sort", EVIL],
    ["search", "rain", f"--option{EVIL}"],
    ["search", "rain", "--hyperlink", EVIL],
    ["search", "rain", "--hyperlink", "x:{path}" + EVIL],
    ["search", "--plain", QUERY],
    ["search", "rain", "-n", EVIL],
    ["search", "rain", "--corpus", EVIL],
    ["search", "rain", "--index", EVIL],
    ["tags"],
    ["tags", "rain"],
    ["tags", NOWHERE],
    ["kwic", "rain"],
    ["kwic", "rain", "--sort", "left"],
    ["kwic", NOWHERE],
    ["kwic", f"({EVIL}"],
    ["kwic", "right"],
    ["show", "note"],
    ["show", f"{NAME}/{NAME}note.md"],
    ["show", "body", "--mark", "rain"],
    ["show", "header", "--mark", f"({EVIL}"],
    ["show", "json"],
    ["show", f"nothing{EVIL}"],
    ["show", f"body#{EVIL}"],
    ["show", "rain"],
    ["related", "body"],
    ["related", "header", "--explain"],
    ["related", NOWHERE],
    ["open", "--dry-run", "note"],
    ["open", "--dry-run", NOWHERE],
    ["open", "--dry-run", "header:3"],
    ["show", "body", "--text"],
    ["show", "header", "--outline"],
    ["show", "body", "--lines", "1:3"],
    ["show", "body", "--lines", EVIL],
    ["show", "header", "--outline", "--mark", "rain"],
    ["export"],
    ["export", QUERY],
    ["export", f"({EVIL}"],
    ["search", "rain", "--blocks", "--jsonl"],
    ["search", "rain", "--text", "--jsonl"],
    ["search", "rain", "-A", "2", "-B", "2"],
    ["search", "rain", "-C", EVIL],
    ["search", "rain", "--template", "{title} {tags} {passage}\\n"],
    ["search", "rain", "--template", EVIL],
    ["search", "rain", "--template", "{" + EVIL + "}"],
    ["search", f"rai{EVIL}", "--as-you-type"],
    ["search", f"@saved{EVIL}"],
    ["search", f"mud {NOWHERE} {EVIL}"],
    ["search", f"file:{EVIL}"],
    ["search", f"meta.{EVIL}:rain"],
    ["search", "rain", "--facets", EVIL],
    ["search", "rain", "--facets", f"tag,key{EVIL}"],
    ["corpora"],
    ["queries"],
    ["forget", EVIL],
    ["forget", f"/nowhere{EVIL}"],
    ["export", "--index", EVIL],
    ["stats", "--corpus", EVIL],
    ["help", EVIL],
    ["schema", EVIL],
    ["completions", EVIL],
    [EVIL],
    ["__complete", "show", ""],
    ["__complete", "search", "-t", ""],
    ["__complete", "search", f"tag:{EVIL}"],
    ["__complete", "--line", f"assay show {EVIL}"],
]
SETTINGS = [
    f"key{EVIL}: 1",
    f'language: "{YAML}"',
    f'max_note_bytes: "{YAML}"',
    f'exclude: "{YAML}"',
    f'hyperlink: "{YAML}"',
    f'weights: {{"{YAML}": x}}',
    f"[{EVIL}",
    f'editor: "{YAML}"',
    f'site_url: "{YAML}"',
    f'default_corpus: "{YAML}"',
    f'queries: {{"a{YAML}": rain}}',
    f'queries: {{evil: "rain ({YAML}"}}',
    f'queries: {{evil: "rain {YAML}"}}',
]

OURS = re.compile("\x1b\\[[\\d;]*m")
LINK = re.compile("\x1b\\]8;;[!-~]*\x1b\\\\")
PROGRESS = re.compile("\r\x1b\\[K")
HARMFUL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f"
    "\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)
wrong, runs = [], 0


def check(mode, args, output, *ours):
    global runs
    runs += 1
    try:
        text = output.decode()
    except UnicodeDecodeError as error:
        wrong.append(f"{mode} {args}: no UTF-8: {error}")
        return
    for pattern in ours:
        text = pattern.sub("", text)
    if harm := HARMFUL.search(text):
        wrong.append(
            f"{mode} {' '.join(args)[:30]!r}: {text[max(0, harm.start() - 40):harm.end() + 20]!r}"
        )


def on_terminal(command, env, folder):
    """What the command writes to a terminal, stderr included."""
    process, terminal = pty.fork()
    if process == 0:
        os.chdir(folder)
        os.execve(command[0], command, env)
    output = b""
    while True:
        try:
            read = os.read(terminal, 65536)
        except OSError:  # its other end is closed
            read = b""
        if not read:
            break
        output += read
    os.close(terminal)
    os.waitpid(process, 0)
    return output.replace(b"\r\n", b"\n")


with tempfile.TemporaryDirectory() as home:
    home = pathlib.Path(home)
    root = home / f"notes{NAME}"
    for path, content in PLACES.items():
        note = root / path
        note.parent.mkdir(parents=True, exist_ok=True)
        note.write_bytes(content.encode())
    (root / "latin.md").write_bytes(b"rain \x9b31m \x90 \xff mud\n")
    (root / "utf16.md").write_bytes(f"rain {EVIL}\n".encode("utf-16"))
    env = {
        "HOME": str(home),
        "PATH": "/usr/bin:/bin",
        "LC_ALL": "C.UTF-8",
        "TERM": "xterm-256color",
        "PAGER": "cat",
        "COLUMNS": "100",
    }
    run = lambda *args, **more: subprocess.run(
        [binary, *args], env=env | more.pop("env", {}), cwd=root, capture_output=True, **more
    )

    def everywhere(args):
        for mode, more, ours in (
            ("pipe", [], []),
            ("colour", ["--color", "always"], [OURS]),
            ("json", ["--json"], []),
        ):
            if mode == "colour" and args[0] not in ("search", "tags", "kwic", "show", "related"):
                continue
            done = run(args[0], *more, *args[1:])
            check(mode, args, done.stdout, *ours)
            check(mode, args, done.stderr, *ours)
            if mode == "json":
                if "</script" in done.stdout.decode() + done.stderr.decode():
                    wrong.append(f"json {' '.join(args)[:30]!r}: the end of a script")
                if (
                    done.stdout.strip()
                    and "--jsonl" not in args
                    and args[0]
                    in ("search", "tags", "kwic", "show", "related", "stats", "check", "index")
                ):
                    json.loads(done.stdout)
            if done.returncode not in (0, 1, 2, 3):
                wrong.append(f"{mode} {args}: exit {done.returncode}, {done.stderr[-100:]!r}")
        check("terminal", args, on_terminal([binary, *args], env, root), OURS, LINK, PROGRESS)

    assert run("index").returncode == 0
    for args in COMMANDS:
        everywhere(args)
    for setting in SETTINGS:
        for place in (root / ".assay.yaml", home / ".config" / "assay" / "config.yaml"):
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(setting + "\n")
            for args in (
                ["index"],
                ["search", "rain"],
                ["open", "--dry-run", "note"],
                ["queries"],
                ["search", "@evil"],
            ):
                everywhere(args)
            place.unlink()

    watching = subprocess.Popen(
        [binary, "watch", "--full"],
        env=env,
        cwd=root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    first = watching.stdout.readline()
    watching.terminate()
    for output in (first, *watching.communicate()):
        check("pipe", ["watch"], output)

    shown = run("search", "rain", "--passages", "all", "-n", "100").stdout.decode()
    if (
        len(set(line.split(":")[0] for line in shown.splitlines())) < len(PLACES)
        or "</script>" not in shown
    ):
        wrong.append("the notes are not found: " + shown)

    # The names themselves are printed on request, and the editor receives the file's own name.
    paths = {str(path.relative_to(root)) for path in root.rglob("*.md")}
    found = run("search", "rain", "-l0").stdout.decode().split("\0")[:-1]
    if set(found) != paths:
        wrong.append(f"-l0 gives {sorted(set(found) ^ paths)}")
    if {
        hit["path"]
        for hit in json.loads(run("search", "rain", "--json", "-n", "100").stdout)["hits"]
    } != paths:
        wrong.append("--json gives other paths")
    (home / "editor").write_text("#!/bin/sh\nprintf '%s\\0' \"$@\" > $HOME/opened\n")
    (home / "editor").chmod(0o755)
    done = run("open", f"{NAME}/{NAME}note.md", env={"VISUAL": str(home / "editor")})
    opened = (
        (home / "opened").read_bytes().decode().split("\0") if done.returncode == 0 else done.stderr
    )
    if not any(word == str(root / NAME / f"{NAME}note.md") for word in opened):
        wrong.append(f"the editor got {opened}")

    # A list of paths is for other programs, even on a terminal, and even with a name that is not
    # UTF-8.
    pathlib.Path(os.fsdecode(os.fsencode(root) + b"/caf\xe9.md")).write_text("rain in a cup\n")
    shell = lambda command, folder: subprocess.run(
        ["bash", "-o", "pipefail", "-c", command + " | tail -n 1", binary, root],
        env=env,
        cwd=folder,
        capture_output=True,
    )
    expected = shell('find "$1" -name "*.md" -print0 | xargs -0 wc -w', home).stdout
    for folder in (root, root / NAME, home):
        counted = shell('"$0" search -l0 rain --corpus "$1" | xargs -0 wc -w', folder)
        if counted.stdout != expected or b"total" not in expected or counted.returncode != 0:
            wrong.append(f"-l0 | xargs -0 wc -w in {folder}: {counted}, not {expected}")

print("\n".join(wrong[:60]))
print(f"{len(COMMANDS)} commands, {len(SETTINGS)} settings, {runs} outputs, {len(wrong)} harmful")
sys.exit(bool(wrong))
