"""Putting a copy in the log's place: checked, brought up to date, and never without a way back.

The copy goes into the open log through SQLite's backup, so that every other shell sees either
the one state or the other. Under the same lock the log is copied first: nothing that was
logged a moment before is in neither of the two.
"""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import closing

from actlog.domain.errors import InputError, StoreError
from actlog.store import backup, guard, migrations
from actlog.store.database import VERSION

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import datetime

    from actlog.store.database import Store

_PAUSE = 0.05
_NUMBERED = ("entries", "operations")


def draft_of(source: str, path: str) -> str:
    """Copy what is to be restored to a draft beside the log, sound and up to date; return it.

    Raises InputError for a file that is no log, is damaged or newer than this program,
    StoreError where the draft cannot be written.
    """
    draft = f"{path}.restore-{os.getpid()}.draft"
    try:
        backup.discard(draft)
        guard.make_private(draft)
    except OSError as error:
        raise backup.unwritten(error, draft) from error
    try:
        _read(source, draft)
        with closing(sqlite3.connect(draft, isolation_level=None)) as conn:
            migrations.migrate(conn, draft, migrations.steps(), copies=False)
        backup.check(draft)
    except sqlite3.Error as error:
        backup.discard(draft)
        raise guard.store_error(error, draft) from error
    except BaseException:
        backup.discard(draft)
        raise
    return draft


def _read(source: str, draft: str) -> None:
    """Copy a sound log to the draft. Raises InputError for anything else; see `draft_of`."""
    try:
        with closing(sqlite3.connect(guard.uri(source, "mode=ro"), uri=True)) as conn:
            version = migrations.version_of(conn, source, VERSION)
        backup.write(source, draft)
        with closing(sqlite3.connect(draft)) as conn:
            (found,) = conn.execute("PRAGMA integrity_check(1)").fetchone()
    except sqlite3.Error as error:
        raise InputError(
            f"{source} cannot be read as a log: {error}", "see: actlog restore-backup"
        ) from error
    except StoreError as error:
        if isinstance(error.__cause__, sqlite3.Error) and guard.is_about_disk(error.__cause__):
            raise
        raise InputError(error.message, "see: actlog restore-backup") from error
    if not version:
        raise InputError(f"{source} holds no log", "see: actlog restore-backup")
    if found != "ok":
        raise InputError(f"{source} is damaged: {found}", "see: actlog restore-backup")


def replace(store: Store, draft: str, now: datetime) -> str | None:
    """Put a draft in the place of what the open log holds; return the copy made before.

    None where there was nothing to copy. Numbers go on from where the log was: none is used
    twice. Raises StoreError, and changes nothing then.
    """
    begun = store.row("SELECT 1 FROM operations LIMIT 1") is not None
    # Outside a write-ahead log, whoever writes holds the file against every reader.
    locked = store.row("PRAGMA journal_mode") != ("wal",)
    deadline = time.monotonic() + store.patience
    kept: list[str | None] = []

    def step(status: int, *_: int) -> None:
        if status not in {sqlite3.SQLITE_OK, sqlite3.SQLITE_DONE}:
            if time.monotonic() > deadline:
                raise guard.locked(store.path)
        elif not kept:  # from its first page on, the backup holds the write lock
            kept.append(backup.dated(store.path, now, locked=locked) if begun else None)

    try:
        _keep_counting(store, draft)
        with closing(sqlite3.connect(guard.uri(draft, "mode=ro"), uri=True)) as source:
            source.backup(store.conn, pages=1, progress=step, sleep=_PAUSE)
        if not locked:
            store.run("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite3.Error as error:
        if not os.path.exists(draft):  # `forget` clears away what may hold the person
            raise StoreError(
                "somebody was forgotten meanwhile: nothing is restored", "do it once more"
            ) from error
        raise guard.store_error(error, store.path) from error
    return kept[0]


def _keep_counting(store: Store, draft: str) -> None:
    with closing(sqlite3.connect(guard.uri(draft, "mode=rw"), uri=True)) as conn:
        for table in _NUMBERED:
            found = store.row("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,))
            known = conn.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,))
            if found is None:
                continue
            if known.fetchone() is None:
                conn.execute("INSERT INTO sqlite_sequence VALUES (?, 0)", (table,))
            conn.execute(
                "UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?", (*found, table)
            )
        conn.commit()


def is_damaged(path: str) -> bool:
    """Tell whether the log's file can no longer be read as one; a missing one is not damaged.

    Raises StoreError for another program's database and for a newer actlog's.
    """
    if not os.path.exists(path):
        return False
    try:
        with closing(sqlite3.connect(guard.uri(path, "mode=ro"), uri=True)) as conn:
            migrations.version_of(conn, path, VERSION)
            found: str = conn.execute("PRAGMA quick_check(1)").fetchone()[0]
    except sqlite3.Error as error:
        if guard.is_damage(error):
            return True
        raise guard.store_error(error, path) from error
    return found != "ok"


def set_aside(path: str, now: datetime) -> str:
    """Move a damaged log away, with what SQLite keeps beside it; return its new name."""
    aside = f"{path}.damaged-{now:%Y-%m-%d-%H%M%S}"
    number = 1
    while os.path.lexists(aside):
        number += 1
        aside = f"{path}.damaged-{now:%Y-%m-%d-%H%M%S}-{number}"
    try:
        for end in ("", "-wal", "-shm", "-journal"):
            if os.path.lexists(f"{path}{end}"):
                os.rename(f"{path}{end}", f"{aside}{end}")
    except OSError as error:
        raise guard.file_error(error, path) from error
    return aside


def set_asides(path: str) -> list[str]:
    """Return the damaged logs that were moved away from here."""
    folder, name = os.path.split(path)
    begin = f"{name}.damaged-"
    return [
        os.path.join(folder, one) for one in sorted(os.listdir(folder)) if one.startswith(begin)
    ]
