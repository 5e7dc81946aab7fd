#!/bin/sh
# Logs what a dialer reports about every call that has ended, while you go on dialling.
#
# It reads one JSON document a line from standard input, such as
#
#   {"ended": "2026-11-23T10:15:00+01:00", "company": "Acme", "person": "Dana",
#    "seconds": 192, "result": "answered"}
#
# and writes the answer to each as it is stored. A report that is no JSON, or says what the
# model week does not know, is answered with "refused", and the others go on.
#
# Install: change the names below to your dialer's and your model week's, then run it on
# whatever the dialer writes, for as long as you like:
#
#   tail -n 0 -F ~/dialer/calls.jsonl | ./dialer.sh
#
# Needs: actlog, jq.
set -eu

jq --raw-input --raw-output --unbuffered '
  # One word of a log line: quoted, and never of two lines.
  def word: tostring | gsub("[[:cntrl:]]+"; " ") | gsub("(?<c>[\"\\\\])"; "\\\(.c)") | "\"\(.)\"";
  def pair($key): if . == null or . == "" then empty else "\($key):\(word)" end;

  {answered: "connected", machine: "voicemail", busy: "no-answer", noanswer: "no-answer"} as $outcomes
  | (try fromjson catch null) as $call
  | if ($call | type) != "object" then "no report of a call: " + word
    else
      [ "call",
        ($call.result | if . == null then empty else ($outcomes[tostring] // .) | pair("outcome") end),
        ($call.company | pair("account")),
        ($call.person | pair("contact")),
        ($call.seconds | if type == "number" and . >= 30 then "mins:\(. / 60 | round)" else empty end),
        ($call.ended | pair("at")) ]
      | join(" ")
    end
' | actlog log --stdin --follow
