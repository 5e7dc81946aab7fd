from datetime import date

import pytest
from rich.text import Text

from actlog.analysis.pace import activity
from actlog.domain.ratio import Ratio
from actlog.domain.week import TimeOff, Week
from actlog.views import words
from actlog.views.grid import columns, wrapped
from tests.rep import CALL, LINKEDIN, MODEL, PROPOSAL, at, day, total
from tests.screens import console, theme

FRIDAY = at("2026-11-27 15:00")


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (Ratio(0), "0"),
        (Ratio(1, 100), "0.1"),
        (Ratio(9, 10), "0.9"),
        (Ratio(3), "3"),
        (Ratio(10, 3), "3.3"),
        (Ratio(999, 100), "10"),
        (Ratio(87480, 2299), "38"),
        (Ratio(12345), "12,345"),
        (Ratio(-3, 2), "-1.5"),
        (1200, "1,200"),
    ],
)
def test_figures_have_one_decimal_below_ten_and_none_above(value: Ratio | int, said: str) -> None:
    assert words.figure(value) == said


def test_averages_have_one_decimal() -> None:
    assert words.average(Ratio(0)) == "0.0"
    assert words.average(Ratio(1854, 10)) == "185.4"
    assert words.average(Ratio(123456, 100)) == "1,234.6"


def test_a_line_is_shown_as_the_nearest_whole_and_at_least_one() -> None:
    assert [words.whole(Ratio(n, 10)) for n in (1, 14, 15, 64)] == [1, 1, 2, 6]


def test_a_gap_is_rounded_up() -> None:
    model = MODEL.with_time_off((TimeOff(first=day(4), last=day(4)),))
    calls = activity(model, CALL, [total(day(0), "call", 177)], at("2026-11-23 12:00"))
    assert calls.gap == Ratio(7, 9)
    assert words.status(calls) == "1 to go"


def test_the_first_example_of_the_answer() -> None:
    now = at("2026-11-23 10:41")
    calls = activity(MODEL, CALL, [total(day(0), "call", 38)], now)
    assert words.status(calls) == "162 to go"
    assert words.needed(calls, now.date()) == "38 a day"


def test_under_a_day_left_the_time_is_named() -> None:
    calls = activity(MODEL, CALL, [total(day(0), "call", 198)], FRIDAY)
    assert words.needed(calls, FRIDAY.date()) == "2 before 17:30"
    assert words.ask(calls, FRIDAY.date()) == "before 17:30"


def test_when_the_last_hours_are_on_a_later_day_that_day_is_named() -> None:
    thursday = at("2026-11-26 17:00")
    calls = activity(MODEL, CALL, [total(day(0), "call", 198)], thursday)
    assert words.needed(calls, thursday.date()) == "2 before Fri 17:30"


def test_when_no_time_is_left_nothing_is_said_of_days() -> None:
    saturday = at("2026-11-28 10:00")
    calls = activity(MODEL, CALL, [total(day(0), "call", 198)], saturday)
    assert words.needed(calls, saturday.date()) is None
    assert words.ask(calls, saturday.date()) == ""
    assert words.status(calls) == "2 to go"


def test_each_zone_has_its_words() -> None:
    today = FRIDAY.date()

    def said(count: int) -> tuple[str, str]:
        calls = activity(MODEL, CALL, [total(day(0), "call", count)], FRIDAY)
        return words.status(calls), words.ask(calls, today)

    assert said(200) == ("at the line", "goal 240")
    assert said(240) == ("at the line", "goal met")
    assert said(321) == ("past 320: stop", "")
    kept = activity(MODEL, LINKEDIN, [], FRIDAY)
    assert words.status(kept) == "4 to go"
    assert words.status(activity(MODEL, PROPOSAL, [], FRIDAY)) == "no line"


def test_a_past_week_is_short_or_past() -> None:
    week = Week(start=day(-7))
    totals = [total(day(-7), "call", 190)]
    assert words.status(activity(MODEL, CALL, totals, FRIDAY, week), over=True) == "10 short"
    totals = [total(day(-7), "call", 400)]
    assert words.status(activity(MODEL, CALL, totals, FRIDAY, week), over=True) == "past 320"


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2026, 11, 23), date(2026, 11, 29), "Mon 23 - Sun 29 Nov"),
        (date(2026, 11, 30), date(2026, 12, 6), "Mon 30 Nov - Sun 6 Dec"),
        (date(2026, 12, 28), date(2027, 1, 3), "Mon 28 Dec 2026 - Sun 3 Jan 2027"),
        (date(2025, 11, 24), date(2025, 11, 30), "Mon 24 - Sun 30 Nov 2025"),
    ],
)
def test_dates_name_months_and_years_where_they_differ(first: date, last: date, said: str) -> None:
    assert words.dates(first, last, date(2026, 11, 25)) == said


def test_shares_are_whole_per_cent() -> None:
    assert words.percent(Ratio(8, 9)) == "89%"


def test_columns_are_measured_in_cells_and_end_with_their_last_word() -> None:
    lines = columns([["電話", "1", "x"], ["ab", "100", ""], [Text("a"), "", ""]], "lrl")
    assert [line.plain for line in lines] == ["電話    1  x", "ab    100", "a"]
    assert columns([], "l") == []


def test_a_paragraph_is_wrapped_with_its_later_lines_indented() -> None:
    narrow = theme(console(width=20))
    text = wrapped(narrow, [("one", "bold"), ("two three four five", "")]).plain
    assert text == "one two three four\n  five"
    long = wrapped(narrow, [("x" * 45, "")]).plain
    assert long.replace("\n  ", "") == "x" * 45
    assert max(map(len, long.splitlines())) <= 20
