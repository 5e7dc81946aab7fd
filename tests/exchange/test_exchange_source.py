import gzip
import io
import os
import stat
import subprocess
import sys
import tracemalloc
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actlog.domain.errors import InputError
from actlog.exchange import packed
from actlog.exchange.source import Source

CALLS = b"at,kind\n2026-11-20,call\n"
MORE = b"at,kind\n2026-11-21,call\n"
Put = Callable[[str, bytes], str]


@pytest.fixture
def put(tmp_path: Path) -> Put:
    """Return a function that writes a file and tells where."""

    def write(name: str, data: bytes) -> str:
        (tmp_path / name).write_bytes(data)
        return str(tmp_path / name)

    return write


def archive(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip archive of these files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as made:
        for name, data in files.items():
            made.writestr(name, data)
    return stream.getvalue()


def read(path: str) -> dict[str, bytes]:
    """Return what each member of a file holds; it is read twice and must be the same."""
    with Source(path) as source:
        found = {}
        for member in source.members:
            with member.open() as stream:
                found[member.name] = stream.read()
            with member.open() as stream:
                assert stream.read() == found[member.name]
        return found


def refused(path: str) -> tuple[str, str | None]:
    """Return what is said of a file that cannot be read, and the hint."""
    with pytest.raises(InputError) as caught:
        read(path)
    assert "\n" not in caught.value.message
    return caught.value.message, caught.value.hint


def test_a_plain_file_is_one_member(put: Put) -> None:
    assert read(put("calls.csv", CALLS)) == {"calls.csv": CALLS}


def test_gzip_is_known_by_its_bytes_and_not_by_its_name(put: Put) -> None:
    assert read(put("calls.csv.gz", gzip.compress(CALLS))) == {"calls.csv": CALLS}
    assert read(put("calls.csv", gzip.compress(CALLS))) == {"calls.csv": CALLS}


def test_gzip_of_several_streams_is_read_to_the_end(put: Put) -> None:
    assert read(put("a.gz", gzip.compress(CALLS) + gzip.compress(MORE))) == {"a": CALLS + MORE}


def test_every_file_of_a_zip_is_a_member_but_hidden_ones(put: Put) -> None:
    files = {
        "calls.csv": CALLS,
        "WE_00D/deep/Task.csv": MORE,
        "__MACOSX/._calls.csv": b"x",
        ".DS_Store": b"x",
        "deep/.git/config": b"x",
        "empty/": b"",
    }
    assert read(put("export.zip", archive(files))) == {"calls.csv": CALLS, "Task.csv": MORE}


def test_links_in_a_zip_are_left_out(put: Put) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        link = zipfile.ZipInfo("passwords.csv")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        made.writestr(link, "/etc/passwd")
        made.writestr("calls.csv", CALLS)
    assert read(put("a.zip", stream.getvalue())) == {"calls.csv": CALLS}


def test_a_workbook_is_one_member_of_its_own_bytes(put: Put) -> None:
    data = archive({"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>"})
    path = put("calls.bin", data)
    assert read(path) == {"calls.bin": data}
    with Source(path) as source:
        assert [(member.is_sheet, member.path) for member in source.members] == [(True, path)]


def test_a_workbook_within_a_zip_is_known_by_its_name(put: Put) -> None:
    with Source(put("a.zip", archive({"Calls.XLSX": b"PK", "b.csv": CALLS}))) as source:
        assert [member.is_sheet for member in source.members] == [True, False]
        assert source.members[0].path is None


def test_how_far_reading_is_is_told_in_stored_bytes(put: Put) -> None:
    rows = b"".join(b"%d,%d\n" % (n * n, n**3) for n in range(60_000))
    for path in (
        put("a.csv", rows),
        put("a.gz", gzip.compress(rows)),
        put("a.zip", archive({"other.csv": rows[::-1], "a.csv": rows})),
    ):
        with Source(path) as source:
            member = source.members[-1]
            with member.open() as stream:
                told = [member.done for _ in iter(lambda: stream.read(100_000), b"")]
            assert told == sorted(told)
            assert 0 < told[0] < member.size / 2 < told[-1] <= member.size < len(rows) + 1


def test_standard_input_is_kept_so_that_it_can_be_read_twice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for given_, name in ((CALLS, "standard input"), (gzip.compress(CALLS), "standard input")):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given_)))
        assert read("-") == {name: CALLS}


