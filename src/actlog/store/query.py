"""One statement of somebody's own, on a connection that can only read the log."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from actlog.domain.errors import InputError
from actlog.domain.record import Record
from actlog.store import guard

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_ACTIONS = frozenset(
    (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE)
)
_PRAGMAS = frozenset(
    (
        *("compile_options", "data_version", "foreign_key_check", "foreign_key_list"),
        *("function_list", "index_info", "index_list", "index_xinfo", "integrity_check"),
        *("page_count", "page_size", "quick_check", "table_info", "table_list", "table_xinfo"),
        *("application_id", "user_version", "freelist_count", "journal_mode"),
    )
)
_EVERY = 50_000  # steps of SQLite's machine between two looks at the keyboard
_HINT = "db query runs one statement that reads, such as: SELECT * FROM activity_log"


class Answer(Record):
    """What a statement gave: the names of its columns, which may repeat, and all its rows."""

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]


def run(path: str, sql: str) -> Answer:
    """Run one statement that reads and return all of its answer.

    Text that is no UTF-8 comes with replacement characters. Raises InputError with SQLite's
    own reason where the statement is wrong or would change anything, StoreError where the log
    cannot be read.
    """
    try:
        with closing(sqlite3.connect(guard.uri(path, "mode=ro"), uri=True)) as conn:
            conn.execute("PRAGMA query_only = ON")
            conn.text_factory = lambda data: data.decode("utf-8", "replace")
            conn.set_authorizer(_authorize)
            # SQLite hears no ctrl-c by itself.
            conn.set_progress_handler(lambda: 0, _EVERY)
            cursor = conn.execute(sql)
            if cursor.description is None:
                raise InputError("there is no statement", _HINT)
            columns = tuple(column[0] for column in cursor.description)
            return Answer(columns=columns, rows=cursor.fetchall())
    except (sqlite3.Error, sqlite3.Warning, ValueError) as error:
        if isinstance(error, sqlite3.Error) and guard.is_about_file(error):
            raise guard.store_error(error, path) from error
        raise InputError(f"SQLite refuses: {error}", _HINT) from error


def _authorize(action: int, first: str | None, second: str | None, *_: str | None) -> int:
    """Allow what reads, and nothing else: no PRAGMA that sets, no ATTACH, no extension."""
    allowed = action in _ACTIONS and second != "load_extension"
    if action == sqlite3.SQLITE_PRAGMA:
        sets = first in {"application_id", "user_version", "journal_mode"} and second is not None
        allowed = first in _PRAGMAS and not sets
    if action == sqlite3.SQLITE_UPDATE:  # so SQLite declares a virtual table; nothing is written
        allowed = first == "sqlite_master"
    return sqlite3.SQLITE_OK if allowed else sqlite3.SQLITE_DENY
