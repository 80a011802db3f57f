# bash completion for assay(1). What may come next is asked of assay itself, which also quotes it;
# nothing it answers is evaluated.
_assay() {
    local line kind=
    COMPREPLY=()
    while IFS= read -r line; do
        if [[ -z $kind ]]; then kind=$line; else COMPREPLY+=("${line%%$'\t'*}"); fi
    done < <(command assay __complete --line -- "${COMP_LINE:0:COMP_POINT}" 2>/dev/null)
    case $kind in
        directories) compopt -o dirnames ;;
        files) compopt -o default ;;
    esac
}
complete -F _assay assay
