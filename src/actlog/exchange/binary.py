"""Files that hold no plain text: what they likely are, and what to do with them."""

from __future__ import annotations

from actlog.domain.errors import InputError

_UNPACK = "unpack it, then import what was in it"
_TABLE = "export its table as CSV or save it as .xlsx"
_PICTURE = "a table in a picture cannot be read: export it as CSV"
_KINDS = (
    (0, b"%PDF-", "a PDF", _TABLE),
    (
        0,
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "an old Excel file (.xls), or one with a password",
        "save it as .xlsx without a password",
    ),
    (0, b"SQLite format 3\x00", "an SQLite database", _TABLE),
    (0, b"{\\rtf", "a rich text document", "save it as plain text"),
    (0, b"\x89PNG", "an image", _PICTURE),
    (0, b"\xff\xd8\xff", "an image", _PICTURE),
    (0, b"GIF8", "an image", _PICTURE),
    (8, b"WEBP", "an image", _PICTURE),
    (4, b"ftyp", "an image or a film", _PICTURE),
    (0, b"PK\x03\x04", "an archive within an archive", _UNPACK),
    (0, b"\x1f\x8b", "an archive within an archive", _UNPACK),
    (0, b"BZh", "a bzip2 archive", _UNPACK),
    (0, b"\xfd7zXZ", "an xz archive", _UNPACK),
    (0, b"\x28\xb5\x2f\xfd", "a zstd archive", _UNPACK),
    (0, b"7z\xbc\xaf", "a 7z archive", _UNPACK),
    (0, b"Rar!", "a rar archive", _UNPACK),
    (257, b"ustar", "a tar archive", _UNPACK),
    (0, b"PAR1", "a Parquet file", _TABLE),
)
_PAGES = (b"<!doctype html", b"<html", b"<head", b"<meta", b"<table")
_PAGE = "export it as CSV; what was downloaded may also be a page that asks to log in"


def refuse_binary(sample: bytes, name: str) -> None:
    """Raise InputError where the first bytes of a file say that it is no plain text or table.

    Bytes of zero alone do not say so: UTF-16 is full of them.
    """
    for place, sign, what, hint in _KINDS:
        if sample.startswith(sign, place):
            raise InputError(f"{name} is {what}", hint)
    start = sample.removeprefix(b"\xef\xbb\xbf").lstrip()[:20].lower()
    if start.startswith(_PAGES):
        raise InputError(f"{name} is a web page", _PAGE)
    if start.startswith(b"<?xml"):
        raise InputError(f"{name} is an XML file", _TABLE)
