import sqlite3
from pathlib import Path

import pytest
from sqlite_utils import Database

from actlog.domain.errors import StoreError
from actlog.store import entries, history
from actlog.store.database import VERSION
from actlog.store.migrations import migrate, steps
from tests.store.logbook import NOW, call, live, log, open_log


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


def test_a_log_of_version_1_keeps_its_entries_and_its_history(tmp_path: Path) -> None:
    path = tmp_path / "log.db"
    conn = connect(path)
    migrate(conn, str(path), steps()[:1])
    conn.executescript(
        """
        INSERT INTO operations (at, command, words) VALUES
            ('2026-11-20T10:00:00+00:00', 'log', 'call @acme'),
            ('2026-11-20T10:01:00+00:00', 'rm', '1'),
            ('2026-11-20T10:02:00+00:00', 'log', 'call');
        INSERT INTO accounts (name, key, added_by) VALUES ('acme', 'acme', 1);
        INSERT INTO entries (uid, day, kind, account_id, note, added_by, live, removed_by)
            VALUES ('a', '2026-11-20', 'call', 1, 'pricing', 1, 0, 2);
        INSERT INTO changes (operation_id, table_name, row_id, before, after)
            VALUES (2, 'entries', 1, '{"live":1,"removed_by":null}', '{"live":0,"removed_by":2}');
        INSERT INTO entries (uid, day, kind, note, added_by)
            VALUES ('b', '2026-11-20', 'call', 'budget', 3);
        """
    )
    conn.close()
    store = open_log(tmp_path)
    assert store.rows("SELECT rowid FROM search WHERE search MATCH 'budget OR pricing'") == [(2,)]
    history.undo(store, NOW)
    history.undo(store, NOW)
    assert [entry.note for entry in live(store)] == ["pricing"]
    assert store.rows("SELECT rowid FROM search WHERE search MATCH 'budget OR pricing'") == [(1,)]
    store.close()
    assert (tmp_path / "log.db.version-1").exists()


def test_a_log_of_version_2_keeps_its_entries_and_hears_objections_from_now_on(
    tmp_path: Path,
) -> None:
    path = tmp_path / "log.db"
    conn = connect(path)
    migrate(conn, str(path), steps()[:2])
    conn.executescript(
        """
        INSERT INTO operations (at, command, words) VALUES
            ('2026-11-20T10:00:00+00:00', 'log', 'call @acme'),
            ('2026-11-20T10:01:00+00:00', 'edit', '1 +fair');
        INSERT INTO accounts (name, key, added_by) VALUES ('acme', 'acme', 1);
        INSERT INTO entries (uid, day, kind, account_id, note, tags, story, added_by)
            VALUES ('a', '2026-11-20', 'call', 1, 'pricing', 'fair', 'b', 1);
        INSERT INTO changes (operation_id, table_name, row_id, before, after)
            VALUES (2, 'entries', 1, '{"tags":null}', '{"tags":"fair"}');
        """
    )
    conn.close()
    store = open_log(tmp_path)
    (entry,) = live(store)
    assert (entry.account, entry.note, entry.story) == ("acme", "pricing", "b")
    assert (entry.tags, entry.objection) == (("fair",), ())
    with history.operation(store, "edit", "1 objection:price", NOW) as operation:
        entries.edit(store, operation, entry, entry.replace(objection=("price",)))
    assert live(store)[0].objection == ("price",)
    sql = "SELECT note, tags, objection, story FROM activity_log"
    assert store.rows(sql) == [("pricing", "fair", "price", "b")]
    history.undo(store, NOW)
    history.undo(store, NOW)
    assert (live(store)[0].tags, live(store)[0].objection) == ((), ())
    assert store.rows("SELECT * FROM promises") == []
    store.close()
    assert (tmp_path / "log.db.version-2").exists()
