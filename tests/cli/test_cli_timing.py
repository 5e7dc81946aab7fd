"""`start` and `stop`, and what `today` and `week` make of them."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.program import Program

MODEL = """\
version: 1
name: Jo's model week
activities:
  call: {tipping_point: 200, outcomes: {connected: moved}}
  linkedin: {timebox: {minutes: 60, touches: 12}, tipping_point: 4, outcomes: {replied: moved}}
results:
  deal_won: {}
"""


@pytest.fixture
def box(actlog: Program, isolated: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    isolated.mkdir()
    (isolated / "model-week.yaml").write_text(MODEL)
    monkeypatch.setenv("ACTLOG_NOW", "2026-11-23T09:10")
    return actlog


@pytest.fixture
def running(box: Program, monkeypatch: pytest.MonkeyPatch) -> Program:
    """Return the program with a timebox that has run for 35 minutes."""
    box.ok("start")
    monkeypatch.setenv("ACTLOG_NOW", "2026-11-23T09:45:20")
    return box


def entries(program: Program) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(program.ok("list", "--all", "--json"))["entries"]
    return found


def timer(program: Program) -> Any:
    return json.loads(program.ok("today", "--json"))["timer"]


# start


def test_start_says_what_keeps_the_day(box: Program) -> None:
    out = box.ok("start", "Linkedin")
    assert out == "linkedin started at 9:10 │ 60 min and 12 touches keep the day\n"
    assert timer(box)["kind"] == "linkedin"


def test_a_second_slot_says_how_far_the_day_is(
    running: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    running.ok("stop", "8")
    out = running.ok("start", "lin")
    assert out == "linkedin started at 9:45 │ today 35 of 60 min, 8 of 12 touches\n"
    monkeypatch.setenv("ACTLOG_NOW", "2026-11-23T10:15:20")
    running.ok("stop", "8")
    assert running.ok("start").endswith("│ today is kept already\n")


def test_one_timebox_at_a_time(running: Program) -> None:
    result = running("start", "linkedin")
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        "actlog: linkedin has run since 9:10, 35 of 60 min; one timebox at a time\n"
        "end it first: actlog stop 12 touches, or drop it: actlog stop --discard\n"
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["call"], "call is no timebox: its minutes are an outcome and no goal"),
        (["linkedn"], "did you mean linkedin?"),
        (["linkedin", "@acme"], "start takes a timebox and nothing else"),
        (["--", "x"], "this command takes no text after --"),
    ],
)
def test_what_is_no_timebox_is_not_started(box: Program, words: list[str], said: str) -> None:
    result = box("start", *words)
    assert (result.code, result.out) == (2, "")
    assert said in result.err
    assert timer(box) is None


def test_a_bare_start_needs_exactly_one_timebox(box: Program, isolated: Path) -> None:
    none = MODEL.replace("timebox: {minutes: 60, touches: 12}, ", "")
    (isolated / "model-week.yaml").write_text(none)
    assert "the model week has no timebox" in box("start").err
    two = MODEL.replace("  call:", "  power_hour: {timebox: {minutes: 60, touches: 20}}\n  call:")
    (isolated / "model-week.yaml").write_text(two)
    assert box("start").err.splitlines()[1:] == [
        "actlog: which timebox? power hour, linkedin",
        "such as: actlog start power hour",
    ]
    assert box.ok("start", "power", "hour").startswith("power hour started at 9:10")


# stop


def test_a_stop_is_one_entry_at_the_start_with_the_minutes_to_the_nearest(running: Program) -> None:
    result = running("stop", "12", "touches", "@acme", "two answers", "+fair")
    assert result.out == (
        "#1  12 linkedin touches 35m 'two answers' @acme +fair · Mon 23 Nov 09:10 │ "
        "35 of 60 min, 12 of 12 touches · linkedin days 0 of 4 · 4 to the tipping point"
        " · 0.8 a day\n"
    )
    assert result.err == "new account acme\n"
    (entry,) = entries(running)
    assert (entry["at"], entry["count"], entry["minutes"], entry["note"]) == (
        "2026-11-23T09:10:00+00:00", 12, 35, "two answers",
    )  # fmt: skip
    assert timer(running) is None


@pytest.mark.parametrize(
    ("words", "count", "minutes"),
    [
        (["12"], 12, 35),
        (["twelve", "touches"], 12, 35),
        (["1", "touch"], 1, 35),
        (["12", "linkedin"], 12, 35),
        (["linkedin", "12"], 12, 35),
        (["@acme", "12", "touches"], 12, 35),
        (["12", "@acme"], 12, 35),
        (["12", "1h"], 12, 60),
        (["12", "touches", "45m"], 12, 45),
        (["45m", "12", "touches"], 12, 45),
        (["12 touches 45m"], 12, 45),
        (["12", "mins:90", "--", "a note"], 12, 90),
    ],
)
def test_the_words_of_stop(running: Program, words: list[str], count: int, minutes: int) -> None:
    running.ok("stop", *words)
    (entry,) = entries(running)
    assert (entry["kind"], entry["count"], entry["minutes"]) == ("linkedin", count, minutes)


def test_touches_may_end_in_outcomes_and_the_minutes_are_counted_once(running: Program) -> None:
    running.ok("stop", "12", "touches", "2", "replied")
    assert [(one["count"], one["outcome"], one["minutes"]) for one in entries(running)] == [
        (2, "replied", 35),
        (10, None, None),
    ]
    assert json.loads(running.ok("today", "--json"))["today"][1]["minutes"] == 35


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "linkedin has run since 9:10, 35 of 60 min; how many touches?"),
        (["0"], "no touches leave nothing to log"),
        (["0", "touches"], "no touches leave nothing to log"),
        (["touches"], "how many touches?"),
        (["45m"], "how many touches?"),
        (["@acme", "a note"], "how many touches?"),
        (["12", "touchez"], "try: actlog stop 12 touches"),
        (["12", "touches", "yesterday"], "a timebox is logged when it began"),
        (["12", "touches", "at:9:00"], "a timebox is logged when it began"),
        (["12", "touches", "5", "calls"], "stop logs linkedin alone; the rest: actlog log"),
        (["12", "touches", "3", "linkedin"], "the touches are said twice"),
        (["12", "touches", "@acme", "@globex"], "several accounts: 12 each or 12 in all?"),
        (["1", "touch", "@acme", "@globex"], "write one line for each account"),
        (["5000"], "an entry of linkedin counts at most 1,000"),
        (["12", "--what"], "stop has no option --what"),
        (["12", "30h"], "30h is longer than a day"),
    ],
)
def test_a_stop_that_is_not_understood_leaves_the_timer_running(
    running: Program, words: list[str], said: str
) -> None:
    result = running("stop", *words)
    assert (result.code, result.out) == (2, "")
    assert said in result.err
    assert entries(running) == []
    assert timer(running)["minutes"] == 35


def test_nothing_running_is_nothing_to_stop(box: Program) -> None:
    for words in (["12", "touches"], ["--discard"]):
        result = box("stop", *words)
        assert (result.code, result.out) == (1, "")
        assert result.err == "actlog: no timebox is running\nbegin one with: actlog start\n"


def test_discard_logs_nothing(running: Program) -> None:
    assert "takes no words" in running("stop", "12", "--discard").err
    out = running.ok("stop", "--discard")
    assert out == "threw away linkedin since 9:10, 35 min; nothing is logged\n"
    assert entries(running) == []
    assert timer(running) is None


def test_undo_takes_back_the_entry_and_not_the_stop(running: Program) -> None:
    running.ok("stop", "12", "touches", "@acme")
    assert running.ok("undo") == "undid 1: stop 12 touches @acme 35m\n"
    assert entries(running) == []
    assert timer(running) is None
    running.ok("redo")
    assert len(entries(running)) == 1


def test_a_required_field_is_asked_of_stop_too(running: Program, isolated: Path) -> None:
    wants = MODEL.replace("tipping_point: 4", "requires: [account, minutes]")
    (isolated / "model-week.yaml").write_text(wants)
    assert "a linkedin needs an account" in running("stop", "12").err
    running.ok("stop", "12", "@acme")


def test_a_timebox_that_left_the_model_can_only_be_thrown_away(
    running: Program, isolated: Path
) -> None:
    (isolated / "model-week.yaml").write_text(re.sub(" +linkedin.*\n", "", MODEL))
    result = running("stop", "12")
    assert result.code == 2
    assert "linkedin is running, and is not in the model week" in result.err
    assert "linkedin has run since 9:10, 35 min" in running.ok("today")
    running.ok("stop", "--discard")


def test_json_of_both(box: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    started = json.loads(box.ok("start", "--json"))
    assert started == {
        "schema_version": 1,
        "kind": "linkedin",
        "started": "2026-11-23T09:10:00+00:00",
        "box": {"minutes": 60, "touches": 12},
    }
    monkeypatch.setenv("ACTLOG_NOW", "2026-11-23T09:45")
    stopped = json.loads(box.ok("stop", "12", "40m", "--json"))
    assert list(stopped) == [
        "schema_version", "operation", "entries", "new_accounts", "remarks", "standing", "timer",
    ]  # fmt: skip
    assert stopped["entries"][0]["minutes"] == 40
    ran = {"kind": "linkedin", "started": started["started"], "minutes": 35, "forgotten": False}
    assert stopped["timer"] == ran
    box.ok("start")
    thrown = json.loads(box.ok("stop", "--discard", "--json"))
    assert (thrown["operation"], thrown["entries"], thrown["standing"]) == (None, [], None)


# A timer that was forgotten, and clocks that change


@pytest.mark.parametrize("now", ["2026-11-23T12:11", "2026-11-24T09:00", "2031-01-01T09:00"])
def test_a_forgotten_timer_is_never_counted_by_itself(
    box: Program, monkeypatch: pytest.MonkeyPatch, now: str
) -> None:
    box.ok("start")
    monkeypatch.setenv("ACTLOG_NOW", now)
    result = box("stop", "15", "touches", "--yes")
    assert (result.code, result.out) == (2, "")
    assert "it looks forgotten" in result.err
    assert "actlog stop 15 touches 60m, or drop it: actlog stop --discard" in result.err
    assert "it looks forgotten" in box("start").err
    assert timer(box)["forgotten"]
    box.ok("stop", "12", "touches", "60m")
    (entry,) = entries(box)
    assert (entry["day"], entry["minutes"]) == ("2026-11-23", 60)


def test_a_clock_that_was_set_back_is_said_and_the_entry_ends_now(
    box: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    box.ok("start")
    monkeypatch.setenv("ACTLOG_NOW", "2026-11-23T08:00")
    assert "linkedin began at 9:10, later than now: the clock was set back" in box.ok("today")
    result = box("stop", "12", "touches")
    assert result.code == 2
    assert "the clock was set back" in result.err
    box.ok("stop", "12", "touches", "45m")
    (entry,) = entries(box)
    assert (entry["at"], entry["minutes"]) == ("2026-11-23T07:15:00+00:00", 45)


def test_summer_time_and_a_flight_move_no_minute(box: Program) -> None:
    berlin = {"TZ": "Europe/Berlin"}
    box.pipe("start", **berlin, ACTLOG_NOW="2026-10-25T02:30+02:00")
    box.pipe("stop", "12", **berlin, ACTLOG_NOW="2026-10-25T02:15+01:00")
    box.pipe("start", **berlin, ACTLOG_NOW="2026-10-26T10:00")
    box.pipe("stop", "12", TZ="America/New_York", ACTLOG_NOW="2026-10-26T05:50")
    assert [(one["at"], one["minutes"]) for one in entries(box)] == [
        ("2026-10-25T02:30:00+02:00", 45),
        ("2026-10-26T10:00:00+01:00", 50),
    ]


# On a terminal


def test_a_terminal_is_asked_for_the_touches(running: Program) -> None:
    shown = running.terminal("stop", "@acme", typed="some\r12\r", after="throws it away)")
    assert shown.code == 0
    assert shown.out.startswith(
        "linkedin has run since 9:10, 35 of 60 min\nhow many touches? (0 throws it away) "
    )
    assert "a number is expected, such as 12" in shown.out
    assert "#1  12 linkedin touches 35m @acme" in shown.out


def test_no_touches_on_a_terminal_throw_the_time_away(running: Program) -> None:
    shown = running.terminal("stop", typed="0\r", after="throws it away)")
    assert "threw away linkedin since 9:10, 35 min; nothing is logged" in shown.out
    assert entries(running) == []


def test_touches_of_none_are_thrown_away_only_if_that_is_meant(running: Program) -> None:
    shown = running.terminal("stop", "0", typed="n\r", after="(y/n)")
    assert shown.code == 2
    assert timer(running) is not None
    shown = running.terminal("stop", "@acme", "0", "touches", typed="y\r", after="(y/n)")
    assert "threw away linkedin since 9:10" in shown.out
    assert timer(running) is None
    running.ok("start")
    assert "threw away" in running.ok("stop", "0", "--yes")


def test_json_is_never_mixed_with_questions(running: Program) -> None:
    shown = running.terminal("stop", "--json")
    assert shown.code == 2
    assert "how many touches?" in shown.out.splitlines()[0]


@pytest.mark.parametrize(("typed", "minutes"), [("\r", 60), ("1h30m\r", 90), ("x\r20 min\r", 20)])
def test_a_terminal_is_asked_how_long_a_forgotten_timebox_took(
    running: Program, typed: str, minutes: int
) -> None:
    shown = running.terminal(
        "stop", "12", "touches", typed=typed, after="[60]", ACTLOG_NOW="2026-11-23T18:10"
    )
    assert shown.code == 0
    assert shown.out.startswith(
        "linkedin has run since 9:10, 9 h: it looks forgotten\nhow many minutes did it take? [60] "
    )
    assert [one["minutes"] for one in entries(running)] == [minutes]


def test_a_question_that_is_not_answered_leaves_the_timer_running(running: Program) -> None:
    shown = running.terminal(
        "stop", "12", typed="\x04", after="[60]", ACTLOG_NOW="2026-11-24T09:00"
    )
    assert shown.code == 2
    assert timer(running) is not None
    assert entries(running) == []


# What today and week show

TODAY = """\
Mon 23 Nov 2026 · 2026-W48 · day 1 of 5 · 9:00-17:00 · Jo's model week

