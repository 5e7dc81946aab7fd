"""The week's screen: bars to the tipping point first, then what a usual week is."""

from __future__ import annotations

from rich.console import Group
from rich.text import Text

from actlog.analysis.coach.advice import is_idle
from actlog.analysis.pace import distance
from actlog.analysis.reach import FEWEST_WEEKS, out_of_reach
from actlog.views import theme as looks
from actlog.views import timing, words
from actlog.views.bars import shows_pace, spark
from actlog.views.grid import wrapped
from actlog.views.rows import (
    GAP,
    amounts,
    exact_lines,
    first_that_fits,
    heading_line,
    name,
    with_bars,
)
from actlog.views.said import money

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from actlog.analysis.week_report import ActivityRow, WeekReport
    from actlog.domain.findings import Finding
    from actlog.domain.ratio import Ratio
    from actlog.views.grid import Cell
    from actlog.views.theme import Theme

_MARKS = {"act": ">", "watch": "!", "good": "+", "info": "-"}
_MOST_WHYS = 2
_ZONE_STYLES = {"below": looks.BELOW, "at": looks.AT, "past": looks.PAST, None: looks.QUIET}


def week_screen(
    report: WeekReport, findings: Sequence[Finding], coach: Finding | None, theme: Theme
) -> Group:
    """Return the whole screen of a week; `coach` is the finding that matters most."""
    most = _MOST_WHYS if coach is None else 1
    ending = [*whys(report, theme)[:most], *boxes(report, theme), *results(report, theme)]
    if report.ahead:
        from actlog.views.ahead import ahead_lines

        ending += ahead_lines(report.ahead, theme)
    ending += coach_lines(coach, theme)
    told = _told(report)
    ending += findings_lines(
        [one for one in findings if one.id not in told and one != coach], theme
    )
    return Group(
        title(report, theme),
        Text(),
        *activity_lines(report, coach, theme),
        *exact_lines(report.activities, theme),
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


def activity_lines(report: WeekReport, coach: Finding | None, theme: Theme) -> list[Text]:
    """Return one line per activity: done of its line, the bar, what is missing, the ask.

    Who is busy without results, as `coach` says, is asked for no more of the same. Where no bar
    is drawn its place holds the zone in a word.
    """
    rows, today = report.activities, report.now.date()
    if not rows:
        return []
    standings = [row.standing for row in rows]
    before: list[list[Cell]] = [
        [name(row.kind, theme), amount]
        for row, amount in zip(rows, amounts(standings), strict=True)
    ]
    after: list[list[Cell]] = [
        [
            Text(words.status(row.standing, over=report.over), _ZONE_STYLES[row.standing.zone]),
            ""
            if report.over or is_idle(coach, report.model, row.kind)
            else words.ask(row.standing, today),
        ]
        for row in rows
    ]
    return with_bars(before, standings, after, theme)


def _told(report: WeekReport) -> set[str]:
    """Return which findings the tables say already."""
    rows = report.activities
    young = not has_averages(rows)
    return {"out-of-reach", "not-enough-weeks"} if young or tells_reach(rows) else set()


def has_averages(rows: Sequence[ActivityRow]) -> bool:
    """Whether there is a complete week behind this one."""
    return any(row.averages.recent[-1] for row in rows)


def usual(rows: Sequence[ActivityRow], theme: Theme) -> list[Text]:
    """Return one line per activity: its averages, its last weeks, what is still in reach."""
    if not has_averages(rows):
        said = "a usual week: not enough weeks yet, the first complete one begins the averages"
        return [wrapped(theme, [(said, looks.QUIET)])]
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
    if not tells_reach(rows):
        table = [line[:-1] for line in table]
    place = 1 + len(asked)
    without = [line[:place] + line[place + 1 :] for line in table]
    return first_that_fits(
        theme,
        (table, sides, GAP),
        (table, sides, 1),
        (without, sides, GAP),
        (without, sides, 1),
    )


def tells_reach(rows: Sequence[ActivityRow]) -> bool:
    """Whether the table has anything to say of what can be reached from here."""
    return any(row.reach is not None and row.reach.enough and reach(row) for row in rows)


def average(per_week: Ratio | None, theme: Theme) -> str:
    """Return a weekly average, or a dash where no week counts."""
    return theme.glyphs.dash if per_week is None else words.average(per_week)


def reach(row: ActivityRow) -> str:
    """Return what the rep's own weeks say of reaching the line from here; empty at the line."""
    standing, found = row.standing, row.reach
    if found is None or not standing.gap or standing.off:
        return ""
    if not found.enough or found.most_left is None:
        return f"not enough weeks yet: {found.weeks} of {FEWEST_WEEKS}"
    if out_of_reach(row.kind, standing, found):
        return f"can't be caught up: most was {words.figure(found.most_left)}"
    return found.told or ""


def whys(report: WeekReport, theme: Theme) -> list[Text]:
    """Return why the goals are there that the week is furthest behind on, two at most."""
    if not report.current:
        return []
    behind = [row for row in report.activities if row.kind.why and shows_pace(row.standing)]
    behind.sort(key=lambda row: distance(row.standing) or 0)
    lines = []
    for row in behind[:_MOST_WHYS]:
        pieces = [(f"why {name(row.kind, theme)}:", "bold"), (theme.clean(row.kind.why or ""), "")]
        lines.append(wrapped(theme, pieces))
    return lines


def boxes(report: WeekReport, theme: Theme) -> list[Text]:
    """Return a line for each timebox that was kept for days in a row."""
    rows = [(row, timing.streak(row.streak)) for row in report.activities if row.kind.timebox]
    return [
        wrapped(theme, [(f"{theme.clean(row.kind.title)}:", "bold"), (said, "")])
        for row, said in rows
        if said
    ]


def results(report: WeekReport, theme: Theme) -> list[Text]:
    """Return the results in one paragraph, counts and values; they have no goals."""
    if not report.results:
        return []
    said = []
    for row in report.results:
        value = f" ({money(row.value_cents)})" if row.value_cents else ""
        said.append(f"{theme.clean(row.kind.counted(row.done))}{value}")
    return [wrapped(theme, [("results:", "bold"), (f" {theme.glyphs.dot} ".join(said), "")])]


def coach_lines(coach: Finding | None, theme: Theme) -> list[Text]:
    """Return the finding that matters most, with what to do: one line where it fits, else two.

    What it rests on and how it is meant is what `coach` says; here it stands where there is room.
    """
    if coach is None:
        return []
    dash = f"{theme.glyphs.dash} "
    title = [(_MARKS[coach.level], "bold"), (theme.clean(coach.title), "bold")]
    following = f"next: {theme.clean(coach.next or '')}"
    whole = wrapped(theme, [*title, (dash + theme.clean(coach.detail), ""), (dash + following, "")])
    short = wrapped(theme, [*title, (dash + following, "")])
    for line in (whole, short):
        if "\n" not in line.plain:
            return [line]
    return [wrapped(theme, title), Text(f"  {following}", no_wrap=True)]


def findings_lines(findings: Sequence[Finding], theme: Theme) -> list[Text]:
    """Return one paragraph for each finding."""
    lines = []
    for one in findings:
        pieces = [
            (_MARKS[one.level], "bold"),
            (theme.clean(one.title), "bold"),
            (f"{theme.glyphs.dash} {theme.clean(one.detail)}", ""),
        ]
        lines.append(wrapped(theme, pieces))
    return lines
