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
from actlog.domain.record import Record
from actlog.store import guard
from actlog.store.database import APPLICATION_ID, VERSION

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

DAYS, MONTHS, PER_DAY = 14, 12, 10
"""What rotation keeps: the latest days, then the first copy of a month; and so many a day."""

_STALE = 3600.0  # seconds after which a draft is one that was broken off
_DRAFT = ".draft"


class Backup(Record):
    """A dated copy: where it lies, its day, its size in bytes, and its live entries.

    `entries` is None where the file cannot be read as a log.
    """

    path: str
    day: date
    size: int
    entries: int | None

    @property
    def name(self) -> str:
        """The file's name."""
        return os.path.basename(self.path)


def uri(path: str, query: str) -> str:
    """Return the address under which SQLite opens a file that must be there already.

    `query` is `mode=ro`, `mode=rw`, or `immutable=1` for one that nobody writes to.
    """
    name = path.replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    return f"file:{name}?{query}"


def copy(path: str, target: str, *, draft: str | None = None, locked: bool = False) -> None:
    """Copy the log as it stands to `target`, which is whole, checked and its owner's, or absent.

    `draft` is a file that the caller has made to write it in; `locked` tells that this
    process holds the whole file against every reader. Raises StoreError.
    """
    try:
        if draft is None:
            draft = f"{target}{_DRAFT}"
            discard(draft)
            guard.make_private(draft)
        try:
            write(path, draft, locked=locked)
            check(draft)
            _sync(draft)
            os.replace(draft, target)
        except BaseException:
            discard(draft)
            raise
    except OSError as error:
        raise _unwritten(error, target) from error


def write(path: str, draft: str, *, locked: bool = False) -> None:
    """Fill a draft with the log as it stands; see `copy`. Raises StoreError."""
    try:
        # A connection of its own: one that holds the write lock cannot be copied from.
        source = sqlite3.connect(uri(path, "immutable=1" if locked else "mode=ro"), uri=True)
        with closing(source), closing(sqlite3.connect(draft)) as made:
            made.execute("PRAGMA synchronous = OFF")  # a draft is synced once, when it is whole
            source.backup(made)
            # One file without company: readable on a stick that cannot be written, too.
            made.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.Error as error:
        if guard.is_about_disk(error):
            raise _unwritten(error, draft.removesuffix(_DRAFT)) from error
        raise guard.store_error(error, path) from error


def _unwritten(error: OSError | sqlite3.Error, target: str) -> StoreError:
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
        with closing(sqlite3.connect(uri(path, "mode=ro"), uri=True)) as conn:
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
    draft = f"{target}{_DRAFT}"
    try:
        # Whoever makes the draft owns the name.
        if os.path.lexists(target) or _busy(draft) or not guard.make_private(draft):
            return False
        if os.path.lexists(target):  # it became whole a moment ago
            discard(draft)
            return False
    except OSError as error:
        raise _unwritten(error, target) from error
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


def listed(path: str) -> list[Backup]:
    """Return the dated copies of a log, oldest first."""
    return [
        Backup(path=file, day=day, size=os.stat(file).st_size, entries=entries_in(file))
        for day, _, file in _found(path)
    ]


def entries_in(file: str) -> int | None:
    """Return how many live entries a copy holds; None where it cannot be read as a log."""
    try:
        with closing(sqlite3.connect(uri(file, "mode=ro"), uri=True)) as conn:
            (number,) = conn.execute("SELECT count(*) FROM entries WHERE live").fetchone()
    except sqlite3.Error:
        return None
    return int(number)


def rotate(path: str, newest: str) -> list[str]:
    """Remove the dated copies that are no longer kept, and return them.

    Of the 14 latest days that have copies, the first and the nine latest of each stay; before
    them, the first of each of the 12 latest months. Copies of a day after that of `newest` stay
    whatever their number: a clock that jumped back must not cost them.
    """
    files = _found(path)
    today = next((day for day, _, file in files if file == newest), date.max)
    files = [found for found in files if found[0] <= today]
    days = sorted({day for day, _, _ in files})[-DAYS:]
    kept = {newest}
    for day in days:
        of_day = [file for of, _, file in files if of == day]
        kept.update([*of_day[:1], *of_day[1:][-PER_DAY + 1 :]])
    firsts: dict[tuple[int, int], str] = {}
    for day, _, file in files:
        if day not in days:
            firsts.setdefault((day.year, day.month), file)
    kept.update(list(firsts.values())[-MONTHS:])
    gone = [file for _, _, file in files if file not in kept]
    for file in gone:
        os.remove(file)
    return gone


def _found(path: str) -> list[tuple[date, str, str]]:
    """Return day, rest of the name, and path of each dated copy, in the order of their making."""
    folder = guard.copies_of(path)
    begin = f"{os.path.splitext(os.path.basename(path))[0]}-"
    try:
        with os.scandir(folder) as items:
            files = [item.path for item in items if item.is_file(follow_symlinks=False)]
    except (FileNotFoundError, NotADirectoryError):
        return []
    found = []
    for file in files:
        name = os.path.basename(file)
        day = _day(name.removeprefix(begin).removesuffix(".db"))
        if day is not None and name.startswith(begin) and name.endswith(".db"):
            found.append((day, name[len(begin) + 10 : -3], file))
    return sorted(found, key=lambda one: (one[0], one[1][:7], len(one[1]), one[1]))


def _day(text: str) -> date | None:
    """Return the day in `2026-11-25`, `2026-11-25-104100` or `2026-11-25-104100-2`."""
    parts = text[10:].split("-")
    digits = all(part.isascii() and part.isdigit() for part in parts[1:])
    if parts[0] or len(parts) > 3 or not digits or len("".join(parts[1:2])) not in {0, 6}:
        return None
    try:
        day = date.fromisoformat(text[:10])
    except ValueError:
        return None
    return day if day.isoformat() == text[:10] else None  # a week's date is read as well


def every(path: str) -> list[str]:
    """Return all copies beside a log: the dated ones, and those made before a migration."""
    folder, name = os.path.split(path)
    names = sorted(os.listdir(folder)) if os.path.isdir(folder) else []
    begin = f"{name}.version-"
    older = [one for one in names if one.startswith(begin) and one[len(begin) :].isdigit()]
    return [*(file for _, _, file in _found(path)), *(os.path.join(folder, one) for one in older)]


def drafts(path: str) -> list[str]:
    """Return what copies that were broken off, or are being made, have left."""
    begin = os.path.splitext(os.path.basename(path))[0]
    found = []
    for folder in (guard.copies_of(path), os.path.dirname(path)):
        if os.path.isdir(folder):
            names = sorted(os.listdir(folder))
            mine = [name for name in names if name.startswith(begin) and _DRAFT in name[-14:]]
            found += [os.path.join(folder, name) for name in mine]
    return found


def discard(file: str) -> None:
    """Remove a draft and what SQLite may have left beside it."""
    for end in ("", "-journal", "-wal", "-shm"):
        if os.path.lexists(f"{file}{end}"):
            os.remove(f"{file}{end}")


def _sync(file: str) -> None:
    handle = os.open(file, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
