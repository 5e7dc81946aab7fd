"""Local time in several zones: the nights on which the clocks change, and far offsets."""

from __future__ import annotations

import pytest

from tests.grammar.said import refused, said, zone

SUNDAY_AFTER = "2026-10-25T12:00"


def test_a_local_time_gets_the_offset_of_its_own_day() -> None:
    with zone("Europe/Berlin"):
        assert said("9:30") == "2026-11-23T09:30:00+01:00"
        assert said("2 jul 9:30") == "2026-07-02T09:30:00+02:00"
        assert said("2 jul 9:30", ahead=True) == "2027-07-02T09:30:00+02:00"
        assert said("2026-07-02T09:30") == "2026-07-02T09:30:00+02:00"


def test_a_doubled_time_is_refused_with_both_readings_and_each_is_accepted() -> None:
    with zone("Europe/Berlin"):
        assert refused("2:30", at=SUNDAY_AFTER) == (
            "the clocks show 2:30 twice on Sun 25 Oct / say 2:30+02:00 or 2:30+01:00 / 1"
        )
        assert said("2:30+02:00", at=SUNDAY_AFTER) == "2026-10-25T02:30:00+02:00"
        assert said("2:30+01:00", at=SUNDAY_AFTER) == "2026-10-25T02:30:00+01:00"
        assert said("sun 2:30+02:00") is not None
        assert refused("2026-10-25T02:30").startswith("the clocks show 2:30 twice")
        assert said("2026-10-25T02:30+01:00") == "2026-10-25T02:30:00+01:00"
        assert said("3:00", at=SUNDAY_AFTER) == "2026-10-25T03:00:00+01:00"
        assert said("1:59", at=SUNDAY_AFTER) == "2026-10-25T01:59:00+02:00"


def test_a_skipped_time_is_refused() -> None:
    with zone("Europe/Berlin"):
        assert refused("2:30", at="2026-03-29T12:00") == (
            "the clocks skip 2:30 on Sun 29 Mar / say 1:30 or 3:30 / 1"
        )
        assert said("3:00", at="2026-03-29T12:00") == "2026-03-29T03:00:00+02:00"


@pytest.mark.parametrize(
    ("name", "doubled", "readings"),
    [
        ("America/New_York", "2026-11-01T01:30", "say 1:30-04:00 or 1:30-05:00"),
        ("Australia/Lord_Howe", "2026-04-05T01:45", "say 1:45+11:00 or 1:45+10:30"),
        ("Europe/London", "2026-10-25T01:00", "say 1:00+01:00 or 1:00+00:00"),
        ("America/Havana", "2026-11-01T00:30", "say 0:30-04:00 or 0:30-05:00"),
    ],
)
def test_doubled_times_around_the_world(name: str, doubled: str, readings: str) -> None:
    with zone(name):
        assert refused(doubled).split(" / ")[1] == readings
        for reading in readings.removeprefix("say ").split(" or "):
            assert said(f"{doubled[:10]} {reading}") is not None


@pytest.mark.parametrize(
    ("name", "skipped", "hint"),
    [
        ("America/Los_Angeles", "2026-03-08T02:10", "say 1:10 or 3:10"),
        ("Australia/Lord_Howe", "2026-10-04T02:15", "say 1:45 or 2:45"),
        ("America/Havana", "2026-03-08T00:20", "say 1:20"),
        ("Pacific/Apia", "2011-12-30T12:00", "name the day before or after"),
    ],
)
def test_skipped_times_around_the_world(name: str, skipped: str, hint: str) -> None:
    with zone(name):
        assert refused(skipped).startswith("the clocks skip")
        assert refused(skipped).split(" / ")[1] == hint


def test_a_day_without_a_time_needs_no_clock() -> None:
    with zone("Pacific/Apia"):
        assert said("2011-12-30") == "2011-12-30"


def test_hours_ago_are_hours_that_went_by() -> None:
    with zone("Europe/Berlin"):
        assert said("2h ago", at="2026-10-25T03:30") == "2026-10-25T02:30:00+02:00"
        assert said("1h ago", at="2026-10-25T03:30") == "2026-10-25T02:30:00+01:00"
        assert said("1h ago", at="2026-03-29T03:30") == "2026-03-29T01:30:00+01:00"
        assert said("in 1h", at="2026-03-29T01:30", ahead=True) == "2026-03-29T03:30:00+02:00"


def test_days_ago_are_days_of_the_calendar() -> None:
    with zone("Europe/Berlin"):
        assert said("yesterday 23:30", at="2026-03-30T00:15") == "2026-03-29T23:30:00+02:00"
        assert said("1 day ago", at="2026-10-26T00:15") == "2026-10-25"


def test_an_offset_from_elsewhere_is_kept_with_its_own_day() -> None:
    with zone("America/Los_Angeles"):
        assert said("2026-11-20T09:00+09:00") == "2026-11-20T09:00:00+09:00"
        assert said("fri 9:00+09:00") == "2026-11-20T09:00:00+09:00"


def test_from_when_to_when_is_not_taken_for_an_offset() -> None:
    with zone("Europe/Berlin"):
        told = refused("9:30-10:00", at="2026-11-23T10:41")
        assert told.startswith("9:30-10:00 can be a time until 10:00, or one with the UTC offset")
        assert "9:30 30m" in told
    with zone("America/New_York"):
        assert said("1:30-05:00", at="2026-11-23T10:41") == "2026-11-23T01:30:00-05:00"


def test_an_offset_decides_whether_a_time_is_still_to_come() -> None:
    with zone("Europe/Berlin"):
        assert said("12:00+03:00", at="2026-11-23T10:41") == "2026-11-23T12:00:00+03:00"
        assert refused("10:00-05:00", at="2026-11-23T10:41").startswith("10:00 today is still")
        assert said("mon 10:00-05:00", at="2026-11-23T10:41") == "2026-11-16T10:00:00-05:00"


def test_a_bare_weekday_moves_to_a_week_in_which_its_time_exists_or_is_refused() -> None:
    with zone("Europe/Berlin"):
        assert refused("sun 2:30", at="2026-11-01T01:00").startswith("the clocks show 2:30 twice")
        assert said("sun 3:30", at="2026-11-01T01:00") == "2026-10-25T03:30:00+01:00"
