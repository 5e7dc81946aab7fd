from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from actlog.domain.entry import Entry, Moment
from actlog.domain.errors import InputError
from actlog.domain.filter import Filter
from actlog.store import entries, history
from actlog.store.database import Store
from tests.store.logbook import NOW, TODAY, call, live, log, open_log, remove

TOKYO = timezone(timedelta(hours=9))
FULL = Entry(
    day=date(2026, 11, 20),
    at=datetime(2026, 11, 20, 9, 30, 15, tzinfo=TOKYO),
    kind="meeting_set",
    count=7,
    outcome="not-interested",
    account="Ærø \u202e & Søn",
    contact="دانا",
    minutes=45,
    value_cents=10**13,
    source="referral",
    persona="buyer",
    tags=("referral", "Übung", "👩‍💼"),
    note="said: [bold]no[/bold]\n\x1b[31m 'later' \"maybe\" -- ; DROP TABLE entries",
    planned=Moment.of(datetime(2026, 11, 24, 10, 0, tzinfo=UTC)),
    next="send quote",
    due=Moment(day=date(2026, 11, 25)),
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = open_log(tmp_path)
    yield store
    store.close()


def anonymous(entry: Entry) -> Entry:
    return entry.replace(id=None, uid=None)


@pytest.mark.parametrize("entry", [FULL, call(), call(at=NOW), call(tags=("a",), minutes=0)])
def test_an_entry_comes_back_as_it_was(store: Store, entry: Entry) -> None:
    (stored,) = log(store, entry)
    assert anonymous(stored) == entry
    assert live(store) == [stored]
    assert entries.select(store, Filter()) == [stored]
    assert entries.get(store, [stored.id or 0]) == [stored]


def test_instants_lose_what_is_below_a_second(store: Store) -> None:
    (stored,) = log(store, call(at=NOW.replace(microsecond=999_999)))
    assert stored.at == NOW
    assert live(store) == [stored]


def test_ids_count_up_and_uids_sort_by_time(store: Store) -> None:
    stored = log(store, *[call()] * 50) + log(store, call())
    assert [entry.id for entry in stored] == list(range(1, 52))
    ids = [entry.uid or "" for entry in stored]
    assert sorted(ids) == ids
    assert len(set(ids)) == 51


def test_names_are_one_however_they_are_spelled(store: Store) -> None:
    log(store, call(account="Acme  Corp", contact="Dana"))
    with history.operation(store, "log", "", NOW) as operation:
        added = entries.add(store, operation, [call(account="ACME corp", contact="DANA ")])
    assert added.new_accounts == ()
    assert (added.entries[0].account, added.entries[0].contact) == ("Acme  Corp", "Dana")
    assert entries.account_names(store) == ["Acme  Corp"]


def test_a_contact_belongs_to_its_account(store: Store) -> None:
    log(store, call(account="acme", contact="dana", persona="buyer"))
    (other,) = log(store, call(account="globex", contact="Dana"))
    assert (other.contact, other.persona) == ("Dana", None)
    (alone,) = log(store, call(contact="dana"))
    assert (alone.account, alone.persona) == (None, None)
    log(store, call(contact="DANA", persona="user"))
    assert log(store, call(contact="dana"))[0].persona == "user"
    assert store.row("SELECT count(*) FROM contacts") == (3,)


def test_source_and_persona_are_inherited_until_said_again(store: Store) -> None:
    lines = [
        call(account="acme", contact="dana"),
        call(account="acme", contact="dana", source="web", persona="buyer"),
        call(account="acme", contact="dana"),
        call(account="acme", contact="eve"),
        call(account="acme", source="fair"),
        call(account="ACME", contact="dana"),
    ]
    stored = log(store, *lines)
    assert [(entry.source, entry.persona) for entry in stored] == [
        (None, None),
        ("web", "buyer"),
        ("web", "buyer"),
        ("web", None),
        ("fair", None),
        ("fair", "buyer"),
    ]
    assert live(store) == list(stored)


def test_source_and_persona_of_nobody_stay_with_their_entry(store: Store) -> None:
    (entry,) = log(store, call(source="web", persona="buyer"))
    assert (entry.source, entry.persona) == ("web", "buyer")
    assert log(store, call())[0].source is None


def test_new_accounts_are_those_without_a_live_entry(store: Store) -> None:
    def new(*accounts: str) -> tuple[str, ...]:
        with history.operation(store, "log", "", NOW) as operation:
            lines = [call(account=account) for account in accounts]
            return entries.add(store, operation, lines).new_accounts

    assert new("amce", "globex", "AMCE") == ("amce", "globex")
    assert new("amce") == ()
    history.undo(store, NOW)
    history.undo(store, NOW)
    assert entries.account_names(store) == []
    assert new("Amce", "stark") == ("Amce", "stark")
    assert entries.account_names(store) == ["Amce", "stark"]
    remove(store, 5)
    assert new("AMCE") == ("AMCE",)
    assert new("amce") == ()


def test_a_spelling_that_was_undone_is_forgotten_and_comes_back_with_its_entry(
    store: Store,
) -> None:
    log(store, call(account="ACME", contact="DANA"))
    remove(store, 1)
    log(store, call(account="Acme", contact="Dana"))
    assert (live(store)[0].account, live(store)[0].contact) == ("Acme", "Dana")
    history.undo(store, NOW)
    history.undo(store, NOW)
    assert (live(store)[0].account, live(store)[0].contact) == ("ACME", "DANA")


def test_removing_says_what_is_no_entry_and_removes_nothing(store: Store) -> None:
    log(store, call(), call())
    remove(store, 1)
    with pytest.raises(InputError, match="#1, #7 are no entries of the log") as caught:
        remove(store, 2, 1, 7)
    assert caught.value.hint == "see: actlog list --all"
    assert [entry.id for entry in live(store)] == [2]


def test_removing_a_number_twice_removes_it_once(store: Store) -> None:
    log(store, call(), call())
    remove(store, 2, 2)
    assert [entry.id for entry in live(store)] == [1]


def select(store: Store, limit: int | None = None, **parts: Any) -> list[int | None]:
    wanted = Filter(**parts)
    found = entries.select(store, wanted, limit)
    if limit is None:
        streamed = [entry.id or 0 for entry in entries.iterate(store, wanted)]
        assert streamed == sorted(streamed)
        assert sorted(entry.id or 0 for entry in found) == streamed
    return [entry.id for entry in found]


@pytest.fixture
def mixed(store: Store) -> Store:
    yesterday = TODAY - timedelta(days=1)
    log(
        store,
        call(outcome="connected", account="Acme", tags=("Fair", "vip")),
        call(day=yesterday, kind="email", account="Globex", contact="dana"),
        call(at=NOW, outcome="voicemail", account="acme", contact="Dana", tags=("fair",)),
        call(at=NOW - timedelta(hours=1), kind="visit", tags=("fairy",)).replace(
            objection=("price", "Timing"), source="Web", persona="owner"
        ),
        call(day=TODAY - timedelta(days=30), at=None),
    )
    return store


def test_entries_stand_by_day_then_time_then_number(mixed: Store) -> None:
    assert select(mixed) == [5, 2, 1, 4, 3]


def test_a_limit_keeps_the_latest(mixed: Store) -> None:
    assert select(mixed, 2) == [4, 3]
    assert select(mixed, 0) == []
    assert select(mixed, 99) == [5, 2, 1, 4, 3]
    assert select(mixed, 1, kinds=("call",)) == [3]


@pytest.mark.parametrize(
    ("parts", "found"),
    [
        ({"kinds": ("call",)}, [5, 1, 3]),
        ({"kinds": ("email", "visit")}, [2, 4]),
        ({"outcomes": ("connected",)}, [1]),
        ({"outcomes": ("connected", "voicemail")}, [1, 3]),
        ({"accounts": (" ACME",)}, [1, 3]),
        ({"accounts": ("acme", "globex")}, [2, 1, 3]),
        ({"accounts": ("nobody",)}, []),
        ({"contacts": ("DANA",)}, [2, 3]),
        ({"accounts": ("acme",), "contacts": ("dana",)}, [3]),
        ({"tags": ("FAIR",)}, [1, 3]),
        ({"tags": ("fair", "vip")}, [1]),
        ({"tags": ("air",)}, []),
        ({"objections": ("TIMING",)}, [4]),
        ({"objections": ("price", "timing")}, [4]),
        ({"objections": ("price", "budget")}, []),
        ({"objections": ("rice",)}, []),
        ({"sources": ("web",)}, [4]),
        ({"sources": ("",)}, [5, 2, 1, 3]),
        ({"sources": ("", "WEB")}, [5, 2, 1, 4, 3]),
        ({"personas": ("Owner",)}, [4]),
        ({"personas": ("",), "kinds": ("call",)}, [5, 1, 3]),
        ({"outcomes": ("",)}, [5, 2, 4]),
        ({"outcomes": ("", "connected")}, [5, 2, 1, 4]),
        ({"first": TODAY}, [1, 4, 3]),
        ({"last": TODAY - timedelta(days=1)}, [5, 2]),
        ({"first": TODAY - timedelta(days=1), "last": TODAY - timedelta(days=1)}, [2]),
        ({"kinds": ("call",), "first": TODAY, "tags": ("vip",)}, [1]),
    ],
)
def test_a_filter_matches_every_part_it_names(
    mixed: Store, parts: dict[str, Any], found: list[int]
) -> None:
    assert select(mixed, **parts) == found


def test_removed_entries_match_nothing(mixed: Store) -> None:
    remove(mixed, 3, 5)
    assert select(mixed) == [2, 1, 4]
    assert select(mixed, accounts=("acme",)) == [1]


@pytest.mark.parametrize(
    ("wanted", "index"),
    [
        (Filter(), "entries_day"),
        (Filter(first=TODAY, last=TODAY), "entries_day"),
        (Filter(accounts=("acme",)), "entries_prospect"),
        (Filter(accounts=("acme",), first=TODAY), "entries_prospect"),
        (Filter(contacts=("dana",)), "entries_contact"),
        (Filter(objections=("price",)), "entries_objection"),
    ],
)
def test_selecting_walks_an_index(mixed: Store, wanted: Filter, index: str) -> None:
    statements: list[str] = []
    mixed.conn.set_trace_callback(statements.append)
    entries.select(mixed, wanted, 20)
    mixed.conn.set_trace_callback(None)
    plan = mixed.rows(f"EXPLAIN QUERY PLAN {statements[0]}")
    assert any(f"USING INDEX {index}" in row[3] for row in plan)
    assert not any(row[3] == "SCAN entries" for row in plan)
