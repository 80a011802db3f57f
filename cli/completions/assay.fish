# fish completion for assay(1). What may come next is asked of assay itself; nothing it answers is ever evaluated.
function __assay_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    # fish chooses among the answers by itself; a word with quotes in it is left to it.
    string match -qr '[\'"\\\\$(]' -- $current; and set current ''
    set -l answer (command assay __complete -- $words[2..-1] "$current" 2>/dev/null)
    if test "$answer[1]" = directories
        __fish_complete_directories "$current" ''
    else
        string join \n -- $answer[2..-1]
    end
end
complete -c assay -f -a '(__assay_complete)'
