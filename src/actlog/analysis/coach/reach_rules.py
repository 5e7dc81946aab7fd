"""Rules about whom the touches go to: new accounts or the same few, new ones or the pipeline."""

from __future__ import annotations

from actlog.analysis.coach.advice import GATE, Said, Test
from actlog.analysis.coach.kinds import is_prospecting
from actlog.analysis.intervals import Share, share
from actlog.analysis.shuffles import lower
from actlog.analysis.touched import FEWEST, RECENT
from actlog.domain.findings import Evidence, Finding
from actlog.domain.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from actlog.analysis.coach.facts import Facts
    from actlog.analysis.shuffles import Part

FEWEST_TOUCHES = 20
"""How many accounts, or touches, the latest weeks must hold before a share of them is judged."""

FALLEN = 0.6
"""A share that is at most this part of what it was before has fallen enough to speak of it."""


class Compared(Record):
    """A share of the latest weeks beside that of the `weeks` before them, and the p of its fall."""

    weeks: int
    now: Share
    before: float
    p: float

    @property
    def fell(self) -> bool:
        """Whether it fell far enough, and not by chance."""
        return self.p < GATE and (self.now.value or 0.0) <= FALLEN * self.before

    def evidence(self) -> Evidence:
        """Return what a finding about it rests on."""
        now = self.now
        return Evidence(
            weeks=self.weeks, n=now.n, value=now.value, low=now.low, high=now.high, p=self.p
        )


def compared(weeks: Sequence[Part]) -> Compared | None:
    """Return the latest RECENT weeks beside those before; None where there is not enough.

    `weeks` stand newest first. It takes FEWEST of them, and FEWEST_TOUCHES in the latest ones.
    """
    recent, before = weeks[:RECENT], weeks[RECENT:]
    whole = sum([of for _, of in before])
    now = share(sum([hits for hits, _ in recent]), sum([of for _, of in recent]))
    if len(weeks) < FEWEST or now.n < FEWEST_TOUCHES or not whole:
        return None
    return Compared(
        weeks=len(weeks),
        now=now,
        before=sum([hits for hits, _ in before]) / whole,
        p=lower(weeks, RECENT),
    )


def cherry_picking(facts: Facts) -> Said:
    """Tell when the touches go to fewer new accounts than before, or to always the same few.

    Two tests of the latest weeks against those before: which part of the accounts touched
    was new, and how many different accounts there were to so many touches.
    """
    weeks = facts.people.touched
    asked = (
        ("new accounts", compared([(one.first, one.accounts) for one in weeks]), _few_new),
        ("different accounts", compared([(one.accounts, one.touches) for one in weeks]), _same_few),
    )
    ran = [(about, result, said) for about, result, said in asked if result is not None]
    found = [said(result) for _, result, said in ran if result.fell]
    tests = [Test(rule="cherry-picking", about=about, p=result.p) for about, result, _ in ran]
    return Said(findings=tuple(found), tests=tuple(tests))


def _few_new(result: Compared) -> Finding:
    return Finding(
        id="cherry-picking",
        level="watch",
        title="few new accounts: you go where you have been",
        detail=f"{_percent(result.now.value)} of the accounts touched in {RECENT} weeks were new"
        f" to you, {_percent(result.before)} before",
        evidence=result.evidence(),
        next="put five names that the log does not know on tomorrow's list, first",
    )


def _same_few(result: Compared) -> Finding:
    now = _percent(result.now.value)
    return Finding(
        id="cherry-picking",
        level="watch",
        title="always the same few accounts",
        detail=f"{now} of your touches in {RECENT} weeks went to an account not touched that"
        f" week, {_percent(result.before)} before",
        evidence=result.evidence(),
        next="actlog accounts --stale",
    )


def pipeline_only(facts: Facts) -> Said:
    """Tell when touches go to accounts that had a meeting already, and to no new ones.

    It is a plain fact where all touches of the latest weeks did, in a model week that asks for
    prospecting and a log that names whom it was with; else a test against the weeks before.
    """
    weeks = facts.people.touched
    if not facts.model.stories():
        return Said()
    recent = weeks[:RECENT]
    touches, existing = sum(one.touches for one in recent), sum(one.existing for one in recent)
    result = compared([(one.touches - one.existing, one.touches) for one in weeks])
    tests = (Test(rule="pipeline-only", about="new accounts", p=result.p),) if result else ()
    if result is not None and result.fell:
        return Said(
            findings=(_pipeline(result.now, result.evidence(), result.before),), tests=tests
        )
    if len(recent) == RECENT and touches == existing >= FEWEST_TOUCHES and _names_whom(facts):
        now = share(0, touches)
        rests = Evidence(weeks=RECENT, n=touches, value=0.0, low=now.low, high=now.high)
        return Said(findings=(_pipeline(now, rests, None),), tests=tests)
    return Said(tests=tests)


def _names_whom(facts: Facts) -> bool:
    """Tell whether most prospecting of the latest weeks says with which account it was."""
    recent = facts.people.touched[:RECENT]
    starts = {one.week.start for one in recent}
    kinds = [kind for kind in facts.model.activities if is_prospecting(facts.model, kind)]
    done = sum(
        past.count
        for kind in kinds
        if not kind.of
        for past in facts.history.past(kind)
        if past.week.start in starts
    )
    return bool(kinds) and done <= sum(one.touches for one in recent)


def _pipeline(now: Share, rests: Evidence, before: float | None) -> Finding:
    was = "" if before is None else f", {_percent(before)} before"
    return Finding(
        id="pipeline-only",
        level="watch",
        title="only the existing pipeline is worked",
        detail=f"{_percent(now.value)} of the touches of {RECENT} weeks went to accounts before"
        f" their first meeting{was}",
        evidence=rests,
        next="actlog accounts --new",
    )


def _percent(part: float | None) -> str:
    return f"{100 * (part or 0.0):.0f}%"
