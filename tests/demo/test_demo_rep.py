"""The made-up rep lives by the calendar and never knows the future."""

from datetime import datetime, timedelta

import pytest

from actlog.demo.rep import WEEKS, made_up


@pytest.mark.parametrize("now", ["2026-11-19T15:00", "2027-01-01T00:00", "2026-03-29T12:00"])
def test_entries_stand_in_order_and_before_now(now: str) -> None:
    at = datetime.fromisoformat(now).astimezone()
    rep = made_up(at)
    days = [entry.day for entry in rep.entries]
    assert days == sorted(days)
    assert all(entry.at is not None and entry.at <= at for entry in rep.entries)
    assert at.date() - days[0] >= timedelta(weeks=WEEKS)
    assert len({entry.day.isocalendar()[:2] for entry in rep.entries}) >= WEEKS - 1


def test_nothing_is_logged_on_days_off() -> None:
    rep = made_up(datetime.fromisoformat("2026-11-19T15:00").astimezone())
    holiday = rep.time_off[0]
    assert not any(holiday.first <= entry.day <= holiday.last for entry in rep.entries)
