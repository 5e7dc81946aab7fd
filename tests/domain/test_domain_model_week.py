"""Which version judges a week, and how kinds are named."""

from datetime import date, datetime

import pytest

from actlog.domain.model_week import Kind, ModelWeek, Version, in_force
from actlog.domain.ratio import Ratio
from actlog.domain.week import Calendar, Week

CALENDAR = Calendar(weights=(Ratio(1),) * 7, hours=(540, 1020))


def version(since: str, name: str) -> Version:
    at = datetime.fromisoformat(f"{since}+01:00")
    return Version(since=at, model=ModelWeek(name=name, activities=(), calendar=CALENDAR))


def judge(day: str, *versions: Version, starts: int = 0) -> str:
    return in_force(versions, Week.of(date.fromisoformat(day), starts)).name


STARTER = version("2026-11-18T09:00", "starter")  # a Wednesday
OWN = version("2026-11-20T12:00", "own")
NEXT = version("2026-12-02T08:00", "next")


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2026-11-27", "own"),
        ("2026-11-30", "next"),  # changed on Wednesday: in force at the week's end
        ("2027-01-15", "next"),
        ("2026-11-16", "own"),
    ],
)
def test_a_week_is_judged_by_the_version_in_force_at_its_end(day: str, name: str) -> None:
    assert judge(day, STARTER, OWN, NEXT) == name


def test_a_starter_changed_in_its_first_week_does_not_judge_the_past() -> None:
    assert judge("2025-01-01", STARTER, OWN, NEXT) == "own"
    assert judge("2025-01-01", STARTER, NEXT) == "starter"
    assert judge("2025-01-01", STARTER) == "starter"


def test_the_first_week_is_the_one_that_begins_where_weeks_begin() -> None:
    assert judge("2025-01-01", STARTER, OWN, starts=0) == "own"
    assert judge("2025-01-01", STARTER, OWN, starts=4) == "starter"  # Friday begins another


@pytest.mark.parametrize(
    ("name", "one", "many"),
    [
        ("call", "1 call", "1,200 calls"),
        ("meeting_set", "1 meeting set", "1,200 meetings set"),
        ("deal_won", "1 deal won", "1,200 deals won"),
        ("follow_up", "1 follow up", "1,200 follow ups"),
        ("reply", "1 reply", "1,200 replies"),
        ("pitch", "1 pitch", "1,200 pitches"),
        ("survey", "1 survey", "1,200 surveys"),
    ],
)
def test_kinds_are_counted_in_plain_english(name: str, one: str, many: str) -> None:
    assert (Kind(name=name).counted(1), Kind(name=name).counted(1200)) == (one, many)


def test_a_plural_of_ones_own_is_used() -> None:
    assert Kind(name="linkedin", plural="touches on linkedin").counted(12) == (
        "12 touches on linkedin"
    )


def test_a_version_kept_before_ideal_personas_were_known_is_read() -> None:
    model = ModelWeek(name="own", activities=(), calendar=CALENDAR, ideal_personas=("owner",))
    kept = model.plain()
    assert ModelWeek.from_plain(kept) == model
    del kept["ideal_personas"]
    assert ModelWeek.from_plain(kept) == model.replace(ideal_personas=())
