"""What the coach said last, for the commands that show its top finding and cannot wait for it.

On the lean lane: `week`, `today`, `averages` and the answer of `log` use it.
"""

from __future__ import annotations

from actlog.analysis.coach.advice import BUSY, asks_for_more, weight
from actlog.domain.findings import Finding
from actlog.domain.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from actlog.analysis.coach.advice import Advice
    from actlog.domain.model_week import ModelWeek

OF_THE_WEEK = frozenset(
    (
        *("begin", "past-ceiling", "turn-to", "gap", "out-of-reach", "all-reached"),
        *("line-reached", "not-enough-weeks", "week-off", "special-week", "not-in-model"),
    )
)
"""Findings about the running week: `week` works them out itself each time, nothing keeps them."""

SETTLED = frozenset(
    (
        *(BUSY, "rate-changed", "no-shows", "quality-down", "tipping-point-far", "choose-metrics"),
        *("neglected-mix", "cherry-picking", "pipeline-only", "bookend", "model-unread"),
    )
)
"""Findings from complete weeks: they hold until the week ends, whatever is logged in it.

All others hold until something else is logged, or the day ends.
"""

_SAID_BY_TABLE = frozenset(("gap", "line-reached", "out-of-reach"))


class Kept(Record):
    """The coach's findings as they were, and what they were worked out from.

    `operation` is the number of the newest one then, 0 in an empty log; `model` the row of the
    model week's version.
    """

    operation: int
    day: date
    week: date
    model: int
    program: str
    findings: tuple[Finding, ...] = ()

    @property
    def busy(self) -> bool:
        """Whether the rep is busy without results."""
        return any(one.id == BUSY for one in self.findings)

    @property
    def word(self) -> str | None:
        """The sentence that matters most of those that hold until the week ends."""
        return next((one.title for one in self.findings if one.id in SETTLED), None)

    def standing(self, operation: int, today: date) -> tuple[Finding, ...]:
        """Return what still stands where only the running week has changed since."""
        if (self.operation, self.day) == (operation, today):
            return self.findings
        return tuple([one for one in self.findings if one.id in SETTLED])


def to_keep(advice: Advice) -> tuple[Finding, ...]:
    """Return the findings that are worth keeping: they ask for something, or praise it."""
    return tuple(
        [one for one in advice.findings if one.level != "info" and one.id not in OF_THE_WEEK]
    )


def heard(
    live: Sequence[Finding], kept: Sequence[Finding], model: ModelWeek
) -> tuple[Finding, ...]:
    """Return a week's own findings without those that ask for more of what brings nothing."""
    if all(one.id != BUSY for one in kept):
        return tuple(live)
    return tuple([one for one in live if not asks_for_more(one, model)])


def top(live: Sequence[Finding], kept: Sequence[Finding]) -> Finding | None:
    """Return the finding that matters most, of those that no table says already."""
    found = [one for one in (*live, *kept) if one.level != "info" and one.id not in _SAID_BY_TABLE]
    return min(found, key=weight, default=None)
