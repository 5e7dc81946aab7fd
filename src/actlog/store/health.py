"""The health of the log's file: looked at from outside, never made, moved or changed.

Every check stands on its own, so that a damaged file still tells what it can.
"""

from __future__ import annotations

import os
import sqlite3
import stat
from contextlib import closing
from datetime import datetime, timedelta

from actlog.domain.errors import StoreError
from actlog.domain.health import NOTE, PROBLEM, UNUSABLE, Check
from actlog.store import guard, migrations, shelf
from actlog.store.database import VERSION

_LEAST_FREE = 100_000_000
_LARGE_WAL = 64 << 20
_MOST_DAYS = 7  # without a copy, while the log is written to
_CLOCKS_DIFFER = timedelta(minutes=5)

_FTS = "INSERT INTO search (search, rank) VALUES ('integrity-check', 1)"
_COUNTED = """
SELECT day, kind, coalesce(outcome, ''), count(*), sum(count), coalesce(sum(minutes), 0),
    coalesce(sum(value_cents), 0)
FROM entries WHERE live GROUP BY 1, 2, 3
"""
_RECOUNT = """
SELECT (SELECT count(*) FROM ({0} EXCEPT SELECT * FROM day_totals))
    + (SELECT count(*) FROM (SELECT * FROM day_totals EXCEPT {0}))
"""


def engine() -> Check:
    """Look at SQLite itself: new enough, and with the full-text search that the log needs."""
    oldest = ".".join(map(str, guard.OLDEST_SQLITE))
    if sqlite3.sqlite_version_info < guard.OLDEST_SQLITE:
        return Check(
            id="sqlite",
            level=UNUSABLE,
            says=f"SQLite {sqlite3.sqlite_version} is too old",
            mend=f"use a Python with SQLite {oldest} or newer",
        )
    try:
        with closing(sqlite3.connect(":memory:")) as conn:
            conn.execute("CREATE VIRTUAL TABLE t USING fts5(x)")
    except sqlite3.Error as error:
        return Check(
            id="sqlite",
            level=UNUSABLE,
            says=f"SQLite has no full-text search (FTS5): {error}",
            mend="use a Python from python.org, your system or uv",
        )
    return Check(id="sqlite", says=f"SQLite {sqlite3.sqlite_version} with full-text search")


def place(path: str) -> list[Check]:
    """Look at where the log lies: its disk, its permissions, who else copies it."""
    folder = _nearest(os.path.dirname(path))
    checks = [_free(path, folder), _permissions(path, folder)]
    if guard.is_synced(path):
        says = "the folder is copied to the cloud: use the log on one computer at a time"
        checks.append(Check(id="place", level=NOTE, says=says))
    return checks


def _nearest(folder: str) -> str:
    """Return the folder, or the nearest one above it that is there."""
    while not os.path.isdir(folder) and os.path.dirname(folder) != folder:
        folder = os.path.dirname(folder)
    return folder


def _size(path: str) -> int:
    try:
        return os.stat(path).st_size
    except OSError:
        return 0


def _free(path: str, folder: str) -> Check:
    import shutil

    free, needed = shutil.disk_usage(folder).free, max(_LEAST_FREE, 3 * _size(path))
    if free < needed:
        return Check(
            id="disk",
            level=PROBLEM,
            says=f"{free // 1_000_000:,} MB are free; the log and its copies want "
            f"{needed // 1_000_000:,} MB",
            mend="make room on the disk",
        )
    return Check(id="disk", says=f"{free // 1_000_000:,} MB are free")


def _may(path: str, what: int) -> bool:
    return os.access(path, what, effective_ids=os.access in os.supports_effective_ids)


