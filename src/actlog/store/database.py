"""The log's file: opened, checked and, on first use, made.

An open log that is up to date costs one look at its header and two settings. Making and
migrating happen in `migrations`, which is loaded only then.
"""

from __future__ import annotations

import os
import sqlite3
import time

from actlog.domain.errors import InputError, StoreError
from actlog.store import guard

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from types import TracebackType
    from typing import Any

    Values = Sequence[Any] | Mapping[str, Any]
    """What a statement is given: in order for `?`, by name for `:name`.

    Never for `?1`: Python 3.12 warns of it, and 3.14 refuses it.
    """

APPLICATION_ID = 0x61637467
"""The letters `actg` in the file's header say whose file it is."""

VERSION = 3
"""The number of the newest migration."""

_HEADER = "SELECT application_id, user_version FROM pragma_application_id, pragma_user_version"

_HEARS = 0.25  # seconds; SQLite hears no ctrl-c while it waits

PATIENCE = 30.0
"""How many seconds a command waits for others that are writing."""


class Store:
    """An open log: `conn` runs in autocommit mode, `warnings` are lines to show once.

    `operations` are the numbers of those that were stored through it, for whoever follows them up.
    """

    __slots__ = ("conn", "operations", "path", "patience", "warnings")

    def __init__(
        self,
        conn: sqlite3.Connection,
        path: str,
        warnings: tuple[str, ...] = (),
        patience: float = PATIENCE,
    ) -> None:
        """Use `open_store`."""
        self.conn = conn
        self.operations: list[int] = []
        self.patience = patience
        self.path = path
        self.warnings = warnings

    def run(self, sql: str, values: Values = ()) -> sqlite3.Cursor:
        """Run one statement. Raises StoreError for whatever SQLite has against it."""
        try:
            return self.conn.execute(sql, values)
        except guard.ERRORS as error:
            raise guard.store_error(error, self.path) from error

    def rows(self, sql: str, values: Values = ()) -> list[Any]:
        """Return all rows of a query. Raises StoreError."""
        try:
            return self.conn.execute(sql, values).fetchall()
        except guard.ERRORS as error:
            raise guard.store_error(error, self.path) from error

    def row(self, sql: str, values: Values = ()) -> Any:
        """Return the first row of a query, or None. Raises StoreError."""
        try:
            return self.conn.execute(sql, values).fetchone()
        except guard.ERRORS as error:
            raise guard.store_error(error, self.path) from error

    def transaction(self, patience: float | None = None) -> Transaction:
        """Return a context in which everything is stored, or nothing.

        It waits for other writers for so many seconds, by default as long as the log is patient.
        """
        return Transaction(self, self.patience if patience is None else patience)

    def close(self) -> None:
        """Close the file; what was committed is safe already."""
        self.conn.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class Transaction:
    """The write lock, held from the start: no command fails half-way on another's."""

    __slots__ = ("_patience", "_store")

    def __init__(self, store: Store, patience: float) -> None:
        """Use `Store.transaction`."""
        self._store = store
        self._patience = patience

    def __enter__(self) -> None:
        store = self._store
        store.run(f"PRAGMA busy_timeout = {1000 * min(_HEARS, self._patience):.0f}")
        try:
            self._begin(time.monotonic() + self._patience)
        finally:
            store.run(f"PRAGMA busy_timeout = {1000 * store.patience:.0f}")

    def _begin(self, deadline: float) -> None:
        store = self._store
        while True:
            try:
                store.conn.execute("BEGIN IMMEDIATE")
            except sqlite3.Error as error:
                if not guard.is_busy(error) or time.monotonic() > deadline:
                    raise guard.store_error(error, store.path) from error
            else:
                return

    def __exit__(
        self, _: type[BaseException] | None, error: BaseException | None, __: TracebackType | None
    ) -> None:
        if error is None:
            try:
                self._store.run("COMMIT")
            except StoreError:
                self._roll_back()
                raise
            return
        self._roll_back()
        if isinstance(error, sqlite3.Error):
            raise guard.store_error(error, self._store.path) from error
        if isinstance(error, UnicodeEncodeError):
            raise InputError(
                "the text holds a byte that is not UTF-8: nothing is stored"
            ) from error

    def _roll_back(self) -> None:
        if self._store.conn.in_transaction:  # a full disk ends the transaction by itself
            self._store.run("ROLLBACK")


def open_store(path: str, patience: float = PATIENCE) -> Store:
    """Open the log at `path`; make it, its folder and its tables when they are missing.

    `patience` is how many seconds to wait for other writers. Raises StoreError for a file
    that is no log, is damaged or newer than this program, or lies where it is not safe.
    """
    if sqlite3.sqlite_version_info < guard.OLDEST_SQLITE:
        oldest = ".".join(map(str, guard.OLDEST_SQLITE))
        raise StoreError(
            f"SQLite {sqlite3.sqlite_version} is too old for the log",
            f"use a Python with SQLite {oldest} or newer",
        )
    path = os.path.abspath(path)
    try:
        guard.check_place(path, _status(path))
    except (OSError, ValueError) as error:
        raise _no_file(error, path) from error
    try:
        conn = sqlite3.connect(path, timeout=patience, isolation_level=None)
    except sqlite3.Error as error:
        raise guard.store_error(error, path) from error
    try:
        return Store(conn, path, _prepare(conn, path, patience), patience)
    except guard.ERRORS as error:
        conn.close()
        raise guard.store_error(error, path) from error
    except BaseException:
        conn.close()
        raise


def open_to_look(path: str, patience: float) -> Store:
    """Open a log that is there, to read it and nothing else: nothing is made, mended or migrated.

    Raises StoreError for a file that is no log, one of another version, and where none is.
    """
    try:
        guard.check_place(path, os.stat(path))
        conn = sqlite3.connect(
            guard.uri(path, "mode=rw"), timeout=patience, isolation_level=None, uri=True
        )
    except (OSError, ValueError) as error:
        raise _no_file(error, path) from error
    except sqlite3.Error as error:
        raise guard.store_error(error, path) from error
    store = Store(conn, path, (), patience)
    try:
        conn.execute("PRAGMA query_only = ON")
        header = conn.execute(_HEADER).fetchone()
    except guard.ERRORS as error:
        conn.close()
        raise guard.store_error(error, path) from error
    if header != (APPLICATION_ID, VERSION):
        conn.close()
        if header[0] == APPLICATION_ID and header[1] < VERSION:
            raise StoreError("the log is of an older version", "any other command updates it")
        raise StoreError("the log is of a newer version, or no log", "actlog doctor tells more")
    return store


def _no_file(error: OSError | ValueError, path: str) -> StoreError:
    if isinstance(error, OSError):
        return guard.file_error(error, path)
    return StoreError(f"the log's path cannot be a path: {error}", "name a file with ACTLOG_DB")


def _status(path: str) -> os.stat_result:
    try:
        return os.stat(path)
    except FileNotFoundError:
        guard.make_private(path)
        return os.stat(path)


def _prepare(conn: sqlite3.Connection, path: str, patience: float) -> tuple[str, ...]:
    """Check whose file it is, bring it up to date, and settle the connection."""
    synced = guard.is_synced(path)
    header = conn.execute(_HEADER).fetchone()
    warnings: tuple[str, ...] = ()
    if synced or header != (APPLICATION_ID, VERSION):
        from actlog.store import migrations

        warnings = migrations.prepare(conn, path, synced=synced, patience=patience)
    conn.execute("PRAGMA foreign_keys = ON")
    conn.execute("PRAGMA synchronous = FULL")
    return warnings
