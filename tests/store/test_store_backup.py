"""Dated copies: whole or absent, checked, rotated, and never over another."""

import os
import resource
import sqlite3
import subprocess
import sys
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actlog.domain.errors import StoreError
from actlog.store import backup, guard, shelf
from tests.store.logbook import NOW, TODAY, call, log, open_log


def log_of(folder: Path, *notes: str) -> str:
    store = open_log(folder)
    for note in notes:
        log(store, call(note=note))
    store.close()
    return str(folder / "log.db")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "backups").iterdir())


def test_a_copy_is_a_log_of_its_own_in_one_file_for_its_owner_alone(tmp_path: Path) -> None:
    store = open_log(tmp_path)  # stays open: the copy holds what is only in the write-ahead log
    log(store, call(note="first"))
    made = backup.dated(str(tmp_path / "log.db"), NOW)
    store.close()
    assert names(tmp_path) == ["log-2026-11-23.db"]
    assert os.stat(made).st_mode & 0o777 == 0o600
    assert os.stat(os.path.dirname(made)).st_mode & 0o777 == 0o700
    conn = sqlite3.connect(made)
    assert conn.execute("SELECT note FROM entries").fetchall() == [("first",)]
    assert conn.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    conn.close()
    assert names(tmp_path) == ["log-2026-11-23.db"]


def test_later_copies_of_a_day_take_the_time_and_then_a_number(tmp_path: Path) -> None:
    path = log_of(tmp_path, "first")
    made = [backup.dated(path, NOW) for _ in range(4)]
    assert [os.path.basename(file) for file in made] == [
        "log-2026-11-23.db",
        "log-2026-11-23-104100.db",
        "log-2026-11-23-104100-2.db",
        "log-2026-11-23-104100-3.db",
    ]
    assert [one.path for one in shelf.listed(path)] == made


def test_the_copy_of_a_day_is_made_once(tmp_path: Path) -> None:
    path = log_of(tmp_path, "first")
    assert backup.daily(path, TODAY)
    assert not backup.daily(path, TODAY)
    assert backup.daily(path, TODAY + timedelta(days=1))
    assert [one.day for one in shelf.listed(path)] == [TODAY, TODAY + timedelta(days=1)]


def test_a_copy_that_another_process_is_writing_is_left_to_it(tmp_path: Path) -> None:
    path = log_of(tmp_path, "first")
    draft = tmp_path / "backups" / "log-2026-11-23.db.draft"
    draft.parent.mkdir()
    draft.write_bytes(b"half")
    assert not backup.daily(path, TODAY)
    assert draft.read_bytes() == b"half"
    os.utime(draft, (0, 0))  # nobody writes for that long: its process is gone
    assert backup.daily(path, TODAY)
    assert names(tmp_path) == ["log-2026-11-23.db"]


def test_many_processes_at_once_make_one_whole_copy_of_the_day(tmp_path: Path) -> None:
    path = log_of(tmp_path, "first")
    program = (
        "import sys; from datetime import date; from actlog.store import backup\n"
        f"sys.stdin.read(1); print(backup.daily({path!r}, date(2026, 11, 23)))"
    )
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", program],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(6)
    ]
    said = [process.communicate("!")[0].strip() for process in processes]
    assert sorted(said) == ["False"] * 5 + ["True"]
    assert [one.entries for one in shelf.listed(path)] == [1]
    assert names(tmp_path) == ["log-2026-11-23.db"]


def made_up(folder: Path, *days: str) -> None:
    """Make files that are named like copies."""
    (folder / "backups").mkdir(exist_ok=True)
    for day in days:
        (folder / "backups" / f"log-{day}.db").touch()


def day_names(first: date, count: int) -> list[str]:
    return [(first + timedelta(days=n)).isoformat() for n in range(count)]


def test_fourteen_days_stay_and_before_them_the_first_of_each_of_twelve_months(
    tmp_path: Path,
) -> None:
    path = log_of(tmp_path, "first")
    made_up(tmp_path, *day_names(date(2025, 9, 1), 448))  # up to 22 Nov 2026
    backup.daily(path, TODAY)
    kept = [name.removeprefix("log-").removesuffix(".db") for name in names(tmp_path)]
    months = [f"2026-{month:02}-01" for month in range(1, 12)]
    assert kept == ["2025-12-01", *months, *day_names(date(2026, 11, 10), 14)]


def test_of_one_day_the_first_and_the_nine_latest_copies_stay(tmp_path: Path) -> None:
    path = log_of(tmp_path, "first")
    made = [backup.dated(path, NOW + timedelta(minutes=n)) for n in range(13)]
    assert [one.path for one in shelf.listed(path)] == [made[0], *made[-9:]]


