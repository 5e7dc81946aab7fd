"""A database for others: what is in it, what never was, and how it comes to be."""

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Collection
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from actlog.domain.entry import Moment
from actlog.domain.errors import ActlogError, InputError, StoreError
from actlog.domain.filter import Filter
from actlog.domain.shared import PRIVATE, MeetingRow, WeekRow
from actlog.store import entries, history, settings
from actlog.store.database import open_store
from actlog.store.sharing import sharing
from tests.store.logbook import NOW, TODAY, call, live, log, open_log, remove

WORDS = {"contact": "zephyrine", "value": "918273", "note": "quokka", "next": "xylophone"}
"""A private text of each column, found nowhere else."""

ALL = Filter()

ALWAYS = ("unsaid", "hidden", "typed", "keyed", "uidofmine", "reasons")
"""Texts of the log that no choice of columns lets out."""


def share(folder: Path, wanted: Filter = ALL, private: Collection[str] = ()) -> Path:
    """Share the log of a folder as `shared.db` there."""
    target = folder / "shared.db"
    with sharing(str(folder / "log.db"), str(target), wanted, private):
        pass
    return target


def rows(file: Path, sql: str) -> list[Any]:
    with closing(sqlite3.connect(file)) as conn:
        return conn.execute(sql).fetchall()


def tables(file: Path) -> dict[str, list[str]]:
    names = rows(file, "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')")
    return {
        name: [column for (column,) in rows(file, f"SELECT name FROM pragma_table_info('{name}')")]
        for (name,) in names
    }


def full_log(folder: Path) -> None:
    """Make a log with private texts in every place that has any."""
    with open_log(folder) as store:
        parts = {"note": "quokka", "next": "xylophone", "value_cents": 91827300}
        log(store, call(account="acme", contact="zephyrine", **parts), words="typed")
        log(store, call(account="acme", note="unsaid"), call(account="hiddenfirm", note="hidden"))
        with history.operation(store, "edit", "2", NOW) as operation:
            (before,) = entries.get(store, [2])
            entries.edit(store, operation, before, before.replace(note=None))
        remove(store, 3)
        store.run("UPDATE entries SET uid = 'uidofmine' WHERE id = 2")
        settings.keep(store, "forgotten_key", "keyed")
        store.run(
            "INSERT INTO time_off (first, last, part, kinds, why, added_by) "
            "VALUES ('2026-11-24', '2026-11-24', 'day', '', 'reasons', 1)"
        )


def found(file: Path) -> set[str]:
    """Return which private texts stand anywhere in the bytes of a file or beside it."""
    data = b"".join(one.read_bytes() for one in file.parent.glob(f"{file.name}*")).lower()
    numbers = {"value": (91827300).to_bytes(4, "big"), "half": (918273).to_bytes(3, "big")}
    texts = {word for word in (*WORDS.values(), *ALWAYS) if word.encode() in data}
    return texts | {WORDS["value"] for number in numbers.values() if number in data}


def test_the_log_itself_holds_every_private_text(tmp_path: Path) -> None:
    full_log(tmp_path)
    assert found(tmp_path / "log.db") == {*WORDS.values(), *ALWAYS}


def test_no_byte_of_it_tells_what_is_private(tmp_path: Path) -> None:
    full_log(tmp_path)
    file = share(tmp_path)
    assert found(file) == set()
    assert not set(PRIVATE) & {column for columns in tables(file).values() for column in columns}
    assert rows(file, "SELECT id, account FROM activity_log") == [(1, "acme"), (2, "acme")]


@pytest.mark.parametrize("column", PRIVATE)
def test_a_private_column_that_is_asked_for_comes_alone(tmp_path: Path, column: str) -> None:
    full_log(tmp_path)
    file = share(tmp_path, private=[column])
    assert found(file) == {WORDS[column]}
    told = rows(file, f"SELECT id, {column} FROM activity_log")
    assert told == [(1, 918273.0 if column == "value" else WORDS[column]), (2, None)]


