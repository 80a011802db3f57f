#!/usr/bin/env python3
"""Each call that index, search, watch, check, forget and others make on their files fails in turn
(faults.cpp).

After each the index holds the old or the new state whole, the exit code is one of the manual's, the
message names the cause and what to do, nothing is left outside the index, and `assay index` makes
everything as a fresh build.

usage: faults_test.py BINARY LIBRARY [SCENARIO [CALL]]

ASSAY_LONG=1 tries every call with every fitting errno, in random order;
ASSAY_SECONDS ends that early.
"""
import collections, concurrent.futures, errno, json, os, re, signal, subprocess, sys, threading
import time
from machine import (
    CONTRACT,
    LONG,
    SKIPPED,
    Machine,
    comparable,
    paths_and_titles,
    says_what_to_do,
    seeded,
)

SAMPLE = 130
ERRORS = {
    "open": ["EIO", "EMFILE", "EACCES", "ESTALE", "EINTR"],
    "opendir": ["EIO", "EMFILE", "EACCES"],
    "readdir": ["EIO", "ESTALE"],
    "close": ["EIO", "EINTR"],
    "read": ["EIO", "EINTR", "ESTALE", "short"],
    "pread": ["EIO", "EINTR", "ESTALE", "short"],
    "write": ["EIO", "ENOSPC", "EINTR", "short"],
    "pwrite": ["EIO", "ENOSPC", "EINTR", "short"],
    "fsync": ["EIO", "ENOSPC", "EINTR"],
    "rename": ["EIO", "ENOSPC", "EACCES"],
    "unlink": ["EIO", "EACCES"],
    "rmdir": ["EIO"],
    "mkdir": ["EIO", "ENOSPC", "EACCES"],
    "mmap": ["ENOMEM"],
    "stat": ["EIO", "EACCES", "ESTALE"],
    "fstat": ["EIO", "ESTALE"],
    "truncate": ["EIO", "ENOSPC"],
    "flock": ["ENOLCK", "EINTR"],
    "fcntl": ["ENOLCK", "EIO"],
    "chmod": ["EPERM", "EIO"],
    "inotify_init": ["EMFILE"],
    "inotify_add_watch": ["ENOSPC", "ENOMEM", "EACCES"],
    "realpath": ["EIO", "EACCES"],
    "fork": ["EAGAIN"],
    "pipe": ["EMFILE"],
}
LASTING = {
    "open": ["EMFILE"],
    "read": ["EIO"],
    "pread": ["EIO"],
    "write": ["ENOSPC"],
    "pwrite": ["ENOSPC"],
    "fsync": ["EIO"],
}
HARMLESS = {
    ("read", "EINTR"),
    ("read", "short"),
    ("pread", "EINTR"),
    ("pread", "short"),
    ("write", "EINTR"),
    ("write", "short"),
    ("pwrite", "EINTR"),
    ("pwrite", "short"),
}

# name: the index before, the command, the possible answers afterwards ("none": there is no index).
SCENARIOS = {
    "index": (None, ["index"], ["none", "new"]),
    "update": ("old", ["index"], ["old", "new"]),
    "full": ("old", ["index", "--full"], ["old", "new"]),
    "search": ("new", ["search", "rain", "-n", "1000"], ["new"]),
    "takeover": ("old", ["search", "rain", "-n", "1000"], ["old", "new"]),
    "tags": ("old", ["tags"], ["old", "new"]),
    "export": ("new", ["export"], ["new"]),
    "show": ("new", ["show", "a/0.md", "--mark", "rain"], ["new"]),
    "check": ("new", ["check"], ["new"]),
    "forget": ("new", ["forget"], ["none", "new"]),
    "watch": ("old", ["watch"], ["old", "new", "saved"]),
}
REPORTS = {"index", "update", "full"}


