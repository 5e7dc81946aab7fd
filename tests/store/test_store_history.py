from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from actlog.domain.errors import InputError, NothingToDoError, StoreError
from actlog.domain.week import TimeOff
from actlog.store import entries, history, time_off
from actlog.store.database import Store
from tests.store.logbook import NOW, TODAY, call, days, live, log, open_log, remove


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = open_log(tmp_path)
    yield store
    store.close()


def counts(store: Store) -> list[int]:
    return [entry.count for entry in live(store)]


def test_undo_names_what_it_did(store: Store) -> None:
    log(store, call(count=3), call(), words="3 calls, call")
    done = history.undo(store, NOW)
    assert done == history.Operation(id=1, command="log", words="3 calls, call", at=NOW, entries=2)
    assert live(store) == []
    assert days(store) == []


def test_undo_and_redo_walk_any_number_of_operations(store: Store) -> None:
    for count in (1, 2, 3):
        log(store, call(count=count))
    assert [history.undo(store, NOW).id for _ in range(3)] == [3, 2, 1]
    assert counts(store) == []
    assert [history.redo(store, NOW).id for _ in range(2)] == [1, 2]
    assert counts(store) == [1, 2]
    assert history.undo(store, NOW).id == 2
    assert history.redo(store, NOW).id == 2
    assert history.redo(store, NOW).id == 3
    assert counts(store) == [1, 2, 3]
    with pytest.raises(NothingToDoError, match="nothing to redo"):
        history.redo(store, NOW)


def test_a_new_operation_ends_what_could_be_redone(store: Store) -> None:
    log(store, call(count=1))
    history.undo(store, NOW)
    log(store, call(count=2))
    with pytest.raises(NothingToDoError):
        history.redo(store, NOW)
    assert history.undo(store, NOW).id == 3
    assert history.redo(store, NOW).id == 3
    with pytest.raises(NothingToDoError):
        history.redo(store, NOW)
    assert counts(store) == [2]


def test_an_empty_history_has_nothing_to_undo(store: Store) -> None:
    for walk in (history.undo, history.redo):
        with pytest.raises(NothingToDoError) as caught:
            walk(store, NOW)
        assert caught.value.exit_code == 1
    assert store.rows("SELECT * FROM operations") == []


def test_a_numbered_undo_acts_only_on_the_newest(store: Store) -> None:
    log(store, call(count=1), words="call")
    log(store, call(count=2), words="2 calls")
    with pytest.raises(NothingToDoError, match="operation 1 is not the newest") as caught:
        history.undo(store, NOW, 1)
    assert caught.value.hint == "the newest is 2: log 2 calls"
    assert history.undo(store, NOW, 2).words == "2 calls"
    assert history.undo(store, NOW, 1).words == "call"


def test_the_history_only_grows(store: Store) -> None:
    log(store, call())
    remove(store, 1)
    history.undo(store, NOW)
    history.redo(store, NOW)
    history.undo(store, NOW)
    steps = store.rows("SELECT id, command, target FROM operations ORDER BY id")
    assert steps == [
        (1, "log", None),
        (2, "rm", None),
        (3, "undo", 2),
        (4, "redo", 2),
        (5, "undo", 2),
    ]
    assert store.rows("SELECT id, command, undone FROM history") == [(1, "log", 0), (2, "rm", 1)]


def test_removed_entries_come_back_by_undo_and_leave_by_redo(store: Store) -> None:
    log(store, *[call(count=count) for count in (1, 2, 3)])
    remove(store, 3, 1)
    assert counts(store) == [2]
    done = history.undo(store, NOW)
    assert (done.command, done.words, done.entries) == ("rm", "3 1", 2)
    assert counts(store) == [1, 2, 3]
    assert store.rows("SELECT removed_by FROM entries") == [(None,)] * 3
    history.redo(store, NOW)
    assert counts(store) == [2]
    assert store.rows("SELECT removed_by FROM entries") == [(2,), (None,), (2,)]


