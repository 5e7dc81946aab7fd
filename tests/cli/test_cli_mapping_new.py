"""`mapping new`: a first mapping of a file, on the screen or in a file of its own."""

from __future__ import annotations

import gzip
import json
import zipfile
from datetime import date
from pathlib import Path

import pytest

from tests.exchange.workbooks import Cell, sheet, workbook
from tests.program import Program

CALLS = """\
Date;Company;Result;Talk time
20.11.2026 09:05;Acme;connected;00:08:06
19.11.2026 14:30;Globex;left voicemail;00:00:20
"""


@pytest.fixture
def calls(tmp_path: Path, actlog: Program) -> Path:
    actlog.ok("init", "--yes")
    file = tmp_path / "my calls.csv"
    file.write_text(CALLS)
    return file


def test_it_is_printed_and_what_to_do_next_is_said_beside_it(actlog: Program, calls: Path) -> None:
    result = actlog("mapping", "new", str(calls))
    assert result.code == 0
    assert result.out.startswith('# A first mapping for "my calls", of which 2 rows were looked at')
    assert result.err == (
        f"put it into mine.yaml and correct it, then: actlog import '{calls}' "
        "--mapping mine.yaml --dry-run\n"
    )


def test_it_is_written_checked_and_brings_the_file_in(
    actlog: Program, calls: Path, tmp_path: Path
) -> None:
    file = tmp_path / "dialer.yaml"
    said = actlog.ok("mapping", "new", str(calls), "--output", str(file))
    assert said == (
        f"wrote a first mapping to {file}: 4 of 4 columns used, 2 rows looked at\n"
        f"read and correct it, then: actlog import '{calls}' --mapping {file} --dry-run\n"
    )
    actlog.ok("mapping", "check", str(file))
    actlog.ok("import", str(calls), "--mapping", str(file))
    entries = json.loads(actlog.ok("list", "--json"))["entries"]
    got = [
        (one["at"][:16], one["kind"], one["account"], one["outcome"], one["minutes"])
        for one in entries
    ]
    assert sorted(got) == [
        ("2026-11-19T14:30", "call", "Globex", "voicemail", 1),
        ("2026-11-20T09:05", "call", "Acme", "connected", 8),
    ]


def test_one_that_lies_in_the_folder_of_mappings_is_found_by_its_columns(
    actlog: Program, calls: Path, isolated: Path
) -> None:
    (isolated / "mappings").mkdir()
    actlog.ok("mapping", "new", str(calls), "--output", str(isolated / "mappings/dialer.yaml"))
    assert "2 calls" in actlog.ok("import", str(calls))
    again = actlog("mapping", "new", str(calls))
    assert f"dialer knows such files already: actlog import '{calls}' needs no mapping" in again.err


def test_a_file_is_only_written_over_when_that_is_agreed_to(
    actlog: Program, calls: Path, tmp_path: Path
) -> None:
    file = tmp_path / "dialer.yaml"
    file.write_text("mine\n")
    result = actlog("mapping", "new", str(calls), "--output", str(file))
    assert (result.code, result.out, file.read_text()) == (2, "", "mine\n")
    assert "--yes writes over it" in result.err
    actlog.ok("mapping", "new", str(calls), "--output", str(file), "--yes")
    assert file.read_text().startswith("# A first mapping")


def test_what_was_not_found_is_said(actlog: Program, tmp_path: Path) -> None:
    actlog.ok("init", "--yes")
    file = tmp_path / "people.csv"
    file.write_text("Date,Company\n3/4/2026,Acme\n")
    result = actlog("mapping", "new", str(file))
    assert result.code == 0
    assert result.err.splitlines()[:2] == [
        "not found: what a row is (kind)",
        "not found: how its dates are written (date_order)",
    ]
    file.write_text("Name,Company\nDana,Acme\n")
    result = actlog("mapping", "new", str(file))
    assert result.code == 1
    assert result.err.splitlines() == [
        "not found: when a row was (at): no column holds dates",
        "not found: what a row is (kind)",
        "put it into mine.yaml and correct it, then: actlog mapping check mine.yaml",
    ]


