import codecs
import io
import tracemalloc
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actlog.domain.errors import InputError
from actlog.exchange.table import LONGEST_LINE
from actlog.exchange.text import Text

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

ROWS = "at,note\r\n2026-11-20,Müller — «piloto» 10 €\n"
UTF16 = codecs.BOM_UTF16_LE


def text(data: bytes) -> Text:
    return Text(lambda: io.BytesIO(data), "calls.csv")


def read(data: bytes) -> tuple[str, str]:
    """Return the encoding that was found, and the whole text."""
    found = text(data)
    return found.encoding.name, "".join(found.lines())


def refused(data: bytes) -> tuple[str, str | None]:
    with pytest.raises(InputError) as caught:
        read(data)
    return caught.value.message, caught.value.hint


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (ROWS.encode(), "UTF-8"),
        (ROWS.encode("utf-8-sig"), "UTF-8"),
        (ROWS.encode("utf-16"), "UTF-16"),
        (codecs.BOM_UTF16_BE + ROWS.encode("utf-16-be"), "UTF-16"),
        (ROWS.encode("utf-16-le"), "UTF-16"),
        (ROWS.encode("utf-16-be"), "UTF-16"),
        (ROWS.encode("utf-32"), "UTF-32"),
        (codecs.BOM_UTF32_BE + ROWS.encode("utf-32-be"), "UTF-32"),
        (ROWS.encode("cp1252"), "Windows-1252"),
    ],
)
def test_the_encoding_is_found_and_told(data: bytes, encoding: str) -> None:
    assert read(data) == (encoding, ROWS)
    assert text(data).start == ROWS


def test_one_byte_at_the_end_of_a_long_file_decides() -> None:
    rows = b"2026-11-20,call\n" * 20_000
    assert text(rows).encoding.name == "UTF-8"
    assert text(rows + b"M\xfcller").encoding.name == "Windows-1252"
    assert read(rows + "Müller".encode("cp1252"))[1].endswith("\nMüller")


def test_a_damaged_byte_among_letters_of_utf_8_stays_a_damaged_byte() -> None:
    encoding, found = read("Müller, Jürgen\n".encode() + b"x\xfcy\n")
    assert (encoding, found) == ("UTF-8", "Müller, Jürgen\nx\udcfcy\n")


def test_a_byte_that_windows_1252_does_not_have_becomes_a_surrogate() -> None:
    assert read(b"M\xfcller\x81\n") == ("Windows-1252", "Müller\udc81\n")


def test_half_a_letter_of_utf_16_becomes_a_surrogate() -> None:
    assert read(UTF16 + b"a\0\x00\xd8b\0") == ("UTF-16", "a\ud800b")


def test_text_that_ends_within_a_letter_is_damaged() -> None:
    said = ("calls.csv is damaged: not all of it is UTF-16", "save it as UTF-8")
    assert refused(UTF16 + "at,kind".encode("utf-16-le") + b"a") == said
    assert refused(codecs.BOM_UTF32_LE + b"\xff\xff\xff\xff")[0].endswith("is UTF-32")


def test_lines_end_in_any_of_three_ways_and_keep_their_ends() -> None:
    found = list(text(b"a\nb\r\nc\rd\x0b\x0c\x1c\n\ne").lines())
    assert found == ["a\n", "b\r\n", "c\r", "d\x0b\x0c\x1c\n", "\n", "e"]
    assert list(text("a\x85\u2028b\n".encode()).lines()) == ["a\x85\u2028b\n"]


def test_an_end_of_two_characters_is_never_parted() -> None:
    for length in range(131_070, 131_074):
        assert len(list(text(b"x" * length + b"\r\ny\r\n").lines())) == 2


def test_an_empty_file_has_no_lines() -> None:
    assert read(b"") == ("UTF-8", "")
    assert list(text(b"").lines()) == []
    assert list(text(codecs.BOM_UTF8).lines()) == []


def test_the_longest_line_is_read_and_a_longer_one_refused() -> None:
    longest = b"x" * (LONGEST_LINE - 1) + b"\n"
    assert len(list(text(b"a\n" + longest + longest).lines())) == 3
    for data in (b"a\n" + b"x" + longest, b"a\n" + b"x" * LONGEST_LINE + b"x"):
        assert refused(data) == ("line 2 is longer than 1 MiB", "is this a text file?")


class Long(io.RawIOBase):
    """A line of 2 GB."""

    def __init__(self) -> None:
        self.left = 2_000_000_000

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        room = memoryview(buffer).cast("B")
        count = min(len(room), self.left)
        room[:count] = b"x" * count
        self.left -= count
        return count


def test_a_line_of_two_gigabytes_is_refused_in_flat_memory() -> None:
    tracemalloc.start()
    with pytest.raises(InputError, match="line 1 is longer than 1 MiB"):
        next(Text(lambda: io.BufferedReader(Long(), 1 << 16), "long.csv").lines())
    assert tracemalloc.get_traced_memory()[1] < 16 << 20
    tracemalloc.stop()


def test_a_nul_is_no_text_wherever_it_stands() -> None:
    hint = "export it as CSV or .xlsx"
    assert refused(b"a\n\0b\n") == ("calls.csv is no text: line 2 holds a NUL", hint)
    assert refused(b"a\n" * 200_000 + b"b\0\n")[0].endswith("line 200001 holds a NUL")
    assert refused(UTF16 + "a\nb\0\n".encode("utf-16-le"))[0].endswith("line 2 holds a NUL")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\n", "a PDF"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            "an old Excel file (.xls), or one with a password",
        ),
        (b"SQLite format 3\x00", "an SQLite database"),
        (b"{\\rtf1\\ansi", "a rich text document"),
        (b"\x89PNG\r\n", "an image"),
        (b"RIFF1234WEBP", "an image"),
        (b"PK\x03\x04", "an archive within an archive"),
        (b"x" * 257 + b"ustar", "a tar archive"),
        (b"\n<!DOCTYPE html><html>", "a web page"),
        (b"\xef\xbb\xbf<table>", "a web page"),
        (b"<?xml version='1.0'?>", "an XML file"),
    ],
)
def test_what_is_no_plain_text_is_named(data: bytes, what: str) -> None:
    message, hint = refused(data)
    assert message == f"calls.csv is {what}"
    assert hint


letters = st.text("a,\x1c\x85\u2028\r\n\xfcé€\U0001f600")


@given(letters, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]))
def test_text_comes_back_from_every_encoding(what: str, codec: str) -> None:
    data = ("at,kind\n" + what).encode(codec)
    assert read(data)[1] == "at,kind\n" + what


@given(st.binary())
def test_any_bytes_are_lines_or_an_input_error(data: bytes) -> None:
    for start in (b"", UTF16, codecs.BOM_UTF32_BE, b"a,\xfc\n"):
        with suppress(InputError):
            encoding, found = read(start + data)
            assert encoding in {"UTF-8", "UTF-16", "UTF-32", "Windows-1252"}
            assert "\0" not in found
