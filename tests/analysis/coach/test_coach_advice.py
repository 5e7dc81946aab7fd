"""What the rules say becomes a few findings in order, tests held together."""

from collections.abc import Callable
from typing import Any, cast

from hypothesis import given
from hypothesis import strategies as st

from actlog.analysis.coach.advice import (
    FALSE_DISCOVERIES,
    FEW,
    ORDER,
    Advice,
    Said,
    Test,
    adjusted,
    advise,
)
from actlog.analysis.coach.facts import Facts
from actlog.domain.findings import Evidence, Finding
from actlog.domain.plain import Level
from tests.analysis.coach.told import facts
from tests.rep import CALL, CONNECT, FOLLOW_UP, HELD, MODEL, SET, at

NO_FACTS = cast("Facts", None)
ps = st.lists(st.floats(0, 1), min_size=1, max_size=30)


def finding(
    rule: str, level: Level = "act", p: float | None = None, kind: str | None = None
) -> Finding:
    evidence = Evidence(p=p)
    return Finding(id=rule, level=level, title=rule, detail="", kind=kind, evidence=evidence)


def rule_of(*findings: Finding, tests: tuple[Test, ...] = ()) -> Callable[[Facts], Said]:
    return lambda _facts: Said(findings=findings, tests=tests)


def told(*said: Said) -> Advice:
    return advise(NO_FACTS, [rule_of(*one.findings, tests=one.tests) for one in said])


def test_findings_stand_by_level_then_by_weight() -> None:
    names: list[tuple[str, Level]]
    names = [("streak", "good"), ("gap", "act"), ("no-shows", "watch"), ("drought", "act")]
    advice = told(*[Said(findings=(finding(*name),)) for name in names])
    assert [one.id for one in advice.findings] == ["drought", "gap", "no-shows", "streak"]
    assert advice.top is not None
    assert advice.top.id == "drought"


def test_a_rule_without_a_place_stands_behind_those_with_one() -> None:
    advice = told(Said(findings=(finding("another"), finding("gap"))))
    assert [one.id for one in advice.findings] == ["gap", "another"]


def test_the_few_leave_out_what_asks_for_nothing() -> None:
    many = [finding(name) for name in ORDER[-FEW - 2 :]]
    assert [one.id for one in told(Said(findings=tuple(many))).few] == [*ORDER[-FEW - 2 : -2]]
    assert told(Said(findings=(finding("weeks-missing", "info"),))).few == ()
    assert told().top is None


def test_of_each_rule_the_few_hold_the_weightiest_alone() -> None:
    several = (finding("gap", kind="call"), finding("gap", kind="email"), finding("drought"))
    advice = told(Said(findings=several))
    assert [(one.id, one.kind) for one in advice.few] == [("drought", None), ("gap", "call")]
    assert len(advice.findings) == 3


def test_a_finding_that_may_be_chance_among_so_many_tests_is_held_back() -> None:
    others = tuple([Test(rule="no-shows", about=str(n), p=0.5) for n in range(9)])
    found = finding("rate-changed", p=0.04)
    own = Test(rule="rate-changed", about="call", p=0.04)
    alone = told(Said(findings=(found,), tests=(own,)))
    assert [one.evidence.q for one in alone.findings] == [0.04]
    among = told(Said(findings=(found,), tests=(own, *others)))
    assert (among.findings, [one.evidence.q for one in among.held]) == ((), [0.4])
    assert (among.tests, among.rules) == (10, 1)


def test_q_at_the_limit_is_shown() -> None:
    found = finding("rate-changed", p=0.05)
    tests = (Test(rule="a", about="", p=0.05), Test(rule="b", about="", p=1.0))
    advice = told(Said(findings=(found,), tests=tests))
    assert [one.evidence.q for one in advice.findings] == [FALSE_DISCOVERIES]


def test_while_busy_without_results_nothing_asks_for_more_of_the_same() -> None:
    kinds = [CALL.replace(group="prospecting"), CONNECT, SET, FOLLOW_UP, HELD]
    known = facts([], at("2026-11-25 13:00"), MODEL.replace(activities=tuple(kinds)))
    asked = [finding("gap", kind=kind.name) for kind in kinds]
    asked += [finding("drought"), finding("open-meetings", kind="meeting_set")]
    calm = advise(known, [rule_of(*asked)])
    assert (len(calm.findings), calm.withheld) == (len(asked), ())
    busy = advise(known, [rule_of(*asked, finding("busy-without-results"))])
    left = [(one.id, one.kind) for one in busy.findings]
    assert left == [
        ("busy-without-results", None),
        ("open-meetings", "meeting_set"),
        ("gap", "follow_up"),
    ]
    assert len(busy.withheld) == len(asked) - 2


def test_while_busy_what_stays_sends_to_no_more_of_the_same() -> None:
    model = MODEL.replace(activities=(CALL.replace(group="prospecting"), FOLLOW_UP))
    known = facts([], at("2026-11-25 13:00"), model)
    on = finding("line-reached", "good", kind="follow_up").replace(next="actlog log call")
    other = finding("past-ceiling", kind="call").replace(next="actlog log follow_up")
    asked = (on, other)
    calm = advise(known, [rule_of(*asked)])
    assert [one.next for one in calm.findings] == ["actlog log follow_up", "actlog log call"]
    busy = advise(known, [rule_of(*asked, finding("busy-without-results"))])
    assert [one.next for one in busy.findings] == [None, "actlog log follow_up", "actlog due"]


def test_while_busy_only_other_work_is_praised() -> None:
    model = MODEL.replace(activities=(CALL.replace(group="prospecting"), FOLLOW_UP))
    known = facts([], at("2026-11-25 13:00"), model)
    kinds = ("call", "follow_up", "deal_won")
    asked = [finding("best", "good", kind=kind) for kind in kinds]
    assert len(advise(known, [rule_of(*asked)]).findings) == 3
    busy = advise(known, [rule_of(*asked, finding("busy-without-results"))])
    assert [one.kind for one in busy.findings] == [None, "follow_up", "deal_won"]
    assert [one.kind for one in busy.withheld] == ["call"]


def test_while_busy_no_line_of_the_same_is_raised() -> None:
    model = MODEL.replace(activities=(CALL.replace(group="prospecting"), FOLLOW_UP))
    known, line = facts([], at("2026-11-25 13:00"), model), float(CALL.tipping_point or 0)
    for own, left in ((line + 1, 1), (line, 2), (line - 1, 2)):
        far = finding("tipping-point-far", "watch", kind="call")
        far = far.replace(evidence=Evidence(value=own))
        busy = advise(known, [rule_of(far, finding("busy-without-results"))])
        assert (len(busy.findings), len(busy.withheld)) == (left, 2 - left)


@given(ps)
def test_q_is_scipys(some: list[float]) -> None:
    from scipy.stats import false_discovery_control

    expected: Any = false_discovery_control(some, method="bh")
    assert all(abs(a - b) < 1e-12 for a, b in zip(adjusted(some), expected, strict=True))
