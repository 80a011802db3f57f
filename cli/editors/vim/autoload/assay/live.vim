" A picker in a tab page of its own: a line to type in, the hits of what is typed so far, and the
" note of the chosen hit at its place.

let s:live = {}
let s:wait_ms = 40  " after a key, for the next one

function! assay#live#open(query) abort
  if !empty(s:live)
    return
  endif
  let folder = assay#folder()
  tabnew
  let s:live = {'tab': tabpagenr(), 'folder': folder, 'found': [], 'chosen': 0, 'asked': 0}
  call s:scratch('list')
  setlocal cursorline
  belowright vnew
  call s:scratch('note')
  setlocal cursorline wrap linebreak
  botright 1new
  call s:scratch('query')
  setlocal winfixheight
  call setline(1, a:query)
  for [key, call] in [['<CR>', 'accept()'], ['<Esc>', 'close()'], ['<C-c>', 'close()'],
        \ ['<Down>', 'move(1)'], ['<C-n>', 'move(1)'], ['<Up>', 'move(-1)'], ['<C-p>', 'move(-1)'],
        \ ['<C-y>', 'copy()']]
    execute 'inoremap <buffer> <silent>' key '<C-o>:call assay#live#' . call . '<CR>'
    execute 'nnoremap <buffer> <silent>' key ':call assay#live#' . call . '<CR>'
  endfor
  autocmd TextChanged,TextChangedI <buffer> call assay#live#typed()
  autocmd BufWipeout <buffer> call s:forget()
  call s:ask()
  startinsert!
endfunction

function! s:scratch(name) abort
  setlocal buftype=nofile bufhidden=wipe noswapfile nobuflisted nonumber nowrap
  let s:live[a:name] = bufnr('%')
endfunction

function! s:forget() abort
  let s:live = {}
endfunction

function! assay#live#typed() abort
  if has_key(s:live, 'timer')
    call timer_stop(s:live.timer)
  endif
  let s:live.timer = timer_start(s:wait_ms, {-> s:ask()})
endfunction

" Searches for what is typed. An answer that comes after a later question is thrown away.
function! s:ask() abort
  if empty(s:live)
    return
  endif
  let s:live.asked += 1
  let number = s:live.asked
  let lines = []
  let command = assay#words(['search', '--jsonl', '-n', '50', '--as-you-type', '--',
        \ get(getbufline(s:live.query, 1), 0, '')])
  if has('nvim')
    let s:live.job = jobstart(command, {'cwd': s:live.folder, 'stdout_buffered': 1,
          \ 'on_stdout': {_, data, __ -> extend(lines, data)},
          \ 'on_exit': {-> s:show(number, lines)}})
  else
    let s:live.job = job_start(command, {'cwd': s:live.folder, 'in_io': 'null',
          \ 'err_io': 'null', 'out_cb': {_, line -> add(lines, line)},
          \ 'close_cb': {-> s:show(number, lines)}})
  endif
endfunction

function! s:show(number, lines) abort
  if empty(s:live) || a:number != s:live.asked
    return
  endif
  let s:live.found = map(filter(copy(a:lines), 'v:val[0] ==# "{"'), 'json_decode(v:val)')
  let shown = map(copy(s:live.found), 's:line_of(v:val)')
  call s:replace(s:live.list, empty(shown) ? ['nothing was found'] : shown)
  let s:live.chosen = 0
  call s:preview()
endfunction

function! s:line_of(hit) abort
  let passage = get(get(a:hit.passages, 0, {}), 'text', '')
  return a:hit.title . '  ' . a:hit.path . (empty(passage) ? '' : '  ' . passage)
endfunction

function! s:replace(buffer, lines) abort
  call setbufline(a:buffer, 1, a:lines)
  silent call deletebufline(a:buffer, len(a:lines) + 1, '$')
endfunction

" The note of the chosen hit, with the cursor at its place.
function! s:preview() abort
  call win_execute(bufwinid(s:live.list), 'call cursor(' . (s:live.chosen + 1) . ', 1)')
  let lines = ['']
  let line = 1
  if !empty(s:live.found)
    let hit = s:live.found[s:live.chosen]
    let line = get(get(hit.passages, 0, {}), 'line', 1)
    let lines = hit.file is v:null || !filereadable(hit.file) ? ['this file cannot be shown']
          \ : readfile(hit.file, '', line + 200)
  endif
  call s:replace(s:live.note, lines)
  call win_execute(bufwinid(s:live.note), 'call cursor(' . line . ', 1) | normal! zz')
  redraw
endfunction

function! assay#live#move(step) abort
  if !empty(s:live.found)
    let s:live.chosen = (s:live.chosen + a:step + len(s:live.found)) % len(s:live.found)
    call s:preview()
  endif
endfunction

function! assay#live#close() abort
  let buffers = [s:live.list, s:live.note, s:live.query]
  stopinsert
  for buffer in buffers
    execute 'silent! bwipeout!' buffer
  endfor
endfunction

function! assay#live#accept() abort
  if empty(s:live.found) || s:live.found[s:live.chosen].file is v:null
    return
  endif
  let hit = s:live.found[s:live.chosen]
  let place = get(hit.passages, 0, {'line': 1, 'column': 1})
  call assay#live#close()
  call assay#open(hit.file, place.line, place.column)
endfunction

" Copies a link to the chosen note.
function! assay#live#copy() abort
  if !empty(s:live.found)
    let link = '[[' . fnamemodify(s:live.found[s:live.chosen].path, ':t:r') . ']]'
    call setreg('"', link)
    silent! call setreg('+', link)
  endif
endfunction
