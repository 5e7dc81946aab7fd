"""The week's screen, compared with whole literal screens."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from actlog.analysis.week_findings import week_findings
from actlog.domain.entry import DayTotal
from actlog.domain.model_week import Kind, ModelWeek
from actlog.domain.week import TimeOff, Week
from actlog.views.week import week_screen
from tests.rep import MODEL, at, day, report, steady, total
from tests.screens import console, pipe, shown, theme

NOON = at("2026-11-25 13:00")
TODAY = [
    total(day(2), "call", 15, "connected"),
    total(day(2), "call", 110),
    total(day(2), "meeting_held", 5),
]
TOTALS = [*steady(20, to=2), *TODAY]


def screen(
    on: Console,
    totals: list[DayTotal] = TOTALS,
    *,
    now: datetime = NOON,
    model: ModelWeek = MODEL,
    week: Week | None = None,
) -> str:
    found = report(totals, now, model, week=week)
    return shown(on, week_screen(found, week_findings(found), None, theme(on)))


TERMINAL = """\
Jo's model week · 2026-W48 · Mon 23 - Sun 29 Nov · day 3 of 5

│ pace by now                 tipping point ┃ ceiling┊
meetings held    7 of 6    █████████████████┃█·······┊    at the line
meetings set     4 of 8    ▒▒▒▒▒▒▒▒·│·······┃········         4 to go    2 a day
connects        25 of 22   █████████████████┃██······     at the line
calls          165 of 200  ▒▒▒▒▒▒▒▒▒▒▒▒▒▒···┃········┊       35 to go   18 a day
follow ups       6 of 14   ▒▒▒▒▒▒▒··│·······┃········         8 to go    4 a day
linkedin days    1 of 4    ▒▒▒▒·····│·······┃········         3 to go  1.5 a day
proposals        0                                            no line

a usual week    4 wk  13 wk  last 13 weeks  from here
meetings held    5.0    5.0  █████████████
meetings set    10.0   10.0  █████████████  reached in 20 of 20 weeks
connects        25.0   25.0  █████████████
calls          150.0  153.8  █▅█▅█▅█▅█▅█▅█  reached in 20 of 20 weeks
follow ups      15.0   15.0  █████████████  can't be caught up: most was 7.5
linkedin days    2.0    2.0  █████████████  can't be caught up: most was 1
proposals        1.0    1.0  █████████████

results: 0 deals won
> turn to linkedin days: 1 of 4 – at the line: meetings held, connects
"""


def test_a_terminal_of_80_columns() -> None:
    assert screen(console()) == TERMINAL


PIPE = """\
Jo's model week · 2026-W48 · Mon 23 - Sun 29 Nov · day 3 of 5

meetings held    7 of 6    at     at the line
meetings set     4 of 8    below      4 to go    2 a day
connects        25 of 22   at     at the line
calls          165 of 200  below     35 to go   18 a day
follow ups       6 of 14   below      8 to go    4 a day
linkedin days    1 of 4    below      3 to go  1.5 a day
proposals        0                    no line

a usual week    4 wk  13 wk  last 13 weeks  from here
meetings held    5.0    5.0  █████████████
meetings set    10.0   10.0  █████████████  reached in 20 of 20 weeks
connects        25.0   25.0  █████████████
calls          150.0  153.8  █▅█▅█▅█▅█▅█▅█  reached in 20 of 20 weeks
follow ups      15.0   15.0  █████████████  can't be caught up: most was 7.5
linkedin days    2.0    2.0  █████████████  can't be caught up: most was 1
proposals        1.0    1.0  █████████████

results: 0 deals won
> turn to linkedin days: 1 of 4 – at the line: meetings held, connects
"""


def test_a_pipe_has_the_same_facts_without_bars() -> None:
    assert screen(pipe()) == PIPE


ASCII = """\
Jo's model week - 2026-W48 - Mon 23 - Sun 29 Nov - day 3 of 5

