"""A week of the moving clock: reminders exactly when, and only when, the table has them.

Here the minutes around which anything may change are run, and every eleventh of the others, over
a change of the clocks. `benchmarks/reminders.py` runs every minute of every week.
"""

from itertools import product
from pathlib import Path

import pytest

from tests.remind.simulation import Week
from tests.remind.weeks import STORIES, ZONES


@pytest.mark.parametrize(
    ("story", "zone", "season"),
    [
        (story, zone, "spring" if number % 2 else "autumn")
        for number, (story, zone) in enumerate(product(STORIES, ZONES))
    ],
)
def test_a_week_reminds_when_the_table_says(
    story: str, zone: str, season: str, tmp_path: Path
) -> None:
    week = Week(story, zone, season)
    chosen = week.chosen()
    assert week.expected(chosen) == week.said()
    assert week.actual(chosen, tmp_path / "home") == week.said()


def test_each_week_lies_over_a_change_of_the_clocks() -> None:
    for zone, seasons in ZONES.items():
        for season in seasons:
            week = Week("office", zone, season)
            begin, end = (week.calendar.when(day).utcoffset() for day in ("thu 12:00", "wed 12:00"))
            assert begin is not None
            assert end is not None
            assert (end > begin, end < begin) == (season == "spring", season == "autumn")
