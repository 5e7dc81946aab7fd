"""What the columns of an unknown table look like, over its first rows."""

from __future__ import annotations

from collections import Counter
from datetime import time
from itertools import islice

from actlog.domain.mapping import fold
from actlog.domain.record import Record
from actlog.exchange.drafting.cells import CLOCK, DATE, NUMBER, STAMP, form_of, moment
from actlog.exchange.drafting.yaml import LONGEST_KEY, scalar
from actlog.exchange.mapped.orders import said_order

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

    from actlog.exchange.table import Raw

MOST_ROWS = 5_000
FEW = 60
"""So many different values can be listed one by one."""

_MOST_CELLS = 500_000
_MOST_LETTERS = 32_000_000
_LEAST_ROWS = 100
_LONGEST = 300
_SAMPLE, _LEAST_SAMPLE = 400, 40
_MOST_FORMS = 30_000
_MOST_OF = 0.9
_LONGEST_WORD = 60
_MIDNIGHT = time()


class Look(Record):
    """One column: its name as the header has it, its place, and its cells.

    `usable` tells whether a mapping can name it. `filled` of `rows` cells are not empty; `values`
    counts what stands in them, in order of size. `forms` are the parts of the filled cells that
    have each form of `cells.form_of`.
    """

    name: str
    place: int
    usable: bool
    rows: int
    filled: int
    values: tuple[tuple[str, int], ...]
    forms: dict[str, float]
    longest: int

    def is_mostly(self, *forms: str) -> bool:
        """Tell whether nearly all cells have one of these forms."""
        return sum([self.forms.get(form, 0) for form in forms]) >= _MOST_OF

    @property
    def is_dates(self) -> bool:
        """Whether it holds moments that cannot be mere numbers."""
        return self.is_mostly(DATE, STAMP) and self.forms.get(DATE, 0) > self.forms.get(STAMP, 0)

    @property
    def may_be_dates(self) -> bool:
        """Whether it holds moments, or numbers that could be."""
        return self.is_mostly(DATE, STAMP)

    @property
    def is_numbers(self) -> bool:
        """Whether it holds numbers, or durations with colons."""
        return self.is_mostly(NUMBER, CLOCK, STAMP)

    @property
    def is_few(self) -> bool:
        """Whether it holds a few words over and over."""
        most = min(FEW, max(8, self.filled // 2))
        short = self.longest <= _LONGEST_WORD
        return short and 0 < len(self.values) <= most and not self.is_numbers and not self.is_dates

    @property
    def is_unique(self) -> bool:
        """Whether every row has a value of its own."""
        return self.filled == self.rows == len(self.values) > 1

    def orders(self, latest: int) -> dict[str, str]:
        """Return the orders that fit every date of three numbers, each with a cell to show.

        The cell is one that excludes other orders, where there is one. Empty where no cell has
        an order to tell. `latest` is the last year that two digits may mean.
        """
        left: frozenset[str] | None = None
        shown = ""
        for text, _ in self.values:
            found = said_order(text, latest)
            if not found:
                continue
            if left is None or (found & left) != left:
                shown = text
            left = (found if left is None else found & left) or frozenset()
        return dict.fromkeys(sorted(left or ()), shown)

    def has_times(self, order: str) -> bool:
        """Tell whether any moment has a time of day other than midnight."""
        walls = [moment(text, order) for text, _ in self.values[:_SAMPLE]]
        return any(wall is not None and wall[1] and wall[0].time() != _MIDNIGHT for wall in walls)

    def midnights(self, order: str) -> bool:
        """Tell whether every moment is written with a time of day that is midnight."""
        walls = [moment(text, order) for text, _ in self.values[:_SAMPLE]]
        timed = [wall for wall in walls if wall is not None and wall[1]]
        return bool(timed) and all(wall[0].time() == _MIDNIGHT for wall in timed)

    def ahead(self, order: str, today: date) -> int:
        """Return how many rows hold a day that is still to come."""
        found = [(moment(text, order), rows) for text, rows in self.values]
        return sum([rows for wall, rows in found if wall and wall[0].date() > today])


def look(raw: Raw) -> list[Look]:
    """Return how every column looks, over a few thousand rows."""
    width = len(raw.header)
    most = min(MOST_ROWS, max(_LEAST_ROWS, _MOST_CELLS // max(width, 1)))
    counts: list[Counter[str]] = [Counter() for _ in raw.header]
    rows = letters = 0
    for _, cells in islice(raw.rows, most):
        rows += 1
        for column, cell in zip(counts, cells, strict=False):
            text = cell[:_LONGEST].strip()
            if text:
                column[text] += 1
                letters += len(text)
        if letters > _MOST_LETTERS:
            break
    twice = Counter([fold(name) for name in raw.header])
    return [
        _look(
            name,
            place,
            column,
            rows,
            sample=max(_LEAST_SAMPLE, min(_SAMPLE, _MOST_FORMS // width)),
            usable=twice[fold(name)] == 1 and _is_nameable(name),
        )
        for place, (name, column) in enumerate(zip(raw.header, counts, strict=True))
    ]


def _look(
    name: str, place: int, counts: Counter[str], rows: int, *, sample: int, usable: bool
) -> Look:
    values = tuple(counts.most_common())
    forms: Counter[str] = Counter()
    for text, times in values[:sample]:
        forms[form_of(text)] += times
    looked_at = forms.total()
    return Look(
        name=name,
        place=place,
        usable=usable,
        rows=rows,
        filled=counts.total(),
        values=values,
        forms={form: times / looked_at for form, times in forms.items()},
        longest=max(map(len, counts), default=0),
    )


def _is_nameable(name: str) -> bool:
    """Tell whether a mapping can hold a column's name, which YAML limits as a key."""
    if not 0 < len(name.strip()) <= _LONGEST or any("\ud800" <= one <= "\udfff" for one in name):
        return False
    return len(scalar(name)) <= LONGEST_KEY
