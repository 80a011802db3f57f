#!/usr/bin/env python3
"""The recipes of the README's section "Editors", taken out of it and run in the editors that are here.

usage: editors_test.py BINARY SOURCE_DIRECTORY
"""
import os, pathlib, re, shutil, subprocess, sys, tempfile, time

binary, source = (pathlib.Path(argument).resolve() for argument in sys.argv[1:])
section = re.search(r"^## Editors\n(.*?)^## ", (source / "README.md").read_text("utf-8"), re.S | re.M).group(1)
recipe = {language: text for language, text in re.findall(r"^```(\w+)\n(.*?)^```", section, re.S | re.M)}
failed, missing = [], []


def check(what, ok, shown=""):
    print(f"{'ok  ' if ok else 'FAIL'} {what}")
    if not ok:
        failed.append(what)
        print(shown)


def becomes_true(test):
    for _ in range(200):
        if test():
            return True
        time.sleep(0.05)
    return False


with tempfile.TemporaryDirectory() as home:
    home = pathlib.Path(home)
    notes = home / "notes"
    shutil.copytree(source / "data" / "essays", notes)
    (home / "bin").mkdir()
    (home / "bin" / "assay").symlink_to(binary)
    env = {"HOME": str(home), "LC_ALL": "C.UTF-8", "TERM": "xterm", "PATH": f"{home}/bin:/usr/bin:/bin", "TMUX_TMPDIR": str(home)}
    run = lambda *command, **more: subprocess.run(command, env=env, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=60, **more)
    run("assay", "index", notes)
    answers = run("assay", "search", "-n", "all", "--passages", "all", "city", "-tag:nothing", cwd=notes).stdout.splitlines()
    places = [f"{notes}/{':'.join(line.split(':')[:3])}" for line in answers]
    indexed = lambda word: run("assay", "search", word, "-q", "--no-refresh", cwd=notes).returncode == 0

    for editor, options in (("vim", ["-Nu", "NONE", "-es"]), ("nvim", ["-u", "NONE", "-es"])):
        if not shutil.which(editor, path=env["PATH"]):
            missing.append(editor)
            continue
        (home / "recipe.vim").write_text(recipe["vim"] if editor == "vim" else recipe["vim"].replace("autocmd BufWritePost", '" ') + "lua << EOF\n" + recipe["lua"] + "EOF\n")
        (home / "session.vim").write_text(f"""source {home}/recipe.vim
Assay city -tag:nothing
call writefile(map(getqflist(), 'bufname(v:val.bufnr)->fnamemodify(":p") . ":" . v:val.lnum . ":" . v:val.col'), '{home}/found')
edit {notes}/sharpening.md
call append('$', 'savedby{editor}')
write
sleep 2
qall!
""")
        done = run(editor, *options, "-S", home / "session.vim")
        found = (home / "found").read_text().splitlines() if (home / "found").exists() else []
        check(f"{editor}: :Assay fills the quickfix list", found == places and len(found) > 3, (found, places, done))
        check(f"{editor}: saving indexes", becomes_true(lambda: indexed(f"savedby{editor}")), done)
        (home / "found").unlink(missing_ok=True)

    if shutil.which("emacs", path=env["PATH"]):
        (home / "recipe.el").write_text(recipe["elisp"] + f"""
(assay "city -tag:nothing")
(while (get-buffer-process "*grep*") (accept-process-output nil 0.1))
(with-current-buffer "*grep*" (write-region (point-min) (point-max) "{home}/found"))
(next-error 1 t)
(with-current-buffer (window-buffer)
  (write-region (concat buffer-file-name ":" (number-to-string (line-number-at-pos (window-point)))) nil "{home}/place"))
(find-file "{notes}/sharpening.md")
(goto-char (point-max)) (insert "savedbyemacs\\n") (save-buffer)
(sleep-for 2)
""")
        done = run("emacs", "-Q", "--batch", "-l", home / "recipe.el")
        found = (home / "found").read_text() if (home / "found").exists() else ""
        check("emacs: M-x assay lists the hits", all(line.split(": ")[0] in found for line in answers), (found, done))
        place = (home / "place").read_text() if (home / "place").exists() else ""
        check("emacs: the first one is visited", place == ":".join(places[0].split(":")[:2]), (place, places[0], done))
        check("emacs: saving indexes", becomes_true(lambda: indexed("savedbyemacs")), done)
    else:
        missing.append("emacs")

    if shutil.which("fzf", path=env["PATH"]) and shutil.which("tmux", path=env["PATH"]):
        (home / "bin" / "myeditor").write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" >{home}/opened.new\nmv {home}/opened.new {home}/opened\n')
        (home / "bin" / "myeditor").chmod(0o755)
        (home / "search.sh").write_text(recipe["bash"])
        env["EDITOR"] = "myeditor {path} {line}"
        first = run("assay", "search", "-n", "200", "--", "last mile", cwd=notes).stdout.splitlines()[0].split(":")
        run("tmux", "-L", "assay-fzf", "-f", "/dev/null", "new-session", "-d", "-x", "150", "-y", "40", "-c", notes, "bash", home / "search.sh")
        screen = lambda: run("tmux", "-L", "assay-fzf", "capture-pane", "-p").stdout
        check("fzf: begins with every note", becomes_true(lambda: "33/33" in screen()), screen())
        run("tmux", "-L", "assay-fzf", "send-keys", "-l", "last mile")
        check("fzf: searches while typing", becomes_true(lambda: re.search(r"> last mile", screen()) and "33/33" not in screen() and re.search(r"\b([1-9]\d*)/\1\b", screen())), screen())
        run("tmux", "-L", "assay-fzf", "send-keys", "Enter")
        opened = home / "opened"
        check("fzf: enter opens the editor at the line", becomes_true(opened.exists) and opened.read_text().split("\n")[:2] == [f"{notes}/{first[0]}", first[1]], opened.exists() and opened.read_text())
        run("tmux", "-L", "assay-fzf", "kill-server")
    else:
        missing.append("fzf")
if missing:
    print("SKIP: there is no", ", no ".join(missing))
sys.exit(1 if failed else 77 if len(missing) == 4 else 0)
