"""`restore-backup`: a list, a question, and a way back."""

import json
import os
import sqlite3
from pathlib import Path

import pytest

from tests.program import Program


@pytest.fixture
def backed_up(actlog: Program, isolated: Path) -> Path:
    """Return the home of a log of three entries with copies of one and of two."""
    actlog.ok("log", "call", "@acme")
    actlog.ok("log", "call", "@globex")
    actlog.ok("backup")
    actlog.ok("log", "call", "@umbrella")
    return isolated


LIST = """\
   backup                         size  entries
1  actlog-2026-11-23.db         0.2 MB        1
2  actlog-2026-11-23-104100.db  0.2 MB        2
"""


def entries(actlog: Program) -> list[str]:
    return [one["account"] for one in json.loads(actlog.ok("list", "--json"))["entries"]]


def test_a_script_gets_the_list_and_nothing_is_restored(actlog: Program, backed_up: Path) -> None:
    assert actlog.ok("restore-backup") == LIST
    assert actlog.ok("restore-backup", "--yes") == LIST
    shown = json.loads(actlog.ok("restore-backup", "--json"))
    file = str(backed_up / "backups/actlog-2026-11-23.db")
    size = os.stat(file).st_size
    first = {"file": file, "day": "2026-11-23", "size": size, "entries": 1}
    assert shown["backups"][0] == first
    assert shown["restored"] is None
    assert actlog.ok("restore-backup", "--csv").splitlines()[:2] == [
        "file,day,size,entries",
        f"{file},2026-11-23,{size},1",
    ]
    assert len(entries(actlog)) == 3


def test_on_a_terminal_it_asks_which_one_and_whether(actlog: Program, backed_up: Path) -> None:
    shown = actlog.terminal("restore-backup", typed="2\ny\n", after="enter for none:")
    assert shown.code == 0
    assert LIST in shown.out
    assert "replace 3 entries by the 2 entries of actlog-2026-11-23-104100.db? (y/n) [n]" in (
        shown.out
    )
    assert shown.out.endswith(
        "restored actlog-2026-11-23-104100.db: 3 entries before, 2 entries now\n"
        "the log as it was: actlog restore-backup actlog-2026-11-23-104100-2.db\n"
    )
    assert entries(actlog) == ["acme", "globex"]
    actlog.ok("restore-backup", "actlog-2026-11-23-104100-2.db", "--yes")
    assert entries(actlog) == ["acme", "globex", "umbrella"]


def test_the_way_back_is_said_so_that_a_shell_understands_it(
    actlog: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ACTLOG_DB", str(tmp_path / "my log.db"))
    actlog.ok("log", "call")
    actlog.ok("backup")
    said = actlog.ok("restore-backup", "2026-11-23", "--yes")
    assert said.endswith("actlog restore-backup 'my log-2026-11-23-104100.db'\n")


@pytest.mark.parametrize(("typed", "code"), [("\n", 0), ("9\n", 2), ("1\nn\n", 1), ("\x04", 2)])
def test_no_answer_restores_nothing(
    actlog: Program, backed_up: Path, typed: str, code: int
) -> None:
    shown = actlog.terminal("restore-backup", typed=typed, after="enter for none:")
    assert shown.code == code
    assert len(entries(actlog)) == 3


def test_a_copy_is_named_by_its_day_its_name_or_its_path(
    actlog: Program, backed_up: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere.db"
    actlog.ok("backup", str(elsewhere))
    for name, size in (
        ("2026-11-23", 1),
        ("2026-11-23-104100", 2),
        ("actlog-2026-11-23.db", 1),
        (str(elsewhere), 3),
    ):
        shown = json.loads(actlog.ok("restore-backup", name, "--yes", "--json"))
        assert shown["restored"]["after"] == size == len(entries(actlog))
        assert Path(shown["restored"]["kept"]).exists()


def test_what_cannot_be_restored_is_refused(
    actlog: Program, backed_up: Path, tmp_path: Path
) -> None:
    (tmp_path / "list.txt").write_text("milk\n" * 300)
    for name, said in (
        ("2026-11-22", "there is no file 2026-11-22"),
        (str(tmp_path / "list.txt"), "cannot be read as a log: file is not a database"),
        (str(backed_up / "actlog.db"), "is the log itself"),
    ):
        result = actlog("restore-backup", name, "--yes")
        assert result.code == 2
        assert said in result.err
    assert actlog("restore-backup", "2026-11-23").code == 2  # nobody is there to agree
    assert len(entries(actlog)) == 3


def test_without_copies_there_is_nothing_to_restore(actlog: Program, isolated: Path) -> None:
    assert actlog("restore-backup").code == 1
    assert not isolated.exists()


@pytest.mark.parametrize("damage", ["page", "header", "missing"])
def test_a_damaged_log_is_kept_aside_and_the_copy_put_in_its_place(
    actlog: Program, backed_up: Path, damage: str
) -> None:
    path = backed_up / "actlog.db"
    whole = path.read_bytes()
    conn = sqlite3.connect(path)
    page = conn.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'entries'").fetchone()[0]
    conn.close()
    begin = (page - 1) * 4096 if damage == "page" else 0
    broken = whole[:begin] + b"\x55" * 4096 + whole[begin + 4096 :]
    if damage == "missing":
        path.unlink()
    else:
        path.write_bytes(broken)
        failed = actlog("list")
        assert failed.code == 4
        assert damage == "header" or "actlog restore-backup" in failed.err
    shown = json.loads(actlog.ok("restore-backup", "2026-11-23-104100", "--yes", "--json"))
    assert shown["restored"]["before"] is None
    assert shown["restored"]["kept"] is None
    assert entries(actlog) == ["acme", "globex"]
    if damage == "missing":
        assert shown["restored"]["damaged"] is None
    else:
        assert Path(shown["restored"]["damaged"]).read_bytes() == broken


def test_another_programs_database_is_never_moved_away(
    actlog: Program, backed_up: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = tmp_path / "theirs.db"
    conn = sqlite3.connect(theirs)
    conn.execute("CREATE TABLE albums (title TEXT)")
    conn.close()
    before = theirs.read_bytes()
    monkeypatch.setenv("ACTLOG_DB", str(theirs))
    copy = str(backed_up / "backups/actlog-2026-11-23.db")
    result = actlog("restore-backup", copy, "--yes")
    assert (result.code, "another program's database" in result.err) == (4, True)
    assert theirs.read_bytes() == before
    assert list(tmp_path.glob("theirs*")) == [theirs]
