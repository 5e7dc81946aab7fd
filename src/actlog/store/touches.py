"""The operations that touched an entry, read from the images that they left."""

from __future__ import annotations

import json
from datetime import date, datetime

from actlog.domain.entry import Moment
from actlog.domain.errors import StoreError
from actlog.domain.touches import (
    EDITED,
    LOGGED,
    REDONE,
    REMOVED,
    RESTORED,
    UNDONE,
    Change,
    Life,
    Touch,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

    from actlog.store.database import Store

_STATE = "SELECT live, removed_by IS NOT NULL, added_by FROM entries WHERE id = ?"
# Each operation once, with its images where it changed the entry; then what was done to those.
_TOUCHED = """
WITH touching (id) AS (
    SELECT added_by FROM entries WHERE id = :entry
    UNION SELECT operation_id FROM changes WHERE table_name = 'entries' AND row_id = :entry
)
SELECT operations.id, at, command, words, target, before, after FROM operations
LEFT JOIN changes ON operation_id = operations.id AND table_name = 'entries' AND row_id = :entry
WHERE operations.id IN touching OR target IN touching
ORDER BY operations.id, changes.id
"""
_NAME_OF = {
    "account_id": "SELECT name FROM accounts WHERE id = ?",
    "contact_id": "SELECT name FROM contacts WHERE id = ?",
}
_READERS = {
    "day": date.fromisoformat,
    "at": datetime.fromisoformat,
    "planned": Moment.from_iso,
    "due": Moment.from_iso,
    "done": Moment.from_iso,
}
_BOOKKEEPING = frozenset({"live", "removed_by"})


def number_of(store: Store, uid: str) -> int | None:
    """Return the number of the live entry with a unique id, None where there is none."""
    found = store.row("SELECT id FROM entries WHERE uid = ? AND live", (uid,))
    return found[0] if found else None


def life(store: Store, number: int) -> Life:
    """Return what became of an entry that the log holds or held. Raises StoreError."""
    live, removed, added_by = store.row(_STATE, (number,))
    touches: dict[int, Touch] = {}
    for row in store.rows(_TOUCHED, {"entry": number}):
        touch = _touch(store, row, added_by)
        earlier = touches.get(touch.operation)
        if earlier is not None:  # an operation may change a row twice
            touch = earlier.replace(changes=earlier.changes + touch.changes)
        touches[touch.operation] = touch
    return Life(live=bool(live), removed=bool(removed), touches=tuple(touches.values()))


def _touch(store: Store, row: tuple[Any, ...], added_by: int) -> Touch:
    operation, at, command, words, target, before, after = row
    what = LOGGED
    changes: tuple[Change, ...] = ()
    if target is not None:
        what = UNDONE if command == "undo" else REDONE
    elif operation != added_by:
        old, new = json.loads(before), json.loads(after)
        changes = tuple(_changes(store, old, new))
        what = EDITED
        if not changes and "live" in new:
            what = RESTORED if new["live"] else REMOVED
    return Touch(
        operation=operation,
        command=command,
        words=words,
        at=datetime.fromisoformat(at),
        what=what,
        target=target,
        changes=changes,
    )


def _changes(store: Store, old: dict[str, Any], new: dict[str, Any]) -> Iterable[Change]:
    for column in old:
        if column in _BOOKKEEPING:
            continue
        try:
            before, after = [_read(store, column, image.get(column)) for image in (old, new)]
        except ValueError as error:
            raise StoreError(
                f"the history is not as it should be: {error}", "it was edited by hand"
            ) from error
        if before != after:  # a contact's row changes with the account, and not always its name
            yield Change(field=column.removesuffix("_id"), before=before, after=after)


def _read(store: Store, column: str, value: Any) -> Any:
    """Return a field's value of a column's; a name is as it is spelled today."""
    if column in {"tags", "objection"}:
        return tuple(value.split(" ")) if value else ()
    if value is None:
        return None
    if column in _NAME_OF:
        found = store.row(_NAME_OF[column], (value,))
        return found[0] if found else None
    read: Callable[[str], Any] | None = _READERS.get(column)
    return value if read is None else read(value)
