"""The coach's screen and its JSON: a finding, what it rests on, and what to do."""

from __future__ import annotations

from rich.cells import cell_len
from rich.console import Group
from rich.text import Text

from actlog.views import jsonable, words
from actlog.views import theme as looks
from actlog.views.grid import wrapped
from actlog.views.rows import GAP, heading_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from actlog.analysis.coach.advice import Advice
    from actlog.analysis.week_report import WeekReport
    from actlog.domain.findings import Evidence, Finding
    from actlog.views.shapes.findings import CoachJson
    from actlog.views.theme import Theme

MARKS = {"act": ">", "watch": "!", "good": "+", "info": "-"}
"""The sign before a finding, by its level."""

_STYLES = {"act": looks.BELOW, "watch": looks.PAST, "good": looks.AT, "info": looks.QUIET}


def coach_screen(advice: Advice, report: WeekReport, theme: Theme, *, every: bool) -> Group:
    """Return the few findings, or `every` one and those that are kept back, under a heading."""
    found = advice.findings if every else advice.few
    parts = [_heading(report, theme)]
    for one in found:
        parts += [Text(), *finding_lines(one, theme)]
    if not found:
        parts += [Text(), *_quiet(advice, theme)]
    if every:
        parts += _kept_back(advice.held, "held back: among so many tests it may be chance", theme)
        parts += _kept_back(
            advice.withheld, "not said now: it asks for more of the same, or praises it", theme
        )
    return Group(*parts, Text(), _ending(advice, len(found or advice.findings), theme, every=every))


def _heading(report: WeekReport, theme: Theme) -> Text:
    week = report.week
    said = [week.label, words.dates(week.start, week.end, report.now.date())]
    if report.current and report.days:
        said.append(f"day {report.day} of {report.days}")
    return heading_line(theme.clean(report.model.name), said, theme)


def finding_lines(one: Finding, theme: Theme) -> list[Text]:
    """Return a finding: its sentence with what it rests on, how it is meant, and what to do."""
    mark, style = MARKS[one.level], _STYLES[one.level]
    title, rests = theme.clean(one.title), evidence(one.evidence, theme)
    room = theme.width - cell_len(f"{mark} {title}") - cell_len(rests)
    said = [(theme.clean(one.detail), "")]
    if room >= GAP:
        lines = [
            Text.assemble(
                (f"{mark} ", style), (title, looks.STRONG), " " * room, (rests, looks.QUIET)
            )
        ]
        lines[0].rstrip()
    else:
        lines = [wrapped(theme, [(mark, style), (title, looks.STRONG)])]
        said += [(f"({rests})", looks.QUIET)] if rests else []
    lines.append(_indented(theme, said))
    if one.next is not None:
        lines.append(_indented(theme, [("next:", looks.QUIET), (theme.clean(one.next), style)]))
    return lines


def _indented(theme: Theme, pieces: Sequence[tuple[str, str]]) -> Text:
    narrower = theme.replace(width=theme.width - 2)
    lines = [
        Text("  ").append_text(line) for line in wrapped(narrower, pieces, indent=0).split("\n")
    ]
    return Text("\n", no_wrap=True).join(lines)


def evidence(one: Evidence, theme: Theme) -> str:
    """Return what a finding rests on, as `26 weeks · n 412 · 0.12, 0.09 to 0.16 · p 0.003`.

    `n` stands beside the interval that it belongs to; alone it says nothing that the sentence
    does not.
    """
    said = []
    if one.weeks:
        said.append(f"{one.weeks:,} {'week' if one.weeks == 1 else 'weeks'}")
    if one.value is not None and one.low is not None and one.high is not None:
        if one.n is not None:
            said.append(f"n {one.n:,}")
        said.append(f"{_figure(one.value)}, {_figure(one.low)} to {_figure(one.high)}")
    if one.p is not None:
        said.append(f"p {_p(one.p)}" + ("" if one.q is None else f", q {_p(one.q)}"))
    return f" {theme.glyphs.dot} ".join(said)


def _figure(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.2g}"


def _p(value: float) -> str:
    return "under 0.001" if value < 0.001 else f"{value:.2g}"


def _quiet(advice: Advice, theme: Theme) -> list[Text]:
    """Say that nothing calls for anything, and what is known all the same."""
    lines = [wrapped(theme, [("+", looks.AT), ("nothing stands out", looks.STRONG)])]
    said = "keep the week going as it is; the coach speaks up when something changes"
    lines.append(_indented(theme, [(said, "")]))
    for one in advice.findings:
        lines += [Text(), *finding_lines(one, theme)]
    return lines


def _kept_back(found: Sequence[Finding], why: str, theme: Theme) -> list[Text]:
    if not found:
        return []
    lines = [Text(), wrapped(theme, [(why, looks.QUIET)])]
    for one in found:
        lines += finding_lines(one, theme)
    return lines


def _ending(advice: Advice, shown: int, theme: Theme, *, every: bool) -> Text:
    tests = "1 test" if advice.tests == 1 else f"{advice.tests:,} tests"
    said = [f"{advice.rules} rules asked", f"{tests} ran"]
    if advice.held:
        said.append(f"{len(advice.held)} held back")
    more = len(advice.findings) + len(advice.held) + len(advice.withheld) - shown
    if more and not every:
        said.append(f"{more} more: actlog coach --all")
    return wrapped(theme, [(f" {theme.glyphs.dot} ".join(said), looks.QUIET)])


def plain(advice: Advice, report: WeekReport) -> CoachJson:
    """Return `coach --json`."""
    return {
        "week": report.week.label,
        "model": report.model.name,
        "findings": [jsonable.finding(one) for one in advice.findings],
        "few": [advice.findings.index(one) for one in advice.few],
        "held": [jsonable.finding(one) for one in advice.held],
        "withheld": [jsonable.finding(one) for one in advice.withheld],
        "rules": advice.rules,
        "tests": advice.tests,
    }
