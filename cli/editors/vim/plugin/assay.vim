" Searches notes with assay(1), in Vim 9 and Neovim 0.7 or newer. doc/editors.md of assay says how
" to use it.
"
" g:assay_corpus   the folder of notes; without it, the one around the current file is searched, and
"                  nothing is indexed when a file is saved
" g:assay_program  the program, if it is not `assay`
if exists('g:loaded_assay')
  finish
endif
let g:loaded_assay = 1

command! -nargs=+ Assay call assay#search(<q-args>)
command! -nargs=* AssayLive call assay#live#open(<q-args>)
command! -nargs=0 AssayBacklinks call assay#notes('backlinks')
command! -nargs=0 AssayRelated call assay#notes('related')

augroup assay
  autocmd!
  autocmd BufWritePost * if exists('g:assay_corpus') |
        \ call assay#save#written(expand('<afile>:p')) | endif
  autocmd VimLeavePre * if exists('g:assay_corpus') | call assay#save#leave() | endif
  " Vim's own completes tags of HTML in Markdown.
  autocmd FileType markdown if &omnifunc =~# '^\%(htmlcomplete#.*\)\?$' |
        \ setlocal omnifunc=assay#complete#omni | endif
augroup END