def _permissions(path: str, folder: str) -> Check:
    def problem(says: str, mend: str) -> Check:
        return Check(id="permissions", level=PROBLEM, says=says, mend=mend)

    if not _may(folder, os.W_OK | os.X_OK):
        return problem(f"the folder cannot be written: {folder}", f"chmod u+rwx '{folder}'")
    if not os.path.exists(path):
        return Check(id="permissions", says="the folder can be written")
    # SQLite gives what it keeps beside the log the log's own permissions.
    beside = [file for file in (f"{path}-wal", f"{path}-shm") if os.path.exists(file)]
    if not all(_may(file, os.R_OK | os.W_OK) for file in (path, *beside)):
        return problem("the log cannot be read and written", f"chmod u+rw '{path}'*")
    if os.name == "posix":
        if stat.S_IMODE(os.stat(path).st_mode) & 0o077:
            return problem("others can read the log", f"chmod 600 '{path}'")
        status = os.stat(folder)
        if stat.S_IMODE(status.st_mode) & 0o022:
            shared = status.st_mode & stat.S_ISVTX or status.st_uid != os.geteuid()
            mend = "name a file in a folder of your own with ACTLOG_DB"
            mend = mend if shared else f"chmod go-w '{folder}'"
            return problem("others can put files beside the log", mend)
    return Check(id="permissions", says="the log is yours alone")


def contents(path: str, now: datetime, *, full: bool) -> list[Check]:
    """Look into the log; one that cannot be used says why, in its first check.

    `full` compares every index and sum with the entries, which takes seconds in a large log.
    """
    if not os.path.exists(path):
        return [Check(id="log", level=NOTE, says="there is no log yet; the first command makes it")]
    wal = _size(f"{path}-wal")  # looked at before this looks into the log, and so makes one
    try:
        guard.check_place(path, os.stat(path))
        # One that may write takes its -wal and -shm away again when it is the last to close.
        with closing(sqlite3.connect(guard.uri(path, "mode=rw"), uri=True)) as conn:
            conn.execute("PRAGMA query_only = ON")
            version = migrations.version_of(conn, path, VERSION)
            if version == 0:
                return [Check(id="log", level=NOTE, says="the log is empty")]
            checks = [_log(conn, path, version), _integrity(conn, full=full)]
            checks += [_clock(conn, now), _waiting(wal), backups(path, conn, now)]
    except sqlite3.Error as error:
        return [_unusable(guard.store_error(error, path)), backups(path, None, now)]
    except (OSError, StoreError) as error:
        return [_unusable(error), backups(path, None, now)]
    if full and version == VERSION:
        checks.insert(2, _kept(path))
    return checks


def _unusable(error: StoreError | OSError) -> Check:
    mend = error.hint if isinstance(error, StoreError) else None
    return Check(id="log", level=UNUSABLE, says=str(error), mend=mend)


