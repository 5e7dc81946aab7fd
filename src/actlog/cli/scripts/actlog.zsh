#compdef actlog
# zsh completion for actlog. Tab asks actlog itself for the words; see docs/completion.md.
_actlog() {
    local program=actlog current=${(Q)PREFIX} line text
    local -a lines texts shown open_texts open_shown
    [[ $words[1] == */* && -x $words[1] ]] && program=$words[1]
    [[ $compstate[quote] == "'" ]] && current=$PREFIX
    lines=("${(@f)$(command $program completion words zsh "${(@Q)words[2,CURRENT-1]}" "$current" </dev/null 2>/dev/null)}")
    if [[ $lines[1] == files ]]; then
        _files
        return
    fi
    for line in "${(@)lines[2,-1]}"; do
        text=${line%%$'\t'*}
        line=${line#*$'\t'}
        if [[ $text == *: || ( $lines[1] == more && $text == *. ) ]]; then
            open_texts+=("$text")
            open_shown+=("$text")
        else
            texts+=("$text")
            line=$text${line:+  -- $line}
            shown+=("${line[1,COLUMNS-1]}")
        fi
    done
    compadd -l -d shown -a -- texts
    compadd -S '' -d open_shown -a -- open_texts
}
if [[ ${funcstack[@]:0:1} == _actlog ]]; then
    _actlog "$@"
elif (( ${+functions[compdef]} )); then
    compdef _actlog actlog
fi
