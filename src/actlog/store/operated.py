"""What one operation did to entries, as they are now: for those who follow the log."""

from __future__ import annotations

from actlog.domain.record import Record
from actlog.store import entries

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from actlog.domain.entry import Entry
    from actlog.store.database import Store

_OPERATION = "SELECT id, at, command, words, target FROM operations WHERE id = ?"

_ADDED = "SELECT id FROM entries WHERE added_by = :operation"
# Besides those that it added and changed: entries that show a name which it changed.
_TOUCHED = f"""
{_ADDED}
UNION SELECT entries.id FROM entries JOIN changes ON row_id = entries.id
    WHERE operation_id = :operation AND table_name = 'entries'
UNION SELECT entries.id FROM entries JOIN changes ON row_id = account_id
    WHERE operation_id = :operation AND table_name = 'accounts' AND live
    AND json_type(after, '$.name') NOTNULL
UNION SELECT entries.id FROM entries JOIN changes ON row_id = contact_id
    WHERE operation_id = :operation AND table_name = 'contacts' AND live
    AND json_type(after, '$.name') NOTNULL
"""


class Done(Record):
    """An operation: its number, when it was, what was typed; `target` is what it undid or redid."""

    id: int
    at: str
    command: str
    words: str
    target: int | None


class Some(Record):
    """How many entries there are, and the first of them, each with whether it is in the log."""

    count: int
    entries: tuple[tuple[Entry, bool], ...]


def done(store: Store, number: int) -> Done:
    """Return an operation that exists."""
    found, at, command, words, target = store.row(_OPERATION, (number,))
    return Done(id=found, at=at, command=command, words=words, target=target)


def added(store: Store, operation: Done, most: int) -> Some:
    """Return the entries that an operation added, `most` of them."""
    return _some(store, _ADDED, operation.id, most)


def touched(store: Store, operation: Done, most: int) -> Some:
    """Return the entries that an operation, or the one it undid or redid, added or changed."""
    number = operation.target or operation.id
    changed = store.row("SELECT 1 FROM changes WHERE operation_id = ? LIMIT 1", (number,))
    # An import is nothing but what it added: to look for more would take as long as that.
    return _some(store, _TOUCHED if changed else _ADDED, number, most)


def between(store: Store, first: date, last: date, most: int) -> Some:
    """Return the live entries of some days, `most` of them, by number."""
    days = {"first": first.isoformat(), "last": last.isoformat(), "most": most}
    rows = store.rows(
        "SELECT id, count(*) OVER () FROM entries WHERE live AND day BETWEEN :first AND :last "
        "ORDER BY id LIMIT :most",
        days,
    )
    found = entries.get(store, [number for number, _ in rows])
    return Some(count=rows[0][1] if rows else 0, entries=tuple((entry, True) for entry in found))


def _some(store: Store, query: str, operation: int, most: int) -> Some:
    values = {"operation": operation, "most": most}
    first = f"{query} ORDER BY 1 LIMIT :most"
    (count,) = store.row(f"SELECT count(*) FROM ({query})", values)
    rows: Sequence[tuple[int, int]] = store.rows(
        f"SELECT id, live FROM entries WHERE id IN ({first}) ORDER BY id", values
    )
    found = entries.get(store, [number for number, _ in rows], hidden=True)
    pairs = zip(found, rows, strict=True)
    return Some(count=count, entries=tuple((entry, bool(live)) for entry, (_, live) in pairs))
