"""The log's dated copies in columns, for `restore-backup`."""

from __future__ import annotations

from rich.console import Group

from actlog.views.grid import columns
from actlog.views.words import megabytes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import RenderableType

    from actlog.views.theme import Theme


def copies_list(copies: Sequence[tuple[str, int, int | None]], theme: Theme) -> RenderableType:
    """Return number, file, size in bytes and entries of each copy, in the order given.

    Entries are None where a file cannot be read.
    """
    rows = [("", "backup", "size", "entries")]
    for number, (name, size, entries) in enumerate(copies, 1):
        counted = "damaged" if entries is None else f"{entries:,}"
        rows.append((str(number), theme.clean(name), megabytes(size), counted))
    return Group(*columns(rows, "rlrr"))
