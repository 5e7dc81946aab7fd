"""The coach asks what came of last week's promise, and says it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from actlog.analysis.coach.facts import Facts
from actlog.analysis.coach.promise_rules import promise
from actlog.analysis.promises import Promised, Standing, standing
from actlog.domain.promise import Promise
from actlog.domain.week import Week
from tests.analysis.coach.told import facts, said, the
from tests.rep import MODEL

MONDAY = date(2026, 11, 23)
LAST, THIS = Week(start=MONDAY).back(1), Week(start=MONDAY)
NOW = datetime(2026, 11, 23, 10, 41).astimezone()


def promised(
    calls: int, asked: int | None = 6, answer: str | None = None, text: str = "x"
) -> Facts:
    """Return facts of a Monday on which so many calls of last week are known."""
    made = Promise(week=LAST.start, text=text, answer=answer)
    if asked is not None:
        made = made.replace(kind="call", count=asked)
    totals = [(LAST.start, "call", None, calls, 0, 0)]
    found = standing(made, LAST, MODEL, totals, MONDAY)
    return facts([], NOW, promised=Promised(last=found))


@pytest.mark.parametrize(
    ("calls", "level", "title", "detail"),
    [
        (6, "good", "last week's promise was kept", "x: 6 of 6 calls"),
        (7, "good", "last week's promise was kept", "x: 7 of 6 calls"),
        (5, "watch", "last week's promise was not kept", "x: 5 of 6 calls"),
    ],
)
def test_a_counted_promise_is_judged_at_its_very_number(
    calls: int, level: str, title: str, detail: str
) -> None:
    one = the(promise, promised(calls), "promise")
    assert (one.level, one.title, one.detail, one.kind) == (level, title, detail, "call")
    assert one.evidence.n == calls


def test_it_asks_where_only_the_rep_can_know() -> None:
    one = the(promise, promised(0, None), "promise")
    assert (one.level, one.title) == ("act", "last week's promise: was it kept?")
    assert one.next == "actlog promise"


@pytest.mark.parametrize(("answer", "level"), [("kept", "good"), ("broken", "watch")])
def test_it_takes_the_answer_for_what_it_is(answer: str, level: str) -> None:
    one = the(promise, promised(0, None, answer), "promise")
    assert (one.level, one.detail, one.evidence.n) == (level, "x", None)


def test_nothing_was_promised_and_nothing_is_said() -> None:
    assert said(promise, facts([], NOW), "promise") == []


def test_a_promise_whose_week_still_runs_is_left_alone() -> None:
    made = Promise(week=THIS.start, text="x")
    for day in (MONDAY, MONDAY + timedelta(days=6)):
        running = standing(made, THIS, MODEL, [], day)
        assert said(promise, facts([], NOW, promised=Promised(last=running)), "promise") == []
    over: Standing = standing(made, THIS, MODEL, [], MONDAY + timedelta(days=7))
    assert the(promise, facts([], NOW, promised=Promised(last=over)), "promise").level == "act"


def test_the_next_step_is_this_weeks_promise_or_to_make_one() -> None:
    none = the(promise, promised(6), "promise")
    assert none.next == "actlog promise 'one sentence for this week'"
    known = promised(6)
    this = standing(Promise(week=THIS.start, text="y"), THIS, MODEL, [], MONDAY)
    known.promised = known.promised.replace(this=this)
    assert the(promise, known, "promise").next == "actlog promise"


def test_a_text_that_was_forgotten_is_not_made_up() -> None:
    one = the(promise, promised(0, None, text=""), "promise")
    assert one.detail == "it named somebody who is forgotten"
