"""Names given anew and two made one: whatever else was logged, and back again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from actlog.store import accounts, entries, history, people
from actlog.store.database import Store
from tests.store.logbook import NOW, TODAY, call, live, log, open_log, remove


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    log = open_log(tmp_path)
    yield log
    assert log.row("PRAGMA foreign_key_check") is None
    log.close()


def names(store: Store) -> list[Any]:
    return [(entry.account, entry.contact) for entry in live(store)]


def move(store: Store, name: str, to: str) -> int:
    account = accounts.find(store, name)
    assert account is not None
    with history.operation(store, "accounts", "words", NOW) as operation:
        return people.move_account(store, operation, account, to)


def found(store: Store, word: str) -> list[int]:
    sql = "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid"
    return [row[0] for row in store.rows(sql, (word,))]


def sources(store: Store) -> dict[str, str | None]:
    return dict(store.rows("SELECT key, source FROM accounts"))


def personas(store: Store) -> dict[tuple[str, str], str | None]:
    rows = store.rows(
        "SELECT accounts.key, contacts.key, persona FROM contacts "
        "JOIN accounts ON accounts.id = account_id"
    )
    return {(account, contact): persona for account, contact, persona in rows}


def test_a_merge_brings_entries_and_contacts_by_name(store: Store) -> None:
    log(store, call(account="acme", contact="Dana", persona="owner"), call(account="acme"))
    log(store, call(account="amce", contact="dana", persona="user", source="web"))
    log(store, call(account="amce", contact="lee", persona="ceo"))
    assert move(store, "amce", "acme") == 2
    assert names(store) == [("acme", "Dana"), ("acme", None), ("acme", "Dana"), ("acme", "lee")]
    assert sources(store) == {"acme": "web", "amce": None}
    assert personas(store)["acme", "dana"] == "owner"
    assert personas(store)["acme", "lee"] == "ceo"
    # The entries keep the source and persona that they were logged with.
    assert [(e.source, e.persona) for e in live(store)][2:] == [("web", "user"), ("web", "ceo")]
    assert (found(store, "amce"), found(store, "acme")) == ([], [1, 2, 3, 4])
    history.undo(store, NOW)
    assert names(store)[2:] == [("amce", "dana"), ("amce", "lee")]
    assert sources(store) == {"acme": None, "amce": "web"}
    assert (found(store, "amce"), found(store, "acme")) == ([3, 4], [1, 2])
    history.redo(store, NOW)
    assert names(store)[2:] == [("acme", "Dana"), ("acme", "lee")]


def test_a_source_of_the_target_stays(store: Store) -> None:
    log(store, call(account="acme", source="fair"), call(account="amce", source="web"))
    move(store, "amce", "acme")
    assert sources(store) == {"acme": "fair", "amce": None}


def test_a_name_without_entries_does_not_block_a_rename(store: Store) -> None:
    log(store, call(account="ACME", contact="dana", source="old", persona="old"))
    remove(store, 1)
    log(store, call(account="amce", contact="Dana", source="web"))
    move(store, "amce", "acme")
    assert names(store) == [("acme", "Dana")]
    assert sources(store) == {"acme": "web", "amce": None}
    assert personas(store)["acme", "dana"] is None
    history.undo(store, NOW)
    assert names(store) == [("amce", "Dana")]
    assert sources(store) == {"acme": "old", "amce": "web"}
    assert personas(store)["acme", "dana"] == "old"


def test_the_old_name_can_be_used_again_and_all_be_undone(store: Store) -> None:
    log(store, call(account="amce", contact="dana", source="web"))
    move(store, "amce", "acme")
    log(store, call(account="amce", contact="dana"))
    assert names(store) == [("acme", "dana"), ("amce", "dana")]
    assert live(store)[1].source is None
    move(store, "amce", "globex")
    for _ in range(4):
        history.undo(store, NOW)
    assert names(store) == []
    for _ in range(4):
        history.redo(store, NOW)
    assert names(store) == [("acme", "dana"), ("globex", "dana")]


def test_a_spelling_changes_without_moving_anything(store: Store) -> None:
    log(store, call(account="acme"), call(account="acme", contact="dana"))
    assert move(store, "acme", "ACME") == 2
    assert names(store) == [("ACME", None), ("ACME", "dana")]
    history.undo(store, NOW)
    assert names(store) == [("acme", None), ("acme", "dana")]


def test_what_was_removed_comes_along(store: Store) -> None:
    log(store, call(account="amce", contact="dana"), call(account="amce"))
    remove(store, 1)
    move(store, "amce", "acme")
    row = store.row(
        "SELECT accounts.name, contacts.name FROM entries "
        "JOIN accounts ON accounts.id = entries.account_id "
        "JOIN contacts ON contacts.id = contact_id WHERE entries.id = 1"
    )
    assert row == ("acme", "dana")
    history.undo(store, NOW)
    history.undo(store, NOW)
    assert names(store) == [("amce", "dana"), ("amce", None)]


def test_a_contact_moves_within_its_account_alone(store: Store) -> None:
    log(store, call(account="acme", contact="dana", persona="owner"))
    log(store, call(account="globex", contact="dana"))
    account = accounts.find(store, "acme")
    assert account is not None
    contact = people.contact(store, account.id, "DANA")
    assert contact is not None
    with history.operation(store, "accounts", "words", NOW) as operation:
        assert people.move_contact(store, operation, contact, "Dana Smith") == 1
    assert names(store) == [("acme", "Dana Smith"), ("globex", "dana")]
    assert personas(store)["acme", "dana smith"] == "owner"
    assert found(store, "smith") == [1]
    history.undo(store, NOW)
    assert names(store) == [("acme", "dana"), ("globex", "dana")]


def test_what_an_account_holds_is_read_from_one_index(store: Store) -> None:
    log(store, call(account="acme", count=5), call(account="acme", outcome="connected"))
    log(store, call(account="globex", day=TODAY.replace(year=2025)), call())
    tallies = accounts.tallies(store, TODAY)
    assert tallies == {
        1: [("call", None, TODAY, TODAY, 5, 5), ("call", "connected", TODAY, TODAY, 1, 1)],
        2: [("call", None, TODAY.replace(year=2025), TODAY.replace(year=2025), 1, 0)],
    }
    assert accounts.tallies(store, TODAY, 2) == {2: tallies[2]}
    plan = store.rows("EXPLAIN QUERY PLAN " + accounts._TALLIES.format(""), ("2026-01-01",))
    assert "USING COVERING INDEX entries_prospect" in plan[0][3]


def test_contacts_without_entries_are_not_listed(store: Store) -> None:
    log(store, call(account="acme", contact="dana", persona="owner"))
    log(store, call(account="acme", contact="lee", persona="user"))
    remove(store, 1)
    assert [one.name for one in accounts.contacts(store, 1)] == ["lee"]
    assert accounts.personas(store) == {1: ("user",)}
    assert entries.account_names(store) == ["acme"]
