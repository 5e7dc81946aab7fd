import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from uuid import RFC_4122, UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actlog.domain.arrivals import Arrivals
from actlog.domain.entry import Entry
from actlog.domain.errors import NothingToDoError
from actlog.exchange import csv_file, jsonl
from actlog.exchange.kinds import Kinds
from actlog.exchange.problems import Problems
from actlog.exchange.rows import RowReader
from actlog.store import history, imports
from actlog.store.database import Store
from actlog.store.staging import Clash, Staging
from tests.exchange.given import MODEL, NOW, entries, table_of
from tests.store.logbook import call, kept, live, log, open_log, recounted, remove

HEADER = "at,kind,count,outcome,account,contact,minutes,value,source,persona,uid\n"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = open_log(tmp_path)
    yield store
    store.close()


@pytest.fixture
def other(store: Store, tmp_path: Path) -> Iterator[Store]:
    """The same log, opened by another program."""
    other = open_log(tmp_path)
    yield other
    other.close()


def fill(staging: Staging, text: str) -> list[Clash]:
    """Put the rows of a good file into the staging tables."""
    problems = Problems()
    table = table_of(text.encode(), problems)
    staging.fill(RowReader(table, Kinds(MODEL), NOW).read_all(problems))
    staging.settle()
    assert problems.named == []
    return list(staging.clashes())


def bring_in(store: Store, text: str) -> Arrivals:
    """Import a good file, as the program does."""
    with Staging(store) as staging:
        assert fill(staging, text) == []
        arrivals = imports.compare(staging)
        if arrivals.entries or arrivals.changed:
            with history.operation(store, "import", "file.csv", NOW) as operation:
                arrivals = imports.keep(staging, operation, arrivals)
        imports.shrink(store, arrivals.entries)
    assert kept(store) == recounted(store)
    return arrivals


def bare(store: Store) -> list[Entry]:
    """Return the live entries without their numbers."""
    return [entry.replace(id=None, uid=None) for entry in live(store)]


