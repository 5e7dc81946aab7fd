"""How far a long reading is: a bar on standard error, for people only."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import BinaryIO, TypeVar

    Row = TypeVar("Row")

_EVERY = 8192


@contextmanager
def reading(stream: BinaryIO) -> Iterator[Callable[[Iterable[Row]], Iterable[Row]]]:
    """Return a function that passes rows on and moves the bar as the stream is read.

    Without a terminal there is no bar, and the rows are passed on as they are. At their end
    the bar says that they are being stored.
    """
    if not sys.stderr.isatty():
        yield lambda rows: rows
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    has_places = stream.seekable()  # a pipe has none: its bar only says that something goes on
    size = os.fstat(stream.fileno()).st_size or None if has_places else None
    columns = (TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=size)

        def watched(rows: Iterable[Row]) -> Iterator[Row]:
            for number, row in enumerate(rows):
                if has_places and not number % _EVERY:
                    bar.update(task, completed=stream.tell())
                yield row
            bar.update(task, description="comparing", total=None)

        yield watched
