"""Weeks side by side: what each kind came to, of which line, and what a usual week was then."""

from __future__ import annotations

from actlog.analysis.averages import window
from actlog.analysis.every_week import every_kind
from actlog.analysis.history import History, Judged
from actlog.analysis.pace import Due, share, zone
from actlog.domain.model_week import Kind, in_force
from actlog.domain.ratio import Ratio
from actlog.domain.record import Record
from actlog.domain.week import Week

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from actlog.domain.entry import DayTotal
    from actlog.domain.model_week import ModelWeek, Version
    from actlog.domain.plain import ZoneName


class KindInWeek(Record):
    """What one kind came to in one week, by the model of that time.

    `share` is the part of a full week that was worked for it; `averages` are those of the
    complete weeks before it, None where no week counts. `value_cents` is that of a result, None
    for an activity.
    """

    kind: Kind
    done: int
    share: Ratio
    due: Due
    zone: ZoneName | None
    averages: tuple[Ratio | None, ...]
    value_cents: int | None


class TableWeek(Record):
    """One week: its `share` of a full one, why it is a special one, and every kind in it.

    The `current` one is not over yet.
    """

    week: Week
    share: Ratio
    why: str | None
    current: bool
    kinds: tuple[KindInWeek, ...]


class WeekTable(Record):
    """Weeks in order; each has the same `kinds`, as they are meant today, in their order.

    `averages` are over how many complete weeks.
    """

    model: ModelWeek
    kinds: tuple[Kind, ...]
    averages: tuple[int, ...]
    weeks: tuple[TableWeek, ...]


def week_table(
    versions: tuple[Version, ...],
    totals: Sequence[DayTotal],
    today: date,
    *,
    first: date | None = None,
    last: date | None = None,
    names: Sequence[str] = (),
    part: bool = False,
) -> WeekTable:
    """Return the weeks that hold a day from `first` to `last`, up to today's.

    `totals` are all there are up to now, or those of a `part` of the entries: that has no lines
    and no averages, which are for all of them. Of the kinds those with `names` are shown, or
    where none are given today's, and former ones that the weeks hold something of.
    """
    asked = _Asked(versions, totals, today, part=part)
    shown = [
        place
        for place, judged in enumerate(asked.weeks)
        if (first is None or judged.week.end >= first)
        and (last is None or judged.week.start <= last)
    ]
    kinds = [kind for kind in asked.kinds if asked.shows(kind, shown, names)]
    return WeekTable(
        model=asked.model,
        kinds=tuple(kinds),
        averages=asked.averages,
        weeks=tuple(
            [
                _week(asked.weeks[place], today, [asked.read(kind, place) for kind in kinds])
                for place in reversed(shown)
            ]
        ),
    )


class _Asked:
    """Every week back to the first total, newest first, and what each kind came to in it."""

    def __init__(
        self,
        versions: tuple[Version, ...],
        totals: Sequence[DayTotal],
        today: date,
        *,
        part: bool,
    ) -> None:
        self.model = versions[-1].model
        self.averages = () if part else self.model.averages
        self.weeks: list[Judged] = []
        week, begin = self.model.calendar.week(today), min([one[0] for one in totals], default=None)
        while begin is not None and week.end >= begin:
            self.weeks.append(Judged(week=week, model=in_force(versions, week)))
            week = week.back(1)
        self.kinds = every_kind(versions, totals)
        history = History(self.weeks, totals)
        self._past = {kind.name: history.past(kind) for kind in self.kinds}
        self._values = _values(totals, self.model.calendar.starts)
        self._part = part
        self._longest = max(self.averages, default=0)

    def shows(self, kind: Kind, places: Sequence[int], names: Sequence[str]) -> bool:
        """Tell whether a kind is shown: asked for, of today's model, or done in these weeks."""
        if names:
            return kind.name in names
        todays = not self._part and self.model.kind(kind.name) is not None
        return todays or any(self._past[kind.name][place].count for place in places)

    def read(self, kind: Kind, place: int) -> KindInWeek:
        """Return what a kind came to in the week at a place."""
        past, judged = self._past[kind.name], self.weeks[place]
        one, worked = past[place], share(judged.model.calendar, judged.week, kind.name)
        before, lines = past[place + 1 : place + 1 + self._longest], one.due
        if self._part:
            lines = Due()
        cents = self._values.get((judged.week.start, kind.name), 0) if one.kind.result else None
        return KindInWeek(
            kind=one.kind,
            done=one.count,
            share=worked,
            due=lines,
            zone=zone(one.count, lines) if worked else None,
            averages=tuple([window(before, weeks).per_week for weeks in self.averages]),
            value_cents=cents,
        )


def _week(judged: Judged, today: date, kinds: Sequence[KindInWeek]) -> TableWeek:
    week, special = judged.week, judged.model.special(judged.week)
    return TableWeek(
        week=week,
        share=judged.model.calendar.share(week),
        why=special.why if special else None,
        current=week.end >= today,
        kinds=tuple(kinds),
    )


def _values(totals: Sequence[DayTotal], starts: int) -> dict[tuple[date, str], int]:
    """Return the value of each kind in each week, in hundredths."""
    found: dict[tuple[date, str], int] = {}
    for day, kind, _, _, _, cents in totals:
        key = Week.of(day, starts).start, kind
        found[key] = found.get(key, 0) + cents
    return found
