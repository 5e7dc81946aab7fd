"""The averages' screen: what a usual week is, for each activity and window."""

from __future__ import annotations

from rich.console import Group
from rich.text import Text

from actlog.views import theme as looks
from actlog.views import words
from actlog.views.bars import spark
from actlog.views.grid import wrapped
from actlog.views.rows import first_that_fits, heading_line, name
from actlog.views.week import average, coach_lines

TYPE_CHECKING = False
if TYPE_CHECKING:
    from actlog.analysis.averages import AveragesReport, KindAverages, Window
    from actlog.domain.findings import Finding
    from actlog.views.grid import Cell
    from actlog.views.theme import Theme

_HEADING = ("", "", "per week", "median", "range", "at the line", "last 13 weeks")
_SIDES = "lrrrrrl"


def averages_screen(report: AveragesReport, coach: Finding | None, theme: Theme) -> Group:
    """Return the whole screen of the averages; `coach` is the finding that matters most."""
    before = report.before
    said = ["weekly averages", f"complete weeks before {_day(report)}"]
    if before.start.weekday() == 0:
        said[1] = f"complete weeks before {before.label}"
    return Group(
        heading_line(theme.clean(report.model.name), said, theme),
        Text(),
        *_body(report, theme),
        *([Text(), *coach_lines(coach, theme)] if coach else []),
    )


def _body(report: AveragesReport, theme: Theme) -> list[Text]:
    if not any(one.recent[-1] for one in report.activities):
        said = "not enough weeks yet: the first complete week begins the averages"
        return [wrapped(theme, [(said, "")])]
    note = "weeks off and weeks before the log began are left out"
    return [*_table(report, theme), Text(), Text(note, style=looks.QUIET)]


def _day(report: AveragesReport) -> str:
    start = report.before.start
    return f"{words.DAYS[start.weekday()]} {start.day} {words.MONTHS[start.month - 1]} {start.year}"


def _table(report: AveragesReport, theme: Theme) -> list[Text]:
    heading: list[Cell] = [Text(word, style=looks.QUIET) for word in _HEADING]
    lines = [line for one in report.activities for line in _lines(one, theme)]
    table = [heading, *lines]
    bare = [line[:-1] for line in table]
    return first_that_fits(
        theme, (table, _SIDES, 2), (table, _SIDES, 1), (bare, _SIDES, 2), (bare, _SIDES, 1)
    )


def _lines(one: KindAverages, theme: Theme) -> list[list[Cell]]:
    lines = []
    for place, window in enumerate(one.windows):
        first = place == 0
        title: Cell = name(one.kind, theme) if first else ""
        drawn: Cell = spark(one.recent, theme) if first else ""
        lines.append([title, f"{window.weeks_asked} wk", *_figures(window, theme), drawn])
    return lines


def _figures(window: Window, theme: Theme) -> list[Cell]:
    if window.per_week is None or window.median is None:
        return [theme.glyphs.dash, "", "", "no weeks yet"]
    weeks = "week" if window.weeks_counted == 1 else "weeks"
    counted = f"{window.weeks_counted} {weeks}"
    return [
        average(window.per_week, theme),
        words.figure(window.median),
        f"{window.min:,}{theme.glyphs.dash}{window.max:,}",
        counted if window.at_or_above is None else f"{window.at_or_above} of {counted}",
    ]
