"""The way from any older log to this program's: numbered steps, each whole or not at all.

A step and its record are one transaction. A log that holds data is copied first, through
SQLite's backup, since a copied file under a write-ahead log is no copy. A released step is
never edited; the next number mends it.
"""

from __future__ import annotations

import sqlite3
import time

from actlog.domain.errors import StoreError
from actlog.store import backup, guard
from actlog.store.database import APPLICATION_ID, VERSION

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sqlite_utils import Database

    Step = Callable[[Database], None]

_PAUSE = 0.005


def steps() -> tuple[Step, ...]:
    """Return every step in order; the first is number 1."""
    from actlog.store import migration_0001, migration_0002, migration_0003

    return (migration_0001.make_log, migration_0002.keep_for_life, migration_0003.listen)


def prepare(
    conn: sqlite3.Connection, path: str, *, synced: bool, patience: float
) -> tuple[str, ...]:
    """Make the file this program's log, up to date and safe where it lies.

    Returns what the user should know. Raises StoreError, and leaves the file untouched, when
    it is another program's or a newer actlog's; sqlite3.Error as it comes.
    """
    version = version_of(conn, path, VERSION)
    moved = _journal(conn, "DELETE", patience) if synced else False
    if version < VERSION:
        if not synced:
            _journal(conn, "WAL", patience)
        migrate(conn, path, steps())
    if synced and (moved or version == 0):
        return (
            "warning: the log lies in a folder that is copied to the cloud; "
            f"use it on one computer at a time: {path}",
        )
    return ()


def migrate(
    conn: sqlite3.Connection, path: str, todo: Sequence[Step], *, copies: bool = True
) -> None:
    """Run the steps of `todo` that the log has not seen, each in one transaction.

    With `copies` off, none is made of a log that holds data: it is a copy itself. Raises
    StoreError as `prepare` does; what a step raises leaves the log as it was.
    """
    begun: int | None = None
    while True:
        conn.execute("BEGIN IMMEDIATE")
        try:
            # Read again now that nobody else can migrate.
            version = version_of(conn, path, len(todo))
            if version == len(todo):
                conn.execute("ROLLBACK")
                return
            begun = version if begun is None else begun
            if copies and version == begun > 0:
                backup.copy(path, f"{path}.version-{version}")
            _run(conn, version + 1, todo[version])
            conn.execute("COMMIT")
        except BaseException:
            if conn.in_transaction:
                conn.execute("ROLLBACK")
            raise


def version_of(conn: sqlite3.Connection, path: str, newest: int) -> int:
    """Return the log's version, 0 for an empty file; StoreError when it is not ours to use."""
    # One statement sees one state of the file: another process may be making it just now.
    application, version, objects = conn.execute(
        "SELECT application_id, user_version, (SELECT count(*) FROM sqlite_schema) "
        "FROM pragma_application_id, pragma_user_version"
    ).fetchone()
    if (application, version, objects) == (0, 0, 0):
        return 0
    if application != APPLICATION_ID:
        raise StoreError(
            f"the file is another program's database: {path}", "name another file with ACTLOG_DB"
        )
    if version > newest:
        raise StoreError(
            f"the log is of version {version}, newer than this actlog's {newest}: {path}",
            "update actlog: pip install --upgrade actlog-sales",
        )
    return int(version)


def _run(conn: sqlite3.Connection, number: int, step: Step) -> None:
    from sqlite_utils import Database

    step(Database(conn, recursive_triggers=False, execute_plugins=False))
    conn.execute(
        "INSERT INTO migrations (number, name, at) "
        "VALUES (?, ?, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))",
        (number, step.__name__),
    )
    conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    conn.execute(f"PRAGMA user_version = {number}")


def _journal(conn: sqlite3.Connection, mode: str, patience: float) -> bool:
    """Set the kind of journal, which stays with the file; tell whether that changed it.

    Only a connection that is alone may change it, and SQLite does not always wait for that.
    """
    deadline = time.monotonic() + patience
    while True:
        try:
            if conn.execute("PRAGMA journal_mode").fetchone()[0] == mode.lower():
                return False
            got: str = conn.execute(f"PRAGMA journal_mode = {mode}").fetchone()[0]
        except sqlite3.OperationalError as error:
            if not guard.is_busy(error) or time.monotonic() > deadline:
                raise
            time.sleep(_PAUSE)
        else:
            return got == mode.lower()
