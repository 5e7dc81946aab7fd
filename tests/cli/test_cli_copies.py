"""`backup`, and the copy of each day beside whatever is logged."""

import json
import os
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from actlog.cli import copies
from tests.program import Program


def names(home: Path) -> list[str]:
    return sorted(path.name for path in home.glob("backups/*"))


def notes(file: Path) -> list[str]:
    conn = sqlite3.connect(file)
    try:
        return [note for (note,) in conn.execute("SELECT note FROM entries ORDER BY id")]
    finally:
        conn.close()


def test_the_first_write_of_a_day_is_followed_by_a_copy_and_no_other_is(
    actlog: Program, isolated: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = actlog("log", "call", "--note", "one")
    assert "backup" not in result.out + result.err
    assert names(isolated) == ["actlog-2026-11-23.db"]
    actlog.ok("log", "call", "--note", "two")
    assert notes(isolated / "backups/actlog-2026-11-23.db") == ["one"]
    monkeypatch.setenv("ACTLOG_NOW", "2026-11-24T09:00")
    actlog.ok("week")
    actlog.ok("list")
    assert names(isolated) == ["actlog-2026-11-23.db"]
    actlog.ok("undo")
    assert names(isolated) == ["actlog-2026-11-23.db", "actlog-2026-11-24.db"]


def test_the_prompt_copies_after_its_first_line_and_not_only_at_its_end(
    actlog: Program, isolated: Path
) -> None:
    shown = actlog.terminal("log", typed="call\nundo\n\x04", after="log>")
    assert "undid 1: log call" in shown.out
    conn = sqlite3.connect(isolated / "backups/actlog-2026-11-23.db")
    assert conn.execute("SELECT live FROM entries").fetchall() == [(1,)]  # not yet undone
    conn.close()


def test_looking_at_an_empty_log_makes_no_copy(actlog: Program, isolated: Path) -> None:
    actlog.ok("today")
    assert (isolated / "actlog.db").exists()
    assert names(isolated) == []


def test_a_command_that_fails_makes_no_copy(actlog: Program, isolated: Path) -> None:
    assert actlog("log", "call", "bogus").code == 2
    assert names(isolated) == []


def test_the_day_is_that_of_the_sessions_clock_in_its_own_zone(
    actlog: Program, isolated: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    time.tzset()
    monkeypatch.setenv("ACTLOG_NOW", "2026-11-23T20:00:00+00:00")
    actlog.ok("log", "call")
    assert names(isolated) == ["actlog-2026-11-24.db"]


def test_a_clock_that_jumped_back_logs_undoes_and_copies_as_ever(
    actlog: Program, isolated: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    actlog.ok("log", "call")
    monkeypatch.setenv("ACTLOG_NOW", "2019-03-01T08:00")
    assert "#2  3 calls" in actlog.ok("log", "3", "calls")
    assert names(isolated) == ["actlog-2019-03-01.db", "actlog-2026-11-23.db"]
    assert "undid 2: log 3 calls" in actlog.ok("undo")
    assert "undid 1: log call" in actlog.ok("undo")
    assert actlog("undo").code == 1


def test_a_log_that_lies_elsewhere_is_copied_once_its_folder_is_there(
    actlog: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ACTLOG_DB", str(tmp_path / "else" / "sales.db"))
    actlog.ok("log", "call")
    assert names(tmp_path / "else") == []
    actlog.ok("backup")
    monkeypatch.setenv("ACTLOG_NOW", "2026-11-24T09:00")
    actlog.ok("log", "call")
    assert names(tmp_path / "else") == ["sales-2026-11-23.db", "sales-2026-11-24.db"]


def test_a_large_log_is_copied_by_a_process_of_its_own(
    actlog: Program, isolated: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copies, "LARGE", 0)
    actlog.ok("log", "call", "--note", "one")
    copy = isolated / "backups/actlog-2026-11-23.db"
    deadline = time.monotonic() + 60
    while not copy.exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    assert notes(copy) == ["one"]


LIMITED = """
import resource, signal, sys
from actlog.cli.main import main
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
sys.exit(main(sys.argv[1:]))
"""


def limited(*words: str) -> subprocess.CompletedProcess[str]:
    """Run the program where no file can grow beyond 200,000 bytes."""
    return subprocess.run(
        [sys.executable, "-c", LIMITED, *words], capture_output=True, text=True, check=False
    )


@pytest.fixture
def grown(actlog: Program, isolated: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the home of a log that is larger than LIMITED lets a copy become."""
    for _ in range(80):
        actlog.ok("log", "call", "--note", "n" * 3500)
    assert (isolated / "actlog.db").stat().st_size > 300_000
    monkeypatch.setenv("ACTLOG_NOW", "2026-11-24T10:00")
    return isolated


def test_a_disk_without_room_for_the_days_copy_costs_one_line_and_nothing_else(
    actlog: Program, grown: Path
) -> None:
    done = limited("log", "3", "calls")
    assert done.returncode == 0
    assert done.stdout.startswith("#81  3 calls")
    assert len(done.stderr.splitlines()) == 1
    assert done.stderr.startswith("warning: no backup today: the copy cannot be written: ")
    assert names(grown) == ["actlog-2026-11-23.db"]
    assert "81  Tue 24 Nov 10:00  3 calls" in actlog.ok("list")


def test_a_full_disk_fails_a_backup_that_was_asked_for(actlog: Program, grown: Path) -> None:
    done = limited("backup", str(grown / "copy.db"))
    assert (done.returncode, done.stdout) == (4, "")
    assert done.stderr.startswith("actlog: the copy cannot be written: ")
    assert not list(grown.glob("copy*"))


def test_a_folder_that_cannot_be_written_costs_one_line(actlog: Program, isolated: Path) -> None:
    isolated.mkdir()
    (isolated / "backups").write_text("in the way")
    result = actlog("log", "call")
    assert result.code == 0
    assert "warning: no backup today: the copy cannot be written: not a directory" in result.err


def test_backup_says_what_it_holds_and_where_it_lies(actlog: Program, isolated: Path) -> None:
    actlog.ok("log", "2", "calls", "1", "connected")
    file = isolated / "backups/actlog-2026-11-23-104100.db"
    assert actlog.ok("backup") == f"backed up 2 entries to {file} (0.2 MB)\n"
    shown = json.loads(actlog.ok("backup", "--json"))
    assert shown == {
        "schema_version": 1,
        "file": f"{str(file)[:-3]}-2.db",
        "entries": 2,
        "size": os.stat(file).st_size,
    }


def test_backup_to_a_file_asks_before_it_writes_over_one(
    actlog: Program, tmp_path: Path, isolated: Path
) -> None:
    actlog.ok("log", "call", "--note", "one")
    target = tmp_path / "stick" / "log.db"
    actlog.ok("backup", str(target))
    actlog.ok("log", "call", "--note", "two")
    assert actlog("backup", str(target)).code == 2
    assert notes(target) == ["one"]
    actlog.ok("backup", str(target), "--yes")
    assert notes(target) == ["one", "two"]
    shown = actlog.terminal("backup", str(target), typed="n\n", after="(y/n) [n]")
    assert (shown.code, shown.out.splitlines()[-1]) == (1, "nothing is written")
    assert names(isolated) == ["actlog-2026-11-23.db"]


def test_a_pipe_is_not_replaced_by_a_backup_or_an_export(actlog: Program, tmp_path: Path) -> None:
    actlog.ok("log", "call")
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for words in (["backup", str(pipe)], ["export", "--output", str(pipe)]):
        result = actlog(*words, "--yes")
        assert (result.code, "it is no plain file" in result.err) == (2, True)
    assert pipe.is_fifo()


def test_the_log_itself_and_a_folder_are_no_place_for_a_backup(
    actlog: Program, isolated: Path, tmp_path: Path
) -> None:
    actlog.ok("log", "call")
    before = (isolated / "actlog.db").read_bytes()
    (tmp_path / "link.db").symlink_to(isolated / "actlog.db")
    for file in (isolated / "actlog.db", isolated / "actlog.db-wal", tmp_path / "link.db"):
        result = actlog("backup", str(file), "--yes")
        assert (result.code, "is the log itself" in result.err) == (2, True)
    assert actlog("backup", str(tmp_path)).code == 2
    assert (isolated / "actlog.db").read_bytes() == before


def test_without_a_log_there_is_nothing_to_back_up(actlog: Program, isolated: Path) -> None:
    assert actlog("backup").code == 1
    assert not isolated.exists()


def test_an_answer_that_nobody_reads_does_not_stop_the_copy(
    actlog: Program, isolated: Path
) -> None:
    command = f"{sys.executable} -m actlog log call | true"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert done.stderr.splitlines()[1:] == []
