"""The weeks of one kind as plain columns: what tests and estimates are made from."""

from __future__ import annotations

from actlog.domain.record import Record
from actlog.domain.week import NOTHING, Week

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from actlog.analysis.history import Past

LONGEST = 260
"""Five years of weeks: the most that are ever tested."""

FEWEST_WORKED = 20
"""So many worked weeks it takes before activity and results are tested."""


class Series(Record):
    """Complete weeks, oldest first: the count of each, and whether it was off."""

    weeks: tuple[Week, ...]
    counts: tuple[int, ...]
    off: tuple[bool, ...]

    @property
    def worked(self) -> int:
        """How many of the weeks were not off."""
        return len(self.off) - sum(self.off)


def series(past: Sequence[Past]) -> Series:
    """Return the weeks of a kind, which stand newest first, as columns."""
    ordered = past[::-1]
    return Series(
        weeks=tuple([one.week for one in ordered]),
        counts=tuple([one.count for one in ordered]),
        off=tuple([one.weight == NOTHING for one in ordered]),
    )
