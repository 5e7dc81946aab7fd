"""The weeks of one kind as columns."""

from datetime import date

from actlog.analysis.history import Past
from actlog.analysis.pace import Due
from actlog.analysis.series import series
from actlog.domain.model_week import Kind
from actlog.domain.ratio import Ratio
from actlog.domain.week import Week


def test_weeks_stand_oldest_first_and_say_which_were_off() -> None:
    call, newest = Kind(name="call"), Week.of(date(2026, 11, 16), 0)
    weights = {newest: Ratio(1), newest.back(1): Ratio(0), newest.back(2): Ratio(1, 2)}
    past = [
        Past(week=week, kind=call, count=count, weight=weight, due=Due())
        for count, (week, weight) in enumerate(weights.items(), 7)
    ]
    columns = series(past)
    assert columns.weeks == (newest.back(2), newest.back(1), newest)
    assert columns.counts == (9, 8, 7)
    assert columns.off == (False, True, False)
    assert columns.worked == 2


def test_no_weeks_make_empty_columns() -> None:
    assert series([]).counts == ()
