"""What is wrong with the rows of a file: all of it counted, the first of it named."""

from __future__ import annotations

from collections import Counter

MOST_NAMED = 20
"""How many bad rows are named; the rest are counted."""

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
