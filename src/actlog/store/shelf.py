"""The folder of a log's dated copies: what lies there, and what is cleared away.

The names say it all, `actlog-2026-11-25.db` or `actlog-2026-11-25-174210.db`; whatever is named
otherwise is nobody's to touch.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import date

from actlog.domain.record import Record
from actlog.store import guard

DAYS, MONTHS, PER_DAY = 14, 12, 10
"""What rotation keeps: the latest days, then the first copy of a month; and so many a day."""

DRAFT = ".draft"
"""How the name of a copy ends that is not whole yet."""


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


def listed(path: str) -> list[Backup]:
    """Return the dated copies of a log, oldest first."""
    return [
        Backup(path=file, day=day, size=os.stat(file).st_size, entries=entries_in(file))
        for day, _, file in _found(path)
    ]


def entries_in(file: str) -> int | None:
    """Return how many live entries a copy holds; None where it cannot be read as a log."""
    try:
        with closing(sqlite3.connect(guard.uri(file, "mode=ro"), uri=True)) as conn:
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
            mine = [name for name in names if name.startswith(begin) and DRAFT in name[-14:]]
            found += [os.path.join(folder, name) for name in mine]
    return found


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
