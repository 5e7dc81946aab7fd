"""The health of a log, looked at from outside and never changed."""

import os
import sqlite3
import subprocess
import sys
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from actlog.domain.errors import StoreError
from actlog.domain.health import NOTE, OK, PROBLEM, UNUSABLE, Check
from actlog.store import backup, health
from actlog.store.database import VERSION
from actlog.store.migrations import migrate, steps
from tests.store.logbook import NOW, call, kept, log, open_log, recounted


def checks(path: Path, *, full: bool = False, days: int = 0) -> dict[str, Check]:
    found = health.contents(str(path), NOW + timedelta(days=days), full=full)
    return {check.id: check for check in [*found, *health.place(str(path))]}


def levels(path: Path, *, full: bool = False, days: int = 0) -> dict[str, str]:
    return {name: check.level for name, check in checks(path, full=full, days=days).items()}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a sound log of 60 entries with a backup of today, in a folder of its own."""
    store = open_log(tmp_path / "home")
    log(store, *[call(note="n" * 500, account="acme")] * 60)
    store.close()
    backup.daily(store.path, NOW.date())
    return Path(store.path)


@pytest.mark.parametrize("full", [False, True])
def test_a_sound_log_has_no_problem_and_is_left_as_it_was(path: Path, full: bool) -> None:
    before = path.read_bytes()
    found = levels(path, full=full)
    assert set(found.values()) == {OK}
    assert ("kept" in found) is full
    assert path.read_bytes() == before
    assert sorted(item.name for item in path.parent.iterdir()) == ["backups", "log.db"]


def test_a_missing_log_is_not_made_and_no_problem(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "log.db"
    assert levels(path) == {"log": NOTE, "disk": OK, "permissions": OK}
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_page_makes_a_log_unusable_and_names_the_way_back(path: Path) -> None:
    conn = sqlite3.connect(path)
    (page,) = conn.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'entries'").fetchone()
    conn.close()
    whole = path.read_bytes()
    path.write_bytes(whole[: (page - 1) * 4096] + b"\x55" * 4096 + whole[page * 4096 :])
    found = checks(path)
    wrong = [check for check in found.values() if check.level == UNUSABLE]
    assert wrong
    assert wrong[0].mend is not None
    assert "actlog restore-backup" in wrong[0].mend
    assert found["backups"].level == OK  # which still says what there is


def test_a_foreign_a_newer_and_no_database_are_told_apart(path: Path) -> None:
    conn = sqlite3.connect(path)
    conn.execute(f"PRAGMA user_version = {VERSION + 1}")
    conn.close()
    assert "newer than this actlog" in checks(path)["log"].says
    conn = sqlite3.connect(path)
    conn.execute("PRAGMA application_id = 7")
    conn.close()
    assert "another program's database" in checks(path)["log"].says
    path.write_text("a shopping list\n" * 500)
    assert "not a database" in checks(path)["log"].says
    assert levels(path)["log"] == UNUSABLE


def test_a_folder_in_place_of_the_log_is_unusable(tmp_path: Path) -> None:
    assert levels(tmp_path)["log"] == UNUSABLE


def test_a_log_of_an_older_version_is_looked_at_and_not_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    conn = sqlite3.connect(path, isolation_level=None)
    migrate(conn, str(path), steps()[:1])
    conn.close()
    before = path.read_bytes()
    found = checks(path, full=True)
    assert found["log"].level == NOTE
    assert "version 1; the next command brings it up to date" in found["log"].says
    assert path.read_bytes() == before


def test_sums_and_an_index_that_differ_are_found_in_full_and_mended(path: Path) -> None:
    conn = sqlite3.connect(path)
    conn.execute("UPDATE day_totals SET count = count + 1")
    conn.commit()
    assert levels(path).get("kept") is None
    found = checks(path, full=True)["kept"]
    assert (found.level, found.mend) == (PROBLEM, "actlog doctor --mend")
    conn.execute("UPDATE day_totals SET count = count - 1")
    conn.execute(
        "INSERT INTO search (search, rowid, note, next, tags, account, contact) "
        "VALUES ('delete', 1, ?, NULL, NULL, 'acme', NULL)",
        ("n" * 500,),
    )
    conn.commit()
    found = checks(path, full=True)["kept"]
    assert (found.level, "search index" in found.says) == (PROBLEM, True)
    conn.execute("DELETE FROM day_totals")
    conn.commit()
    conn.close()
    health.mend(str(path))
    assert levels(path, full=True)["kept"] == OK
    store = open_log(path.parent)
    assert kept(store) == recounted(store)
    store.close()


def test_a_log_that_another_program_holds_is_not_said_to_differ(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    holder = sqlite3.connect(path)
    holder.execute("BEGIN IMMEDIATE")
    monkeypatch.setattr(sqlite3, "connect", partial(sqlite3.connect, timeout=0))
    found = checks(path, full=True)["kept"]
    holder.close()
    assert (found.level, found.mend) == (PROBLEM, "close what else has it open, then try again")
    assert found.says.startswith("sums and search index were not compared: the log is locked")


def test_another_programs_database_is_not_mended(tmp_path: Path) -> None:
    path = tmp_path / "theirs.db"
    with sqlite3.connect(path) as conn:
        conn.execute("CREATE TABLE day_totals (theirs)")
        conn.execute("INSERT INTO day_totals VALUES (1)")
    conn.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="another program's database"):
        health.mend(str(path))
    assert path.read_bytes() == before


def test_permissions_that_let_others_in_are_problems(path: Path) -> None:
    path.chmod(0o640)
    assert checks(path)["permissions"].mend == f"chmod 600 '{path}'"
    path.chmod(0o600)
    path.parent.chmod(0o770)
    assert checks(path)["permissions"].mend == f"chmod go-w '{path.parent}'"
    path.parent.chmod(0o1777)  # a folder for everybody, such as /tmp
    mend = "name a file in a folder of your own with ACTLOG_DB"
    assert checks(path)["permissions"].mend == mend
    path.parent.chmod(0o755)
    assert levels(path)["permissions"] == OK


def test_a_synced_folder_is_a_note(tmp_path: Path) -> None:
    store = open_log(tmp_path / "Dropbox")
    store.close()
    assert levels(Path(store.path))["place"] == NOTE


def test_a_full_disk_is_a_problem(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "_LEAST_FREE", 1 << 60)
    assert levels(path)["disk"] == PROBLEM


def test_what_a_crash_left_is_a_note_and_a_large_rest_a_problem(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = (
        "import os; from tests.store.logbook import *\n"
        f"store = open_log(Path({str(path.parent)!r})); log(store, call()); os._exit(9)"
    )
    done = subprocess.run([sys.executable, "-c", program], check=False)
    assert done.returncode == 9
    assert os.stat(f"{path}-wal").st_size > 0
    found = checks(path)
    assert (found["wal"].level, "nothing is lost" in found["wal"].says) == (NOTE, True)
    assert found["log"].says.startswith("61 entries")
    if os.path.exists(f"{path}-wal"):
        monkeypatch.setattr(health, "_LARGE_WAL", 1)
        assert levels(path)["wal"] == PROBLEM
    open_log(path.parent).close()
    assert levels(path)["wal"] == OK


def test_a_clock_that_jumped_is_noticed(path: Path) -> None:
    found = checks(path, days=-3)["clock"]
    assert found.level == PROBLEM
    assert "2026-11-23 10:41, which is still to come" in found.says


def test_backups_that_are_missing_old_or_unreadable_are_problems(path: Path) -> None:
    assert "the latest is of today, 1 in all" in checks(path)["backups"].says
    assert "of yesterday" in checks(path, days=1)["backups"].says
    assert levels(path, days=300)["backups"] == OK  # nothing was written since
    store = open_log(path.parent)
    with_later = NOW + timedelta(days=9)
    store.run(
        "INSERT INTO operations (at, command, words) VALUES (?, 'log', '')",
        (with_later.isoformat(),),
    )
    store.close()
    found = checks(path, days=9)["backups"]
    assert (found.level, found.mend) == (PROBLEM, "actlog backup")
    (path.parent / "backups" / "log-2026-11-20.db").write_bytes(b"half")
    assert "cannot be read: log-2026-11-20.db" in checks(path)["backups"].says
    for file in (path.parent / "backups").iterdir():
        file.unlink()
    assert checks(path)["backups"].says == "there is no backup"


def test_an_empty_log_needs_no_backup(tmp_path: Path) -> None:
    store = open_log(tmp_path)
    store.close()
    assert levels(Path(store.path))["backups"] == OK


def test_sqlite_itself_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    assert health.engine().level == OK
    monkeypatch.setattr("actlog.store.guard.OLDEST_SQLITE", (99, 0, 0))
    assert health.engine().level == UNUSABLE