def _log(conn: sqlite3.Connection, path: str, version: int) -> Check:
    (entries,) = conn.execute("SELECT count(*) FROM entries WHERE live").fetchone()
    (operations,) = conn.execute("SELECT count(*) FROM operations").fetchone()
    size = -(-_size(path) // 1000)
    counted = f"{_some(entries, 'entry', 'entries')} of {_some(operations, 'operation')}"
    says = f"{counted}, {size:,} kB, version {version}"
    if version < VERSION:
        return Check(id="log", level=NOTE, says=f"{says}; the next command brings it up to date")
    return Check(id="log", says=says)


def _some(number: int, one: str, more: str | None = None) -> str:
    return f"{number:,} {one if number == 1 else more or one + 's'}"


def _integrity(conn: sqlite3.Connection, *, full: bool) -> Check:
    test = "integrity_check" if full else "quick_check"
    (found,) = conn.execute(f"PRAGMA {test}(1)").fetchone()
    if full and found == "ok" and conn.execute("PRAGMA foreign_key_check").fetchone():
        found = "a reference leads nowhere"
    if found != "ok":
        says = f"the file is damaged: {found}".replace("\n", " ")
        return Check(id="integrity", level=UNUSABLE, says=says, mend="actlog restore-backup")
    looked = "every page, index and reference" if full else "every page"
    return Check(id="integrity", says=f"{looked} is sound")


def _kept(path: str) -> Check:
    """Compare the sums and the search index with the entries; the check writes nothing."""
    try:
        with closing(
            sqlite3.connect(guard.uri(path, "mode=rw"), uri=True, isolation_level=None)
        ) as conn:
            (differ,) = conn.execute(_RECOUNT.format(_COUNTED)).fetchone()
            if differ:
                says = f"{_some(differ, 'sum')} of days differ from the entries"
                return Check(id="kept", level=PROBLEM, says=says, mend="actlog doctor --mend")
            conn.execute("BEGIN IMMEDIATE")
            conn.execute(_FTS)
            conn.execute("ROLLBACK")
    except sqlite3.Error as error:
        if guard.is_busy(error) or guard.is_about_disk(error):
            said = guard.store_error(error, path)
            says = f"sums and search index were not compared: {said}"
            return Check(id="kept", level=PROBLEM, says=says, mend=said.hint)
        says = f"the search index differs from its entries: {error}"
        return Check(id="kept", level=PROBLEM, says=says, mend="actlog doctor --mend")
    return Check(id="kept", says="sums and search index agree with the entries")


def _clock(conn: sqlite3.Connection, now: datetime) -> Check:
    (at,) = conn.execute(
        "SELECT at FROM operations ORDER BY julianday(at) DESC LIMIT 1"
    ).fetchone() or (None,)
    if at is not None and datetime.fromisoformat(at) > now + _CLOCKS_DIFFER:
        return Check(
            id="clock",
            level=PROBLEM,
            says=f"the log was written at {at[:16].replace('T', ' ')}, which is still to come: "
            "the clock jumped",
            mend="set the clock; then actlog list --all shows what was logged under a wrong date",
        )
    return Check(id="clock", says="nothing was logged later than now")


def _waiting(wal: int) -> Check:
    """Look at the write-ahead log: while nobody has the log open, it is what a crash left."""
    if wal == 0:
        return Check(id="wal", says="nothing waits beside the log")
    size = -(-wal // 1000)
    says = f"{size:,} kB wait in the write-ahead log: a shell has the log open, or was killed"
    if wal < _LARGE_WAL:
        return Check(id="wal", level=NOTE, says=f"{says}; nothing is lost")
    mend = "close other shells, then: actlog undo and actlog redo, or any command that writes"
    return Check(id="wal", level=PROBLEM, says=says, mend=mend)


def backups(path: str, conn: sqlite3.Connection | None, now: datetime) -> Check:
    """Look at the dated copies; one is wanted for every week in which the log was written."""
    found = shelf.listed(path)
    written = None
    if conn is not None:
        written = conn.execute("SELECT max(at) FROM operations").fetchone()[0]
        if written is None:
            return Check(id="backups", says="nothing to back up yet")
    sound = [one for one in found if one.entries is not None]
    if not sound:
        says = "there is no backup"
        return Check(id="backups", level=PROBLEM, says=says, mend=_can_back_up(conn))
    latest, count = sound[-1], f"{len(found):,} in all"
    age = (now.date() - latest.day).days
    said = {0: "of today", 1: "of yesterday"}.get(age, f"of {latest.day}")
    if len(sound) < len(found):
        bad = ", ".join(one.name for one in found if one.entries is None)
        says = f"the latest is {said}; these cannot be read: {bad}"
        return Check(id="backups", level=PROBLEM, says=says, mend="delete them; actlog backup")
    if written is not None and age > _MOST_DAYS and written[:10] > latest.day.isoformat():
        says = f"the latest is {said}, {age} days old"
        return Check(id="backups", level=PROBLEM, says=says, mend="actlog backup")
    return Check(id="backups", says=f"the latest is {said}, {count}")


def _can_back_up(conn: sqlite3.Connection | None) -> str | None:
    return None if conn is None else "actlog backup"


def mend(path: str) -> None:
    """Make the sums of days and the search index anew from the entries, in one transaction.

    Raises StoreError.
    """
    try:
        with closing(
            sqlite3.connect(guard.uri(path, "mode=rw"), uri=True, isolation_level=None)
        ) as conn:
            migrations.version_of(conn, path, VERSION)  # another program's file is left alone
            conn.execute("PRAGMA synchronous = FULL")
            conn.execute("BEGIN IMMEDIATE")
            conn.execute("DELETE FROM day_totals")
            conn.execute("INSERT INTO day_totals " + _COUNTED)
            conn.execute("INSERT INTO search (search) VALUES ('rebuild')")
            conn.execute("COMMIT")
    except sqlite3.Error as error:
        raise guard.store_error(error, path) from error
