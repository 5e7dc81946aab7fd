#!/bin/sh
# Says which lines of the week cannot be reached any more, and is silent otherwise.
#
#   week-lost.sh          this week: what is missing is more than you ever did in the days left
#   week-lost.sh last     the week before: what ended below its line
#
# The exit code is 1 when something is lost, 0 when nothing is, and actlog's own code when it
# could not tell.
#
# Install: let cron run it, which mails what it prints (crontab -e):
#
#   0 12 * * 1-5  $HOME/bin/week-lost.sh
#
# or let it speak up where you are:
#
#   lost=$(week-lost.sh) || notify-send "$lost"
#
# Needs: actlog, jq. A week can be called lost before its end from 13 weeks of log on.
set -eu
PATH=$PATH:${HOME:-}/.local/bin # cron looks in few places

week=$(actlog week "$@" --json)

lost=$(printf '%s' "$week" | jq --raw-output '
  ([.findings[] | select(.id == "out-of-reach") | .kind]
    + [.activities[] | select(.zone == "below" and .days_left == 0) | .kind]) as $lost
  | .week.label as $name
  | .activities[] | select(.kind | IN($lost[]))
  | "\($name): \(.kind) \(.done) of \(.tipping_point | ceil), out of reach"
')

if [ -n "$lost" ]; then
  printf '%s\n' "$lost"
  exit 1
fi
