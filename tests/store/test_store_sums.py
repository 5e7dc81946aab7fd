from collections.abc import Iterator
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path

import pytest

from actlog.store import history, sums
from actlog.store.database import Store
from tests.store.logbook import NOW, TODAY, call, kept, log, open_log, recounted

TOKYO = timezone(timedelta(hours=9))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = open_log(tmp_path)
    yield store
    store.close()


def test_sums_are_by_day_kind_and_outcome(store: Store) -> None:
    tomorrow = TODAY + timedelta(days=1)
    log(
        store,
        call(count=5, minutes=10),
        call(count=2, outcome="connected", value_cents=150),
        call(minutes=7),
        call(day=tomorrow, kind="email", count=3),
        call(day=TODAY - timedelta(days=1)),
    )
    assert sums.day_totals(store, TODAY, tomorrow) == [
        (TODAY, "call", None, 6, 17, 0),
        (TODAY, "call", "connected", 2, 0, 150),
        (tomorrow, "email", None, 3, 0, 0),
    ]
    assert sums.day_totals(store, date(2020, 1, 1), date(2020, 1, 7)) == []
    assert kept(store) == recounted(store)


def test_sums_up_to_an_instant_hold_what_had_happened_by_then_anywhere(store: Store) -> None:
    tomorrow, in_a_week = TODAY + timedelta(days=1), TODAY + timedelta(days=7)
    now = datetime.combine(TODAY, time(18), timezone(timedelta(hours=-8)))
    log(
        store,
        call(),
        call(day=tomorrow, at=datetime.combine(tomorrow, time(10), TOKYO), minutes=5),
        call(day=tomorrow, at=datetime.combine(tomorrow, time(11, 1), TOKYO), count=100),
        call(day=in_a_week, count=100),
    )
    assert sums.totals_until(store, TODAY, TODAY, now) == [(TODAY, "call", None, 1, 0, 0)]
    ahead = [(tomorrow, "call", None, 1, 5, 0)]
    assert sums.totals_until(store, tomorrow, in_a_week, now) == ahead
    assert sums.totals_until(store, in_a_week, in_a_week, now) == []


def test_the_first_day_is_that_of_the_earliest_live_entry(store: Store) -> None:
    assert sums.first_day(store) is None
    log(store, call())
    log(store, call(day=date(2019, 2, 3)))
    assert sums.first_day(store) == date(2019, 2, 3)
    history.undo(store, NOW)
    assert sums.first_day(store) == TODAY
