"""The mix: what each group of activities gets of what the model week asks for it.

Follow-up and prospecting are the first to be neglected, so they stand first.
"""

from __future__ import annotations

from actlog.analysis.coach.kinds import FOLLOW_UP, PROSPECTING, group
from actlog.analysis.history import History, Past, counted
from actlog.domain.model_week import Kind, ModelWeek
from actlog.domain.ratio import Ratio
from actlog.domain.record import Record
from actlog.domain.week import NOTHING

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

FIRST = (PROSPECTING, FOLLOW_UP)
"""The groups that stand before all others."""

WEEKS, BEFORE = 4, 13
"""The counted weeks that are looked at, and those before them that they are set against."""

NEGLECTED, KEPT = Ratio(60, 100), Ratio(90, 100)
"""A group under the first is neglected where the other activities are above the second."""


class Share(Record):
    """A group: `part` of what the model asked of it in the last `weeks` counted weeks.

    `before` is the same of the counted weeks before those, `others` of all other activities in
    the last weeks. Parts are of the line: the mean over kinds of done / line. Each is None where
    nothing was asked.
    """

    name: str
    kinds: tuple[Kind, ...]
    weeks: int
    part: Ratio | None
    before: Ratio | None
    others: Ratio | None

    @property
    def neglected(self) -> bool:
        """Whether it is under 60% of its lines, and the others are above 90% of theirs."""
        if self.weeks < WEEKS or self.part is None or self.others is None:
            return False
        return self.part < NEGLECTED and self.others > KEPT


def groups(model: ModelWeek) -> dict[str, tuple[Kind, ...]]:
    """Return the activities of each group, prospecting and follow-up first.

    A measure is in the group of what it measures.
    """
    found: dict[str, tuple[Kind, ...]] = dict.fromkeys(FIRST, ())
    for kind in model.activities:
        name = group(model, kind)
        if name is not None:
            found[name] = (*found.get(name, ()), kind)
    return {name: kinds for name, kinds in found.items() if kinds}


def mix(model: ModelWeek, history: History) -> list[Share]:
    """Return the share of each group, prospecting and follow-up first."""
    past = {kind.name: counted(history.past(kind)) for kind in model.activities}
    found = []
    for name, kinds in groups(model).items():
        own = [past[kind.name] for kind in kinds]
        rest = [weeks for kind, weeks in past.items() if kind not in {one.name for one in kinds}]
        found.append(
            Share(
                name=name,
                kinds=kinds,
                weeks=min([len(weeks[:WEEKS]) for weeks in own]),
                part=part([weeks[:WEEKS] for weeks in own]),
                before=part([weeks[WEEKS : WEEKS + BEFORE] for weeks in own]),
                others=part([weeks[:WEEKS] for weeks in rest]),
            )
        )
    return found


def part(kinds: Sequence[Sequence[Past]]) -> Ratio | None:
    """Return the mean over kinds of done / line, of the weeks of each; None without a line."""
    parts = []
    for weeks in kinds:
        lined = [(week.count, line(week)) for week in weeks]
        asked = sum([due for _, due in lined if due], NOTHING)
        if asked:
            parts.append(sum([count for count, due in lined if due]) / asked)
    return sum(parts, NOTHING) / len(parts) if parts else None


def line(week: Past) -> Ratio | None:
    """Return what the week asked: its tipping point, or where there is none its goal."""
    return week.due.tipping_point if week.due.tipping_point is not None else week.due.goal
