"""Periods, weeks and days off, seen from Monday 23 Nov 2026 10:41."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from actlog.grammar.dates import DateError
from actlog.grammar.periods import Period, period, span, which_week
from tests.grammar.said import local

NOW = "2026-11-23T10:41"


def _asked(ask: Callable[..., Period | None], text: str, starts: int, at: str) -> str | None:
    found = ask(text.split(), now=local(at), starts=starts, order=None)
    if found is None:
        return None
    part = "" if found.part == "day" else f" {found.part}"
    return f"{found.first}..{found.last}{part} ({found.size})"


def days(text: str, *, starts: int = 0, at: str = NOW) -> str | None:
    return _asked(period, text, starts, at)


def off(text: str, *, starts: int = 0, at: str = NOW) -> str | None:
    return _asked(span, text, starts, at)


def label(text: str, *, starts: int = 0, at: str = NOW) -> str:
    return which_week(text.split(), now=local(at), starts=starts, order=None).label


def refusal(ask: Callable[..., object], text: str, **how: object) -> str:
    with pytest.raises(DateError) as caught:
        ask(text, **how)
    return f"{caught.value.message} / {caught.value.hint} / {caught.value.size}"


PERIODS = {
    "today": "2026-11-23..2026-11-23 (1)",
    "yesterday call": "2026-11-22..2026-11-22 (1)",
    "tue": "2026-11-17..2026-11-17 (1)",
    "2 nov": "2026-11-02..2026-11-02 (2)",
    "tue of last week": "2026-11-17..2026-11-17 (4)",
    "last week tue": "2026-11-17..2026-11-17 (3)",
    "2 days ago": "2026-11-21..2026-11-21 (3)",
    "last week": "2026-11-16..2026-11-22 (2)",
    "this week": "2026-11-23..2026-11-29 (2)",
    "week 47": "2026-11-16..2026-11-22 (2)",
    "week 50": "2025-12-08..2025-12-14 (2)",
    "week 53": "2020-12-28..2021-01-03 (2)",
    "2026-W47": "2026-11-16..2026-11-22 (1)",
    "2026w47": "2026-11-16..2026-11-22 (1)",
    "3 weeks ago": "2026-11-02..2026-11-08 (3)",
    "3.weeks.ago": "2026-11-02..2026-11-08 (1)",
    "a week ago": "2026-11-16..2026-11-22 (3)",
    "1 week 1 day ago": "2026-11-15..2026-11-15 (5)",
    "this month": "2026-11-01..2026-11-30 (2)",
    "last month": "2026-10-01..2026-10-31 (2)",
    "november": "2026-11-01..2026-11-30 (1)",
    "december": "2025-12-01..2025-12-31 (1)",
    "feb 2024 call": "2024-02-01..2024-02-29 (2)",
    "2026-02": "2026-02-01..2026-02-28 (1)",
    "2 months ago": "2026-09-01..2026-09-30 (3)",
    "last quarter": "2026-07-01..2026-09-30 (2)",
    "last year": "2025-01-01..2025-12-31 (2)",
    "a year ago": "2025-01-01..2025-12-31 (3)",
    "since mon": "2026-11-23..2026-11-23 (2)",
    "since last week": "2026-11-16..2026-11-23 (3)",
    "since 2 nov": "2026-11-02..2026-11-23 (3)",
    "mon..wed": "2026-11-23..2026-11-25 (1)",
    "wed..fri": "2026-11-18..2026-11-20 (1)",
    "20 nov..24 nov": "2026-11-20..2026-11-24 (3)",
    "24 dec .. 3 jan @acme": "2025-12-24..2026-01-03 (5)",
    "2026-11-01..yesterday": "2026-11-01..2026-11-22 (1)",
    "nov..jan": "2026-11-01..2027-01-31 (1)",
    "2026-11-01..": "2026-11-01..2026-11-23 (1)",
    "2026-11-01.. call": "2026-11-01..2026-11-23 (1)",
    "..2026-11-01": "1970-01-01..2026-11-01 (1)",
}


@pytest.mark.parametrize(("text", "expected"), PERIODS.items())
def test_periods_look_back(text: str, expected: str) -> None:
    assert days(text) == expected


@pytest.mark.parametrize(
    "text", ["", "47", "call", "since", "..", "last", "last call", "since acme"]
)
def test_what_is_no_period_is_left_alone(text: str) -> None:
    assert days(text) is None


SPANS = {
    "wed": "2026-11-25..2026-11-25 (1)",
    "mon": "2026-11-23..2026-11-23 (1)",
    "wed pm": "2026-11-25..2026-11-25 pm (2)",
    "tomorrow am 'dentist'": "2026-11-24..2026-11-24 am (2)",
    "wed morning": "2026-11-25..2026-11-25 am (2)",
    "this afternoon": "2026-11-23..2026-11-23 pm (2)",
    "pm": "2026-11-23..2026-11-23 pm (1)",
    "thu call": "2026-11-26..2026-11-26 (1)",
    "24 dec..3 jan": "2026-12-24..2027-01-03 (3)",
    "24.dec..3.jan": "2026-12-24..2027-01-03 (1)",
    "next mon..next fri": "2026-11-30..2026-12-04 (3)",
    "thu..tue": "2026-11-26..2026-12-01 (1)",
    "next week": "2026-11-30..2026-12-06 (2)",
    "2026-W52": "2026-12-21..2026-12-27 (1)",
    "week 52": "2026-12-21..2026-12-27 (2)",
    "yesterday": "2026-11-22..2026-11-22 (1)",
    "last fri": "2026-11-20..2026-11-20 (2)",
    "2026-11-02": "2026-11-02..2026-11-02 (1)",
    "2027-08-02..2027-08-13": "2027-08-02..2027-08-13 (1)",
    "in 3 days": "2026-11-26..2026-11-26 (3)",
    "december": "2026-12-01..2026-12-31 (1)",
}


@pytest.mark.parametrize(("text", "expected"), SPANS.items())
def test_days_off_look_ahead(text: str, expected: str) -> None:
    assert off(text) == expected


@pytest.mark.parametrize("text", ["", "call", "trade show", "..", "am.m", "10"])
def test_what_is_no_day_off_is_left_alone(text: str) -> None:
    assert off(text) is None


WEEKS = {
    "": "2026-W48",
    "this": "2026-W48",
    "last": "2026-W47",
    "LAST": "2026-W47",
    "last week": "2026-W47",
    "next": "2026-W49",
    "47": "2026-W47",
    "48": "2026-W48",
    "49": "2025-W49",
    "53": "2020-W53",
    "week 47": "2026-W47",
    "2026-W47": "2026-W47",
    "2020-W53": "2020-W53",
    "2026-11-20": "2026-W47",
    "2026-12-24": "2026-W52",
    "2 nov": "2026-W45",
    "tue": "2026-W47",
    "3 weeks ago": "2026-W45",
    "20 days ago": "2026-W45",
    "mon..wed": "2026-W48",
}


@pytest.mark.parametrize(("text", "expected"), WEEKS.items())
def test_which_week(text: str, expected: str) -> None:
    assert label(text) == expected


def test_weeks_begin_where_the_model_says() -> None:
    assert days("last week", starts=6) == "2026-11-15..2026-11-21 (2)"
    assert days("3 weeks ago", starts=2) == "2026-10-28..2026-11-03 (3)"
    assert off("next week", starts=6) == "2026-11-29..2026-12-05 (2)"
    assert label("", starts=6) == "week of 2026-11-22"
    assert label("last", starts=1) == "week of 2026-11-10"
    assert label("2026-W47-5", starts=6) == "week of 2026-11-15"


@pytest.mark.parametrize("text", ["47", "week 47", "2026-W47"])
def test_week_numbers_are_refused_when_weeks_do_not_start_on_monday(text: str) -> None:
    assert refusal(label, text, starts=6).startswith(
        "week numbers are for weeks that start on Monday, and this model's do not"
        " / name a date of the week, or say 3 weeks ago"
    )


def test_the_year_before_the_first_is_refused() -> None:
    assert refusal(days, "last year", at="1970-06-01T12:00").startswith("that is too far")


def test_a_quoted_argument_names_a_week() -> None:
    week = which_week(["3 weeks ago"], now=local(NOW), starts=0, order=None)
    assert week.label == "2026-W45"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("foo", "foo is no week / say last, 47, 2026-W47, a date or 3 weeks ago / 1"),
        ("tue call", "tue call is no week / say last, 47, 2026-W47, a date or 3 weeks ago / 2"),
        ("last month", "last month is more than a week / name one week / 2"),
        ("0", "there is no week 0 / weeks run from 1 to 52 or 53 / 1"),
        ("54", "there is no week 54 / weeks run from 1 to 52 or 53 / 1"),
        ("2025-W53", "2025 has no week 53 / it has 52 weeks / 1"),
        ("31 june", "there is no 31 June / June has 30 days / 2"),
    ],
)
def test_what_is_no_week_is_refused(text: str, message: str) -> None:
    assert refusal(label, text) == message


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("yesterday morning", "a period is made of whole days / leave out morning / 2"),
        ("2h ago", "a period is made of days / say today, or 2 days ago / 2"),
        ("since 31 june", "there is no 31 June / June has 30 days / 3"),
        ("1 nov..31 june", "there is no 31 June / June has 30 days / 3"),
        ("24 dec..foo", "the range has no end / say both days: 24 dec..3 jan / 2"),
        (
            "2026-11-20..2026-11-01",
            "it ends before it begins: Fri 20 Nov to Sun 1 Nov / say the earlier day first / 1",
        ),
        ("11/2..12/2", "11/2 can be Wed 11 Feb or Mon 2 Nov"),
        ("9999 weeks ago", "that is too far from today"),
        ("1969-12", "that is too far from today"),
        ("1969-W10", "that is too far from today"),
    ],
)
def test_wrong_periods_are_refused(text: str, message: str) -> None:
    assert refusal(days, text).startswith(message)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("mon..wed pm", "a half of several days can be every day's or the last one's"),
        ("next week pm", "a half of several days can be every day's or the last one's"),
        ("this evening", "evening is no half of a day / say am or pm / 2"),
        ("24 dec..", "the range has no end"),
        ("in 2 weeks", "in 2 weeks can be Mon 7 Dec or all of it"),
        ("2 nov", "2 nov can be Mon 2 Nov or Tue 2 Nov 2027 / say it with its year / 2"),
        ("week 47", "week 47 can be Mon 16 Nov or Mon 22 Nov 2027 / say it with its year / 2"),
    ],
)
def test_days_off_with_two_readings_are_refused(text: str, message: str) -> None:
    assert refusal(off, text).startswith(message)
