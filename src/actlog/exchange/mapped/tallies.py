"""What reading a foreign table decided by itself, counted so that the rep is told."""

from __future__ import annotations

from collections import Counter

MOST_KEPT = 1000
"""How many different values of one kind are kept by name."""

OTHER_VALUES = "…"
"""Stands for all values beyond those."""

UNKNOWN, UNNAMED, DECIDED = "unknown", "unnamed", "decided"
"""What a note can be: the counter that it is added to."""

_MOST_LETTERS = 100


class Tallies:
    """The counters of one table; they are complete when its rows have been read.

    `left_out` counts rows by the condition that left them out. `unknown` counts cells by
    column, value and what became of a value that `values` does not have: one of
    domain/mapping.OTHERS. `unnamed` counts cells by the column whose ids no lookup knew.
    `decided` counts cells by column and what was made of them: zones.TWICE, values.CUT and the
    like. `silent` is the number of rows that no rule makes anything of, `example` the first.
    """

    __slots__ = ("decided", "example", "left_out", "silent", "unknown", "unnamed")

    def __init__(self) -> None:
        """Begin without any."""
        self.left_out: Counter[str] = Counter()
        self.unknown: Counter[tuple[str, str, str]] = Counter()
        self.unnamed: Counter[str] = Counter()
        self.decided: Counter[tuple[str, str]] = Counter()
        self.silent = 0
        self.example: str | None = None

    def take(self, note: tuple[str, ...]) -> None:
        """Count a note: its counter, the column, and what that counter keeps beside it."""
        if note[0] == UNKNOWN:
            _, column, value, fate = note
            self._know_not(column, value, fate)
        elif note[0] == UNNAMED:
            self.unnamed[note[1]] += 1
        else:
            self.decided[note[1], note[2]] += 1

    def _know_not(self, column: str, value: str, fate: str) -> None:
        shown = value if len(value) <= _MOST_LETTERS else value[: _MOST_LETTERS - 1] + "…"
        key = (column, shown, fate)
        if key not in self.unknown and len(self.unknown) >= MOST_KEPT:
            key = (column, OTHER_VALUES, fate)
        self.unknown[key] += 1


class Noted:
    """A text with notes that are counted whenever a row has it."""

    __slots__ = ("notes", "text")

    def __init__(self, text: str, *notes: tuple[str, ...]) -> None:
        """Take the notes as `Tallies.take` does."""
        self.text = text
        self.notes = notes

    def count(self, tallies: Tallies) -> str:
        """Count the notes and return the text."""
        for note in self.notes:
            tallies.take(note)
        return self.text
