"""A database for others: written anew from one state of the log, with what they may see.

Private columns never enter it, so no page of it ever held them. It is no copy of the log and
cannot become one: it holds nothing of the history, of what was removed, of unique ids, settings
and the key of what was forgotten. Its tables are those that read well in Datasette.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, contextmanager
from datetime import date

from actlog.domain.entry import name_key
from actlog.domain.errors import InputError
from actlog.domain.shared import PRIVATE
from actlog.store import backup, guard, stories, sums
from actlog.store.conditions import condition
from actlog.store.database import PATIENCE, Store
from actlog.store.shared_tables import ENTRIES, make_tables

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from typing import Any

    from actlog.domain.entry import DayTotal
    from actlog.domain.errors import StoreError
    from actlog.domain.filter import Filter
    from actlog.domain.shared import MeetingRow, WeekRow
    from actlog.domain.story import Step

_ENTRIES = """
SELECT {} FROM log.entries
LEFT JOIN log.accounts ON accounts.id = entries.account_id
LEFT JOIN log.contacts ON contacts.id = entries.contact_id
WHERE {} ORDER BY entries.id
"""
_ACCOUNTS = """
INSERT INTO accounts_touched
SELECT accounts.name, accounts.source, min(entries.day), max(entries.day), count(*),
    count(DISTINCT contact_id)
FROM activity_log JOIN log.entries USING (id) JOIN log.accounts ON accounts.id = account_id
GROUP BY account_id ORDER BY accounts.name
"""
_HEARD = "SELECT id, objection FROM activity_log WHERE objection IS NOT NULL ORDER BY id"
_TOTALS = """
SELECT entries.day, entries.kind, entries.outcome, sum(entries.count),
    sum(coalesce(entries.minutes, 0)), sum(coalesce(value_cents, 0))
FROM activity_log JOIN log.entries USING (id)
GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
"""
_INSERT = "INSERT INTO {} VALUES ({})"
_PERSONAS = """
UPDATE meetings SET persona = (SELECT persona FROM activity_log WHERE activity_log.id = meetings.id)
"""
_EVERY = 50_000  # steps of SQLite's machine between two looks at the keyboard
_INDEXES = (
    *(("activity_log", "day"), ("activity_log", "account"), ("activity_log", "kind")),
    ("objections", "objection"),
)


@contextmanager
def sharing(
    path: str, target: str, wanted: Filter, private: Collection[str] = ()
) -> Iterator[Sharing]:
    """Give a database that becomes the file `target` when the block ends well, whole or not.

    Everything in it comes from the entries of the log at `path` that are `wanted`, as they
    were at one moment; others log on meanwhile. `private` names those of PRIVATE that go along.
    Raises InputError where the target cannot be written, and StoreError.
    """
    draft = _draft(target)
    try:
        with closing(_opened(path, draft)) as conn:
            conn.execute("BEGIN")
            yield Sharing(Store(conn, path), wanted, private)
            conn.execute("COMMIT")
        backup.sync(draft)
        os.replace(draft, target)
    except guard.ERRORS as error:
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_INTERRUPT:
            raise KeyboardInterrupt from error
        raise _told(error, path, target) from error
    except OSError as error:
        raise _unwritable(target, error) from error
    finally:
        backup.discard(draft)


class Sharing:
    """The new database while it is filled; `entries` is how many of the log's are in it."""

    def __init__(self, store: Store, wanted: Filter, private: Collection[str]) -> None:
        """Put the entries, accounts and objections in; see `sharing`.

        `store` has the new file open as `main` and the log as `log`, which it cannot write.
        """
        from sqlite_utils import Database

        self._store, self._wanted = store, wanted
        self.left_out = [name for name in PRIVATE if name not in private]
        self._db = Database(store.conn, recursive_triggers=False, execute_plugins=False)
        make_tables(self._db, self.left_out)
        self.entries = self._fill()

    def totals(self) -> list[DayTotal]:
        """Return the sums of each day, kind and outcome of the entries, by day."""
        if self._wanted.asks:
            rows = self._store.rows(_TOTALS)
            return [(date.fromisoformat(row[0]), *row[1:]) for row in rows]
        return sums.day_totals(self._store, date.min, date.max)

    def steps(self, kinds: tuple[str, str]) -> list[Step]:
        """Return the steps of meetings of two kinds that are among the entries."""
        rows = self._store.rows("SELECT id FROM activity_log WHERE kind IN (?, ?)", kinds)
        shown = {number for (number,) in rows}
        return [step for step in stories.every(self._store, kinds) if step.id in shown]

    def add_weeks(self, weeks: Iterable[WeekRow]) -> None:
        """Put the weeks in: `weekly_totals`."""
        self._add("weekly_totals", (row.as_dict() for row in weeks))

    def add_meetings(self, meetings: Iterable[MeetingRow]) -> None:
        """Put the meetings in, each with the persona of the entry that set it."""
        self._add("meetings", (row.as_dict() for row in meetings))
        self._store.run(_PERSONAS)

    def add_outcomes(self, outcomes: Iterable[tuple[str, str, str]]) -> None:
        """Put in which outcomes each kind has, and the class of each."""
        names = ("kind", "outcome", "class")
        self._add("outcomes", (dict(zip(names, row, strict=True)) for row in outcomes))

    def describe(self, made_on: date, version: str) -> None:
        """Say in `about` when it was made, by which actlog, and what was left out."""
        row = {"made_on": made_on, "actlog": version, "entries": self.entries}
        self._add("about", [row | {"left_out": " ".join(self.left_out) or None}])

    def _fill(self) -> int:
        conn = self._store.conn
        shown = [sql for name, (_, sql) in ENTRIES.items() if name not in self.left_out]
        where, values = condition(self._store, self._wanted)
        # Row by row, from one to the other: nothing waits in memory.
        rows = conn.execute(_ENTRIES.format(", ".join(shown), where), values)
        entries = conn.executemany(_insert("activity_log", len(shown)), rows).rowcount
        conn.execute(_ACCOUNTS)
        conn.executemany(_insert("objections", 2), _heard(conn))
        for table, column in _INDEXES:
            self._db.table(table).create_index([column])
        return max(entries, 0)

    def _add(self, table: str, rows: Iterable[Mapping[str, Any]]) -> None:
        names = [column.name for column in self._db.table(table).columns]
        values = ([_plain(row.get(name)) for name in names] for row in rows)
        self._store.conn.executemany(_insert(table, len(names)), values)


