"""How a log and what it stands on are doing: what `doctor` answers."""

from __future__ import annotations

from actlog.domain.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from actlog.domain.plain import HealthLevel

OK: HealthLevel
NOTE: HealthLevel
PROBLEM: HealthLevel
UNUSABLE: HealthLevel
OK, NOTE, PROBLEM, UNUSABLE = "ok", "note", "problem", "unusable"
"""What a check may come to, from best to worst; a note asks for nothing."""


class Check(Record):
    """One thing looked at: its stable `id`, its level, what was found, and what mends it.

    `mend` is a command where there is one; None where nothing need be done.
    """

    id: str
    level: HealthLevel = OK
    says: str
    mend: str | None = None
