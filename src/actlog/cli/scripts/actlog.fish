# fish completion for actlog. Tab asks actlog itself for the words; see docs/completion.md.
function __actlog_words
    set -l words (commandline -opc)
    while string match -qr '^\w+=' -- $words[1]
        set -e words[1]
    end
    set -l program actlog
    if string match -q '*/*' -- $words[1]; and test -x $words[1]
        set program $words[1]
    end
    set -e words[1]
    set -l lines (command $program completion words fish $words (commandline -ct) </dev/null 2>/dev/null)
    if test "$lines[1]" = files
        __fish_complete_path (commandline -ct)
    else
        set -e lines[1]
        printf '%s\n' $lines
    end
end
complete -c actlog -f -a '(__actlog_words)'
