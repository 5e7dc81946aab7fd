"""A timer counts between instants: no clock change adds or takes a minute."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actlog.domain.model_week import Timebox
from actlog.domain.timer import LONGEST, Timer

ZONES = st.sampled_from(["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "UTC"])
# Days around the clock changes of these zones, and a day between.
DAYS = st.sampled_from([(3, 8), (3, 29), (4, 5), (6, 17), (10, 4), (10, 25), (11, 1)])
BOX = Timebox(minutes=60, touches=12)


def instants(day: tuple[int, int]) -> st.SearchStrategy[datetime]:
    month, date = day
    begin = datetime(2026, month, date, tzinfo=UTC) - timedelta(days=1)
    return st.integers(0, 3 * 86_400).map(lambda seconds: begin + timedelta(seconds=seconds))


@given(zone=ZONES, there=ZONES, started=DAYS.flatmap(instants), seconds=st.integers(0, 86_400))
def test_what_has_passed_is_the_same_in_every_zone_and_over_every_clock_change(
    zone: str, there: str, started: datetime, seconds: int
) -> None:
    written = started.astimezone(ZoneInfo(zone)).isoformat(timespec="seconds")
    timer = Timer(kind="box", started=datetime.fromisoformat(written))
    now = (started + timedelta(seconds=seconds)).astimezone(ZoneInfo(there))
    assert timer.minutes(now) == (seconds + 30) // 60
    assert not timer.ahead(now)
    assert timer.forgotten(now, BOX) == (timer.minutes(now) > LONGEST)


@given(back=st.integers(1, 10**8))
def test_a_clock_that_was_set_back_is_noticed_and_never_makes_time_negative(back: int) -> None:
    started = datetime(2026, 11, 23, 10, tzinfo=UTC)
    now = started - timedelta(seconds=back)
    timer = Timer(kind="box", started=started)
    assert timer.minutes(now) == 0
    assert timer.ahead(now) == (back > 60)
    assert not timer.forgotten(now, BOX)


@pytest.mark.parametrize(("box", "longest"), [(None, 180), (60, 180), (90, 180), (120, 240)])
def test_a_timer_is_forgotten_after_three_hours_or_twice_its_box(
    box: int | None, longest: int
) -> None:
    started = datetime(2026, 11, 23, 10, tzinfo=UTC)
    timer = Timer(kind="box", started=started)
    slot = Timebox(minutes=box, touches=1) if box else None
    assert not timer.forgotten(started + timedelta(minutes=longest), slot)
    assert timer.forgotten(started + timedelta(minutes=longest + 1), slot)
