"""Promises in, promises out. Of several for one week, the latest counts."""

from __future__ import annotations

from datetime import date

from actlog.domain.errors import StoreError
from actlog.domain.promise import Promise
from actlog.store import history

TYPE_CHECKING = False
if TYPE_CHECKING:
    from actlog.domain.week import Week
    from actlog.store.database import Store

_LATEST = """
SELECT id, week, text, kind, count, answer FROM promises
WHERE live AND week BETWEEN ? AND ? ORDER BY id DESC LIMIT 1
"""


def add(store: Store, operation: int, promise: Promise) -> Promise:
    """Store a promise inside an open operation and return it with its number.

    Raises StoreError.
    """
    made = store.run(
        "INSERT INTO promises (week, text, kind, count, added_by) VALUES (?, ?, ?, ?, ?)",
        (promise.week.isoformat(), promise.text, promise.kind, promise.count, operation),
    )
    return promise.replace(id=made.lastrowid)


def of_week(store: Store, week: Week) -> Promise | None:
    """Return the promise for a week, None where there is none. Raises StoreError."""
    row = store.row(_LATEST, (week.start.isoformat(), week.end.isoformat()))
    if row is None:
        return None
    number, day, text, kind, count, answer = row
    try:
        begin = date.fromisoformat(day)
    except ValueError as error:
        raise StoreError(
            f"row {number} of promises is not as it should be: {error}",
            "it was edited by hand: mend it",
        ) from error
    return Promise(id=number, week=begin, text=text, kind=kind, count=count, answer=answer)


def answer(store: Store, operation: int, promise: Promise, said: str) -> Promise:
    """Keep what the rep says came of a promise, inside an open operation; return it so."""
    history.change(store, operation, "promises", promise.id or 0, {"answer": said})
    return promise.replace(answer=said)
