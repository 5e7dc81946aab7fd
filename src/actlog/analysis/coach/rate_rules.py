"""Rules about rates: a step of the funnel or the show rate changed, no-shows, quality down."""

from __future__ import annotations

from datetime import timedelta

from actlog.analysis.ahead import SHOW_DAYS, show_rate
from actlog.analysis.coach.advice import GATE, Said, Test
from actlog.analysis.meetings import CANCELLED, NO_SHOW
from actlog.analysis.pace import plural_name
from actlog.analysis.quality import quality
from actlog.analysis.rates import FEWEST
from actlog.domain.findings import Evidence, Finding

TYPE_CHECKING = False
if TYPE_CHECKING:
    from actlog.analysis.coach.facts import Facts
    from actlog.analysis.intervals import Share
    from actlog.analysis.meetings import Stories
    from actlog.analysis.rate_changes import RateChange
    from actlog.analysis.rates import Rate
    from actlog.domain.model_week import Kind

LATELY = 52
"""A change is news for so many weeks."""

LOW = 0.8
"""A show rate is low when its whole interval is under this: more than one in five is not held."""


def rate_changed(facts: Facts) -> Said:
    """Tell which steps of the funnel changed, and whether the show rate did.

    Each is tested over the last two years of weeks. A set meeting's step to held is left to the
    show rate, where there are stories; of a show rate that is low as well, `no_shows` speaks.
    """
    tests, findings = [], []
    told = {one.closes.name for one in facts.told}
    for one in facts.step_changes:
        if one.p is None or one.of is None or (one.closes and one.kind.name in told):
            continue
        about = f"{one.kind.name} per {one.of.name}"
        tests.append(Test(rule="rate-changed", about=about, p=one.p))
        if _is_news(one, facts):
            findings.append(_step(one, one.of))
    for stories, one in zip(facts.told, facts.show_changes, strict=True):
        if one.p is None:
            continue
        about = f"show rate of {stories.closes.name}"
        tests.append(Test(rule="rate-changed", about=about, p=one.p))
        if _is_news(one, facts) and not (one.fell and _is_low(_shown(facts, stories))):
            findings.append(_show(stories.closes, one))
    return Said(findings=tuple(findings), tests=tuple(tests))


def _is_news(one: RateChange, facts: Facts) -> bool:
    """Tell whether a rate changed, and not longer than LATELY weeks ago."""
    if one.p is None or one.p >= GATE or one.week is None:
        return False
    return one.week.start >= facts.report.week.back(LATELY).start


def _step(one: RateChange, of: Kind) -> Finding:
    """Return the finding of a step that changed; a share is looked at by the hour."""
    way = "fell" if one.fell else "rose"
    rates = f"{_figure(one.before)} to {_figure(one.after)}"
    by = "hour" if one.after is not None and one.after.part else "source"
    return Finding(
        id="rate-changed",
        level="watch" if one.fell else "good",
        title=f"{plural_name(one.kind)} per {of.title} {way} from {rates}",
        detail=_since(one),
        kind=one.kind.name,
        evidence=_evidence(one),
        next=f"actlog funnel --by {by}",
    )


def _show(closes: Kind, one: RateChange) -> Finding:
    way = "fell" if one.fell else "rose"
    rates = f"{_figure(one.before)} to {_figure(one.after)}"
    return Finding(
        id="rate-changed",
        level="watch" if one.fell else "good",
        title=f"the show rate of {plural_name(closes)} {way} from {rates}",
        detail=_since(one),
        kind=closes.name,
        evidence=_evidence(one),
        next=_confirm(None) if one.fell else "actlog meetings",
    )


def _since(one: RateChange) -> str:
    """Return when it changed, and both rates with their intervals."""
    day = one.week.start if one.week else None
    since = f"since the week of {day.day} {day:%b %Y}" if day else ""
    return f"{since}: {_around(one.before)} before, {_around(one.after)} after"


def _around(rate: Rate | None) -> str:
    if rate is None or rate.high is None:
        return "nothing"
    if rate.part:
        return f"{rate.low:.0%} to {rate.high:.0%} of {rate.d:,}"
    return f"{_each(rate.low)} to {_each(rate.high)} for {rate.d:,}"


