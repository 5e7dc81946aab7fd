"""Quality: what part of the activities that reached somebody moved the prospect, to a yes or a no.

`moved` and `decided` count for it, `none` (a pleasant nothing) against it. Whoever was not reached
says nothing about quality, and neither does an outcome that nobody noted: both stand beside.
"""

from __future__ import annotations

from actlog.analysis.intervals import Share, share
from actlog.domain.model_week import DECIDED, MOVED, NONE, UNREACHED
from actlog.domain.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from actlog.analysis.history import Judged
    from actlog.domain.entry import DayTotal
    from actlog.domain.model_week import Kind, ModelWeek
    from actlog.domain.week import Week


class Quality(Record):
    """Counts by class of outcome, of one `kind` or, where it is None, of all that have outcomes.

    `unknown` are those without an outcome, or with one that the model does not know.
    """

    kind: Kind | None
    moved: int = 0
    decided: int = 0
    none: int = 0
    unreached: int = 0
    unknown: int = 0

    @property
    def share(self) -> Share:
        """The quality share with its 90% Jeffreys interval."""
        return share(self.good, self.n)

    @property
    def good(self) -> int:
        """Those that moved or decided something."""
        return self.moved + self.decided

    @property
    def n(self) -> int:
        """Those that say anything about quality."""
        return self.good + self.none


class QualityReport(Record):
    """Quality of all kinds together, and of each that has an outcome with a class."""

    overall: Quality
    kinds: tuple[Quality, ...]


class QualityWeek(Record):
    """What one complete week held."""

    week: Week
    quality: Quality


def quality(model: ModelWeek, totals: Iterable[DayTotal]) -> QualityReport:
    """Return the quality of what the totals hold, by the classes of a model week.

    A kind takes part when it has outcomes of its own; a measure (`of:`) is in its parent. The
    words of a story (a no-show, a meeting set again) count nothing, unless the model
    gives them a class.
    """
    classes = {
        kind.name: {outcome.name: outcome.cls for outcome in kind.outcomes}
        for kind in model.activities
        if kind.outcomes and not kind.of
    }
    kinds = {kind.name: kind for kind in model.activities if kind.name in classes}
    found = {name: dict.fromkeys((*_CLASSES, "unknown"), 0) for name in kinds}
    for _day, name, outcome, count, _minutes, _cents in totals:
        if name not in kinds:
            continue
        known = classes[name].get(outcome or "")
        if known is None and outcome in kinds[name].uncounted:
            continue
        found[name][known or "unknown"] += count
    each = tuple([Quality(kind=kinds[name], **counts) for name, counts in found.items()])
    return QualityReport(overall=together(each), kinds=each)


_CLASSES = (MOVED, DECIDED, NONE, UNREACHED)


def together(each: Sequence[Quality]) -> Quality:
    """Return several kinds' quality as one."""
    sums = {name: sum([getattr(one, name) for one in each]) for name in (*_CLASSES, "unknown")}
    return Quality(kind=None, **sums)


def weekly(
    weeks: Iterable[Judged], totals: Iterable[DayTotal], kind: str | None = None
) -> list[QualityWeek]:
    """Return the quality of each week by the classes of its own model, in the order given.

    Of one kind where it is named; a week whose model does not have it holds nothing.
    """
    by_day: dict[object, list[DayTotal]] = {}
    for total in totals:
        by_day.setdefault(total[0], []).append(total)
    found = []
    for judged in weeks:
        within = [one for day in judged.week.days() for one in by_day.get(day, ())]
        report = quality(judged.model, within)
        chosen = [one for one in report.kinds if kind in {None, one.kind and one.kind.name}]
        found.append(QualityWeek(week=judged.week, quality=together(chosen)))
    return found
