"""What the coach said last is kept as it was, and outdated by whatever touches the past."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actlog.analysis.coach.kept import Kept
from actlog.domain.entry import Entry
from actlog.domain.findings import Evidence, Finding
from actlog.store import coached, entries, history, says, steps
from actlog.store import settings as store_settings
from actlog.store.database import Store
from tests.store.logbook import NOW, TODAY, call, log, open_log, remove

WEEK = date(2026, 11, 23)
BEFORE = WEEK - timedelta(days=1)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    log = open_log(tmp_path)
    yield log
    log.close()


def keep(store: Store, kept: Kept) -> None:
    assert store_settings.keep(store, says.NAME, coached.text(store, kept))


texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
numbers = st.none() | st.floats(allow_nan=False, allow_infinity=False)
findings = st.builds(
    Finding,
    id=st.sampled_from(["drought", "bookend", "busy-without-results"]),
    level=st.sampled_from(["act", "watch", "good"]),
    title=texts,
    detail=texts,
    kind=st.none() | texts,
    evidence=st.builds(Evidence, weeks=st.none() | st.integers(0, 260), value=numbers, p=numbers),
    next=st.none() | texts,
)


def made(*found: Finding) -> Kept:
    return Kept(operation=3, day=TODAY, week=WEEK, model=2, program="1.0", findings=found)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(found=st.lists(findings, max_size=4))
def test_what_is_kept_is_read_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, found: list[Finding]
) -> None:
    store = open_log(tmp_path_factory.mktemp("log"))
    kept = made(*found)
    keep(store, kept)
    assert coached.read(store) == kept
    assert says.says(store, WEEK) == (kept.busy, kept.word)
    assert says.says(store, BEFORE) == (False, None)
    store.close()


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"operation": "x", "day": 3}', "null"])
def test_what_cannot_be_read_is_as_good_as_nothing(store: Store, text: str) -> None:
    assert coached.read(store) is None
    store_settings.keep(store, says.NAME, text)
    assert coached.read(store) is None
    assert says.says(store, WEEK) == (False, None)


def changed(store: Store, since: int) -> bool:
    return coached.past_changed(store, since, WEEK)


def test_logging_in_the_running_week_changes_no_past(store: Store) -> None:
    assert history.newest(store) == 0
    log(store, call(day=WEEK, account="acme", persona="owner", contact="dana"))
    assert history.newest(store) == 1
    assert not changed(store, 0)
    log(store, call(day=BEFORE))
    assert changed(store, 0)
    assert changed(store, 1)
    assert not changed(store, 2)


def test_what_is_edited_removed_or_undone_counts_by_its_day(store: Store) -> None:
    old, new = log(store, call(day=BEFORE))[0], log(store, call())[0]
    remove(store, new.id or 0)
    assert not changed(store, 2)
    remove(store, old.id or 0)
    assert changed(store, 3)
    history.undo(store, NOW)
    assert changed(store, 4)
    kept = history.newest(store)
    with history.operation(store, "edit", "", NOW) as operation:
        (one,) = log_inside(store, operation)
    assert not changed(store, kept)
    with history.operation(store, "edit", "", NOW) as operation:
        entries.edit(store, operation, one, one.replace(day=BEFORE))
    assert changed(store, kept + 1)


def log_inside(store: Store, operation: int) -> tuple[Entry, ...]:
    return entries.add(store, operation, [call()]).entries


def test_a_step_that_is_done_changes_no_past(store: Store) -> None:
    (old,) = log(store, call(day=BEFORE, next="ring"))
    with history.operation(store, "done", "", NOW) as operation:
        steps.close(store, operation, [old.id or 0], old.when)
    assert not changed(store, 1)


def test_what_was_logged_since_is_known_unless_more_was_done(store: Store) -> None:
    (one, _, _) = log(store, call(), call(kind="email"), call())
    assert coached.logged_since(store, 0) == {"call", "email"}
    assert coached.logged_since(store, 1) == set()
    remove(store, one.id or 0)
    assert coached.logged_since(store, 1) is None
