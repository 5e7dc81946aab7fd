from datetime import timedelta
from pathlib import Path

import pytest

from actlog.domain.entry import Entry
from actlog.domain.errors import NothingToDoError, StoreError
from actlog.domain.timer import Timer
from actlog.store import entries, history, timer
from actlog.store.database import Store
from tests.store.logbook import NOW, call, live, log, open_log

RUNNING = Timer(kind="linkedin", started=NOW)


def stop(store: Store, *lines: Entry) -> None:
    with history.operation(store, "stop", "12 touches", NOW) as operation:
        timer.take(store, RUNNING)
        entries.add(store, operation, lines)


def test_a_timer_is_there_for_the_next_process_with_its_offset(tmp_path: Path) -> None:
    store = open_log(tmp_path)
    assert timer.running(store) is None
    assert timer.start(store, RUNNING) is None
    store.close()
    store = open_log(tmp_path)
    assert timer.running(store) == RUNNING
    assert store.row("SELECT started FROM timer") == ("2026-11-23T10:41:00+00:00",)
    store.close()


def test_a_second_timer_is_not_started_and_the_first_is_named(tmp_path: Path) -> None:
    store = open_log(tmp_path)
    timer.start(store, RUNNING)
    other = RUNNING.replace(started=NOW + timedelta(hours=1))
    assert timer.start(store, other) == RUNNING
    assert timer.running(store) == RUNNING
    store.close()


def test_what_fails_behind_a_stop_leaves_the_timer_running(tmp_path: Path) -> None:
    store = open_log(tmp_path)
    timer.start(store, RUNNING)
    broken = call(count=0)  # which the table refuses
    with pytest.raises(StoreError):
        stop(store, call(), broken)
    assert timer.running(store) == RUNNING
    assert live(store) == []
    store.close()


def test_another_timer_than_the_one_that_was_seen_is_not_ended(tmp_path: Path) -> None:
    store = open_log(tmp_path)
    timer.start(store, RUNNING)
    stale = RUNNING.replace(started=NOW - timedelta(hours=1))
    with pytest.raises(NothingToDoError), store.transaction():
        timer.take(store, stale)
    assert timer.running(store) == RUNNING
    store.close()


def test_undo_and_redo_leave_the_timer_alone(tmp_path: Path) -> None:
    store = open_log(tmp_path)
    log(store, call())
    timer.start(store, RUNNING)
    history.undo(store, NOW)
    assert timer.running(store) == RUNNING
    stop(store, call(kind="linkedin"))
    history.undo(store, NOW)
    assert timer.running(store) is None
    assert live(store) == []
    history.redo(store, NOW)
    assert [entry.kind for entry in live(store)] == ["linkedin"]
    store.close()


@pytest.mark.parametrize("started", ["soon", "2026-11-23", "2026-11-23T10:41:00"])
def test_a_timer_that_was_written_by_hand_must_be_an_instant(tmp_path: Path, started: str) -> None:
    store = open_log(tmp_path)
    store.run("INSERT INTO timer (id, kind, started) VALUES (1, 'linkedin', ?)", (started,))
    with pytest.raises(StoreError, match="did not start at an instant"):
        timer.running(store)
    store.close()
