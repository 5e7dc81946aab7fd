import os
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actlog.domain.errors import StoreError
from actlog.domain.model_week import (
    CLASSES,
    Kind,
    Lines,
    ModelWeek,
    Outcome,
    SpecialWeek,
    Timebox,
    Version,
    Worth,
)
from actlog.domain.ratio import Ratio
from actlog.domain.week import Calendar, TimeOff
from actlog.store import models
from actlog.store.database import Store, open_store
from tests.store.logbook import NOW, open_log

CALENDAR = Calendar(weights=(Ratio(1),) * 4 + (Ratio(1, 2),) + (Ratio(0),) * 2, hours=(510, 1050))
PLAIN = ModelWeek(name="Jo's", activities=(Kind(name="call"),), calendar=CALENDAR)
RICH = ModelWeek(
    name='"quotes", \\ and 日本語 🎯',
    activities=(
        Kind(
            name="meeting_held",
            aliases=("held",),
            closes="meeting_set",
            tipping_point=6,
            ceiling=11,
            requires=("account", "value"),
            outcomes=(Outcome(name="yes", cls="decided"), Outcome(name="no", cls="decided")),
        ),
        Kind(name="connect", of="call", of_outcomes=("connected", "not-interested")),
        Kind(name="linkedin", group="prospecting", timebox=Timebox(minutes=60, touches=12)),
        Kind(name="call", plural="calls", goal=240, why="ten dials\nmake a connect"),
    ),
    results=(Kind(name="deal_won", result=True, requires=("value",), max_per_entry=10**6),),
    calendar=CALENDAR.replace(
        starts=6,
        time_off=(
            TimeOff(first=date(2026, 12, 24), last=date(2027, 1, 3)),
            TimeOff(first=NOW.date(), last=NOW.date(), part="pm", kinds=("call",), why="fair"),
        ),
    ),
    date_order="dmy",
    averages=(4, 13, 26),
    funnel=("call", "connect", "deal_won"),
    worth=(
        Worth(result="deal_won", value_cents=800_000, commission=Ratio(1, 10)),
        Worth(result="other", value_cents=0),
    ),
    weeks=(
        SpecialWeek(day=NOW.date(), why="fair", lines=(("call", Lines(goal=80)),)),
        SpecialWeek(day=NOW.date()),
    ),
)


def versions(store: Store) -> tuple[Version, ...]:
    """Return every version kept, oldest first."""
    return (*models.earlier(store), models.newest(store)) if models.any_kept(store) else ()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = open_log(tmp_path)
    yield store
    store.close()


def keep(store: Store, path: Path, model: ModelWeek, now: datetime = NOW, text: str = "x") -> bool:
    path.write_text(text)
    return models.keep(
        store, path=str(path), stat=path.stat(), yaml_text=text, model=model, now_real=now
    )


@pytest.mark.parametrize("model", [PLAIN, RICH])
def test_a_model_week_comes_back_as_it_was(store: Store, tmp_path: Path, model: ModelWeek) -> None:
    assert keep(store, tmp_path / "model.yaml", model)
    (version,) = versions(store)
    assert version.model == model
    assert version.model.plain() == model.plain()
    assert version.since == NOW


def test_no_version_is_kept_before_the_first(store: Store) -> None:
    assert versions(store) == ()
    assert not models.any_kept(store)


