#!/usr/bin/env python3
"""The plugins of cli/editors/ in headless Vim, Neovim and Emacs: every command,
over notes of any name.

usage: plugins_test.py BINARY SOURCE_DIRECTORY
"""
import json, os, pathlib, shutil, subprocess, sys, tempfile, time

binary, source = (pathlib.Path(argument).resolve() for argument in sys.argv[1:])
failed, missing = [], []

# In each note the word comes after characters that are longer in bytes, in UTF-16 and on the
# screen.
NAMES = [
    "Recipe: soup.md",
    "a:7:b.md",
    "Größe und 開源.md",
    "100% (v1).md",
    "tab\there.md",
    "C# and a|b.md",
    "-x '+1'.md",
    "[x] {1} {q}.md",
    "$(touch pwned).md",
    "`touch pwned`.md",
    "x'; touch pwned; '.md",
    'y"; touch pwned; ".md',
    "z|call writefile([], 'pwned').md",
    "%:p <cword> #1.md",
]
LINE = "**Übergröße**\t日本 🎉 [é](https://é.org) zeugwort, then more."
HOSTILE = ["'; touch pwned; '", '"; touch pwned; "', "$(touch pwned)", "`touch pwned`", "%:p #"]


def check(what, ok, shown=""):
    print(f"{'ok  ' if ok else 'FAIL'} {what}")
    if not ok:
        failed.append(what)
        print("    ", str(shown)[:3000])


def becomes_true(test):
    for _ in range(200):
        if test():
            return True
        time.sleep(0.05)
    return False


def column_of(word, unit):
    before = LINE[: LINE.index(word)]
    return 1 + {"bytes": len(before.encode()), "characters": len(before)}[unit]


VIM = r"""
set encoding=utf-8 hidden
set runtimepath^={plugins}
runtime plugin/assay.vim
let g:assay_corpus = '{notes}'
function! Here()
  let word = matchstr(getline('.'), '\%' . col('.') . 'c\k*')
  return join([expand('%:p'), line('.'), col('.'), word], "\x01")
endfunction
function! Quickfix()
  let seen = []
  for number in range(1, len(getqflist()))
    silent! execute 'cc ' . number
    call add(seen, Here())
  endfor
  return seen
endfunction
function! Await(test)
  for _ in range(200)
    if eval(a:test) | return | endif
    sleep 50m
  endfor
endfunction
let out = {{}}
Assay zeugwort
let out.search = Quickfix()
execute 'edit' fnameescape('{notes}/rain-gardens.md')
AssayRelated
let out.related = map(getqflist(), 'fnamemodify(bufname(v:val.bufnr), ":t")')
execute 'edit' fnameescape('{notes}/rain-gardens.md')
execute 'edit' fnameescape('{notes}/Größe und 開源.md')
call setqflist([])
AssayBacklinks
let out.backlinks = Quickfix()
let out.live = []
for number in range({count})
  AssayLive zeugwort
  call Await('search("zeugwort", "n") == 0 || line("$") >= 0')
  call Await('len(getbufline(bufnr("$") - 2, 1, "$")) == {count}')
  for _ in range(number)
    call assay#live#move(1)
  endfor
  let preview = join(getbufline(bufnr('$') - 1, 1, '$'), ' ')
  call assay#live#accept()
  call add(out.live, Here() . "\x01" . (preview =~ 'zeugwort'))
endfor
AssayLive rain gard
call Await('join(getbufline(bufnr("$") - 2, 1, "$")) =~ "Rain gardens"')
call assay#live#copy()
let out.link = getreg('"')
call assay#live#close()
let out.tabs = tabpagenr('$')
function! Completed(text)
  enew!
  set filetype=markdown
  call setline(1, a:text)
  call cursor(1, col('$'))
  " The cursor is after the last character, as in insert mode.
  set virtualedit=onemore
  call cursor(1, col('$'))
  let at = assay#complete#omni(1, '')
  return at < 0 ? [at] : [at, map(assay#complete#omni(0, strpart(a:text, at)), 'v:val.word')]
endfunction
let out.note = Completed('see [[rain gar')
let out.typing = Completed('é [[who maint')
let out.tag = Completed('a #city')
let out.heading = Completed('# rain')
let out.nothing = Completed('rain')
let out.omnifunc = &omnifunc
bwipeout!
for query in json_decode('{hostile}')
  execute 'Assay' query
endfor
execute 'edit' fnameescape('{notes}/sharpening.md')
let begin = reltime()
let slowest = 0.0
for number in range(200)
  call setline(1, 'saved by {editor} ' . number . ' lastword{editor}' . number)
  silent write
  let before = reltime()
  call assay#save#written(expand('%:p'))
  let took = reltimefloat(reltime(before))
  let slowest = took > slowest ? took : slowest
endfor
let out.saved = reltimefloat(reltime(begin))
let out.slowest = slowest
call writefile([json_encode(out)], '{home}/out.json')
qall!
"""

