"""What an operation did, read back for those who follow the log."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actlog.domain.errors import NothingToDoError
from actlog.store import history, operated
from actlog.store.history import operation
from tests.store.logbook import NOW, TODAY, call, log, open_log, remove


def test_operations_are_noted_when_they_are_stored_and_not_before(tmp_path: Path) -> None:
    store = open_log(tmp_path)
    log(store, call())
    with pytest.raises(ZeroDivisionError), operation(store, "log", "", NOW):
        _ = 1 // 0
    with operation(store, "log", "nothing changes", NOW):
        pass
    history.undo(store, NOW)
    with pytest.raises(NothingToDoError):
        history.undo(store, NOW)
    history.redo(store, NOW)
    assert store.operations == [row for (row,) in store.rows("SELECT id FROM operations")]
    assert len(store.operations) == 3
    store.close()
    assert open_log(tmp_path).operations == []


def test_an_undo_touches_what_its_target_did(tmp_path: Path) -> None:
    store = open_log(tmp_path)
    log(store, call(account="acme"), call(account="globex"))
    remove(store, 2)
    for step, live in ((history.undo, True), (history.redo, False)):
        step(store, NOW)
        found = operated.touched(store, operated.done(store, store.operations[-1]), 10)
        assert [(entry.id, is_live) for entry, is_live in found.entries] == [(2, live)]
        assert found.entries[0][0].account == "globex"
    assert operated.added(store, operated.done(store, 2), 10).count == 0


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sizes=st.lists(st.integers(1, 5), max_size=4), most=st.integers(1, 4))
def test_counts_are_whole_whatever_the_limit(
    tmp_path_factory: pytest.TempPathFactory, sizes: list[int], most: int
) -> None:
    store = open_log(tmp_path_factory.mktemp("log"))
    days = [TODAY - timedelta(days=n) for n in range(5)]
    for size in sizes:
        log(store, *[call(day=day) for day in days[:size]])
    for number, size in zip(store.operations, sizes, strict=True):
        found = operated.added(store, operated.done(store, number), most)
        assert (found.count, len(found.entries)) == (size, min(size, most))
        assert found == operated.touched(store, operated.done(store, number), most)
    week = operated.between(store, days[2], days[1], most)
    expected = sum(max(0, min(size, 3) - 1) for size in sizes)
    assert (week.count, len(week.entries)) == (expected, min(expected, most))
    store.close()