def test_versions_stand_oldest_first(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "model.yaml"
    for day, name in enumerate(("one", "two", "three")):
        later = NOW + timedelta(days=day)
        assert keep(store, path, PLAIN.replace(name=name), later, text=name)
    found = versions(store)
    assert [version.model.name for version in found] == ["one", "two", "three"]
    assert [version.since.day for version in found] == [23, 24, 25]
    assert models.newest(store) == found[-1]
    assert store.rows("SELECT yaml FROM model_versions") == [("one",), ("two",), ("three",)]


def test_a_file_that_only_reads_differently_makes_no_version(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "model.yaml"
    assert keep(store, path, RICH)
    assert not keep(store, path, RICH, text="# a comment\nx")
    assert models.fresh(store, str(path))
    assert len(versions(store)) == 1
    assert keep(store, path, RICH.replace(name="new"))
    assert keep(store, path, RICH)  # going back is a change as well


def test_a_file_is_fresh_until_it_changes(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "model.yaml"
    assert not models.fresh(store, str(path))
    keep(store, path, PLAIN)
    assert models.fresh(store, str(path))
    os.utime(path, ns=(1, 1))
    assert not models.fresh(store, str(path))
    keep(store, path, PLAIN)
    assert models.fresh(store, str(path))
    path.write_text("longer")
    assert not models.fresh(store, str(path))
    path.unlink()
    assert not models.fresh(store, str(path))


def test_a_file_put_in_place_with_its_old_time_is_not_fresh(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "model.yaml"
    keep(store, path, PLAIN)
    old = path.stat()
    (tmp_path / "new.yaml").write_text("y")
    (tmp_path / "new.yaml").replace(path)
    os.utime(path, ns=(old.st_atime_ns, old.st_mtime_ns))
    assert path.stat().st_size == old.st_size
    assert not models.fresh(store, str(path))


def test_files_that_say_the_same_are_fresh_together(store: Store, tmp_path: Path) -> None:
    keep(store, tmp_path / "a.yaml", PLAIN)
    keep(store, tmp_path / "b.yaml", PLAIN)
    assert models.fresh(store, str(tmp_path / "a.yaml"))
    assert models.fresh(store, str(tmp_path / "b.yaml"))


def test_a_file_is_not_fresh_once_another_made_the_newest_version(
    store: Store, tmp_path: Path
) -> None:
    keep(store, tmp_path / "a.yaml", PLAIN)
    keep(store, tmp_path / "b.yaml", RICH)
    assert not models.fresh(store, str(tmp_path / "a.yaml"))
    assert models.fresh(store, str(tmp_path / "b.yaml"))


@pytest.mark.parametrize("change", ["since = 'soon'", "compiled = '{}'", "compiled = '[[]]'"])
def test_a_version_edited_by_hand_is_told(store: Store, tmp_path: Path, change: str) -> None:
    keep(store, tmp_path / "model.yaml", PLAIN)
    store.run(f"UPDATE model_versions SET {change}")
    with pytest.raises(StoreError, match="version 1 of the model week is not as it should be"):
        models.newest(store)


def test_the_views_learn_when_weeks_begin(store: Store, tmp_path: Path) -> None:
    keep(store, tmp_path / "model.yaml", PLAIN)
    keep(store, tmp_path / "model.yaml", RICH)
    assert store.rows("SELECT * FROM settings") == [("week_starts", "6")]


words = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=8)
wholes = st.none() | st.integers(0, 10**9)
ratios = st.builds(Ratio, st.integers(-(10**6), 10**6), st.integers(1, 10**6))
several = st.lists(words, max_size=3).map(tuple)
dates = st.dates()
kinds = st.builds(
    Kind,
    name=words,
    aliases=several,
    why=st.none() | words,
    goal=wholes,
    tipping_point=wholes,
    outcomes=st.lists(st.builds(Outcome, name=words, cls=st.sampled_from(CLASSES)), max_size=3).map(
        tuple
    ),
    requires=several,
    timebox=st.none()
    | st.builds(Timebox, minutes=st.integers(1, 1440), touches=st.integers(1, 99)),
    result=st.booleans(),
)
calendars = st.builds(
    Calendar,
    weights=st.tuples(*[ratios] * 7),
    hours=st.tuples(st.integers(0, 1440), st.integers(0, 1440)),
    starts=st.integers(0, 6),
    time_off=st.lists(
        st.builds(TimeOff, first=dates, last=dates, kinds=several, why=st.none() | words),
        max_size=2,
    ).map(tuple),
)
lines = st.builds(Lines, goal=wholes, ceiling=wholes)
weeks = st.builds(
    SpecialWeek, day=dates, lines=st.lists(st.tuples(words, lines), max_size=2).map(tuple)
)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = open_store(str(tmp_path_factory.mktemp("models") / "log.db"))
    yield store
    store.close()


@settings(max_examples=50)
@given(
    model=st.builds(
        ModelWeek,
        name=words,
        activities=st.lists(kinds, max_size=3).map(tuple),
        calendar=calendars,
        worth=st.lists(
            st.builds(Worth, result=words, value_cents=st.integers(0, 10**13), commission=ratios),
            max_size=2,
        ).map(tuple),
        weeks=st.lists(weeks, max_size=2).map(tuple),
    )
)
def test_any_model_week_comes_back_as_it_was(shared: Store, model: ModelWeek) -> None:
    shared.run("DELETE FROM model_file")
    shared.run("DELETE FROM model_versions")
    now = datetime(2026, 1, 1, tzinfo=UTC)
    stat = os.stat(shared.path)
    models.keep(shared, path="p", stat=stat, yaml_text="", model=model, now_real=now)
    assert versions(shared)[0].model == model
