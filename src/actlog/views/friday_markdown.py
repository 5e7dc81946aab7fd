"""The Friday page as Markdown, to hand to somebody: the same words as on the screen.

What was typed is text and nothing else: no mark of it is obeyed, and no HTML (CommonMark 0.31,
section 2.4: a backslash before ASCII punctuation makes it plain).
"""

from __future__ import annotations

from actlog.analysis.pace import plural_name
from actlog.domain.text import visible
from actlog.views import friday, words
from actlog.views.ahead import outlook
from actlog.views.coach import evidence
from actlog.views.promise import how_it_stands, text
from actlog.views.theme import UNICODE, Theme

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from actlog.analysis.friday import Page
    from actlog.analysis.promises import Standing
    from actlog.analysis.week_report import ActivityRow, WeekReport
    from actlog.domain.findings import Finding

_MARKS = frozenset("\\`*_{}[]<>#|~&!$^@")
_BEGINNERS = "+-="
_THEME = Theme(width=80, glyphs=UNICODE, encoding="utf-8", drawn=False)


def escape(said: str) -> str:
    """Return a text that Markdown shows as it is, on one line, in a list or in a table's cell."""
    shown = " ".join(visible(said).split())
    escaped = ""
    for place, character in enumerate(shown):
        glued = character == ":" and shown[place + 1 : place + 2].strip()
        dotted = character == "." and shown[:place].lower().endswith("www")
        begins = not place and character in _BEGINNERS
        numbers = character in ".)" and shown[:place].isdigit()
        plain = character in _MARKS or glued or dotted or begins or numbers
        escaped += f"\\{character}" if plain else character
    return escaped


def write(page: Page) -> str:
    """Return the page as one Markdown document."""
    report = page.report
    days = words.dates(report.week.start, report.week.end, report.now.date())
    parts = [f"# {escape(report.model.name)}: {report.week.label}, {days}", *_week(report)]
    parts += _listed("What stands out", [_finding(one) for one in page.findings] or ["nothing"])
    heard = [friday.note(entry) for entry in page.notes]
    heard += [friday.objection(one) for one in page.objections]
    parts += _listed("Heard", [escape(one) for one in heard or [friday.NOTHING_HEARD]])
    parts += _listed("Promised", _promises(page))
    return "\n\n".join(parts) + "\n"


def _listed(heading: str, items: Sequence[str]) -> list[str]:
    return [f"## {heading}", "\n".join([f"- {item}" for item in items])]


def _finding(one: Finding) -> str:
    rests = evidence(one.evidence, _THEME)
    return f"**{escape(one.title)}**" + (f" ({rests})" if rests else "")


def _promises(page: Page) -> list[str]:
    last = friday.NOTHING_PROMISED if page.promised is None else _promise(page.promised)
    coming = friday.NOTHING_COMING if page.coming is None else _promise(page.coming)
    return [f"For this week: {last}", f"The next one: {coming}"]


def _promise(one: Standing) -> str:
    stands = how_it_stands(one)
    return escape(text(one)) + (f" – {escape(stands)}" if stands else "")


def _week(report: WeekReport) -> list[str]:
    """Return the table of the activities, the results, and next week's meetings."""
    found = []
    if report.activities:
        weeks = [f"{window.weeks_asked} weeks" for window in report.activities[0].averages.windows]
        heading = ["activity", "the week", "line", *weeks, "stands"]
        lines = [heading, ["---", *["---:"] * (len(heading) - 2), "---"]]
        lines += [_row(row, report) for row in report.activities]
        found.append("\n".join([f"| {' | '.join(line)} |" for line in lines]))
    results = [escape(row.kind.counted(row.done)) for row in report.results]
    if results:
        found.append(f"Results: {', '.join(results)}")
    for one in report.ahead or ():
        name = f" ({escape(one.kind.title)})" if len(report.ahead or ()) > 1 else ""
        when = friday.week_ahead(report).capitalize()
        found.append(f"{when}{name}: {outlook(one)}")
    return found


def _row(row: ActivityRow, report: WeekReport) -> list[str]:
    """Return the cells of an activity; an average of no week is a dash."""
    standing, line = row.standing, row.standing.tipping_point
    averages = [window.per_week for window in row.averages.windows]
    return [
        escape(plural_name(row.kind)),
        f"{standing.done:,}",
        "" if line is None or standing.off else f"{words.whole(line):,}",
        *["–" if average is None else words.average(average) for average in averages],
        words.status(standing, over=report.over),
    ]
