"""The rules about rates: when they speak, when they must not, and at their edges."""

from __future__ import annotations

from datetime import date

import pytest

from actlog.analysis.coach import rate_rules
from actlog.analysis.coach.advice import GATE
from actlog.analysis.coach.facts import Facts
from actlog.analysis.coach.rate_rules import LATELY, LOW
from actlog.analysis.intervals import jeffreys
from actlog.analysis.meetings import Appointment, Stories
from actlog.analysis.promises import Promised, Standing
from actlog.analysis.rates import FEWEST
from actlog.domain.entry import DayTotal
from actlog.domain.model_week import Outcome, with_closers
from actlog.domain.promise import Promise
from actlog.domain.story import Step
from actlog.domain.week import Week
from tests.analysis.coach.told import facts, said, the
from tests.rep import CALL, CONNECT, HELD, MODEL, MONDAY, SET, at, day, total

NOW = at("2026-11-25 13:00")
ENDS = (
    Outcome(name="connected", cls="moved"),
    Outcome(name="callback", cls="none"),
    Outcome(name="voicemail", cls="unreached"),
)
TOLD = MODEL.replace(
    activities=with_closers((HELD, SET, CONNECT, CALL.replace(outcomes=ENDS))),
    funnel=("call", "connect", "meeting_set", "meeting_held", "deal_won"),
)


def weeks(*stretches: tuple[int, dict[str, int]]) -> Facts:
    """Return a log whose weeks hold so many of each outcome or kind, the oldest stretch first."""
    totals: list[DayTotal] = []
    many = sum(size for size, _ in stretches)
    place = 0
    for size, counts in stretches:
        for _ in range(size):
            monday = day(7 * (place - many))
            place += 1
            for name, count in counts.items():
                if name in {"connected", "callback", "voicemail"}:
                    totals.append(total(monday, "call", count, name))
                else:
                    totals.append(total(monday, name, count))
    return facts(totals, NOW, TOLD)


def shown(*hows: tuple[date, str], promised: Promised | None = None) -> Facts:
    """Return facts of appointments that ended so."""
    step = Step((1, "uid1", MONDAY, None, SET.name, 1, None, "acme", None, None, None))
    told = Stories(
        begins=SET,
        closes=HELD,
        meetings=(),
        appointments=tuple(
            [Appointment(day=one, how=how, booked=step, ended=step) for one, how in hows]
        ),
        by_uid={},
    )
    first = min(one for one, _ in hows)
    return facts([total(first, "call")], NOW, TOLD, told=(told,), promised=promised)


def some(held: int, others: int, ago: int = 7, how: str = "no-show") -> list[tuple[date, str]]:
    return [(day(-ago), "held")] * held + [(day(-ago), how)] * others


def weekly(*stretches: tuple[int, int, int]) -> list[tuple[date, str]]:
    """Return appointments of weeks: how many weeks, held and not held in each."""
    many = sum(size for size, _, _ in stretches)
    found, place = [], 0
    for size, held, others in stretches:
        for _ in range(size):
            found += some(held, others, 7 * (many - place))
            place += 1
    return found


def test_a_share_that_fell_is_told_with_both_rates_and_when() -> None:
    known = weeks((25, {"connected": 20, "voicemail": 80}), (15, {"connected": 8, "voicemail": 92}))
    one = the(rate_rules.rate_changed, known, "rate-changed")
    assert one.title == "connects per call fell from 20% to 8%"
    assert one.detail == (
        "since the week of 10 Aug 2026: 19% to 21% of 2,500 before, 7% to 9% of 1,500 after"
    )
    assert (one.level, one.kind, one.next) == ("watch", "connect", "actlog funnel --by hour")
    assert (one.evidence.weeks, one.evidence.n, one.evidence.value) == (40, 1500, 0.08)
    assert one.evidence.p is not None
    assert one.evidence.p < GATE


def test_a_ratio_that_rose_is_well_done() -> None:
    before = {"connected": 20, "meeting_set": 5}
    known = weeks((25, before), (15, before | {"meeting_set": 25}))
    one = the(rate_rules.rate_changed, known, "rate-changed")
    assert one.title == "meetings set per connect rose from 0.25 to 1.2"
    assert (one.level, one.next) == ("good", "actlog funnel --by source")
    assert one.evidence.value == 1.25


def test_rates_that_stay_are_tested_and_nothing_is_said() -> None:
    heard = rate_rules.rate_changed(weeks((40, {"connected": 20, "voicemail": 80})))
    assert heard.findings == ()
    assert [test.about for test in heard.tests] == ["connect per call", "meeting_set per connect"]
    assert all(test.p >= GATE for test in heard.tests)


@pytest.mark.parametrize(("ago", "said_so"), [(LATELY, True), (LATELY + 1, False)])
def test_a_change_is_news_for_a_year(ago: int, said_so: bool) -> None:
    known = weeks(
        (40, {"connected": 40, "voicemail": 60}), (ago, {"connected": 8, "voicemail": 92})
    )
    heard = rate_rules.rate_changed(known)
    assert bool(heard.findings) is said_so
    assert heard.tests[0].p < GATE


@pytest.mark.parametrize(("size", "tests"), [(7, 0), (8, 1)])
def test_it_takes_eight_weeks_to_test(size: int, tests: int) -> None:
    known = weeks((size - 4, {"voicemail": 80}), (4, {"connected": 20, "voicemail": 80}))
    assert bool(rate_rules.rate_changed(known).tests) is bool(tests)


