"""The screen of momentum, whole, as a terminal and a pipe show it."""

from __future__ import annotations

from datetime import datetime

import pytest
from rich.cells import cell_len
from rich.console import Console

from actlog.analysis.history import History, judged_weeks
from actlog.analysis.momentum_report import MomentumReport, momentum_report, runs_out
from actlog.analysis.pace import standing
from actlog.analysis.series import LONGEST
from actlog.analysis.week_report import week_report
from actlog.domain.entry import DayTotal
from actlog.domain.model_week import ModelWeek
from actlog.domain.week import TimeOff
from actlog.views.momentum import momentum_screen
from tests.rep import (
    CALL,
    CONNECT,
    FOLLOW_UP,
    HELD,
    LINKEDIN,
    MODEL,
    SET,
    at,
    day,
    steady,
    total,
    versions,
)
from tests.screens import console, pipe, shown, theme

GROUPED = MODEL.replace(
    activities=(
        HELD,
        SET,
        CONNECT,
        CALL.replace(group="prospecting"),
        FOLLOW_UP.replace(group="follow-up"),
        LINKEDIN,
    )
).with_time_off((TimeOff(first=day(-42), last=day(-36)),))
WEDNESDAY = at("2026-11-25 10:00")
STREAKS = {"meeting_held": 0, "call": 4, "follow_up": 1, "linkedin": 3}
FALLEN = [one for one in steady(30, to=2) if one[0] < day(-14) or one[1] != "follow_up"]


def screen(
    on: Console,
    totals: list[DayTotal],
    model: ModelWeek = GROUPED,
    now: datetime = WEDNESDAY,
) -> str:
    return shown(on, momentum_screen(told(totals, now, model), theme(on)))


def told(totals: list[DayTotal], now: datetime, model: ModelWeek = GROUPED) -> MomentumReport:
    week = model.calendar.week(now.date())
    first = min((one[0] for one in totals), default=None)
    history = History(judged_weeks(versions(model), week, first, LONGEST), totals)
    return momentum_report(week_report(model, week, now, totals, history, STREAKS), history)


TERMINAL = """\
Jo's model week · momentum · 2026-W23 to 2026-W48

                                             ▇▇
 100                                         ━━▃▃▁▁        100: your model week
     ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━  ██━━━━━━━━━━
     ██████████████████████████████████████  ██████▇▇▅▅▃▃
     ██████████████████████████████████████  ████████████
  50 ██████████████████████████████████████  ████████████
     ██████████████████████████████████████  ████████████
     ██████████████████████████████████████  ████████████
   0 ██████████████████████████████████████··████████████
               Jul     Aug       Sep     Oct     Nov
recent 71 (bars, a week) · base 86 (line, six weeks): falling, 15 down

            days without usual longest of its lines: 4 wk 13 before
prospecting            0     0       0                94%       95%
follow-up             12     0       0                54%      107% drought

at the line in a row: calls 4 weeks · linkedin 3 days · follow ups 1 week
best week: 5 meetings held (2026-W18) · 10 meetings set (2026-W18)
"""
PLAIN = """\
Jo's model week - momentum - 2026-W23 to 2026-W48

                                             **
 100                                         ----__        100: your model week
     --------------------------------------  ##----------
     ######################################  ######**==--
     ######################################  ############
  50 ######################################  ############
     ######################################  ############
     ######################################  ############
   0 ######################################xx############
               Jul     Aug       Sep     Oct     Nov
recent 71 (bars, a week) - base 86 (line, six weeks): falling, 15 down

            days without usual longest of its lines: 4 wk 13 before
prospecting            0     0       0                94%       95%
follow-up             12     0       0                54%      107% drought

at the line in a row: calls 4 weeks - linkedin 3 days - follow ups 1 week
best week: 5 meetings held (2026-W18) - 10 meetings set (2026-W18)
"""
PIPED = """\
Jo's model week · momentum · 2026-W23 to 2026-W48

recent 71 (a week) · base 86 (six weeks): falling, 15 down

            days without usual longest of its lines: 4 wk 13 before
prospecting            0     0       0                94%       95%
follow-up             12     0       0                54%      107% drought

at the line in a row: calls 4 weeks · linkedin 3 days · follow ups 1 week
best week: 5 meetings held (2026-W18) · 10 meetings set (2026-W18)
"""
YOUNG = """\
Jo's model week · momentum · 2026-W45 to 2026-W48

 100 ▂▂  ▁▁    100: your model week
     ━━━━━━━━
     ████████
     ████████
  50 ████████
     ████████
     ████████
     ████████
   0 ████████

recent 86 (bars, a week) · base 86 (line, six weeks): warming up, day 17 of 30

             days without  usual  longest  of its lines: 4 wk  13 before
prospecting             0      0        0                 98%          –
follow-up               0      0        0                107%          –

at the line in a row: calls 4 weeks · linkedin 3 days · follow ups 1 week
best week: 5 meetings held (2026-W45) · 10 meetings set (2026-W45)
"""
NARROW = """\
Jo's model week
momentum · 2026-W23 to 2026-W48

                           ▇▇
 100                       ━━▃▃▁▁
     ━━━━━━━━━━━━━━━━━━━━  ██━━━━━━━━━━
     ████████████████████  ██████▇▇▅▅▃▃
     ████████████████████  ████████████
  50 ████████████████████  ████████████
     ████████████████████  ████████████
     ████████████████████  ████████████
   0 ████████████████████··████████████
               Sep     Oct     Nov
recent 71 (bars, a week) · base 86
  (line, six weeks): falling, 15 down

            days without usual longest of its lines: 4 wk 13 before
prospecting            0     0       0                94%       95%
follow-up             12     0       0                54%      107%

at the line in a row: calls 4 weeks
best week: 5 meetings held (2026-W18)
"""


