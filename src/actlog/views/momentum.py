"""The screen of momentum: the chart first, then what it says, and what lies behind it."""

from __future__ import annotations

from rich.cells import cell_len
from rich.console import Group
from rich.text import Text

from actlog.analysis.momentum import WARMING_UP
from actlog.analysis.pace import plural_name
from actlog.views import theme as looks
from actlog.views import words
from actlog.views.chart import chart
from actlog.views.grid import wrapped
from actlog.views.rows import GAP, first_that_fits, heading_line, name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from actlog.analysis.drought import Drought
    from actlog.analysis.mix import Share
    from actlog.analysis.momentum import Day
    from actlog.analysis.momentum_report import Buffer, MomentumReport
    from actlog.analysis.week_report import ActivityRow
    from actlog.domain.ratio import Ratio
    from actlog.views.grid import Cell
    from actlog.views.theme import Theme

_MOST_BUFFERS = 2
"""How many activities are named that are ahead of their pace."""

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

LEVEL = 5
"""A trend of less than so many points goes neither up nor down."""


def momentum_screen(report: MomentumReport, theme: Theme) -> Group:
    """Return the whole screen."""
    first, last = report.weeks[0].week.label, report.weeks[-1].week.label
    when = last if first == last else f"{first} to {last}"
    heading = heading_line(theme.clean(report.model.name), ["momentum", when], theme)
    if report.last is None:
        said = "no complete working day yet: momentum begins with the first one"
        return Group(heading, Text(), wrapped(theme, [(said, "")]))
    return Group(
        heading,
        Text(),
        *(chart(report.weeks, theme) if theme.drawn else []),
        _trend(report.last, len(report.days), theme),
        Text(),
        *_groups(report, theme),
        *_said(report, theme),
    )


def _trend(day: Day, days: int, theme: Theme) -> Text:
    """Return the two means and what they come to, in one sentence."""
    recent, base = round(day.recent), round(day.base)
    bars, line = ("bars, ", "line, ") if theme.drawn else ("", "")
    pieces = [
        (f"recent {recent}", looks.STRONG),
        (f"({bars}a week) {theme.glyphs.dot}", looks.QUIET),
        (f"base {base}", looks.STRONG),
        (f"({line}six weeks):", looks.QUIET),
    ]
    if day.warming_up:
        return wrapped(theme, [*pieces, (f"warming up, day {days} of {WARMING_UP}", looks.STRONG)])
    style = looks.AT if recent >= base else looks.BELOW
    return wrapped(theme, [*pieces, (_direction(recent - base), f"{looks.STRONG} {style}")])


def _direction(trend: int) -> str:
    if abs(trend) < LEVEL:
        return "steady"
    return f"rising, {trend} up" if trend > 0 else f"falling, {-trend} down"


def _groups(report: MomentumReport, theme: Theme) -> list[Text]:
    """Return a table of the groups: the days without, and what they get of their lines."""
    if not report.mix:
        said = "no group in the model week: actlog model set call.group prospecting"
        return [wrapped(theme, [(said, looks.QUIET)]), Text()]
    heads = ("", "days without", "usual", "longest", "of its lines: 4 wk", "13 before", "")
    rows: list[list[Cell]] = [[Text(head, style=looks.QUIET) for head in heads]]
    dry = {one.name: one for one in report.droughts}
    rows += [
        [*_dry(share, dry.get(share.name), theme), *_parts(share, dry.get(share.name), theme)]
        for share in report.mix
        if share.name in dry or share.part is not None
    ]
    sides = "lrrrrrl"
    bare = [row[:-1] for row in rows]
    return [*first_that_fits(theme, (rows, sides, GAP), (rows, sides, 1), (bare, sides, 1)), Text()]


def _dry(share: Share, one: Drought | None, theme: Theme) -> list[Cell]:
    title = theme.cut(theme.clean(share.name), 16)
    if one is None:
        return [title, "", "", ""]
    style = looks.BELOW if one.unusual else ""
    return [
        title,
        Text("never" if one.last is None else f"{one.now}", style=style),
        words.figure(one.usual) if one.usual is not None else theme.glyphs.dash,
        f"{one.longest}" if one.longest is not None else theme.glyphs.dash,
    ]


def _parts(share: Share, one: Drought | None, theme: Theme) -> list[Cell]:
    style = looks.BELOW if share.neglected else ""
    marks = ["drought"] if one is not None and one.unusual else []
    marks += ["neglected"] if share.neglected else []
    return [
        Text(_percent(share.part, theme), style=style),
        _percent(share.before, theme),
        Text(", ".join(marks), style=looks.BELOW),
    ]


def _percent(part: Ratio | None, theme: Theme) -> str:
    return theme.glyphs.dash if part is None else words.percent(part)


def _said(report: MomentumReport, theme: Theme) -> list[Text]:
    """Return streaks and best weeks, a line each, and the buffers that last past today."""
    rows = sorted([row for row in report.rows if row.streak], key=lambda row: -(row.streak or 0))
    today = report.now.date()
    bests = [
        f"{theme.clean(best.kind.counted(best.count))} ({best.week.label})" for best in report.bests
    ]
    lasting = [one for one in reversed(report.buffers) if one.until != today]
    return [
        *_fitting("at the line in a row:", [_streak(row, theme) for row in rows], theme),
        *_fitting("best week:", bests, theme),
        *[wrapped(theme, [(_buffer(one, theme), "")]) for one in lasting[:_MOST_BUFFERS]],
    ]


def _fitting(head: str, parts: Sequence[str], theme: Theme) -> list[Text]:
    """Return a line with as many of the parts as it has room for, at least the first."""
    dot, said = f" {theme.glyphs.dot} ", ""
    for part in parts:
        longer = f"{said}{dot}{part}" if said else part
        if said and cell_len(f"{head} {longer}") > theme.width:
            break
        said = longer
    return [wrapped(theme, [(head, looks.STRONG), (said, "")])] if said else []


def _streak(row: ActivityRow, theme: Theme) -> str:
    streak, unit = row.streak or 0, "day" if row.kind.timebox else "week"
    title = theme.clean(row.kind.title) if row.kind.timebox else name(row.kind, theme)
    return f"{title} {streak:,} {unit}{'' if streak == 1 else 's'}"


def _buffer(one: Buffer, theme: Theme) -> str:
    title = theme.clean(plural_name(one.row.kind))
    if one.until is None:
        return f"nothing more of {title} is needed this week"
    day = _DAYS[one.until.weekday()]
    return f"you stay above the line without any more {title} until {day}"