08:00  #3  8 linkedin touches 25m

linkedin has run since 9:10, 35 of 60 min – actlog stop 12 touches

│ pace by now                         tipping point ┃  ceiling┊
calls          0 today  0 of 200  │·················┃·········     40 more today
linkedin days  0 today  0 of 4    │·················┃·········      1 more today

linkedin: 25 of 60 min, 8 of 12 touches · kept 2 days in a row
results: 0 deals won
"""

PIPED_TODAY = """\
Mon 23 Nov 2026 · 2026-W48 · day 1 of 5 · 9:00-17:00 · Jo's model week

08:00  #3  8 linkedin touches 25m

linkedin has run since 9:10, 35 of 60 min – actlog stop 12 touches

calls          0 today  0 of 200  below  40 more today
linkedin days  0 today  0 of 4    below   1 more today

linkedin: 25 of 60 min, 8 of 12 touches · kept 2 days in a row
results: 0 deals won
"""

COLOURS = re.compile(r"\x1b\[[0-9;]*m")


def test_today_shows_what_runs_and_how_far_the_day_is(
    box: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ACTLOG_NOW", "2026-11-20T15:00")
    box.ok("log", "12", "linkedin", "60m", "yesterday")
    box.ok("log", "12", "linkedin", "60m")
    monkeypatch.setenv("ACTLOG_NOW", "2026-11-23T09:10")
    box.ok("log", "8", "linkedin", "25m", "8:00")
    box.ok("start")
    monkeypatch.setenv("ACTLOG_NOW", "2026-11-23T09:45")
    shown = COLOURS.sub("", box.terminal("today").out)
    assert shown == TODAY
    assert box.pipe("today").out == PIPED_TODAY
    found = json.loads(box.ok("today", "--json"))
    assert [row["streak"] for row in found["activities"]] == [0, 2]
    assert found["today"][1] == {
        "kind": "linkedin", "done": 0, "asks": 0.8, "left": 0.8, "minutes": 25, "touches": 8,
        "box_minutes": 60, "box_touches": 12,
    }  # fmt: skip
    box.ok("stop", "4")
    assert "linkedin: kept 3 days in a row, today included\n" in box.ok("today")
    assert "linkedin: kept 3 days in a row\n" in box.ok("week")
    assert "in a row" not in box.ok("week", "2026-W46")
    assert json.loads(box.ok("week", "last", "--json"))["activities"][1]["streak"] == 2


def test_a_forgotten_timer_stands_in_today_with_its_ways_out(running: Program) -> None:
    shown = running.pipe("today", ACTLOG_NOW="2026-11-24T09:00", COLUMNS="80").out
    assert (
        "linkedin has run since Mon 23 Nov 09:10, 23 h 50 min: it looks forgotten –\n"
        "  actlog stop 12 touches 60m or actlog stop --discard\n"
    ) in shown
    for columns in ("50", "60", "70"):  # a command is copied, and never cut over two lines
        narrow = running.pipe("today", ACTLOG_NOW="2026-11-23T09:45", COLUMNS=columns).out
        assert "actlog stop 12 touches\n" in narrow


def test_minutes_of_calls_are_shown_and_ask_for_nothing(box: Program) -> None:
    box.ok("log", "3", "calls", "45m")
    found = json.loads(box.ok("today", "--json"))["today"][0]
    assert (found["minutes"], found["touches"], found["box_minutes"]) == (45, None, None)


def test_a_streak_longer_than_the_weeks_at_hand_is_counted_whole(
    box: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = "".join(
        f"2026-W{week:02}-{day} 12 linkedin 60m\n" for week in range(5, 48) for day in range(1, 6)
    )
    assert box.pipe("log", "--stdin", given=lines).code == 0
    assert "linkedin: kept 215 days in a row\n" in box.ok("week")
    rows = json.loads(box.ok("week", "--json"))["activities"]
    assert rows[1]["streak"] == 215


# Two shells at once


def together(*commands: list[str]) -> list[tuple[int, str, str]]:
    """Run commands as processes of their own, all at once."""
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "actlog", *words],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for words in commands
    ]
    return [(process.wait(), *process.communicate()) for process in started]


def test_of_many_shells_that_start_and_stop_at_once_exactly_one_does(box: Program) -> None:
    box.ok("log", "call")
    results = together(*[["start"]] * 6)
    assert sorted(code for code, _, _ in results) == [0, 2, 2, 2, 2, 2]
    assert sum("one timebox at a time" in err for _, _, err in results) == 5
    stops = [["stop", str(number), "touches", f"{number}m"] for number in range(1, 7)]
    results = together(*stops)
    assert sorted(code for code, _, _ in results) == [0, 1, 1, 1, 1, 1]
    (entry,) = [one for one in entries(box) if one["kind"] == "linkedin"]
    (won,) = [place for place, (code, _, _) in enumerate(results) if code == 0]
    assert entry["count"] == won + 1