EMACS = r"""
(add-to-list 'load-path "{plugins}")
(require 'assay)
(require 'flymake)
(setq assay-corpus "{notes}" out nil)
(defun note-down (key value) (push (cons key value) out))
(defun visited ()
  (with-current-buffer (window-buffer)
    (goto-char (window-point))
    (mapconcat #'identity (list buffer-file-name (number-to-string (line-number-at-pos))
          (number-to-string (1+ (- (point) (line-beginning-position))))
          (buffer-substring-no-properties (point) (min (point-max) (+ (point) 8)))) "\1")))
(defun each-hit ()
  (let (all)
    (condition-case nil (while t (next-error) (push (visited) all)) (error nil))
    (vconcat (nreverse all))))
(assay "zeugwort")
(note-down 'search (each-hit))
(find-file "{notes}/rain-gardens.md")
(assay-related)
(defun path-of (each) (car (split-string each "\1")))
(note-down 'related (vconcat (mapcar #'path-of (append (each-hit) nil))))
(find-file "{notes}/Größe und 開源.md")
(with-current-buffer (get-buffer-create "*xref*") (let ((inhibit-read-only t)) (erase-buffer)))
(note-down 'backlinks (condition-case nil (progn (assay-backlinks) (each-hit)) (user-error [])))
(defun completed (text)
  (with-temp-buffer
    (insert text)
    (let ((found (assay-completion-at-point)))
      (if found
          (let ((typed (buffer-substring (nth 0 found) (nth 1 found))))
            (vector (nth 0 found) (vconcat (all-completions typed (nth 2 found)))))
        :null))))
(note-down 'note (completed "see [[rain gar"))
(note-down 'typing (completed "é [[who maint"))
(note-down 'tag (completed "a #city"))
(note-down 'heading (completed "# rain"))
(note-down 'nothing (completed "rain"))
(dolist (query '({hostile})) (ignore-errors (assay query)))
(let (reported)
  (find-file "{notes}/broken.md")
  (assay-flymake (lambda (all &rest _) (setq reported (list all))))
  (while (not reported) (accept-process-output nil 0.1))
  (note-down 'problems (vconcat (mapcar #'flymake-diagnostic-text (car reported)))))
(find-file "{notes}/sharpening.md")
(assay-mode 1)
(let ((begin (float-time)) (slowest 0) (started 0) (save-silently t))
  (dotimes (number 200)
    (erase-buffer)
    (insert (format "saved by emacs %d lastwordemacs%d\n" number number))
    (save-buffer)
    ;; Emacs collects garbage when it likes, some 10 ms each time.
    (let ((before (- (float-time) gc-elapsed)))
      (assay-index-soon)
      (setq slowest (max slowest (- (float-time) gc-elapsed before))))
    ;; What Emacs does when it waits for input.
    (when (= (% number 20) 0)
      (sleep-for 0.001)
      (when (process-live-p assay--indexing) (cl-incf started))))
  (note-down 'started started)
  (note-down 'saved (- (float-time) begin))
  (note-down 'slowest slowest))
(let ((coding-system-for-write 'utf-8))
  (write-region (json-serialize (json-read-from-string (json-encode out))) nil "{home}/out.json"))
"""