: pace by now                 tipping point | ceiling'
meetings held    7 of 6    #################|#.......'    at the line
meetings set     4 of 8    ========.:.......|........         4 to go    2 a day
connects        25 of 22   #################|##......     at the line
calls          165 of 200  ==============...|........'       35 to go   18 a day
follow ups       6 of 14   =======..:.......|........         8 to go    4 a day
linkedin days    1 of 4    ====.....:.......|........         3 to go  1.5 a day
proposals        0                                            no line

a usual week    4 wk  13 wk  last 13 weeks  from here
meetings held    5.0    5.0  #############
meetings set    10.0   10.0  #############  reached in 20 of 20 weeks
connects        25.0   25.0  #############
calls          150.0  153.8  #=#=#=#=#=#=#  reached in 20 of 20 weeks
follow ups      15.0   15.0  #############  can't be caught up: most was 7.5
linkedin days    2.0    2.0  #############  can't be caught up: most was 1
proposals        1.0    1.0  #############

results: 0 deals won
> turn to linkedin days: 1 of 4 - at the line: meetings held, connects
"""


def test_a_terminal_without_unicode() -> None:
    assert screen(console(encoding="ascii")) == ASCII


NARROW = """\
Jo's model week
2026-W48 · Mon 23 - Sun 29 Nov · day 3 of 5

│ pace by now                  ┃
meetings held    7 of 6    ████┃··┊   at the line
meetings set     4 of 8    ▒▒│·┃··        4 to go    2 a day
connects        25 of 22   ████┃··    at the line
calls          165 of 200  ▒▒▒·┃··┊      35 to go   18 a day
follow ups       6 of 14   ▒·│·┃··        8 to go    4 a day
linkedin days    1 of 4    ▒·│·┃··        3 to go  1.5 a day
proposals        0                        no line

a usual week   4 wk 13 wk from here
meetings held   5.0   5.0
meetings set   10.0  10.0 reached in 20 of 20 weeks
connects       25.0  25.0
calls         150.0 153.8 reached in 20 of 20 weeks
follow ups     15.0  15.0 can't be caught up: most was 7.5
linkedin days   2.0   2.0 can't be caught up: most was 1
proposals       1.0   1.0

results: 0 deals won
> turn to linkedin days: 1 of 4 – at the line: meetings
  held, connects
"""


def test_a_terminal_of_60_columns() -> None:
    assert screen(console(width=60)) == NARROW


PAST_CEILING = """\
Jo's model week · 2026-W48 · Mon 23 - Sun 29 Nov · day 3 of 5

│ pace by now               tipping point ┃
meetings held    2 of 6    ▒▒▒▒▒···│······┃·······┊           4 to go    2 a day
meetings set     4 of 8    ▒▒▒▒▒▒▒·│······┃·······            4 to go    2 a day
connects        10 of 22   ▒▒▒▒▒▒··│······┃·······           12 to go    6 a day
calls          640 of 200  ▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚┃▚▚▚▚▚▚▚┊▚▚  past 320: stop
follow ups      20 of 14   ███████████████┃██████·        at the line
linkedin days    1 of 4    ▒▒▒·····│······┃·······            3 to go  1.5 a day
proposals        0                                            no line

a usual week    4 wk  13 wk  last 13 weeks  from here
meetings held    5.0    5.0  █████████████  reached in 0 of 20 weeks
meetings set    10.0   10.0  █████████████  reached in 20 of 20 weeks
connects        25.0   25.0  █████████████  reached in 20 of 20 weeks
calls          150.0  153.8  █▅█▅█▅█▅█▅█▅█
follow ups      15.0   15.0  █████████████
linkedin days    2.0    2.0  █████████████  can't be caught up: most was 1
proposals        1.0    1.0  █████████████

