"""Every operation that touched an entry, and what it changed, in the order of the history."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from actlog.domain.entry import Entry, Moment
from actlog.domain.errors import StoreError
from actlog.domain.touches import Change
from actlog.store import entries, history, mending
from actlog.store.database import Store
from actlog.store.touches import life
from tests.store.logbook import NOW, TODAY, call, log, open_log, remove


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = open_log(tmp_path)
    yield store
    store.close()


def edit(store: Store, before: Entry, **parts: Any) -> Entry:
    with history.operation(store, "edit", "words", NOW) as operation:
        return entries.edit(store, operation, before, before.replace(**parts))


def told(store: Store, number: int = 1) -> list[tuple[int, str, int | None]]:
    touches = life(store, number).touches
    return [(touch.operation, touch.what, touch.target) for touch in touches]


def test_a_life_is_told_from_logging_to_now(store: Store) -> None:
    (entry, _) = log(store, call(), call(), words="2 calls")
    edit(store, entry, count=2)
    remove(store, 1)
    history.undo(store, NOW)
    history.redo(store, NOW)
    with history.operation(store, "restore", "1", NOW) as operation:
        mending.restore(store, operation, [1])
    log(store, call())
    assert told(store) == [
        (1, "logged", None),
        (2, "edited", None),
        (3, "removed", None),
        (4, "undone", 3),
        (5, "redone", 3),
        (6, "restored", None),
    ]
    assert told(store, 2) == [(1, "logged", None)]
    first = life(store, 1).touches[0]
    assert (first.command, first.words, first.at) == ("log", "2 calls", NOW)


def test_changes_are_values_of_the_fields_before_and_after(store: Store) -> None:
    (entry,) = log(store, call(at=NOW, account="acme", tags=("a",)))
    friday = date(2026, 11, 27)
    edit(
        store,
        entry,
        day=date(2026, 11, 20),
        at=None,
        account="globex",
        tags=("a", "b"),
        due=Moment(day=friday),
        value_cents=5,
    )
    changes = {change.field: change for change in life(store, 1).touches[1].changes}
    assert changes == {
        "day": Change(field="day", before=TODAY, after=date(2026, 11, 20)),
        "at": Change(field="at", before=NOW, after=None),
        "account": Change(field="account", before="acme", after="globex"),
        "tags": Change(field="tags", before=("a",), after=("a", "b")),
        "due": Change(field="due", before=None, after=Moment(day=friday)),
        "value_cents": Change(field="value_cents", before=None, after=5),
    }


def test_an_entry_is_live_removed_or_undone(store: Store) -> None:
    log(store, call())
    remove(store, 1)
    log(store, call())
    history.undo(store, NOW)
    log(store, call())
    states = [(one.live, one.removed) for one in (life(store, number) for number in (1, 2, 3))]
    assert states == [(False, True), (False, False), (True, False)]


def test_an_operation_that_changes_an_entry_twice_is_told_once(store: Store) -> None:
    log(store, call())
    with history.operation(store, "rename", "call to dial", NOW) as operation:
        history.change(store, operation, "entries", 1, {"kind": "dial"})
        history.change(store, operation, "entries", 1, {"count": 3})
    (_, touch) = life(store, 1).touches
    assert [change.field for change in touch.changes] == ["kind", "count"]


def test_an_image_that_is_no_date_is_the_database_s_fault(store: Store) -> None:
    (entry,) = log(store, call())
    edit(store, entry, day=date(2026, 11, 20))
    store.run('UPDATE changes SET after = \'{"day": "soon"}\'')
    with pytest.raises(StoreError, match="the history is not as it should be"):
        life(store, 1)


def test_a_life_is_found_without_reading_all_changes(store: Store) -> None:
    plan = store.rows(
        "EXPLAIN QUERY PLAN SELECT operation_id FROM changes "
        "WHERE table_name = 'entries' AND row_id = 1"
    )
    assert "changes_row" in str(plan)
