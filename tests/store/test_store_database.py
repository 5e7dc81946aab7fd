import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from actlog.domain.errors import InputError, StoreError
from actlog.domain.filter import Filter
from actlog.store.database import APPLICATION_ID, VERSION, Store, open_store, open_to_look
from actlog.store.entries import select
from tests.store.logbook import call, live, log, open_log


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def refused(path: Path | str, patience: float = 30.0) -> StoreError:
    with pytest.raises(StoreError) as caught:
        open_store(str(path), patience)
    error = caught.value
    assert "\n" not in error.message
    assert error.exit_code == 4
    return error


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o277, 0o777])
def test_a_new_log_is_its_owners_alone_whatever_the_umask(tmp_path: Path, umask: int) -> None:
    path = tmp_path / "deep" / "er" / "log.db"
    before = os.umask(umask)
    try:
        store = open_store(str(path))
        log(store, call())
        files = sorted(path.parent.iterdir())
        modes = [mode(file) for file in files]
    finally:
        os.umask(before)
    assert [file.name for file in files] == ["log.db", "log.db-shm", "log.db-wal"]
    assert modes == [0o600] * 3
    assert mode(path.parent) == mode(path.parent.parent) == 0o700
    store.close()


def test_a_folder_and_a_file_that_were_there_keep_their_permissions(tmp_path: Path) -> None:
    os.chmod(tmp_path, 0o755)
    open_log(tmp_path).close()
    os.chmod(tmp_path / "log.db", 0o640)
    open_log(tmp_path).close()
    assert mode(tmp_path / "log.db") == 0o640
    assert mode(tmp_path) == 0o755


@pytest.mark.parametrize("again", [False, True])
def test_every_connection_is_synced_in_full_and_minds_its_references(
    tmp_path: Path, again: bool
) -> None:
    if again:
        open_log(tmp_path).close()
    store = open_log(tmp_path)
    assert store.row("PRAGMA journal_mode") == ("wal",)
    assert store.row("PRAGMA synchronous") == (2,)
    assert store.row("PRAGMA foreign_keys") == (1,)
    assert store.row("PRAGMA application_id") == (APPLICATION_ID,)
    assert store.row("PRAGMA user_version") == (VERSION,)
    assert store.warnings == ()
    store.close()


def test_a_clean_close_leaves_one_file(tmp_path: Path) -> None:
    store = open_log(tmp_path)
    log(store, call())
    store.close()
    assert [file.name for file in tmp_path.glob("log.db*")] == ["log.db"]


def test_eight_processes_may_create_the_log_at_once(tmp_path: Path) -> None:
    program = (
        "import sys; from tests.store.logbook import *\n"
        "sys.stdout.write('.'); sys.stdout.flush(); sys.stdin.read(1)\n"
        f"log(open_log(Path({str(tmp_path / 'new')!r})), call())"
    )
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", program],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for _ in range(8)
    ]
    for process in processes:  # all of them have loaded what they need, and wait
        assert process.stdout
        assert process.stdout.read(1) == b"."
    for process in processes:
        assert process.stdin
        process.stdin.write(b"!")
        process.stdin.flush()
    for process in processes:
        _, errors = process.communicate()
        assert (process.returncode, errors) == (0, b"")
    store = open_log(tmp_path / "new")
    assert len(live(store)) == 8
    assert store.row("SELECT count(*) FROM migrations") == (VERSION,)
    assert store.row("PRAGMA journal_mode") == ("wal",)
    store.close()


def test_a_newer_log_is_refused_untouched(tmp_path: Path) -> None:
    store = open_log(tmp_path)
    store.run(f"PRAGMA user_version = {VERSION + 1}")
    store.close()
    before = (tmp_path / "log.db").read_bytes()
    error = refused(tmp_path / "log.db")
    assert "newer than this actlog" in error.message
    assert error.hint == "update actlog: pip install --upgrade actlog-sales"
    assert (tmp_path / "log.db").read_bytes() == before


@pytest.mark.parametrize("application", [0, 252006675])
def test_another_programs_database_is_refused_untouched(tmp_path: Path, application: int) -> None:
    path = tmp_path / "theirs.db"
    conn = sqlite3.connect(path)
    conn.execute("CREATE TABLE albums (title TEXT)")
    conn.execute(f"PRAGMA application_id = {application}")
    conn.commit()
    conn.close()
    before = path.read_bytes()
    assert "another program's database" in refused(path).message
    assert path.read_bytes() == before
    assert list(tmp_path.glob("theirs*")) == [path]


