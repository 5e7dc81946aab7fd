"""What a funnel is made of, against a plain count of the entries."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actlog.domain.entry import Entry
from actlog.store import funnel
from actlog.store.database import Store
from tests.store.logbook import TODAY, call, live, log, open_log, remove

FIRST = TODAY - timedelta(days=20)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    log = open_log(tmp_path)
    yield log
    log.close()


def made(ago: int, hour: int | None, **parts: object) -> Entry:
    when = TODAY - timedelta(days=ago)
    at = None if hour is None else datetime.combine(when, time(hour), UTC)
    return call(day=when, at=at, **parts)


entries = st.lists(
    st.builds(
        made,
        ago=st.integers(0, 40),
        hour=st.sampled_from([None, 9, 16]),
        kind=st.sampled_from(["call", "meeting_held"]),
        outcome=st.sampled_from([None, "moved", "no-show"]),
        account=st.sampled_from([None, "acme", "globex"]),
        source=st.sampled_from([None, "web"]),
        tags=st.sampled_from([(), ("fair",), ("fair", "x")]),
        count=st.integers(1, 5),
    ),
    min_size=1,
    max_size=20,
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=entries, gone=st.integers(0, 3))
def test_parts_and_first_days_equal_a_plain_count(
    tmp_path_factory: pytest.TempPathFactory, lines: list[Entry], gone: int
) -> None:
    store = open_log(tmp_path_factory.mktemp("log"))
    stored = log(store, *lines)
    if 0 < gone < len(stored):
        remove(store, stored[gone].id or 0)
    found = live(store)
    within = [one for one in found if FIRST <= one.day <= TODAY]
    for by, name in (
        ("source", lambda one: one.source),
        ("account", lambda one: one.account),
        ("tag", lambda one: " ".join(one.tags) or None),
        ("hour", lambda one: f"{one.at.hour:02}" if one.at else None),
    ):
        wanted: dict[tuple[str | None, str, str | None], int] = {}
        for one in within:
            key = name(one), one.kind, one.outcome
            wanted[key] = wanted.get(key, 0) + one.count
        assert {row[:3]: row[3] for row in funnel.parts(store, by, FIRST, TODAY)} == wanted
    touched = {one.account for one in within} - {None}
    firsts: dict[tuple[str | None, str, str | None], date] = {}
    for one in found:
        if one.account in touched:
            key = one.account, one.kind, one.outcome
            firsts[key] = min(one.day, firsts.get(key, one.day))
    names = dict(store.rows("SELECT id, name FROM accounts"))
    told = funnel.first_days(store, FIRST, TODAY)
    assert {(names[row[0]], *row[1:3]): row[3] for row in told} == firsts
    store.close()


def test_values_are_those_of_single_deals_the_latest_first(store: Store) -> None:
    won = {"kind": "deal_won"}
    log(
        store,
        call(**won, value_cents=100, day=TODAY - timedelta(days=2)),
        call(**won, value_cents=200),
        call(**won, value_cents=None),
        call(**won, value_cents=900, count=3),
        call(**won, value_cents=700, day=TODAY - timedelta(days=50)),
        call(value_cents=5),
    )
    assert funnel.values(store, "deal_won", FIRST, TODAY, 9) == [200, 100]
    assert funnel.values(store, "deal_won", FIRST, TODAY, 1) == [200]


def test_only_the_windows_days_are_walked(store: Store) -> None:
    asked: list[str] = []
    store.conn.set_trace_callback(asked.append)
    funnel.first_days(store, FIRST, TODAY)
    funnel.parts(store, "tag", FIRST, TODAY)
    store.conn.set_trace_callback(None)
    assert len(asked) == 2
    for sql in asked:
        plan = [row[3] for row in store.conn.execute(f"EXPLAIN QUERY PLAN {sql}")]
        assert any("entries_day (day>? AND day<?)" in step for step in plan), plan
        assert not any(step.startswith("SCAN entries") for step in plan), plan
