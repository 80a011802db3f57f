" Indexes a note of g:assay_corpus when it is saved. The editor never waits: one run goes on at a
" time, and notes that are saved meanwhile are indexed by one more run after it.

let s:running = {}  " corpus -> its job
let s:saved = {}    " corpus -> the files that no run knows yet, as keys

function! assay#save#written(file) abort
  if a:file !~? '\.\%(md\|markdown\|mdx\)$'
    return
  endif
  let corpora = type(g:assay_corpus) == type([]) ? g:assay_corpus : [g:assay_corpus]
  for corpus in corpora
    let root = fnamemodify(expand(corpus), ':p')
    if stridx(a:file, root) == 0 || stridx(resolve(a:file), resolve(root)) == 0
      let files = get(s:saved, root, {})
      let files[a:file] = 1
      let s:saved[root] = files
      call s:index(root)
    endif
  endfor
endfunction

" Before the editor ends: what was saved last is indexed by a run that outlives it.
function! assay#save#leave() abort
  for root in keys(s:saved)
    call s:start(root)
  endfor
endfunction

function! s:index(root) abort
  if !has_key(s:running, a:root) && has_key(s:saved, a:root)
    let s:running[a:root] = s:start(a:root)
  endif
endfunction

function! s:start(root) abort
  let command = [get(g:, 'assay_program', 'assay'), 'index'] + keys(remove(s:saved, a:root))
  try
    if has('nvim')
      return jobstart(command, {'detach': 1, 'on_exit': {-> s:ended(a:root)}})
    endif
    return job_start(command, {'in_io': 'null', 'out_io': 'null', 'err_io': 'null',
          \ 'stoponexit': '', 'exit_cb': {-> s:ended(a:root)}})
  catch
    " There is no such program: the next save tries again.
    call timer_start(0, {-> s:ended(a:root)})
  endtry
endfunction

function! s:ended(root) abort
  if has_key(s:running, a:root)
    call remove(s:running, a:root)
  endif
  call s:index(a:root)
endfunction
