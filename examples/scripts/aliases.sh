# shellcheck shell=sh
# Short commands for what is typed all day, in bash, zsh, dash and their like.
#
#   al 5 calls @acme        log a line
#   vm @acme @stark         a voicemail for each
#   held @acme moved 45m    a meeting that took place;  noshow @acme  one that did not
#   oops                    take back the latest
#   ad, aw                  today, this week
#   due                     next steps
#
# Install: put this into ~/.bashrc or ~/.zshrc:
#
#   . ~/bin/aliases.sh
#
# Needs: actlog.

unalias al vm held noshow oops ad aw due 2>/dev/null || : # an alias of that name is in the way

al() { actlog log "$@"; }
vm() { actlog log voicemail "$@"; }
held() { actlog log held "$@"; }
noshow() { actlog log no-show "$@"; }
oops() { actlog undo "$@"; }
ad() { actlog today "$@"; }
aw() { actlog week "$@"; }
due() { actlog due "$@"; }

# In zsh, a question mark in a note is no file name: al call -- what now?
if [ -n "${ZSH_VERSION:-}" ]; then
  alias al='noglob al' vm='noglob vm' held='noglob held' noshow='noglob noshow'
fi
