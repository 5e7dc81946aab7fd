"""What became of an entry: every operation that touched it, and what that changed."""

from __future__ import annotations

from datetime import datetime

from actlog.domain.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from actlog.domain.plain import What

LOGGED: What
EDITED: What
REMOVED: What
RESTORED: What
UNDONE: What
REDONE: What
LOGGED, EDITED, REMOVED, RESTORED = "logged", "edited", "removed", "restored"
UNDONE, REDONE = "undone", "redone"


class Change(Record):
    """A field of Entry before and after an operation, None where it said nothing."""

    field: str
    before: Any
    after: Any


class Touch(Record):
    """One operation that touched an entry.

    `what` is one of LOGGED, EDITED, REMOVED, RESTORED; of an undo or a redo UNDONE or REDONE,
    and `target` is then the operation that was undone or done again.
    """

    operation: int
    command: str
    words: str
    at: datetime
    what: What
    target: int | None = None
    changes: tuple[Change, ...] = ()


class Life(Record):
    """Whether an entry is in the log now, and what became of it, oldest first.

    An entry that is not is `removed`, or else was undone.
    """

    live: bool
    removed: bool
    touches: tuple[Touch, ...]