def test_closed_standard_input_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert refused("-") == ("there is no standard input", "name a file")


def test_a_pipe_with_a_name_is_read_to_its_end(tmp_path: Path) -> None:
    path = str(tmp_path / "pipe")
    os.mkfifo(path)
    with subprocess.Popen(["sh", "-c", f"printf 'at,kind\n' > '{path}'"]) as writer:
        keeping = os.open(path, os.O_RDONLY)  # lets the writer begin
        writer.wait()
        assert read(path) == {"pipe": b"at,kind\n"}
        os.close(keeping)


def test_a_pipe_that_nobody_writes_to_is_not_waited_for(tmp_path: Path) -> None:
    path = str(tmp_path / "pipe")
    os.mkfifo(path)
    assert refused(path) == (
        f"{path} is a pipe that nothing was written to",
        "write to it first, or pipe into: actlog import -",
    )


def test_a_pipe_that_never_ends_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("actlog.exchange.source.MOST_PIPED", 1 << 20)
    path = str(tmp_path / "pipe")
    os.mkfifo(path)
    with subprocess.Popen(["sh", "-c", f"yes > '{path}'"], stderr=subprocess.DEVNULL):
        keeping = os.open(path, os.O_RDONLY)
        assert refused(path)[0] == f"{path} gives more than 4 GiB"
        os.close(keeping)


@pytest.mark.parametrize("name", ["/dev/zero", "/dev/null"])
def test_a_device_is_refused(name: str) -> None:
    hint = "name a file, or - for standard input"
    assert refused(name) == (f"{name} cannot be read: it is a device", hint)


def test_folders_and_missing_files_are_said(tmp_path: Path) -> None:
    said = (f"{tmp_path} cannot be read: Is a directory", "name a file in it")
    assert refused(str(tmp_path)) == said
    missing = f"{tmp_path}/a.csv"
    assert refused(missing) == (f"{missing} cannot be read: No such file or directory", None)
    assert "null byte" in refused("a\0b")[0]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (gzip.compress(CALLS)[:-9], "it is cut off: it ends before all of it is unpacked"),
        (gzip.compress(CALLS)[:5], "it is cut off: it ends before all of it is unpacked"),
        (gzip.compress(CALLS)[:-8] + b"\0" * 8, "it is damaged and cannot be unpacked"),
        (gzip.compress(CALLS) + b"more", "it is damaged and cannot be unpacked"),
        (b"\x1f\x8b\x07" + b"rest" * 9, "it is damaged and cannot be unpacked"),
        (archive({"a.csv": CALLS})[:-9], "it is damaged and cannot be unpacked"),
        (archive({"a.csv": CALLS})[:40], "it is damaged and cannot be unpacked"),
        (b"PK\x03\x04" + b"x" * 200, "it is damaged and cannot be unpacked"),
    ],
    ids=[f"damage {number}" for number in range(1, 9)],  # the bytes hold the time
)
def test_damaged_archives_are_said(put: Put, data: bytes, said: str) -> None:
    path = put("calls.x", data)
    assert refused(path) == (f"calls.x cannot be read: {said}", "fetch or save it once more")


def test_a_damaged_file_of_a_zip_is_said(put: Put) -> None:
    data = archive({"a.csv": CALLS}, zipfile.ZIP_STORED).replace(b"call", b"cell", 1)
    assert (
        refused(put("a.zip", data))[0]
        == "a.csv cannot be read: it is damaged and cannot be unpacked"
    )


