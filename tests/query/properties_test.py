#!/usr/bin/env python3
"""Properties of every query, over our own essays and, with ASSAY_LONG=1, 100,000 queries over
shared/corpora/blog-haacked.

usage: properties_test.py BINARY PROPERTIES SOURCE SHARED_DIRECTORY
"""
import os, pathlib, random, subprocess, sys, tempfile

binary, properties, source, shared = sys.argv[1:]
# A short run is the same every time: a failure in CI comes from the change.
corpus, queries, seed = pathlib.Path(source) / "data" / "essays", 1_200, 1
if os.environ.get("ASSAY_LONG"):
    corpus, queries, seed = (
        pathlib.Path(shared) / "corpora" / "blog-haacked",
        100_000,
        random.randrange(1, 1 << 32),
    )
with tempfile.TemporaryDirectory() as scratch:
    env = {"HOME": scratch, "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
    subprocess.run(
        [binary, "index", "--index", scratch + "/index", corpus],
        check=True,
        capture_output=True,
        env=env,
    )
    sys.exit(
        subprocess.run(
            [properties, scratch + "/index", str(queries), str(seed)], env=env
        ).returncode
    )
