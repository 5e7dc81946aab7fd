"""What the date words mean where people disagree, and how phrases make a moment."""

from __future__ import annotations

from datetime import date, time

import pytest

from actlog.domain.entry import Moment
from actlog.grammar.dates import Phrase, combine, echo, read
from tests.grammar.said import local, phrase, refused, said


@pytest.mark.parametrize(
    ("today", "words", "day"),
    [
        ("2026-11-27", "fri", "2026-11-27"),
        ("2026-11-27", "last fri", "2026-11-20"),
        ("2026-11-27", "this fri", "2026-11-27"),
        ("2026-11-28", "fri", "2026-11-27"),
        ("2026-11-28", "this fri", "2026-11-27"),
        ("2026-11-28", "fri of last week", "2026-11-20"),
        ("2026-11-25", "last fri", "2026-11-20"),
        ("2026-11-29", "last sun", "2026-11-22"),
    ],
)
def test_weekdays_on_the_days_where_people_disagree(today: str, words: str, day: str) -> None:
    assert said(words, at=f"{today}T12:00") == day


def test_last_fri_on_a_saturday_is_refused_with_both_readings() -> None:
    assert refused("last fri", at="2026-11-28T12:00") == (
        "last fri can be Fri 27 Nov or Fri 20 Nov"
        " / say fri for Fri 27 Nov, fri of last week for Fri 20 Nov / 2"
    )


@pytest.mark.parametrize(
    ("starts", "last", "next_one"),
    [
        (0, "2026-11-17", "2026-11-30"),
        (1, "2026-11-10", "2026-11-30"),
        (2, "2026-11-17", "2026-11-30"),
        (6, "2026-11-17", "2026-11-30"),
    ],
)
def test_the_model_says_where_weeks_begin(starts: int, last: str, next_one: str) -> None:
    assert said("tue of last week", starts=starts) == last
    assert said("next mon", ahead=True, starts=starts) == next_one


def test_on_a_sunday_next_mon_depends_on_where_weeks_begin() -> None:
    sunday = "2026-11-22T12:00"
    assert said("next mon", at=sunday, ahead=True, starts=0) == "2026-11-23"
    assert said("next mon", at=sunday, ahead=True, starts=6) == "2026-11-30"
    assert said("sun of last week", at=sunday, starts=0) == "2026-11-15"
    assert said("mon of last week", at=sunday, starts=0) == "2026-11-09"
    assert said("mon of last week", at=sunday, starts=6) == "2026-11-16"


@pytest.mark.parametrize(
    ("order", "text", "day"),
    [
        ("dmy", "11/2", "2026-02-11"),
        ("mdy", "11/2", "2026-11-02"),
        ("ymd", "11/2", "2026-11-02"),
        ("dmy", "2/11/2026", "2026-11-02"),
        ("mdy", "2/11/2026", "2026-02-11"),
        ("dmy", "2/11/26", "2026-11-02"),
        ("mdy", "11/2/26", "2026-11-02"),
        ("ymd", "26/11/2", "2026-11-02"),
        ("dmy", "2026/11/02", "2026-11-02"),
    ],
)
def test_slashed_dates_are_read_in_the_models_order(order: str, text: str, day: str) -> None:
    assert said(text, order=order) == day


def test_a_slashed_date_that_the_models_order_makes_impossible_is_refused() -> None:
    assert refused("12/25", order="dmy") == (
        "there is no date 12/25 / dates are written day/month here / 1"
    )


def test_behind_a_date_four_digits_are_a_year_only_where_a_log_reaches() -> None:
    assert said("2 nov 2015") == "2015-11-02"
    assert said("2 nov 1930") == "2026-11-02T19:30"


def test_a_month_end_that_is_missing_becomes_the_months_last_day() -> None:
    assert said("a month ago", at="2026-03-31T12:00") == "2026-02-28"
    assert said("a year ago", at="2024-02-29T12:00") == "2023-02-28"


@pytest.mark.parametrize(
    ("text", "size", "strong", "exact"),
    [
        ("2 days ago call", 3, True, True),
        ("tue 9:30 call", 2, True, True),
        ("9:30 call", 1, False, True),
        ("noon call", 1, False, True),
        ("1200 calls", 1, False, False),
        ("yesterday 1200 calls", 1, True, True),
        ("1200 yesterday calls", 1, False, False),
        ("9:30 2 calls", 1, False, True),
        ("nov 2 connected", 2, True, True),
        ("2 nov 3 calls", 2, True, True),
        ("now call", 1, True, True),
    ],
)
def test_what_a_phrase_takes_and_what_it_leaves(
    text: str, size: int, *, strong: bool, exact: bool
) -> None:
    found = phrase(text)
    assert found is not None
    assert (found.size, found.strong, found.exact) == (size, strong, exact)


def test_a_quoted_argument_counts_as_one_word() -> None:
    now = local("2026-11-23T10:41")
    words = ["2 days ago", "at 3pm", "call"]
    found = read(words, now=now, ahead=False, order=None, starts=0)
    assert found == Phrase(size=2, day=date(2026, 11, 21), clock=time(15))
    assert read(["2 days ago call"], now=now, ahead=False, order=None, starts=0) is None


def test_a_day_and_a_time_from_two_places_make_one_moment() -> None:
    now = local("2026-11-23T10:41")
    day, clock = phrase("tue call"), phrase("9:30")
    assert day is not None
    assert clock is not None
    assert combine([day, clock], now=now, ahead=False).iso() == "2026-11-17T09:30:00+00:00"
    assert combine([clock, day], now=now, ahead=False).iso() == "2026-11-17T09:30:00+00:00"
    assert combine([], now=now, ahead=False) == Moment.of(now)


def test_a_moment_is_echoed_with_its_year_only_when_it_is_another() -> None:
    now = local("2026-11-23T10:41")
    assert echo(Moment.of(now), now) == "Mon 23 Nov 10:41"
    assert echo(Moment(day=date(2026, 11, 2)), now) == "Mon 2 Nov"
    assert echo(Moment(day=date(2025, 11, 20)), now) == "Thu 20 Nov 2025"
    assert echo(Moment.of(local("2025-11-20T09:05")), now) == "Thu 20 Nov 2025 09:05"
