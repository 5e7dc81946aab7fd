"""What gzip and zip files hold, unpacked while it is read.

Both can be made to unpack into far more than any disk or memory holds. What comes out is
counted, and reading ends where it is more than a hundred times what went in.
"""

from __future__ import annotations

import gzip
import io
import stat
import struct
import zipfile
import zlib

from actlog.domain.errors import InputError
from actlog.domain.record import Record
from actlog.exchange.view import View, buffered, plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import BinaryIO, Protocol

    from _typeshed import WriteableBuffer

    from actlog.exchange.view import Part

    class _Reads(Protocol):
        def read(self, size: int, /) -> bytes: ...
        def close(self) -> None: ...


GZIP = b"\x1f\x8b"
ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")

MOST_TIMES = 100
"""How many times its size a file may unpack to; tables of text were seen to reach 30."""

ALWAYS_FINE = 64 << 20
"""Up to how many bytes a file may unpack whatever its size."""

_LONGEST_DIRECTORY = 1 << 20  # bytes, some 10,000 files
_LOCKED = 1
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_SHEETS = (".xlsx", ".xlsm")
_DOCUMENTS = {
    "word/document.xml": "a Word document",
    "ppt/presentation.xml": "a PowerPoint presentation",
    "xl/workbook.bin": "a binary Excel workbook (.xlsb)",
    "content.xml": "an OpenDocument file",
    "Index/Document.iwa": "a Numbers or Pages document",
}
_AGAIN = "fetch or save it once more"
_BY_HAND = "unpack it yourself and import what was in it"
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OSError,  # what gzip says of a bad file; of a bad disk the view has spoken before
    OverflowError,
    RuntimeError,
    ValueError,
    KeyError,
    IndexError,
)


class _Unpacked(io.RawIOBase):
    """What a stream unpacks, counted; what is wrong with it becomes an InputError."""

    def __init__(self, stream: _Reads, name: str, packed: int) -> None:
        """`packed` is how many bytes went in."""
        self._stream = stream
        self._name = name
        self._left = max(packed * MOST_TIMES, ALWAYS_FINE)

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Fill the buffer and return how many bytes were unpacked."""
        room = memoryview(buffer).cast("B")
        try:
            data = self._stream.read(len(room))
        except _BROKEN as error:
            raise InputError(_what_is_wrong(self._name, error), _AGAIN) from None
        self._left -= len(data)
        if self._left < 0:
            raise _bomb(self._name)
        room[: len(data)] = data
        return len(data)

    def close(self) -> None:
        """Close the stream below as well."""
        self._stream.close()
        super().close()


def gunzip(part: Part, name: str) -> BinaryIO:
    """Return what a gzip file packs, in one stream or in several, from its beginning."""
    stream = gzip.GzipFile(fileobj=plain(part, name))
    return buffered(_Unpacked(stream, name, part.size))


class Packed(Record):
    """One file of a zip archive: its name without folders, whether it is a spreadsheet."""

    name: str
    info: zipfile.ZipInfo
    is_sheet: bool


class Archive:
    """A zip archive, which a workbook of Excel is as well.

    Making one raises InputError where its directory is damaged or too long.
    """

    def __init__(self, part: Part, name: str) -> None:
        """`name` is what messages call it."""
        try:
            self._zip = zipfile.ZipFile(View(part, name, longest=_LONGEST_DIRECTORY))
        except _BROKEN as error:
            raise InputError(_what_is_wrong(name, error), _AGAIN) from None
        self._part = part
        self._name = name

    def close(self) -> None:
        """Forget its directory; the file stays open."""
        self._zip.close()

    def is_sheet(self) -> bool:
        """Tell whether it is a workbook. Raises InputError for other documents."""
        names = set(self._zip.namelist())
        for sign, what in _DOCUMENTS.items():
            if sign in names:
                raise InputError(f"{self._name} is {what}", "save it as .xlsx or as CSV")
        return "xl/workbook.xml" in names

    @property
    def size(self) -> int:
        """Return its size in bytes."""
        return self._part.size

    def files(self, *, hidden: bool = False) -> list[Packed]:
        """Return its files in their order; hidden ones, and all else in it, where asked.

        Raises InputError where there is none, or where they cannot be unpacked.
        """
        infos = [info for info in self._zip.infolist() if hidden or _is_wanted(info)]
        if not infos:
            raise InputError(f"there is no file in {self._name}")
        size = sum([info.file_size for info in infos])
        if size > max(self._part.size * MOST_TIMES, ALWAYS_FINE):
            raise _bomb(self._name)
        if any(info.flag_bits & _LOCKED for info in infos):
            raise InputError(f"{self._name} is locked with a password", _BY_HAND)
        names = [info.filename.rpartition("/")[2] for info in infos]
        return [
            Packed(name=name, info=info, is_sheet=name.lower().endswith(_SHEETS))
            for name, info in zip(names, infos, strict=True)
        ]

    def open(self, packed: Packed) -> BinaryIO:
        """Return the bytes of one of its files from their beginning. Raises InputError."""
        if packed.info.compress_type not in _METHODS:
            raise InputError(_what_is_wrong(packed.name, NotImplementedError()), _BY_HAND)
        try:
            stream = self._zip.open(packed.info)
        except _BROKEN as error:
            raise InputError(_what_is_wrong(self._name, error), _AGAIN) from None
        size = min(packed.info.compress_size, self._part.size)
        return buffered(_Unpacked(stream, packed.name, size))


def _is_wanted(info: zipfile.ZipInfo) -> bool:
    """Tell whether it is a file, no link or folder, and not one that only a system needs."""
    mode = info.external_attr >> 16
    steps = info.filename.split("/")
    hidden = any(step.startswith(".") or step == "__MACOSX" for step in steps)
    return not (hidden or info.is_dir() or (stat.S_IFMT(mode) and not stat.S_ISREG(mode)))


def _bomb(name: str) -> InputError:
    return InputError(
        f"{name} unpacks to more than {MOST_TIMES} times its size",
        "if that is right, " + _BY_HAND,
    )


def _what_is_wrong(name: str, error: Exception) -> str:
    """Return in plain words why something cannot be unpacked."""
    if isinstance(error, EOFError):
        why = "it is cut off: it ends before all of it is unpacked"
    elif isinstance(error, NotImplementedError):
        why = "it is packed in a way that is not known here"
    else:
        why = "it is damaged and cannot be unpacked"
    return f"{name} cannot be read: {why}"
