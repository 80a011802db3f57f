#compdef assay
# zsh completion for assay(1). What may come next is asked of assay itself; nothing it answers is
# ever evaluated.
_assay() {
    local line kind
    local -a typed found shown
    typed=("${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}")
    while IFS= read -r line; do
        if [[ -z $kind ]]; then
            kind=$line
        else
            found+=("${line%%$'\t'*}")
            shown+=("${line/$'\t'/  }")
        fi
    done < <(command assay __complete -- "${typed[@]}" 2>/dev/null)
    if [[ $kind == (directories|files) ]]; then
        [[ $PREFIX == --*=* ]] && compset -P '*='
        if [[ $kind == directories ]]; then _files -/; else _files; fi
    elif (( ${#found} )); then
        # What was typed may have no quotes yet that the answer needs.
        compadd -U -l -d shown -a found
    fi
}
if [[ $funcstack[1] == _assay ]]; then _assay "$@"; else compdef _assay assay; fi
