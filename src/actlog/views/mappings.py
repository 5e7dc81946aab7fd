"""The mappings that there are, in columns."""

from __future__ import annotations

from rich.console import Group
from rich.text import Text

from actlog.domain.record import Record
from actlog.views import theme as looks
from actlog.views.grid import columns, wrapped

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from actlog.views.shapes.mappings import MappingJson
    from actlog.views.tables import Rows
    from actlog.views.theme import Theme

_LONGEST_NAME, _LONGEST_TITLE = 28, 34


class MappingShown(Record):
    """A mapping: its word for `--format`, what it is called, and the user's file if it has one.

    `recognised` tells whether a file is known by its columns, `replaces` whether it stands in
    place of one that actlog brings along.
    """

    format: str
    title: str
    recognised: bool
    path: str | None
    replaces: bool


def mappings_screen(shown: Sequence[MappingShown], folder: str, theme: Theme) -> Group:
    """Return every mapping in a line, and where one's own lie."""
    rows: list[tuple[str | Text, ...]] = [
        (Text("format", style="bold"), Text("files of", style="bold"), Text("from", style="bold"))
    ]
    rows += [
        (
            theme.cut(theme.clean(one.format), _LONGEST_NAME),
            theme.cut(theme.clean(one.title), _LONGEST_TITLE),
            _said(one),
        )
        for one in shown
    ]
    hint = f"your own lie in {theme.clean(folder)}"
    return Group(*columns(rows, "lll"), Text(), wrapped(theme, [(hint, looks.QUIET)]))


def _said(one: MappingShown) -> str:
    origin = "you, not actlog" if one.replaces else "you" if one.path else "actlog"
    return origin if one.recognised else f"{origin}; only with --format"


def plain(shown: Sequence[MappingShown]) -> list[MappingJson]:
    """Return `mappings[]` of `mapping list --json`."""
    return [
        {
            "format": one.format,
            "title": one.title,
            "recognised": one.recognised,
            "own": one.path is not None,
            "file": one.path,
        }
        for one in shown
    ]


def rows(shown: Sequence[MappingShown]) -> Rows:
    """Return the rows of `mapping list --csv`."""
    return plain(shown)
