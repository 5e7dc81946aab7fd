"""What is wrong with the rows that come in: all of it counted, the first of it named."""

from __future__ import annotations

from array import array
from collections import Counter

from actlog.domain.incoming import line_of, place

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

MOST_NAMED = 20
"""How many bad rows are named with what is wrong; the others by their lines."""

_MOST_KINDS = 200


class RowError(Exception):
    """One row that cannot be taken: what is wrong, and with which column where it is one."""

    def __init__(self, message: str, column: str | None = None) -> None:
        """`message` says what is wrong and what would be right."""
        super().__init__(message)
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
    rows each unknown kind had. `keep` is handed every bad row's place and what is wrong.
    """

    def __init__(self, keep: Callable[[int, str], object] | None = None) -> None:
        """Begin without any."""
        self.total = 0
        self.named: list[str] = []
        self.kinds: Counter[str] = Counter()
        self._keep = keep
        self._names: list[str] = []
        self._runs = array("Q")  # the first and last place of each run of other bad rows

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
        self.total += 1
        if isinstance(error, UnknownKindError) and (
            error.kind in self.kinds or len(self.kinds) < _MOST_KINDS
        ):
            self.kinds[error.kind] += 1
        if self._keep is not None:
            self._keep(where, str(error))
        if len(self.named) < MOST_NAMED:
            self.named.append(f"{self.said(where)}: {error}")
        elif self._runs and self._runs[-1] + 1 == where:
            self._runs[-1] = where
        else:
            self._runs.extend((where, where))

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
        return "; ".join([self._lines(table, lines) for table, lines in told.items()])

    def _lines(self, table: int, runs: list[str]) -> str:
        name = self._names[table] if self._names else ""
        one = len(runs) == 1 and runs[0].isdigit()
        return f"{name} {'line' if one else 'lines'} {', '.join(runs)}".lstrip()
