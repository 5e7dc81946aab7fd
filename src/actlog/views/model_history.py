"""The versions of the model week: a few lines for each."""

from __future__ import annotations

from datetime import datetime

from rich.console import Group
from rich.text import Text

from actlog.domain.record import Record
from actlog.views import theme as looks
from actlog.views import words
from actlog.views.grid import wrapped
from actlog.views.rows import heading_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from actlog.analysis.model_changes import Difference
    from actlog.views.shapes.models import VersionJson
    from actlog.views.tables import Rows
    from actlog.views.theme import Theme


_INDENT = 4


class VersionShown(Record):
    """A version: its number in order, the instant from which it counts, and what it changed."""

    number: int
    since: datetime
    name: str
    changes: tuple[Difference, ...]


def history_screen(versions: Sequence[VersionShown], theme: Theme) -> Group:
    """Return every version, oldest first, with what it changed."""
    size = "1 version" if len(versions) == 1 else f"{len(versions)} versions"
    parts = [heading_line(theme.clean(versions[-1].name), [size], theme), Text()]
    for one in versions:
        day = one.since.date()
        when = f"{words.DAYS[day.weekday()]} {day.day} {words.MONTHS[day.month - 1]} {day.year}"
        when = f"from {when}" if one.number > 1 else "at first"
        parts.append(Text(f"{one.number:>2}  ").append(when, style=looks.STRONG))
        said = [_said(change, theme) for change in one.changes]
        if not said and one.number > 1:
            said = ["as the one before"]  # `--from` may make two of them one
        parts += [_indented(line, theme) for line in said]
    hint = "a week is judged by the version in force at its end"
    return Group(*parts, Text(), wrapped(theme, [(hint, looks.QUIET)]))


def _indented(text: str, theme: Theme) -> Text:
    inner = theme.replace(width=theme.width - _INDENT)
    lines = wrapped(inner, [(theme.clean(text), "")]).split("\n")
    return Text("\n").join([Text(" " * _INDENT).append_text(line) for line in lines])


def _said(change: Difference, theme: Theme) -> str:
    if change.old is None and change.new == "added":
        return f"{change.place} added"
    if change.new is None and change.old == "dropped":
        return f"{change.place} dropped"
    arrow = "→" if theme.glyphs is looks.UNICODE else "->"
    return f"{change.place} {change.old or 'none'} {arrow} {change.new or 'none'}"


def plain(versions: Sequence[VersionShown]) -> list[VersionJson]:
    """Return `versions[]` of `model history --json`."""
    ends = [one.since for one in versions[1:]]
    return [
        {
            "version": one.number,
            "since": one.since.isoformat(timespec="seconds"),
            "until": end.isoformat(timespec="seconds") if end else None,
            "name": one.name,
            "changes": [
                {"place": change.place, "old": change.old, "new": change.new}
                for change in one.changes
            ],
        }
        for one, end in zip(versions, [*ends, None], strict=True)
    ]


def rows(versions: Sequence[VersionShown]) -> Rows:
    """Return `model history --csv`: a row for each change, one without for the first version."""
    return [
        {"version": one.number, "since": one.since.isoformat(timespec="seconds"), **change}
        for one in versions
        for change in [change.as_dict() for change in one.changes]
        or [{"place": None, "old": None, "new": None}]
    ]