def test_it_has_these_tables_and_every_link_in_it_leads_somewhere(tmp_path: Path) -> None:
    full_log(tmp_path)
    file = share(tmp_path, private=PRIVATE)
    activity = "id day time kind count outcome account contact minutes value source persona tags"
    assert tables(file) == {
        "about": ["made_on", "actlog", "entries", "left_out"],
        "accounts_touched": [
            *("account", "source", "first_touch", "last_touch", "touches", "contacts"),
        ],
        "activity_log": [*activity.split(), "objection", "note", "for", "next", "due", "done"],
        "weekly_totals": [
            *("week", "kind", "count", "minutes", "value", "goal", "tipping_point", "ceiling"),
        ],
        "meetings": [
            *("id", "kind", "account", "contact", "persona", "set_on", "planned", "state"),
            "ended_on",
        ],
        "objections": ["entry", "objection"],
        "outcomes": ["kind", "outcome", "class"],
    }
    assert rows(file, "PRAGMA foreign_key_check") == []
    assert rows(file, "PRAGMA integrity_check") == [("ok",)]
    assert rows(file, "PRAGMA freelist_count") == [(0,)]


def test_a_row_of_the_activity_log_says_what_the_logs_own_view_says(tmp_path: Path) -> None:
    with open_log(tmp_path) as store:
        log(
            store,
            call(
                at=NOW,
                outcome="connected",
                minutes=20,
                value_cents=125050,
                account="acme",
                contact="dana",
                persona="cfo",
                source="fair",
                tags=("hot", "new"),
                objection=("price",),
                note="n",
                next="go",
                planned=Moment(day=TODAY, at=NOW),
                due=Moment(day=TODAY),
            ),
            call(count=3),
        )
        names = ", ".join(
            f'"{name}"' for name in tables(share(tmp_path, private=PRIVATE))["activity_log"]
        )
        expected = store.rows(f"SELECT {names} FROM activity_log ORDER BY id")
    told = rows(tmp_path / "shared.db", f"SELECT {names} FROM activity_log ORDER BY id")
    assert told == expected
    assert len(told) == 2


def test_everything_in_it_comes_from_the_entries_that_were_asked_for(tmp_path: Path) -> None:
    old = date(2026, 10, 1)
    with open_log(tmp_path) as store:
        log(
            store,
            call(account="acme", contact="dana", day=old, count=7, objection=("price",)),
            call(account="acme", contact="kim", objection=("Timing", "timing", "PRICE")),
            call(account="stark", day=old, minutes=5, outcome="connected"),
            call(kind="email", account="stark"),
        )
    target = str(tmp_path / "shared.db")
    wanted = Filter(kinds=("call",), first=TODAY)
    with sharing(str(tmp_path / "log.db"), target, wanted) as shared:
        assert shared.entries == 1
        assert shared.totals() == [(TODAY, "call", None, 1, 0, 0)]
    touched = "SELECT account, first_touch, touches, contacts FROM accounts_touched"
    assert rows(tmp_path / "shared.db", touched) == [("acme", TODAY.isoformat(), 1, 1)]
    heard = rows(tmp_path / "shared.db", "SELECT * FROM objections ORDER BY objection")
    assert heard == [(2, "price"), (2, "timing")]
    assert b"stark" not in (tmp_path / "shared.db").read_bytes()


def test_sums_are_the_same_counted_from_all_entries_and_read_from_the_logs_sums(
    tmp_path: Path,
) -> None:
    full_log(tmp_path)
    path, target = str(tmp_path / "log.db"), str(tmp_path / "shared.db")
    with sharing(path, target, Filter()) as shared:
        read = shared.totals()
    with sharing(path, target, Filter(first=date.min)) as shared:
        assert shared.totals() == read == [(TODAY, "call", None, 2, 0, 91827300)]


