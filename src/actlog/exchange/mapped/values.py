"""How a mapping's values become cells: each is compiled once, then asked for every row."""

from __future__ import annotations

from actlog.domain.mapping import fold
from actlog.domain.memo import Memo
from actlog.exchange.mapped.columns import shown
from actlog.exchange.mapped.tallies import UNKNOWN, UNNAMED, Noted
from actlog.exchange.mapped.texts import without_markup
from actlog.exchange.problems import RowError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from actlog.domain.mapping import Value
    from actlog.exchange.mapped.lookups import LookupTable
    from actlog.exchange.mapped.tallies import Tallies

    Row = list[str]
    Read = Callable[[str], str | Noted]
    """What becomes of a foreign text. Raises RowError."""
    Piece = Callable[[Row], str | Noted]
    """What a value is for a row. Raises RowError."""
    Made = Piece | str
    """The same, or what it is for every row."""
    Get = Callable[[Row], str]
    """The same, its notes counted."""


# Any text is right here; a kind that stays as it is meets the model week, which counts it.
_FREE = ("kind", "account", "contact", "note", "next", "id")


def counted(piece: Piece, tallies: Tallies) -> Get:
    """Return the getter of a value."""

    def get(row: Row) -> str:
        found = piece(row)
        return found if isinstance(found, str) else found.count(tallies)

    return get


def cell(place: int, read: Read, tallies: Tallies) -> Get:
    """Return the getter of one column: as `counted` of `column`, a step shorter."""

    def get(row: Row) -> str:
        found = read(row[place])
        return found if isinstance(found, str) else found.count(tallies)

    return get


def column(place: int | None, read: Read) -> Made:
    """Return the value of one column, which is empty where the file lacks it."""
    if place is None:
        found = read("")
        return found if isinstance(found, str) else lambda _: found
    return lambda row: read(row[place])


def first_of(made: Sequence[Made]) -> Made:
    """Return the first value that is not empty; else what the first has to note, if any."""
    pieces = [_piece(one) for one in made if one != ""]
    if len(pieces) <= 1:
        return next((one for one in made if one != ""), "")

    def get(row: Row) -> str | Noted:
        missed: str | Noted = ""
        for piece in pieces:
            found = piece(row)
            if isinstance(found, str):
                if found:
                    return found
            elif found.text:
                return found
            else:
                missed = missed or found
        return missed

    return get


def _piece(made: Made) -> Piece:
    return made if callable(made) else lambda _: made


def earliest_of(made: Sequence[Made]) -> Made:
    """Return the earliest of cells that are moments; a day without a time ends with the day."""
    pieces = [_piece(one) for one in made if one != ""]
    if len(pieces) <= 1:
        return first_of(made)

    def get(row: Row) -> str | Noted:
        found = [piece(row) for piece in pieces]
        filled = [one for one in found if _text(one)]
        return min(filled, key=_order) if filled else ""

    return get


def _order(found: str | Noted) -> str:
    """Return what moments sort by: all are on this computer's clock."""
    text = _text(found)
    return text[:19] if len(text) > 10 else text + "T24"


def _text(found: str | Noted) -> str:
    return found if isinstance(found, str) else found.text


def joined(made: Sequence[Made], between: str) -> Made:
    """Return all values that are not empty, in one text."""
    pieces = [_piece(one) for one in made if one != ""]
    if not pieces:
        return ""

    def get(row: Row) -> str | Noted:
        texts: list[str] = []
        notes: list[tuple[str, ...]] = []
        for piece in pieces:
            found = piece(row)
            if not isinstance(found, str):
                notes += found.notes
                found = found.text
            if found and not found.isspace():
                texts.append(found.strip())
        text = between.join(texts)
        return Noted(text, *notes) if notes else text

    return get


def after(made: Made, read: Read) -> Made:
    """Return what a reading makes of a value; the notes of both stay."""
    piece = _piece(made)
    if isinstance(made, str):
        found = read(made)
        if isinstance(found, str):
            return found

    def get(row: Row) -> str | Noted:
        found = piece(row)
        return read(found) if isinstance(found, str) else _both(found, read)

    return get


def then(first: Read | None, second: Read | None) -> Read:
    """Return both readings, one after the other; the notes of both stay."""
    if first is None or second is None:
        return first or second or str.strip
    one, other = first, second

    def read(text: str) -> str | Noted:
        found = one(text)
        if isinstance(found, str):
            return other(found)
        return _both(found, other) if found.text else found

    return read


def _both(found: Noted, read: Read) -> Noted:
    more = read(found.text)
    if isinstance(more, str):
        return Noted(more, *found.notes)
    return Noted(more.text, *found.notes, *more.notes)


def translated(value: Value, field: str, title: str, names: LookupTable | None) -> Read | None:
    """Return what lookup, `first` and `values` make of a text, None where it has none of them.

    `title` is what notes call its column; without `names` a lookup knows nothing.
    """
    words = {fold(word): text or "" for word, text in value.values}
    if not (words or value.first or value.lookup or value.html):
        return None

    def read(text: str) -> str | Noted:
        text = (without_markup(text) if value.html else text).strip()
        if value.lookup is not None and text:
            found = names.find(text) if names else None
            if found is None:
                return Noted("", (UNNAMED, title))
            text = found
        if value.first and value.length in (None, len(text)):
            text = text[: value.first]
        if not words:
            return text
        known = words.get(fold(text))
        if known is None:
            return _other(text, value.other, field, title) if text else ""
        return known

    return read


def _other(text: str, other: str, field: str, title: str) -> str | Noted:
    """Return what becomes of a value that `values` does not have. Raises RowError."""
    if other == "refuse":
        raise RowError(f"{shown(text)} is none of the values that the mapping knows")
    if other == "empty":
        return Noted("", (UNKNOWN, title, text, other))
    return text if field in _FREE else Noted(text, (UNKNOWN, title, text, other))


def remembered(read: Read) -> Read:
    """Return the same reading, which remembers what it read."""
    return Memo(read).__getitem__


def named(title: str, read: Read) -> Read:
    """Return the same reading with errors that name the column."""

    def read_named(text: str) -> str | Noted:
        try:
            return read(text)
        except RowError as error:
            error.column = error.column or title
            raise

    return read_named
