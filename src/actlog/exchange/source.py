"""Where an import's bytes come from: a file or standard input, plain or packed.

What is packed is unpacked while it is read, piece by piece, and never onto the disk. Whoever
reads may read again: a pipe, which gives its bytes only once, is kept in a temporary file.
"""

from __future__ import annotations

import os
import stat
import sys
from contextlib import ExitStack
from io import FileIO
from tempfile import TemporaryFile

from actlog.domain.errors import InputError
from actlog.exchange import packed
from actlog.exchange.view import Part, plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import BinaryIO, Self

MOST_PIPED = 1 << 32
"""How many bytes of a pipe are kept: one that never ends shall not fill the disk."""

_AT_ONCE = 1 << 18  # bytes
_PIPED = "standard input"


class Member:
    """One file to read: `name`, and `is_sheet` for a spreadsheet.

    `size` is how many bytes it takes as it is stored, and `done` how many of these its latest
    opening has read, for a bar. `part` is the open file if it is not packed in another one, and
    `path` where that lies.
    """

    def __init__(
        self,
        name: str,
        opens: Callable[[], BinaryIO],
        part: Part,
        *,
        at: tuple[int, int] | None = None,
        is_sheet: bool = False,
    ) -> None:
        """Take what opens it, and where its bytes begin in their file and how many they are."""
        self.name = name
        self.is_sheet = is_sheet
        self.path: str | None = None
        self._opens = opens
        self.part: Part | None = None
        self._part = part
        self._begin, self.size = at or (0, part.size)

    @property
    def done(self) -> int:
        """Return how many bytes of `size` were read."""
        return min(max(self._part.position - self._begin, 0), self.size)

    def open(self) -> BinaryIO:
        """Return its bytes from the beginning, unpacked and buffered.

        Reading raises InputError where the file is damaged or packed too well to be true.
        """
        return self._opens()


class Source:
    """A file, or standard input for `-`, opened for as long as the context lasts.

    `members` are what there is to read in it: the file itself, what a gzip file packs, or every
    file of a zip archive but hidden ones. Entering raises InputError where it cannot be read.
    """

    def __init__(self, path: str) -> None:
        """Name the file; nothing is opened yet."""
        self.path = path
        self.members: tuple[Member, ...] = ()
        self._open = ExitStack()
        self._is_kept = False

    def __enter__(self) -> Self:
        with ExitStack() as opened:
            self._open = opened
            self.members = self._members(self._opened())
            self._open = opened.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def _opened(self) -> FileIO:
        """Return the file's own bytes, in which places can be sought."""
        if self.path == "-":
            if sys.stdin is None:
                raise InputError("there is no standard input", "name a file")
            return self._kept(sys.stdin.buffer.read, _PIPED)
        try:
            stream = self._open.enter_context(FileIO(self.path, opener=_without_waiting))
            mode = os.fstat(stream.fileno()).st_mode
        except (OSError, ValueError) as error:
            raise _unreadable(self.path, error) from None
        if not (stat.S_ISREG(mode) or stat.S_ISFIFO(mode)):
            hint = "name a file, or - for standard input"
            raise InputError(f"{self.path} cannot be read: it is a device", hint)
        if stat.S_ISREG(mode):
            return stream
        os.set_blocking(stream.fileno(), True)
        kept = self._kept(lambda size: stream.read(size) or b"", self.path)
        if not kept.tell():
            raise InputError(
                f"{self.path} is a pipe that nothing was written to",
                "write to it first, or pipe into: actlog import -",
            )
        return kept

    def _kept(self, read: Callable[[int], bytes], name: str) -> FileIO:
        """Return a temporary file, gone with the program, of all that a pipe gives."""
        self._is_kept = True
        size = 0
        try:
            kept = self._open.enter_context(TemporaryFile(buffering=0))  # noqa: SIM115 - the stack closes it
            while data := memoryview(read(_AT_ONCE)):
                size += len(data)
                while data:
                    data = data[kept.write(data) :]
                if size > MOST_PIPED:
                    raise InputError(
                        f"{name} gives more than 4 GiB", "put it into a file, then import that"
                    )
        except (OSError, ValueError) as error:
            raise _unreadable(name, error) from None
        return kept

    def _members(self, stream: FileIO) -> tuple[Member, ...]:
        """Return what the file holds, known by its first bytes."""
        try:
            stream.seek(0)
            start = stream.read(4) or b""
            part = Part(stream, stream.seek(0, os.SEEK_END))
        except OSError as error:
            raise InputError(f"the file cannot be read: {error.strerror}") from None
        name = _PIPED if self.path == "-" else os.path.basename(self.path)
        if start.startswith(packed.GZIP):
            inner = name[:-3] if name.lower().endswith(".gz") else name
            return (Member(inner, lambda: packed.gunzip(part, name), part),)
        own = Member(name, lambda: plain(part, name), part)
        own.part, own.path = part, None if self._is_kept else self.path
        if not start.startswith(packed.ZIP):
            return (own,)
        archive = packed.Archive(part, name)
        self._open.callback(archive.close)
        if archive.is_sheet():
            own.is_sheet = True
            return (own,)
        return tuple([_packed(archive, file, part) for file in archive.files()])


def _packed(archive: packed.Archive, file: packed.Packed, part: Part) -> Member:
    at = (file.info.header_offset, file.info.compress_size)
    return Member(file.name, lambda: archive.open(file), part, at=at, is_sheet=file.is_sheet)


def _without_waiting(path: str, flags: int) -> int:
    """Open a file; of a pipe that nobody writes to, do not wait for the writer."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _unreadable(name: str, error: OSError | ValueError) -> InputError:
    why = error.strerror if isinstance(error, OSError) else str(error)
    hint = "name a file in it" if isinstance(error, IsADirectoryError) else None
    return InputError(f"{name} cannot be read: {why}", hint)
