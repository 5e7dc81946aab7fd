"""`today`, `week` and `averages` as they are typed, on a real log."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.program import Program

MODEL = """\
version: 1
name: Jo's model week
averages: [4, 13]
activities:
  meeting_held: {aliases: [held], tipping_point: 6, ceiling: 11, closes: meeting_set}
  meeting_set: {tipping_point: 8}
  connect: {of: call, outcomes: [connected], tipping_point: 22}
  call:
    tipping_point: 200
    ceiling: 320
    why: ten dials make a connect
    outcomes: {connected: moved, voicemail: unreached}
results:
  deal_won: {value: required}
"""


@pytest.fixture
def log(actlog: Program, isolated: Path) -> Program:
    isolated.mkdir()
    (isolated / "model-week.yaml").write_text(MODEL)
    return actlog


def data(log: Program, *words: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(log.ok(*words, "--json"))
    return found


def activity(found: dict[str, Any], kind: str) -> dict[str, Any]:
    rows: list[dict[str, Any]] = found["activities"]
    return next(row for row in rows if row["kind"] == kind)


def test_what_was_typed_is_what_the_week_shows(log: Program) -> None:
    log.ok("log", "12", "calls", "2", "connected")
    log.ok("log", "30", "calls", "last", "fri")
    log.ok("log", "meeting", "set", "@acme")
    found = data(log, "week")
    assert activity(found, "call")["done"] == 12
    assert activity(found, "connect")["done"] == 2
    assert activity(found, "meeting_set")["done"] == 1
    assert activity(found, "call")["averages"] == {"4": 30, "13": 30}
    assert activity(data(log, "week", "last"), "call")["done"] == 30


def test_a_no_show_counts_nothing_in_meetings_held(log: Program) -> None:
    log.ok("log", "held", "no-show", "@acme")
    log.ok("log", "held", "@globex")
    assert activity(data(log, "week"), "meeting_held")["done"] == 1


def test_the_week_can_be_named(log: Program) -> None:
    for words in (["last"], ["47"], ["2026-W47"], ["2026-11-18"], ["1", "week", "ago"]):
        assert data(log, "week", *words)["week"]["label"] == "2026-W47"
    assert data(log, "week")["week"]["label"] == "2026-W48"


def test_a_coming_week_has_the_averages_of_complete_weeks_only(log: Program) -> None:
    log.ok("log", "30", "calls", "last", "fri")
    log.ok("log", "99", "calls")
    calls = activity(data(log, "week", "2026-W50"), "call")
    assert (calls["done"], calls["reach"], calls["averages"]["4"]) == (0, None, 30)


def test_a_week_that_is_none_is_refused_in_one_line(log: Program) -> None:
    result = log("week", "gibberish")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("actlog: gibberish is no week\n")


@pytest.mark.parametrize("command", ["today", "averages"])
def test_words_that_mean_nothing_are_refused(log: Program, command: str) -> None:
    result = log(command, "acme")
    assert (result.code, result.out) == (2, "")
    assert f"{command} takes no words: acme" in result.err


def test_time_off_from_the_log_takes_its_part_of_the_week(log: Program) -> None:
    log.ok("off", "fri")
    found = data(log, "week")
    assert found["week"]["share"] == 0.8
    assert activity(found, "call")["tipping_point"] == 160


def test_today_holds_todays_entries_in_full(log: Program) -> None:
    log.ok("log", "call", "@acme", "9:30")
    log.ok("log", "9", "calls", "yesterday")
    for _ in range(12):
        log.ok("log", "call")
    found = data(log, "today")
    assert found["day"] == "2026-11-23"
    assert len(found["entries"]) == 13
    assert found["today"][3]["done"] == 13
    text = log.ok("today")
    assert "earlier ones: actlog list today" in text
    assert "#14  1 call" in text
    assert "#1 " not in text


def test_actlog_alone_shows_today_or_how_to_begin(log: Program) -> None:
    assert "nothing is logged yet; begin with a line such as" in log.ok()
    log.ok("log", "call", "last", "fri")
    assert "nothing is logged today" in log.ok()


def test_a_rep_who_flies_from_tokyo_keeps_both_halves_of_the_day(log: Program) -> None:
    there = {"TZ": "Asia/Tokyo", "ACTLOG_NOW": "2026-11-25T16:00+09:00"}
    here = {"TZ": "America/Los_Angeles", "ACTLOG_NOW": "2026-11-25T09:00-08:00"}
    log.pipe("log", "30", "calls", **there)
    log.pipe("log", "5", "calls", **here)
    found = json.loads(log.pipe("today", "--json", **here).out)
    instants = {"2026-11-25T16:00:00+09:00", "2026-11-25T09:00:00-08:00"}
    assert {entry["at"] for entry in found["entries"]} == instants
    assert found["today"][3]["done"] == activity(found, "call")["done"] == 35


def test_what_was_logged_before_the_date_line_stays_in_the_week_behind_it(log: Program) -> None:
    there = {"TZ": "Asia/Tokyo", "ACTLOG_NOW": "2026-11-25T10:00"}
    here = {"TZ": "America/Los_Angeles", "ACTLOG_NOW": "2026-11-24T18:30"}
    log.pipe("log", "7", "calls", **there)
    log.pipe("log", "3", "calls", "today", **there)
    log.pipe("log", "9", "calls", "now", **there | {"ACTLOG_NOW": "2026-11-25T13:00"})
    assert "calls 12 of 200" in log.pipe("log", "2", "calls", **here).out
    found = json.loads(log.pipe("today", "--json", **here).out)
    assert activity(found, "call")["done"] == 12
    assert found["today"][3]["done"] == 2
    later = here | {"ACTLOG_NOW": "2026-11-24T20:00"}
    assert activity(json.loads(log.pipe("week", "--json", **later).out), "call")["done"] == 21


def test_a_week_that_has_begun_behind_the_date_line_is_the_next_one_here(log: Program) -> None:
    log.pipe("log", "7", "calls", TZ="Asia/Tokyo", ACTLOG_NOW="2026-11-30T10:00")
    here = {"TZ": "America/Los_Angeles", "ACTLOG_NOW": "2026-11-29T18:30"}
    for words, done in (["week"], 0), (["week", "2026-W49"], 7):
        found = json.loads(log.pipe(*words, "--json", **here).out)
        assert activity(found, "call")["done"] == done


def test_tables_come_as_csv(log: Program) -> None:
    log.ok("log", "10", "calls", "last", "fri")
    rows = list(csv.DictReader(io.StringIO(log.ok("averages", "--csv"))))
    assert [(row["kind"], row["weeks_asked"], row["per_week"]) for row in rows][-2:] == [
        ("call", "4", "10"),
        ("call", "13", "10"),
    ]
    assert log.ok("week", "--csv").startswith("week,kind,done,tipping_point,")
    assert log.ok("today", "--csv").startswith("day,kind,done,asks,left,minutes,touches,")


def test_averages_on_the_screen_and_as_json_agree(log: Program) -> None:
    log.ok("log", "10", "calls", "last", "fri")
    (shown,) = [line for line in log.ok("averages").splitlines() if line.startswith("calls")]
    assert " ".join(shown.split()).startswith("calls 4 wk 10.0 10 10\u201310 0 of 1 week ")
    windows = activity(data(log, "averages"), "call")["windows"]
    assert [window["per_week"] for window in windows] == [10, 10]


def test_a_kind_that_left_the_model_is_still_shown(log: Program, isolated: Path) -> None:
    log.ok("log", "3", "calls")
    shorter = MODEL.replace("call:\n", "email:\n", 1).replace("  connect", "  # connect", 1)
    (isolated / "model-week.yaml").write_text(shorter.replace("of: call", "of: email"))
    text = log.ok("week")
    assert "call is logged but not in the model week" in text


def test_a_terminal_gets_bars_and_a_pipe_gets_words(log: Program) -> None:
    log.ok("log", "50", "calls")
    drawn = log.terminal("week")
    assert drawn.code == 0
    assert "\u2503" in drawn.out
    assert "\x1b[38;5;208m" in drawn.out
    plain = log.pipe("week")
    assert plain.code == 0
    (calls,) = [line for line in plain.out.splitlines() if "below" in line and "calls" in line]
    assert " ".join(calls.split()) == "calls 50 of 200 below 150 to go 31 a day"
    assert "\x1b" not in plain.out


def test_no_color_leaves_no_colour(log: Program) -> None:
    log.ok("log", "50", "calls")
    shown = log.terminal("week", NO_COLOR="1")
    assert "\u2503" in shown.out
    assert "\x1b[38" not in shown.out


def test_columns_are_honoured(log: Program) -> None:
    log.ok("log", "50", "calls")
    for columns in ("60", "72"):
        lines = log.pipe("week", COLUMNS=columns).out.splitlines()
        assert max(map(len, lines)) <= int(columns)


def test_a_terminal_without_unicode_gets_ascii(log: Program) -> None:
    log.ok("log", "50", "calls", "@Ελλάδα")
    for command in ("week", "today", "averages"):
        shown = log.pipe(command, PYTHONIOENCODING="ascii")
        assert shown.code == 0, shown
        assert shown.out.isascii()


@pytest.mark.parametrize("command", ["today", "week", "averages"])
def test_the_quick_way_loads_nothing_that_only_options_need(log: Program, command: str) -> None:
    log.ok("log", "5", "calls", "last", "fri")
    code = (
        "import sys; from actlog.cli.main import main; main([sys.argv[1]]);"
        "heavy = {'json', 'csv', 'typer', 'pydantic', 'ruamel.yaml', 'sqlite_utils', 'dateutil'};"
        "sys.exit(', '.join(sorted(heavy & set(sys.modules))) or 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, command], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_today_says_for_when_a_meeting_was_set_and_what_comes_next(actlog: Program) -> None:
    actlog.ok("log", "meeting", "set", "@acme", "for", "tue", "10:00", "next:book a room")
    assert "1 meeting set @acme for Tue 24 Nov 10:00 next: book a room\n" in actlog.ok("today")
