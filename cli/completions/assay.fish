# fish completion for assay(1). What may come next is asked of assay itself; nothing it answers is
# ever evaluated.
function __assay_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    # fish chooses among the answers by itself. A word with a variable in it, or whose quotes it
    # cannot take off, is left to it.
    if string match -qr '[$(]' -- $current
        set current ''
    else if string match -qr '^[\'"]' -- $current
        set current (string sub -s 2 -- $current)
    else
        set current (string unescape -- $current); or set current ''
    end
    set -l answer (command assay __complete -- $words[2..-1] "$current" 2>/dev/null)
    if test "$answer[1]" = directories
        __fish_complete_directories "$current" ''
    else if test "$answer[1]" = files
        __fish_complete_path "$current" ''
    else
        string join \n -- $answer[2..-1]
    end
end
complete -c assay -f -a '(__assay_complete)'
