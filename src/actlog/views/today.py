"""Today's screen: what is logged, what today still needs, and the week in brief."""

from __future__ import annotations

from rich.cells import cell_len
from rich.console import Group
from rich.text import Text

from actlog.analysis.coach.advice import is_idle
from actlog.views import said, timing, words
from actlog.views import theme as looks
from actlog.views.grid import columns, wrapped
from actlog.views.rows import amounts, exact_lines, heading_line, name, with_bars
from actlog.views.week import coach_lines, findings_lines, results

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from actlog.analysis.day_report import DayReport, TodayRow
    from actlog.analysis.week_report import WeekReport
    from actlog.domain.entry import Entry
    from actlog.domain.findings import Finding
    from actlog.domain.model_week import ModelWeek
    from actlog.views.grid import Cell
    from actlog.views.theme import Theme

_OF_THE_WEEK = {"out-of-reach", "not-enough-weeks"}
"""Findings that are left to the week's screen."""


def today_screen(
    report: DayReport,
    week: WeekReport,
    findings: Sequence[Finding],
    coach: Finding | None,
    theme: Theme,
) -> Group:
    """Return the whole screen of today; before any entry, how to begin.

    `coach` is the finding that matters most.
    """
    urgent = [one for one in findings if one.id not in _OF_THE_WEEK and one != coach]
    ending = [*_boxes(report, week, theme), *results(week, theme), *coach_lines(coach, theme)]
    ending += findings_lines(urgent, theme)
    return Group(
        _title(report, week, theme),
        Text(),
        *(_entries(report, theme) if report.begun else how_to_begin(report.model, theme)),
        *_running(report, theme),
        Text(),
        *_table(report, coach, theme),
        *exact_lines(report.activities, theme),
        *([Text(), *ending] if ending else []),
    )


def _title(report: DayReport, week: WeekReport, theme: Theme) -> Text:
    day = report.day
    first = f"{words.DAYS[day.weekday()]} {day.day} {words.MONTHS[day.month - 1]} {day.year}"
    about = [report.week.label]
    if not report.weight:
        about.append("a day off")
    else:
        begin, end = report.hours
        hours = f"{words.clock(begin)}-{words.clock(end)}"
        about += [f"day {week.day} of {week.days}", hours]
    return heading_line(first, [*about, theme.clean(report.model.name)], theme)


def how_to_begin(model: ModelWeek, theme: Theme) -> list[Text]:
    """Return the first lines somebody needs who has logged nothing yet."""
    plain = [kind for kind in model.activities if not (kind.of or kind.requires or kind.timebox)]
    kind = max(plain, key=lambda kind: kind.tipping_point or 0, default=None)
    one, five = (kind.title, kind.counted(5)) if kind else ("call", "5 calls")
    return [
        Text("nothing is logged yet; begin with a line such as", style="bold"),
        Text(f"  actlog log {theme.clean(one)}"),
        Text(f"  actlog log {theme.clean(five)} @acme yesterday"),
        Text("  actlog undo            takes the last line back"),
        Text("  actlog model show      is the week you are measured by"),
    ]


def _entries(report: DayReport, theme: Theme) -> list[Text]:
    if not report.entries:
        return [Text("nothing is logged today", style="bold")]
    lines = columns(
        [
            [
                Text(f"{entry.at:%H:%M}" if entry.at else "", style=looks.QUIET),
                Text(f"#{entry.id}", style=looks.QUIET),
                entry_line(entry, report, theme, theme.width - 18),
            ]
            for entry in report.entries
        ],
        "lrl",
    )
    if report.more:
        lines.insert(0, Text("earlier ones: actlog list today", style=looks.QUIET))
    return lines


def entry_line(entry: Entry, report: DayReport, theme: Theme, width: int) -> str:
    """Return an entry in one short line: `12 calls connected @acme/dana 20m 'asked'`."""
    parts = [said.what(entry, report.model), said.who(entry), *said.tags(entry)]
    parts += said.details(entry, report.now)
    if entry.note:
        parts.append(f"'{entry.note}'")
    return theme.cut(theme.clean(" ".join(filter(None, parts))), width)


def _running(report: DayReport, theme: Theme) -> list[Text]:
    """Return the line of the timebox that runs, with the command that ends it."""
    timer = report.timer
    if timer is None:
        return []
    told, believed = timing.how_it_is(timer, report.model, report.now)
    ways = timing.how_to_stop(timer, report.model, told=not believed)
    ways += "" if believed else " or actlog stop --discard"
    line = wrapped(theme, [(theme.clean(told), "bold"), (theme.glyphs.dash, "")])
    # A command is copied: it stands on a line of its own before it is cut over two.
    fits = "\n" not in line.plain and cell_len(f"{line.plain} {ways}") <= theme.width
    return [Text(), line.append(f" {ways}")] if fits else [Text(), line, Text(f"  {ways}")]


def _boxes(report: DayReport, week: WeekReport, theme: Theme) -> list[Text]:
    """Return a line for each timebox that has something to tell today."""
    streaks = {row.kind.name: row.streak for row in week.activities}
    lines = []
    for row in report.activities:
        said = row.box and timing.today(row.box, streaks[row.kind.name], theme.glyphs.dot)
        if said:
            lines.append(wrapped(theme, [(f"{theme.clean(row.kind.title)}:", "bold"), (said, "")]))
    return lines


def _table(report: DayReport, coach: Finding | None, theme: Theme) -> list[Text]:
    if not report.activities:
        return []
    rows = report.activities
    standings = [row.standing for row in rows]
    before: list[list[Cell]] = [
        [name(row.kind, theme), f"{row.done:,} today", amount]
        for row, amount in zip(rows, amounts(standings), strict=True)
    ]
    after: list[list[Cell]] = [
        [still(row, idle=is_idle(coach, report.model, row.kind))] for row in rows
    ]
    return with_bars(before, standings, after, theme)


def still(row: TodayRow, *, idle: bool = False) -> Text:
    """Return what today still needs to stay on the line: `4 more today`.

    Of what is asked less than once in two days, a day with nothing done `can wait`.
    Of what is `idle`, since it brings no results, no more is asked.
    """
    if row.standing.zone in {"at", "past"}:
        style = looks.AT if row.standing.zone == "at" else looks.PAST
        return Text(words.status(row.standing), style=style)
    if row.asks is None or row.left is None:
        return Text("off today" if row.standing.tipping_point is not None else "", looks.QUIET)
    more = today_left(row)
    if idle:
        return Text()
    if more:
        return Text(f"{more:,} more today", looks.BELOW)
    return Text("enough today", looks.AT) if row.done else Text("can wait")


def today_left(row: TodayRow) -> int:
    """Return what is missing today in whole pieces: the nearest to what today asks."""
    return 0 if row.asks is None else max(0, row.asks.nearest() - row.done)
