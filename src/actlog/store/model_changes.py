"""Operations that change the model week: its file, its versions and the log, or none of them.

The file lies outside of the database. So what is to be written there is first kept here,
with the rest of the operation, and crossed out once it is written: who finds it uncrossed
writes it. The file is written by whoever holds the lock of the log, and by no one else.
"""

from __future__ import annotations

from actlog.domain.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from actlog.store.database import Store


class ModelChange(Record):
    """The texts of a model week's file from before and after something was done."""

    path: str
    before: str
    after: str


def remember(
    store: Store, operation: int, change: ModelChange, renamed: tuple[str, str] | None = None
) -> None:
    """Keep what an open operation changes in the file, and that it is still to be written."""
    store.run(
        "INSERT INTO model_changes VALUES (?, ?, ?, ?, ?, ?)",
        (operation, *change.as_tuple(), *(renamed or (None, None))),
    )
    make_due(store, change)


def of_operation(store: Store, operation: int) -> ModelChange | None:
    """Return what an operation changed in the file, or None."""
    row = store.row(
        "SELECT path, before, after FROM model_changes WHERE operation_id = ?", (operation,)
    )
    return ModelChange(path=row[0], before=row[1], after=row[2]) if row else None


def renamed(store: Store, operation: int) -> tuple[str, str] | None:
    """Return the name of a kind before and after an operation that renamed one."""
    row = store.row(
        "SELECT old_kind, new_kind FROM model_changes "
        "WHERE operation_id = ? AND old_kind IS NOT NULL",
        (operation,),
    )
    return (row[0], row[1]) if row else None


def make_due(store: Store, change: ModelChange) -> None:
    """Keep what is to be written into the file, which no version is known to match now."""
    store.run("INSERT OR REPLACE INTO model_due VALUES (?, ?, ?)", change.as_tuple())
    store.run("DELETE FROM model_file WHERE path = ?", (change.path,))


def due(store: Store) -> list[ModelChange]:
    """Return what is still to be written."""
    rows = store.rows("SELECT path, before, after FROM model_due ORDER BY path")
    return [ModelChange(path=row[0], before=row[1], after=row[2]) for row in rows]


def settle(store: Store, change: ModelChange) -> None:
    """Cross out what was written."""
    store.run("DELETE FROM model_due WHERE path = ?", (change.path,))


def rename_timer(store: Store, old: str, new: str) -> None:
    """Let a running timer run for the kind's new name."""
    store.run("UPDATE timer SET kind = ? WHERE kind = ?", (new, old))
