"""The week's screen: bars to the tipping point first, then what a usual week is."""

from __future__ import annotations

from rich.cells import cell_len
from rich.console import Group
from rich.text import Text

from actlog.analysis.pace import plural_name
from actlog.analysis.reach import FEWEST_WEEKS, out_of_reach
from actlog.views import theme as looks
from actlog.views import words
from actlog.views.answer import money
from actlog.views.bars import Scale, bar, legend, shows_pace, spark
from actlog.views.grid import columns, text, widths, wrapped

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from actlog.analysis.pace import Activity
    from actlog.analysis.week_report import ActivityRow, WeekReport
    from actlog.domain.findings import Finding
    from actlog.domain.model_week import Kind
    from actlog.domain.ratio import Ratio
    from actlog.views.grid import Cell
    from actlog.views.theme import Theme

LONGEST_NAME = 16
"""Where the name of an activity is cut on the screen, in cells."""

_MARKS = {"act": ">", "watch": "!", "good": "+", "info": "-"}
_GAP = 2
_IN_TABLE = {"out-of-reach", "not-enough-weeks"}
_WIDEST_BAR, _NARROWEST_BAR = 34, 8
_ZONE_STYLES = {"below": looks.BELOW, "at": looks.AT, "past": looks.PAST, None: looks.QUIET}


def week_screen(report: WeekReport, findings: Sequence[Finding], theme: Theme) -> Group:
    """Return the whole screen of a week."""
    ending = [*whys(report, theme), *results(report, theme), *findings_lines(findings, theme)]
    return Group(
        title(report, theme),
        Text(),
        *standings(report, theme),
        Text(),
        *usual(report.activities, theme),
        *([Text(), *ending] if ending else []),
    )


def title(report: WeekReport, theme: Theme) -> Text:
    """Return the model's name, the week, its dates, the day of it, and its share when cut."""
    week = report.week
    said = [week.label, words.dates(week.start, week.end, report.now.date())]
    if report.current and report.days:
        said.append(f"day {report.day} of {report.days}")
    if not report.share:
        said.append("week off")
    elif report.share != 1:
        said.append(f"{words.percent(report.share)} of a full week")
    return heading_line(theme.clean(report.model.name), said, theme)


def heading_line(first: str, rest: Sequence[str], theme: Theme) -> Text:
    """Return parts joined by dots on one line, or the first alone and the rest below it."""
    dot = f" {theme.glyphs.dot} "
    joined = dot.join(rest)
    if cell_len(first + dot + joined) <= theme.width:
        return Text.assemble((first, "bold"), dot, joined, no_wrap=True)
    return Text("\n").join(
        [wrapped(theme, [(first, "bold")]), wrapped(theme, [(joined, "")], indent=0)]
    )


def standings(report: WeekReport, theme: Theme) -> list[Text]:
    """Return one line per activity: done of its line, the bar, what is missing, the ask.

    Where no bar is drawn its place holds the zone in a word.
    """
    rows, today = report.activities, report.now.date()
    if not rows:
        return []
    before: list[list[Cell]] = [
        [name(row.kind, theme), amount] for row, amount in zip(rows, amounts(rows), strict=True)
    ]
    after: list[list[Cell]] = [
        [
            Text(words.status(row.standing, over=report.over), _ZONE_STYLES[row.standing.zone]),
            "" if report.over else words.ask(row.standing, today),
        ]
        for row in rows
    ]
    return with_bars(before, [row.standing for row in rows], after, theme)


def with_bars(
    before: Sequence[Sequence[Cell]],
    middle: Sequence[Activity],
    after: Sequence[Sequence[Cell]],
    theme: Theme,
) -> list[Text]:
    """Return lines of columns with the bars between them, under their legend.

    Names stand on the left of `before`, everything else is set to the right. Where no bar is
    drawn, or none fits, the zone stands in a word.
    """
    left, right = sum(widths(before)), sum(widths(after))
    inner = len(before[0]) + len(after[0])
    room = theme.width - left - right - _GAP * inner
    sides = "l" + "r" * (len(before[0]) - 1) + "l" + "r" * len(after[0])
    if not theme.drawn or room < _NARROWEST_BAR:
        zones = [Text(one.zone or "") for one in middle]
        lines = [[*a, b, *c] for a, b, c in zip(before, zones, after, strict=True)]
        return columns(lines, sides, gap=_GAP)
    scale = Scale(min(room, _WIDEST_BAR))
    bars = [bar(one, scale, theme) for one in middle]
    head = Text(no_wrap=True)
    key = f"{theme.glyphs.expected} pace by now" if any(map(shows_pace, middle)) else ""
    head.append(key.ljust(left + _GAP * len(before[0])), style=looks.QUIET)
    head.append_text(legend(scale, theme))
    lines = [[*a, b, *c] for a, b, c in zip(before, bars, after, strict=True)]
    return [head, *columns(lines, sides, gap=_GAP)]


