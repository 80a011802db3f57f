#!/usr/bin/env python3
"""Every JSON output of the real binary validates against what `assay schema` prints;
an unknown key would fail.

usage: schema_test.py BINARY SOURCE_DIRECTORY [FILE]
    FILE: where schemas and answers are written, for another validator
"""
import json, os, pathlib, subprocess, sys, tempfile
import jsonschema

binary, source = sys.argv[1], pathlib.Path(sys.argv[2])


def run(*args, env):
    return subprocess.run([binary, *args], capture_output=True, text=True, env=env)


def forbids_unknown_keys(schema, path="$"):
    """Every object with properties refuses others, so that a key nobody described fails."""
    if isinstance(schema, dict):
        if path == "$.properties.facets":  # whoever asks names the keys; each is described
            assert schema["additionalProperties"]["$ref"] == "#/$defs/facet_values"
        elif "properties" in schema:
            assert schema.get("additionalProperties") is False, path
            assert set(schema["properties"]) - set(schema["required"]) <= {
                "explain",
                "before",
                "after",
                "text",
                "block",
                "block_line",
                "block_column",
                "block_end_line",
                "block_end_column",
            }, path  # there when it is asked for
        for key, value in schema.items():
            forbids_unknown_keys(value, f"{path}.{key}")
    elif isinstance(schema, list):
        for index, value in enumerate(schema):
            forbids_unknown_keys(value, f"{path}[{index}]")


