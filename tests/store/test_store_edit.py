"""Editing writes what differs, takes source and persona along, and can be undone."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from actlog.domain.entry import Entry, Moment
from actlog.domain.errors import InputError
from actlog.store import entries, history
from actlog.store.database import Store
from tests.store.logbook import NOW, call, kept, live, log, open_log, recounted


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = open_log(tmp_path)
    yield store
    store.close()


def edit(store: Store, before: Entry, **parts: Any) -> Entry:
    with history.operation(store, "edit", "words", NOW) as operation:
        after = entries.edit(store, operation, before, before.replace(**parts))
    assert entries.get(store, [before.id or 0]) == [after]
    assert kept(store) == recounted(store)
    return after


def test_every_part_can_be_edited_and_undone(store: Store) -> None:
    (before,) = log(store, call(account="acme", contact="dana", source="web", persona="buyer"))
    parts: dict[str, Any] = {
        "day": date(2026, 11, 20),
        "at": None,
        "kind": "email",
        "count": 3,
        "outcome": "replied",
        "minutes": 20,
        "value_cents": 1_250,
        "tags": ("vip", "fair"),
        "note": "asked",
        "planned": Moment(day=date(2026, 11, 24)),
        "next": "quote",
        "due": Moment.of(NOW),
        "done": Moment(day=date(2026, 11, 23)),
        "story": "0192f3a4b5c67d8e9f00112233445566",
    }
    after = edit(store, before, **parts)
    assert after == before.replace(**parts)
    history.undo(store, NOW)
    assert live(store) == [before]
    assert kept(store) == recounted(store)
    history.redo(store, NOW)
    assert live(store) == [after]


def test_an_image_holds_what_changed_and_nothing_else(store: Store) -> None:
    (before,) = log(store, call(note="a private word"))
    edit(store, before, count=2)
    assert store.rows("SELECT before, after FROM changes") == [('{"count":1}', '{"count":2}')]


def test_an_edit_that_changes_nothing_leaves_no_operation(store: Store) -> None:
    (before,) = log(store, call(note="asked"))
    edit(store, before, note="asked")
    assert store.row("SELECT count(*) FROM operations") == (1,)


def test_another_account_brings_its_source_and_takes_the_old_one_away(store: Store) -> None:
    log(store, call(account="globex", contact="eve", source="fair", persona="user"))
    (before,) = log(store, call(account="acme", contact="dana", source="web", persona="buyer"))
    after = edit(store, before, account="globex", contact="eve")
    assert (after.source, after.persona) == ("fair", "user")
    alone = edit(store, after, account=None, contact=None)
    assert (alone.source, alone.persona) == (None, None)


def test_a_source_said_in_an_edit_is_inherited_from_then_on(store: Store) -> None:
    (before,) = log(store, call(account="acme", source="web"))
    edit(store, before, source="fair")
    (later,) = log(store, call(account="acme"))
    assert later.source == "fair"
    assert edit(store, later, source=None).source is None


def test_a_story_may_be_named_by_number(store: Store) -> None:
    (booked,) = log(store, call(kind="meeting_set", account="acme"))
    (held,) = log(store, call(kind="meeting_held", account="acme", story="1"))
    assert held.story == booked.uid
    with pytest.raises(InputError, match="#7 is no entry"):
        log(store, call(story="7"))
