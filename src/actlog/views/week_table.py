"""Weekly totals as rows for CSV, and as a Markdown table to paste into a mail."""

from __future__ import annotations

from actlog.analysis.pace import plural_name
from actlog.domain.ratio import Ratio
from actlog.domain.week import ONE
from actlog.views import words
from actlog.views.friday_markdown import escape
from actlog.views.jsonable import exact, number
from actlog.views.said import money

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from actlog.analysis.week_table import KindInWeek, TableWeek, WeekTable

    Row = Mapping[str, object]

_BEGIN = ("week", "start", "end", "complete", "why", "kind", "done", "share")
_LINES = ("goal", "tipping_point", "ceiling", "zone")


def columns(table: WeekTable) -> tuple[str, ...]:
    """Return the names of the columns, those of `week --csv` where it has them."""
    averages = [f"average_{weeks}" for weeks in table.averages]
    return (*_BEGIN, *_LINES, *averages, "value")


def rows(table: WeekTable) -> Iterator[Row]:
    """Yield a row for each week and kind."""
    for one in table.weeks:
        week = {
            "week": one.week.label,
            "start": one.week.start.isoformat(),
            "end": one.week.end.isoformat(),
            "complete": not one.current,
            "why": one.why,
        }
        for kind in one.kinds:
            yield {**week, **_plain(kind, table)}


def _plain(one: KindInWeek, table: WeekTable) -> Row:
    averages = zip(table.averages, one.averages, strict=True)
    return {
        "kind": one.kind.name,
        "done": one.done,
        "share": exact(one.share),
        "goal": number(one.due.goal),
        "tipping_point": number(one.due.tipping_point),
        "ceiling": number(one.due.ceiling),
        "zone": one.zone,
        **{f"average_{weeks}": number(average) for weeks, average in averages},
        "value": None if one.value_cents is None else exact(Ratio(one.value_cents, 100)),
    }


def markdown(table: WeekTable) -> Iterator[str]:
    """Yield the lines of the document: a title, the table, and what a usual week is."""
    yield f"# {escape(table.model.name)}: weekly totals\n\n"
    names = [escape(plural_name(kind)) for kind in table.kinds]
    yield _line(["week", *names, ""])
    yield _line(["---", *["---:"] * len(names), "---"])
    for one in table.weeks:
        yield _line([one.week.label, *[_cell(kind) for kind in one.kinds], escape(_note(one))])
    last = table.weeks[-1] if table.weeks else None
    if last is not None and last.current:
        for place, weeks in enumerate(table.averages):
            averages = [kind.averages[place] for kind in last.kinds]
            shown = ["–" if one is None else words.average(one) for one in averages]
            yield _line([f"average of {weeks} weeks", *shown, ""])
    if any(kind.due.tipping_point for one in table.weeks for kind in one.kinds):
        yield "\nHow many, and of how many where there is a line.\n"


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |\n"


def _cell(one: KindInWeek) -> str:
    """Return `212 of 200`, `1 (18,000)`, or the count alone; a week off has no line."""
    line = one.due.tipping_point
    of = f" of {words.whole(line):,}" if line is not None and one.share else ""
    value = f" ({money(one.value_cents)})" if one.value_cents else ""
    return f"{one.done:,}{of}{value}"


def _note(one: TableWeek) -> str:
    """Return what is special about a week: off, short, not over yet, and why."""
    said = ["so far"] if one.current else []
    if not one.share:
        said.append("week off")
    elif one.share != ONE:
        said.append(f"{words.percent(one.share)} of a full week")
    return ", ".join([*said, *([one.why] if one.why else [])])