def test_an_empty_file_becomes_a_log(tmp_path: Path) -> None:
    (tmp_path / "log.db").touch()
    store = open_log(tmp_path)
    assert log(store, call())[0].id == 1
    store.close()


def test_what_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("version: 1\n" * 500)
    error = refused(path)
    assert error.message == f"the file is not a database: {path}"
    assert error.hint == "name another file with ACTLOG_DB, or move this one away"


def test_a_damaged_log_is_said_to_be_damaged(tmp_path: Path) -> None:
    store = open_log(tmp_path)
    log(store, *[call(note="n" * 500)] * 50)
    store.close()
    path = tmp_path / "log.db"
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\x55" * (len(whole) - 4096))
    assert refused(path).message == f"the log's file is damaged: {path}"


def test_damage_that_shows_only_later_is_said_too(tmp_path: Path) -> None:
    store = open_log(tmp_path)
    log(store, *[call(note="n" * 500)] * 50)
    page = store.row("SELECT rootpage FROM sqlite_schema WHERE name = 'entries'")[0] - 1
    store.close()
    path = tmp_path / "log.db"
    whole = path.read_bytes()
    path.write_bytes(whole[: page * 4096] + b"\x55" * 4096 + whole[(page + 1) * 4096 :])
    store = open_store(str(path))
    with pytest.raises(StoreError, match="the log's file is damaged"):
        select(store, Filter())
    with pytest.raises(StoreError, match="the log's file is damaged"):
        live(store)
    store.close()


@pytest.mark.parametrize("opened", [open_store, lambda path: open_to_look(path, 0)])
def test_damage_that_is_quoted_and_no_text_is_said_too(
    tmp_path: Path, opened: Callable[[str], Store]
) -> None:
    path = str(tmp_path / "log.db")
    open_store(path).close()
    log = sqlite3.connect(path, isolation_level=None)
    log.execute("PRAGMA writable_schema = ON")
    log.execute("UPDATE sqlite_master SET sql = CAST(sql || x'ff' AS TEXT) WHERE name = 'entries'")
    log.close()
    with pytest.raises(StoreError, match="the log's file is damaged"):
        opened(path)


def test_a_log_whose_tables_are_gone_is_refused_without_a_traceback(tmp_path: Path) -> None:
    store = open_log(tmp_path)
    store.run("DROP VIEW history")
    store.run("DROP TABLE day_totals")
    with pytest.raises(StoreError, match="not as it should be: no such table: day_totals"):
        store.row("SELECT min(day) FROM day_totals")
    with pytest.raises(StoreError, match="no such table"):
        log(store, call())
    store.close()


def test_a_folder_is_no_log(tmp_path: Path) -> None:
    error = refused(tmp_path)
    assert error.message == f"the log is a folder, not a file: {tmp_path}"


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "taken").touch()
    assert "not a directory" in refused(tmp_path / "taken" / "log.db").message


@pytest.mark.parametrize("name", ["with\0null", "x" * 300, "?mode=memory", "a%20b#c", "näme\udcff"])
def test_any_name_of_a_file_is_a_file_or_refused(tmp_path: Path, name: str) -> None:
    path = f"{tmp_path}/{name}"
    try:
        store = open_store(path)
    except StoreError:
        assert not list(tmp_path.glob("*.db"))
    else:
        log(store, call())
        store.close()
        assert os.path.exists(path)


def test_a_folder_that_may_not_be_written_is_refused(unprivileged: Path) -> None:
    unprivileged.chmod(0o500)
    assert refused(unprivileged / "log.db").message.startswith("the log cannot be opened: ")
    assert refused(unprivileged / "deep" / "log.db").hint
    unprivileged.chmod(0o700)


def test_a_log_that_may_not_be_read_is_refused(unprivileged: Path) -> None:
    open_log(unprivileged).close()
    (unprivileged / "log.db").chmod(0o000)
    assert refused(unprivileged / "log.db").message.startswith("the log cannot be opened")


