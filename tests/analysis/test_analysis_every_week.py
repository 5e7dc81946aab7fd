from actlog.analysis.every_week import every_week
from actlog.domain.entry import DayTotal
from actlog.domain.model_week import Lines, ModelWeek, SpecialWeek, Version
from actlog.domain.shared import WeekRow
from actlog.domain.week import TimeOff, Week
from tests.rep import CALENDAR, CALL, MODEL, MONDAY, at, day, report, steady, total, versions


def rows(
    totals: list[DayTotal], model: ModelWeek = MODEL, *, found: tuple[Version, ...] | None = None
) -> list[WeekRow]:
    return list(every_week(found or versions(model), totals, MONDAY))


def of(kind: str, found: list[WeekRow]) -> list[tuple[int, int, float | None]]:
    """Return of each week of a kind which it is, its count and its line."""
    return [
        ((row.week - MONDAY).days // 7, row.count, row.tipping_point)
        for row in found
        if row.kind == kind
    ]


def test_every_week_is_counted_as_its_own_report_counts_it() -> None:
    totals = steady(8, to=3)
    found = {(row.week, row.kind): row.count for row in rows(totals)}
    for back in range(9):
        told = report(totals, at("2026-11-25 18:00"), week=Week(start=day(-7 * back)))
        for one in told.activities:
            assert found.get((told.week.start, one.kind.name), 0) == one.standing.done
    assert {kind for _, kind in found} == {kind.name for kind in MODEL.kinds()}


def test_weeks_stand_in_order_and_kinds_as_they_are_shown() -> None:
    found = rows([total(day(-7), "proposal"), total(MONDAY, "deal_won")])
    assert [row.week for row in found] == sorted(row.week for row in found)
    shown = [row.kind for row in found if row.week == MONDAY]
    order = ["meeting_held", "meeting_set", "connect", "call", "follow_up", "linkedin", "deal_won"]
    assert shown == order


def test_a_week_without_entries_has_its_lines_and_no_other_row() -> None:
    found = rows([total(day(-14), "call", 5), total(day(-14), "proposal")])
    assert of("call", found) == [(-2, 5, 200.0), (-1, 0, 200.0), (0, 0, 200.0)]
    assert of("proposal", found) == [(-2, 1, None)]


def test_time_off_and_special_weeks_change_the_line_of_their_week() -> None:
    special = SpecialWeek(day=day(-14), lines=(("call", Lines(tipping_point=60, ceiling=90)),))
    off = (TimeOff(first=day(-21), last=day(-15)), TimeOff(first=day(-7), last=day(-6)))
    model = MODEL.replace(weeks=(special,)).with_time_off(off)
    found = rows([total(day(-21), "call", 5)], model)
    assert of("call", found) == [(-3, 5, 0.0), (-2, 0, 60.0), (-1, 0, 111.11), (0, 0, 200.0)]
    ceilings = [row.ceiling for row in found if row.kind == "call"]
    assert ceilings == [0.0, 90.0, 177.78, 320.0]


def test_a_week_is_judged_by_the_model_of_its_time() -> None:
    easy = MODEL.replace(activities=(CALL.replace(tipping_point=50, goal=60, ceiling=None),))
    found = (*versions(easy), Version(since=at("2026-11-18 09:00"), model=MODEL))
    told = rows([total(day(-14), "call", 5)], found=found)
    assert of("call", told) == [(-2, 5, 50.0), (-1, 0, 200.0), (0, 0, 200.0)]
    assert of("meeting_held", told) == [(-1, 0, 6.0), (0, 0, 6.0)]


def test_a_kind_that_no_model_knows_is_counted_as_it_is() -> None:
    assert of("fax", rows([total(MONDAY, "fax", 3, "sent")])) == [(0, 3, None)]


def test_minutes_and_values_are_those_of_what_is_counted() -> None:
    totals = [
        total(MONDAY, "call", 2, "connected", minutes=20),
        total(MONDAY, "call", 3, "voicemail", minutes=5),
        total(MONDAY, "meeting_held", 1, "moved", minutes=45),
        total(MONDAY, "meeting_held", 1, "no-show", minutes=10),
        (MONDAY, "deal_won", None, 1, 0, 125_050),
    ]
    found = {row.kind: (row.count, row.minutes, row.value) for row in rows(totals)}
    assert found["call"] == (5, 25, 0.0)
    assert found["connect"] == (2, 20, 0.0)
    assert found["meeting_held"] == (1, 45, 0.0)
    assert found["deal_won"] == (1, 0, 1250.5)


def test_weeks_begin_where_the_model_lets_them() -> None:
    model = MODEL.replace(calendar=CALENDAR.replace(starts=6))
    found = rows([total(day(-1), "call", 5), total(MONDAY, "call", 2)], model)
    assert [(row.week, row.count) for row in found if row.kind == "call"] == [(day(-1), 7)]


def test_a_part_of_the_entries_is_held_against_no_line() -> None:
    found = list(every_week(versions(), [total(MONDAY, "call", 5)], MONDAY, lines=False))
    assert found == [WeekRow(week=MONDAY, kind="call", count=5, minutes=0, value=0.0)]


def test_a_log_without_entries_has_no_weeks() -> None:
    assert rows([]) == []