@settings(max_examples=40)
@given(st.lists(st.lists(entries(), min_size=1, max_size=3), max_size=4), st.sampled_from("cj"))
def test_an_export_into_an_empty_log_is_the_same_log(lines: list[list[Entry]], form: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        first, second = Path(folder, "a"), Path(folder, "b")
        store, other = open_log(first), open_log(second)
        for line in lines:
            log(store, *line)
        write = csv_file.write if form == "c" else jsonl.write
        text = "".join(write(live(store)))
        if lines:
            assert bring_in(other, text).entries == sum(map(len, lines))
        assert [entry.replace(id=None) for entry in live(other)] == [
            entry.replace(id=None) for entry in live(store)
        ]
        assert kept(other) == kept(store)
        again = "".join(write(live(other)))
        assert bring_in(other, again or HEADER).entries == 0
        assert bring_in(store, again or HEADER).entries == 0
        store.close()
        other.close()


@given(st.lists(st.sampled_from(("call", "dial", "held", "connect")), max_size=12))
@settings(max_examples=30)
def test_equal_rows_all_count_and_the_same_file_adds_nothing(kinds: list[str]) -> None:
    text = "at,kind\n" + "".join([f"2026-11-20,{kind}\n" for kind in kinds])
    with tempfile.TemporaryDirectory() as folder:
        store = open_log(Path(folder))
        assert bring_in(store, text).entries == len(kinds)
        assert bring_in(store, text).entries == 0
        renamed = Counter({"dial": "call"}.get(kind, kind) for kind in kinds)
        connects = renamed.pop("connect", 0)
        stored = Counter(entry.kind for entry in live(store))
        assert stored["call"] == renamed["call"] + connects
        assert stored["meeting_held"] == renamed["held"]
        store.close()


def test_a_longer_file_adds_what_is_more(store: Store) -> None:
    row = "2026-11-20,call\n"
    assert bring_in(store, "at,kind\n" + row * 3).entries == 3
    assert bring_in(store, "at,kind\n" + row * 5).entries == 2
    assert bring_in(store, "at,kind\n" + row * 2).entries == 0
    assert len(live(store)) == 5


def test_what_says_the_same_is_the_same(store: Store) -> None:
    assert bring_in(store, "at,kind,account\n2026-11-20T09:00Z,call,Acme Corp\n").entries == 1
    same = "kind,count,at,account,id\nCalls,1,2026-11-20T09:00:00+00:00, Acme  Corp ,9\n"
    assert bring_in(store, same).entries == 0
    assert bring_in(store, "at,kind\n2026-11-20T09:00Z,call\n").entries == 1


def test_typed_entries_are_not_taken_for_imported_rows(store: Store) -> None:
    log(store, call(day=NOW.date()))
    assert bring_in(store, "at,kind\n2026-11-23,call\n").entries == 1


def test_removed_rows_do_not_come_back(store: Store) -> None:
    text = "at,kind,uid\n2026-11-20,call,\n2026-11-20,call,\n2026-11-20,held,abc\n"
    bring_in(store, text)
    remove(store, 2, 3)
    assert bring_in(store, text).entries == 0
    assert [entry.id for entry in live(store)] == [1]


def test_rows_of_an_undone_import_come_back(store: Store) -> None:
    text = "at,kind,uid\n2026-11-20,call,\n2026-11-20,held,abc\n"
    bring_in(store, text)
    assert history.undo(store, NOW).entries == 2
    assert live(store) == []
    assert bring_in(store, text).entries == 2
    assert [(entry.id, entry.kind) for entry in live(store)] == [(3, "call"), (4, "meeting_held")]


def test_an_import_is_one_operation_that_is_undone_and_redone(store: Store) -> None:
    log(store, call(account="Acme", source="web"))
    before = bare(store)
    text = HEADER + "2026-11-20,call,5,,acme,Dana,10,,referral,boss,\n2026-11-20,won,,,,,,99,,,\n"
    assert bring_in(store, text).entries == 2
    after = bare(store)
    history.undo(store, NOW)
    assert bare(store) == before
    assert kept(store) == recounted(store)
    assert store.rows("SELECT source FROM accounts") == [("web",)]
    history.redo(store, NOW)
    assert bare(store) == after
    assert kept(store) == recounted(store)
    assert store.rows("SELECT source FROM accounts") == [("referral",)]


def test_entries_of_different_uids_are_different(store: Store) -> None:
    assert bring_in(store, "at,kind,uid\n2026-11-20,call,a\n").entries == 1
    assert bring_in(store, "at,kind,uid\n2026-11-20,call,b\n").entries == 1
    assert bring_in(store, "at,kind,uid\n2026-11-20,call,b\n2026-11-20,call,a\n").entries == 0
    assert [entry.uid for entry in live(store)] == ["a", "b"]


def test_a_uid_known_already_stays_as_it_is(store: Store) -> None:
    (entry,) = log(store, call(count=2))
    assert bring_in(store, f"at,kind,count,uid\n2026-11-23,call,9,{entry.uid}\n").entries == 0
    assert live(store) == [entry]


def test_a_row_that_stands_twice_with_its_uid_is_one(store: Store) -> None:
    text = "at,kind,uid\n2026-11-20,call,a\n2026-11-20,call,a\n2026-11-20,call,a\n"
    assert bring_in(store, text).entries == 1


def test_two_rows_of_one_uid_that_differ_clash(store: Store) -> None:
    with Staging(store) as staging:
        clashes = fill(staging, "at,kind,uid\n2026-11-20,call,a\n2026-11-20,held,a\n")
    assert clashes == [Clash(place=3, first=2)]


def test_a_doubled_row_does_not_change_the_numbers_of_its_equals(store: Store) -> None:
    row = "2026-11-20,call,"
    bring_in(store, f"at,kind,uid\n{row}a\n{row}a\n{row}\n")
    assert bring_in(store, f"at,kind,uid\n{row}a\n{row}\n").entries == 0


def test_unique_ids_are_made_as_for_logged_entries(store: Store) -> None:
    bring_in(store, "at,kind\n" + "2026-11-20,call\n" * 5000)
    log(store, call())
    uids = [entry.uid or "" for entry in live(store)]
    assert len(set(uids)) == 5001
    assert uids[:-1] == sorted(uids[:-1])
    assert all(UUID(uid).version == 7 and len(uid) == 32 for uid in uids)
    assert {UUID(uid).variant for uid in uids} == {RFC_4122}


def test_source_and_persona_are_inherited_and_said_again(store: Store) -> None:
    log(store, call(account="Acme", contact="Dana", source="web", persona="boss"))
    rows = [
        "2026-11-20,call,,,acme,dana,,,,,",
        "2026-11-20,call,,,ACME,,,,fair,,",
        "2026-11-20,call,,,Acme,Dana,,,,user,",
        "2026-11-20,call,,,Acme,Eve,,,,,",
        "2026-11-20,call,,,New,,,,,,",
        "2026-11-20,call,,,,Dana,,,,,",
    ]
    bring_in(store, HEADER + "\n".join(rows) + "\n")
    assert [(e.account, e.contact, e.source, e.persona) for e in live(store)[1:]] == [
        ("Acme", "Dana", "web", "boss"),
        ("Acme", None, "fair", None),
        ("Acme", "Dana", "fair", "user"),
        ("Acme", "Eve", "fair", None),
        ("New", None, None, None),
        (None, "Dana", None, None),
    ]
    (later,) = log(store, call(account="acme", contact="dana"))
    assert (later.source, later.persona) == ("fair", "user")


@given(st.lists(entries(), min_size=1, max_size=6))
@settings(max_examples=30)
def test_an_import_stores_what_logging_would(some: list[Entry]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        typed, imported = open_log(Path(folder, "a")), open_log(Path(folder, "b"))
        for entry in some:
            log(typed, entry)
        bring_in(imported, csv_file.write_text(some))
        assert bare(imported) == bare(typed)
        assert kept(imported) == kept(typed)
        sources = "SELECT name, source FROM accounts ORDER BY key"
        assert imported.rows(sources) == typed.rows(sources)
        personas = "SELECT name, persona FROM contacts ORDER BY key, name"
        assert imported.rows(personas) == typed.rows(personas)
        typed.close()
        imported.close()


def test_known_rows_change_no_source(store: Store) -> None:
    text = HEADER + "2026-11-20,call,,,Acme,,,,web,,\n"
    bring_in(store, text)
    log(store, call(account="Acme", source="fair"))
    bring_in(store, text)
    assert store.rows("SELECT source FROM accounts") == [("fair",)]


def test_arrivals_say_what_is_new(store: Store) -> None:
    log(store, call(account="Acme"))
    rows = (
        "2026-11-19,call,3,,acme,,,,,,\n2026-11-20,call,2,,Globex,,,,,,\n2026-11-18,held,,,,,,,,,\n"
    )
    with Staging(store) as staging:
        fill(staging, HEADER + rows)
        arrivals = imports.compare(staging)
    assert (arrivals.rows, arrivals.entries) == (3, 3)
    assert (arrivals.first, arrivals.last) == ("2026-11-18", "2026-11-20")
    assert [total.as_tuple() for total in arrivals.kinds] == [
        ("call", 2, 5),
        ("meeting_held", 1, 1),
    ]
    assert (arrivals.new_accounts, arrivals.names) == (1, ("Globex",))
    assert len(live(store)) == 1


def test_many_different_names_are_all_found(store: Store) -> None:
    rows = [f"2026-11-20,call,,,Account {n % 12_000},C{n},,,,," for n in range(15_000)]
    arrivals = bring_in(store, HEADER + "\n".join(rows) + "\n")
    assert (arrivals.entries, arrivals.new_accounts) == (15_000, 12_000)
    assert store.row("SELECT count(*) FROM accounts") == (12_000,)
    assert live(store)[14_999].account == "Account 2999"


def test_rows_brought_in_by_another_meanwhile_are_left_out(store: Store, other: Store) -> None:
    text = "at,kind\n2026-11-20,call\n2026-11-20,held\n"
    with Staging(store) as staging:
        fill(staging, text)
        arrivals = imports.compare(staging)
        bring_in(other, "at,kind\n2026-11-20,call\n")
        with history.operation(store, "import", "file.csv", NOW) as operation:
            assert imports.keep(staging, operation, arrivals).entries == 1
    assert [entry.kind for entry in live(store)] == ["call", "meeting_held"]


def test_when_another_was_quicker_nothing_is_left_behind(store: Store, other: Store) -> None:
    text = "at,kind\n2026-11-20,call\n"
    with Staging(store) as staging:
        fill(staging, text)
        arrivals = imports.compare(staging)
        bring_in(other, text)
        with (
            pytest.raises(NothingToDoError),
            history.operation(store, "import", "file.csv", NOW) as operation,
        ):
            imports.keep(staging, operation, arrivals)
    assert len(live(store)) == 1
    assert store.row("SELECT count(*) FROM operations") == (1,)


def test_other_shells_can_log_while_rows_wait(store: Store, other: Store) -> None:
    with Staging(store) as staging:
        fill(staging, "at,kind\n2026-11-20,call\n")
        imports.compare(staging)
        log(other, call())
    assert len(live(store)) == 1


def test_a_failure_in_storing_stores_nothing(store: Store) -> None:
    text = "at,kind\n2026-11-20,call\n"

    def fail(staging: Staging) -> None:
        fill(staging, text)
        arrivals = imports.compare(staging)
        with history.operation(store, "import", "file.csv", NOW) as operation:
            imports.keep(staging, operation, arrivals)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), Staging(store) as staging:
        fail(staging)
    assert live(store) == []
    assert store.row("SELECT count(*) FROM sqlite_schema WHERE name = 'entries_added'") == (1,)
    assert kept(store) == []


def test_the_trigger_that_keeps_the_sums_is_back_afterwards(store: Store) -> None:
    bring_in(store, "at,kind\n2026-11-23,call\n")
    log(store, call(count=4))
    assert kept(store) == recounted(store) == [("2026-11-23", "call", "", 2, 5, 0, 0)]


def test_known_rows_are_looked_up_by_index(store: Store) -> None:
    with Staging(store):
        plan = store.rows("EXPLAIN QUERY PLAN SELECT row FROM in_log")
    assert any("USING INDEX entries_origin" in row[-1] for row in plan)
