"""What mending asks of the log: which entries were last logged, what they came from, and back."""

from __future__ import annotations

from datetime import datetime

from actlog.domain.entry import Entry
from actlog.domain.errors import InputError
from actlog.domain.record import Record
from actlog.store import entries, history

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from actlog.store.database import Store

_NEWEST = """
SELECT entries.id, added_by, command, words FROM entries
JOIN operations ON operations.id = added_by WHERE live ORDER BY entries.id DESC LIMIT 1
"""
# A name that came with the entry's own operation and serves no other one.
_FRESH = """
{0}s.added_by = entries.added_by AND NOT EXISTS (
    SELECT 1 FROM entries AS other
    WHERE other.live AND other.{0}_id = {0}s.id AND other.added_by <> entries.added_by
)
"""
_ORIGIN = """
SELECT operations.at, {}, {} FROM entries
JOIN operations ON operations.id = entries.added_by
LEFT JOIN accounts ON accounts.id = entries.account_id
LEFT JOIN contacts ON contacts.id = entries.contact_id
WHERE entries.id = ?
""".format(_FRESH.format("account"), _FRESH.format("contact"))
_REMOVED_LAST = """
SELECT id FROM entries
WHERE NOT live AND removed_by = (SELECT max(removed_by) FROM entries WHERE NOT live) ORDER BY id
"""
_HIDDEN = "SELECT uid, live, removed_by FROM entries WHERE id = ?"


class Origin(Record):
    """When an entry was logged, and which of its words were its own and not inherited.

    `own` names `source` where its account, `persona` where its contact was first seen with
    it and not again: a mistyped name has nothing to pass on.
    """

    logged: datetime
    own: tuple[str, ...]


def latest(store: Store) -> list[int]:
    """Return the numbers of the live entries that were logged last: those of one line.

    Of many lines at once, as of an import, it is the last one. InputError in an empty log.
    """
    newest = store.row(_NEWEST)
    if newest is None:
        raise InputError("the log has no entry yet", "such as: actlog log 5 calls @acme")
    number, operation, command, words = newest
    if command != "log" or words.startswith("--"):
        return [number]
    rows = store.rows(
        "SELECT id FROM entries WHERE added_by = ? AND live ORDER BY id", (operation,)
    )
    return [number for (number,) in rows]


def removed_last(store: Store) -> list[int]:
    """Return the numbers of the entries that the latest removal hides. InputError for none."""
    rows = store.rows(_REMOVED_LAST)
    if not rows:
        raise InputError("no entry is removed", "what was undone comes back with: actlog redo")
    return [number for (number,) in rows]


def origin(store: Store, entry: Entry) -> Origin:
    """Return what a stored entry came from. Raises StoreError."""
    at, account, contact = store.row(_ORIGIN, (entry.id,))
    names = (("source", account), ("persona", contact))
    return Origin(
        logged=datetime.fromisoformat(at), own=tuple([name for name, first in names if first])
    )


def restore(store: Store, operation: int, numbers: Sequence[int]) -> list[Entry]:
    """Bring removed entries back, inside an open operation, and return them.

    Raises InputError, and brings none back, when a number is not that of a removed entry.
    """
    for number in dict.fromkeys(numbers):
        found = store.row(_HIDDEN, (number,))
        if found is None:
            raise InputError(f"#{number} is no entry of the log", "see: actlog list --all")
        uid, live, removed_by = found
        if live:
            raise InputError(f"#{number} is not removed", f"see: actlog show {number}")
        if removed_by is None:
            raise InputError(f"#{number} was undone, not removed", "actlog redo may do it again")
        again = store.row("SELECT id FROM entries WHERE uid = ? AND live", (uid,))
        if again is not None:
            raise InputError(f"#{number} is in the log again, as #{again[0]}")
        history.change(store, operation, "entries", number, {"live": 1, "removed_by": None})
    return entries.get(store, numbers)
