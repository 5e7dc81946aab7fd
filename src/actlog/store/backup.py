"""Copies of the log: made through SQLite's backup, whole or absent, dated and rotated.

A copied file under a write-ahead log is no copy. Every copy is written as a draft, opened
and checked, and only then given its name. Dated copies lie in the folder `backups` beside
the log, as `actlog-2026-11-25.db`; a second one on a day gets the time as well.
"""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import closing
from datetime import date

from actlog.domain.errors import StoreError
from actlog.store import guard
from actlog.store.database import APPLICATION_ID, VERSION
from actlog.store.shelf import DRAFT, rotate

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

_STALE = 3600.0  # seconds after which a draft is one that was broken off


def copy(path: str, target: str, *, draft: str | None = None, locked: bool = False) -> None:
    """Copy the log as it stands to `target`, which is whole, checked and its owner's, or absent.

    `draft` is a file that the caller has made to write it in; `locked` tells that this
    process holds the whole file against every reader. Raises StoreError.
    """
    try:
        if draft is None:
            draft = f"{target}{DRAFT}"
            discard(draft)
            guard.make_private(draft)
        try:
            write(path, draft, locked=locked)
            check(draft)
            sync(draft)
            os.replace(draft, target)
        except BaseException:
            discard(draft)
            raise
    except OSError as error:
        raise unwritten(error, target) from error


def write(path: str, draft: str, *, locked: bool = False) -> None:
    """Fill a draft with the log as it stands; see `copy`. Raises StoreError."""
    try:
        # A connection of its own: one that holds the write lock cannot be copied from.
        source = sqlite3.connect(guard.uri(path, "immutable=1" if locked else "mode=ro"), uri=True)
        with closing(source), closing(sqlite3.connect(draft)) as made:
            made.execute("PRAGMA synchronous = OFF")  # a draft is synced once, when it is whole
            source.backup(made)
            # One file without company: readable on a stick that cannot be written, too.
            made.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.Error as error:
        if guard.is_about_disk(error):
            raise unwritten(error, draft.removesuffix(DRAFT)) from error
        raise guard.store_error(error, path) from error


def unwritten(error: OSError | sqlite3.Error, target: str) -> StoreError:
    """Return the user's view of what was said about a copy that was to be written."""
    why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return StoreError(
        f"the copy cannot be written: {why[:1].lower()}{why[1:]}: {target}",
        "make room and make its folder writable for you",
    )


def check(path: str, *, whole: bool = False) -> None:
    """Open a copy and see that it is a sound log; with `whole`, compare its indexes as well.

    Raises StoreError.
    """
    test = "integrity_check" if whole else "quick_check"
    try:
        with closing(sqlite3.connect(guard.uri(path, "mode=ro"), uri=True)) as conn:
            (application,) = conn.execute("PRAGMA application_id").fetchone()
            (version,) = conn.execute("PRAGMA user_version").fetchone()
            (found,) = conn.execute(f"PRAGMA {test}(1)").fetchone()
    except sqlite3.Error as error:
        raise guard.store_error(error, path) from error
    if application != APPLICATION_ID or not 0 < version <= VERSION:
        raise StoreError(f"the copy is no log of this actlog: {path}")
    if found != "ok":
        raise StoreError(f"the copy is damaged: {found}: {path}", "see: actlog doctor --full")


def dated(path: str, now: datetime, *, locked: bool = False) -> str:
    """Copy the log into its folder of dated copies and return the new file.

    Never writes over another; `locked` is that of `copy`. Raises StoreError.
    """
    for target in _free_names(path, now):
        if _dated(path, target, locked=locked):
            return target
    raise StoreError(f"no name is left for a copy in {guard.copies_of(path)}")


def daily(path: str, day: date) -> bool:
    """Make the day's first copy unless it is there or being made; tell whether it was made.

    Raises StoreError.
    """
    return _dated(path, guard.day_file(path, day), locked=False)


def _free_names(path: str, now: datetime) -> Iterable[str]:
    first = guard.day_file(path, now.date())
    yield first
    timed = f"{first.removesuffix('.db')}-{now:%H%M%S}"
    yield f"{timed}.db"
    for number in range(2, 100):
        yield f"{timed}-{number}.db"


def _dated(path: str, target: str, *, locked: bool) -> bool:
    """Make one dated copy; False where its name is taken or being taken."""
    draft = f"{target}{DRAFT}"
    try:
        # Whoever makes the draft owns the name.
        if os.path.lexists(target) or _busy(draft) or not guard.make_private(draft):
            return False
        if os.path.lexists(target):  # it became whole a moment ago
            discard(draft)
            return False
    except OSError as error:
        raise unwritten(error, target) from error
    copy(path, target, draft=draft, locked=locked)
    rotate(path, target)
    return True


def _busy(draft: str) -> bool:
    """Tell whether somebody is writing a draft; one that was broken off is cleared away."""
    try:
        age = time.time() - os.stat(draft).st_mtime
    except FileNotFoundError:
        return False
    if abs(age) < _STALE:
        return True
    discard(draft)
    return False


def discard(file: str) -> None:
    """Remove a draft and what SQLite may have left beside it."""
    for end in ("", "-journal", "-wal", "-shm"):
        if os.path.lexists(f"{file}{end}"):
            os.remove(f"{file}{end}")


def sync(file: str) -> None:
    """Wait until the disk has a file."""
    handle = os.open(file, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
