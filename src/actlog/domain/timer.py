"""The timer of a timebox: what is running, since when, and whether anybody still knows."""

from __future__ import annotations

from datetime import datetime

from actlog.domain.model_week import Timebox
from actlog.domain.record import Record

LONGEST = 180
"""Minutes after which a timer is taken for forgotten, or twice its box where that is more."""

_JITTER = 60


class Timer(Record):
    """One running timebox: its kind, and the instant when it began, with its own offset.

    What has passed is counted between instants: a clock change moves nothing.
    """

    kind: str
    started: datetime

    def _seconds(self, now: datetime) -> int:
        return int((now - self.started).total_seconds())

    def minutes(self, now: datetime) -> int:
        """Return the minutes that have passed, to the nearest; 0 when the clock was set back."""
        return max(0, (self._seconds(now) + 30) // 60)

    def ahead(self, now: datetime) -> bool:
        """Tell whether it began later than now: the clock was set back, by more than a minute."""
        return self._seconds(now) < -_JITTER

    def forgotten(self, now: datetime, box: Timebox | None) -> bool:
        """Tell whether it has run longer than LONGEST and longer than twice its box."""
        return self.minutes(now) > max(LONGEST, 2 * box.minutes if box else 0)
