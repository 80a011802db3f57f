" Runs assay, and shows what it finds in the quickfix list.

" The command line of assay as a list.
function! assay#words(words) abort
  let corpus = get(g:, 'assay_corpus', '')
  let place = empty(corpus) ? [] : ['--corpus', fnamemodify(expand(corpus), ':p')]
  return [get(g:, 'assay_program', 'assay'), a:words[0]] + place + a:words[1:]
endfunction

" The folder in which assay runs: that of the current file, around which a corpus may be.
function! assay#folder() abort
  let folder = expand('%:p:h')
  return isdirectory(folder) ? folder : getcwd()
endfunction

" The lines that assay prints, messages among them; a zero byte comes as \n.
function! assay#lines(words) abort
  let command = join(map(assay#words(a:words), 'shellescape(v:val)'))
  return systemlist('cd ' . shellescape(assay#folder()) . ' && ' . command)
endfunction

" What `assay COMMAND --jsonl` prints, without its messages.
function! assay#objects(words) abort
  return map(filter(assay#lines(a:words), 'v:val[0] ==# "{"'), 'json_decode(v:val)')
endfunction

function! assay#search(query) abort
  call s:list(['search', '--passages', 'all', '-n', 'all'], a:query, 'assay: ' . a:query)
endfunction

" Notes that are related to the current file by `command`.
function! assay#notes(command) abort
  let file = expand('%:p')
  if empty(file)
    return s:complain('this buffer is no file')
  endif
  call s:list([a:command, '-n', 'all'], file, a:command . ': ' . expand('%:t'))
endfunction

function! s:list(words, subject, title) abort
  let lines = assay#lines(a:words + ['--offsets', 'bytes', '--template',
        \ '{line}\0{column}\0{file}\0{title}: {passage}\n', '--', a:subject])
  let hits = filter(map(copy(lines), 'split(v:val, "\n", 1)'), 'len(v:val) == 4')
  if empty(hits)
    return s:complain(empty(lines) ? 'nothing was found' : join(lines, ' '))
  endif
  call map(hits, '{"lnum": v:val[0], "col": v:val[1], "filename": v:val[2], "text": v:val[3]}')
  call setqflist([], ' ', {'items': hits, 'title': a:title})
  copen
endfunction

function! s:complain(message) abort
  echohl WarningMsg
  echomsg 'assay: ' . substitute(strtrans(a:message), '^assay: ', '', '')
  echohl None
endfunction

" Opens `file` (any name) at `line` and `column`, in code points from 1.
function! assay#open(file, line, column) abort
  execute 'buffer' bufadd(a:file)
  setlocal buflisted
  let byte = byteidx(getline(a:line), a:column - 1)
  call cursor(a:line, byte < 0 ? 1 : byte + 1)
endfunction
