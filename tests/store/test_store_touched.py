"""Touches by week, and next steps that wait, as anybody would count them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actlog.analysis.touched import Overdue
from actlog.domain.entry import Entry, Moment
from actlog.store import touched
from actlog.store.database import Store
from tests.store.logbook import NOW, TODAY, call, live, log, open_log, remove

FIRST = TODAY - timedelta(weeks=3)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    log = open_log(tmp_path)
    yield log
    log.close()


entries = st.lists(
    st.builds(
        call,
        day=st.integers(0, 40).map(lambda ago: TODAY - timedelta(days=ago)),
        kind=st.sampled_from(["call", "meeting_held"]),
        outcome=st.sampled_from([None, "moved", "no-show"]),
        account=st.sampled_from([None, "acme", "globex", "initech"]),
        count=st.integers(1, 5),
    ),
    min_size=1,
    max_size=25,
)


def counted(found: list[Entry]) -> set[tuple[str, date, int, int, date]]:
    """Return what `weeks` should, counted one by one."""
    held = [one for one in found if one.kind == "meeting_held" and one.outcome != "no-show"]
    rows = set()
    for account in {one.account for one in found} - {None}:
        first = min([one.day for one in held if one.account == account], default=date.max)
        for week in range(4):
            start = FIRST + timedelta(weeks=week)
            end = start + timedelta(days=6)
            own = [one for one in found if one.account == account and start <= one.day <= end]
            if own and account:
                later = sum(one.count for one in own if one.day > first)
                touches = sum(one.count for one in own)
                rows.add((account, start, touches, later, max(one.day for one in own)))
    return rows


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(found=entries)
def test_weeks_are_what_anybody_would_count(
    tmp_path_factory: pytest.TempPathFactory, found: list[Entry]
) -> None:
    store = open_log(tmp_path_factory.mktemp("log"))
    log(store, *found)
    remove(store, live(store)[0].id or 0)
    rows = touched.weeks(store, FIRST, TODAY, ["meeting_held"])
    called = touched.names(store, [row[0] for row in rows])
    assert {(called[row[0]], *row[1:]) for row in rows} == counted(live(store))
    before = touched.names(store, list(touched.accounts_before(store, FIRST)))
    assert set(before.values()) == {
        one.account for one in live(store) if one.account and one.day < FIRST
    }
    store.close()


def test_without_a_closing_kind_no_touch_is_on_an_existing_account(store: Store) -> None:
    log(store, call(account="acme", kind="meeting_held"), call(account="acme"))
    assert [row[2:4] for row in touched.weeks(store, FIRST, TODAY, [])] == [(2, 0)]


def due(text: str, **parts: str) -> Entry:
    return call(due=Moment.from_iso(text), **parts)


def test_a_step_is_overdue_when_its_day_or_its_instant_has_gone(store: Store) -> None:
    log(store, due("2026-11-23"), due("2026-11-23T10:41:00+00:00"), due("2026-11-24"), call())
    assert touched.overdue(store, NOW) == Overdue()
    log(store, due("2026-11-23T10:40:59+00:00", next="ring", account="acme"))
    assert touched.overdue(store, NOW) == Overdue(steps=1, account="acme", next="ring", days=0)
    log(store, due("2026-11-22"), due("2026-11-13", next="send"))
    assert touched.overdue(store, NOW) == Overdue(steps=3, next="send", days=10)


def test_steps_that_are_due_later_are_agreed(store: Store) -> None:
    log(
        store,
        due("2026-11-22", account="past"),
        due("2026-11-23T10:40:00+00:00", account="late"),
        due("2026-11-23", account="today"),
        due("2026-12-24T09:00:00+00:00", account="ahead"),
        due("2026-11-24"),
        call(account="undated", next="ring"),
    )
    named = touched.names(store, list(touched.agreed(store, NOW)))
    assert sorted(named.values()) == ["ahead", "today"]


def test_accounts_are_found_by_any_spelling(store: Store) -> None:
    log(store, call(account="Acme"))
    assert len(touched.numbers(store, ["ACME", "nobody"])) == 1


def test_a_log_of_very_many_entries_is_read_from_a_later_day_on(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    for ago in range(6):
        log(store, *[call(day=TODAY - timedelta(days=ago))] * 10)
    monkeypatch.setattr(touched, "MOST", 30)
    assert touched.whole_from(store, FIRST, TODAY) == TODAY - timedelta(days=2)
    monkeypatch.setattr(touched, "MOST", 60)
    assert touched.whole_from(store, FIRST, TODAY) == FIRST
