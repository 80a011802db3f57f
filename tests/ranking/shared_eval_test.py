#!/usr/bin/env python3
"""Ranking quality on judged collections and real notes (shared/eval, beside the checkout): floors,
no times.

usage: shared_eval_test.py BINARY SHARED_DIRECTORY; skips (exit 77) where that is absent
"""
import concurrent.futures, json, pathlib, re, subprocess, sys, tempfile

binary, shared = sys.argv[1], pathlib.Path(sys.argv[2])
kit = shared / "eval"
if not kit.is_dir():
    print(f"skipped: there is no {kit}")
    sys.exit(77)
FLOORS = {"cranfield": 0.4534, "cacm": 0.5573}  # nDCG@10
KNOWN = {
    "blog-haacked": {"title": 0.915, "body": 0.949},
    "til-simonw": {"title": 0.980, "body": 0.933},
}  # success@1 of FTS5 in the same run, to be beaten
MOST_LOST_BY_TYPO = 0.04
wrong = []


def ndcg(collection, scratch):
    subprocess.run(
        ["tar", "--zstd", "-xf", kit / collection / "docs.tar.zst", "-C", scratch], check=True
    )
    docs, index = scratch / "docs", scratch / "index"
    subprocess.run([binary, "index", "--index", index, docs], check=True, capture_output=True)

    def run(line):
        qid, query = line.split("\t", 1)
        done = subprocess.run(
            [
                binary,
                "search",
                "--index",
                index,
                "--corpus",
                docs,
                "--no-refresh",
                "--plain",
                "--json",
                "-n",
                "1000",
                "--passages",
                "0",
                "--",
                query,
            ],
            capture_output=True,
            text=True,
        )
        assert done.returncode in (0, 1), (query, done)
        return [
            f"{qid}\t{pathlib.PurePath(hit['path']).stem}\t{hit['rank']}\t{hit['score']}"
            for hit in json.loads(done.stdout)["hits"]
        ]

    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        rows = [
            row
            for part in pool.map(
                run, (kit / collection / "queries.tsv").read_text("utf-8").splitlines()
            )
            for row in part
        ]
    (scratch / "run.tsv").write_text("\n".join(rows) + "\n", "utf-8")
    scored = subprocess.run(
        [kit / "score.py", scratch / "run.tsv", kit / collection / "qrels.tsv"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    return float(re.search(r"ndcg@10\s+([0-9.]+)", scored).group(1))


for collection, floor in FLOORS.items():
    with tempfile.TemporaryDirectory() as scratch:
        figure = ndcg(collection, pathlib.Path(scratch))
    print(f"{collection}: nDCG@10 {figure:.4f}, floor {floor:.4f}")
    if figure < floor:
        wrong.append(f"{collection}: {figure:.4f} < {floor:.4f}")

for corpus, floors in KNOWN.items():
    with tempfile.TemporaryDirectory() as cache:
        done = subprocess.run(
            [sys.executable, kit / "known_item.py", shared / "corpora" / corpus],
            check=True,
            capture_output=True,
            text=True,
            env={"ASSAY": binary, "PATH": "/usr/bin:/bin", "HOME": cache, "LC_ALL": "C.UTF-8"},
        )
    ours = next(line for line in done.stdout.splitlines() if line.split()[:1] == ["assay"])
    figures = {kind: float(value) for kind, value in re.findall(r"(\w+): s@1 ([0-9.]+)", ours)}
    print(f"{corpus}: success@1 {figures}")
    for kind, floor in floors.items():
        if figures[kind] <= floor:
            wrong.append(f"{corpus}: {kind} {figures[kind]} is not above {floor}")
    if figures["title"] - figures["typo"] > MOST_LOST_BY_TYPO:
        wrong.append(f"{corpus}: a typing error costs {figures['title'] - figures['typo']:.3f}")

print("\n".join(wrong))
sys.exit(bool(wrong))
