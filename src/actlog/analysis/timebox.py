"""One day of a timebox: the minutes and touches so far, against the box."""

from __future__ import annotations

from datetime import date

from actlog.domain.entry import DayTotal
from actlog.domain.model_week import Kind, Timebox
from actlog.domain.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


class BoxDay(Record):
    """What a day holds of a timebox; `box` is what keeps the day."""

    box: Timebox
    minutes: int
    touches: int

    @property
    def kept(self) -> bool:
        """Whether both the minutes and the touches are reached."""
        return self.minutes >= self.box.minutes and self.touches >= self.box.touches

    @property
    def begun(self) -> bool:
        """Whether there is anything of it."""
        return bool(self.minutes or self.touches)


def box_day(kind: Kind, totals: Iterable[DayTotal], day: date) -> BoxDay | None:
    """Return what the totals hold of a timebox on a day; None for any other kind."""
    if kind.timebox is None:
        return None
    held = [total for total in totals if total[0] == day and total[1] == kind.name]
    return BoxDay(
        box=kind.timebox,
        minutes=sum([total[4] for total in held]),
        touches=sum([total[3] for total in held]),
    )
