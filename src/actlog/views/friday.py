"""The Friday page on the screen, the words that its Markdown shares, and its JSON."""

from __future__ import annotations

from rich.console import Group
from rich.text import Text

from actlog.grammar.tokens import quote
from actlog.views import jsonable, said, words
from actlog.views import promise as promises
from actlog.views import theme as looks
from actlog.views.ahead import ahead_lines
from actlog.views.coach import finding_lines
from actlog.views.grid import wrapped
from actlog.views.rows import GAP, amounts, exact_lines, first_that_fits, name
from actlog.views.week import average, results, title

TYPE_CHECKING = False
if TYPE_CHECKING:
    from actlog.analysis.friday import Page
    from actlog.analysis.objections import Objection
    from actlog.analysis.week_report import WeekReport
    from actlog.domain.entry import Entry
    from actlog.views.grid import Cell
    from actlog.views.shapes.weeks import FridayJson, HeardJson
    from actlog.views.theme import Theme

NOTHING_HEARD = "nothing yet: +heard marks a note, objection:price an objection"
NOTHING_PROMISED = "nothing was promised"
NOTHING_COMING = "nothing promised yet: actlog promise 'what you will do'"


def friday_screen(page: Page, theme: Theme) -> Group:
    """Return the whole page."""
    report = page.report
    return Group(
        title(report, theme),
        Text(),
        *_table(report, theme),
        *exact_lines(report.activities, theme),
        Text(),
        *results(report, theme),
        *(ahead_lines(report.ahead, theme, week_ahead(report)) if report.ahead else []),
        Text(),
        *[finding_lines(one.replace(detail="", next=None), theme)[0] for one in page.findings],
        *([Text()] if page.findings else []),
        *_heard(page, theme),
        *_promises(page, theme),
    )


def week_ahead(report: WeekReport) -> str:
    """Return what the week after that of the page is called."""
    return "next week" if report.current else "this week, still to come"


def _table(report: WeekReport, theme: Theme) -> list[Text]:
    """Return a line for each activity: the week, its line, the averages, where it stands."""
    rows = report.activities
    if not rows:
        return []
    asked = [window.weeks_asked for window in rows[0].averages.windows]
    heading: list[Cell] = [
        Text(word, style=looks.QUIET)
        for word in ("", "the week", *[f"{weeks} wk" for weeks in asked], "")
    ]
    lines: list[list[Cell]] = [
        [
            name(row.kind, theme),
            amount,
            *[average(window.per_week, theme) for window in row.averages.windows],
            words.status(row.standing, over=report.over),
        ]
        for row, amount in zip(rows, amounts([row.standing for row in rows]), strict=True)
    ]
    table, sides = [heading, *lines], "l" + "r" * (1 + len(asked)) + "l"
    bare = [line[:-1] for line in table]
    return first_that_fits(theme, (table, sides, GAP), (table, sides, 1), (bare, sides, 1))


def _heard(page: Page, theme: Theme) -> list[Text]:
    """Return a line for each note, and one for the objections, which says how to list the first."""
    heard = [[(theme.clean(note(entry)), "")] for entry in page.notes]
    if page.objections:
        said = f" {theme.glyphs.dot} ".join(map(objection, page.objections))
        more = f"{theme.glyphs.dash} {listed(page.objections[0], page)}"
        heard.append([(theme.clean(said), ""), (theme.clean(more), looks.QUIET)])
    heard = heard or [[(NOTHING_HEARD, "")]]
    return [wrapped(theme, [("heard:", looks.STRONG), *pieces]) for pieces in heard]


def note(entry: Entry) -> str:
    """Return a note that was marked, and who said it; not yet safe to show."""
    return " ".join([f"'{entry.note}'", *filter(None, [said.who(entry)]), f"(#{entry.id})"])


def objection(one: Objection) -> str:
    """Return `price 3 times`, not yet safe to show."""
    return f"{one.word} {'once' if one.entries == 1 else f'{one.entries:,} times'}"


def listed(one: Objection, page: Page) -> str:
    """Return the command that lists the entries of the week that heard an objection."""
    return f"actlog list {list_words(one, page)}"


def list_words(one: Objection, page: Page) -> str:
    """Return what stands behind `actlog list`; a week that has no number is said by its days."""
    week = page.report.week
    days = f"{week.start.isoformat()}..{week.end.isoformat()}"
    return f"objection:{quote(one.word)} {days if ' ' in week.label else week.label}"


def _promises(page: Page, theme: Theme) -> list[Text]:
    lines = []
    for label, one, none in (
        ("promised:", page.promised, NOTHING_PROMISED),
        ("the next one:", page.coming, NOTHING_COMING),
    ):
        if one is None:
            lines.append(wrapped(theme, [(label, looks.STRONG), (none, "")]))
        else:
            lines.append(promises.promise_line(label, one, theme))
    return lines


def plain(page: Page) -> FridayJson:
    """Return `week --friday --json`: all of `week --json`, and what else is on the page."""
    return {
        **jsonable.week(page.report, page.findings, page.coach),
        "heard": [
            *[_plain_note(entry) for entry in page.notes],
            *[_plain_objection(one, page) for one in page.objections],
        ],
        "promised": promises.plain(page.promised) if page.promised else None,
        "coming": promises.plain(page.coming) if page.coming else None,
    }


def _plain_note(entry: Entry) -> HeardJson:
    return {
        "note": entry.note,
        "account": entry.account,
        "contact": entry.contact,
        "id": entry.id,
        "objection": None,
        "entries": 1,
        "list": None,
    }


def _plain_objection(one: Objection, page: Page) -> HeardJson:
    return {
        "note": None,
        "account": None,
        "contact": None,
        "id": None,
        "objection": one.word,
        "entries": one.entries,
        "list": list_words(one, page),
    }