def test_a_log_that_may_only_be_read_can_be_read_and_not_written(unprivileged: Path) -> None:
    store = open_log(unprivileged)
    log(store, call())
    store.close()
    (unprivileged / "log.db").chmod(0o400)
    store = open_log(unprivileged)
    assert len(live(store)) == 1
    with pytest.raises(StoreError, match="the log cannot be written"):
        log(store, call())
    store.close()


def test_a_log_that_stays_locked_is_said_to_be_locked(tmp_path: Path) -> None:
    holder = open_log(tmp_path)
    waiting = open_store(str(tmp_path / "log.db"), patience=0.05)
    with holder.transaction():
        with pytest.raises(StoreError, match="the log is locked by another program"):
            log(waiting, call())
        assert live(waiting) == []  # whoever only reads never waits
    assert log(waiting, call())[0].id == 1
    waiting.close()
    holder.close()


def test_a_new_log_that_stays_locked_is_said_to_be_locked(tmp_path: Path) -> None:
    path = tmp_path / "log.db"
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    assert "locked by another program" in refused(path, patience=0.05).message
    holder.close()


def test_a_full_disk_stores_nothing_and_harms_nothing(tmp_path: Path) -> None:
    store = open_log(tmp_path)
    log(store, call(count=2))
    pages = store.row("PRAGMA page_count")[0]
    store.run(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreError, match="the disk is full: nothing was stored"):
        log(store, *[call(note="n" * 4000)] * 50)
    assert [entry.count for entry in live(store)] == [2]
    store.run(f"PRAGMA max_page_count = {pages + 1000}")
    log(store, call())
    assert store.row("PRAGMA integrity_check") == ("ok",)
    store.close()


def test_a_transaction_that_fails_stores_nothing(tmp_path: Path) -> None:
    store = open_log(tmp_path)

    def break_off() -> None:
        with store.transaction():
            store.run("INSERT INTO settings VALUES ('a', 'b')")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        break_off()
    assert store.rows("SELECT * FROM settings") == []
    store.close()


def test_what_sqlite_itself_refuses_inside_a_transaction_is_a_store_error(tmp_path: Path) -> None:
    store = open_log(tmp_path)
    with pytest.raises(StoreError, match="UNIQUE constraint failed"), store.transaction():
        store.conn.execute("INSERT INTO settings VALUES ('a', 'b'), ('a', 'c')")
    assert store.rows("SELECT * FROM settings") == []
    store.close()


def test_a_byte_that_is_no_text_is_refused_and_nothing_is_stored(tmp_path: Path) -> None:
    store = open_log(tmp_path)
    with pytest.raises(InputError, match="a byte that is not UTF-8"):
        log(store, call(), call(note="caf\udce9"))
    assert live(store) == []
    store.close()


@pytest.mark.parametrize("folder", ["Dropbox", "OneDrive - Acme", "Library/Mobile Documents/x"])
def test_a_synced_folder_gets_a_rollback_journal_and_one_warning(
    tmp_path: Path, folder: str
) -> None:
    place = tmp_path / folder
    store = open_log(place)
    assert store.row("PRAGMA journal_mode") == ("delete",)
    assert len(store.warnings) == 1
    assert "copied to the cloud" in store.warnings[0]
    log(store, call())
    store.close()
    again = open_log(place)
    assert again.warnings == ()
    assert len(live(again)) == 1
    again.close()


def test_a_log_moved_into_a_synced_folder_leaves_its_write_ahead_log(tmp_path: Path) -> None:
    store = open_log(tmp_path)
    log(store, call())
    store.close()
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "log.db").rename(tmp_path / "Dropbox" / "log.db")
    store = open_log(tmp_path / "Dropbox")
    assert store.row("PRAGMA journal_mode") == ("delete",)
    assert len(store.warnings) == 1
    assert len(live(store)) == 1
    store.close()


def test_an_open_log_that_is_up_to_date_loads_nothing_that_shapes_it(tmp_path: Path) -> None:
    open_log(tmp_path).close()
    program = (
        "import sys; from tests.store.logbook import *\n"
        f"log(open_log(Path({str(tmp_path)!r})), call(account='acme', contact='dana'))\n"
        "print([name for name in sys.modules if name in ('sqlite_utils', 'json')"
        " or name.startswith('actlog.store.migration')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"
