"""What is wrong with the rows that come in: all of it counted, the first of it named."""

from __future__ import annotations

from array import array
from collections import Counter

from actlog.domain.incoming import line_of, place

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from actlog.exchange.table import Rows

MOST_NAMED = 20
"""How many bad rows are named with what is wrong; the others by their lines."""

_MOST_KINDS = 200
_MOST_RUNS = 10_000
_LONGEST = 400  # characters of what is wrong with one row: it may quote a cell of any size


class RowError(Exception):
    """One row that cannot be taken: what is wrong, and with which column where it is one."""

    def __init__(
        self, message: str, column: str | None = None, cells: Sequence[str] | None = None
    ) -> None:
        """`message` says what is wrong and what would be right.

        `cells` are the row as it stood, where its reader yields none.
        """
        super().__init__(message)
        self.cells = cells
        self.message = message
        self.column = column

    def __str__(self) -> str:
        return f"{self.column}: {self.message}" if self.column else self.message


class UnknownKindError(RowError):
    """A row of a kind that the model week does not have."""

    def __init__(self, kind: str) -> None:
        """`kind` is the cell's text."""
        super().__init__(f"{kind!r} is not in the model week")
        self.kind = kind


class LeftOutError(RowError):
    """A row that is left out because it was asked for: nothing is wrong with it."""

    def __init__(self, why: str) -> None:
        """`why` says what was asked."""
        super().__init__(why)


class Problems:
    """The bad rows of what is read; true when there are any.

    `named` holds lines such as `line 7: count: 'x' is not a whole number`, `kinds` how many
    rows each unknown kind had. `total` counts a row once, whatever is wrong with it, and where
    `cut_short` nothing behind the last one was read. `keep` is handed every bad row's place and
    what is wrong.
    """

    def __init__(self, keep: Callable[[int, str], object] | None = None) -> None:
        """Begin without any."""
        self.total = 0
        self.cut_short = False
        self.named: list[str] = []
        self.kinds: Counter[str] = Counter()
        self._keep = keep
        self._names: list[str] = []
        self._last: int | None = None
        self._runs = array("Q")  # the first and last place of each run of other bad rows
        self._untold = 0

    def __bool__(self) -> bool:
        return self.total > 0

    def begin(self, name: str) -> None:
        """Read on in another table; `name` leads its lines where it is not empty."""
        self._names.append(name)

    def add(self, line: int, error: RowError) -> None:
        """Take note of one bad row by the line on which it begins, counted from 1."""
        self.add_at(place(max(len(self._names) - 1, 0), line), error)

    def add_at(self, where: int, error: RowError) -> None:
        """Take note of one bad row by its place."""
        again, self._last = where == self._last, where
        self.total += not again
        if isinstance(error, UnknownKindError) and (
            error.kind in self.kinds or len(self.kinds) < _MOST_KINDS
        ):
            self.kinds[error.kind] += 1
        said = str(error)
        if len(said) > _LONGEST:
            half = _LONGEST // 2
            said = f"{said[:half]} … {said[-half:]}"
        if self._keep is not None:
            self._keep(where, said)
        said = f"{self.said(where)}: {said}"
        if again and (len(self.named) == MOST_NAMED or said in self.named):
            return
        if len(self.named) < MOST_NAMED:
            self.named.append(said)
        elif self._runs and self._runs[-1] + 1 == where:
            self._runs[-1] = where
        elif len(self._runs) < 2 * _MOST_RUNS:
            self._runs.extend((where, where))
        else:
            self._untold += 1

    def said(self, where: int) -> str:
        """Return a place in words: `line 7`, or `Task.csv line 7`."""
        table, line = line_of(where)
        name = self._names[table] if self._names else ""
        return f"{name} line {line}".lstrip()

    def others(self) -> str | None:
        """Return the lines of the bad rows that are not in `named`, `lines 22-5001`, if any."""
        if not self._runs:
            return None
        told: dict[int, list[str]] = {}
        runs = iter(self._runs)
        for first, last in zip(runs, runs, strict=True):
            table, line = line_of(first)
            run = str(line) if first == last else f"{line}-{line_of(last)[1]}"
            told.setdefault(table, []).append(run)
        said = "; ".join([self._lines(table, lines) for table, lines in told.items()])
        return f"{said} and {self._untold:,} more" if self._untold else said

    def _lines(self, table: int, runs: list[str]) -> str:
        name = self._names[table] if self._names else ""
        one = len(runs) == 1 and runs[0].isdigit()
        return f"{name} {'line' if one else 'lines'} {', '.join(runs)}".lstrip()


class Strays(Problems):
    """The rows that a reader could not yield, as they stood."""

    def __init__(self) -> None:
        """Begin without any."""
        super().__init__()
        self._met: list[tuple[int, list[str]]] = []

    def add(self, line: int, error: RowError) -> None:
        """Keep the row, where its reader says what stood there."""
        if error.cells is not None:
            self._met.append((line, [*error.cells]))

    def among(self, rows: Rows) -> Rows:
        """Yield rows, and the strays where they were met between them."""
        for row in rows:
            yield from self._taken()
            yield row
        yield from self._taken()

    def _taken(self) -> Iterator[tuple[int, list[str]]]:
        yield from self._met
        self._met.clear()
