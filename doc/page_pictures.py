#!/usr/bin/env python3
"""Takes the pictures of the page in the README: what `assay serve` shows of the essays in
data/, in a real Chromium.

page_pictures.py BINARY
    writes page-light.png and page-dark.png beside this file
"""
import collections, json, os, pathlib, re, shutil, struct, subprocess, sys, tempfile, time, zlib
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

WIDTH, HEIGHT = 1280, 760
TARGET = "/?q=open-source+infrastructure"
MOST_BYTES = 120_000



def chunks(png):
    at = 8
    while at < len(png):
        size, kind = struct.unpack_from(">I4s", png, at)
        yield kind, png[at + 8 : at + 8 + size]
        at += 12 + size


def pixels(png):
    """Returns the width and the rows of a PNG with 3 bytes a pixel, each row as bytes."""
    parts = list(chunks(png))
    width, height, depth, colour = struct.unpack_from(">IIBB", dict(parts)[b"IHDR"])
    assert (depth, colour) == (8, 2), "not 3 bytes a pixel"
    raw = zlib.decompress(b"".join(part for kind, part in parts if kind == b"IDAT"))
    size, rows, above = 3 * width, [], bytes(3 * width)
    for begin in range(0, height * (size + 1), size + 1):
        how, row = raw[begin], bytearray(raw[begin + 1 : begin + 1 + size])
        for i in range(size) if how else ():
            left, up = row[i - 3] if i >= 3 else 0, above[i]
            corner = above[i - 3] if i >= 3 else 0
            if how == 4:  # the nearest of the three to left + up - corner
                guess = left + up - corner
                near = min((left, up, corner), key=lambda each: abs(guess - each))
            else:
                near = (0, left, up, (left + up) // 2)[how]
            row[i] = (row[i] + near) & 255
        rows.append(bytes(row))
        above = rows[-1]
    return width, rows


def smaller(png):
    """Returns the picture with 256 colours at most: of those that are nearly the same, one."""
    width, rows = pixels(png)
    colours = [[row[i : i + 3] for i in range(0, 3 * width, 3)] for row in rows]
    counts = collections.Counter(each for row in colours for each in row)
    for step in (1, 4, 8, 16, 32):
        first = {}  # the most frequent colour of those that are nearly the same
        for each, _ in counts.most_common():
            first.setdefault(bytes(value // step for value in each), each)
        if len(first) <= 256:
            break
    palette = {each: number for number, each in enumerate(first.values())}
    place = {each: palette[first[bytes(v // step for v in each)]] for each in counts}
    body = b"".join(b"\0" + bytes(place[each] for each in row) for row in colours)
    written = png[:8]
    for kind, part in [
        (b"IHDR", struct.pack(">IIBBBBB", width, len(rows), 8, 3, 0, 0, 0)),
        (b"PLTE", b"".join(palette)),
        (b"IDAT", zlib.compress(body, 9)),
        (b"IEND", b""),
    ]:
        check = zlib.crc32(kind + part)
        written += struct.pack(">I", len(part)) + kind + part + struct.pack(">I", check)
    return written


binary = pathlib.Path(sys.argv[1]).resolve()
here = pathlib.Path(__file__).resolve().parent
options = Options()
for flag in ["--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
             "--disable-lcd-text"]:  # fmt: skip
    options.add_argument(flag)
options.binary_location = shutil.which("chromium")

with tempfile.TemporaryDirectory() as home:
    notes = pathlib.Path(home) / "notes"
    shutil.copytree(here.parent / "data" / "essays", notes)
    for note in notes.glob("*.md"):  # the same age whenever this runs
        day = re.search(r"^(?:created|date): *(\d{4}-\d\d-\d\d)", note.read_text("utf-8"), re.M)
        if day:
            then = time.mktime(time.strptime(day.group(1), "%Y-%m-%d"))
            os.utime(note, (then, then))
    server = subprocess.Popen(
        [binary, "serve", notes, "--port", "0", "--json"],
        env={"HOME": home, "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"},
        stdout=subprocess.PIPE,
        text=True,
    )
    driver = None
    try:
        said = json.loads(server.stdout.readline())
        driver = webdriver.Chrome(
            service=Service(shutil.which("chromedriver")), options=options
        )
        driver.get(said["url"])
        driver.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": WIDTH, "height": HEIGHT, "deviceScaleFactor": 1, "mobile": False},
        )
        for scheme in ("light", "dark"):
            driver.execute_cdp_cmd(
                "Emulation.setEmulatedMedia",
                {"features": [{"name": "prefers-color-scheme", "value": scheme}]},
            )
            driver.get(f"http://127.0.0.1:{said['port']}{TARGET}")
            picture = here / f"page-{scheme}.png"
            picture.write_bytes(smaller(driver.get_screenshot_as_png()))
            size = picture.stat().st_size
            print(picture.name, size, "bytes")
            assert size < MOST_BYTES, f"{picture.name} is too large for the README"
    finally:
        if driver:
            driver.quit()
        server.terminate()
        server.wait(timeout=10)
