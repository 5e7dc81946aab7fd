"""Statements of somebody's own: they read whatever they like and change nothing."""

import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from actlog.domain.errors import InputError, StoreError
from actlog.store import query
from tests.store.logbook import call, log, open_log


@pytest.fixture
def path(tmp_path: Path) -> Iterator[str]:
    store = open_log(tmp_path)
    log(store, call(account="acme", note="asked for pricing"), call(count=3))
    yield store.path
    store.close()


@pytest.mark.parametrize(
    ("sql", "columns", "rows"),
    [
        ("SELECT count, note FROM entries", ("count", "note"),
         [(1, "asked for pricing"), (3, None)]),
        ("SELECT 1 AS a, 2 AS a;", ("a", "a"), [(1, 2)]),
        ("-- a comment\nSELECT account FROM activity_log LIMIT 1", ("account",), [("acme",)]),
        ("SELECT count FROM entries WHERE false", ("count",), []),
        ("WITH RECURSIVE n(x) AS (VALUES (1) UNION ALL SELECT x + 1 FROM n WHERE x < 3)"
         " SELECT sum(x) FROM n", ("sum(x)",), [(6,)]),
        ("SELECT rowid FROM search WHERE search MATCH 'pric*'", ("rowid",), [(1,)]),
        ("PRAGMA user_version", ("user_version",), [(3,)]),
        ("SELECT name FROM pragma_table_info('forgotten')", ("name",), [("fingerprint",), ("at",)]),
        ("SELECT x'00ff', CAST(x'ff' AS TEXT)", ("x'00ff'", "CAST(x'ff' AS TEXT)"),
         [(b"\x00\xff", "\ufffd")]),
        ("VALUES (1), (2)", ("column1",), [(1,), (2,)]),
    ],
)  # fmt: skip
def test_what_reads_is_answered_whole(
    path: str, sql: str, columns: tuple[str, ...], rows: list[tuple[object, ...]]
) -> None:
    answer = query.run(path, sql)
    assert (answer.columns, answer.rows) == (columns, rows)


def test_a_plan_may_be_asked_for(path: str) -> None:
    assert query.run(path, "EXPLAIN QUERY PLAN SELECT * FROM activity_log").rows


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM entries",
        "UPDATE entries SET count = 9",
        "INSERT INTO settings VALUES ('a', 'b')",
        "DROP TABLE entries",
        "UPDATE sqlite_master SET sql = ''",
        "CREATE TABLE t (x)",
        "CREATE TEMP TABLE t (x)",
        "CREATE VIEW v AS SELECT 1",
        "ATTACH ':memory:' AS other",
        "DETACH main",
        "VACUUM",
        "VACUUM INTO '{folder}/copy.db'",
        "REINDEX",
        "ANALYZE",
        "BEGIN IMMEDIATE",
        "COMMIT",
        "SAVEPOINT a",
        "PRAGMA query_only = OFF",
        "PRAGMA journal_mode = DELETE",
        "PRAGMA user_version = 9",
        "PRAGMA application_id = 9",
        "PRAGMA writable_schema = ON",
        "PRAGMA wal_checkpoint(TRUNCATE)",
        "SELECT * FROM pragma_user_version(9)",
        "SELECT load_extension('x')",
        "INSERT INTO search (search) VALUES ('delete-all')",
        "SELECT writefile('{folder}/copy.db', 'x')",
        "WITH gone AS (SELECT 1) DELETE FROM entries",
        "SELECT 1; DELETE FROM entries",
        "SELECT 1; SELECT 2",
        "SELEC 1",
        "SELECT nothing FROM entries",
        "SELECT ?",
        "SELECT '\0'",
        "SELECT 'caf\udce9'",
        "",
        "-- nothing but words",
    ],
)
def test_what_would_change_anything_or_is_wrong_is_refused_with_sqlites_reason(
    path: str, tmp_path: Path, sql: str
) -> None:
    before = sqlite3.connect(path)
    state = list(before.iterdump())
    with pytest.raises(InputError) as caught:
        query.run(path, sql.format(folder=tmp_path))
    assert caught.value.exit_code == 2
    assert list(before.iterdump()) == state
    assert before.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert before.execute("PRAGMA user_version").fetchone() == (3,)
    before.close()
    assert not (tmp_path / "copy.db").exists()


def test_a_missing_log_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        query.run(str(tmp_path / "none.db"), "SELECT 1")
    assert list(tmp_path.iterdir()) == []


def test_a_long_statement_hears_ctrl_c(path: str) -> None:
    import _thread

    timer = threading.Timer(0.5, _thread.interrupt_main)
    timer.start()
    endless = (
        "WITH RECURSIVE n(x) AS (VALUES (1) UNION ALL SELECT x + 1 FROM n) SELECT max(x) FROM n"
    )
    with pytest.raises((KeyboardInterrupt, InputError)):
        query.run(path, endless)
    timer.join()