results: 0 deals won
> calls: stop – 640 is past the ceiling of 320; more adds little
> turn to linkedin days: 1 of 4 – at the line: calls, follow ups
"""


def test_past_the_ceiling_it_says_stop() -> None:
    totals = [*steady(20, to=2), total(day(2), "call", 600), total(day(2), "follow_up", 14)]
    assert screen(console(), totals) == PAST_CEILING


LAST_WEEK = """\
Jo's model week · 2026-W47 · Mon 16 - Sun 22 Nov

                                 tipping point ┃   ceiling┊
meetings held    5 of 6    ▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒····┃··········┊        1 short
meetings set    10 of 8    ████████████████████┃█████·····     at the line
connects        25 of 22   ████████████████████┃██········     at the line
calls          200 of 200  ████████████████████┃··········┊    at the line
follow ups      15 of 14   ████████████████████┃█·········     at the line
linkedin days    2 of 4    ▒▒▒▒▒▒▒▒▒▒··········┃··········         2 short
proposals        1                                                 no line

a usual week    4 wk  13 wk  last 13 weeks
meetings held    5.0    5.0  █████████████
meetings set    10.0   10.0  █████████████
connects        25.0   25.0  █████████████
calls          150.0  146.2  ▅█▅█▅█▅█▅█▅█▅
follow ups      15.0   15.0  █████████████
linkedin days    2.0    2.0  █████████████
proposals        1.0    1.0  █████████████

results: 0 deals won
"""


def test_a_past_week_is_short_of_its_lines_and_asks_for_nothing() -> None:
    assert screen(console(), week=Week(start=day(-7))) == LAST_WEEK


YOUNG = """\
Jo's model week · 2026-W48 · Mon 23 - Sun 29 Nov · day 1 of 5

│ pace by now                  tipping point ┃  ceiling┊
meetings held   0 of 6    ·│·················┃·········┊      6 to go  1.4 a day
meetings set    0 of 8    ·│·················┃·········       8 to go  1.9 a day
connects        0 of 22   ·│·················┃·········      22 to go  5.2 a day
calls          38 of 200  ▒▒▒················┃·········┊    162 to go   38 a day
follow ups      0 of 14   ·│·················┃·········      14 to go  3.3 a day
linkedin days   0 of 4    ·│·················┃·········       4 to go  0.9 a day
proposals       0                                             no line

a usual week: not enough weeks yet, the first complete one begins the averages

results: 0 deals won
"""


def test_a_log_in_its_first_week_has_no_averages_yet() -> None:
    totals = [total(day(0), "call", 38)]
    assert screen(console(), totals, now=at("2026-11-23 10:41")) == YOUNG


def test_too_few_weeks_to_tell_what_can_be_reached_are_said_once() -> None:
    text = screen(console(), steady(3, to=1), now=at("2026-11-23 10:41"))
    assert "from here" not in text
    said = "- not enough weeks yet to say what can still be reached \u2013 3 of 13 weeks so far\n"
    assert text.count("not enough weeks") == 1
    assert text.endswith(said)


def test_a_line_of_a_short_week_that_is_shown_rounded_down_is_said_exactly() -> None:
    off = TimeOff(first=day(4), last=day(4))
    text = screen(console(), [total(day(0), "meeting_held", 5)], model=MODEL.with_time_off((off,)))
    (held,) = [line for line in text.splitlines() if line.startswith("meetings held")]
    assert [held.split("  ")[1].strip(), "1 to go" in held] == ["5 of 5", True]
    assert "\nlines before rounding: meetings held 5.3" in text
    assert "before rounding" not in screen(console())


WEEK_OFF = """\
Jo's model week · 2026-W48 · Mon 23 - Sun 29 Nov · week off

meetings held  0        week off
meetings set   0        week off
connects       0        week off
calls          0        week off
follow ups     0        week off
linkedin days  0        week off
proposals      0        week off