def test_only_steps_among_the_entries_tell_of_meetings(tmp_path: Path) -> None:
    old = date(2026, 10, 1)
    with open_log(tmp_path) as store:
        (begun,) = log(store, call(kind="meeting_set", account="acme", day=old))
        log(store, call(kind="meeting_held", account="acme", story=begun.uid))
    kinds, path = ("meeting_set", "meeting_held"), str(tmp_path / "log.db")
    with sharing(path, str(tmp_path / "one.db"), Filter(first=TODAY)) as shared:
        assert [step.id for step in shared.steps(kinds)] == [2]
    with sharing(path, str(tmp_path / "all.db"), Filter()) as shared:
        assert [step.id for step in shared.steps(kinds)] == [1, 2]


def test_what_is_worked_out_goes_in_without_what_is_left_out(tmp_path: Path) -> None:
    with open_log(tmp_path) as store:
        log(store, call(kind="meeting_set", account="acme", contact="dana", persona="cfo"))
    week = WeekRow(week=TODAY, kind="call", count=3, minutes=20, value=9.5, tipping_point=8.0)
    meeting = MeetingRow(
        id=1,
        kind="meeting_set",
        set_on=TODAY,
        planned="2026-11-24",
        state="held",
        ended_on=TODAY,
        account="acme",
        contact="dana",
    )
    file = tmp_path / "shared.db"
    with sharing(str(tmp_path / "log.db"), str(file), Filter()) as shared:
        shared.add_weeks([week])
        shared.add_meetings([meeting])
        shared.add_outcomes([("call", "connected", "moved")])
        shared.describe(TODAY, "1.2.3")
    day = TODAY.isoformat()
    assert rows(file, "SELECT * FROM weekly_totals") == [(day, "call", 3, 20, None, 8.0, None)]
    assert rows(file, "SELECT * FROM meetings") == [
        (1, "meeting_set", "acme", "cfo", day, "2026-11-24", "held", day)
    ]
    assert rows(file, "SELECT * FROM outcomes") == [("call", "connected", "moved")]
    assert rows(file, "SELECT * FROM about") == [(day, "1.2.3", 1, "contact value note next")]


@pytest.mark.parametrize("journal", ["WAL", "DELETE"])
def test_others_log_on_while_it_is_made_of_one_moment(tmp_path: Path, journal: str) -> None:
    with open_log(tmp_path) as store:
        log(store, call(count=5))
        store.run(f"PRAGMA journal_mode = {journal}")
        other = "from actlog.store.database import open_store; from tests.store.logbook import *; "
        other += "import sys; s = open_store(sys.argv[1], patience=0.1); log(s, call(count=7))"
        run = [sys.executable, "-c", other, store.path]
        with sharing(store.path, str(tmp_path / "shared.db"), Filter()) as shared:
            done = subprocess.run(run, capture_output=True, check=False)
            # Without a write-ahead log they wait for it, as for any reader.
            assert (done.returncode == 0) == (journal == "WAL"), done.stderr
            assert shared.totals() == [(TODAY, "call", None, 5, 0, 0)]
        if journal == "DELETE":
            subprocess.run(run, check=True)
        assert [entry.count for entry in live(store)] == [5, 7]
    assert rows(tmp_path / "shared.db", "SELECT count FROM activity_log") == [(5,)]


def test_it_is_its_owners_alone_whatever_the_umask(tmp_path: Path) -> None:
    full_log(tmp_path)
    before = os.umask(0)
    try:
        file = share(tmp_path)
        file.chmod(0o644)
        share(tmp_path)
    finally:
        os.umask(before)
    assert file.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("error", [KeyboardInterrupt, StoreError("no"), sqlite3.OperationalError])
