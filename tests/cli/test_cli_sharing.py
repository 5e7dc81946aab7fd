"""`export --format sqlite`: what it says, what it refuses, and what it writes of a real log."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.program import Program

SQLITE = ("export", "--format", "sqlite")


def rows(file: Path, sql: str) -> list[Any]:
    with closing(sqlite3.connect(file)) as conn:
        return conn.execute(sql).fetchall()


@pytest.fixture
def file(actlog: Program, tmp_path: Path) -> Path:
    """Return where to write, beside a log of two calls and a meeting."""
    actlog.ok("log", "3", "calls", "1", "connected", "@acme/dana", "--note", "keep to yourself")
    actlog.ok("log", "meeting", "set", "@acme/dana", "for", "tue", "10:00")
    return tmp_path / "shared.db"


def test_it_says_how_much_it_wrote_and_what_it_left_out(actlog: Program, file: Path) -> None:
    said = actlog.ok(*SQLITE, "--output", str(file))
    assert said == f"wrote 3 entries to {file}\nleft out: contact, value, note, next\n"
    assert rows(file, "SELECT made_on, entries, left_out FROM about") == [
        ("2026-11-23", 3, "contact value note next")
    ]
    assert b"keep to yourself" not in file.read_bytes()


def test_private_columns_come_back_by_name(actlog: Program, file: Path) -> None:
    said = actlog.ok(*SQLITE, "--with", "note", "--with", "contact", "--output", str(file))
    assert said.splitlines()[1:] == ["left out: value, next"]
    assert rows(file, "SELECT contact, note FROM activity_log WHERE id = 1") == [
        ("dana", "keep to yourself")
    ]
    said = actlog.ok(*SQLITE, "--with", "all", "--output", str(file), "--yes")
    assert said == f"wrote 3 entries to {file}\n"
    assert rows(file, "SELECT contact, state FROM meetings") == [("dana", "open")]


def test_a_column_that_is_none_is_refused_with_those_that_are(actlog: Program, file: Path) -> None:
    result = actlog(*SQLITE, "--with", "notes", "--output", str(file))
    assert result.code == 2
    assert "--with notes names no private column" in result.err
    assert "contact, value, note, next; --with all" in result.err
    assert not file.exists()


def test_a_database_needs_a_file(actlog: Program, file: Path) -> None:
    result = actlog(*SQLITE)
    assert result.code == 2
    assert "name it: --output log.db" in result.err


def test_the_ending_of_a_file_means_a_database(actlog: Program, file: Path) -> None:
    actlog.ok("export", "calls", "--output", str(file))
    assert rows(file, "SELECT count(*) FROM activity_log") == [(2,)]


def test_other_formats_have_nothing_private_to_put_in(actlog: Program, file: Path) -> None:
    result = actlog("export", "--csv", "--with", "note")
    assert (result.code, result.out) == (2, "")
    assert "--with puts nothing into actlog-csv" in result.err


def test_the_words_choose_and_then_no_week_has_a_line(actlog: Program, file: Path) -> None:
    actlog.ok(*SQLITE, "meetings", "set", "--output", str(file))
    assert rows(file, "SELECT kind, account FROM activity_log") == [("meeting_set", "acme")]
    assert rows(file, "SELECT * FROM weekly_totals") == [
        ("2026-11-23", "meeting_set", 1, 0, None, None, None)
    ]
    actlog.ok(*SQLITE, "--output", str(file), "--yes")
    told = "SELECT count, tipping_point FROM weekly_totals WHERE kind IN ('call', 'connect')"
    assert rows(file, f"{told} ORDER BY kind") == [(3, 200.0), (1, 22.0)]


def test_another_file_is_replaced_only_when_agreed(actlog: Program, file: Path) -> None:
    file.write_text("mine")
    result = actlog(*SQLITE, "--output", str(file))
    assert (result.code, file.read_text()) == (2, "mine")
    assert "--yes writes over it" in result.err
    shown = actlog.terminal(*SQLITE, "--output", str(file), typed="n\n", after="write over")
    assert (shown.code, file.read_text()) == (1, "mine")
    assert "nothing is written" in shown.out
    actlog.ok(*SQLITE, "--output", str(file), "--yes")
    assert file.stat().st_mode & 0o777 == 0o600
    assert rows(file, "SELECT count(*) FROM activity_log") == [(3,)]


def test_the_log_itself_is_never_written_over(actlog: Program, file: Path, isolated: Path) -> None:
    before = (isolated / "actlog.db").read_bytes()
    file.symlink_to(isolated / "actlog.db")
    for name in (str(isolated / "actlog.db"), str(file)):
        result = actlog(*SQLITE, "--output", name, "--yes")
        assert result.code == 2
        assert "is the log itself" in result.err
    assert (isolated / "actlog.db").read_bytes() == before
    assert "is a folder" in actlog(*SQLITE, "--output", str(isolated), "--yes").err


def test_it_is_no_backup_and_no_log(
    actlog: Program, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    actlog.ok(*SQLITE, "--output", str(file))
    before = file.read_bytes()
    assert "another program's database" in actlog("restore-backup", str(file), "--yes").err
    monkeypatch.setenv("ACTLOG_DB", str(file))
    assert "another program's database" in actlog("list").err
    assert file.read_bytes() == before


def test_meetings_are_told_as_they_ended(actlog: Program, file: Path) -> None:
    actlog.ok("log", "meeting", "set", "@stark", "for", "today", "at:yesterday", "persona:cfo")
    actlog.ok("log", "no-show", "@stark")
    actlog.ok("log", "meeting", "set", "@globex", "at:yesterday", "for", "today")
    actlog.ok("log", "held", "@globex", "moved")
    actlog.ok(*SQLITE, "--output", str(file))
    told = "SELECT id, account, persona, set_on, planned, state, ended_on FROM meetings"
    assert rows(file, told) == [
        (3, "acme", None, "2026-11-23", "2026-11-24T10:00:00+00:00", "open", None),
        (4, "stark", "cfo", "2026-11-22", "2026-11-23", "no-show", "2026-11-23"),
        (6, "globex", None, "2026-11-22", "2026-11-23", "held", "2026-11-23"),
    ]


def test_an_empty_log_makes_a_database_with_every_table(actlog: Program, tmp_path: Path) -> None:
    file = tmp_path / "shared.db"
    said = actlog.ok(*SQLITE, "--output", str(file))
    assert said.startswith("wrote 0 entries to ")
    assert rows(file, "SELECT count(*) FROM outcomes") != [(0,)]
