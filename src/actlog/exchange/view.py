"""Several readers of one open file, each at a place of its own."""

from __future__ import annotations

import io
from errno import EINVAL

from actlog.domain.errors import InputError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import BinaryIO

    from _typeshed import WriteableBuffer

_AT_ONCE = 1 << 16  # bytes


class Part:
    """An open file that several read by turns; `position` is behind the byte read last."""

    def __init__(self, file: io.FileIO, size: int) -> None:
        """`size` is that of the file, in bytes."""
        self.file = file
        self.size = size
        self.position = 0


class View(io.RawIOBase):
    """A place of its own in an open file. Raises InputError where the file cannot be read."""

    def __init__(self, part: Part, name: str, *, longest: int | None = None) -> None:
        """Begin at the first byte; reading more than `longest` bytes at once is refused."""
        self._part = part
        self._name = name
        self._longest = longest
        self._at = 0

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def seekable(self) -> bool:
        """Tell that places can be sought."""
        return True

    def tell(self) -> int:
        """Return the place, in bytes."""
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        """Go to a place. Raises OSError where it lies before the beginning."""
        place = (0, self._at, self._part.size)[whence] + offset
        if place < 0:
            raise OSError(EINVAL, "a place before the beginning")
        self._at = place
        return place

    def read(self, size: int | None = -1, /) -> bytes:
        """Read so many bytes, or all, as far as the file has them."""
        left = max(self._part.size - self._at, 0)
        wanted = left if size is None or size < 0 else min(size, left)
        if self._longest is not None and wanted > self._longest:
            hint = "unpack it yourself and import what was in it"
            raise InputError(f"{self._name} holds too many files", hint)
        return super().read(wanted) or b""

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Fill the buffer and return how many bytes were read."""
        try:
            self._part.file.seek(self._at)
            count = self._part.file.readinto(buffer) or 0
        except OSError as error:
            raise InputError(f"the file cannot be read: {error.strerror}") from None
        self._at += count
        self._part.position = self._at
        return count


def plain(part: Part, name: str) -> BinaryIO:
    """Return a file's own bytes from their beginning."""
    return buffered(View(part, name))


def buffered(stream: io.RawIOBase) -> BinaryIO:
    """Return a stream that reads pieces of a fair size."""
    return io.BufferedReader(stream, _AT_ONCE)
