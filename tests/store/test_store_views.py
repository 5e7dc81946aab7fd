"""The views are for people who come with sqlite-utils or Datasette instead of actlog."""

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from actlog.domain.entry import Moment
from actlog.domain.errors import StoreError
from actlog.store import entries
from actlog.store.database import Store
from tests.store.logbook import NOW, TODAY, call, kept, live, log, open_log, recounted, remove


def sqlite_utils(*words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "sqlite_utils", *words], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def rows(folder: Path, view: str) -> Any:
    return json.loads(sqlite_utils("rows", str(folder / "log.db"), view))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = open_log(tmp_path)
    yield store
    store.close()


def test_the_activity_log_shows_names_money_and_times(store: Store, tmp_path: Path) -> None:
    full = call(
        at=NOW,
        count=2,
        outcome="connected",
        account="Acme",
        contact="Dana",
        minutes=20,
        value_cents=1_800_050,
        source="web",
        persona="buyer",
        tags=("fair", "vip"),
        note="asked",
        planned=Moment.of(datetime(2026, 11, 24, 10, tzinfo=UTC)),
        next="quote",
        due=Moment(day=date(2026, 11, 25)),
        done=Moment(day=date(2026, 11, 23)),
        story="0192f3a4b5c67d8e9f00112233445566",
        objection=("price", "timing"),
    )
    log(store, full, call(), call(day=date(2026, 11, 1)))
    remove(store, 2)
    store.close()
    empty = dict.fromkeys(rows(tmp_path, "activity_log")[0])
    assert rows(tmp_path, "activity_log") == [
        empty | {"id": 3, "day": "2026-11-01", "kind": "call", "count": 1},
        {
            "id": 1,
            "day": "2026-11-23",
            "time": "10:41",
            "kind": "call",
            "count": 2,
            "outcome": "connected",
            "account": "Acme",
            "contact": "Dana",
            "minutes": 20,
            "value": 18000.5,
            "source": "web",
            "persona": "buyer",
            "tags": "fair vip",
            "note": "asked",
            "for": "2026-11-24T10:00:00+00:00",
            "next": "quote",
            "due": "2026-11-25",
            "done": "2026-11-23",
            "story": "0192f3a4b5c67d8e9f00112233445566",
            "objection": "price timing",
        },
    ]


@pytest.mark.parametrize("starts", range(7))
def test_weekly_totals_begin_on_the_models_first_day(store: Store, starts: int) -> None:
    store.run("INSERT INTO settings VALUES ('week_starts', ?)", (str(starts),))
    days = [date(2026, 12, day) for day in range(20, 32)] + [date(2027, 1, day) for day in (1, 2)]
    log(store, *[call(day=day, count=day.day, minutes=1) for day in days])
    expected: dict[str, int] = {}
    for day in days:
        start = date.fromordinal(day.toordinal() - (day.weekday() - starts) % 7).isoformat()
        expected[start] = expected.get(start, 0) + day.day
    found = store.rows("SELECT week, kind, count FROM weekly_totals")
    assert found == [(week, "call", count) for week, count in sorted(expected.items())]


def test_weeks_begin_on_monday_before_a_model_says_otherwise(store: Store) -> None:
    log(store, call(day=date(2026, 11, 22)), call(day=date(2026, 11, 23), value_cents=250))
    assert store.rows("SELECT * FROM weekly_totals") == [
        ("2026-11-16", "call", 1, 1, 0, 0.0),
        ("2026-11-23", "call", 1, 1, 0, 2.5),
    ]


