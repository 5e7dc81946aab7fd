"""One entry about a meeting, as far as its story needs it."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime
    from typing import Any

    from actlog.domain.entry import Moment

STEP = (
    *("id", "uid", "day", "at", "kind", "count", "outcome", "account", "contact"),
    *("planned", "story"),
)
"""The fields of Entry that a step has, in order."""


class Step:
    """A meeting that was set, or what became of one: an entry's parts without the rest.

    A class of slots, not a record: half a year of them is read behind every `week`.
    """

    __slots__ = STEP

    id: int
    uid: str
    day: date
    at: datetime | None
    kind: str
    count: int
    outcome: str | None
    account: str | None
    contact: str | None
    planned: Moment | None
    story: str | None

    def __init__(self, values: Sequence[Any]) -> None:
        """Take the values in the order of STEP."""
        (self.id, self.uid, self.day, self.at, self.kind, self.count) = values[:6]
        (self.outcome, self.account, self.contact, self.planned, self.story) = values[6:]
