"""What only a whole column can tell: which of two ways its cells are written.

`3/4/2026` can be in April or in March, `1,250` a thousand or one and a quarter. One cell that
fits a single way decides for its column; where none does, nothing is guessed.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from actlog.exchange.table import Raw


class Choice:
    """The ways in which the cells of one column may be written: `left` are those that fit all.

    A cell that fits none of those that are left is passed over: it is a bad row of its own.
    """

    __slots__ = ("_fits", "_look", "left", "title")

    def __init__(
        self,
        title: str,
        ways: frozenset[str],
        fits: Callable[[str], frozenset[str]],
        look: Callable[[], None],
    ) -> None:
        """`fits` returns the ways that a cell fits, none for what is of another form.

        `look` narrows this choice by the whole column.
        """
        self.title = title
        self.left = ways
        self._fits = fits
        self._look = look

    def narrow(self, cell: str) -> None:
        """Take note of one cell."""
        self.left = (self.left & self._fits(cell)) or self.left

    def only(self) -> str | None:
        """Return the one way that is left, as far as was seen."""
        return next(iter(self.left)) if len(self.left) == 1 else None

    def settle(self) -> str | None:
        """Return the one way that the whole column fits, None where it fits several."""
        if len(self.left) > 1:
            self._look()
        return self.only()


class Deciding:
    """The open choices of one table, settled together in one more reading of it."""

    def __init__(self, again: Callable[[], Raw]) -> None:
        """`again` opens the same table anew."""
        self._again = again
        self._looked = False
        self._open: list[tuple[int, Choice]] = []

    def open(
        self, place: int, title: str, ways: frozenset[str], fits: Callable[[str], frozenset[str]]
    ) -> Choice:
        """Return the choice of the column at `place`."""
        choice = Choice(title, ways, fits, self._look)
        self._open.append((place, choice))
        return choice

    def _look(self) -> None:
        """Read the table until every choice is settled, or to its end; once."""
        if self._looked:
            return
        self._looked = True
        left = self._open
        for _, row in self._again().rows:
            for place, choice in left:
                if place < len(row) and row[place]:
                    choice.narrow(row[place])
            left = [(place, choice) for place, choice in left if choice.only() is None]
            if not left:
                return
