"""Which activities bring results, and which of them most clearly."""

from __future__ import annotations

from actlog.analysis.correlation import Relation
from actlog.analysis.relations import Related, best, relations
from actlog.analysis.series import Series
from tests.analysis.coach.told import facts
from tests.rep import CALL, FOLLOW_UP, MODEL, WON, at, day, total

WAVE = (9, 14, 6, 11, 17, 5, 12, 8, 16, 7, 13, 10, 18, 4, 15, 9, 6, 14, 11, 5, 17, 8, 13, 10)
WEEKS = tuple([MODEL.calendar.week(day(0)).back(n) for n in range(len(WAVE), 0, -1)])


def column(counts: tuple[int, ...], off: tuple[int, ...] = ()) -> Series:
    return Series(weeks=WEEKS, counts=counts, off=tuple(n in off for n in range(len(WEEKS))))


def related(p: float | None, rho: float | None, lag: int | None = 2) -> Related:
    return Related(activity=CALL, result=WON, relation=Relation(p=p, lag=lag, rho=rho, weeks=30))


def test_a_result_that_follows_by_a_week_is_related_with_that_lag() -> None:
    later = (8, *WAVE[:-1])
    (one, other) = relations(
        ((CALL, column(WAVE)), (FOLLOW_UP, column((4,) * len(WAVE)))), ((WON, column(later)),)
    )
    assert one.shows
    assert (one.activity, one.result, one.relation.lag) == (CALL, WON, 1)
    assert not other.shows
    assert other.relation.p is None


def test_a_week_off_for_either_is_left_out() -> None:
    (one,) = relations(((CALL, column(WAVE, (3,))),), ((WON, column(WAVE, (3, 7))),))
    assert one.relation.weeks == len(WAVE) - 2
    (few,) = relations(((CALL, column(WAVE, (1, 2, 3))),), ((WON, column(WAVE, (7, 8))),))
    assert (few.relation.weeks, few.relation.p) == (19, None)


def test_the_clearest_is_the_best_and_less_for_more_is_none() -> None:
    weak, clear, clearer = related(0.03, 0.4), related(0.002, 0.5), related(0.002, 0.7)
    assert best([weak, clear, clearer]) is clearer
    assert best([related(0.05, 0.4), related(0.002, -0.6), related(None, None)]) is None
    assert best([]) is None


def test_the_facts_test_nothing_under_twenty_worked_weeks() -> None:
    def known(weeks: int) -> list[Related]:
        totals = []
        for back in range(1, weeks + 1):
            totals += [total(day(-7 * back), kind, WAVE[back - 1]) for kind in ("call", "deal_won")]
        return list(facts(totals, at("2026-11-23 09:00")).relations)

    assert known(19) == []
    assert [one.activity for one in known(20)] == list(MODEL.activities)
    assert [one.activity for one in known(20) if one.shows] == [CALL]


def test_the_lag_is_that_of_the_clearest_relation_of_a_result() -> None:
    totals = []
    for back in range(1, 24):
        totals.append(total(day(-7 * back), "call", WAVE[back]))
        totals.append(total(day(-7 * back), "deal_won", WAVE[min(back + 2, 23)]))
    known = facts(totals, at("2026-11-23 09:00"))
    assert (known.lag(), known.lag(WON)) == (2, 2)
    assert known.lag(CALL) is None
    assert facts([], at("2026-11-23 09:00")).lag() is None