with tempfile.TemporaryDirectory() as home:
    home = pathlib.Path(home)
    notes = home / "notes"
    shutil.copytree(source / "data" / "essays", notes)
    for name in NAMES:
        (notes / name).write_text(f"---\ntags: [named]\n---\n\n{LINE}\n", "utf-8")
    (notes / "links here.md").write_text("x\n\nsee 日本 [[Größe und 開源]] there\n", "utf-8")
    (notes / "broken.md").write_text("---\ncreated: 2024-02-30\n---\nrain\n", "utf-8")
    (home / "bin").mkdir()
    (home / "bin" / "assay").symlink_to(binary)
    env = {
        "HOME": str(home),
        "HISTFILE": "",  # else the shell writes it when the terminal is gone
        "LC_ALL": "C.UTF-8",
        "TERM": "xterm",
        "PATH": f"{home}/bin:/usr/bin:/bin",
        "TMUX_TMPDIR": str(home),
    }

    def run(*command, **more):
        return subprocess.run(
            command,
            env=env,
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            timeout=300,
            **more,
        )

    run("assay", "index", notes)
    has_backlinks = "  backlinks " in run("assay", "--help").stdout
    related = json.loads(
        run("assay", "related", "rain-gardens", "-n", "all", "--json", cwd=notes).stdout
    )

    def indexed(word):
        return run("assay", "search", f"={word}", "-q", "--no-refresh", cwd=notes).returncode == 0

    def judge(editor, unit, done):
        out = (
            json.loads((home / "out.json").read_text("utf-8"))
            if (home / "out.json").exists()
            else {}
        )
        (home / "out.json").unlink(missing_ok=True)
        expected = {
            f"{notes}/{name}\x015\x01{column_of('zeugwort', unit)}\x01zeugwort" for name in NAMES
        }
        if not out:
            check(f"{editor}: the session ran", False, done)
            return
        get = lambda key: out.get(key, done)
        check(
            f"{editor}: notes of any name open at the word",
            set(get("search")) == expected,
            get("search"),
        )
        paths = sorted({hit["path"] for hit in related["hits"]})
        seen = sorted({pathlib.Path(each).name for each in out.get("related", [])})
        check(f"{editor}: related notes", seen == paths, (seen, paths))
        linking = [each.split("\x01")[:2] for each in get("backlinks")]
        # A program of before the command: the plugin says so, and shows nothing.
        expected_links = [[f"{notes}/links here.md", "3"]] if has_backlinks else []
        check(f"{editor}: backlinks", linking == expected_links, linking)
        if editor != "emacs":
            live = {each + "\x011" for each in expected}
            check(
                f"{editor}: :AssayLive previews and opens each",
                set(get("live")) == live,
                get("live"),
            )
            check(f"{editor}: it copies a link", get("link") == "[[rain-gardens]]", get("link"))
            check(f"{editor}: and leaves no tab page", get("tabs") == 1, get("tabs"))
            check(f"{editor}: omnifunc", get("omnifunc") == "assay#complete#omni", get("omnifunc"))
        if editor == "emacs":
            problems = get("problems")
            check("emacs: flymake", len(problems) == 1 and "2024-02-30" in problems[0], problems)
        begin = 0 if editor != "emacs" else 1  # of a buffer
        note, typing, tag = get("note"), get("typing"), get("tag")
        close = "" if editor == "emacs" else "]]"
        check(
            f"{editor}: [[ completes notes",
            note[0] == 6 + begin and note[1][0] == "rain-gardens" + close,
            note,
        )
        check(
            f"{editor}: while a word is typed",
            "who-maintains-the-commons" + close in typing[1],
            typing,
        )
        check(f"{editor}: # completes tags", tag[1][0] == "city" and "city/water" in tag[1], tag)
        check(
            f"{editor}: nothing else is completed",
            get("heading") in ([-3], "null") and get("nothing") in ([-3], "null"),
            (get("heading"), get("nothing")),
        )
        check(f"{editor}: no name and no query runs anything", not list(home.rglob("pwned*")))
        check(
            f"{editor}: of 200 saves the last is indexed",
            becomes_true(lambda: indexed(f"lastword{editor}199")),
            out,
        )
        if editor == "emacs":  # which starts the process only when it waits for input
            check("emacs: notes are indexed while others are saved", get("started") > 0)
        print(
            f"     {editor}: 200 saves in {out.get('saved', 0):.2f} s; the slowest hook took "
            f"{1000 * out.get('slowest', 0):.2f} ms"
        )

    def live_in_emacs():
        """M-x assay-live in a terminal: typing searches, C-n chooses, RET opens."""
        tmux = lambda *command: run("tmux", "-L", "assay-emacs", *command)
        screen = lambda: tmux("capture-pane", "-p").stdout
        (home / "live.el").write_text(
            f"""(add-to-list 'load-path "{source}/cli/editors/emacs") (require 'assay)
(setq assay-corpus "{notes}" assay-program "{binary}" inhibit-startup-screen t)
(defun tell () (write-region (format "%s\\n%d %s" buffer-file-name (line-number-at-pos)
  (buffer-substring (point) (+ (point) 8))) nil "{home}/at"))
(global-set-key (kbd "<f5>") (lambda () (interactive) (tell)))""",
            "utf-8",
        )
        tmux(*("-f", "/dev/null", "new-session", "-d", "-x", "120", "-y", "30", "-c", home))
        tmux("send-keys", "-l", f"exec emacs -nw -Q -l {home}/live.el")
        tmux("send-keys", "Enter")
        becomes_true(lambda: "*scratch*" in screen())
        tmux("send-keys", "M-x")
        tmux("send-keys", "-l", "assay-live")
        tmux("send-keys", "Enter")
        becomes_true(lambda: "Search notes:" in screen())
        tmux("send-keys", "-l", "zeugw")
        lines = lambda: [line for line in screen().splitlines() if "zeugwort" in line]
        check(
            "emacs: assay-live searches while typing",
            becomes_true(lambda: len(lines()) > 5),
            screen(),
        )
        time.sleep(2)  # the answer to the last key begins at the first hit again
        chosen = lines()[1].split("  ")[0] if len(lines()) > 1 else "nothing"
        tmux("send-keys", "C-n")
        time.sleep(0.5)
        tmux("send-keys", "Enter")
        becomes_true(lambda: "Search notes:" not in screen())
        at = home / "at"
        tmux("send-keys", "F5")
        becomes_true(at.exists)
        told = at.read_text("utf-8") if at.exists() else screen()
        ok = chosen in told and told.endswith("5 zeugwort")
        check("emacs: and opens the chosen note at the word", ok, (chosen, told))
        tmux("kill-server")

    for editor, options in (
        ("vim", ["-Nu", "NONE", "-es"]),
        ("nvim", ["-u", "NONE", "--headless"]),
    ):
        if not shutil.which(editor, path=env["PATH"]):
            missing.append(editor)
            continue
        (home / "session.vim").write_text(
            VIM.format(
                plugins=source / "cli" / "editors" / "vim",
                notes=notes,
                home=home,
                editor=editor,
                count=len(NAMES),
                hostile=json.dumps(HOSTILE).replace("'", "''"),
            ),
            "utf-8",
        )
        judge(editor, "bytes", run(editor, *options, "-S", home / "session.vim", cwd=home))
    if shutil.which("emacs", path=env["PATH"]):
        lisp = lambda text: '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
        fill = {
            "{plugins}": str(source / "cli" / "editors" / "emacs"),
            "{notes}": str(notes),
            "{home}": str(home),
            "{hostile}": " ".join(map(lisp, HOSTILE)),
        }
        script = EMACS
        for key, value in fill.items():
            script = script.replace(key, value)
        (home / "session.el").write_text(script, "utf-8")
        compiled = run(
            "emacs",
            "-Q",
            "--batch",
            "--eval",
            (
                '(setq byte-compile-error-on-warn t byte-compile-dest-file-function '
                f'(lambda (_) "{home}/assay.elc"))'
            ),
            "-f",
            "batch-byte-compile",
            source / "cli/editors/emacs/assay.el",
        )
        check("emacs: the package compiles without a warning", compiled.returncode == 0, compiled)
        judge(
            "emacs",
            "characters",
            run("emacs", "-Q", "--batch", "-l", home / "session.el", cwd=home),
        )
        if shutil.which("tmux", path=env["PATH"]):
            live_in_emacs()
    else:
        missing.append("emacs")
if missing:
    print("SKIP: there is no", ", no ".join(missing))
sys.exit(1 if failed else 77 if len(missing) == 3 else 0)
