"""The kinds and outcomes that the log names, and how they are given others."""

from __future__ import annotations

from actlog.store import history, model_changes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from actlog.store.database import Store


_COUNT = """
SELECT count(*) FROM entries
WHERE live AND kind = :kind AND (:outcome IS NULL OR outcome = :outcome)
"""


def count(store: Store, kind: str, outcome: str | None = None) -> int:
    """Return how many live entries a kind has, with an outcome where one is named."""
    return int(store.row(_COUNT, {"kind": kind, "outcome": outcome})[0])


def rename(store: Store, operation: int, old: str, new: str) -> int:
    """Call a kind by another name wherever the log names it; return how many entries it has.

    Entries that were removed are renamed as well, since `restore` may bring them back.
    """
    live = count(store, old)
    history.change_where(store, operation, "entries", "kind = ?", (old,), {"kind": new})
    for row, kinds in store.rows("SELECT id, kinds FROM time_off WHERE kinds <> ''"):
        names = kinds.split()
        if old in names:
            names = list(dict.fromkeys([new if name == old else name for name in names]))
            history.change(store, operation, "time_off", row, {"kinds": " ".join(names)})
    history.change_where(store, operation, "promises", "kind = ?", (old,), {"kind": new})
    model_changes.rename_timer(store, old, new)
    return live


def rename_outcome(store: Store, operation: int, kind: str, old: str, new: str) -> int:
    """Call an outcome of a kind by another name; return how many live entries have it."""
    live = count(store, kind, old)
    where, given = "kind = ? AND outcome = ?", (kind, old)
    history.change_where(store, operation, "entries", where, given, {"outcome": new})
    return live