def _figure(rate: Rate | None) -> str:
    value = 0.0 if rate is None or rate.value is None else rate.value
    return f"{value:.0%}" if rate is not None and rate.part else _each(value)


def _each(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.2g}"


def _evidence(one: RateChange) -> Evidence:
    after = one.after
    return Evidence(
        weeks=one.weeks,
        n=after.d if after else None,
        value=after.value if after else None,
        low=after.low if after else None,
        high=after.high if after else None,
        p=one.p,
    )


def no_shows(facts: Facts) -> Said:
    """Tell when too few meetings are held: the show rate's whole interval is under 80%.

    Of the 13 weeks before this one, from 20 appointments on.
    """
    found = []
    for stories, change in zip(facts.told, facts.show_changes, strict=True):
        shown = _shown(facts, stories)
        if not _is_low(shown):
            continue
        missed, off = _ended(facts, stories, NO_SHOW), _ended(facts, stories, CANCELLED)
        fell = change.fell and _is_news(change, facts)
        since = f"; it fell from {_figure(change.before)}" if fell else ""
        found.append(
            Finding(
                id="no-shows",
                level="act",
                title=f"{shown.hits} of {shown.n} meetings took place, {shown.value or 0:.0%}",
                detail=f"{_some(missed, 'no-show')} and {off:,} cancelled in 13 weeks{since}",
                kind=stories.closes.name,
                evidence=Evidence(n=shown.n, value=shown.value, low=shown.low, high=shown.high),
                next=_confirm(facts),
            )
        )
    return Said(findings=tuple(found))


def _some(count: int, one: str) -> str:
    return f"{count:,} {one}{'' if count == 1 else 's'}"


def _shown(facts: Facts, stories: Stories) -> Share:
    return show_rate(stories, facts.report.week.start - timedelta(days=1))


def _is_low(shown: Share) -> bool:
    return shown.n >= FEWEST and shown.high < LOW


def _ended(facts: Facts, stories: Stories, how: str) -> int:
    last = facts.report.week.start - timedelta(days=1)
    first = last - timedelta(days=SHOW_DAYS - 1)
    return sum([first <= one.day <= last and one.how == how for one in stories.appointments])


def _confirm(facts: Facts | None) -> str:
    """Return what to do about no-shows; who has made a promise this week looks at who is next."""
    if facts is not None and facts.promised.this is not None:
        return "actlog meetings"
    return "actlog promise 'confirm meetings the day before'"


def quality_down(facts: Facts) -> Said:
    """Tell when the quality share fell: fewer of those reached move, to a yes or a no. Tested."""
    one = facts.quality_change
    if one is None or one.p is None:
        return Said()
    tests = (Test(rule="quality-down", about="quality", p=one.p),)
    if not (one.fell and _is_news(one, facts)):
        return Said(tests=tests)
    kind, said = _fallen_most(facts, one)
    found = Finding(
        id="quality-down",
        level="watch",
        title=f"quality fell from {_figure(one.before)} to {_figure(one.after)} of those reached",
        detail=f"{_since(one)}{said}",
        kind=kind.name if kind else None,
        evidence=_evidence(one),
        next="actlog funnel --by outcome",
    )
    return Said(findings=(found,), tests=tests)


def _fallen_most(facts: Facts, change: RateChange) -> tuple[Kind | None, str]:
    """Return the activity whose share fell most, of those with enough on both sides."""
    if change.week is None:
        return None, ""
    day, totals = change.week.start, facts.history.totals()
    end = facts.report.week.start
    before = quality(facts.model, [one for one in totals if one[0] < day]).kinds
    after = quality(facts.model, [one for one in totals if day <= one[0] < end]).kinds
    fallen = [
        ((new.share.value or 0.0) - (old.share.value or 0.0), place, new.kind)
        for place, (old, new) in enumerate(zip(before, after, strict=True))
        if old.n >= FEWEST and new.n >= FEWEST
    ]
    least, _, kind = min(fallen, default=(0.0, 0, None), key=lambda one: one[:2])
    if kind is None or least >= 0 or len(fallen) < 2:
        return None, ""
    return kind, f"; {plural_name(kind)} fell most"