def run(box, command, env, as_json):
    args = box.command(*command, *(["--json"] if as_json else []))
    if command[0] != "watch":
        return subprocess.run(args, capture_output=True, text=True, env=box.env | env, timeout=60)
    process = subprocess.Popen(
        args, env=box.env | env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    first = process.stdout.readline()  # it has taken over what was there, or has ended
    second = ""
    if first:
        box.save("saved")
        reader = threading.Thread(target=lambda: lines.append(process.stdout.readline()))
        lines = []
        reader.start()
        reader.join(8)  # it tries again after 5 seconds
        process.send_signal(signal.SIGTERM)
        reader.join(30)
        second = lines[0]
    out, err = process.communicate(timeout=30)
    return subprocess.CompletedProcess(args, process.returncode, first + second + out, err)


class Bench:
    """The call sites of all scenarios, and the judgement of one fault."""

    def __init__(self, binary, library, chance):
        self.library = library
        self.boxes = []
        for _ in range(3):
            self.boxes.append(Machine(binary, chance))
        for box in self.boxes:
            box.plain = {}
            for name in ("search", "takeover", "tags", "export", "show"):
                box.plain[name] = {self.answer_of(box, name, index) for index in ("old", "new")}
        self.free = list(self.boxes)
        self.lock = threading.Lock()

    def answer_of(self, box, name, index):
        box.reset(index)
        done = run(
            box,
            SCENARIOS[name][1] + (["--no-refresh"] if index == "old" else []),
            {},
            name != "export",
        )
        assert done.returncode == 0, done
        return self.shape(name, done.stdout)

    @staticmethod
    def shape(name, out):
        if name in ("search", "takeover"):
            return json.dumps(comparable(out))
        if name in ("tags", "show"):
            answer = json.loads(out)
            return json.dumps(
                {
                    key: value
                    for key, value in answer.items()
                    if key not in ("elapsed_ms", "index", "stale")
                }
            )
        return out

    def environment(self, box, **more):
        log = box.path / "tmp.log"
        log.unlink(missing_ok=True)
        return {
            "LD_PRELOAD": self.library,
            "ASSAY_FAULT_BELOW": (
                f"{box.notes}:{box.path}/cache:{box.path}/state:{box.path}/tmp:{box.path}/config"
            ),
            "ASSAY_FAULT_LOG": str(log),
            **{f"ASSAY_FAULT_{key}": str(value) for key, value in more.items()},
        }

    def log(self, box):
        log = box.path / "tmp.log"
        lines = log.read_text().splitlines() if log.exists() else []
        log.unlink(missing_ok=True)
        return lines

    def count(self, scenario):
        """Returns the calls of a run: name -> number."""
        box = self.boxes[0]
        before, command, _ = SCENARIOS[scenario]
        box.reset(before)
        done = run(box, command, self.environment(box), scenario != "export")
        assert done.returncode == 0, (scenario, done)
        box.save("unsaved")
        return collections.Counter(line.split(" ", 1)[0] for line in self.log(box))

    def try_one(self, site):
        with self.lock:
            box = self.free.pop()
        try:
            return self.judged(box, *site)
        finally:
            with self.lock:
                self.free.append(box)

    def judged(self, box, scenario, call, at, error, lasting):
        before, command, allowed = SCENARIOS[scenario]
        box.reset(before)
        number = 0 if error == "short" else getattr(errno, error)
        env = self.environment(box, CALL=call, AT=at, ERROR=number, LASTING=int(lasting))
        as_json = scenario != "export" and at % 3 != 0
        complaints = []
        try:
            done = run(box, command, env, as_json)
        except subprocess.TimeoutExpired:
            return None, ["hangs"], "", None
        hits = self.log(box)
        where = hits[0].split(" ", 1)[1].replace(str(box.path), "") if hits else None
        if where is None:
            box.save("unsaved")
            return None, [], "", done.returncode
        code = done.returncode
        if code not in CONTRACT:
            complaints.append(f"exit {code}")
        elif code == 1 and error == "EACCES" and scenario in ("show", "forget"):
            pass  # what its permissions hide is not there
        elif code not in (0, 1, 2) or (code == 1 and scenario != "check"):
            complaints.append(f"exit {code}, which is not what happened")
        elif code != 0 and (call, error) in HARMLESS and not lasting:
            complaints.append(f"exit {code} for what can be tried again")
        if code >= 2:
            complaints += says_what_to_do(done, as_json)
        now = box.answers()
        if isinstance(now, subprocess.CompletedProcess):
            if "none" not in allowed or now.returncode != 3:
                complaints.append(f"the next search: exit {now.returncode}: {now.stderr.strip()}")
            elif code == 0 and scenario != "forget":
                complaints.append("exit 0, but no index")
        else:
            states = {name: getattr(box, name) for name in allowed if name != "none"}
            named = [name for name, answers in states.items() if answers == now]
            excepted = self.excepted(done, scenario, as_json, now, box.new)
            if error == "EACCES" and where.endswith("/config.yaml"):
                excepted |= set(
                    box.files
                )  # without it there is less time to take notes over; what is not is said
            # A note without read permission is left out; one that the disk refuses stays as it was.
            # Both must be reported.
            refused = {hit.split("/notes/", 1)[1] for hit in hits if "/notes/" in hit}
            touched = {
                path
                for path in box.files
                for each in refused
                if path == each or path.startswith(each + "/")
            }
            if touched and error in ("EACCES", "EIO", "ESTALE", "EINTR", "short"):
                excepted |= touched | {"link.md"}
            if not named and not any(
                self.same_but_for(now, answers, excepted) for answers in states.values()
            ):
                mixed = [
                    sorted(set(a.items()) ^ set(b.items()))[:4]
                    for a, b in zip(paths_and_titles(now), paths_and_titles(box.new))
                ]
                complaints.append(f"a mixed answer: {mixed}")
            elif (
                not named
                and code == 0
                and error != "EACCES"
                and not self.says_so(done, scenario, as_json)
            ):
                complaints.append("notes are not taken over, and nobody says so")
            elif scenario in REPORTS and code == 0 and "new" not in named and not excepted:
                complaints.append(f"exit 0, but the index is {named}")
            elif scenario == "forget" and code == 0:
                complaints.append("exit 0, but the index is there")
        if scenario in box.plain and code == 0 and as_json | (scenario == "export"):
            shape = self.shape(scenario, done.stdout)
            if shape not in box.plain[scenario] and "/notes" not in where:
                complaints.append("its own answer is neither old nor new")
        if strays := box.strays():
            complaints.append(f"strays: {strays}")
        wanted = (
            box.saved if (box.notes / "b/saved.md").read_text() == box.texts["saved"] else box.new
        )
        complaints += box.mended(wanted)
        box.save("unsaved")
        return where, complaints, done.stderr, code

    @staticmethod
    def excepted(done, scenario, as_json, now, wanted):
        """Returns the notes that the run reports as unreadable; the JSON has only their number."""
        if scenario in REPORTS and as_json and done.returncode == 0:
            differing = {
                path
                for a, b in zip(paths_and_titles(now), paths_and_titles(wanted))
                for path, _ in a.items() ^ b.items()
            }
            return differing if len(differing) <= json.loads(done.stdout)["problems"] else set()
        return set(re.findall(r"^(?:/\S*/notes/)?(\S+\.md)(?=:)", done.stderr, re.M))

    @staticmethod
    def says_so(done, scenario, as_json):
        return bool(done.stderr) or (
            scenario in REPORTS and as_json and json.loads(done.stdout)["problems"] > 0
        )

    @staticmethod
    def same_but_for(now, wanted, excepted):
        strip = lambda answers: [
            {path: title for path, title in each.items() if path not in excepted}
            for each in paths_and_titles(answers)
        ]
        return bool(excepted) and strip(now) == strip(wanted)


def kind_of(where):
    return re.sub(r"\d+", "N", where or "")


def test(binary, library, *only):
    if library == "none":
        print("a sanitizer must be loaded first: no faults with this build")
        return SKIPPED
    chance = seeded()
    bench = Bench(binary, library, chance)
    try:
        sites, counts = [], {}
        for scenario in SCENARIOS if not only else only[:1]:
            counts[scenario] = bench.count(scenario)
            for call, count in counts[scenario].items():
                if only[1:] and call != only[1]:
                    continue
                sites += [
                    (scenario, call, at, error, False)
                    for at in range(1, count + 1)
                    for error in ERRORS[call]
                ]
                sites += [
                    (scenario, call, at, error, True)
                    for at in range(1, count + 1)
                    for error in LASTING.get(call, [])
                ]
        every = len(sites)
        if not LONG and not only:
            groups = collections.defaultdict(list)  # as many of each call as of any other
            for site in sites:
                groups[site[:2]].append(site)
            chosen = [chance.choice(group) for group in groups.values()]
            sites = (
                chance.sample(chosen, min(len(chosen), SAMPLE))
                if len(chosen) > SAMPLE
                else chosen + chance.sample(sites, SAMPLE - len(chosen))
            )
        else:
            chance.shuffle(sites)
            sites.sort(
                key=lambda site, seen=collections.Counter(): seen.update([site[:3]])
                or seen[site[:3]]
            )  # each call once, then again
        end = time.monotonic() + float(os.environ.get("ASSAY_SECONDS", "inf"))
        hit, failed, ends, places = (
            collections.Counter(),
            collections.defaultdict(list),
            collections.Counter(),
            set(),
        )
        with concurrent.futures.ThreadPoolExecutor(len(bench.boxes)) as pool:
            work = (
                lambda site: bench.try_one(site) if time.monotonic() < end else (None, [], "", None)
            )
            for site, (where, complaints, said, code) in zip(sites, pool.map(work, sites)):
                if where is None and not complaints:
                    continue
                hit[site[1]] += 1
                places.add(site[:3])
                ends[code] += 1
                for complaint in complaints:
                    failed[
                        (site[0], site[1], kind_of(where), re.sub(r"\d+", "N", complaint)[:400])
                    ].append((site[2:], said))
        print(
            "call sites:",
            {scenario: sum(calls.values()) for scenario, calls in counts.items()},
            "=",
            sum(sum(c.values()) for c in counts.values()),
        )
        print(
            f"faults: {sum(hit.values())} of {every} happened, at {len(places)} of the call sites; "
            f"by call {dict(sorted(hit.items()))}"
        )
        print(f"exit codes: {dict(sorted(ends.items()))}")
        for (scenario, call, where, complaint), those in sorted(failed.items()):
            print(
                f"FAILED {scenario} {call} {where} "
                f"{sorted({(site[1], site[2]) for site, _ in those})}, e.g. {those[0][0][0]}, "
                f"{len(those)} times: {complaint}\n    {those[0][1].strip()[:300]}"
            )
        assert not failed, f"{sum(map(len, failed.values()))} complaints"
    finally:
        for box in bench.boxes:
            box.__exit__()


sys.exit(test(*sys.argv[1:]) or 0)
