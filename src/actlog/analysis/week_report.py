"""The week against the model week: everything that `week` shows."""

from __future__ import annotations

from datetime import datetime

from actlog.analysis import averages, pace
from actlog.analysis.ahead import Ahead, ahead
from actlog.analysis.averages import KindAverages
from actlog.analysis.history import History
from actlog.analysis.pace import Activity
from actlog.analysis.reach import Reach, reach
from actlog.domain.entry import DayTotal
from actlog.domain.model_week import Kind, ModelWeek
from actlog.domain.ratio import Ratio
from actlog.domain.record import Record
from actlog.domain.week import Week

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class ActivityRow(Record):
    """One activity: where it stands, its averages, and what can still be reached.

    `reach` is None in a week that is over or still to come. `streak` counts weeks at the
    line, kept working days for a timebox; None where it was not asked for or there is no line.
    """

    kind: Kind
    standing: Activity
    averages: KindAverages
    reach: Reach | None
    streak: int | None = None


class ResultRow(Record):
    """One result of the week: how many, and their value in hundredths (0 where none is known)."""

    kind: Kind
    done: int
    value_cents: int


class WeekReport(Record):
    """One week at one instant.

    `share` is the part of a full week that is worked and `elapsed` the part of that which
    is gone, None in a week off. `day` counts the working days up to today out of `days`.
    `strangers` are kinds that were logged but are not in the model, with their counts;
    `why` is what `weeks:` says of a special week; `ahead` next week's meetings, None in a week
    that is not the current one and where no kind closes another.
    """

    model: ModelWeek
    week: Week
    now: datetime
    share: Ratio
    elapsed: Ratio | None
    day: int
    days: int
    why: str | None
    activities: tuple[ActivityRow, ...]
    results: tuple[ResultRow, ...]
    strangers: tuple[tuple[str, int], ...] = ()
    ahead: tuple[Ahead, ...] | None = None

    @property
    def current(self) -> bool:
        """Whether it is the week of `now`."""
        return self.week.start <= self.now.date() <= self.week.end

    @property
    def over(self) -> bool:
        """Whether it lies in the past."""
        return self.week.end < self.now.date()


def week_report(
    model: ModelWeek,
    week: Week,
    now: datetime,
    totals: Iterable[DayTotal],
    history: History,
    streaks: Mapping[str, int] | None = None,
) -> WeekReport:
    """Return the report of a week.

    `model` is the one that judges it, with all time off; `totals` hold at least the week,
    up to `now`; `history` the complete weeks before it; `streaks` those of some kinds by name.
    """
    held = [total for total in totals if week.start <= total[0] <= week.end]
    calendar = model.calendar
    weight = calendar.weighs(week)
    worked = [day for day in week.days() if calendar.weight(day)]
    special = model.special(week)
    return WeekReport(
        model=model,
        week=week,
        now=now,
        share=calendar.share(week),
        elapsed=calendar.elapsed(week, now) / weight if weight else None,
        day=sum(day <= now.date() for day in worked),
        days=len(worked),
        why=special.why if special else None,
        activities=tuple(
            [
                _activity(model, kind, week, now, held, history).replace(
                    streak=(streaks or {}).get(kind.name)
                )
                for kind in model.activities
            ]
        ),
        results=tuple([_result(kind, held) for kind in model.results]),
        strangers=_strangers(model, held),
        ahead=ahead(model, history.told.values(), now) if history.told else None,
    )


def _activity(
    model: ModelWeek,
    kind: Kind,
    week: Week,
    now: datetime,
    totals: list[DayTotal],
    history: History,
) -> ActivityRow:
    standing = pace.standing(model, kind, pace.done(kind, totals), now, week)
    past = history.past(kind)
    still = week.start <= now.date() <= week.end
    return ActivityRow(
        kind=kind,
        standing=standing,
        averages=averages.of_kind(kind, past, model.averages),
        reach=reach(kind, standing, past, history, model.calendar, week, now) if still else None,
    )


def _result(kind: Kind, totals: list[DayTotal]) -> ResultRow:
    value = sum(cents for _, name, _, _, _, cents in totals if name == kind.name)
    return ResultRow(kind=kind, done=pace.done(kind, totals), value_cents=value)


def _strangers(model: ModelWeek, totals: list[DayTotal]) -> tuple[tuple[str, int], ...]:
    known = {kind.name for kind in model.kinds()}
    counts: dict[str, int] = {}
    for _day, name, _outcome, count, _minutes, _cents in totals:
        if name not in known:
            counts[name] = counts.get(name, 0) + count
    return tuple(sorted(counts.items()))
