"""The columns of a foreign table: found by name, whatever their case and the spaces around them."""

from __future__ import annotations

from actlog.domain.errors import InputError
from actlog.domain.mapping import fold
from actlog.domain.text import visible
from actlog.exchange.csv_file import restore

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_MOST_SHOWN = 60
_MOST_LETTERS = 80


def shown(text: str) -> str:
    """Return a cell for a message: quoted, short, control characters written out."""
    return repr(text if len(text) <= _MOST_LETTERS else text[: _MOST_LETTERS - 1] + "…")


def known(
    header: Sequence[str], names: Iterable[tuple[str, tuple[str, ...]]]
) -> dict[str, list[int]]:
    """Return where each column of a header stands, by its folded name; some stand twice.

    `names` say what else a header may call a column (domain/mapping.Mapping.names): it is
    found by its own name, else by the first of the others that the header has.
    """
    places: dict[str, list[int]] = {}
    for place, name in enumerate(header):
        places.setdefault(fold(restore(name)), []).append(place)
    own = dict(places)
    for name, others in names:
        found = next((own[other] for other in map(fold, others) if other in own), None)
        if found is not None:
            places.setdefault(fold(name), found)
    return places


class Columns:
    """Where the columns of one header stand.

    A column that the file lacks stands behind the last one, where every row gets an empty
    cell: `width` is that place.
    """

    def __init__(
        self, header: Sequence[str], names: Iterable[tuple[str, tuple[str, ...]]] = ()
    ) -> None:
        """Take the names as the file has them, and what else it may call a column."""
        self.width = len(header)
        self._names = [visible(" ".join(name.replace("\ufeff", "").split())) for name in header]
        self._places = known(header, names)

    def has(self, name: str) -> bool:
        """Tell whether the file has the column."""
        return fold(name) in self._places

    def place(self, name: str) -> int:
        """Return where the column stands. Raises InputError where it stands twice."""
        places = self._places.get(fold(name), [self.width])
        if len(places) > 1:
            title = self._names[places[0]]
            raise InputError(
                f"the column {title!r} stands twice", "rename the one that does not matter"
            )
        return places[0]

    def title(self, name: str) -> str:
        """Return the column's name as the file has it."""
        places = self._places.get(fold(name))
        return self._names[places[0]] if places else name

    def lacks(self, names: Iterable[str]) -> InputError:
        """Return the error that the file has none of these columns."""
        wanted = " or ".join([repr(name) for name in names])
        shown = ", ".join([name for name in self._names if name][:_MOST_SHOWN])
        more = len(self._names) - _MOST_SHOWN
        has = f"it has {shown}" + (f" and {more:,} more" if more > 0 else "")
        return InputError(f"the file has no column {wanted}", has if shown else "it has no columns")
