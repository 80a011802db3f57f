#!/usr/bin/env python3
"""Properties of every query, over our own essays and, with ASSAY_LONG=1, 100,000 queries over shared/corpora/blog-haacked.

usage: properties_test.py BINARY PROPERTIES SOURCE SHARED_DIRECTORY
"""
import os, pathlib, random, subprocess, sys, tempfile

binary, properties, source, shared = sys.argv[1:]
seed = random.randrange(1 << 32)
runs = [(pathlib.Path(source) / "data" / "essays", 600, 1), (pathlib.Path(source) / "data" / "essays", 600, seed)]
if os.environ.get("ASSAY_LONG"):
    runs = [(pathlib.Path(shared) / "corpora" / "blog-haacked", 100_000, seed)]
code = 0
for corpus, queries, seed in runs:
    with tempfile.TemporaryDirectory() as scratch:
        env = {"HOME": scratch, "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
        subprocess.run([binary, "index", "--index", scratch + "/index", corpus], check=True, capture_output=True, env=env)
        code |= subprocess.run([properties, scratch + "/index", str(queries), str(seed)], env=env).returncode
sys.exit(code)