def test_a_clock_that_jumped_back_costs_no_newer_copy_and_keeps_its_own(tmp_path: Path) -> None:
    path = log_of(tmp_path, "first")
    newer = day_names(date(2026, 10, 1), 40)
    made_up(tmp_path, *newer)
    assert backup.daily(path, date(2020, 1, 1))
    assert names(tmp_path) == ["log-2020-01-01.db", *[f"log-{day}.db" for day in newer]]


@pytest.mark.parametrize(
    "name",
    [
        "log-2026-01-01.db.txt", "log-2026-01-01 copy.db", "log-2026-1-1.db", "blog-2026-01-01.db",
        "log-2026-02-30.db", "log-2026-01-01-9.db", "log-2026-01-01-1041-00.db", "log.db",
        "other-2026-01-01.db", "log-2026-01-01-104100-2-3.db", "log-2026-W47-5.db",
    ],
)  # fmt: skip
def test_a_file_that_is_not_named_like_a_copy_is_nobodys_to_remove(
    tmp_path: Path, name: str
) -> None:
    path = log_of(tmp_path, "first")
    made_up(tmp_path, *day_names(date(2025, 1, 1), 30))
    (tmp_path / "backups" / name).touch()
    (tmp_path / "backups" / "log-2025-06-01.db").symlink_to(path)
    backup.daily(path, TODAY)
    assert {name, "log-2025-06-01.db"} <= set(names(tmp_path))
    assert name not in [one.name for one in shelf.listed(path)]


@given(
    st.lists(
        st.tuples(st.integers(0, 900), st.integers(0, 3), st.booleans()), min_size=1, max_size=60
    )
)
def test_rotation_never_takes_the_newest_and_settles(
    tmp_path_factory: pytest.TempPathFactory, made: list[tuple[int, int, bool]]
) -> None:
    folder = tmp_path_factory.mktemp("rotation")
    path = str(folder / "log.db")
    made_up(folder)
    for days, second, timed in made:
        day = date(2024, 1, 1) + timedelta(days=days)
        name = f"{day}-10410{second}" if timed else str(day)
        made_up(folder, name)
        newest = str(folder / "backups" / f"log-{name}.db")
        before = {one.path for one in shelf.listed(path)}
        gone = shelf.rotate(path, newest)
        assert newest not in gone
        assert before - set(gone) == {one.path for one in shelf.listed(path)}
        assert all(os.path.basename(file)[4:14] <= str(day) for file in gone)
        assert shelf.rotate(path, newest) == []


def test_a_damaged_log_makes_no_copy_and_costs_no_older_one(tmp_path: Path) -> None:
    store = open_log(tmp_path)
    log(store, *[call(note="n" * 500)] * 50)
    page = store.row("SELECT rootpage FROM sqlite_schema WHERE name = 'entries'")[0] - 1
    store.close()
    path = tmp_path / "log.db"
    whole = path.read_bytes()
    path.write_bytes(whole[: page * 4096] + b"\x55" * 4096 + whole[(page + 1) * 4096 :])
    made_up(tmp_path, *day_names(date(2026, 1, 1), 30))
    with pytest.raises(StoreError, match="the copy is damaged"):
        backup.daily(str(path), TODAY)
    assert len(names(tmp_path)) == 30


def test_a_disk_that_fills_up_leaves_no_half_copy(tmp_path: Path) -> None:
    store = open_log(tmp_path)
    log(store, *[call(note=f"{n}" * 2000) for n in range(100)])
    store.close()
    program = (
        "import resource, signal, sys; from datetime import date\n"
        "from actlog.domain.errors import StoreError; from actlog.store import backup\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (65536, 65536))\n"
        "try: backup.daily(sys.argv[1], date(2026, 11, 23))\n"
        "except StoreError as error: print(error.message)"
    )
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] != 65536
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "log.db")],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.startswith("the copy cannot be written: ")
    assert done.stdout.endswith("log-2026-11-23.db\n")
    assert names(tmp_path) == []


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    path = log_of(tmp_path, "first")
    (tmp_path / "backups").write_text("in the way")
    with pytest.raises(StoreError, match="the copy cannot be written: not a directory"):
        backup.dated(path, NOW)


def test_odd_names_of_logs_are_copied_like_any_other(tmp_path: Path) -> None:
    store = open_log(tmp_path)
    log(store, call())
    store.close()
    for name in ("a%20b#c?d.db", "näme.sqlite", "no ending"):
        path = tmp_path / name
        backup.copy(str(tmp_path / "log.db"), str(path))
        made = backup.dated(str(path), datetime(2026, 11, 23, tzinfo=NOW.tzinfo))
        assert made == guard.day_file(str(path), TODAY)
        assert [one.entries for one in shelf.listed(str(path))] == [1]
