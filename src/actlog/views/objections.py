"""Objections: each with its counts, and the words that list the entries behind every count."""

from __future__ import annotations

from datetime import date

from rich.console import Group
from rich.text import Text

from actlog.analysis.objections import BY, Objection, Part
from actlog.domain.entry import Moment
from actlog.domain.record import Record
from actlog.grammar.dates import echo
from actlog.grammar.tokens import quote
from actlog.views import theme as looks
from actlog.views import words
from actlog.views.grid import labelled, wrapped
from actlog.views.rows import heading_line
from actlog.views.tables import write_rows

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import datetime

    from actlog.views.shapes.people import ObjectionsJson
    from actlog.views.theme import Theme

_COLUMNS = ("objection", "by", "name", "entries", "list")
_LABEL = 10
"""The cells of the labels' column."""


class Listed(Record):
    """The objections of some days: so many `weeks` from `first` to `last`."""

    objections: tuple[Objection, ...]
    weeks: int
    first: date
    last: date


def objections_screen(listed: Listed, now: datetime, theme: Theme) -> Group:
    """Return every objection with its counts, and how the entries of a count are listed."""
    weeks = "this week" if listed.weeks == 1 else f"the last {listed.weeks} weeks"
    days = words.dates(listed.first, listed.last, now.date())
    if not listed.objections:
        said = f"no objection in {weeks}; such as: actlog log call @acme objection:price"
        return Group(wrapped(theme, [(said, "")]))
    parts = [heading_line("objections", [weeks, days], theme)]
    for one in listed.objections:
        parts += [Text(), *_objection(one, listed, now, theme)]
    return Group(*parts, Text(), *_hints(listed, theme))


def _hints(listed: Listed, theme: Theme) -> list[Text]:
    """Return how the entries of a count are listed, by the example of the first one."""
    one = listed.objections[0]
    narrowed = theme.clean(_words(one, listed, _narrow(BY[0], one.parts[BY[0]][0])))
    said = "persona: alone lists those without one; so do source: and outcome:"
    return [
        wrapped(theme, [("the entries of a count, as of the first one:", looks.QUIET)]),
        labelled("", f"actlog list {narrowed}", theme, _LABEL),
        wrapped(theme, [(said, looks.QUIET)]),
    ]


def _objection(one: Objection, listed: Listed, now: datetime, theme: Theme) -> list[Text]:
    dot = theme.glyphs.dot
    heard = "1 entry" if one.entries == 1 else f"{one.entries:,} entries"
    last = echo(Moment(day=one.last), now)
    lines = [
        wrapped(
            theme, [(theme.clean(one.word), looks.STRONG), (f"{dot} {heard}, last {last}", "")]
        ),
        labelled("entries", f"actlog list {_words(one, listed)}", theme, _LABEL),
    ]
    for by in BY:
        counts = [f"{part.name or 'none'} {part.entries:,}" for part in one.parts[by]]
        lines.append(labelled(by, f" {dot} ".join(counts), theme, _LABEL))
    return lines


def _words(one: Objection, listed: Listed, *narrow: str) -> str:
    """Return the words behind `actlog list` that show the entries of a count."""
    return " ".join([f"objection:{quote(one.word)}", *narrow, f"{listed.first.isoformat()}.."])


def _narrow(by: str, part: Part) -> str:
    """Return the word that narrows a list to one persona, source or outcome, or to none."""
    return f"{by}:{quote(part.name)}" if part.name else f"{by}:"


def plain(listed: Listed) -> ObjectionsJson:
    """Return `objections --json`."""
    return {
        "weeks": listed.weeks,
        "first": listed.first.isoformat(),
        "last": listed.last.isoformat(),
        "objections": [
            {
                "objection": one.word,
                "entries": one.entries,
                "last": one.last.isoformat(),
                "list": _words(one, listed),
                "personas": [
                    {"persona": part.name, "entries": part.entries, "list": shown}
                    for part, shown in _parts(one, "persona", listed)
                ],
                "sources": [
                    {"source": part.name, "entries": part.entries, "list": shown}
                    for part, shown in _parts(one, "source", listed)
                ],
                "outcomes": [
                    {"outcome": part.name, "entries": part.entries, "list": shown}
                    for part, shown in _parts(one, "outcome", listed)
                ],
            }
            for one in listed.objections
        ],
    }


def _parts(one: Objection, by: str, listed: Listed) -> list[tuple[Part, str]]:
    """Return the counts of an objection by one thing, each with the words that list it."""
    return [(part, _words(one, listed, _narrow(by, part))) for part in one.parts[by]]


def table(listed: Listed) -> str:
    """Return `objections --csv`: a row for each count."""
    rows: list[list[str | int | None]] = []
    for one in listed.objections:
        rows.append([one.word, None, None, one.entries, _words(one, listed)])
        rows += [
            [one.word, by, part.name, part.entries, _words(one, listed, _narrow(by, part))]
            for by in BY
            for part in one.parts[by]
        ]
    return write_rows(_COLUMNS, rows)
