"""Rules for what a model week plans by naming its kinds: dates, the funnel, money."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actlog.config import scalars
from actlog.config.problems import quoted
from actlog.config.relations import check_lines
from actlog.domain.week import Week

if TYPE_CHECKING:
    from datetime import date

    from actlog.config.report import Report
    from actlog.config.shapes import LinesShape, ModelShape, SpecialWeekShape

_NOT_A_RESULT = "a result has no weekly line: results can't be managed, activities can"


def check_plans(report: Report, shape: ModelShape) -> None:
    """Report wrong days of the week, funnel, worth, time off, special weeks and reminders."""
    _weekdays(report)
    _funnel(report, shape)
    for name in shape.worth:
        report.known(("worth", name), name, shape.results, "result", key=True)
    for place, off in enumerate(shape.time_off):
        for at, name in enumerate(off.kinds):
            path = ("time_off", place, "kinds", at)
            report.known(path, name, shape.activities, "activity")
    for watch, one in shape.reminders.items():
        _reminder(report, watch, one.at, shape.week.hours)
    seen: dict[date, str] = {}
    for key, special in shape.weeks.items():
        _special(report, shape, key, special, seen)


def _reminder(report: Report, watch: str, at: int | None, hours: tuple[int, int]) -> None:
    begin, end = hours
    if at is not None and not begin <= at < end:
        said = f"{at // 60}:{at % 60:02} is outside the working hours, when nothing reminds"
        span = f"{begin // 60}:{begin % 60:02} to {end // 60}:{end % 60:02}"
        report.tell(("reminders", watch, "at"), f"{said}, expected a time from {span}")


def _weekdays(report: Report) -> None:
    """Report a weekday that is named twice, once short and once in full."""
    node = report.tree.child("week")
    days = node.child("days") if node else None
    seen: dict[str, str] = {}
    for name in days.keys if days else ():
        short = name.lower()[:3]
        if short in seen:
            said = f"{quoted(name)} is {quoted(seen[short])} again, expected each day once"
            report.tell(("week", "days", name), said, key=True)
        seen.setdefault(short, name)


def _funnel(report: Report, shape: ModelShape) -> None:
    kinds = [*shape.activities, *shape.results]
    for place, name in enumerate(shape.funnel):
        at = ("funnel", place)
        if report.known(at, name, kinds, "activity or result") and name in shape.funnel[:place]:
            report.tell(at, f"{name} stands here again, expected each step once")
    if len(shape.funnel) == 1:
        said = "funnel has one step, expected at least two, from the first touch to the result"
        report.tell(("funnel",), said)


def _special(
    report: Report,
    shape: ModelShape,
    key: str,
    special: SpecialWeekShape,
    seen: dict[date, str],
) -> None:
    """Check one of `weeks:`; `seen` holds the weeks before it by their first day."""
    at = ("weeks", key)
    try:
        start = Week.of(scalars.week_key(key, shape.week.starts), shape.week.starts).start
    except ValueError as wrong:
        report.tell(at, f"{quoted(key)} is no week here, {wrong}", key=True)
    else:
        if start in seen:
            said = f"{quoted(key)} is the week of {quoted(seen[start])} again, expected it once"
            report.tell(at, said, key=True)
        seen.setdefault(start, key)
    for name, lines in special_lines(special):
        path = (*at, name)
        if name in shape.results:
            report.tell(path, f"{name} is a result: {_NOT_A_RESULT}", key=True)
        elif report.known(path, name, shape.activities, "activity", key=True):
            check_lines(report, path, lines, shape.activities[name])


def special_lines(special: SpecialWeekShape) -> list[tuple[str, LinesShape]]:
    """Return the figures of a special week by the names of kinds."""
    return list((special.__pydantic_extra__ or {}).items())
