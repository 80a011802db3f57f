#!/usr/bin/env python3
"""An answer that is not written in full is a failure, however many writes it takes; a reader that
closes the pipe early is not.

usage: output_test.py BINARY SOURCE
"""
import json, os, pathlib, resource, subprocess, sys, tempfile

binary, source = str(pathlib.Path(sys.argv[1]).resolve()), pathlib.Path(sys.argv[2]).resolve()
COMMANDS = [
    ["search", "the", "--json", "-n", "500"],
    ["search", "the", "--jsonl", "-n", "500"],
    ["search", "-l", "-n", "500"],
    ["search", "the", "-n", "500", "--passages", "all"],
    ["search", "the", "-c"],
    ["kwic", "the"],
    ["tags", "--json"],
    ["show", "who-maintains-the-commons", "--json"],
    ["schema", "search"],
    ["help", "query"],
    ["help", "assay"],
    ["completions", "bash"],
    ["--help"],
    ["search", "--help"],
    ["--version"],
]
UNWRITTEN, LIMIT = 2, 8192
wrong = []


def check(holds, *what):
    if not holds:
        wrong.append(" ".join(map(str, what)))


with tempfile.TemporaryDirectory() as home:
    env = {
        "HOME": home,
        "PATH": "/usr/bin:/bin",
        "LC_ALL": "C.UTF-8",
        "TERM": "dumb",
        "ASSAY_CORPUS": str(source / "data" / "essays"),
    }
    run = lambda args, out, **more: subprocess.run(
        [binary, *args], env=env, stdout=out, stderr=subprocess.PIPE, **more
    )
    assert run(["index"], subprocess.DEVNULL).returncode == 0

    def check_error(args, done, reason):
        check(done.returncode == UNWRITTEN, args, "ends with", done.returncode, done.stderr)
        if "--json" in args or "--jsonl" in args:
            error = json.loads(done.stderr)
            check(error["schema"] == "assay/error" and reason in error["message"], args, error)
        else:
            check(
                f"cannot write the answer: {reason}" in done.stderr.decode(),
                args,
                "says",
                done.stderr,
            )

    for args in COMMANDS:
        whole = run(args, subprocess.PIPE).stdout
        assert whole, args
        with open("/dev/full", "wb") as full:
            check_error(args, run(args, full), "No space left on device")
        if len(whole) > LIMIT:  # SIGXFSZ does not kill it without a word
            with open(pathlib.Path(home) / "short", "wb") as short:
                done = run(
                    args
                    + ["--no-refresh"]
                    * (args[0] in ("search", "kwic", "show", "tags") and "--help" not in args),
                    short,
                    preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (LIMIT, LIMIT)),
                )
            check_error(args, done, "File too large")
            check((pathlib.Path(home) / "short").stat().st_size == LIMIT, args, "leaves gaps")
        read, write = os.pipe()
        os.close(read)
        done = run(args, write)
        os.close(write)
        check(
            done.returncode == 0 and not done.stderr,
            args,
            "on a closed pipe:",
            done.returncode,
            done.stderr,
        )
    # An error of the output does not hide another error.
    with open("/dev/full", "wb") as full:
        check(run(["search", "("], full).returncode == 2, "a wrong query")
        check(run(["search", "xqzzyk", "-q"], full).returncode == 1, "nothing to write")

print("\n".join(wrong))
print(f"{len(COMMANDS)} commands, {len(wrong)} failures")
sys.exit(bool(wrong))
