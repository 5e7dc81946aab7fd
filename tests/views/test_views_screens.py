"""The screens of the averages and of today, compared with whole literal screens."""

from __future__ import annotations

from datetime import datetime

from rich.cells import cell_len
from rich.console import Console

from actlog.analysis.averages import averages_report
from actlog.analysis.day_report import day_report
from actlog.analysis.week_findings import week_findings
from actlog.domain.entry import DayTotal, Entry
from actlog.domain.model_week import ModelWeek
from actlog.domain.ratio import Ratio
from actlog.domain.week import TimeOff
from actlog.views.averages import averages_screen
from actlog.views.today import today_screen
from tests.rep import CALENDAR, LINKEDIN, MODEL, at, day, history, report, steady, total, versions
from tests.screens import console, pipe, shown, theme

NOON = at("2026-11-25 13:00")
TOTALS = [
    *steady(20, to=2),
    total(day(2), "call", 15, "connected"),
    total(day(2), "call", 110),
    total(day(2), "meeting_held", 5),
]
ENTRIES = [
    Entry(id=1, day=day(2), kind="call", count=95),
    Entry(
        id=2,
        day=day(2),
        at=at("2026-11-25 09:10"),
        kind="call",
        count=15,
        outcome="connected",
        account="acme",
        contact="dana",
        minutes=20,
        note="asked for pricing",
    ),
    Entry(
        id=3,
        day=day(2),
        at=at("2026-11-25 11:00"),
        kind="meeting_held",
        count=5,
        account="Ελλάδα",
        tags=("referral",),
    ),
    Entry(id=4, day=day(2), at=at("2026-11-25 12:00"), kind="fax", note="[b]x\x1b[2J"),
]


def averages(on: Console, totals: list[DayTotal] = TOTALS, model: ModelWeek = MODEL) -> str:
    found, week = versions(model), model.calendar.week(NOON.date())
    made = averages_report(model, week, history(found, week, totals))
    return shown(on, averages_screen(made, None, theme(on)))


def today(
    on: Console,
    totals: list[DayTotal] = TOTALS,
    entries: list[Entry] = ENTRIES,
    *,
    now: datetime = NOON,
    more: bool = False,
    begun: bool = True,
    model: ModelWeek = MODEL,
) -> str:
    week = report(totals, now, model)
    made = day_report(model, now, totals, entries, more=more, begun=begun)
    return shown(on, today_screen(made, week, week_findings(week), None, theme(on)))


def test_what_is_asked_less_than_once_in_two_days_can_wait() -> None:
    def boxes(*totals: DayTotal) -> str:
        text = today(console(), list(totals), now=at("2026-11-23 10:41"), model=rare)
        (line,) = [line for line in text.splitlines() if line.startswith("linkedin days")]
        return line.rsplit("   ", 1)[1].strip()

    rare = MODEL.replace(activities=(LINKEDIN.replace(tipping_point=2),))
    assert boxes() == "can wait"
    assert boxes(total(day(0), "linkedin", 12, minutes=60)) == "enough today"


AVERAGES = """\
Jo's model week · weekly averages · complete weeks before 2026-W48

                      per week  median    range     at the line  last 13 weeks
meetings held   4 wk       5.0       5      5–5    0 of 4 weeks  █████████████
               13 wk       5.0       5      5–5   0 of 13 weeks
meetings set    4 wk      10.0      10    10–10    4 of 4 weeks  █████████████
               13 wk      10.0      10    10–10  13 of 13 weeks
connects        4 wk      25.0      25    25–25    4 of 4 weeks  █████████████
               13 wk      25.0      25    25–25  13 of 13 weeks
calls           4 wk     150.0     150  100–200    2 of 4 weeks  █▅█▅█▅█▅█▅█▅█
               13 wk     153.8     200  100–200   7 of 13 weeks
follow ups      4 wk      15.0      15    15–15    4 of 4 weeks  █████████████
               13 wk      15.0      15    15–15  13 of 13 weeks
linkedin days   4 wk       2.0       2      2–2    0 of 4 weeks  █████████████
               13 wk       2.0       2      2–2   0 of 13 weeks
proposals       4 wk       1.0       1      1–1         4 weeks  █████████████
               13 wk       1.0       1      1–1        13 weeks

weeks off and weeks before the log began are left out
"""


def test_averages_on_a_terminal_and_in_a_pipe() -> None:
    assert averages(console()) == AVERAGES
    assert averages(pipe()) == AVERAGES