def amounts(rows: Sequence[ActivityRow]) -> list[str]:
    """Return `38 of 200` for each row, the words below each other; just `38` without a line."""
    done = [f"{row.standing.done:,}" for row in rows]
    lines = [_line(row) for row in rows]
    wide, wider = max(map(len, done)), max(map(len, lines))
    return [
        f"{left:>{wide}} of {right:<{wider}}" if right else f"{left:>{wide}}    {'':{wider}}"
        for left, right in zip(done, lines, strict=True)
    ]


def _line(row: ActivityRow) -> str:
    standing = row.standing
    if standing.tipping_point is None or standing.off:
        return ""
    return f"{words.whole(standing.tipping_point):,}"


def usual(rows: Sequence[ActivityRow], theme: Theme) -> list[Text]:
    """Return one line per activity: its averages, its last weeks, what is still in reach."""
    if not rows:
        return []
    asked = [window.weeks_asked for window in rows[0].averages.windows]
    heading: list[Cell] = [
        Text("a usual week", style=looks.QUIET),
        *[Text(f"{weeks} wk", style=looks.QUIET) for weeks in asked],
        Text("last 13 weeks", style=looks.QUIET),
        Text("from here", style=looks.QUIET),
    ]
    lines: list[list[Cell]] = [
        [
            name(row.kind, theme),
            *[average(window.per_week, theme) for window in row.averages.windows],
            spark(row.averages.recent, theme),
            reach(row),
        ]
        for row in rows
    ]
    table, sides = [heading, *lines], "l" + "r" * len(asked) + "ll"
    if not any(text(line[-1]).plain for line in lines):
        table = [line[:-1] for line in table]
    drawn = columns(table, sides, gap=_GAP)
    if max(cell_len(line.plain) for line in drawn) <= theme.width:
        return drawn
    place = 1 + len(asked)
    return columns([line[:place] + line[place + 1 :] for line in table], sides, gap=_GAP)


def average(per_week: Ratio | None, theme: Theme) -> str:
    """Return a weekly average, or a dash where no week counts."""
    return theme.glyphs.dash if per_week is None else words.figure(per_week)


def reach(row: ActivityRow) -> str:
    """Return what the rep's own weeks say of reaching the line from here; empty at the line."""
    standing, found = row.standing, row.reach
    if found is None or not standing.gap or standing.off:
        return ""
    if not found.enough or found.made is None or found.most_left is None:
        return f"not enough weeks yet: {found.weeks} of {FEWEST_WEEKS}"
    if out_of_reach(row.kind, standing, found):
        return f"can't be caught up: most was {words.figure(found.most_left)}"
    return f"reached in {found.made} of {found.weeks} weeks"


def name(kind: Kind, theme: Theme) -> str:
    """Return the name of what is counted, cut where it is very long."""
    return theme.cut(theme.clean(plural_name(kind)), LONGEST_NAME)


def whys(report: WeekReport, theme: Theme) -> list[Text]:
    """Return why the goals are there that the week is behind on."""
    lines = []
    for row in report.activities:
        behind = row.standing.pace is not None and row.standing.pace < 0
        if row.kind.why and behind and report.current:
            said = theme.clean(row.kind.why)
            pieces = [(f"why {name(row.kind, theme)}:", "bold"), (said, "")]
            lines.append(wrapped(theme, pieces))
    return lines


def results(report: WeekReport, theme: Theme) -> list[Text]:
    """Return the results in one paragraph, counts and values; they have no goals."""
    if not report.results:
        return []
    said = []
    for row in report.results:
        value = f" ({money(row.value_cents)})" if row.value_cents else ""
        said.append(f"{theme.clean(row.kind.counted(row.done))}{value}")
    return [wrapped(theme, [("results:", "bold"), (f" {theme.glyphs.dot} ".join(said), "")])]


def findings_lines(findings: Sequence[Finding], theme: Theme) -> list[Text]:
    """Return what the week comes to; what the tables say already is left out."""
    lines = []
    for one in findings:
        if one.id in _IN_TABLE:
            continue
        pieces = [
            (_MARKS[one.level], "bold"),
            (theme.clean(one.title), "bold"),
            (f"{theme.glyphs.dash} {theme.clean(one.detail)}", ""),
        ]
        lines.append(wrapped(theme, pieces))
    return lines
