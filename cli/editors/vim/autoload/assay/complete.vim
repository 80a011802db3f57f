" Completes the name of a note after [[, best first as a search for the words before the cursor
" finds them, and a tag after #.

function! assay#complete#omni(findstart, base) abort
  if !a:findstart
    return s:in_link ? s:notes(a:base) : s:tags(a:base)
  endif
  let before = strpart(getline('.'), 0, col('.') - 1)
  let link = match(before, '\[\[\zs[^\[\]|]*$')
  let s:in_link = link >= 0
  return s:in_link ? link : match(before, '\%(^\|\s\)#\zs[^[:blank:]#]*$') >= 0 ?
        \ match(before, '#\zs[^[:blank:]#]*$') : -3
endfunction

let s:in_link = 0

function! s:notes(base) abort
  let words = ['search', '--jsonl', '--passages', '0', '-n', '30']
  " The words of what is typed, without signs and capitals that a query would take for operators.
  let query = tolower(substitute(a:base, '[[:punct:]]', ' ', 'g'))
  let words += query =~# '\S' ? ['--as-you-type', '--', query] : ['--sort', 'updated']
  let found = []
  let names = {}
  for hit in assay#objects(words)
    let name = fnamemodify(hit.path, ':r')
    let short = fnamemodify(name, ':t')
    let word = has_key(names, short) ? name : short
    let names[short] = 1
    " Obsidian cannot link to a name with these.
    if word !~# '[\[\]|#^]'
      call add(found, {'word': word . (s:closes() ? '' : ']]'), 'abbr': word, 'menu': hit.title})
    endif
  endfor
  return found
endfunction

function! s:closes() abort
  return strpart(getline('.'), col('.') - 1, 2) ==# ']]'
endfunction

function! s:tags(base) abort
  let [begin, inside] = [[], []]
  for line in assay#lines(['tags', '--sort', 'count'])
    let [notes, tag] = split(line . "\t", "\t", 1)[0:1]
    if notes !~# '^\d\+$' || tag =~# '\s'
      continue
    endif
    let at = stridx(tolower(tag), tolower(a:base))
    if at >= 0
      call add(at == 0 ? begin : inside, {'word': tag, 'menu': notes})
    endif
  endfor
  return begin + inside
endfunction
