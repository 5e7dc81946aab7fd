"""What holds for every finding of every rule, whatever a log holds."""

from __future__ import annotations

from math import isfinite

from hypothesis import given, settings
from hypothesis import strategies as st

from actlog.analysis.coach.advice import GATE, ORDER, advise
from actlog.analysis.coach.kept import OF_THE_WEEK, SETTLED
from actlog.analysis.coach.rules import OF_THE_DAY, RULES
from actlog.domain.entry import DayTotal
from actlog.domain.findings import Finding
from tests.analysis.coach.told import facts
from tests.rep import MODEL, at, day, total

GROUPS = {"call": "prospecting", "linkedin": "prospecting", "follow_up": "follow-up"}
GROUPED = MODEL.replace(
    activities=tuple(
        [kind.replace(group=GROUPS.get(kind.name, kind.group)) for kind in MODEL.activities]
    ),
    funnel=("call", "connect", "meeting_set", "meeting_held", "proposal", "deal_won"),
)


@st.composite
def logs(draw: st.DrawFn) -> list[DayTotal]:
    """Return a log of up to 60 weeks whose level changes once or twice, with gaps in it."""
    weeks = draw(st.integers(0, 60))
    levels = draw(st.lists(st.integers(0, 60), min_size=3, max_size=3))
    works = draw(st.sets(st.integers(0, 6), min_size=1))
    totals = []
    for offset in range(-7 * weeks, draw(st.integers(-3, 7))):
        level = levels[(offset + 7 * weeks) * 3 // (7 * weeks + 7)]
        if offset % 7 in works and level:
            totals += [total(day(offset), "call", level), total(day(offset), "follow_up")]
            totals += [total(day(offset), "call", level // 5 + 1, "connected")]
            if offset % 3 == 0:
                totals += [total(day(offset), "meeting_set"), total(day(offset), "meeting_held")]
            if offset % 10 == 0 and level > 20:
                totals.append(total(day(offset), "deal_won"))
    return totals


def sound(one: Finding) -> bool:
    evidence = one.evidence
    bounds = (evidence.low, evidence.value, evidence.high)
    return (
        bool(one.title and one.detail and one.next)
        and len(one.title) <= 78
        and one.level in {"act", "watch", "good", "info"}
        and one.title[0] == one.title[0].lower()
        and not one.title.endswith(".")
        and all(part is None or isfinite(part) for part in bounds)
        and (evidence.p is None or 0 <= evidence.p < GATE)
    )


@settings(max_examples=25)
@given(totals=logs(), hour=st.integers(0, 23), weekday=st.integers(23, 29))
def test_every_finding_is_one_short_sentence_with_a_step_and_sound_evidence(
    totals: list[DayTotal], hour: int, weekday: int
) -> None:
    now = at(f"2026-11-{weekday} {hour:02}:30")
    until = now.date()
    held = [one for one in totals if one[0] <= until]
    advice = advise(facts(held, now, GROUPED), RULES)
    for one in (*advice.findings, *advice.held, *advice.withheld):
        assert sound(one), one
        assert one.id in ORDER or one.id in OF_THE_WEEK, one.id


@settings(max_examples=15)
@given(totals=logs())
def test_the_rules_of_the_day_say_all_that_is_not_settled(totals: list[DayTotal]) -> None:
    now = at("2026-11-29 18:00")
    known = facts(totals, now, GROUPED)
    whole = [one for one in advise(known, RULES).findings if one.id not in SETTLED]
    today = [one for one in advise(known, OF_THE_DAY).findings if one.id not in SETTLED]
    assert [one for one in whole if one.level != "info"] == [
        one for one in today if one.level != "info"
    ]
    assert [rule for rule in OF_THE_DAY if rule(known).tests] == []