def test_a_terminal_shows_the_chart_and_all_it_says() -> None:
    assert screen(console(), FALLEN) == TERMINAL
    assert len(TERMINAL.splitlines()) <= 23, "with the command line above it, it fits 24 lines"


def test_a_terminal_without_blocks_shows_it_in_ascii() -> None:
    assert screen(console(encoding="ascii"), FALLEN) == PLAIN
    assert PLAIN.isascii()


def test_a_pipe_gets_words_instead_of_the_chart() -> None:
    assert screen(pipe(), FALLEN) == PIPED


def test_a_narrow_terminal_shows_fewer_weeks() -> None:
    assert screen(console(width=40), FALLEN) == NARROW


def test_a_young_log_says_that_it_warms_up() -> None:
    assert screen(console(), steady(3, to=2)) == YOUNG


def test_nothing_is_drawn_before_the_first_complete_day() -> None:
    assert screen(console(), []).endswith(
        "no complete working day yet: momentum begins with the first one\n"
    )


def test_a_model_without_groups_is_told_how_to_name_them() -> None:
    shown_ = screen(console(), steady(8), MODEL)
    assert "no group in the model week: actlog model set call.group prospecting" in shown_


def test_bars_have_the_colour_of_their_zone_and_are_quiet_while_it_warms_up() -> None:
    coloured = console(colors="256")
    drawn = shown(coloured, momentum_screen(told(FALLEN, WEDNESDAY), theme(coloured)))
    (row,) = [line for line in drawn.splitlines() if " 50 " in line]
    blue, orange = "\x1b[38;5;33m", "\x1b[38;5;208m"
    assert row.count(blue) + row.count(orange) == 24, (
        "without a week off, and the first that warms up"
    )
    assert row.endswith(f"{orange}██\x1b[0m")
    other = console(colors="256")
    young = shown(other, momentum_screen(told(steady(3, to=2), WEDNESDAY), theme(other)))
    bars = [line for line in young.splitlines() if "██" in line]
    assert len(bars) == 7
    assert not any(blue in bar or orange in bar for bar in bars)


@pytest.mark.parametrize("name", ["[bold]x[/]", "\x1b[31mred", "групповая" * 9, "🎯" * 30, "a\nb"])
def test_hostile_names_are_shown_and_fit(name: str) -> None:
    kind = CALL.replace(name=name, group=name)
    model = GROUPED.replace(name=name, activities=(kind, FOLLOW_UP))
    totals = [total(one[0], name, 400) for one in FALLEN if one[1] == "call"]
    for on in (console(), console(encoding="ascii")):
        lines = screen(on, totals, model).splitlines()
        assert all(cell_len(line) <= 80 for line in lines), lines
        assert not any("\x1b" in line for line in lines)


def test_what_is_ahead_says_until_when() -> None:
    morning = at("2026-11-23 08:00")
    model = MODEL.replace(activities=(CALL, FOLLOW_UP))
    done = [total(day(0), "call", 120), total(day(0), "follow_up", 14)]
    lines = screen(console(), [*steady(8), *done], model, morning).splitlines()
    assert lines[-2:] == [
        "nothing more of follow ups is needed this week",
        "you stay above the line without any more calls until Wednesday",
    ]


@pytest.mark.parametrize(
    ("count", "day_of"),
    [(0, None), (44, 0), (45, 1), (88, 1), (89, 2), (177, 3), (178, 4), (200, None)],
)
def test_a_buffer_runs_out_in_the_hours_in_which_the_pace_turns_negative(
    count: int, day_of: int | None
) -> None:
    now = at("2026-11-23 08:00")
    week = MODEL.calendar.week(now.date())
    one = standing(MODEL, CALL, count, now, week)
    if not count:
        assert not one.buffer
        return
    expected = None if day_of is None else day(day_of)
    assert runs_out(one, MODEL.calendar, week, now) == expected