def test_what_breaks_off_leaves_what_was_there_and_nothing_beside_it(
    tmp_path: Path, error: Any
) -> None:
    full_log(tmp_path)
    target = tmp_path / "shared.db"
    target.write_text("what was there")
    files = sorted(os.listdir(tmp_path))
    with (
        pytest.raises((KeyboardInterrupt, ActlogError)),
        sharing(str(tmp_path / "log.db"), str(target), Filter()),
    ):
        raise error
    assert target.read_text() == "what was there"
    assert [name for name in sorted(os.listdir(tmp_path)) if "-" not in name] == files


def test_ctrl_c_is_heard_while_it_is_written(tmp_path: Path) -> None:
    with open_log(tmp_path) as store:
        log(store, call())
        for name in ("entries_added", "search_added"):
            store.run(f"DROP TRIGGER {name}")
        store.run(
            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50000) "
            "INSERT INTO entries (uid, day, kind, added_by) "
            "SELECT i, '2026-11-23', 'call', 1 FROM n"
        )
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    key = threading.Timer(0.02, os.kill, (os.getpid(), signal.SIGINT))
    try:
        key.start()
        with pytest.raises(KeyboardInterrupt):
            share(tmp_path)
    finally:
        key.join()
        signal.signal(signal.SIGINT, before)
    assert [name for name in os.listdir(tmp_path) if "shared" in name] == []


def test_a_full_disk_leaves_nothing_and_is_said(tmp_path: Path) -> None:
    with open_log(tmp_path) as store:
        log(store, *[call(note=f"{n}" * 2000, account=f"firm {n}") for n in range(100)])
    program = (
        "import resource, signal, sys; from actlog.domain.errors import StoreError\n"
        "from actlog.domain.filter import Filter; from actlog.store.sharing import sharing\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (65536, 65536))\n"
        "try:\n with sharing(*sys.argv[1:], Filter(), ['note']): pass\n"
        "except StoreError as error: print(error.message)"
    )
    target = str(tmp_path / "shared.db")
    run = [sys.executable, "-c", program, str(tmp_path / "log.db"), target]
    done = subprocess.run(run, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("the copy cannot be written: ")
    assert done.stdout.endswith(f": {target}\n")
    assert [name for name in os.listdir(tmp_path) if "shared" in name] == []


def test_where_it_cannot_be_written_the_reason_is_said(tmp_path: Path) -> None:
    full_log(tmp_path)
    nowhere = str(tmp_path / "nowhere" / "shared.db")
    with (
        pytest.raises(InputError, match=r"shared\.db cannot be written: No such file or directory"),
        sharing(str(tmp_path / "log.db"), nowhere, Filter()),
    ):
        pytest.fail("it began")


@pytest.mark.parametrize("end", ["-wal", "-journal"])
def test_a_journal_beside_the_old_file_is_never_played_into_the_new_one(
    tmp_path: Path, end: str
) -> None:
    full_log(tmp_path)
    (tmp_path / f"shared.db{end}").touch()
    with pytest.raises(InputError, match=f"is in use: shared.db{end} lies beside it"):
        share(tmp_path)


def test_it_is_taken_neither_for_a_log_nor_for_a_backup(tmp_path: Path) -> None:
    full_log(tmp_path)
    file = share(tmp_path)
    before = file.read_bytes()
    with pytest.raises(StoreError, match="another program's database"):
        open_store(str(file))
    assert file.read_bytes() == before


def test_a_damaged_log_is_said_to_be_the_one(tmp_path: Path) -> None:
    with open_log(tmp_path) as store:
        log(store, *[call(note="x" * 3000) for _ in range(20)])
        store.run("PRAGMA wal_checkpoint(TRUNCATE)")
        page = store.row("SELECT rootpage FROM sqlite_schema WHERE name = 'entries'")[0]
    data = bytearray((tmp_path / "log.db").read_bytes())
    data[(page - 1) * 4096 : page * 4096] = b"\x55" * 4096
    (tmp_path / "log.db").write_bytes(data)
    with pytest.raises(StoreError, match=r"the log's file is damaged: .*log\.db"):
        share(tmp_path)
    assert not (tmp_path / "shared.db").exists()