a usual week    4 wk  13 wk  last 13 weeks
meetings held    5.0    5.0            ███
meetings set    10.0   10.0            ███
connects        25.0   25.0            ███
calls          166.7  166.7            █▅█
follow ups      15.0   15.0            ███
linkedin days    2.0    2.0            ███
proposals        1.0    1.0            ███

results: 0 deals won
- enjoy your week off – nothing is asked of it, and it counts in no average
"""


def test_a_week_off_says_so_kindly() -> None:
    off = TimeOff(first=day(0), last=day(6))
    assert screen(console(), steady(3), model=MODEL.with_time_off((off,))) == WEEK_OFF


LAST_HOURS = """\
Jo's model week · 2026-W48 · Mon 23 - Sun 29 Nov · day 5 of 5

│ pace by now               tipping point ┃
meetings held   4 of 6    ▒▒▒▒▒▒▒▒▒▒·····│┃·······┊        2 to go  before 17:30
meetings set    8 of 8    ████████████████┃·······     at the line       goal 10
connects       20 of 22   ▒▒▒▒▒▒▒▒▒▒▒▒▒▒·│┃·······         2 to go  before 17:30
calls          80 of 200  ▒▒▒▒▒▒·········│┃·······┊      120 to go  before 17:30
follow ups     12 of 14   ▒▒▒▒▒▒▒▒▒▒▒▒▒··│┃·······         2 to go  before 17:30
linkedin days   2 of 4    ▒▒▒▒▒▒▒▒·······│┃·······         2 to go  before 17:30
proposals       1                                          no line

a usual week    4 wk  13 wk  last 13 weeks  from here
meetings held    5.0    5.0  █████████████  reached in 0 of 14 weeks
meetings set    10.0   10.0  █████████████
connects        25.0   25.0  █████████████  can't be caught up: most was 1.4
calls          150.0  153.8  █▅█▅█▅█▅█▅█▅█  can't be caught up: most was 11
follow ups      15.0   15.0  █████████████  can't be caught up: most was 0.8
linkedin days    2.0    2.0  █████████████  can't be caught up: most was 0
proposals        1.0    1.0  █████████████