def test_the_show_rate_stands_for_the_step_from_set_to_held() -> None:
    rose = shown(*weekly((20, 2, 4), (15, 5, 1)))
    one = the(rate_rules.rate_changed, rose, "rate-changed")
    assert one.title == "the show rate of meetings held rose from 33% to 83%"
    assert (one.level, one.next) == ("good", "actlog meetings")
    fell = shown(*weekly((20, 10, 0), (15, 9, 1)))
    one = the(rate_rules.rate_changed, fell, "rate-changed")
    assert (one.level, one.next) == (
        "watch",
        "actlog promise 'confirm meetings the day before'",
    )
    held = weeks((40, {"meeting_set": 5, "meeting_held": 4}))
    assert "meeting_held per meeting_set" in [
        test.about for test in rate_rules.rate_changed(held).tests
    ]
    assert all("per" not in test.about for test in rate_rules.rate_changed(fell).tests)


def test_a_show_rate_that_fell_to_a_low_one_is_told_once() -> None:
    known = shown(*weekly((20, 6, 0), (15, 3, 3)))
    heard = rate_rules.rate_changed(known)
    assert (heard.findings, heard.tests[0].p < GATE) == ((), True)
    one = the(rate_rules.no_shows, known, "no-shows")
    assert one.detail == "39 no-shows and 0 cancelled in 13 weeks; it fell from 100%"


def test_no_shows_are_told_with_what_to_do() -> None:
    known = shown(*some(20, 12), *some(0, 3, how="cancelled"))
    one = the(rate_rules.no_shows, known, "no-shows")
    assert one.title == "20 of 35 meetings took place, 57%"
    assert one.detail == "12 no-shows and 3 cancelled in 13 weeks"
    assert (one.level, one.kind) == ("act", "meeting_held")
    assert one.next == "actlog promise 'confirm meetings the day before'"
    assert (one.evidence.n, one.evidence.p) == (35, None)


def test_who_has_promised_something_looks_at_the_next_meetings() -> None:
    promise = Promise(week=MONDAY, text="confirm")
    week = Week(start=MONDAY)
    this = Standing(promise=promise, week=week, kind=None, done=None, state="open")
    known = shown(*some(20, 20), promised=Promised(this=this))
    assert the(rate_rules.no_shows, known, "no-shows").next == "actlog meetings"


def test_a_show_rate_is_low_when_its_whole_interval_is() -> None:
    for held in range(41):
        low = jeffreys(held, 40)[1] < LOW
        known = shown(*some(held, 40 - held))
        assert bool(said(rate_rules.no_shows, known, "no-shows")) is low
    assert said(rate_rules.no_shows, shown(*some(0, FEWEST - 1)), "no-shows") == []
    assert said(rate_rules.no_shows, shown(*some(0, FEWEST)), "no-shows")


def test_only_the_thirteen_weeks_before_this_one_make_a_low_show_rate() -> None:
    assert said(rate_rules.no_shows, shown(*some(0, 30, 91)), "no-shows")
    assert said(rate_rules.no_shows, shown(*some(0, 30, 92)), "no-shows") == []
    assert said(rate_rules.no_shows, shown(*some(0, 30, 0), *some(1, 0, 9)), "no-shows") == []
    assert said(rate_rules.no_shows, facts([], NOW, TOLD), "no-shows") == []


def test_quality_that_fell_is_told() -> None:
    known = weeks(
        (20, {"connected": 16, "callback": 4, "voicemail": 50}),
        (12, {"connected": 8, "callback": 12, "voicemail": 50}),
    )
    one = the(rate_rules.quality_down, known, "quality-down")
    assert one.title == "quality fell from 80% to 40% of those reached"
    assert one.detail == (
        "since the week of 31 Aug 2026: 77% to 83% of 400 before, 35% to 45% of 240 after"
    )
    assert (one.level, one.next) == ("watch", "actlog funnel --by outcome")
    (test,) = rate_rules.quality_down(known).tests
    assert test.p == one.evidence.p


def test_quality_that_rose_or_stayed_is_no_finding() -> None:
    good, poor = {"connected": 16, "callback": 4}, {"connected": 8, "callback": 12}
    for known in (weeks((20, poor), (12, good)), weeks((32, good))):
        heard = rate_rules.quality_down(known)
        assert (heard.findings, len(heard.tests)) == ((), 1)
    assert rate_rules.quality_down(weeks((32, {"voicemail": 50}))).tests == ()
    assert rate_rules.quality_down(weeks((7, good))).tests == ()


def test_the_activity_whose_quality_fell_most_is_named() -> None:
    held = HELD.replace(
        outcomes=(Outcome(name="moved", cls="moved"), Outcome(name="nil", cls="none"))
    )
    model = TOLD.replace(activities=with_closers((held, SET, CALL.replace(outcomes=ENDS))))
    totals = []
    for week in range(1, 33):
        monday, fell = day(-7 * week), week <= 12
        totals += [
            total(monday, "call", 16, "connected"),
            total(monday, "call", 4, "callback"),
            total(monday, "meeting_held", 1 if fell else 9, "moved"),
            total(monday, "meeting_held", 9 if fell else 1, "nil"),
        ]
    one = the(rate_rules.quality_down, facts(totals, NOW, model), "quality-down")
    assert one.kind == "meeting_held"
    assert one.detail.endswith("; meetings held fell most")
