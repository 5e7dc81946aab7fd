"""What reminders have said and looked at already: one of the settings, never undone.

It is kept as a line for each name, the name and its key with a tab between them: reminders are
on the leanest lane, which has no JSON.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from actlog.store.database import Store

_NAME = "reminded"
_READ = "SELECT value FROM settings WHERE name = ?"
_KEEP = "INSERT OR REPLACE INTO settings VALUES (?, ?)"


def read(store: Store) -> dict[str, str]:
    """Return the keys that are kept, by name. Raises StoreError."""
    row = store.row(_READ, (_NAME,))
    pairs = [line.partition("\t") for line in row[0].split("\n")] if row else []
    return {name: key for name, _, key in pairs if name}


def change(store: Store, put: Mapping[str, str | None]) -> dict[str, str | None]:
    """Keep keys by name (None: forget it); return those that differed, as they were before.

    Of several programs that do it at once, each change is one program's. Nothing is written
    where nothing differs. Raises StoreError.
    """
    if not differing(read(store), put):
        return {}
    with store.transaction():
        kept = read(store)
        before = differing(kept, put)
        for name in before:
            key = put[name]
            if key is None:
                del kept[name]
            else:
                kept[name] = key
        lines = [f"{name}\t{key}" for name, key in kept.items()]
        store.run(_KEEP, (_NAME, "\n".join(lines)))
    return before


def differing(kept: Mapping[str, str], put: Mapping[str, str | None]) -> dict[str, str | None]:
    """Return what is kept now under those names of `put` whose keys differ from it."""
    return {name: kept.get(name) for name, key in put.items() if kept.get(name) != key}
