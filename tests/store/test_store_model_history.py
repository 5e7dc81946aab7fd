from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actlog.domain.model_week import Kind, ModelWeek, Version, in_force
from actlog.domain.week import Week
from actlog.store import history, model_history, models
from actlog.store.database import Store
from tests.store.logbook import NOW, open_log
from tests.store.test_store_models import CALENDAR

MONDAY = date(2026, 6, 1)


def model(goal: int) -> ModelWeek:
    return ModelWeek(name="x", activities=(Kind(name="call", goal=goal),), calendar=CALENDAR)


def at(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


def versions(store: Store) -> tuple[Version, ...]:
    return tuple(version for _, version, _ in models.numbered(store))


def goals(store: Store, weeks: list[Week]) -> list[int | None]:
    return [in_force(versions(store), week).activities[0].goal for week in weeks]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = open_log(tmp_path)
    yield store
    store.close()


def add(store: Store, day: date, goal: int) -> None:
    with store.transaction():
        models.add(store, since=at(day), yaml_text=str(goal), model=model(goal))


def correct(store: Store, day: date) -> None:
    """Add a thousand to every goal in force from a day on."""

    def revise(text: str, _: date) -> tuple[str, ModelWeek]:
        return str(int(text) + 1000), model(int(text) + 1000)

    with history.operation(store, "model", "set", NOW) as operation:
        model_history.correct(store, operation, day, revise)


@given(
    starts=st.lists(st.integers(0, 90), min_size=1, max_size=5, unique=True).map(sorted),
    day=st.integers(-30, 110),
)
@settings(max_examples=60)
def test_a_correction_counts_from_its_day_on_and_no_other_week_is_judged_anew(
    starts: list[int], day: int
) -> None:
    weeks = [Week.of(MONDAY + timedelta(days=7 * n), 0) for n in range(-10, 20)]
    first = MONDAY + timedelta(days=day)
    with TemporaryDirectory() as folder:
        store = open_log(Path(folder))
        for goal, start in enumerate(starts, 1):
            add(store, MONDAY + timedelta(days=start), goal)
        before = goals(store, weeks)
        newest = models.newest(store).model
        correct(store, first)
        expected = [
            goal + 1000 if goal and week.end >= first else goal
            for goal, week in zip(before, weeks, strict=True)
        ]
        assert goals(store, weeks) == expected
        last = newest.activities[0].goal or 0
        assert models.newest(store).model == model(last + 1000)
        history.undo(store, NOW)
        assert goals(store, weeks) == before
        history.redo(store, NOW)
        assert goals(store, weeks) == expected
        store.close()


def test_a_clock_that_was_put_back_does_not_put_a_version_before_another(store: Store) -> None:
    add(store, MONDAY, 1)
    add(store, MONDAY - timedelta(days=400), 2)
    assert [version.since for version in versions(store)] == [at(MONDAY)] * 2
    assert models.newest(store).model == model(2)


def test_versions_of_different_zones_stand_by_their_instants(store: Store) -> None:
    with store.transaction():
        for hour, zone, goal in ((10, "+02:00", 1), (9, "+00:00", 2)):
            since = datetime.fromisoformat(f"2026-06-01T{hour:02}:00:00{zone}")
            models.insert(store, since=since, yaml_text="", model=model(goal), operation=None)
    assert [one.model.activities[0].goal for one in versions(store)] == [1, 2]


def test_a_version_of_an_operation_is_taken_back_with_it(store: Store) -> None:
    add(store, MONDAY, 1)
    with history.operation(store, "model", "set", NOW) as operation:
        models.add(store, since=NOW, yaml_text="", model=model(2), operation=operation)
    assert len(versions(store)) == 2
    history.undo(store, NOW)
    assert versions(store) == (Version(since=at(MONDAY), model=model(1)),)
    history.redo(store, NOW)
    assert len(versions(store)) == 2