def test_numbers_are_never_used_again(store: Store) -> None:
    log(store, call())
    history.undo(store, NOW)
    assert log(store, call())[0].id == 2
    remove(store, 2)
    assert log(store, call())[0].id == 3


def test_time_off_is_undone_too(store: Store) -> None:
    off = TimeOff(first=TODAY, last=TODAY + timedelta(days=2), part="pm", kinds=("call",), why="x")
    with history.operation(store, "off", "wed pm", NOW) as operation:
        time_off.add(store, operation, off)
    assert time_off.every(store) == (off,)
    assert history.undo(store, NOW).entries == 0
    assert time_off.every(store) == ()
    history.redo(store, NOW)
    assert time_off.every(store) == (off,)


def test_time_off_stands_in_the_order_of_its_dates(store: Store) -> None:
    for day in (date(2026, 12, 24), date(2026, 1, 2)):
        with history.operation(store, "off", "", NOW) as operation:
            time_off.add(store, operation, TimeOff(first=day, last=day))
    assert [off.first for off in time_off.every(store)] == [date(2026, 1, 2), date(2026, 12, 24)]


def test_what_an_account_or_a_contact_was_said_to_be_is_undone(store: Store) -> None:
    log(store, call(account="acme", contact="dana", source="web", persona="buyer"))
    log(store, call(account="acme", contact="dana", source="fair", persona="user"))
    plain = call(account="acme", contact="dana")

    def inherited() -> tuple[str | None, str | None]:
        (entry,) = log(store, plain)
        history.undo(store, NOW)
        return entry.source, entry.persona

    assert inherited() == ("fair", "user")
    history.undo(store, NOW)
    assert inherited() == ("web", "buyer")
    history.undo(store, NOW)
    assert inherited() == (None, None)


def test_redo_says_again_what_an_account_is(store: Store) -> None:
    log(store, call(account="acme", source="web"))
    log(store, call(account="acme", source="fair"), call(account="acme", source="call"))
    history.undo(store, NOW)
    history.undo(store, NOW)
    history.redo(store, NOW)
    history.redo(store, NOW)
    assert log(store, call(account="acme"))[0].source == "call"


def test_undo_goes_back_behind_all_that_one_operation_said(store: Store) -> None:
    log(store, call(account="acme", source="web"))
    log(store, call(account="acme", source="fair"), call(account="acme", source="call"))
    history.undo(store, NOW)
    assert log(store, call(account="acme"))[0].source == "web"


def test_an_operation_that_changes_nothing_leaves_no_trace(store: Store) -> None:
    with history.operation(store, "import", "empty.csv", NOW):
        pass
    assert store.rows("SELECT * FROM operations") == []
    assert not store.conn.in_transaction


def test_an_operation_that_fails_leaves_no_trace(store: Store) -> None:
    def remove_two() -> None:
        with history.operation(store, "rm", "1 9", NOW) as operation:
            entries.add(store, operation, [call()])
            entries.remove(store, operation, [9])

    with pytest.raises(InputError, match="#9 is no entry"):
        remove_two()
    assert live(store) == []
    assert store.rows("SELECT * FROM accounts") == []
    assert store.rows("SELECT * FROM operations") == []
    log(store, call())


def test_operations_do_not_nest(store: Store) -> None:
    with history.operation(store, "log", "", NOW) as operation:
        entries.add(store, operation, [call()])
        with pytest.raises(StoreError), history.operation(store, "log", "", NOW):
            pass
    assert len(live(store)) == 1


def test_words_that_are_no_text_still_name_their_operation(store: Store) -> None:
    log(store, call(), words="call caf\udce9")
    assert history.undo(store, NOW).words == "call caf\\udce9"


def test_the_latest_words_stand_oldest_first(store: Store) -> None:
    for words in ("one", "two", "three"):
        log(store, call(), words=words)
    remove(store, 1)
    assert history.latest_words(store, "log", 2) == ["two", "three"]
