#!/usr/bin/env python3
"""Draws the picture in the README from a real run: what `assay search` writes to a terminal,
as SVG.

screens.py BINARY [--check]
    writes search-light.svg and search-dark.svg beside this file, or compares them
"""
import fcntl, os, pathlib, pty, re, shutil, struct, subprocess, sys, tempfile, termios
from xml.sax.saxutils import escape

COLUMNS, ROWS = 80, 40
QUERY = ["search", "--no-pager", "-n", "3", "open-source infrastructure"]
CELL_WIDTH, LINE_HEIGHT, MARGIN = 8.4, 18, 16  # pixels, at 14 pixels a letter
THEMES = {  # paper, ink, and the colours of SGR 2 (dim), 31, 35, 36
    "light": {
        "paper": "#ffffff",
        "ink": "#1f2328",
        "2": "#6e7781",
        "31": "#cf222e",
        "35": "#8250df",
        "36": "#1b7c83",
    },
    "dark": {
        "paper": "#0d1117",
        "ink": "#e6edf3",
        "2": "#8b949e",
        "31": "#ff7b72",
        "35": "#d2a8ff",
        "36": "#76e3ea",
    },
}


def run_on_terminal(binary, folder, home):
    process, terminal = pty.fork()
    if process == 0:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        os.chdir(folder)
        os.execve(
            binary,
            ["assay", *QUERY],
            {"HOME": home, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"},
        )
    output = b""
    while True:
        try:
            read = os.read(terminal, 65536)
        except OSError:  # the program has ended
            break
        if not read:
            break
        output += read
    os.waitpid(process, 0)
    os.close(terminal)
    return output.decode()


def spans(line):
    """(text, SGR codes) of each stretch of a line, without links."""
    line = re.sub("\x1b]8;;[^\x1b]*\x1b\\\\", "", line)
    codes = set()
    for text, code in re.findall("([^\x1b]+)|\x1b\\[([\\d;]*)m", line):
        if text:
            yield text, frozenset(codes)
        else:
            codes = set() if code in ("", "0") else codes | set(code.split(";"))


def svg(output, theme):
    # The time differs from run to run; its end is at the edge.
    output = re.sub(
        "(\x1b\\[\\d+m)([\\d.]+ m?s)",
        lambda found: " " * (len(found[2]) - 4) + found[1] + "3 ms",
        output,
    )
    lines = output.replace("\r", "").rstrip("\n").split("\n")
    lines = ["$ assay search open-source infrastructure", *lines]
    width, height = round(COLUMNS * CELL_WIDTH + 2 * MARGIN), len(lines) * LINE_HEIGHT + 2 * MARGIN
    drawn = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" role="img">',
        f'<title>assay search open-source infrastructure</title>',
        f'<rect width="100%" height="100%" rx="8" fill="{theme["paper"]}"/>',
        '<g font-family="ui-monospace,SFMono-Regular,Menlo,Consolas,monospace" font-size="14" '
        f'fill="{theme["ink"]}" xml:space="preserve">',
    ]
    for number, line in enumerate(lines):
        column = 0
        for text, codes in spans(line):
            color = next(
                (f' fill="{theme[code]}"' for code in ("2", "31", "35", "36") if code in codes), ""
            )
            weight = ' font-weight="bold"' if "1" in codes else ""
            x, y = MARGIN + column * CELL_WIDTH, MARGIN + (number + 0.8) * LINE_HEIGHT
            # Each stretch has its length, so that columns meet in any font.
            if text.strip():
                drawn.append(
                    f'<text x="{x:.1f}" y="{y:.1f}" textLength="{len(text) * CELL_WIDTH:.1f}"'
                    f'{color}{weight}>{escape(text)}</text>'
                )
            column += len(text)
    return "\n".join([*drawn, "</g>", "</svg>", ""])


def main():
    binary, here = os.path.abspath(sys.argv[1]), pathlib.Path(__file__).parent
    with tempfile.TemporaryDirectory() as home:
        notes = pathlib.Path(home, "notes")
        shutil.copytree(here.parent / "data" / "essays", notes)
        subprocess.run(
            [binary, "index", notes],
            env={"HOME": home, "LC_ALL": "C.UTF-8"},
            check=True,
            capture_output=True,
        )
        output = run_on_terminal(binary, notes, home)
    wrong = []
    for name, theme in THEMES.items():
        picture, file = svg(output, theme), here / f"search-{name}.svg"
        if "--check" not in sys.argv:
            file.write_text(picture, "utf-8")
        elif file.read_text("utf-8") != picture:
            wrong.append(
                f"{file.name} shows something else than the program: run doc/screens.py BINARY"
            )
    print("\n".join(wrong) or f"{len(THEMES)} pictures")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