def test_accounts_touched_shows_who_waits_longest_first(store: Store, tmp_path: Path) -> None:
    log(
        store,
        call(account="Acme", contact="dana", source="web"),
        call(account="Acme", contact="eve", day=date(2026, 10, 1)),
        call(account="Globex", day=date(2026, 11, 1)),
        call(account="gone"),
        call(),
    )
    remove(store, 4)
    store.close()
    assert rows(tmp_path, "accounts_touched") == [
        {
            "account": "Globex",
            "source": None,
            "first_touch": "2026-11-01",
            "last_touch": "2026-11-01",
            "touches": 1,
            "contacts": 0,
        },
        {
            "account": "Acme",
            "source": "web",
            "first_touch": "2026-10-01",
            "last_touch": "2026-11-23",
            "touches": 2,
            "contacts": 2,
        },
    ]


ROW = {
    "id": 1,
    "uid": "mine",
    "day": "2026-11-20",
    "kind": "email",
    "count": 4,
    "added_by": 1,
    "live": 1,
}


@pytest.mark.parametrize(
    "words",
    [
        ["query", "UPDATE entries SET count = 9, minutes = NULL WHERE id = 1"],
        ["query", "UPDATE entries SET kind = 'visit', outcome = NULL, day = '2026-01-02'"],
        ["query", "UPDATE entries SET live = 0 WHERE id <> 3"],
        ["query", "UPDATE entries SET live = 1"],
        ["query", "DELETE FROM entries WHERE id IN (1, 4)"],
        ["query", "DELETE FROM entries"],
        ["insert", "entries", json.dumps(ROW | {"id": 77})],
        ["insert", "entries", json.dumps(ROW), "--replace"],
        ["upsert", "entries", json.dumps(ROW), "--pk", "id"],
        ["insert", "entries", json.dumps(ROW), "--ignore"],
        ["query", "UPDATE OR REPLACE entries SET uid = 'same', count = 5"],
        ["query", "INSERT OR REPLACE INTO entries (id, uid, day, kind, added_by) "
         "VALUES (1, 'x', '2026-11-23', 'call', 1), (9, 'y', '2026-11-23', 'call', 1)"],
    ],
)  # fmt: skip
def test_sums_stay_right_when_a_person_edits_the_entries(
    store: Store, tmp_path: Path, words: list[str]
) -> None:
    log(
        store,
        call(count=3, minutes=5, outcome="connected"),
        call(count=2, value_cents=100),
        call(outcome="connected"),
        call(kind="email", count=8),
    )
    remove(store, 2)
    store.close()
    command, *rest = words
    path = str(tmp_path / "log.db")
    source = [] if command == "query" else [str(tmp_path / "row.json")]
    if source:
        table, text, *options = rest
        Path(source[0]).write_text(text)
        rest = [table, *source, *options]
    sqlite_utils(command, path, *rest)
    store = open_log(tmp_path)
    assert kept(store) == recounted(store)
    assert live(store) is not None
    log(store, call(outcome="connected"))
    assert kept(store) == recounted(store)
    assert store.row("PRAGMA foreign_key_check") is None
    store.close()


@pytest.mark.parametrize(
    "change",
    [
        "count = 0",
        "day = '2026-02-30'",
        "day = 'today'",
        "day = NULL",
        "live = 2",
        "kind = ''",
        "count = 'x'",
    ],
)
def test_a_slip_of_the_hand_is_refused(store: Store, tmp_path: Path, change: str) -> None:
    log(store, call())
    store.close()
    edit = ["query", str(tmp_path / "log.db"), f"UPDATE entries SET {change}"]
    done = subprocess.run(
        [sys.executable, "-m", "sqlite_utils", *edit], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    store = open_log(tmp_path)
    assert [(entry.count, entry.day, entry.kind) for entry in live(store)] == [(1, TODAY, "call")]
    store.close()


def test_an_instant_that_was_broken_by_hand_is_named(store: Store) -> None:
    log(store, call(at=NOW), call())
    store.run("UPDATE entries SET due = 'soon' WHERE id = 2")
    with pytest.raises(StoreError, match="entry #2 is not as it should be"):
        live(store)
    with pytest.raises(StoreError, match="entry #2"):
        entries.get(store, [1, 2])
