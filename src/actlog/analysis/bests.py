"""Personal bests: the most in one week, of meetings and results alone, never of volume."""

from __future__ import annotations

from actlog.analysis.coach.kinds import is_meeting
from actlog.analysis.history import History, Judged, counted
from actlog.domain.model_week import Kind, ModelWeek
from actlog.domain.record import Record
from actlog.domain.week import Week

WEEKS = 13
"""So many counted weeks have to stand before one for it to be called a best."""


class Best(Record):
    """The most of a kind in one week: `count`, in `week`, the first that had as many.

    `before` is the most of the `weeks` counted weeks before that one, 0 without any.
    """

    kind: Kind
    count: int
    week: Week
    before: int
    weeks: int

    @property
    def earned(self) -> bool:
        """Whether there were weeks enough before it to beat."""
        return self.weeks >= WEEKS


def kinds(model: ModelWeek) -> list[Kind]:
    """Return the kinds whose bests are kept: both ends of a meeting, and results."""
    return [kind for kind in model.activities if is_meeting(model, kind)] + list(model.results)


def bests(history: History, current: Judged) -> list[Best]:
    """Return the best week of each kind that has any, the one that is running included."""
    found = []
    for kind in kinds(current.model):
        weeks = [(past.week, past.count) for past in reversed(counted(history.past(kind)))]
        days = history.days(kind)
        weeks.append((current.week, sum([days.get(day, 0) for day in current.week.days()])))
        most = max([count for _, count in weeks])
        place = next(place for place, (_, count) in enumerate(weeks) if count == most)
        before = [count for _, count in weeks[:place]]
        if most:
            week = weeks[place][0]
            found.append(
                Best(
                    kind=kind,
                    count=most,
                    week=week,
                    before=max(before, default=0),
                    weeks=len(before),
                )
            )
    return found
