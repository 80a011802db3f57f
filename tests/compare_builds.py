#!/usr/bin/env python3
"""Two builds give the same answers: every command over every corpus, byte for byte but for times.

compare_builds.py BEFORE AFTER CORPORA [CORPUS...]
    by hand, when the code is rearranged; both must read one format of index
"""
import json, os, pathlib, re, subprocess, sys, tempfile

before, after, corpora = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
TIMES = re.compile(
    r'"(elapsed_ms|updated)": ("[^"]*"|[\d.]+)|\b\d+(\.\d+)? m?s\b|^updated +.*$', re.M
)
FORMS = [
    [],
    ["--json", "--passages", "3"],
    ["--jsonl", "-n", "50"],
    ["-l"],
    ["-c"],
    ["--explain"],
    ["--sort", "created", "--json"],
    ["--template", "{line}:{column} {title} {passage}\\n"],
    ["--json", "--facets", "all", "--blocks"],
    ["--correct", "--relax", "-c"],
]


def queries_of(titles):
    """Returns a few queries of each kind, made from the titles of the corpus."""
    words = [word for title in titles for word in re.findall(r"\w{4,}", title)]
    some = (words * 12)[: max(12, min(len(words), 40))][:12]
    a, b, c, d = some[:4]
    return [
        "",
        a,
        f"{a} {b}",
        f"{a} OR {c}",
        f"{a} -{b}",
        f'"{a} {b}"',
        f"{c[:4]}*",
        f"{d}~",
        f"{a} NEAR {d}",
        f"title:{b}",
        f"heading:{c}",
        f"created:2020..",
        "has:code",
        f"({a} OR {b}) {d}",
        f"{a}x {b}",
        f"={c}",
        f"*{d[1:]}",
        "is:published",
        "tag:a*",
        f"{a} {b} {c} {d}",
        "path:**/a*",
        f'"{a} {c}"~3',
        f"({a}",
        f"unknown:{b}",
    ]


def run(binary, args, home):
    done = subprocess.run(
        [binary, *args],
        capture_output=True,
        text=True,
        errors="surrogateescape",
        env={"HOME": home, "LC_ALL": "C.UTF-8", "TZ": "UTC"},
    )
    return done.returncode, TIMES.sub("TIME", done.stdout), TIMES.sub("TIME", done.stderr)


outputs = wrong = 0
for corpus in sorted(
    path
    for path in corpora.iterdir()
    if path.is_dir() and (len(sys.argv) < 5 or path.name in sys.argv[4:])
):
    with tempfile.TemporaryDirectory() as home:
        index = ["--index", home + "/index", "--corpus", str(corpus)]
        indexed = []
        for binary in (before, after):
            indexed.append(
                run(binary, ["index", "--full", str(corpus), "--index", home + "/index"], home)
            )
            indexed.append(run(binary, ["export", *index], home))
        titles = [json.loads(line)["title"] for line in indexed[1][1].splitlines()][
            :: max(1, len(indexed[1][1].splitlines()) // 10)
        ]
        commands = [
            ["search", *form, *index, "--", query] for query in queries_of(titles) for form in FORMS
        ]
        commands += [
            [command, *form, *index, "--", query]
            for query in queries_of(titles)[1:9]
            for command in ("kwic", "tags")
            for form in ([], ["--json"])
        ]
        commands += [
            ["stats", *index],
            ["stats", "--json", *index],
            ["check", "--json", "--corpus", str(corpus), "--index", home + "/index"],
        ]
        for title in titles[:5]:
            commands += [
                ["show", *index, "--", title],
                ["show", "--json", *index, "--", title],
                ["show", "--outline", *index, "--", title],
                ["related", "--json", *index, "--", title],
            ]
        differ = [
            name
            for name, pair in (("index", indexed[0::2]), ("export", indexed[1::2]))
            if pair[0] != pair[1]
        ]
        for command in commands:
            first, second = run(before, command, home), run(after, command, home)
            if first != second:
                differ.append(command)
                if wrong + len(differ) <= 5:
                    print(command, first, second, sep="\n", file=sys.stderr)
        outputs += len(commands) + 2
        wrong += len(differ)
        print(f"{corpus.name}: {len(commands) + 2} outputs, {len(differ)} differ", flush=True)
print(f"{outputs} outputs, {wrong} differ")
sys.exit(bool(wrong))
