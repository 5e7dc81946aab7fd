from datetime import date, timedelta

from actlog.analysis.week_table import WeekTable, week_table
from actlog.domain.entry import DayTotal
from actlog.domain.model_week import ModelWeek
from actlog.domain.week import TimeOff, Week
from tests.rep import MODEL, MONDAY, at, day, history, report, steady, total, versions

NOW = at("2026-11-25 18:00")


def table(
    totals: list[DayTotal],
    model: ModelWeek = MODEL,
    *,
    first: date | None = None,
    last: date | None = None,
    names: tuple[str, ...] = (),
    part: bool = False,
) -> WeekTable:
    found, today = versions(model), NOW.date()
    return week_table(found, totals, today, first=first, last=last, names=names, part=part)


def labels(found: WeekTable) -> list[str]:
    return [one.week.label for one in found.weeks]


def test_every_week_says_what_its_own_report_says() -> None:
    off = TimeOff(first=day(-21), last=day(-15)), TimeOff(first=day(-9), last=day(-9))
    model = MODEL.with_time_off(off)
    totals = steady(16, to=3)
    found = table(totals, model)
    assert len(found.weeks) == 17
    for one in found.weeks:
        told = report(totals, NOW, model, week=one.week)
        assert (one.share, one.current) == (told.share, told.current)
        shown = {kind.kind.name: kind for kind in one.kinds}
        for row in told.activities:
            kind, standing = shown[row.kind.name], row.standing
            assert (kind.done, kind.zone, kind.share) == (
                standing.done,
                standing.zone,
                standing.share,
            )
            assert (kind.due.tipping_point, kind.due.goal, kind.due.ceiling) == (
                standing.tipping_point,
                standing.goal,
                standing.ceiling,
            )
            averages = [window.per_week for window in row.averages.windows]
            assert list(kind.averages) == averages
        for result in told.results:
            kind = shown[result.kind.name]
            assert (kind.done, kind.value_cents) == (result.done, result.value_cents)


def test_a_period_that_cuts_weeks_shows_them_whole() -> None:
    found = table(steady(8, to=3), first=day(-12), last=day(-7))
    assert labels(found) == [Week(start=day(-14)).label, Week(start=day(-7)).label]
    whole = table(steady(8, to=3))
    assert found.weeks == whole.weeks[-3:-1]


def test_kinds_are_those_asked_for_else_todays_and_former_ones() -> None:
    totals = [total(day(-7), "zoom"), total(day(-7), "call", 3)]
    names = [kind.name for kind in MODEL.kinds()]
    assert [kind.name for kind in table(totals).kinds] == [*names, "zoom"]
    assert [kind.name for kind in table(totals, first=MONDAY).kinds] == names
    assert [kind.name for kind in table(totals, names=("zoom", "call")).kinds] == ["call", "zoom"]


def test_a_part_of_the_entries_has_no_lines_and_no_averages() -> None:
    found = table([total(day(-7), "call", 3)], part=True)
    assert [kind.name for kind in found.kinds] == ["call"]
    (call,) = found.weeks[0].kinds
    assert (call.done, call.due.tipping_point, call.zone, call.averages) == (3, None, None, ())


def test_an_empty_log_has_no_weeks() -> None:
    assert table([]).weeks == ()
    assert [kind.name for kind in table([]).kinds] == [kind.name for kind in MODEL.kinds()]


def test_a_week_of_nothing_within_the_log_is_there() -> None:
    found = table([total(day(-21), "call", 3), total(MONDAY, "call")])
    counts = [kind.done for one in found.weeks for kind in one.kinds if kind.kind.name == "call"]
    assert counts == [3, 0, 0, 1]
    assert history(versions(), Week(start=MONDAY), [total(day(-21), "call", 3)]).weeks
    assert found.weeks[0].week.start == MONDAY - timedelta(weeks=3)
