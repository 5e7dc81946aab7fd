"""Names that stand in other files of an archive: `AccountId` to `Acme`.

They are kept in a temporary database file of their own, which SQLite takes away: a million
contacts take no more memory than ten.
"""

from __future__ import annotations

import sqlite3

from actlog.domain.text import is_text
from actlog.exchange.mapped.columns import Columns

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from actlog.domain.mapping import Lookup
    from actlog.exchange.table import Raw

_SHORT, _LONG = 15, 18
_LONGEST = 200
_CACHE = 8192  # KiB: some 150,000 names are found without going to the file
_NOTHING = "0" * _SHORT


class LookupTable:
    """Ids and their names. Salesforce's ids of 15 and of 18 characters are the same ids."""

    def __init__(self) -> None:
        """Begin without any."""
        self._db = sqlite3.connect("", isolation_level=None)
        self._db.execute("PRAGMA journal_mode=OFF")
        self._db.execute(f"PRAGMA cache_size=-{_CACHE}")
        self._db.execute("CREATE TABLE names (id TEXT PRIMARY KEY, name TEXT) WITHOUT ROWID")
        self._lengths: set[int] = set()

    def add(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Take ids with their names; the first name of an id counts."""
        self._db.execute("BEGIN")
        self._db.executemany("INSERT OR IGNORE INTO names VALUES (?, ?)", self._sound(pairs))
        self._db.execute("COMMIT")

    def _sound(self, pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
        """Leave out ids that no row can have, and empty names."""
        for key, name in pairs:
            if key and name and len(key) <= _LONGEST and is_text(key) and is_text(name):
                self._lengths.add(len(key))
                yield key, name

    @property
    def any(self) -> bool:
        """Whether there are any names."""
        return bool(self._lengths)

    def find(self, key: str) -> str | None:
        """Return the name of an id, "" for an id of nothing but zeros, None for an unknown one."""
        key = key.strip()
        if not key or (key.startswith(_NOTHING) and len(key) in (_SHORT, _LONG)):
            return ""
        if not self._lengths or len(key) > _LONGEST or not is_text(key):
            return None
        found = self._db.execute("SELECT name FROM names WHERE id = ?", (key,)).fetchone()
        if found is None and key.isascii() and key.isalnum():
            found = self._other_length(key)
        return None if found is None else str(found[0])

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def _other_length(self, key: str) -> tuple[str] | None:
        """Find an id that has three characters more or fewer at its end; two are too many."""
        given: tuple[str, ...]
        if len(key) == _LONG and _SHORT in self._lengths:
            sql, given = "SELECT name FROM names WHERE id = ?", (key[:_SHORT],)
        elif len(key) == _SHORT and _LONG in self._lengths:
            sql = "SELECT name FROM names WHERE id > ? AND id < ? AND length(id) = 18"
            given = (key, key + "~")
        else:
            return None
        found: list[tuple[str]] = self._db.execute(sql + " LIMIT 2", given).fetchall()
        return found[0] if len(found) == 1 else None


def gather(lookup: Lookup, tables: Iterable[Raw]) -> LookupTable:
    """Return the names in these tables. Raises InputError on one without the columns for it."""
    names = LookupTable()
    for raw in tables:
        names.add(_pairs(lookup, raw))
    return names


def _pairs(lookup: Lookup, raw: Raw) -> Iterator[tuple[str, str]]:
    columns = Columns(raw.header)
    if not columns.has(lookup.key):
        raise columns.lacks([lookup.key])
    if not any(columns.has(name) for name in lookup.names):
        raise columns.lacks(lookup.names)
    key = columns.place(lookup.key)
    places = [columns.place(name) for name in lookup.names if columns.has(name)]
    for _, row in raw.rows:
        cells = len(row)
        if key < cells and row[key]:
            parts = [row[place].strip() for place in places if place < cells]
            yield row[key].strip(), " ".join([part for part in parts if part])
