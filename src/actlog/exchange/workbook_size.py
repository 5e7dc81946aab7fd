"""How much memory a workbook would take, before it is loaded.

Whole sheets are loaded at once: a few bytes of XML can name a cell far away, a long text that a
million cells share, or one more cell. All parts are looked through as bytes, and what is counted is
never less than what the reader of workbooks will find in them.
"""

from __future__ import annotations

import re
from array import array
from itertools import chain, islice, zip_longest
from operator import sub

from actlog.domain.errors import InputError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from actlog.exchange.packed import Archive, Packed

MOST_TIMES = 10
"""How many times its size a workbook may take in memory; ordinary ones were seen to take 12-15."""

ALWAYS_FINE = 256 << 20
"""Up to how many bytes it may take whatever its size: some 1,500,000 cells."""

_AT_ONCE = 1 << 18  # bytes
_ROWS, _COLUMNS = 1 << 20, 1 << 14  # that any sheet can have
# In all 83 to 102 bytes a cell were measured, where half of the cells had texts of 30 letters.
_OF_CELL, _OF_PLACE, _OF_TEXT = 40, 32, 24
_NAME = rb"<(?:[^\s<>/:]+:)?"
_CELL = re.compile(_NAME + rb"c[\s/>]")
_ROW = re.compile(_NAME + rb"row[\s/>]")
_SHARED = re.compile(_NAME + rb"si[\s/>]")
_VALUE = re.compile(_NAME + rb"v(?:\s[^<>]*)?>\s*(\d{1,9})")
_PLACE = re.compile(_NAME + rb"(?:c|row)\s(?:[^<>]*?\s)?r\s*=\s*[\"']([A-Za-z]*)(\d+)[\"']")
_AS_USUAL = re.compile(rb'<(?:c|row) r="([A-Z]{0,3})(\d{1,7})"')
_TEXTS = (b"inlineStr", b'"str"', b"'str'", b"<![CDATA[", b"<!--")


class _Part:
    """What one part of a workbook holds; `size` is in bytes, unpacked."""

    def __init__(self, stream: BinaryIO) -> None:
        """Look through all of it."""
        self.size = self.cells = self.longest = 0
        self.begins = array("Q")  # where the texts begin that cells share
        self.has_texts = False  # or what may hide some
        self._row = self._column = 0  # the farthest that are named
        self._rows = self._in_row = self._widest = 0  # that are counted
        self._is_counted = False
        for piece in _pieces(stream):
            self._add(piece)

    @property
    def places(self) -> int:
        """Return how many places there are up to the farthest cell."""
        if not self._is_counted:
            return self._row * self._column
        return (self._row + self._rows) * (self._column + max(self._widest, self._in_row))

    @property
    def is_too_far(self) -> bool:
        """Tell whether a cell stands where no sheet can have one."""
        return self._row > _ROWS or max(self._column, self._widest) > _COLUMNS

    def lengths(self) -> array[int]:
        """Return the lengths of the texts that cells share, with their tags, by their numbers."""
        ends = chain(islice(self.begins, 1, None), (self.size,))
        return array("Q", map(sub, ends, self.begins))

    def _add(self, piece: bytes) -> None:
        if b"<si" in piece or b":si" in piece:
            self.begins.extend([self.size + found.start() for found in _SHARED.finditer(piece)])
        self.size += len(piece)
        self.longest = max(self.longest, len(piece) - piece.rfind(b"<"))
        self.has_texts = self.has_texts or any(sign in piece for sign in _TEXTS)
        cells, rows, places = _placed(piece)
        self.cells += cells
        self._rows += rows
        for letters in {letters for letters, _ in places}:
            self._column = max(self._column, _column(letters))
        self._row = max(self._row, max(map(int, {number for _, number in places}), default=0))
        # Whoever leaves out names of places counts on the order of rows and cells.
        self._is_counted = self._is_counted or len(places) < cells + rows
        if self._is_counted:
            first, *others = [len(_CELL.findall(row)) for row in _ROW.split(piece)]
            self._widest = max(self._widest, self._in_row + first, *others)
            self._in_row = others[-1] if others else self._in_row + first


def _placed(piece: bytes) -> tuple[int, int, list[tuple[bytes, bytes]]]:
    """Return how many cells and rows begin in a piece, and the places that are named for them."""
    cells, rows = piece.count(b"<c"), piece.count(b"<row")
    places = _AS_USUAL.findall(piece)
    if len(places) == cells + rows and b":c" not in piece and b":row" not in piece:
        return cells, rows, places
    return len(_CELL.findall(piece)), len(_ROW.findall(piece)), _PLACE.findall(piece)


def check_size(archive: Archive, name: str) -> None:
    """Raise InputError where loading a sheet of a workbook could take too much memory."""
    parts = [(file, _looked_through(archive, file)) for file in archive.files(hidden=True)]
    most = max(archive.size * MOST_TIMES, ALWAYS_FINE)
    shared = sum([part.size + _OF_TEXT * len(part.begins) for _, part in parts])
    lengths = array("Q", map(max, zip_longest(*[part.lengths() for _, part in parts], fillvalue=0)))
    longest = max(lengths, default=0)
    for file, part in parts:
        if part.is_too_far:
            raise InputError(
                f"{name} is damaged: it has a cell where no sheet has one", "save it once more"
            )
        texts = part.cells * longest
        if texts > most // 4:
            texts = _shared_texts(archive, file, lengths)
        texts += part.size if part.has_texts else 0
        needed = _OF_CELL * part.cells + _OF_PLACE * part.places + 3 * part.longest
        if part.cells and shared + texts + needed > most:
            raise InputError(
                f"{name} is too large for a spreadsheet: it would take"
                f" {shared + texts + needed >> 20:,} MiB of memory",
                "save it as CSV, which may be of any size",
            )


def _looked_through(archive: Archive, file: Packed) -> _Part:
    with archive.open(file) as stream:
        return _Part(stream)


def _shared_texts(archive: Archive, file: Packed, lengths: array[int]) -> int:
    """Return how long all texts are together that the cells of a sheet share with others.

    Numbers are taken for such texts as well.
    """
    known = len(lengths)
    total = 0
    with archive.open(file) as stream:
        for piece in _pieces(stream):
            wanted = map(int, _VALUE.findall(piece))
            total += sum([lengths[number] for number in wanted if number < known])
    return total


def _pieces(stream: BinaryIO) -> Iterator[bytes]:
    """Yield a part in pieces that begin with tags, but where a text is longer than a piece."""
    rest = b""
    while data := stream.read(_AT_ONCE):
        data = rest + data
        end = data.rfind(b"<")
        end = end if end > 0 else len(data)
        rest = data[end:]
        yield data[:end]
    yield rest


def _column(letters: bytes) -> int:
    """Return the number of a column, A is 1."""
    number = 0
    for letter in letters.upper()[:5]:
        number = number * 26 + letter - 64
    return number
