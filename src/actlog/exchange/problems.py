"""What is wrong with the rows of a file: all of it counted, the first of it named."""

from __future__ import annotations

from array import array
from collections import Counter

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


class Problems:
    """The bad rows of one file; true when there are any.

    `named` holds lines such as `line 7: count: 'x' is not a whole number`, `kinds` how many
    rows each unknown kind had.
    """

    def __init__(self) -> None:
        """Begin without any."""
        self.total = 0
        self.named: list[str] = []
        self.kinds: Counter[str] = Counter()
        self._runs = array("Q")  # the first and last line of each run of other bad rows

    def __bool__(self) -> bool:
        return self.total > 0

    def add(self, line: int, error: RowError) -> None:
        """Take note of one bad row by the line on which it begins, counted from 1."""
        self.total += 1
        if isinstance(error, UnknownKindError) and (
            error.kind in self.kinds or len(self.kinds) < _MOST_KINDS
        ):
            self.kinds[error.kind] += 1
        if len(self.named) < MOST_NAMED:
            self.named.append(f"line {line}: {error}")
        elif self._runs and self._runs[-1] + 1 == line:
            self._runs[-1] = line
        else:
            self._runs.extend((line, line))

    def others(self) -> str | None:
        """Return the lines of the bad rows that are not in `named`, `lines 22-5001`, if any."""
        if not self._runs:
            return None
        runs = iter(self._runs)
        told = [
            str(first) if first == last else f"{first}-{last}"
            for first, last in zip(runs, runs, strict=True)
        ]
        one = self.total - len(self.named) == 1
        return f"{'line' if one else 'lines'} {', '.join(told)}"
