"""Accounts by week, and those that have gone quiet."""

from datetime import date, timedelta

from actlog.analysis.history import judged_weeks
from actlog.analysis.touched import WEEKS, Quiet, Touched, by_week, counted_weeks, quiet
from actlog.domain.week import TimeOff, Week
from tests.rep import MODEL, MONDAY, day, versions

LAST, BEFORE = Week(start=MONDAY).back(1), Week(start=MONDAY).back(2)


def test_an_account_is_new_in_the_week_of_its_first_touch() -> None:
    rows = [
        (1, LAST.start, 3, 1, LAST.end),
        (1, BEFORE.start, 2, 0, BEFORE.end),
        (2, LAST.start, 5, 0, LAST.start),
        (3, LAST.start, 1, 1, LAST.start),
    ]
    assert by_week(rows, {3}, [LAST, BEFORE]) == (
        Touched(week=LAST, accounts=3, first=1, touches=9, existing=2),
        Touched(week=BEFORE, accounts=1, first=1, touches=2, existing=0),
    )


def test_a_week_without_touches_is_a_zero_and_one_that_is_left_out_still_knows_accounts() -> None:
    rows = [(1, BEFORE.start, 2, 0, BEFORE.end), (1, LAST.start, 1, 0, LAST.end)]
    older = BEFORE.back(1)
    assert by_week(rows, set(), [LAST, older]) == (
        Touched(week=LAST, accounts=1, first=0, touches=1, existing=0),
        Touched(week=older),
    )


def test_weeks_off_are_passed_over_for_a_quarter_of_weeks_that_count() -> None:
    off = TimeOff(first=day(-14), last=day(-8))
    found = versions(MODEL.with_time_off((off,)))
    weeks = counted_weeks(judged_weeks(found, Week(start=MONDAY), day(-7 * 30), 30))
    assert len(weeks) == WEEKS
    assert [week.start for week in weeks[:2]] == [day(-7), day(-21)]


TODAY = date(2026, 11, 25)


def touch(account: int, days: int, touches: int = 1) -> tuple[int, date, int, int, date]:
    last = TODAY - timedelta(days=days)
    return account, Week.of(last, 0).start, touches, 0, last


def test_an_account_is_stale_from_the_fourteenth_day_on() -> None:
    found = quiet([touch(1, 13), touch(2, 14)], {1, 2}, (), TODAY)
    assert found == Quiet(accounts=1, of=2, named=((2, 1, 14),))


def test_one_with_which_something_is_agreed_is_not_stale() -> None:
    assert quiet([touch(1, 40)], {1}, {1}, TODAY) == Quiet(accounts=0, of=1)


def test_the_most_touched_of_the_stale_accounts_are_named() -> None:
    rows = [touch(1, 20), touch(2, 30, 5), touch(3, 40, 2), touch(3, 20, 2), touch(4, 0, 9)]
    found = quiet(rows, {1, 2, 3, 4, 5}, (), TODAY)
    assert found == Quiet(accounts=4, of=5, named=((2, 5, 30), (3, 4, 20)))
