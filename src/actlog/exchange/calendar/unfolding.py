"""The bytes of a calendar as unfolded lines, of which only those that are needed are held."""

from __future__ import annotations

import io
import re

from actlog.domain.errors import InputError
from actlog.exchange.table import LONGEST_LINE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

_NAME = re.compile(rb"[A-Za-z0-9-]{1,64}")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def text_of(start: bytes, stream: BinaryIO) -> BinaryIO | _Joined:
    """Return a stream of bytes in which ASCII is ASCII, without a byte-order mark."""
    if start.startswith(_UTF16):
        text = (start + stream.read()).decode("utf-16", "replace")
        return io.BytesIO(text.encode("utf-8", "replace"))
    return _Joined(start.removeprefix(b"\xef\xbb\xbf"), stream)


def unfolded(stream: BinaryIO | _Joined, names: frozenset[bytes]) -> Iterator[tuple[int, bytes]]:
    """Yield every unfolded line of these names, with the number of its first.

    Raises InputError for one that is longer than 1 MiB.
    """
    begun, needed, size, parts = 0, False, 0, [b""]
    for number, line in _physical(stream):
        if line[:1] in {b" ", b"\t"} and begun:
            if needed:
                size += len(line)
                if size > LONGEST_LINE:
                    raise InputError(f"the text that begins on line {begun} is longer than 1 MiB")
                parts.append(line[1:])
            continue
        if needed:
            yield begun, b"".join(parts)
        begun, size, parts = number, len(line), [line]
        name = name_of(line)
        # A name that ends with its line may itself be folded.
        needed = name in names or len(name) == len(line)
    if needed:
        yield begun, b"".join(parts)


def name_of(line: bytes) -> bytes:
    """Return the name of a property in capitals, or nothing where a line begins with none."""
    found = _NAME.match(line)
    return found[0].upper() if found else b""


def _physical(stream: BinaryIO | _Joined) -> Iterator[tuple[int, bytes]]:
    """Yield the lines that are not empty, without their ends, however these are written."""
    number = 0
    try:
        while line := stream.readline(LONGEST_LINE):
            if len(line) == LONGEST_LINE:
                raise InputError(f"line {number + 1} is longer than 1 MiB", "is this a calendar?")
            for part in line.rstrip(b"\r\n").split(b"\r"):
                number += 1
                if part:
                    yield number, part
    except OSError as error:
        raise InputError(f"the file cannot be read: {error.strerror}") from None


class _Joined:
    """The lines of a stream whose first bytes were read already."""

    def __init__(self, start: bytes, stream: BinaryIO) -> None:
        self._start = start
        self._stream = stream

    def readline(self, limit: int) -> bytes:
        if not self._start:
            return self._stream.readline(limit)
        start, newline, rest = self._start.partition(b"\n")
        self._start = rest
        if newline:
            return start + newline
        return start + self._stream.readline(limit - len(start))
