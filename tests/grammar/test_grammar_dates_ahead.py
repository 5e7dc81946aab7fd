"""Every way to say when, looking ahead from Monday 23 Nov 2026 10:41."""

from __future__ import annotations

import pytest

from tests.grammar.said import refused, said

AHEAD = {
    "now": "2026-11-23T10:41:30",
    "today": "2026-11-23",
    "today 9:00": "2026-11-23T09:00",
    "yesterday": "2026-11-22",
    "tomorrow": "2026-11-24",
    "tomorrow 9:30": "2026-11-24T09:30",
    "tomorrow morning": "2026-11-24",
    "day after tomorrow": "2026-11-25",
    "tonight": "2026-11-23",
    "this evening": "2026-11-23",
    "mon": "2026-11-23",
    "mon 15:00": "2026-11-23T15:00",
    "mon 10:41": "2026-11-23T10:41",
    "mon 9:00": "2026-11-30T09:00",
    "tue": "2026-11-24",
    "tue 10:00": "2026-11-24T10:00",
    "10:00 tue": "2026-11-24T10:00",
    "sun": "2026-11-29",
    "this fri": "2026-11-27",
    "next mon": "2026-11-30",
    "next fri": "2026-12-04",
    "tue of next week": "2026-12-01",
    "next week tue": "2026-12-01",
    "last fri": "2026-11-20",
    "in 3 days": "2026-11-26",
    "in a week": "2026-11-30",
    "in two weeks 9:30": "2026-12-07T09:30",
    "in 2 months": "2027-01-23",
    "in 2h": "2026-11-23T12:41:30",
    "in half an hour": "2026-11-23T11:11:30",
    "15:00": "2026-11-23T15:00",
    "3pm": "2026-11-23T15:00",
    "10:41": "2026-11-23T10:41",
    "2 nov": "2027-11-02",
    "23 nov": "2026-11-23",
    "2 nov 2026": "2026-11-02",
    "2nd": "2026-12-02",
    "31st": "2026-12-31",
    "24 dec": "2026-12-24",
    "3 jan": "2027-01-03",
    "29 feb": "2028-02-29",
    "3 days ago": "2026-11-20",
    "2026-12-24T10:00": "2026-12-24T10:00",
    "2026-12-24T10:00+01:00": "2026-12-24T10:00:00+01:00",
}


@pytest.mark.parametrize(("text", "moment"), AHEAD.items())
def test_looking_ahead_reads(text: str, moment: str) -> None:
    assert said(text, ahead=True) == moment


def test_looking_ahead_a_time_that_has_gone_by_has_two_readings() -> None:
    assert refused("9:00", ahead=True) == (
        "9:00 has gone by today / say today 9:00 or tomorrow 9:00 / 1"
    )


def test_looking_ahead_a_gone_day_of_this_week_has_two_readings() -> None:
    assert refused("this mon", at="2026-11-25T12:00", ahead=True) == (
        "this mon can be Mon 30 Nov or Mon 23 Nov"
        " / say mon for Mon 30 Nov, mon of this week for Mon 23 Nov / 2"
    )