NARROW_AVERAGES = """\
Jo's model week
weekly averages · complete weeks before 2026-W48

                    per week median   range    at the line
meetings held  4 wk      5.0      5     5–5   0 of 4 weeks
              13 wk      5.0      5     5–5  0 of 13 weeks
meetings set   4 wk     10.0     10   10–10   4 of 4 weeks
              13 wk     10.0     10   10–10 13 of 13 weeks
connects       4 wk     25.0     25   25–25   4 of 4 weeks
              13 wk     25.0     25   25–25 13 of 13 weeks
calls          4 wk    150.0    150 100–200   2 of 4 weeks
              13 wk    153.8    200 100–200  7 of 13 weeks
follow ups     4 wk     15.0     15   15–15   4 of 4 weeks
              13 wk     15.0     15   15–15 13 of 13 weeks
linkedin days  4 wk      2.0      2     2–2   0 of 4 weeks
              13 wk      2.0      2     2–2  0 of 13 weeks
proposals      4 wk      1.0      1     1–1        4 weeks
              13 wk      1.0      1     1–1       13 weeks

weeks off and weeks before the log began are left out
"""


def test_averages_on_60_columns() -> None:
    assert averages(console(width=60)) == NARROW_AVERAGES


SHORT_AVERAGES = """\
Jo's model week - weekly averages - complete weeks before 2026-W48

                      per week  median    range   at the line  last 13 weeks
meetings held   4 wk       5.0       5      5-5  0 of 2 weeks            ##x
               13 wk       5.0       5      5-5  0 of 2 weeks
meetings set    4 wk      10.0      10    10-10  2 of 2 weeks            ##x
               13 wk      10.0      10    10-10  2 of 2 weeks
connects        4 wk      25.0      25    25-25  2 of 2 weeks            ##x
               13 wk      25.0      25    25-25  2 of 2 weeks
calls           4 wk     150.0     150  100-200  1 of 2 weeks            #=x
               13 wk     150.0     150  100-200  1 of 2 weeks
follow ups      4 wk      15.0      15    15-15  2 of 2 weeks            ##x
               13 wk      15.0      15    15-15  2 of 2 weeks
linkedin days   4 wk       2.0       2      2-2  0 of 2 weeks            ##x
               13 wk       2.0       2      2-2  0 of 2 weeks
proposals       4 wk       1.0       1      1-1       2 weeks            ##x
               13 wk       1.0       1      1-1       2 weeks

weeks off and weeks before the log began are left out
"""


def test_averages_say_how_many_weeks_counted_and_mark_a_week_off() -> None:
    off = TimeOff(first=day(-7), last=day(-1))
    shown_text = averages(console(encoding="ascii"), steady(3), MODEL.with_time_off((off,)))
    assert shown_text == SHORT_AVERAGES


def test_averages_before_the_first_complete_week() -> None:
    text = averages(console(), [total(day(0), "call")])
    assert "not enough weeks yet: the first complete week begins the averages" in text


def test_a_week_that_starts_on_sunday_is_named_by_its_date() -> None:
    model = MODEL.replace(calendar=CALENDAR.replace(starts=6))
    text = averages(console(), model=model)
    assert "complete weeks before Sun 22 Nov 2026" in text


def test_an_activity_without_a_counted_week_says_so() -> None:
    off = TimeOff(first=day(-14), last=day(-1), kinds=("call",))
    lines = averages(console(), steady(2), MODEL.with_time_off((off,))).splitlines()
    assert lines[9].split() == ["calls", "4", "wk", "\u2013", "no", "weeks", "yet", "\u00b7\u00b7"]


TODAY = """\
Wed 25 Nov 2026 · 2026-W48 · day 3 of 5 · 8:30-17:30 · Jo's model week

       #1  95 calls
09:10  #2  15 calls connected @acme/dana 20m 'asked for pricing'
11:00  #3  5 meetings held @Ελλάδα +referral
12:00  #4  1 fax '[b]x\\x1b[2J'

│ pace by now                           tipping point ┃ ceiling┊
meetings held    5 today    7 of 6    ████████████████┃█·······┊     at the line
meetings set     0 today    4 of 8    ▒▒▒▒▒▒▒▒│·······┃········     2 more today
connects        15 today   25 of 22   ████████████████┃██······      at the line
calls          125 today  165 of 200  ▒▒▒▒▒▒▒▒▒▒▒▒▒···┃········┊    enough today
follow ups       0 today    6 of 14   ▒▒▒▒▒▒··│·······┃········     3 more today
linkedin days    0 today    1 of 4    ▒▒▒▒····│·······┃········     1 more today
proposals        0 today    0

results: 0 deals won
> turn to linkedin days: 1 of 4 – at the line: meetings held, connects
"""


