#!/usr/bin/env python3
"""The official clients of the Model Context Protocol drive assay mcp: npm packages, pinned in
tests/mcp/ and installed into the build folder.

With ASSAY_MCP_SCHEMAS=FOLDER, every frame is also checked by the schema.json of its revision:
FOLDER is schema/ of the repository of the specification, which no package has.

usage: clients_test.py BINARY SOURCE_DIRECTORY BUILD_DIRECTORY
"""
import json, os, pathlib, shutil, subprocess, sys, tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))
import npm

from client import serve

binary, source, build = (pathlib.Path(argument).resolve() for argument in sys.argv[1:])
folder = build / "mcp"
npm.install(source / "tests" / "mcp", folder, "drive.js")


def by_specification(frames, schemas):
    """Returns the frames that the schema of their revision does not allow."""
    import jsonschema

    versions = {"2026-07-28": "JSONRPCResponse", "2025-11-25": "JSONRPCResponse"}
    validators = {}
    for version, definition in versions.items():
        schema = json.loads((schemas / version / "schema.json").read_text("utf-8"))
        schema["$ref"] = f"#/$defs/{definition}"
        validators[version] = (schema, jsonschema.Draft202012Validator(schema))
    results = {
        "tools": "ListToolsResult",
        "resourceTemplates": "ListResourceTemplatesResult",
        "resources": "ListResourcesResult",
        "contents": "ReadResourceResult",
        "completion": "CompleteResult",
        "content": "CallToolResult",
        "supportedVersions": "DiscoverResult",
        "protocolVersion": "InitializeResult",
    }
    wrong = []
    for frame in frames:
        version = "2026-07-28" if "resultType" in frame.get("result", {}) else "2025-11-25"
        schema, validator = validators[version]
        errors = [error.message for error in validator.iter_errors(frame)]
        for key, definition in results.items():
            if key in frame.get("result", {}):
                of_result = jsonschema.Draft202012Validator(
                    {**schema, "$ref": f"#/$defs/{definition}"}
                )
                errors += [error.message for error in of_result.iter_errors(frame["result"])]
        if errors:
            wrong.append((errors, frame))
    return wrong


with tempfile.TemporaryDirectory() as home:
    home = pathlib.Path(home)
    shutil.copytree(source / "data" / "essays", home / "notes")
    env = {**os.environ, "HOME": str(home), "ASSAY_CORPUS": str(home / "notes")}
    for name in ("ASSAY_INDEX", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"):
        env.pop(name, None)
    subprocess.run([binary, "index", home / "notes"], env=env, capture_output=True, check=True)
    written = home / "frames"
    program = ["sh", "-c", f'"$1" mcp | tee -a "{written}"', "sh", str(binary)]
    page, said = serve(binary, env, home / "notes")
    env |= {"ASSAY_URL": f"http://127.0.0.1:{said['port']}/mcp", "ASSAY_TOKEN": said["token"]}
    done = subprocess.run(["node", "drive.js", *program], cwd=folder, env=env)
    page.terminate()
    page.wait(10)
    frames = [json.loads(line) for line in written.read_text("utf-8").splitlines()]
    print(f"{len(frames)} frames")
    failed = done.returncode != 0 or len(frames) < 50
    schemas = os.environ.get("ASSAY_MCP_SCHEMAS")
    if schemas:
        wrong = by_specification(frames, pathlib.Path(schemas))
        for errors, frame in wrong:
            print("FAIL", errors, json.dumps(frame)[:1000])
        print(f"{len(frames)} frames by schema.json, {len(wrong)} wrong")
        failed = failed or bool(wrong)
    sys.exit(failed)
