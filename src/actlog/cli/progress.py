"""How far a long reading is: a bar on standard error, for people only."""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from types import TracebackType
    from typing import TypeVar

    from rich import progress as bars

    Row = TypeVar("Row")

_EVERY = 2048
_WHOLE = 1000


class Progress:
    """Shows rows, rows a second and the time left while rows pass; nothing without a terminal."""

    def __init__(self) -> None:
        """Use it in a `with` statement."""
        self._bar: bars.Progress | None = None
        self._task: bars.TaskID
        self._rows = 0

    def __enter__(self) -> Progress:
        if sys.stderr.isatty():
            from rich import progress as bars
            from rich.console import Console

            self._bar = bars.Progress(
                bars.TextColumn("{task.description}"),
                bars.BarColumn(bar_width=20),
                bars.TextColumn("{task.fields[rows]:,} rows"),
                bars.TextColumn("{task.fields[rate]}"),
                bars.TimeRemainingColumn(),
                console=Console(stderr=True),
                transient=True,
            )
            self._task = self._bar.add_task("reading", total=None, rows=0, rate="")
            self._bar.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.__exit__(kind, error, None)

    def watch(self, rows: Iterable[Row], done: Callable[[], float | None]) -> Iterator[Row]:
        """Pass rows on; `done` tells which part of them has been read, from 0 to 1."""
        if self._bar is None:
            yield from rows
            return
        for row in rows:
            yield row
            self._rows += 1
            if not self._rows % _EVERY:
                self._show(done())

    def say(self, what: str) -> None:
        """Say what goes on instead of reading."""
        if self._bar is not None:
            self._bar.update(self._task, description=what, total=None, rows=self._rows)

    def _show(self, part: float | None) -> None:
        if self._bar is None:
            return
        task = self._bar.tasks[self._task]
        rate = f"{self._rows / task.elapsed:,.0f} rows/s" if task.elapsed else ""
        total = None if part is None else _WHOLE
        done = 0 if part is None else part * _WHOLE
        self._bar.update(self._task, total=total, completed=done, rows=self._rows, rate=rate)
