"""Which lines of the model week the rep's own points ask for."""

import pytest

from actlog.analysis.own_point import OwnPoint
from actlog.analysis.suggestion import proposals
from tests.rep import CALL, LINKEDIN
from tests.tips import FOUND, TIP


def lines(*points: OwnPoint) -> list[tuple[str, int | None, int | None]]:
    return [(one.key, one.old, one.new) for one in proposals(points)]


def with_lines(tipping_point: int | None, ceiling: int | None) -> OwnPoint:
    kind = FOUND.kind.replace(tipping_point=tipping_point, ceiling=ceiling)
    return FOUND.replace(kind=kind)


@pytest.mark.parametrize(
    ("tipping_point", "ceiling", "asked"),
    [
        (6, 11, [("tipping_point", 6, 8)]),
        (7, 11, []),
        (8, 13, [("ceiling", 13, 11)]),
        (None, None, [("tipping_point", None, 8), ("ceiling", None, 11)]),
        (3, 5, [("tipping_point", 3, 8), ("ceiling", 5, 11)]),
        (20, 30, [("tipping_point", 20, 8), ("ceiling", 30, 11)]),
    ],
)
def test_lines_outside_of_the_intervals_are_proposed(
    tipping_point: int | None, ceiling: int | None, asked: list[tuple[str, int, int]]
) -> None:
    assert lines(with_lines(tipping_point, ceiling)) == asked


def test_a_ceiling_that_the_new_line_reaches_goes_where_none_shows() -> None:
    tip = TIP.replace(ceiling=None, ceiling_low=None, ceiling_high=None)
    assert lines(with_lines(5, 8).replace(tip=tip)) == [
        ("tipping_point", 5, 8),
        ("ceiling", 8, None),
    ]
    assert lines(with_lines(5, 9).replace(tip=tip)) == [("tipping_point", 5, 8)]


def test_a_ceiling_stays_above_the_line() -> None:
    tip = TIP.replace(ceiling=7.9, ceiling_low=7.0, ceiling_high=8.0)
    assert lines(with_lines(6, 30).replace(tip=tip)) == [
        ("tipping_point", 6, 8),
        ("ceiling", 30, 9),
    ]


def test_what_is_not_shown_asks_for_nothing() -> None:
    assert lines(FOUND.replace(tip=TIP.replace(shown=False, answer="no-kink"))) == []


def test_days_of_a_timebox_have_no_such_line() -> None:
    assert lines(FOUND.replace(kind=LINKEDIN)) == []


def test_one_point_among_many_that_are_tested_may_be_chance() -> None:
    none = FOUND.replace(kind=CALL, tip=TIP.replace(shown=False, kink_p=0.8))
    late = FOUND.replace(tip=TIP.replace(kink_p=0.04))
    assert lines(late) == [("tipping_point", 6, 8)]
    assert lines(late, none) == [("tipping_point", 6, 8)]
    assert lines(late, none, none) == []
