"""What the coach said last, for the commands that show its top finding and cannot wait for it.

On the lean lane: `week`, `today`, `averages` and the answer of `log` use it.
"""

from __future__ import annotations

from actlog.analysis.coach.advice import BUSY, no_more, weight
from actlog.analysis.coach.kinds import group
from actlog.domain.findings import Finding
from actlog.domain.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

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

All others hold until something is logged that they are about, or the day ends.
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

    def settled(self) -> tuple[Finding, ...]:
        """Return the findings that hold until the week ends."""
        return tuple([one for one in self.findings if one.id in SETTLED])

    def standing(self, logged: Collection[str] | None, model: ModelWeek) -> tuple[Finding, ...]:
        """Return what still stands on the same day after entries of the kinds `logged`.

        None says that more happened than that. A finding about a kind stands until something
        of its group is logged, one about no kind until anything is.
        """
        if logged is None:
            return self.settled()
        groups = {_group(model, name) for name in logged}
        return tuple(
            [
                one
                for one in self.findings
                if one.id in SETTLED
                or not logged
                or (one.kind is not None and _group(model, one.kind) not in groups)
            ]
        )


def _group(model: ModelWeek, name: str) -> str:
    kind = model.kind(name)
    return (group(model, kind) if kind is not None else None) or name


def to_keep(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return the findings that are worth keeping: they ask for something, or praise it."""
    return tuple([one for one in findings if one.level != "info" and one.id not in OF_THE_WEEK])


def renewed(kept: Kept, today: Sequence[Finding], model: ModelWeek) -> tuple[Finding, ...]:
    """Return what was settled in a week with what a later day of it says, the weightiest first."""
    fresh = [one for one in today if one.id not in SETTLED]
    return tuple(sorted([*kept.settled(), *heard(fresh, kept.findings, model)], key=weight))


def heard(
    live: Sequence[Finding], kept: Sequence[Finding], model: ModelWeek
) -> tuple[Finding, ...]:
    """Return a week's own findings without those that ask for more of what brings nothing."""
    if all(one.id != BUSY for one in kept):
        return tuple(live)
    return no_more(live, model)


def top(live: Sequence[Finding], kept: Sequence[Finding]) -> Finding | None:
    """Return the finding that matters most, of those that no table says already."""
    found = [one for one in (*live, *kept) if one.level != "info" and one.id not in _SAID_BY_TABLE]
    return min(found, key=weight, default=None)