def test_a_zip_without_files_is_said(put: Put) -> None:
    assert refused(put("a.zip", archive({})))[0] == "there is no file in a.zip"
    assert refused(put("a.zip", archive({".a": b"x"})))[0] == "there is no file in a.zip"


def test_a_zip_with_a_password_is_said(put: Put) -> None:
    data = bytearray(archive({"a.csv": CALLS}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    message, hint = refused(put("a.zip", bytes(data)))
    assert message == "a.zip is locked with a password"
    assert hint == "unpack it yourself and import what was in it"


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_ways_of_packing_are_said(put: Put, method: int) -> None:
    path = put("a.zip", archive({"a.csv": CALLS}, method))
    assert refused(path)[0] == "a.csv cannot be read: it is packed in a way that is not known here"


@pytest.mark.parametrize(
    ("sign", "what"),
    [
        ("word/document.xml", "a Word document"),
        ("ppt/presentation.xml", "a PowerPoint presentation"),
        ("xl/workbook.bin", "a binary Excel workbook (.xlsb)"),
        ("content.xml", "an OpenDocument file"),
        ("Index/Document.iwa", "a Numbers or Pages document"),
    ],
)
def test_other_documents_are_named(put: Put, sign: str, what: str) -> None:
    path = put("a.zip", archive({sign: b""}))
    assert refused(path) == (f"a.zip is {what}", "save it as .xlsx or as CSV")


def drain(stream: BinaryIO) -> None:
    """Read a stream to its end."""
    while stream.read(1 << 16):
        pass


def bomb() -> bytes:
    """Return what unpacks to a bit more than is always fine."""
    return b"2026-11-20,call\n" * (packed.ALWAYS_FINE // 16 + 1)


def test_gzip_that_unpacks_to_far_more_than_its_size_is_refused_in_flat_memory(put: Put) -> None:
    with Source(put("a.gz", gzip.compress(bomb()))) as source, source.members[0].open() as stream:
        tracemalloc.start()
        with pytest.raises(InputError, match="unpacks to more than 100 times its size"):
            drain(stream)
        assert tracemalloc.get_traced_memory()[1] < 2 << 20
        tracemalloc.stop()


def test_a_zip_that_unpacks_to_far_more_than_its_size_is_refused(put: Put) -> None:
    message, hint = refused(put("a.zip", archive({"a.csv": bomb()})))
    assert message == "a.zip unpacks to more than 100 times its size"
    assert hint == "if that is right, unpack it yourself and import what was in it"


def test_a_zip_cannot_lie_about_how_much_it_unpacks_to(put: Put) -> None:
    data = bytearray(archive({"a.csv": bomb()}))
    at = data.index(b"PK\x01\x02")
    data[at + 24 : at + 28] = (1000).to_bytes(4, "little")
    assert "it is damaged" in refused(put("a.zip", bytes(data)))[0]


def test_a_zip_of_too_many_files_is_refused_before_they_are_listed(put: Put) -> None:
    data = archive({f"{'x' * 200}{number}.csv": b"" for number in range(4500)})
    assert refused(put("a.zip", data))[0] == "a.zip holds too many files"


@given(
    st.sampled_from([gzip.compress(CALLS * 9), archive({"a.csv": CALLS * 9, "b/c.csv": MORE})]),
    st.lists(st.tuples(st.integers(0, 400), st.binary(max_size=4)), max_size=4),
    st.integers(0, 400),
)
def test_damage_of_any_kind_is_an_input_error(
    tmp_path_factory: pytest.TempPathFactory,
    data: bytes,
    changes: list[tuple[int, bytes]],
    end: int,
) -> None:
    for at, new in changes:
        data = data[:at] + new + data[at + len(new) :]
    path = tmp_path_factory.getbasetemp() / "damaged"
    path.write_bytes(data[:end] if end < 300 else data)
    with suppress(InputError):
        read(str(path))
