"""The mix: each group's share of what the model week asks."""

from __future__ import annotations

from actlog.analysis.history import History, judged_weeks
from actlog.analysis.mix import Share, groups, mix
from actlog.analysis.series import LONGEST
from actlog.domain.entry import DayTotal
from actlog.domain.model_week import Kind, ModelWeek
from actlog.domain.ratio import Ratio
from actlog.domain.week import TimeOff
from tests.rep import CALENDAR, MONDAY, day, total, versions

CALL = Kind(name="call", group="prospecting", tipping_point=100)
CONNECT = Kind(name="connect", of="call", of_outcomes=("connected",), tipping_point=10)
FOLLOW_UP = Kind(name="follow_up", group="follow-up", tipping_point=20)
LETTER = Kind(name="letter", group="follow-up", goal=4)
HELD = Kind(name="held", tipping_point=5)
BOOTH = Kind(name="booth", group="fairs")
MODEL = ModelWeek(
    name="m", activities=(BOOTH, HELD, FOLLOW_UP, LETTER, CALL, CONNECT), calendar=CALENDAR
)


def shares(totals: list[DayTotal], model: ModelWeek = MODEL) -> dict[str, Share]:
    week = model.calendar.week(MONDAY)
    first = min(one[0] for one in totals)
    history = History(judged_weeks(versions(model), week, first, LONGEST), totals)
    return {one.name: one for one in mix(model, history)}


def weeks(number: int, begin: int = 1, **counts: int) -> list[DayTotal]:
    """Return so many weeks, the newest `begin` weeks before Monday, with the same counts."""
    return [
        total(day(-7 * back), kind, count, "connected" if kind == "call" else None)
        for back in range(begin, begin + number)
        for kind, count in counts.items()
    ]


def test_prospecting_and_follow_up_stand_first_and_a_measure_is_with_what_it_measures() -> None:
    found = {name: [kind.name for kind in kinds] for name, kinds in groups(MODEL).items()}
    assert list(found) == ["prospecting", "follow-up", "fairs"]
    assert found["prospecting"] == ["call", "connect"]


def test_a_share_is_the_mean_over_kinds_of_what_was_done_of_the_line() -> None:
    both = [*weeks(4, follow_up=10, letter=4, held=5), *weeks(13, 5, follow_up=20, letter=2)]
    one = shares(both)["follow-up"]
    assert (one.part, one.before, one.weeks) == (Ratio(3, 4), Ratio(3, 4), 4)
    assert one.others == Ratio(1, 3), "of calls, connects and meetings held"


def test_weeks_off_are_left_out_and_short_weeks_ask_for_less() -> None:
    off = MODEL.with_time_off(
        (TimeOff(first=day(-7), last=day(-1)), TimeOff(first=day(-14), last=day(-13)))
    )
    one = shares(weeks(6, follow_up=20), off)["follow-up"]
    assert one.part == (Ratio(80) / (20 * (3 + Ratio(5, 9))) + 0) / 2
    assert one.weeks == 4


def test_a_group_without_lines_has_no_share() -> None:
    fairs = shares(weeks(5, booth=3))["fairs"]
    assert (fairs.part, fairs.before, fairs.neglected) == (None, None, False)


def test_a_group_is_neglected_under_60_percent_where_the_others_are_above_90() -> None:
    calm = ModelWeek(name="m", activities=(FOLLOW_UP, CALL), calendar=CALENDAR)

    def neglected(follow_up: int, call: int, number: int = 4) -> bool:
        totals = weeks(number, follow_up=follow_up, call=call)
        return shares(totals, calm)["follow-up"].neglected

    assert neglected(11, 91)
    assert not neglected(12, 91), "60% is not under 60%"
    assert not neglected(11, 90), "90% is not above 90%"
    assert not neglected(11, 91, 3), "three weeks are too few"
