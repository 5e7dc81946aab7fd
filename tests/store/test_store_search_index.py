"""The full-text index holds the live entries' texts, whatever happens to them."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from actlog.store import entries, history
from actlog.store.database import Store
from tests.store.logbook import NOW, TODAY, call, live, log, open_log, remove


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = open_log(tmp_path)
    yield store
    store.close()


def found(store: Store, words: str) -> list[int]:
    """Return the numbers of the entries that the index finds; it must agree with the log."""
    store.run("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
    rows = store.rows("SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid", (words,))
    return [number for (number,) in rows]


def test_only_entries_with_text_are_indexed(store: Store) -> None:
    log(store, call(), call(note="asked for pricing"), call(count=3))
    assert store.rows("SELECT rowid FROM search") == [(2,)]
    assert found(store, "pricing") == [2]


def test_every_text_of_an_entry_is_found_without_accents_and_case(store: Store) -> None:
    log(store, call(account="Café Zürich", contact="Dana", tags=("vip",), next="send quote"))
    for word in ("cafe", "ZURICH", "dana", "vip", "quote", "zür*"):
        assert found(store, word) == [1]


def test_rm_undo_and_redo_take_out_and_put_back(store: Store) -> None:
    log(store, call(note="pricing"))
    log(store, call(note="pricing"))
    remove(store, 1)
    assert found(store, "pricing") == [2]
    history.undo(store, NOW)
    assert found(store, "pricing") == [1, 2]
    history.undo(store, NOW)
    assert found(store, "pricing") == [1]
    history.redo(store, NOW)
    assert found(store, "pricing") == [1, 2]


def test_an_edit_moves_an_entry_in_the_index(store: Store) -> None:
    (before,) = log(store, call(note="pricing", account="acme"))
    with history.operation(store, "edit", "1", NOW) as operation:
        after = before.replace(note="budget", account="globex", day=TODAY - timedelta(days=1))
        assert entries.edit(store, operation, before, after) == after
    assert (found(store, "pricing"), found(store, "acme")) == ([], [])
    assert (found(store, "budget"), found(store, "globex")) == ([1], [1])
    history.undo(store, NOW)
    assert (found(store, "pricing"), found(store, "acme"), found(store, "budget")) == ([1], [1], [])
    assert live(store) == [before]


@pytest.mark.parametrize(
    ("table", "old", "new"), [("accounts", "acme", "globex"), ("contacts", "dana", "eve")]
)
def test_a_renamed_account_or_contact_is_found_by_its_new_name(
    store: Store, table: str, old: str, new: str
) -> None:
    log(store, call(account="acme", contact="dana"), call(account="other"))
    log(store, call(account="acme", contact="dana"))
    with history.operation(store, "rename", f"{old} {new}", NOW) as operation:
        history.change(store, operation, table, 1, {"name": new})
    assert (found(store, old), found(store, new)) == ([], [1, 3])
    history.undo(store, NOW)
    assert (found(store, old), found(store, new)) == ([1, 3], [])


def test_an_entry_deleted_by_hand_leaves_the_index(store: Store) -> None:
    log(store, call(note="pricing"))
    store.run("DELETE FROM entries")
    assert found(store, "pricing") == []
