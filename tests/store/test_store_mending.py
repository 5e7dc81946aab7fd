"""What was logged last, what an entry came from, and bringing back what was removed."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from actlog.domain.errors import InputError
from actlog.store import entries, history, mending
from actlog.store.database import Store
from tests.store.logbook import NOW, call, kept, live, log, open_log, recounted, remove


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = open_log(tmp_path)
    yield store
    store.close()


def restore(store: Store, *numbers: int) -> None:
    with history.operation(store, "restore", "words", NOW) as operation:
        mending.restore(store, operation, numbers)


def test_last_is_the_whole_line_that_was_logged_last(store: Store) -> None:
    log(store, call(), words="call")
    log(store, call(), call(), call(), words="3 calls")
    assert mending.latest(store) == [2, 3, 4]
    remove(store, 4)
    assert mending.latest(store) == [2, 3]
    history.undo(store, NOW)
    history.undo(store, NOW)
    assert mending.latest(store) == [1]


def test_last_of_many_lines_is_the_last_entry_alone(store: Store) -> None:
    log(store, call(), call(), words="--stdin")
    assert mending.latest(store) == [2]


def test_an_empty_log_has_no_last_entry(store: Store) -> None:
    with pytest.raises(InputError):
        mending.latest(store)


def test_an_entry_owns_what_came_with_a_name_first_seen_with_it_and_not_again(
    store: Store,
) -> None:
    first, second = log(store, call(account="acme", source="web"), call(account="acme"))
    assert [mending.origin(store, entry).own for entry in (first, second)] == [("source",)] * 2
    (third,) = log(store, call(account="acme", contact="dana", persona="buyer"))
    assert [mending.origin(store, entry).own for entry in (first, second, third)] == [
        (),
        (),
        ("persona",),
    ]
    assert mending.origin(store, third).logged == NOW


def test_what_an_entry_owns_moves_with_it_to_another_account(store: Store) -> None:
    log(store, call(account="acme", contact="eve"))
    (before,) = log(store, call(account="amce", contact="dana", source="web", persona="buyer"))
    after = before.replace(account="acme")
    with history.operation(store, "edit", "words", NOW) as operation:
        own = mending.origin(store, before).own
        assert entries.edit(store, operation, before, after, own=own) == after
    (later,) = log(store, call(account="acme"))
    assert later.source == "web"


def test_a_removed_entry_comes_back_as_it_was_and_that_is_undone_and_redone(store: Store) -> None:
    first, second = log(store, call(note="asked"), call())
    remove(store, 1)
    log(store, call())
    restore(store, 1)
    assert live(store)[:2] == [first, second]
    assert kept(store) == recounted(store)
    history.undo(store, NOW)
    assert [entry.id for entry in live(store)] == [2, 3]
    history.redo(store, NOW + timedelta(seconds=1))
    assert live(store)[:2] == [first, second]
    remove(store, 1)
    assert [entry.id for entry in live(store)] == [2, 3]


def test_what_is_there_or_undone_or_was_never_there_is_not_restored(store: Store) -> None:
    log(store, call())
    log(store, call())
    log(store, call())
    history.undo(store, NOW)
    remove(store, 2)
    for number, why in ((1, "is not removed"), (3, "was undone"), (9, "is no entry")):
        with pytest.raises(InputError, match=why):
            restore(store, 2, number)
    assert [entry.id for entry in live(store)] == [1]
    assert store.row("SELECT max(id) FROM operations") == (5,)


def test_an_entry_that_is_in_the_log_again_is_not_restored_beside_itself(store: Store) -> None:
    (first, _) = log(store, call(), call())
    remove(store, 1)
    store.run("UPDATE entries SET uid = ? WHERE id = 2", (first.uid,))
    with pytest.raises(InputError, match="again, as #2"):
        restore(store, 1)
