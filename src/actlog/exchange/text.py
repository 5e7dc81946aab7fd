"""What a file's bytes say as text: in which encoding, and line by line.

A file is read twice: once to find out its encoding, which one byte at its end may decide, and
once for its lines. Both take no more memory than the longest line.
"""

from __future__ import annotations

import codecs
import io
import re
from contextlib import closing
from itertools import chain

from actlog.domain.errors import InputError
from actlog.domain.record import Record
from actlog.exchange.binary import refuse_binary
from actlog.exchange.table import LONGEST_LINE, MOST_VALUES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator
    from typing import BinaryIO

_AT_ONCE = 1 << 17  # bytes
_BETWEEN = ",;\t|"  # what stands between the cells of a line
_SAMPLE = 1 << 12
_STRAY = re.compile("[\udc80-\udcff]")
_LETTER = re.compile("[^\x00-\x7f\udc80-\udcff]")


class Encoding(Record):
    """`name` is what people call it; `codec` and `errors` are Python's words for it."""

    name: str
    codec: str
    errors: str = "surrogateescape"


UTF8 = Encoding(name="UTF-8", codec="utf-8")
_STRICT = Encoding(name="UTF-8", codec="utf-8", errors="strict")
_UTF8_MARKED = Encoding(name="UTF-8", codec="utf-8-sig")
WINDOWS = Encoding(name="Windows-1252", codec="cp1252")
_MARKED = (
    # That of UTF-32 begins with that of UTF-16.
    (codecs.BOM_UTF32_LE, Encoding(name="UTF-32", codec="utf-32", errors="surrogatepass")),
    (codecs.BOM_UTF32_BE, Encoding(name="UTF-32", codec="utf-32", errors="surrogatepass")),
    (codecs.BOM_UTF16_LE, Encoding(name="UTF-16", codec="utf-16", errors="surrogatepass")),
    (codecs.BOM_UTF16_BE, Encoding(name="UTF-16", codec="utf-16", errors="surrogatepass")),
    (codecs.BOM_UTF8, _UTF8_MARKED),
)
_UTF16_LE = Encoding(name="UTF-16", codec="utf-16-le", errors="surrogatepass")
_UTF16_BE = Encoding(name="UTF-16", codec="utf-16-be", errors="surrogatepass")


class Text:
    """The text of a file: its `encoding`, and `start`, its first few thousand characters.

    A byte that is no letter in the encoding becomes a surrogate, which no row may hold.
    """

    def __init__(self, opens: Callable[[], BinaryIO], name: str) -> None:
        """Find its encoding, which may take reading all of it.

        `opens` returns its bytes from the beginning. Raises InputError where it is no text.
        """
        self._opens = opens
        self._name = name
        with opens() as stream:
            sample = stream.read(_SAMPLE)
        refuse_binary(sample, name)
        self.encoding = _marked(sample) or self._unmarked()
        with closing(self._pieces(self.encoding)) as pieces:
            self.start = next(pieces)[:_SAMPLE]
        if "\0" in self.start:
            raise self._no_text(1 + self.start.count("\n", 0, self.start.index("\0")))

    def lines(self) -> Iterator[str]:
        r"""Yield its lines from the first, each with what ends it: `\n`, `\r\n` or `\r`.

        Raises InputError at a line of more than LONGEST_LINE characters or, if it is a long one,
        MOST_VALUES cells, at a NUL, and where the text ends in the middle of a letter.
        """
        return chain.from_iterable(self._some_lines())

    def _some_lines(self) -> Iterator[list[str]]:
        """Yield lists of lines. What may not be the whole of a line is held back."""
        number, rest = 1, ""
        for text in self._pieces(self.encoding):
            lines = io.StringIO(rest + text, newline="").readlines()
            rest = lines.pop() if lines else ""
            first = lines[0] if lines else rest
            if len(first) > LONGEST_LINE:
                raise InputError(f"line {number} is longer than 1 MiB", "is this a text file?")
            if len(first) > _AT_ONCE and max(map(first.count, _BETWEEN)) > MOST_VALUES:
                said = f"line {number} has more than {MOST_VALUES:,} cells"
                raise InputError(said, "is this a table? keep the columns that you need")
            if "\0" in text:
                raise self._no_text(number + _first_with("\0", [*lines, rest]))
            yield lines
            number += len(lines)
        if rest:
            yield [rest]

    def _pieces(self, encoding: Encoding) -> Generator[str]:
        """Yield the text in pieces. Raises UnicodeDecodeError where `encoding` is strict."""
        decoder = _decoder(encoding)
        with self._opens() as stream:
            while True:
                data = stream.read(_AT_ONCE)
                try:
                    yield decoder.decode(data, final=not data)
                except UnicodeDecodeError:
                    if encoding is _STRICT:
                        raise
                    raise InputError(
                        f"{self._name} is damaged: not all of it is {encoding.name}",
                        "save it as UTF-8",
                    ) from None
                if not data:
                    return

    def _unmarked(self) -> Encoding:
        """Return UTF-8 where all of a file is, or nearly so, else Windows-1252.

        A text in Windows-1252 hardly ever has bytes that are letters in UTF-8: where these
        outnumber the stray bytes, it is the file that is damaged.
        """
        try:
            for _ in self._pieces(_STRICT):
                pass
        except UnicodeDecodeError:
            letters = stray = 0
            for text in self._pieces(UTF8):
                if not text.isascii():
                    letters += len(_LETTER.findall(text))
                    stray += len(_STRAY.findall(text))
            return UTF8 if letters > stray else WINDOWS
        return UTF8

    def _no_text(self, line: int) -> InputError:
        return InputError(
            f"{self._name} is no text: line {line} holds a NUL", "export it as CSV or .xlsx"
        )


def _first_with(letter: str, lines: list[str]) -> int:
    return next(index for index, line in enumerate(lines) if letter in line)


def _decoder(encoding: Encoding) -> codecs.IncrementalDecoder:
    return codecs.getincrementaldecoder(encoding.codec)(encoding.errors)


def _marked(sample: bytes) -> Encoding | None:
    """Return the encoding that the first bytes give away: by their mark, or by being half zeros."""
    for mark, encoding in _MARKED:
        if sample.startswith(mark):
            return encoding
    first, second = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) // 4
    if second > half and not first:
        return _UTF16_LE
    return _UTF16_BE if first > half and not second else None
