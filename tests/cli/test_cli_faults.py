"""Disks, permissions and pages that fail: a clean answer, and nothing lost."""

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.program import Program


@pytest.fixture
def bound(actlog: Program, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the home of a log of one entry and a copy, whose owner permissions bind."""
    for words in (
        *(["log", "call", "@acme"], ["undo"], ["redo"], ["list", "--json"], ["doctor", "--json"]),
        *(
            ["db", "query", "VALUES (1)"],
            ["backup"],
            ["restore-backup", "2026-11-23", "--yes"],
            ["forget", "@acme", "--yes"],
        ),
    ):
        actlog.ok(*words)  # loads what somebody else may not be allowed to read
    home: Path = request.getfixturevalue("unprivileged")
    monkeypatch.setenv("ACTLOG_HOME", str(home))
    actlog.ok("log", "call", "@acme")
    return home


def entries(actlog: Program) -> int:
    return len(json.loads(actlog.ok("list", "--json"))["entries"])


def level_of(actlog: Program, check: str) -> tuple[int, str, str]:
    result = actlog("doctor", "--json")
    found = {one["id"]: one for one in json.loads(result.out)["checks"]}
    return result.code, found[check]["level"], found[check]["mend"]


def test_a_log_that_may_only_be_read_is_read_copied_and_not_written(
    actlog: Program, bound: Path
) -> None:
    log = bound / "actlog.db"
    log.chmod(0o400)
    assert entries(actlog) == 1
    for words in (["log", "call"], ["undo"], ["forget", "@acme", "--yes"]):
        result = actlog(*words)
        assert (result.code, "the log cannot be written" in result.err) == (4, True)
    assert actlog.ok("db", "query", "SELECT count(*) AS n FROM entries") == "n\n1\n"
    assert "backed up 1 entry" in actlog.ok("backup")
    code, level, mend = level_of(actlog, "permissions")
    assert (code, level, mend) == (1, "problem", f"chmod u+rw '{log}'*")
    log.chmod(0o600)  # not enough: what lies beside it was made when it was read-only
    assert level_of(actlog, "permissions")[1] == "problem"
    for file in bound.glob("actlog.db*"):
        file.chmod(0o600)
    actlog.ok("log", "call")
    assert entries(actlog) == 2


def test_a_folder_that_may_not_be_written_is_said_and_mended(actlog: Program, bound: Path) -> None:
    bound.chmod(0o500)
    for words in (["log", "call"], ["restore-backup", "2026-11-23", "--yes"]):
        result = actlog(*words)
        assert result.code == 4
        assert len(result.err.splitlines()) == 2
    code, _, mend = level_of(actlog, "permissions")
    assert code in {1, 4}
    assert mend == f"chmod u+rwx '{bound}'"
    bound.chmod(0o700)
    actlog.ok("log", "call")
    assert entries(actlog) == 2


def test_a_folder_of_copies_that_may_not_be_written_costs_one_line(
    actlog: Program, bound: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (bound / "backups").chmod(0o500)
    monkeypatch.setenv("ACTLOG_NOW", "2026-11-24T09:00")
    result = actlog("log", "call")
    assert result.code == 0
    assert result.err.startswith("warning: no backup today: the copy cannot be written: permission")
    assert actlog("backup").code == 4
    result = actlog("forget", "@acme", "--yes")
    assert result.code == 1
    assert "cannot be rewritten and may still hold them" in result.err
    (bound / "backups").chmod(0o700)
    assert actlog("forget", "@acme", "--yes").code == 0
    assert not [f for f in bound.rglob("*.db*") if b"acme" in f.read_bytes()]


def full(*words: str) -> subprocess.CompletedProcess[str]:
    """Run where no file may grow beyond 16 kB."""
    limited = (
        "import resource, signal, sys; from actlog.cli.main import main\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (16384, 16384))\n"
        "sys.exit(main(sys.argv[1:]))"
    )
    command = [sys.executable, "-c", limited, *words]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_disk_that_has_no_room_for_a_restore_is_not_the_copys_fault(
    actlog: Program, isolated: Path
) -> None:
    actlog.ok("log", "call")
    done = full("restore-backup", "2026-11-23", "--yes")
    assert done.returncode == 4
    assert done.stderr.startswith("actlog: the copy cannot be written: ")
    assert done.stderr.endswith("\nmake room and make its folder writable for you\n")
    assert entries(actlog) == 1
    assert not list(isolated.glob("*draft*"))


def test_a_disk_that_fills_up_stores_nothing_and_the_log_goes_on(
    actlog: Program, isolated: Path
) -> None:
    actlog.ok("log", "call")
    words = ["log", "call", "--note", "n" * 3900]
    done = full(*words)
    assert done.returncode == 4
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 2
    assert "disk" in done.stderr
    assert entries(actlog) == 1
    actlog.ok(*words)
    assert entries(actlog) == 2
    assert actlog("doctor", "--full").code == 0


@pytest.mark.parametrize("table", ["entries", "entries_day", "operations", "search_data"])
def test_a_damaged_page_is_said_whatever_it_holds_and_a_copy_brings_all_back(
    actlog: Program, isolated: Path, table: str
) -> None:
    for _ in range(4):
        actlog.ok("log", "call", "@acme", "--note", "n" * 3000)
    actlog.ok("backup")
    path = isolated / "actlog.db"
    conn = sqlite3.connect(path)
    (page,) = conn.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (table,)).fetchone()
    conn.close()
    whole = path.read_bytes()
    path.write_bytes(whole[: (page - 1) * 4096] + b"\x55" * 4096 + whole[page * 4096 :])
    assert actlog("doctor").code == 4
    for words in (["log", "call", "@acme"], ["list"], ["undo"], ["backup"]):
        result = actlog(*words)
        assert result.code in {0, 4}, result  # 0: it had no need of that page
        assert "bug" not in result.err
        path.write_bytes(whole[: (page - 1) * 4096] + b"\x55" * 4096 + whole[page * 4096 :])
    actlog.ok("restore-backup", "2026-11-23-104100", "--yes")
    assert entries(actlog) == 4
    assert actlog("doctor", "--full").code == 0


def test_a_process_that_is_killed_while_it_copies_leaves_the_copy_to_the_next(
    actlog: Program, isolated: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    actlog.ok("log", "call")
    monkeypatch.setenv("ACTLOG_NOW", "2026-11-24T09:00")
    killed = (
        "import os, signal; from actlog.cli.main import main; from actlog.store import backup\n"
        "backup.check = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\n"
        "main(['log', 'call'])"
    )
    done = subprocess.run([sys.executable, "-c", killed], capture_output=True, check=False)
    assert done.returncode == -9
    assert done.stdout.startswith(b"#2  1 call")  # the answer was there before
    (draft,) = isolated.glob("backups/*.draft")
    actlog.ok("log", "call")
    os.utime(draft, (0, 0))
    actlog.ok("log", "call")
    names = sorted(file.name for file in isolated.glob("backups/*"))
    assert names == ["actlog-2026-11-23.db", "actlog-2026-11-24.db"]
    assert entries(actlog) == 4
