"""Rows that an import leaves out: all of them counted once, kept in a file, and told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.program import Program

MAPPING = """\
version: 1
source: acme
recognise: [Ref, Set, Held]
id: Ref
fields: {account: Company}
entries:
  - part: set
    kind: {is: meeting_set}
    at: Set
  - part: held
    kind: {is: meeting_held}
    at: Held
    minutes: Min
    story: set
"""
HEADER = "Ref,Set,Held,Company,Min\n"


@pytest.fixture
def acme(tmp_path: Path) -> Path:
    path = tmp_path / "acme.yaml"
    path.write_text(MAPPING)
    return path


def added(actlog: Program, table: Path, *options: str) -> dict[str, object]:
    found: dict[str, object] = json.loads(actlog.ok("import", str(table), *options, "--json"))
    return found


def test_a_row_is_bad_once_whatever_is_wrong_with_its_entries(
    actlog: Program, tmp_path: Path, acme: Path
) -> None:
    table = tmp_path / "a.csv"
    table.write_text(
        f"{HEADER}1,2026-11-02,2026-11-03,Globex,20\n"
        "2,2027-11-02,2027-11-03,Initech,20\n"
        "1,2026-11-02,2026-11-03,Globex,25\n"
    )
    actlog.ok("model", "show")
    refused = actlog("import", str(table), "--mapping", str(acme))
    assert refused.code == 2
    assert refused.err.splitlines() == [
        f"actlog: 2 bad rows in {table}: nothing is imported",
        "line 3: Set or Held: '2027-11-02' is in the future",
        "line 3: Set or Held: '2027-11-03' is in the future",
        "line 4: uid: the uid is that of line 2, which says something else",
        "mend them and import it again; --skip-bad keeps them in a file of their own",
    ]
    shown = added(actlog, table, "--mapping", str(acme), "--skip-bad")
    counted = ("rows", "added", "known", "rejected", "new_accounts")
    assert [shown[name] for name in counted] == [2, 2, 0, 2, 1]
    assert '"Initech"' not in actlog.ok("accounts", "--all", "--json")


def test_rows_that_no_reader_understands_are_kept_too(
    actlog: Program, tmp_path: Path, acme: Path
) -> None:
    table = tmp_path / "a.csv"
    table.write_text(
        f"{HEADER}1,2026-11-02,2026-11-03,Globex,20,more\n"
        '2,2026-11-02,2026-11-03,"Initech,20\n'
        "3,2026-11-02,2026-11-03,Umbrella,20\n"
    )
    shown = added(actlog, table, "--mapping", str(acme), "--skip-bad")
    assert (shown["added"], shown["rejected"]) == (2, 2)
    kept = tmp_path / "a.rejected.csv"
    assert kept.read_text() == (
        "Ref,Set,Held,Company,Min,import problem\n"
        '1,2026-11-02,2026-11-03,Globex,20,more,"it has 6 cells, and the header 5"\n'
        '"2,2026-11-02,2026-11-03,""Initech,20",,,,,'
        "this is not CSV: a quote is opened and never closed\n"
    )
    again = actlog("import", str(kept), "--mapping", str(acme))
    assert again.code == 2
    mended = kept.read_text().replace(",more", "").replace('""', "").replace('"2', "2")
    kept.write_text(mended.replace('20",,,,,', "20,"))
    assert added(actlog, kept, "--mapping", str(acme))["added"] == 4


def test_nothing_is_skipped_of_a_file_that_cannot_be_read_to_its_end(
    actlog: Program, tmp_path: Path
) -> None:
    table = tmp_path / "a.csv"
    table.write_text('at,kind,account\n2026-11-02,call,A\n2026-11-02,call,"B\n2026-11-02,call,C\n')
    refused = actlog("import", str(table), "--skip-bad")
    assert refused.code == 2
    assert refused.err.endswith(
        "first mend the line that is not CSV: nothing behind it can be read\n"
    )
    assert not (tmp_path / "a.rejected.csv").exists()


def test_an_event_that_cannot_be_read_is_told_by_its_line(actlog: Program, tmp_path: Path) -> None:
    calendar = tmp_path / "c.ics"
    calendar.write_text("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nEND:VEVENT\nEND:VCALENDAR\n")
    shown = added(actlog, calendar, "--me", "jo@example.com", "--skip-bad")
    assert shown["rejected"] == 1
    last = (tmp_path / "c.rejected.csv").read_text().splitlines()[-1]
    assert last.strip(",") == "line 2: the event has no start: there is no DTSTART"


def test_what_a_dry_run_would_skip_is_named(actlog: Program, tmp_path: Path) -> None:
    table = tmp_path / "a.csv"
    table.write_text("at,kind\nsoon,call\n2026-11-20,call\n")
    result = actlog("import", str(table), "--dry-run", "--skip-bad")
    assert result.code == 0
    assert "  bad       1 row: see below\n" in result.out
    assert "line 2: at: 'soon' is not a date" in result.err


def test_rows_from_standard_input_are_kept_under_a_plain_name(
    actlog: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    actlog.pipe("import", "-", "--skip-bad", given=b"at,kind\nsoon,call\n")
    assert (tmp_path / "import.rejected.csv").exists()


def test_only_new_entries_are_said_to_lack_what_the_model_week_asks_for(
    actlog: Program, tmp_path: Path
) -> None:
    table = tmp_path / "a.csv"
    table.write_text("at,kind\n2026-11-20,meeting set\n")
    assert added(actlog, table)["missing"] == [
        {"kind": "meeting_set", "field": "account", "entries": 1}
    ]
    with table.open("a") as file:
        file.write("2026-11-20,call\n")
    assert added(actlog, table)["missing"] == []
    assert actlog("import", str(table)).out == f"nothing new in {table}: all 2 rows known already\n"
