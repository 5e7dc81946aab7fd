#!/bin/sh
# Mails the week on one page: to yourself, or to whoever you have your one-to-one with.
#
#   friday-mail.sh jo@example.com          this week
#   friday-mail.sh jo@example.com last     the week before
#
# Install: let cron run it on Friday afternoon (crontab -e):
#
#   30 16 * * 5  $HOME/bin/friday-mail.sh jo@example.com
#
# Nothing is mailed where actlog cannot make the page; cron then mails its error.
# SENDMAIL names another program that takes a mail as sendmail does, such as msmtp.
#
# Needs: actlog, and sendmail or its like.
set -eu

to=${1:?usage: friday-mail.sh ADDRESS [WEEK]}
shift
case $to in
  *[!A-Za-z0-9.,_+@-]*) echo "friday-mail.sh: $to is no address" >&2; exit 2 ;;
esac
PATH=$PATH:${HOME:-}/.local/bin:/usr/sbin:/usr/lib # cron looks in few places

page=$(actlog week "$@" --friday --markdown)

{
  printf 'To: %s\n' "$to"
  printf 'Subject: My week, %s\n' "$(date +%Y-%m-%d)"
  printf 'MIME-Version: 1.0\n'
  printf 'Content-Type: text/markdown; charset=utf-8\n'
  printf 'Content-Transfer-Encoding: 8bit\n\n'
  printf '%s\n' "$page"
} | "${SENDMAIL:-sendmail}" -i -t
