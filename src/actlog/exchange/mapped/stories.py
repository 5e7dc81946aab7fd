"""Which entries belong to one row of another program: by its id, or by their story here."""

from __future__ import annotations

from actlog.exchange.mapped import uids

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from actlog.domain.entry import Entry
    from actlog.domain.mapping import Mapping

_MARK = "Q0Q"  # stands in no source and in no part: those are in small letters


class Uids:
    """Finds the ids of a mapping's own rows in the unique ids that were made of them."""

    def __init__(self, mapping: Mapping) -> None:
        makers = uids.makers(mapping) if mapping.id else {}
        # Before and behind the id, by part.
        self._around = {part: make(_MARK).split(_MARK) for part, make in makers.items()}

    def own(self, uid: str, part: str | None) -> str:
        """Return the id of the row that a unique id with this part is of, "" for any other."""
        before, behind = self._around.get(part, ("", ""))
        if not before or not uid.startswith(before) or not uid.endswith(behind):
            return ""
        return uid[len(before) : len(uid) - len(behind)]

    def row(self, uid: str) -> tuple[str, str | None]:
        """Return the id of a unique id's row, and which part of the row it is; "" for no row."""
        found = [(own, part) for part in self._around if (own := self.own(uid, part))]
        return min(found, key=lambda one: len(one[0]), default=("", None))


class Stories:
    """Tells which entries may share a row.

    Where a mapping has stories these are their parts, else all parts. `most` is how many entries
    can share one.
    """

    def __init__(self, mapping: Mapping, own: Uids, begins: Callable[[str], bool]) -> None:
        """`begins` tells whether the entries of a kind can be the part that others refer to."""
        told = [rule for rule in mapping.entries if rule.story]
        ends = {rule.part for rule in told or mapping.entries}
        self._parts = ends | {rule.story for rule in told}
        self.most = len(self._parts)
        self._uids = own
        self._begins = begins

    def key(self, entry: Entry) -> str | None:
        """Return what the entries of one row have in common, None where an entry has its own."""
        if self.most == 1 or entry.count > 1:
            return None
        for uid in (entry.uid, entry.story):
            own, part = self._uids.row(uid) if uid else ("", None)
            if own:
                return f"id {own}" if part in self._parts else None
        return entry.story or (entry.uid if self._begins(entry.kind) else None)
