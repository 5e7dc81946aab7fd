"""Weekly averages: what a usual week is, over the last complete weeks."""

from __future__ import annotations

from actlog.analysis.history import History, Past, counted
from actlog.domain.model_week import Kind, ModelWeek
from actlog.domain.ratio import Ratio
from actlog.domain.record import Record
from actlog.domain.week import NOTHING, Week

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

SPARK_WEEKS = 13
"""How many weeks a sparkline shows."""


class Window(Record):
    """The average of one kind over the last `weeks_asked` complete weeks.

    `weeks_counted` of them were not off and not before the log began. `per_week` weighs
    short weeks by what they were; `median`, `min` and `max` are of the plain weekly counts;
    `at_or_above` says how many weeks reached their line, None where no week had one. All
    are None when no week counts.
    """

    weeks_asked: int
    weeks_counted: int
    per_week: Ratio | None = None
    median: Ratio | None = None
    min: int | None = None
    max: int | None = None
    at_or_above: int | None = None


class KindAverages(Record):
    """One kind: its windows, and its last 13 weeks.

    `recent` stands oldest first, None for the weeks before the log; a week off weighs 0.
    """

    kind: Kind
    windows: tuple[Window, ...]
    recent: tuple[Past | None, ...]


class AveragesReport(Record):
    """The averages of every activity before the week `before`."""

    model: ModelWeek
    before: Week
    activities: tuple[KindAverages, ...]


def window(past: Sequence[Past], asked: int) -> Window:
    """Return the average over the newest `asked` of the weeks, which stand newest first."""
    weeks = counted(past[:asked])
    if not weeks:
        return Window(weeks_asked=asked, weeks_counted=0)
    counts = [week.count for week in weeks]
    judged = any(week.due.tipping_point is not None for week in weeks)
    return Window(
        weeks_asked=asked,
        weeks_counted=len(weeks),
        per_week=sum(counts) / sum((week.weight for week in weeks), NOTHING),
        median=median(counts),
        min=min(counts),
        max=max(counts),
        at_or_above=sum(week.reached for week in weeks) if judged else None,
    )


def median(counts: Sequence[int]) -> Ratio:
    """Return the middle of some counts, or the mean of the middle two."""
    ordered = sorted(counts)
    middle = len(ordered) // 2
    if len(ordered) % 2:
        return Ratio(ordered[middle])
    return Ratio(ordered[middle - 1] + ordered[middle], 2)


def of_kind(kind: Kind, past: Sequence[Past], asked: Sequence[int]) -> KindAverages:
    """Return the averages of one kind from its past weeks, newest first."""
    shown: list[Past | None] = [*past[:SPARK_WEEKS]]
    shown += [None] * (SPARK_WEEKS - len(shown))
    return KindAverages(
        kind=kind,
        windows=tuple([window(past, weeks) for weeks in asked]),
        recent=tuple(reversed(shown)),
    )


def averages_report(model: ModelWeek, before: Week, history: History) -> AveragesReport:
    """Return the averages of every activity over the complete weeks before a week."""
    return AveragesReport(
        model=model,
        before=before,
        activities=tuple(
            [of_kind(kind, history.past(kind), model.averages) for kind in model.activities]
        ),
    )
