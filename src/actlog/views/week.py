"""The week's screen: bars to the tipping point first, then what a usual week is."""

from __future__ import annotations

from rich.console import Group
from rich.text import Text

from actlog.analysis.pace import plural_name
from actlog.analysis.reach import FEWEST_WEEKS, out_of_reach
from actlog.views import theme as looks
from actlog.views import words
from actlog.views.answer import money
from actlog.views.bars import Scale, bar, legend, spark
from actlog.views.grid import columns, text, widths, wrapped

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from actlog.analysis.week_report import ActivityRow, WeekReport
    from actlog.domain.findings import Finding
    from actlog.domain.model_week import Kind
    from actlog.views.grid import Cell
    from actlog.views.theme import Theme

LONGEST_NAME = 18
"""Where the name of an activity is cut on the screen, in cells."""

_MARKS = {"act": ">", "watch": "!", "good": "+", "info": "-"}
_IN_TABLE = {"out-of-reach", "not-enough-weeks"}
_WIDEST_BAR, _NARROWEST_BAR = 34, 8
_ZONE_STYLES = {"below": looks.BELOW, "at": looks.AT, "past": looks.PAST, None: looks.QUIET}


def week_screen(report: WeekReport, findings: Sequence[Finding], theme: Theme) -> Group:
    """Return the whole screen of a week."""
    ending = [*whys(report, theme), *results(report, theme), *findings_lines(findings, theme)]
    return Group(
        title(report, theme),
        Text(),
        *standings(report.activities, report, theme),
        Text(),
        *usual(report.activities, theme),
        *([Text(), *ending] if ending else []),
    )


def title(report: WeekReport, theme: Theme) -> Text:
    """Return the model's name, the week, its dates, the day of it, and its share when cut."""
    today = report.now.date()
    week = report.week
    said = [week.label, words.dates(week.start, week.end, today)]
    if report.current and report.days:
        said.append(f"day {report.day} of {report.days}")
    if not report.share:
        said.append("week off")
    elif report.share != 1:
        said.append(f"{words.percent(report.share)} of a full week")
    dot = f" {theme.glyphs.dot} "
    name = theme.clean(report.model.name)
    pieces = [(name, "bold")]
    pieces += [(f"{theme.glyphs.dot} {part}", "") for part in said]
    return wrapped(theme, pieces) if theme.drawn else Text(dot.join([name, *said]))


def standings(rows: Sequence[ActivityRow], report: WeekReport, theme: Theme) -> list[Text]:
    """Return one line per activity: done of the line, the bar, what is missing, the ask."""
    before = [[name(row.kind, theme), *_amounts(row)] for row in rows]
    after = [_verdict(row, report) for row in rows]
    if not rows:
        return []
    room = theme.width - sum(widths(before)) - sum(widths(after)) - 2 * 3 - 2 - 1
    if not theme.drawn or room < _NARROWEST_BAR:
        heading: list[Cell] = ["", "done", "", "line", "", ""]
        lines = [[*left, *right] for left, right in zip(before, after, strict=True)]
        return columns(lines, "lrlrll"[: len(lines[0])], gap=1)
    scale = Scale(min(room, _WIDEST_BAR))
    heading = ["", "", "", "", legend(scale, theme), "", ""]
    lines = [
        [*left, bar(row.standing, scale, theme), *right]
        for row, left, right in zip(rows, before, after, strict=True)
    ]
    return columns([heading, *lines], "lrlrlll", gap=1)
