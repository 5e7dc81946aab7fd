import sqlite3
from pathlib import Path

import pytest
from sqlite_utils import Database

from actlog.domain.errors import StoreError
from actlog.store.database import VERSION
from actlog.store.migrations import migrate, steps
from tests.store.logbook import call, log, open_log


def add_mood(db: Database) -> None:
    db.execute("ALTER TABLE entries ADD COLUMN mood TEXT")


def fail_half_way(db: Database) -> None:
    add_mood(db)
    raise RuntimeError("power cut")


def connect(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, isolation_level=None)


def version(conn: sqlite3.Connection) -> int:
    return int(conn.execute("PRAGMA user_version").fetchone()[0])


def test_the_version_counts_the_steps() -> None:
    assert len(steps()) == VERSION


def test_every_step_is_on_record(tmp_path: Path) -> None:
    store = open_log(tmp_path)
    rows = store.rows("SELECT number, name FROM migrations ORDER BY number")
    assert rows == [(n + 1, step.__name__) for n, step in enumerate(steps())]
    store.close()


def test_a_later_step_keeps_the_data_and_copies_it_first(tmp_path: Path) -> None:
    path = tmp_path / "log.db"
    store = open_log(tmp_path)
    log(store, call(note="kept"))
    conn = connect(path)  # the copy holds what is still in the write-ahead log
    migrate(conn, str(path), (*steps(), add_mood))
    assert version(conn) == VERSION + 1
    assert conn.execute("SELECT note, mood FROM entries").fetchall() == [("kept", None)]
    assert conn.execute("SELECT count(*) FROM migrations").fetchone() == (VERSION + 1,)
    store.close()
    conn.close()

    copy = tmp_path / f"log.db.version-{VERSION}"
    assert copy.stat().st_mode & 0o777 == 0o600
    conn = connect(copy)
    assert version(conn) == VERSION
    assert conn.execute("SELECT note FROM entries").fetchall() == [("kept",)]
    assert conn.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    conn.close()
    with pytest.raises(StoreError, match="newer than this actlog"):
        open_log(tmp_path)


def test_a_new_log_is_not_copied(tmp_path: Path) -> None:
    conn = connect(tmp_path / "log.db")
    migrate(conn, str(tmp_path / "log.db"), (*steps(), add_mood))
    assert version(conn) == VERSION + 1
    assert not list(tmp_path.glob("*.version-*"))
    conn.close()


def test_a_step_that_fails_leaves_no_trace(tmp_path: Path) -> None:
    path = tmp_path / "log.db"
    open_log(tmp_path).close()
    conn = connect(path)
    with pytest.raises(RuntimeError, match="power cut"):
        migrate(conn, str(path), (*steps(), fail_half_way))
    assert version(conn) == VERSION
    assert conn.execute("SELECT count(*) FROM migrations").fetchone() == (VERSION,)
    with pytest.raises(sqlite3.OperationalError, match="no such column: mood"):
        conn.execute("SELECT mood FROM entries")
    migrate(conn, str(path), (*steps(), add_mood))
    assert version(conn) == VERSION + 1
    conn.close()


def test_a_copy_that_was_broken_off_is_made_again(tmp_path: Path) -> None:
    path = tmp_path / "log.db"
    open_log(tmp_path).close()
    (tmp_path / f"log.db.version-{VERSION}.draft").write_bytes(b"half")
    conn = connect(path)
    migrate(conn, str(path), (*steps(), add_mood))
    assert not list(tmp_path.glob("*.draft*"))
    conn.close()


def test_a_log_that_another_process_migrated_meanwhile_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "log.db"
    open_log(tmp_path).close()
    conn = connect(path)
    migrate(conn, str(path), steps())
    assert version(conn) == VERSION
    assert not list(tmp_path.glob("*.version-*"))
    conn.close()
