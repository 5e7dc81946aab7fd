"""A look for names: quick, silent and without a trace."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from actlog.store.database import Store
from actlog.store.peeking import MOST, Known, peek
from tests.store.logbook import call, log, open_log, remove


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Return a log with a few names."""
    opened = open_log(tmp_path)
    log(
        opened,
        call(account="Acme Inc", contact="Dana", source="web", persona="owner", tags=("a", "b")),
        call(account="Acme Inc", contact="dirk", tags=("b", "c"), objection=("price", "timing")),
        call(account="Åkers"),
        call(account="gone", contact="Gone"),
        call(contact="loner"),
    )
    remove(opened, 4)
    return opened


def test_names_in_use_are_found_by_how_they_begin(store: Store) -> None:
    known = Known(store)
    assert known.accounts("") == ["Acme Inc", "Åkers"]
    assert known.accounts("aCME ") == ["Acme Inc"]
    assert known.accounts("å") == ["Åkers"]
    assert known.accounts("acme%") == known.accounts("gone") == []
    assert known.contacts("acme inc", "d") == ["Dana", "dirk"]
    assert known.contacts("acme inc", "DI") == ["dirk"]
    assert known.contacts("nobody", "") == []
    assert known.contacts(None, "") == ["Dana", "dirk", "loner"]


def test_what_was_said_is_known(store: Store) -> None:
    known = Known(store)
    assert known.said("source") == ["web"]
    assert known.said("persona") == ["owner"]
    assert known.said("tag") == ["a", "b", "c"]
    assert known.said("objection") == ["price", "timing"]


def test_of_many_names_the_last_is_always_there(tmp_path: Path) -> None:
    store = open_log(tmp_path)
    names = [f"acme {number:04}" for number in range(3 * MOST)]
    log(store, *[call(account=name) for name in names])
    known = Known(store)
    assert len(known.accounts("acm")) == MOST
    assert known.accounts("acm")[-1] == names[-1]
    assert known.accounts("acme 02") == names[200:]
    # With nothing typed, those touched last are among them.
    log(store, call(account="acme 0150"))
    first, *_, last = known.accounts("")
    assert (first, last) == (names[0], names[-1])
    assert len(known.accounts("")) <= MOST


def test_names_are_found_by_their_index(store: Store) -> None:
    plans: list[str] = []
    store.conn.set_trace_callback(plans.append)
    Known(store).accounts("ac")
    store.conn.set_trace_callback(None)
    (query,) = plans
    details = [row[3] for row in store.rows(f"EXPLAIN QUERY PLAN {query}")]
    assert "accounts USING INDEX accounts_key (key>? AND key<?)" in details[0]
    assert not [detail for detail in details if detail.startswith("SCAN")]


def test_a_look_leaves_no_trace(store: Store, tmp_path: Path) -> None:
    store.close()
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    looked = peek(str(tmp_path / "log.db"))
    assert looked is not None
    assert Known(looked).accounts("") == ["Acme Inc", "Åkers"]
    with pytest.raises(sqlite3.OperationalError):
        looked.conn.execute("DELETE FROM entries")
    looked.close()
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_what_cannot_be_read_at_once_is_not_known(store: Store, tmp_path: Path) -> None:
    assert peek(str(tmp_path / "none.db")) is None
    assert not (tmp_path / "none.db").exists()
    assert peek(str(tmp_path)) is None
    assert peek("no\0file") is None
    (tmp_path / "text.db").write_text("not a database, but long enough to be looked into" * 100)
    assert peek(str(tmp_path / "text.db")) is None
    with closing(sqlite3.connect(tmp_path / "other.db")) as other:
        other.execute("CREATE TABLE accounts (id)")
    assert peek(str(tmp_path / "other.db")) is None
    path = tmp_path / "log.db"
    store.conn.execute("PRAGMA journal_mode = DELETE")
    looked = peek(str(path))
    assert looked is not None
    with closing(sqlite3.connect(path, isolation_level=None)) as holder:
        holder.execute("BEGIN EXCLUSIVE")
        assert Known(looked).accounts("") == []
        assert peek(str(path)) is None
    looked.close()
