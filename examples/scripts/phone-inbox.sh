#!/bin/sh
# Logs what you have noted on the phone, from a text file that a sync service keeps the same.
#
#   phone-inbox.sh ~/Dropbox/actlog/inbox.txt
#
# On the phone, write log lines into inbox.txt, one for each activity:
#
#   thu
#   9:10 call connected @acme
#   held @globex moved 45m
#
# A line without a day or a time counts for the moment in which it is logged here.
#
# Every line is logged once, and a file as a whole or not at all. What was logged lies beside the
# inbox as logged-….txt. A file that is not understood is kept as refused-….txt: mend it on
# the phone and call it inbox.txt again. answer.txt has what actlog said last. The next notes
# go on in a new inbox.txt. Whatever is killed in between, the next run goes on from there.
#
# Close inbox.txt on the phone when you have written: an app that still shows lines which were
# logged meanwhile may write them back.
#
# Install: let cron run it on one computer (crontab -e):
#
#   */10 * * * *  $HOME/bin/phone-inbox.sh $HOME/Dropbox/actlog/inbox.txt
#
# The exit code is 0, or that of the last file that could not be logged.
#
# Needs: actlog.
set -eu
PATH=$PATH:${HOME:-}/.local/bin # cron looks in few places

inbox=${1:?usage: phone-inbox.sh INBOX.txt}
CDPATH='' cd -- "$(dirname -- "$inbox")"
inbox=./$(basename -- "$inbox")
worst=0
number=0

# Give a file a name that no other run will ever give: it says which process is at work on it.
take() {
  number=$((number + 1))
  mine=taken-$(date +%Y%m%d-%H%M%S)-$number-$$.txt
  mv "$1" "$mine" 2>/dev/null # somebody else may have been quicker
}

# Tell whether a file was logged by a run that did not live to say so: 0 yes, 1 no, 4 nobody knows.
logged() {
  rows=$(actlog db query "SELECT id FROM operations WHERE words = '--file $1'" --csv) || return 4
  case $rows in *[0-9]*) return 0 ;; esac
  return 1
}

# Log the file that was taken.
log() {
  code=0
  answer=$(actlog log --file "$mine" 2>&1) || code=$?
  printf '%s\n' "$answer" >answer.txt
  case $code in
    0) mv "$mine" "logged-${mine#taken-}" ;;
    2) mv "$mine" "refused-${mine#taken-}" ;;
  esac # of anything else, the next run makes another attempt
  if [ "$code" -ne 0 ]; then
    printf '%s\n' "$answer" >&2
    worst=$code
  fi
}

# What an earlier run has left behind, unless it is still at work.
while read -r left; do
  left=${left#./}
  case ${left%.txt} in taken-*[!0-9-]*) continue ;; esac # a name that is not ours
  process=${left%.txt}
  process=${process##*-}
  if [ -z "$left" ] || kill -0 "$process" 2>/dev/null; then continue; fi
  known=0
  logged "$left" || known=$?
  case $known in
    0) mv "$left" "logged-${left#taken-}" 2>/dev/null || : ;;
    1) if take "$left"; then log; fi ;;
    *) worst=$known ;; # to log it might be once too often: it is left to the next run
  esac
done <<END
$(find . ! -name . -prune -name 'taken-*.txt')
END

if [ -f "$inbox" ] && grep -qs '[^[:space:]]' "$inbox" && take "$inbox"; then
  log
fi
exit "$worst"