why calls: ten dials make a connect, four connects a meeting
results: 0 deals won
> turn to calls: 80 of 200 – at the line: meetings set
"""


def test_under_a_day_left_it_says_until_when() -> None:
    assert screen(console(), steady(14, to=4), now=at("2026-11-27 15:00")) == LAST_HOURS


def test_the_zones_have_colours_of_their_own() -> None:
    totals = [*TOTALS, total(day(2), "call", 400)]
    lines = screen(console(colors="256"), totals).splitlines()
    held, booked, calls = lines[3], lines[4], lines[6]
    assert "\x1b[38;5;33m\u2588" in held  # blue
    assert "\x1b[38;5;208m\u2592" in booked  # orange
    assert "\x1b[35m\u259a" in calls  # magenta
    assert "\x1b[1m\u2503\x1b[0m" in booked


def test_without_colours_only_weight_is_left() -> None:
    assert "\x1b" not in screen(console())
    assert "\x1b" not in screen(pipe())


NAMES = (
    "\u03ba\u03bb\u03ae\u03c3\u03b7",
    "\u0645\u0643\u0627\u0644\u0645\u0629",
    "\U0001f4de",
    "\u96fb\u8a71",
)


@pytest.mark.parametrize("word", NAMES)
def test_names_of_every_script_stay_aligned(word: str) -> None:
    kinds = (Kind(name=word, plural=word, tipping_point=9), *MODEL.activities)
    lines = screen(console(), model=MODEL.replace(activities=kinds)).splitlines()
    before = [cell_len(line.split("\u2503")[0]) for line in lines if "\u2503" in line]
    assert len(before) == 8
    assert set(before) == {before[0]}


def test_a_terminal_that_lacks_a_names_letters_shows_their_numbers_aligned() -> None:
    kinds = (Kind(name="\u03ba", plural="\u03ba\u03bb", tipping_point=9), *MODEL.activities)
    text = screen(console(encoding="latin-1"), model=MODEL.replace(activities=kinds))
    line, other = text.splitlines()[3:5]
    assert line.startswith("\\u03ba ")
    assert line.index("|") == other.index("|")


def test_a_plural_that_the_terminal_lacks_gives_way_to_the_kinds_name() -> None:
    kinds = (Kind(name="follow_up", plural="\u03ba\u03bb\u03ae\u03c3\u03b7", tipping_point=9),)
    text = screen(console(encoding="ascii"), model=MODEL.replace(activities=kinds))
    assert "\nfollow up  6 of 9" in text


WIDE = ModelWeek(
    name="Jo's model week",
    activities=(
        Kind(name="referral_asked", tipping_point=3),
        Kind(name="social_post", tipping_point=1000, ceiling=2000),
    ),
    calendar=MODEL.calendar,
)


def test_large_figures_leave_room_for_the_bars_in_60_columns() -> None:
    lines = screen(console(width=60), [], model=WIDE).splitlines()
    (posts,) = [line for line in lines if line.startswith("social posts    0 of 1,000 ")]
    assert "\u2503" in posts
    assert max(map(cell_len, lines)) <= 60


def test_what_does_not_fit_a_very_narrow_terminal_gives_way_to_what_is_missing() -> None:
    lines = screen(console(width=40), [], model=WIDE).splitlines()
    assert "social posts    0 of 1,000 1,000 to go" in lines


def test_a_very_long_name_is_cut() -> None:
    kinds = (Kind(name="talk", plural="talks with people who know", tipping_point=9),)
    text = screen(console(), model=MODEL.replace(activities=kinds))
    assert "talks with peop\u2026  0 of 9" in text


def test_markup_and_escape_codes_are_shown_and_never_obeyed() -> None:
    why = "[bold]win[/bold] \x1b[31mred\x07 \u202eback"
    kinds = (Kind(name="call", plural="[red]calls", tipping_point=200, why=why),)
    model = MODEL.replace(name="[link=x]week\x1b[2J", activities=kinds)
    text = screen(console(colors="256"), [], model=model)
    assert "[link=x]week\\x1b[2J" in text
    assert "[red]calls" in text
    assert "[bold]win[/bold] \\x1b[31mred\\x07 \\u202eback" in text


def test_a_cut_week_says_what_it_is_of_a_full_one() -> None:
    off = TimeOff(first=day(3), last=day(3))
    text = screen(console(width=90), model=MODEL.with_time_off((off,)))
    assert "\u00b7 day 3 of 4 \u00b7 78% of a full week" in text


def test_a_model_of_results_alone_or_of_none_still_has_a_screen() -> None:
    assert "results: 0 deals won" in screen(console(), model=MODEL.replace(activities=()))
    bare = screen(console(), model=MODEL.replace(activities=(), results=()))
    assert bare.startswith("Jo's model week \u00b7 2026-W48")


COUNTS = st.tuples(
    st.integers(-40, 4),
    st.sampled_from(["call", "meeting_held", "meeting_set", "follow_up", "proposal"]),
    st.integers(1, 999),
)
NOWS = st.sampled_from(
    [at(f"2026-11-{day} {clock}") for day in range(23, 30) for clock in ("07:00", "12:00", "17:00")]
)


@given(st.lists(COUNTS, max_size=30), NOWS, st.sampled_from([60, 72, 80, 100, 200]))
def test_every_line_fits_the_width(
    made: list[tuple[int, str, int]], now: datetime, width: int
) -> None:
    totals = [total(day(offset), kind, count) for offset, kind, count in made]
    for on in (console(width=width), pipe(width=width), console(width=width, encoding="ascii")):
        lines = screen(on, totals, now=now).splitlines()
        assert max(cell_len(line) for line in lines) <= width
