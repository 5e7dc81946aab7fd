"""What every analysis answers: a finding with its evidence and the next thing to do."""

from __future__ import annotations

from actlog.domain.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from actlog.domain.plain import Level


class Evidence(Record):
    """What a finding rests on. Absent parts are None; `low` and `high` bound `value`."""

    weeks: int | None = None
    n: int | None = None
    value: float | None = None
    low: float | None = None
    high: float | None = None
    p: float | None = None
    q: float | None = None


class Finding(Record):
    """One sentence for the rep.

    `id` is stable and names the rule; `level` is `act`, `watch`, `good` or `info`; `kind` the
    activity it is about; `next` what to do, as a command where there is one.
    """

    id: str
    level: Level
    title: str
    detail: str
    kind: str | None = None
    evidence: Evidence = Evidence()
    next: str | None = None


class Fault(Finding):
    """A finding about single entries of the log: their numbers, in order."""

    entries: tuple[int, ...] = ()
