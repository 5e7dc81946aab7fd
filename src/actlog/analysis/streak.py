"""Streaks: consecutive weeks at the line, or for a timebox consecutive days kept.

What is off is skipped: it adds nothing and breaks nothing. The current week (or today) counts
once it is reached and breaks nothing before it ends.
"""

from __future__ import annotations

from datetime import date

from actlog.analysis import pace
from actlog.domain.model_week import Kind, Timebox

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from actlog.analysis.history import Judged
    from actlog.domain.entry import DayTotal

    _Held = Mapping[str, Sequence[DayTotal]]
    """What a week holds, by the kind that was logged."""


def streaks(
    kinds: Sequence[Kind], weeks: Iterable[tuple[Judged, Sequence[DayTotal]]], today: date
) -> dict[str, int]:
    """Return the streak of each kind by name, in weeks, or in working days for a timebox.

    `weeks` are walked from the newest back, each with its day totals, no further than the
    longest streak needs; they end with the week of the log's first entry. Each week is
    judged by its own model.
    """
    counts = dict.fromkeys([kind.name for kind in kinds], 0)
    going = list(kinds)
    for judged, totals in weeks:
        unbroken = []
        held: dict[str, list[DayTotal]] = {}
        for total in totals:
            held.setdefault(total[1], []).append(total)
        for kind in going:
            if kind.timebox:
                more, broken = _days(kind, kind.timebox, judged, held, today)
            else:
                more, broken = _week(kind, judged, held, today)
            counts[kind.name] += more
            if not broken:
                unbroken.append(kind)
        going = unbroken
        if not going:
            break
    return counts


def _week(kind: Kind, judged: Judged, held: _Held, today: date) -> tuple[int, bool]:
    """Return 1 for a week at its line, else 0, and whether the week breaks the streak."""
    week, model = judged.week, judged.model
    own = model.kind(kind.name)
    if own is None:
        return 0, True
    part = pace.share(model.calendar, week, kind.name)
    if not part:
        return 0, False
    line = pace.due(model, own, week, part).tipping_point
    if line is not None and pace.done(own, held.get(own.of or own.name, ())) >= line:
        return 1, False
    return 0, week.end < today


def _days(kind: Kind, box: Timebox, judged: Judged, held: _Held, today: date) -> tuple[int, bool]:
    """Return the days kept from the week's end back, and whether one of them breaks the streak.

    A week whose model has no such timebox is judged by the box of now.
    """
    calendar, own = judged.model.calendar, judged.model.kind(kind.name)
    boxed = own if own and own.timebox else kind.replace(timebox=box)
    kept = pace.by_day(boxed, held.get(boxed.name, ()))
    count = 0
    for day in reversed(judged.week.days()):
        if day > today or not calendar.weight(day, kind.name):
            continue
        if day in kept:
            count += 1
        elif day < today:
            return count, True
    return count, False
