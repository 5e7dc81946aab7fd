"""What is watched when: usual times, the model week's own, and working hours."""

from __future__ import annotations

import pytest

from actlog.domain.model_week import ModelWeek
from actlog.domain.ratio import Ratio
from actlog.domain.reminder import USUAL, Reminder, reminders
from actlog.domain.week import Calendar


def model(hours: tuple[int, int] = (540, 1020), *own: Reminder) -> ModelWeek:
    calendar = Calendar(weights=(Ratio(1),) * 5 + (Ratio(0),) * 2, hours=hours)
    return ModelWeek(name="own", activities=(), calendar=calendar, reminders=own)


def test_without_a_word_of_the_model_week_all_are_on_at_their_usual_times() -> None:
    found = reminders(model())
    assert [one.watch for one in found] == list(USUAL)
    assert {one.watch: one.at for one in found} == USUAL | {"timer": 540, "next_steps": 540}
    assert not any(one.days for one in found)


@pytest.mark.parametrize(
    ("hours", "noon"), [((360, 660), 630), ((1080, 1380), 1080), ((700, 720), 700)]
)
def test_a_usual_time_moves_into_the_working_hours(hours: tuple[int, int], noon: int) -> None:
    found = {one.watch: one.at for one in reminders(model(hours))}
    assert found["nothing_logged"] == noon


def test_the_model_week_sets_times_and_days_and_switches_off() -> None:
    own = Reminder(watch="gap", at=840, days=(2, 3)), Reminder(watch="drought", on=False)
    found = {one.watch: one for one in reminders(model((540, 1020), *own))}
    assert found["gap"] == own[0]
    assert "drought" not in found
    assert len(found) == len(USUAL) - 1


def test_a_model_kept_before_reminders_were_known_has_the_usual_ones() -> None:
    plain = model().plain()
    del plain["reminders"]
    assert ModelWeek.from_plain(plain).reminders == ()


def test_reminders_survive_being_kept() -> None:
    own = Reminder(watch="gap", at=840, days=(2, 3)), Reminder(watch="drought", on=False)
    kept = model((540, 1020), *own)
    assert ModelWeek.from_plain(kept.plain()) == kept
