"""The history of operations: append-only, and walked by `undo` and `redo`.

Every command that changes the log is one operation. Rows it added live or rest with it
(`added_by`); what it changed in other rows stands in `changes` as images from before and
after. Undoing is an operation too, with the undone one as its target, so nothing is ever
taken out of the history.
"""

from __future__ import annotations

from datetime import datetime

from actlog.domain.errors import NothingToDoError
from actlog.domain.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from types import TracebackType

    from actlog.store.database import Store, Transaction

    Beside = Callable[["Operation"], None]

_NEWEST_DONE = "SELECT id FROM history WHERE NOT undone AND NOT sealed ORDER BY id DESC LIMIT 1"

# Undone since the newest operation of another kind, the latest undone first.
_NEWEST_UNDONE = """
SELECT target FROM operations AS step
WHERE command = 'undo'
    AND id > (SELECT coalesce(max(id), 0) FROM operations WHERE target IS NULL)
    AND (SELECT undone AND NOT sealed FROM history WHERE history.id = step.target)
ORDER BY id DESC LIMIT 1
"""

_ENTRIES_OF = """
SELECT (SELECT count(*) FROM entries WHERE added_by = :operation) + (
    SELECT count(DISTINCT row_id) FROM changes
    WHERE operation_id = :operation AND table_name = 'entries'
)
"""

_TABLES = ("entries", "accounts", "contacts", "time_off", "model_versions", "promises")
"""The tables whose rows an operation may change after another one added them."""


_KEEP_IMAGES = """
INSERT INTO changes (operation_id, table_name, row_id, before, after)
SELECT ?, ?, id, json_object({before}), json_object({after}) FROM {table} WHERE {where}
"""
_SET = "UPDATE {table} SET {columns} WHERE {where}"


class Operation(Record):
    """One operation: its number, what was typed, when, and how many entries it is about."""

    id: int
    command: str
    words: str
    at: datetime
    entries: int


class OperationScope:
    """The transaction of one operation; an operation that changes nothing leaves no trace."""

    __slots__ = ("_begin", "_changes", "_number", "_store", "_transaction")

    def __init__(self, store: Store, begin: tuple[str, str, str, int | None]) -> None:
        """Use `operation`."""
        self._store = store
        self._begin = begin
        self._changes = 0
        self._number = 0
        self._transaction: Transaction = store.transaction()

    def __enter__(self) -> int:
        self._transaction.__enter__()
        try:
            cursor = self._store.run(
                "INSERT INTO operations (at, command, words, target) VALUES (?, ?, ?, ?)",
                self._begin,
            )
        except BaseException as error:
            self._transaction.__exit__(type(error), error, None)
            raise
        self._changes = self._store.conn.total_changes
        self._number = cursor.lastrowid or 0
        return self._number

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is None and self._store.conn.total_changes == self._changes:
            self._store.run("ROLLBACK")
            return
        self._transaction.__exit__(kind, error, trace)
        if error is None:
            self._store.operations.append(self._number)


def operation(
    store: Store, command: str, words: str, now: datetime, *, target: int | None = None
) -> OperationScope:
    """Return a context that gives the operation's number: stored whole at its end, or not at all.

    `words` are what was typed behind the command. `target` is for `undo` and `redo` alone.
    Raises StoreError where the database refuses.
    """
    at = now.isoformat(timespec="seconds")
    # A byte that is no text must not keep its line from being undone by name.
    words = words.encode("utf-8", "backslashreplace").decode()
    return OperationScope(store, (at, command, words, target))


def newest(store: Store) -> int:
    """Return the number of the newest operation, 0 in an empty log."""
    return store.row("SELECT coalesce(max(id), 0) FROM operations")[0] or 0


def undo(
    store: Store, now: datetime, number: int | None = None, beside: Beside | None = None
) -> Operation:
    """Take back the newest operation that is not undone, and return it.

    With a `number`, only if that is the newest. `beside` is called first, in the same
    transaction: it takes back what lies outside of the log, or raises. Raises
    NothingToDoError where there is nothing to take back.
    """
    with store.transaction():
        found = store.row(_NEWEST_DONE)
        if found is None:
            raise NothingToDoError("there is nothing to undo")
        newest = get(store, found[0])
        if number is not None and number != newest.id:
            raise NothingToDoError(
                f"operation {number} is not the newest: nothing is undone",
                f"the newest is {newest.id}: {newest.command} {newest.words}".rstrip(),
            )
        if beside is not None:
            beside(newest)
        step = _step(store, "undo", newest.id, now)
        _put_back(store, newest.id)
        _set_live(store, newest.id, 0)
    store.operations.append(step)
    return newest


