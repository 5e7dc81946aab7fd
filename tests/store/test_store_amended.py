from collections.abc import Iterator
from pathlib import Path

import pytest

from actlog.domain.entry import Entry
from actlog.store import entries, history
from actlog.store.database import Store
from tests.exchange.given import NOW
from tests.store.logbook import call, kept, live, log, open_log, recounted, remove
from tests.store.test_store_imports import bring_in

HEADER = "at,kind,count,outcome,account,contact,note,source,uid\n"
FIRST = HEADER + (
    "2026-11-19,call,1,voicemail,Acme,Dana,,web,crm-1\n2026-11-20,call,2,,Globex,,,,crm-2\n"
)
LATER = HEADER + (
    "2026-11-19,call,1,connected,acme,Dana,asked for pricing,,crm-1\n"
    "2026-11-20,call,2,,Globex,,,,crm-2\n2026-11-21,call,1,,,,,,crm-3\n"
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = open_log(tmp_path)
    yield store
    store.close()


def edit(store: Store, number: int, **fields: object) -> None:
    (before,) = entries.get(store, [number])
    with history.operation(store, "edit", str(number), NOW) as operation:
        entries.edit(store, operation, before, before.replace(**fields))


def first(store: Store) -> Entry:
    return live(store)[0]


def test_a_changed_row_changes_the_entry_it_made_and_adds_what_is_new(store: Store) -> None:
    bring_in(store, FIRST)
    arrivals = bring_in(store, LATER)
    assert (arrivals.entries, arrivals.changed, arrivals.edited, arrivals.known) == (1, 1, 0, 1)
    found = first(store)
    assert (found.outcome, found.note, found.account) == ("connected", "asked for pricing", "Acme")
    assert found.source == "web"  # the row says none: what was said of the account stays
    assert [entry.id for entry in live(store)] == [1, 2, 3]
    assert kept(store) == recounted(store)


def test_a_changed_row_changes_once(store: Store) -> None:
    bring_in(store, FIRST)
    bring_in(store, LATER)
    again = bring_in(store, LATER)
    assert (again.entries, again.changed, again.edited, again.known) == (0, 0, 0, 3)


def test_what_is_changed_back_comes_back(store: Store) -> None:
    bring_in(store, FIRST)
    bring_in(store, LATER)
    assert bring_in(store, FIRST).changed == 1
    assert (first(store).outcome, first(store).note) == ("voicemail", None)


def test_undo_takes_additions_and_changes_back_together(store: Store) -> None:
    bring_in(store, FIRST)
    before = live(store)
    bring_in(store, LATER)
    after = live(store)
    history.undo(store, NOW)
    assert live(store) == before
    history.redo(store, NOW)
    assert live(store) == after
    history.undo(store, NOW)
    assert bring_in(store, LATER).changed == 1
    assert kept(store) == recounted(store)


def test_what_the_rep_edited_is_reported_and_stays(store: Store) -> None:
    bring_in(store, FIRST)
    edit(store, 1, note="mine")
    arrivals = bring_in(store, LATER)
    assert (arrivals.entries, arrivals.changed) == (1, 0)
    assert (arrivals.edited, arrivals.edited_numbers) == (1, (1,))
    assert (first(store).note, first(store).outcome) == ("mine", "voicemail")


def test_an_edited_entry_is_left_in_peace_while_its_row_stays_the_same(store: Store) -> None:
    bring_in(store, FIRST)
    edit(store, 1, note="mine")
    arrivals = bring_in(store, FIRST)
    assert (arrivals.entries, arrivals.changed, arrivals.edited, arrivals.known) == (0, 0, 0, 2)
    assert first(store).note == "mine"


def test_an_edit_that_says_what_the_row_says_now_is_no_conflict(store: Store) -> None:
    bring_in(store, FIRST)
    edit(store, 1, outcome="connected", note="asked for pricing")
    assert bring_in(store, LATER).edited == 0


def test_an_edit_that_was_undone_is_none(store: Store) -> None:
    bring_in(store, FIRST)
    edit(store, 1, note="mine")
    history.undo(store, NOW)
    assert bring_in(store, LATER).changed == 1


def test_an_entry_that_was_hidden_stays_hidden_and_one_that_came_back_may_change(
    store: Store,
) -> None:
    bring_in(store, FIRST)
    remove(store, 1)
    arrivals = bring_in(store, LATER)
    assert (arrivals.entries, arrivals.changed, arrivals.known) == (1, 0, 2)
    history.undo(store, NOW)
    history.undo(store, NOW)
    assert bring_in(store, LATER).changed == 1


def test_typed_entries_are_never_changed_by_a_file(store: Store) -> None:
    log(store, call())
    (typed,) = live(store)
    text = f"at,kind,note,uid\n2026-11-20,call,other,{typed.uid}\n"
    arrivals = bring_in(store, text)
    assert (arrivals.entries, arrivals.changed, arrivals.known) == (0, 0, 1)
    assert live(store) == [typed]


def test_a_thousand_changes_are_one_operation(store: Store) -> None:
    def text(note: str) -> str:
        rows = [f"2026-11-20,call,1,,Acme {n % 7},,{note},,crm-{n}\n" for n in range(1200)]
        return HEADER + "".join(rows)

    bring_in(store, text("one"))
    assert bring_in(store, text("two")).changed == 1200
    assert {entry.note for entry in live(store)} == {"two"}
    assert history.undo(store, NOW).entries == 1200
    assert {entry.note for entry in live(store)} == {"one"}


def test_an_account_that_only_a_change_names_is_added_with_it(store: Store) -> None:
    bring_in(store, FIRST)
    bring_in(store, FIRST.replace("Globex", "Initech"))
    assert live(store)[1].account == "Initech"
    history.undo(store, NOW)
    assert live(store)[1].account == "Globex"


def test_the_same_instant_in_another_zone_is_no_change_and_stays_as_it_is(store: Store) -> None:
    text = "at,kind,for,note,uid\n2026-11-19T23:30:00{0},call,2026-11-20T09:00:00{0},{1},crm-1\n"
    bring_in(store, text.format("+01:00", "one"))
    before = first(store)
    moved = text.format("+01:00", "two").replace("19T23:30:00+01:00", "20T00:30:00+02:00")
    assert bring_in(store, moved.replace("20T09:00:00+01:00", "20T10:00:00+02:00")).changed == 1
    assert first(store) == before.replace(note="two")
