"""Every week of a log as plain rows: what each kind came to, and the lines that it had."""

from __future__ import annotations

from actlog.analysis.history import History, Judged
from actlog.domain.model_week import Kind, in_force
from actlog.domain.shared import WeekRow
from actlog.domain.week import Week

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from actlog.analysis.history import Past
    from actlog.domain.entry import DayTotal
    from actlog.domain.model_week import Version
    from actlog.domain.ratio import Ratio

_Sums = dict[tuple[object, str], dict[str | None, tuple[int, int]]]
"""Minutes and hundredths of value by outcome, for each week's first day and kind."""


def every_week(
    versions: tuple[Version, ...], totals: Sequence[DayTotal], today: date, *, lines: bool = True
) -> Iterator[WeekRow]:
    """Yield each week from the first total's to today's, kind by kind, in order.

    A week is counted and judged by the model of its time, as `week` does: measures and kept
    days of timeboxes are kinds like others, a no-show is no meeting held. Kinds that no model
    knows are counted as they are. A kind without a count has a row only where it had a line.
    Without `lines`, as where a part of the entries is counted, none has any.
    """
    if not totals:
        return
    starts = versions[-1].model.calendar.starts
    first, last = (find(total[0] for total in totals) for find in (min, max))
    week, weeks = Week.of(max(today, last), starts), []
    while week.end >= first:
        weeks.append(Judged(week=week, model=in_force(versions, week)))
        week = week.back(1)
    history, sums = History(weeks, totals), _sums(totals, starts)
    told = [history.past(kind)[::-1] for kind in every_kind(versions, totals)]
    for of_one_week in zip(*told, strict=True):
        for past in of_one_week:
            row = _row(past, sums, lines=lines)
            if row.count or row.minutes or row.value or row.goal or row.tipping_point:
                yield row


def every_kind(versions: tuple[Version, ...], totals: Sequence[DayTotal]) -> list[Kind]:
    """Return the newest meaning of every kind, those of the model in force first."""
    found: dict[str, Kind] = {}
    for version in reversed(versions):
        for kind in version.model.kinds():
            found.setdefault(kind.name, kind)
    for name in sorted({total[1] for total in totals} - set(found)):
        found[name] = Kind(name=name)
    return list(found.values())


def _sums(totals: Sequence[DayTotal], starts: int) -> _Sums:
    found: _Sums = {}
    for day, kind, outcome, _, minutes, cents in totals:
        outcomes = found.setdefault((Week.of(day, starts).start, kind), {})
        before = outcomes.get(outcome, (0, 0))
        outcomes[outcome] = before[0] + minutes, before[1] + cents
    return found


def _row(past: Past, sums: _Sums, *, lines: bool) -> WeekRow:
    kind, due = past.kind, past.due
    held = sums.get((past.week.start, kind.of or kind.name), {})
    found = [
        both
        for outcome, both in held.items()
        if (outcome in kind.of_outcomes if kind.of else outcome not in kind.uncounted)
    ]
    row = WeekRow(
        week=past.week.start,
        kind=kind.name,
        count=past.count,
        minutes=sum(minutes for minutes, _ in found),
        value=sum(cents for _, cents in found) / 100,
    )
    if not lines:
        return row
    return row.replace(
        goal=_amount(due.goal),
        tipping_point=_amount(due.tipping_point),
        ceiling=_amount(due.ceiling),
    )


def _amount(line: Ratio | None) -> float | None:
    return None if line is None else round(line.over / line.under, 2)
