"""A table that is about to come in: what it is, and how it is read, as often as is needed."""

from __future__ import annotations

from actlog.domain.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from actlog.domain.arrivals import FileSeen
    from actlog.exchange.problems import Problems
    from actlog.exchange.table import Table

    Seen = Callable[[], FileSeen]
    """What was seen of a table, told when its rows have been read."""


class Reading(Record):
    """One table of a file.

    `name` is the file's, or the member's of an archive; `title` says what it is. `open` begins
    to read it, and `rejects` makes a file of rejected rows, given their lines and what is wrong
    with each, in order; `suffix` is how its name ends. `done` tells which part has been read,
    from 0 to 1, None where nobody knows.
    """

    name: str
    title: str
    open: Callable[[Problems], tuple[Table, Seen]]
    rejects: Callable[[Iterable[tuple[int, str]]], Iterator[str]]
    suffix: str
    done: Callable[[], float | None]
