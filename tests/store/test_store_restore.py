"""A copy in the log's place: all of it or nothing, and always a way back."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from actlog.domain.errors import InputError, StoreError
from actlog.store import backup, history, restore, shelf
from actlog.store.database import APPLICATION_ID, VERSION, Store, open_store
from actlog.store.migrations import migrate, steps
from tests.store.logbook import NOW, call, kept, live, log, open_log, recounted


def notes(store: Store) -> list[str | None]:
    return [entry.note for entry in live(store)]


def put_back(store: Store, source: str) -> str | None:
    draft = restore.draft_of(source, store.path)
    try:
        return restore.replace(store, draft, NOW)
    finally:
        backup.discard(draft)


def sound(store: Store) -> bool:
    store.run("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
    assert kept(store) == recounted(store)
    return store.rows("PRAGMA integrity_check") == [("ok",)]


@pytest.mark.parametrize("folder", [".", "Dropbox"])  # a write-ahead log, and a rollback journal
def test_a_restore_brings_back_the_copy_and_can_be_taken_back(tmp_path: Path, folder: str) -> None:
    store = open_log(tmp_path / folder)
    log(store, call(note="first", account="acme"))
    old = backup.dated(store.path, NOW)
    log(store, call(note="second"), call(note="third"))
    way_back = put_back(store, old)
    assert notes(store) == ["first"]
    assert sound(store)
    assert way_back is not None
    put_back(store, way_back)
    assert notes(store) == ["first", "second", "third"]
    assert sound(store)
    store.close()
    assert not list((tmp_path / folder).rglob("*draft*"))


@pytest.mark.parametrize("folder", [".", "Dropbox"])
def test_another_shell_that_has_the_log_open_sees_it_and_goes_on(
    tmp_path: Path, folder: str
) -> None:
    store, other = open_log(tmp_path / folder), open_log(tmp_path / folder)
    log(store, call(note="first"))
    old = backup.dated(store.path, NOW)
    log(other, call(note="second"))
    put_back(store, old)
    assert notes(other) == ["first"]
    log(other, call(note="after"))
    assert notes(store) == ["first", "after"]
    assert history.undo(other, NOW).words == "words"
    assert notes(store) == ["first"]
    assert sound(other)
    store.close()
    other.close()


def test_a_draft_that_was_cleared_away_meanwhile_restores_nothing(tmp_path: Path) -> None:
    store = open_log(tmp_path)
    log(store, call(note="first"))
    draft = restore.draft_of(backup.dated(store.path, NOW), store.path)
    log(store, call(note="second"))
    backup.discard(draft)
    with pytest.raises(StoreError, match="somebody was forgotten meanwhile: nothing is restored"):
        restore.replace(store, draft, NOW)
    assert notes(store) == ["first", "second"]
    assert not Path(draft).exists()
    store.close()


def test_numbers_that_were_given_before_a_restore_are_not_given_again(tmp_path: Path) -> None:
    store = open_log(tmp_path)
    log(store, call(note="first"))
    old = backup.dated(store.path, NOW)
    log(store, call(note="second"), call(note="third"))
    put_back(store, old)
    assert [entry.id for entry in log(store, call(note="new"))] == [4]
    assert store.row("SELECT max(id) FROM operations") == (3,)
    store.close()


def test_a_restore_waits_for_a_writer_and_says_so_when_that_takes_too_long(tmp_path: Path) -> None:
    holder = open_log(tmp_path)
    log(holder, call(note="first"))
    old = backup.dated(holder.path, NOW)
    log(holder, call(note="second"))
    waiting = open_store(str(tmp_path / "log.db"), patience=0.1)
    with holder.transaction(), pytest.raises(StoreError, match="locked by another program"):
        put_back(waiting, old)
    assert notes(waiting) == ["first", "second"]
    waiting.close()
    holder.close()


def test_a_copy_of_an_older_version_is_brought_up_to_date_and_stays_as_it_is(
    tmp_path: Path,
) -> None:
    old = tmp_path / "old.db"
    conn = sqlite3.connect(old, isolation_level=None)
    migrate(conn, str(old), steps()[:1])
    conn.execute("INSERT INTO operations (at, command, words) VALUES ('2026-11-20', 'log', 'call')")
    conn.execute(
        "INSERT INTO entries (uid, day, kind, note, added_by) "
        "VALUES ('a', '2026-11-20', 'call', 'old', 1)"
    )
    conn.close()
    before = old.read_bytes()
    store = open_log(tmp_path / "new")
    put_back(store, str(old))
    assert notes(store) == ["old"]
    assert store.row("PRAGMA user_version") == (VERSION,)
    assert sound(store)
    store.close()
    assert old.read_bytes() == before
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == ["log.db"]


def refused(store: Store, source: Path) -> str:
    before = notes(store)
    with pytest.raises(InputError) as caught:
        restore.draft_of(str(source), store.path)
    assert notes(store) == before
    assert not list(Path(store.path).parent.glob("*draft*"))
    return caught.value.message


def test_what_is_no_sound_log_of_this_program_is_refused(tmp_path: Path) -> None:
    store = open_log(tmp_path)
    log(store, *[call(note="n" * 500)] * 50)
    page = store.row("SELECT rootpage FROM sqlite_schema WHERE name = 'entries_day'")[0] - 1
    whole = Path(backup.dated(store.path, NOW)).read_bytes()
    file = tmp_path / "file"
    file.write_text("a shopping list\n" * 500)
    assert "file is not a database" in refused(store, file)
    file.write_bytes(b"")
    assert "holds no log" in refused(store, file)
    file.write_bytes(whole[: page * 4096] + b"\x55" * 4096 + whole[(page + 1) * 4096 :])
    assert "damaged" in refused(store, file)
    file.write_bytes(whole[:-8192])
    assert "damaged" in refused(store, file) or "malformed" in refused(store, file)
    file.write_bytes(whole)
    conn = sqlite3.connect(file)
    conn.execute(f"PRAGMA user_version = {VERSION + 1}")
    conn.close()
    assert "newer than this actlog" in refused(store, file)
    conn = sqlite3.connect(file)
    conn.execute(f"PRAGMA application_id = {APPLICATION_ID + 1}")
    conn.close()
    assert "another program's database" in refused(store, file)
    store.close()


def test_two_restores_at_once_come_one_after_the_other(tmp_path: Path) -> None:
    store = open_log(tmp_path)
    sources = []
    for note in ("one", "two"):
        log(store, *[call(note=f"{note} {n}") for n in range(400)])
        sources.append(backup.dated(store.path, NOW))
    log(store, call(note="latest"))
    store.close()
    program = (
        "import sys; from tests.store.logbook import *; from actlog.store import restore, backup\n"
        "store = open_store(sys.argv[1]); draft = restore.draft_of(sys.argv[2], sys.argv[1])\n"
        "sys.stdin.read(1); print(restore.replace(store, draft, NOW)); backup.discard(draft)"
    )
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", program, str(tmp_path / "log.db"), source],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for source in sources
    ]
    for process in processes:
        assert process.stdin
        process.stdin.write("!")
        process.stdin.flush()
    ways_back = [process.communicate()[0].strip() for process in processes]
    assert [process.returncode for process in processes] == [0, 0]
    held = {shelf.entries_in(way_back) for way_back in ways_back}
    store = open_log(tmp_path)
    assert sound(store)
    # Whoever came second kept what the first had put there.
    assert held | {len(live(store))} == {400, 800, 801}
    store.close()


def test_a_damaged_log_is_known_and_moved_aside_with_what_belongs_to_it(tmp_path: Path) -> None:
    store = open_log(tmp_path)
    log(store, *[call(note="n" * 500)] * 50)
    store.close()
    path = tmp_path / "log.db"
    assert not restore.is_damaged(str(path))
    assert not restore.is_damaged(str(tmp_path / "missing.db"))
    path.write_bytes(path.read_bytes()[:4096] + b"\x55" * 80_000)
    (tmp_path / "log.db-wal").write_bytes(b"rest")
    assert restore.is_damaged(str(path))
    aside = restore.set_aside(str(path), NOW)
    assert aside == f"{path}.damaged-2026-11-23-104100"
    assert Path(f"{aside}-wal").read_bytes() == b"rest"
    assert not path.exists()
    path.touch()
    assert restore.set_aside(str(path), NOW) == f"{aside}-2"


def test_another_programs_database_is_not_called_damaged(tmp_path: Path) -> None:
    conn = sqlite3.connect(tmp_path / "theirs.db")
    conn.execute("CREATE TABLE albums (title TEXT)")
    conn.close()
    with pytest.raises(StoreError, match="another program's database"):
        restore.is_damaged(str(tmp_path / "theirs.db"))
