# bash completion for actlog. Tab asks actlog itself for the words; see docs/completion.md.
_actlog() {
    local program=actlog reply first=1
    COMPREPLY=()
    if [[ $1 == */* && -x $1 ]]; then program=$1; fi
    while IFS= read -r reply; do
        if [[ -n $first ]]; then
            first=
            case $reply in
                more) compopt -o nospace 2>/dev/null ;;
                files) compopt -o default 2>/dev/null ;;
            esac
        else
            COMPREPLY+=("$reply")
        fi
    done < <(command "$program" completion words bash "${COMP_LINE:0:COMP_POINT}" "$2" </dev/null 2>/dev/null)
}
complete -F _actlog actlog
