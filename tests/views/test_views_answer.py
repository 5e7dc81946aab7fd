"""The one-line answer: where the week stands, in as many words as the terminal holds."""

from datetime import date

import pytest

from actlog.analysis import pace
from actlog.domain.model_week import Kind
from actlog.domain.week import TimeOff
from actlog.views.answer import columns, fit, standing_text
from tests.rep import CALENDAR, CALL, HELD, MODEL, PROPOSAL, at, day, total

NOW = at("2026-11-25 13:00")


def standing(kind: Kind, count: int, off: tuple[TimeOff, ...] = (), now: str = "") -> list[str]:
    when = at(now) if now else NOW
    model = MODEL.replace(calendar=CALENDAR.replace(time_off=off))
    totals = [total(day(0), kind.name, count)] if count else []
    activity = pace.activity(model, kind, totals, when)
    neglected = pace.most_neglected(model, totals, when) if activity.zone == pace.AT else None
    return standing_text(activity, model, neglected, when.date())


def test_below_the_line_it_says_what_is_missing_and_what_each_day_takes() -> None:
    assert standing(CALL, 110) == [
        "calls 110 of 200 · 90 to the tipping point · 45 a day",
        "calls 110 of 200 · 90 to go · 45 a day",
        "calls 110 of 200 · 90 to go",
        "calls 110 of 200",
        "110 of 200",
    ]


def test_in_the_last_hours_it_says_until_when() -> None:
    assert standing(CALL, 190, now="2026-11-27 12:00")[0] == "calls 190 of 200 · 10 before 17:30"


def test_when_the_week_is_over_it_asks_for_nothing() -> None:
    assert standing(CALL, 190, now="2026-11-28 12:00")[0] == (
        "calls 190 of 200 · 10 to the tipping point"
    )


def test_at_the_line_it_turns_to_the_most_neglected() -> None:
    assert standing(CALL, 200)[0] == "calls 200 of 200, line reached · now meetings held 0 of 6"


def test_past_the_ceiling_it_says_stop_and_nothing_else() -> None:
    assert standing(HELD, 12)[0] == (
        "meetings held 12, past the ceiling of 11: more adds little, stop here"
    )


def test_without_a_line_it_counts() -> None:
    assert standing(PROPOSAL, 2) == ["proposals 2 this week"]


def test_a_week_off_asks_for_nothing() -> None:
    off = (TimeOff(first=date(2026, 11, 23), last=date(2026, 11, 27)),)
    assert standing(CALL, 3, off) == ["calls 3 in a week off"]


def test_a_line_that_rounding_would_make_look_reached_is_shown_exactly() -> None:
    off = (TimeOff(first=day(3), last=day(3), part="pm"),)
    assert standing(HELD, 5, off)[0].startswith("meetings held 5 of 5.3 · 1 to the tipping point")


@pytest.mark.parametrize(
    ("width", "line"),
    [
        (None, "a long beginning │ the longest ending"),
        (37, "a long beginning │ the longest ending"),
        (36, "a long beginning │ short"),
        (20, "brief │ short"),
        (5, "brief │ short"),
    ],
)
def test_the_longest_line_that_fits_is_chosen(width: int | None, line: str) -> None:
    assert fit(["a long beginning", "brief"], ["the longest ending", "short"], width) == line


@pytest.mark.parametrize(("text", "cells"), [("5 calls · │ …", 13), ("日本", 4), ("Ελένη", 5)])
def test_a_line_is_measured_in_the_columns_of_a_terminal(text: str, cells: int) -> None:
    assert columns(text) == cells