def _insert(table: str, columns: int) -> str:
    return _INSERT.format(table, ", ".join("?" * columns))


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _heard(conn: sqlite3.Connection) -> Iterator[tuple[int, str]]:
    """Yield each objection of each entry, once, its spellings folded."""
    for number, words in conn.execute(_HEARD):
        for word in dict.fromkeys(map(name_key, words.split(" "))):
            yield number, word


def _draft(target: str) -> str:
    """Make the file that is written, beside the target and its owner's alone; return its path."""
    from tempfile import NamedTemporaryFile

    folder, name = os.path.split(target)
    for end in ("-wal", "-journal"):  # SQLite would play it into the new file
        if os.path.lexists(target + end):
            raise InputError(
                f"{target} is in use: {name}{end} lies beside it",
                "close what has it open, or name another file",
            )
    try:
        with NamedTemporaryFile(dir=folder, prefix=f".{name[:40]}.", delete=False) as file:
            return file.name
    except (OSError, ValueError) as error:
        raise _unwritable(target, error) from error


def _opened(path: str, draft: str) -> sqlite3.Connection:
    """Open the draft with the log beside it, which can only be read."""
    conn = sqlite3.connect(
        guard.uri(draft, "mode=rw"), timeout=PATIENCE, isolation_level=None, uri=True
    )
    try:
        # A draft that breaks off is thrown away: it needs no journal, and is synced once.
        conn.execute("PRAGMA main.journal_mode = OFF")
        conn.execute("PRAGMA synchronous = OFF")
        conn.execute("ATTACH ? AS log", (guard.uri(path, "mode=ro"),))
        conn.set_progress_handler(lambda: 0, _EVERY)  # SQLite hears no ctrl-c by itself
    except BaseException:
        conn.close()
        raise
    return conn


def _told(error: sqlite3.Error | UnicodeDecodeError, path: str, target: str) -> StoreError:
    if isinstance(error, sqlite3.Error) and guard.is_about_disk(error):
        return backup.unwritten(error, target)
    return guard.store_error(error, path)


def _unwritable(target: str, error: OSError | ValueError) -> InputError:
    why = error.strerror if isinstance(error, OSError) else str(error)
    return InputError(f"{target} cannot be written: {why}")