def test_its_name_can_be_said(actlog: Program, calls: Path) -> None:
    assert "\ntitle: Acme dialer\n" in actlog.ok(
        "mapping", "new", str(calls), "--name", "Acme dialer"
    )


def test_as_data(actlog: Program, calls: Path) -> None:
    data = json.loads(actlog.ok("mapping", "new", str(calls), "--json"))
    assert data.pop("text").startswith("# A first mapping")
    assert data == {
        "schema_version": 1,
        "file": str(calls),
        "output": None,
        "rows": 2,
        "columns": 4,
        "fields": [
            {"field": "at", "columns": ["Date"]},
            {"field": "account", "columns": ["Company"]},
            {"field": "minutes", "columns": ["Talk time"]},
            {"field": "outcome", "columns": ["Result"]},
        ],
        "not_found": [],
        "known": None,
    }


def test_packed_and_other_encodings_are_read_as_import_reads_them(
    actlog: Program, calls: Path, tmp_path: Path
) -> None:
    packed = tmp_path / "calls.csv.gz"
    packed.write_bytes(gzip.compress(CALLS.replace("Acme", "Bäcker").encode("cp1252")))
    assert "date_order: dmy" in actlog.ok("mapping", "new", str(packed))


def test_a_sheet_of_a_workbook_is_looked_at(actlog: Program, calls: Path, tmp_path: Path) -> None:
    file, made = tmp_path / "book.xlsx", tmp_path / "book.yaml"
    rows: list[list[Cell]] = [
        ["Date", "Company", "Result"],
        [date(2026, 11, 20), "Acme", "connected"],
    ]
    file.write_bytes(workbook({"Info": sheet([["x"]]), "Calls": sheet(rows)}))
    result = actlog("mapping", "new", str(file), "--sheet", "Calls", "--output", str(made))
    assert result.code == 0
    assert "2 of 3 columns used, 1 row looked at" in result.out
    assert "not found: what a row is (kind)" in result.out
    assert actlog("mapping", "new", str(file), "--sheet", "None").code == 2


def test_of_an_archive_of_several_files_one_has_to_be_named(
    actlog: Program, calls: Path, tmp_path: Path
) -> None:
    file = tmp_path / "export.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("calls.csv", CALLS)
    assert actlog("mapping", "new", str(file)).code == 0
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("people.csv", "Name\nDana\n")
    result = actlog("mapping", "new", str(file))
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        f"actlog: {file} holds 2 files\n"
        "unpack the one with your activities: calls.csv, people.csv\n"
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "the file is empty"),
        ("kind,at\ncall,2026-11-20\n", "these are actlog's own columns, which need no mapping"),
        ("%PDF-1.7", "x.csv is a PDF"),
    ],
)
def test_a_file_that_needs_none_or_can_have_none_is_refused(
    actlog: Program, tmp_path: Path, content: str, said: str
) -> None:
    actlog.ok("init", "--yes")
    file = tmp_path / "x.csv"
    file.write_text(content)
    result = actlog("mapping", "new", str(file))
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"actlog: {said}")


def test_a_hostile_header_ends_in_a_mapping_that_is_right(
    actlog: Program, calls: Path, tmp_path: Path
) -> None:
    file, made = tmp_path / "x.csv", tmp_path / "x.yaml"
    file.write_text(
        'Date,"a: ""b"" # c","two\nlines",- x,[red],🙂,"\x1b[31m",{y},*z,&w,Type\n'
        '2026-11-20,"=1+1: #",x,y,"[bold]",\u202e,"\x07",a,b,c,"Call: ""#1"""\n'
    )
    actlog.ok("mapping", "new", str(file), "--output", str(made))
    assert actlog.ok("mapping", "check", str(made))
    assert "\x1b" not in made.read_text()
    assert "\x1b" not in actlog("mapping", "new", str(file)).err
