"""Which activities bring results: every one that is tracked, tested against every result."""

from __future__ import annotations

from actlog.analysis.correlation import Relation, relate
from actlog.analysis.series import Series
from actlog.domain.model_week import Kind
from actlog.domain.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

GATE = 0.05
"""A relation shows where p is below this."""


class Related(Record):
    """One activity and one result, and whether the result follows the activity."""

    activity: Kind
    result: Kind
    relation: Relation

    @property
    def shows(self) -> bool:
        """Whether more of the activity goes with more of the result: tested, not only seen."""
        p, rho = self.relation.p, self.relation.rho
        return p is not None and rho is not None and p < GATE and rho > 0

    @property
    def opposed(self) -> bool:
        """Whether more of the activity goes with fewer of the result."""
        p, rho = self.relation.p, self.relation.rho
        return p is not None and rho is not None and p < GATE and rho < 0

    @property
    def clearness(self) -> tuple[float, float]:
        """What sorts relations, the clearest first; many have the smallest p there is."""
        p, rho = self.relation.p, self.relation.rho
        return 1.0 if p is None else p, -(rho or 0.0)


def relations(
    activities: Sequence[tuple[Kind, Series]], results: Sequence[tuple[Kind, Series]]
) -> tuple[Related, ...]:
    """Return how each activity and each result go together, over the same weeks.

    A week that was off for either is left out.
    """
    return tuple(
        [
            Related(activity=kind, result=result, relation=_relation(done, brought))
            for kind, done in activities
            for result, brought in results
        ]
    )


def _relation(done: Series, brought: Series) -> Relation:
    off = [one or other for one, other in zip(done.off, brought.off, strict=True)]
    return relate(done.counts, brought.counts, off=off)


def best(found: Iterable[Related]) -> Related | None:
    """Return the relation that shows most clearly, or None where none does."""
    return min([one for one in found if one.shows], key=_clearness, default=None)


def _clearness(one: Related) -> tuple[float, float]:
    return one.clearness