def redo(store: Store, now: datetime, beside: Beside | None = None) -> Operation:
    """Do again what was last undone, and return it; `beside` is as in `undo`.

    Raises NothingToDoError when nothing was undone since the newest operation.
    """
    with store.transaction():
        found = store.row(_NEWEST_UNDONE)
        if found is None:
            raise NothingToDoError(
                "there is nothing to redo", "only what was undone last can be done again"
            )
        again = get(store, found[0])
        if beside is not None:
            beside(again)
        step = _step(store, "redo", again.id, now)
        _set_live(store, again.id, 1)
        _put_again(store, again.id)
    store.operations.append(step)
    return again


def get(store: Store, number: int) -> Operation:
    """Return an operation that exists."""
    at, command, words = store.row(
        "SELECT at, command, words FROM operations WHERE id = ?", (number,)
    )
    (entries,) = store.row(_ENTRIES_OF, {"operation": number})
    return Operation(
        id=number,
        command=command,
        words=words,
        at=datetime.fromisoformat(at),
        entries=entries,
    )


def latest_words(store: Store, command: str, limit: int) -> list[str]:
    """Return the words of the latest operations of a command, oldest first."""
    rows = store.rows(
        "SELECT words FROM operations WHERE command = ? AND words <> '' ORDER BY id DESC LIMIT ?",
        (command, limit),
    )
    return [words for (words,) in reversed(rows)]


def change(
    store: Store, operation: int, table: str, row: int, values: Mapping[str, str | int | None]
) -> None:
    """Set columns of one row of _TABLES, with images of them for `undo` and `redo`."""
    change_where(store, operation, table, "id = ?", (row,), values)


def change_where(
    store: Store,
    operation: int,
    table: str,
    where: str,
    given: Sequence[str | int | None],
    values: Mapping[str, str | int | None],
) -> int:
    """Set columns of every row of one of _TABLES for which `where` holds; return how many.

    `where` is a condition with `given` for its question marks. The images of before and
    after hold the columns that change and no others. Column names must not come from users.
    """
    if table not in _TABLES:
        raise ValueError(f"{table} keeps no changes")
    before = ", ".join([f"'{column}', {column}" for column in values])
    after = ", ".join([f"'{column}', ?" for column in values])
    keep = _KEEP_IMAGES.format(table=table, before=before, after=after, where=where)
    changed = store.run(keep, (operation, table, *values.values(), *given)).rowcount
    columns = ", ".join([f"{column} = ?" for column in values])
    put = _SET.format(table=table, columns=columns, where=where)
    store.run(put, (*values.values(), *given))
    return changed


def _step(store: Store, command: str, target: int, now: datetime) -> int:
    cursor = store.run(
        "INSERT INTO operations (at, command, words, target) VALUES (?, ?, '', ?)",
        (now.isoformat(timespec="seconds"), command, target),
    )
    return cursor.lastrowid or 0


def _set_live(store: Store, operation: int, live: int) -> None:
    """Wake or put to rest every row that an operation added."""
    store.run("UPDATE entries SET live = ? WHERE added_by = ?", (live, operation))
    store.run("UPDATE time_off SET live = ? WHERE added_by = ?", (live, operation))
    store.run("UPDATE accepted SET live = ? WHERE added_by = ?", (live, operation))
    store.run("UPDATE promises SET live = ? WHERE added_by = ?", (live, operation))


def _put_back(store: Store, operation: int) -> None:
    """Give the rows that an operation changed their images from before, newest first."""
    _put(
        store,
        "SELECT table_name, row_id, before FROM changes WHERE operation_id = ? ORDER BY id DESC",
        operation,
    )


def _put_again(store: Store, operation: int) -> None:
    """Give the rows that an operation changed their images from after, oldest first."""
    _put(
        store,
        "SELECT table_name, row_id, after FROM changes WHERE operation_id = ? ORDER BY id",
        operation,
    )


def _put(store: Store, images: str, operation: int) -> None:
    """Set the columns that each image holds in the row that it is of."""
    statements: dict[tuple[str, str], str] = {}
    for table, row, image in store.rows(images, (operation,)):
        names = store.row("SELECT group_concat(key) FROM json_each(?)", (image,))[0]
        statement = statements.get((table, names))
        if statement is None:
            put = [f"{name} = json_extract(:image, '$.{name}')" for name in names.split(",")]
            statement = _SET.format(table=table, columns=", ".join(put), where="id = :id")
            statements[table, names] = statement
        store.run(statement, {"image": image, "id": row})