with tempfile.TemporaryDirectory() as home:
    config = pathlib.Path(home) / ".config" / "assay" / "config.yaml"
    config.parent.mkdir(parents=True)
    config.write_text("facets: status\nqueries: { city: 'tag:city OR city' }\n")
    env = {
        "HOME": home,
        "PATH": "/usr/bin:/bin",
        "LC_ALL": "C.UTF-8",
        "ASSAY_CORPUS": str(source / "data" / "essays"),
    }
    names = run("schema", env=env).stdout.split()
    schemas = {name: json.loads(run("schema", name, env=env).stdout) for name in names}
    for name, schema in schemas.items():
        jsonschema.Draft202012Validator.check_schema(schema)
        forbids_unknown_keys(schema)
    cases = [
        ("index", 0, ["index"]),
        ("index", 0, ["index"]),
        ("index", 0, ["index", "--full"]),
        ("search", 0, ["search", "open-source infrastructure", "--passages", "all"]),
        ("search", 0, ["search"]),
        ("search", 0, ["search", "-n", "1000", "--passages", "0"]),
        ("search", 0, ["search", "infrastrcture"]),
        ("search", 1, ["search", "xyzzy"]),
        ("search", 0, ["search", "code:git OR city", "--blocks", "--text", "--passages", "all"]),
        ("related", 0, ["related", "rain-gardens", "--blocks", "--text"]),
        ("search", 0, ["search", "--facets", "none"]),
        ("search", 0, ["search", "--facets", "all,meta.status"]),
        ("error", 2, ["search", "--facets", "nothing"]),
        ("search", 0, ["search", "開源"]),
        ("search", 0, ["search", "bridge", "-C", "2", "--passages", "3"]),
        ("search", 0, ["search", "開源", "--offsets", "utf16"]),
        ("search", 0, ["search", "city walk", "--explain"]),
        ("related", 0, ["related", "rain-gardens"]),
        ("related", 0, ["related", "rain-gardens", "--explain"]),
        ("links", 0, ["links", "night-buses"]),
        ("links", 0, ["links", "--orphans"]),
        ("links", 0, ["links", "--dead-ends", "-n", "2"]),
        ("links", 1, ["links", "--wanted"]),
        ("links", 1, ["links", "--broken"]),
        ("links", 0, ["links", "--graph"]),
        ("backlinks", 0, ["backlinks", "boring-databases"]),
        ("mentions", 0, ["mentions", "sharpening"]),
        ("error", 1, ["backlinks", "nothing"]),
        ("error", 2, ["links"]),
        ("error", 1, ["related", "nothing"]),
        ("tags", 0, ["tags"]),
        ("tags", 0, ["tags", "city"]),
        ("tags", 0, ["tags", "--depth", "1", "--sort", "name"]),
        ("stats", 0, ["stats"]),
        ("error", 2, ["search", "("]),
        ("error", 2, ["search", "--sort", "nonsense"]),
        ("error", 2, ["search", "x", "--corpus", "/nowhere"]),
        ("error", 3, ["search", "x", "--corpus", "/usr"]),
        ("show", 0, ["show", "rain-gardens"]),
        (
            "show",
            0,
            [
                "show",
                "Who maintains the commons?#the-unpaid-layer",
                "--mark",
                "layer OR title:commons",
            ],
        ),
        ("error", 1, ["show", "nothing"]),
        ("error", 1, ["show", "rain-gardens#nothing"]),
        ("error", 2, ["show", "rain-gardens", "--mark", "("]),
        ("open", 0, ["open", "rain-gardens:3", "--dry-run"]),
        ("error", 1, ["open", "1"]),
        ("error", 1, ["open", "nothing"]),
        ("kwic", 0, ["kwic", "city"]),
        ("kwic", 0, ["kwic", "開源", "--sort", "left", "-n", "2"]),
        ("kwic", 1, ["kwic", "xyzzy"]),
        ("error", 2, ["kwic", "\""]),
        ("export", 0, ["export", "title:rain"]),
        ("error", 2, ["export", "("]),
        ("names", 0, ["schema"]),
        ("names", 0, ["help"]),
        ("error", 2, ["help", "nothing"]),
        ("text", 0, ["help", "query"]),
        ("text", 0, ["help", "search"]),
        ("text", 0, ["completions", "zsh"]),
        ("error", 2, ["completions", "csh"]),
        ("error", 2, ["schema", "nothing"]),
        ("error", 2, ["nothing"]),
        ("check", 0, ["check"]),
        ("queries", 0, ["queries"]),
        ("corpora", 0, ["corpora"]),
        ("error", 1, ["forget", "nothing"]),
        ("forget", 0, ["forget", "essays", "--dry-run"]),
        ("forget", 0, ["forget", "essays"]),
        ("corpora", 1, ["corpora"]),
        ("index", 1, ["index", home]),
        ("index", 0, ["index"]),
    ]
    answers = []
    for name, code, args in cases:
        done = run(*args, "--json", env=env)
        assert done.returncode == code, (args, done)
        answer, other = (
            (done.stderr, done.stdout) if name == "error" else (done.stdout, done.stderr)
        )
        assert not other, (args, other)
        jsonschema.validate(json.loads(answer), schemas[name], jsonschema.Draft202012Validator)
        answers.append({"schema": name, "command": args, "answer": json.loads(answer)})
        unknown = {**json.loads(answer), "surprise": 1}
        assert not jsonschema.Draft202012Validator(schemas[name]).is_valid(unknown)
    wrong = json.loads(
        run("check", "--json", "--corpus", str(source / "data" / "edge"), env=env).stdout
    )  # of every kind that a note can be
    jsonschema.validate(wrong, schemas["check"], jsonschema.Draft202012Validator)
    assert {each["kind"] for each in wrong["diagnostics"]} == {
        "date",
        "encoding",
        "front-matter",
        "language",
        "limit",
        "link",
    }, wrong
    hit = {"$ref": "#/$defs/hit", "$defs": schemas["search"]["$defs"]}
    for line in run("search", "city", "--jsonl", env=env).stdout.splitlines():
        jsonschema.validate(json.loads(line), hit, jsonschema.Draft202012Validator)
    exported = 0
    for corpus in ("essays", "edge"):
        corpus_env = {**env, "ASSAY_CORPUS": str(source / "data" / corpus)}
        run("index", env=corpus_env)
        lines = [json.loads(line) for line in run("export", env=corpus_env).stdout.splitlines()]
        for line in lines:
            jsonschema.validate(line, schemas["export"], jsonschema.Draft202012Validator)
        paths = [line["path"].encode() for line in lines]
        assert (
            paths == sorted(paths)
            and len(set(paths))
            == len(paths)
            == json.loads(run("stats", "--json", env=corpus_env).stdout)["notes"]
        ), corpus
        exported += len(lines)
    assert exported > 50, exported
    # serve does not end; serve_test.py has its answer.
    answered = {answer["schema"] for answer in answers} | {"serve"}
    assert answered == set(names), "every schema has an answer"
    if len(sys.argv) > 3:
        pathlib.Path(sys.argv[3]).write_text(json.dumps({"schemas": schemas, "answers": answers}))
    print(f"{len(cases)} answers against {len(names)} schemas")
