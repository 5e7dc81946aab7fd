"""The rep's own point beside the model's: weeks, zones and the fitted line."""

from datetime import timedelta

import numpy as np
import pytest

from actlog.analysis.history import History, Judged
from actlog.analysis.own_point import OwnPoint, Point, fitted, own_point
from actlog.domain.entry import DayTotal
from actlog.domain.model_week import ModelWeek
from actlog.domain.week import TimeOff, Week
from benchmarks.reps import Rep, rep
from tests.rep import CALL, HELD, MODEL, MONDAY, WON, total

NEWEST = Week.of(MONDAY, 0).back(1)


def history(made: Rep, model: ModelWeek = MODEL) -> History:
    """Return a history whose newest week is the rep's last one."""
    weeks = [Judged(week=NEWEST.back(ago), model=model) for ago in range(made.off.size)]
    totals: list[DayTotal] = []
    for ago, judged in enumerate(weeks):
        for kind, column in ((HELD, made.activity), (WON, made.results)):
            if column[-1 - ago]:
                totals.append(total(judged.week.start, kind.name, int(column[-1 - ago])))
    return History(weeks, totals)


def away(made: Rep) -> ModelWeek:
    """Return the model with the rep's weeks off."""
    starts = [NEWEST.back(int(ago)).start for ago in np.flatnonzero(made.off[::-1])]
    off = [TimeOff(first=start, last=start + timedelta(days=6)) for start in starts]
    return MODEL.with_time_off(tuple(off))


@pytest.fixture(scope="module")
def tipped() -> tuple[Rep, OwnPoint]:
    made = rep(np.random.default_rng(3), "slow-fast-flat", 104, mean=8.0, lag=2)
    return made, own_point(history(made, away(made)), HELD, WON)


def test_the_tipping_point_of_a_log_is_that_of_its_weeks(tipped: tuple[Rep, OwnPoint]) -> None:
    made, found = tipped
    assert (found.tip.shown, found.tip.lag) == (True, 2)
    assert (found.tip.weeks, found.tip.worked) == (104, int((~made.off).sum()))
    assert made.tip is not None
    assert found.tip.tip == pytest.approx(made.tip, rel=0.15)
    assert found.habit == 6


def test_each_week_is_told_with_what_it_brought_a_lag_later(tipped: tuple[Rep, OwnPoint]) -> None:
    made, found = tipped
    both = ~made.off[2:] & ~made.off[:-2]
    pairs = zip(made.activity[:-2][both], made.results[2:][both], strict=True)
    assert [(one.activity, one.results) for one in found.points] == list(pairs)


def test_the_zones_hold_every_week_once_and_their_mean(tipped: tuple[Rep, OwnPoint]) -> None:
    _, found = tipped
    tip, ceiling = found.tip.tip, found.tip.ceiling
    assert tip is not None
    assert ceiling is not None
    assert [zone.name for zone in found.zones] == ["below", "at", "past"]
    assert sum(zone.weeks for zone in found.zones) == len(found.points)
    under = [one.results for one in found.points if one.activity < tip]
    assert found.zones[0].per_week == pytest.approx(sum(under) / len(under))
    assert found.zones[2].weeks == sum(one.activity > ceiling for one in found.points)


def test_the_line_rises_from_corner_to_corner(tipped: tuple[Rep, OwnPoint]) -> None:
    _, found = tipped
    corners = [at for at, _ in found.line]
    heights = [height for _, height in found.line]
    most = max(one.activity for one in found.points)
    assert corners == [0.0, found.tip.tip, found.tip.ceiling, most]
    assert heights == sorted(heights)


def test_a_fitted_line_finds_the_line_that_the_points_lie_on() -> None:
    """Without noise it is the line itself."""
    points = [Point(activity=x, results=min(x, 4) + 5 * max(0, min(x, 10) - 4)) for x in range(20)]
    line = fitted(tuple(points), 4.0, 10.0)
    assert [at for at, _ in line] == [0.0, 4.0, 10.0, 19.0]
    heights = [height for _, height in line]
    assert heights == pytest.approx([0, 4, 34, 34], abs=0.3)


def test_only_the_last_weeks_count_where_so_many_are_asked_for() -> None:
    made = rep(np.random.default_rng(5), "slow-fast-flat", 60, mean=8.0)
    found = own_point(history(made), HELD, WON, 30)
    assert found.tip.weeks == 30
    assert len(found.points) <= 30


def test_what_was_never_logged_is_missing() -> None:
    made = rep(np.random.default_rng(5), "none", 30, mean=8.0)
    assert own_point(history(made), HELD, WON).missing is None
    assert own_point(history(made), CALL, WON).missing is CALL
    other = WON.replace(name="renewal")
    model = MODEL.replace(results=(WON, other))
    assert own_point(history(made, model), HELD, other).missing is other


def test_few_weeks_collect_and_tell_no_points() -> None:
    made = rep(np.random.default_rng(5), "none", 25, mean=8.0)
    found = own_point(history(made), HELD, WON)
    assert (found.tip.answer, found.points, found.zones, found.line) == ("collecting", (), (), ())
    assert not found.far


@pytest.mark.parametrize(("line", "far"), [(None, False), (1, True), (7, False), (30, True)])
def test_a_line_outside_of_the_interval_is_far(
    tipped: tuple[Rep, OwnPoint], line: int | None, far: bool
) -> None:
    _, found = tipped
    assert found.replace(kind=HELD.replace(tipping_point=line)).far is far


def test_a_line_at_the_end_of_the_interval_is_not_far(tipped: tuple[Rep, OwnPoint]) -> None:
    _, found = tipped
    tip = found.tip.replace(tip_low=6.0)
    assert not found.replace(tip=tip).far
    assert found.replace(tip=tip.replace(tip_low=6.01)).far
    assert not found.replace(tip=tip.replace(tip_low=6.01, shown=False)).far