def test_today_on_a_terminal() -> None:
    assert today(console()) == TODAY


PIPED_TODAY = """\
Wed 25 Nov 2026 · 2026-W48 · day 3 of 5 · 8:30-17:30 · Jo's model week

earlier ones: actlog list today
       #1  95 calls
09:10  #2  15 calls connected @acme/dana 20m 'asked for pricing'
11:00  #3  5 meetings held @Ελλάδα +referral
12:00  #4  1 fax '[b]x\\x1b[2J'

meetings held    5 today    7 of 6    at      at the line
meetings set     0 today    4 of 8    below  2 more today
connects        15 today   25 of 22   at      at the line
calls          125 today  165 of 200  below  enough today
follow ups       0 today    6 of 14   below  3 more today
linkedin days    0 today    1 of 4    below  1 more today
proposals        0 today    0

results: 0 deals won
> turn to linkedin days: 1 of 4 – at the line: meetings held, connects
"""


def test_today_in_a_pipe_names_the_way_to_earlier_entries() -> None:
    assert today(pipe(), more=True) == PIPED_TODAY


BEGIN = """\
Wed 25 Nov 2026 · 2026-W48 · day 3 of 5 · 8:30-17:30 · Jo's model week

nothing is logged yet; begin with a line such as
  actlog log call
  actlog log 5 calls @acme yesterday
  actlog undo            takes the last line back
  actlog model show      is the week you are measured by

│ pace by now                         tipping point ┃  ceiling┊
meetings held  0 today  0 of 6    ··········│·······┃·········┊     2 more today
meetings set   0 today  0 of 8    ··········│·······┃·········      3 more today
connects       0 today  0 of 22   ··········│·······┃·········      9 more today
calls          0 today  0 of 200  ··········│·······┃·········┊    80 more today
follow ups     0 today  0 of 14   ··········│·······┃·········      6 more today
linkedin days  0 today  0 of 4    ··········│·······┃·········      2 more today
proposals      0 today  0

results: 0 deals won
"""


def test_before_any_entry_today_says_how_to_begin() -> None:
    assert today(console(), [], [], begun=False) == BEGIN


DAY_OFF = """\
Sat 28 Nov 2026 · 2026-W48 · a day off · Jo's model week

nothing is logged today

                                        tipping point ┃  ceiling┊
meetings held  0 today    7 of 6    ██████████████████┃█········┊    at the line
meetings set   0 today    4 of 8    ▒▒▒▒▒▒▒▒▒·········┃·········       off today
connects       0 today   25 of 22   ██████████████████┃██·······     at the line
calls          0 today  165 of 200  ▒▒▒▒▒▒▒▒▒▒▒▒▒▒····┃·········┊      off today
follow ups     0 today    6 of 14   ▒▒▒▒▒▒▒···········┃·········       off today
linkedin days  0 today    1 of 4    ▒▒▒▒··············┃·········       off today
proposals      0 today    0

results: 0 deals won
"""


def test_a_day_off_asks_for_nothing() -> None:
    assert today(console(), entries=[], now=at("2026-11-28 10:00")) == DAY_OFF


def test_an_entry_that_is_too_long_for_its_line_is_cut() -> None:
    long = Entry(id=9, day=day(2), kind="call", account="\u96fb\u8a71" * 40, value_cents=1_250)
    for width in (60, 80):
        lines = today(console(width=width), entries=[long]).splitlines()
        assert max(map(cell_len, lines)) <= width
        assert "\u2026" in "".join(lines)


def test_a_model_without_activities_still_has_screens() -> None:
    model = MODEL.replace(activities=())
    assert "nothing is logged yet" in today(console(), [], [], begun=False, model=model)
    assert "not enough weeks yet" in averages(console(), [], model)


def test_enough_for_today_rounds_to_the_nearest_whole() -> None:
    model = MODEL.replace(calendar=CALENDAR.replace(weights=(Ratio(1),) * 5 + (Ratio(0),) * 2))
    text = today(console(), [], [], now=at("2026-11-23 09:00"), model=model)
    asked = {line.split("  ")[0]: line.split("  ")[-1].strip() for line in text.splitlines()}
    assert asked["meetings held"] == "1 more today"  # 1.2 of 6
    assert asked["meetings set"] == "2 more today"  # 1.6 of 8
