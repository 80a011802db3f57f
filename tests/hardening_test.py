#!/usr/bin/env python3
"""The hardening of the linked program, read by readelf.

usage: hardening_test.py BINARY
"""
import re, shutil, subprocess, sys

binary = sys.argv[1]
if not shutil.which("readelf"):
    print("SKIP: there is no readelf")
    sys.exit(77)


def readelf(option):
    return subprocess.run(
        ["readelf", "--wide", option, binary],
        capture_output=True,
        text=True,
        check=True,
        env={"LC_ALL": "C"},
    ).stdout


header, segments, dynamic, symbols = (
    readelf(option) for option in ("--file-header", "--segments", "--dynamic", "--dyn-syms")
)
if "__asan_init" in symbols or "__tsan_init" in symbols:
    print("SKIP: this program is built with sanitizers, which do without")
    sys.exit(77)
flags = re.findall(r"\((?:FLAGS|FLAGS_1)\) +(?:Flags: )?(.*)", dynamic)
stack = re.search(r"GNU_STACK .* ([RWE ]{3}) +0x", segments)
CHECKS = {
    "it is loaded anywhere (PIE)": re.search(r"Type: +DYN", header)
    and any("PIE" in each for each in flags),
    "relocations are read-only (RELRO)": "GNU_RELRO" in segments,
    "all of them: symbols are bound at the start": any("NOW" in each for each in flags),
    "no code on the stack": stack and "E" not in stack[1],
    "a broken stack ends it (stack protector)": "__stack_chk_fail" in symbols,
    "calls that write beyond a buffer end it (FORTIFY)": re.search(
        r"\b__\w+_chk@", symbols.replace("__stack_chk_fail", "")
    ),
    "an index beyond its container ends it": "__glibcxx_assert_fail" in symbols,
}
for check, holds in CHECKS.items():
    print(f"{'ok  ' if holds else 'FAIL'} {check}")
sys.exit(not all(CHECKS.values()))
