"""Taking next steps: `done` closes them, as one operation that `undo` takes back."""

from __future__ import annotations

from datetime import timedelta

from actlog.domain.errors import InputError, NothingToDoError
from actlog.store import entries as entry_store
from actlog.store import history

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from actlog.domain.entry import Entry, Moment
    from actlog.store.database import Store

_DUE = """
SELECT entries.id, next, accounts.name
FROM entries INDEXED BY entries_steps LEFT JOIN accounts ON accounts.id = account_id
WHERE live AND done IS NULL AND (next IS NOT NULL OR due IS NOT NULL) AND due >= '' AND due < ?
ORDER BY due LIMIT 1000
"""


def due_by(store: Store, day: date) -> list[tuple[int, str | None, str | None]]:
    """Return the first thousand open next steps that are due on a day or earlier.

    Each with its entry's number, what it is, and the account it is with; by when they are due.
    """
    return store.rows(_DUE, ((day + timedelta(days=1)).isoformat(),))


def close(store: Store, operation: int, numbers: Sequence[int], done: Moment) -> list[Entry]:
    """Say of entries, inside an open operation, when their next step was taken; return them.

    Raises InputError for a number without a next step, NothingToDoError for one that is done
    already, and closes none then.
    """
    found = entry_store.get(store, numbers)
    for entry in found:
        if entry.next is None and entry.due is None:
            raise InputError(f"#{entry.id} has no next step", "open ones: actlog due")
        if entry.done is not None:
            raise NothingToDoError(
                f"the next step of #{entry.id} is done since {entry.done.day.isoformat()}",
                "open ones: actlog due",
            )
        history.change(store, operation, "entries", entry.id or 0, {"done": done.iso()})
    return [entry.replace(done=done) for entry in found]
