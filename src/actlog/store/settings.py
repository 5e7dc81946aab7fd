"""What the log keeps by name beside its history: never undone, and no part of an entry."""

from __future__ import annotations

from actlog.domain.errors import StoreError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from actlog.store.database import Store


def read(store: Store, name: str) -> str | None:
    """Return what is kept under a name, or None."""
    row = store.row("SELECT value FROM settings WHERE name = ?", (name,))
    return None if row is None else row[0]


def keep(store: Store, name: str, value: str) -> bool:
    """Keep a value under a name; tell whether it could be.

    Who keeps something beside an answer has the answer already: it waits for no other writer,
    and does not fail.
    """
    try:
        with store.transaction(patience=0):
            store.run("INSERT OR REPLACE INTO settings VALUES (?, ?)", (name, value))
    except StoreError:
        return False
    return True
