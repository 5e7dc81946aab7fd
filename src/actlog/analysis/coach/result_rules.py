"""Rules about activity and results: what predicts them, and what to do when none come."""

from __future__ import annotations

from actlog.analysis.coach.advice import BUSY, FALSE_DISCOVERIES, Said, Test, adjusted
from actlog.analysis.coach.areas import Area, areas
from actlog.analysis.pace import plural_name
from actlog.domain.findings import Evidence, Finding

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from actlog.analysis.coach.facts import Facts
    from actlog.analysis.own_point import OwnPoint
    from actlog.analysis.relations import Related
    from actlog.domain.plain import Level

TELLING = 40
"""From so many worked weeks on it says something that nothing shows."""

_MOST_NAMED = 3

_NEXT = {
    "persona": "actlog funnel --by persona",
    "source": "actlog funnel --by source",
    "objection": "actlog objections",
}


def busy_without_results(facts: Facts) -> Said:
    """Say that weeks at every line of prospecting and meetings bring too little, and where to look.

    At least 6 counted weeks in a row, and more than the lag, with fewer results than 9 of 10
    stretches of as many weeks.
    """
    found = facts.busy
    if found is None:
        return Said()
    results = [plural_name(kind) for kind in facts.model.results]
    brought = f"{found.brought:,} {results[0] if len(results) == 1 else 'results'}"
    usual = "none yet at all"
    if found.usual is not None:
        usual = f"9 of 10 stretches as long before brought {found.usual:,} or more"
    looked = areas(facts.model, facts.history, found, facts.people.around)
    where = "; ".join([one.said for one in looked])
    return Said(
        findings=(
            Finding(
                id=BUSY,
                level="act",
                title=f"busy without results: {found.of} weeks at the line, {brought}",
                detail=f"{usual}; look at what you do, not at how much: {where}",
                evidence=Evidence(
                    weeks=found.weeks,
                    n=found.brought,
                    value=float(found.brought),
                    low=None if found.usual is None else float(found.usual),
                ),
                next=_look_at(looked),
            ),
        )
    )


def _look_at(looked: Sequence[Area]) -> str:
    """Return the command that shows the area which gained most."""
    noted = [one for one in looked if one.name is not None and one.about in _NEXT]
    if not noted:
        return "actlog funnel"
    return _NEXT[max(noted, key=lambda one: one.gained).about]


def tipping_point_far(facts: Facts) -> Said:
    """Say where the rep's own tipping point and its interval lie away from the model's line.

    p is that of the bend: it is looked for only where a relation shows.
    """
    tested = [one for one in facts.own_points if one.tip.kink_p is not None]
    tests = tuple(
        [
            Test(
                rule="tipping-point-far",
                about=f"{one.kind.name}, {one.result.name}",
                p=one.tip.kink_p or 0.0,
            )
            for one in tested
        ]
    )
    return Said(findings=tuple([_far(one) for one in tested if one.far]), tests=tests)


def _far(one: OwnPoint) -> Finding:
    tip, line = one.tip, one.kind.tipping_point or 0
    tipped, low, high = tip.tip or 0.0, tip.tip_low or 0.0, tip.tip_high or 0.0
    return Finding(
        id="tipping-point-far",
        level="watch",
        title=f"{plural_name(one.kind)}: your own tipping point is {_amount(tipped)},"
        f" the model's {line:,}",
        detail=f"between {_amount(low)} and {_amount(high)} with 90%; from there on"
        f" {plural_name(one.result)} come faster, {later(tip.lag)}",
        kind=one.kind.name,
        evidence=Evidence(weeks=tip.weeks, value=tip.tip, low=low, high=high, p=tip.kink_p),
        next="actlog model suggest",
    )


def _amount(value: float) -> str:
    return f"{value:,.0f}" if value >= 20 else f"{value:.1f}"


def later(lag: int | None) -> str:
    """Return `2 weeks later`."""
    if not lag:
        return "in the same week"
    return "a week later" if lag == 1 else f"{lag} weeks later"


def choose_metrics(facts: Facts) -> Said:
    """Say which tracked activities results follow, and which they don't, from 20 weeks on.

    That something shows no sign is worth a word from 40 weeks on: before, little would show.
    """
    tested = [one for one in facts.relations if one.relation.p is not None]
    if not tested:
        return Said()
    ps = [one.relation.p or 0.0 for one in tested]
    tests = tuple([_test(one) for one in tested])
    qs = adjusted(ps)
    told = [one for one, q in zip(tested, qs, strict=True) if q <= FALSE_DISCOVERIES]
    sure = [one for one in told if one.shows]
    opposed = [one for one in told if one.opposed]
    shown = {one.activity.name for one in (*sure, *opposed)}
    silent = list(
        {one.activity.name: one for one in tested if one.activity.name not in shown}.values()
    )
    return Said(findings=(_chosen(sure, silent, opposed),), tests=tests)


def _test(one: Related) -> Test:
    about = f"{one.activity.name}, {one.result.name}"
    return Test(rule="choose-metrics", about=about, p=one.relation.p or 0.0)


def _chosen(
    sure: Sequence[Related], silent: Sequence[Related], opposed: Sequence[Related]
) -> Finding:
    weeks = max([one.relation.weeks for one in (*sure, *silent, *opposed)])
    doubtful = (*silent, *opposed)
    lined = [one for one in doubtful if one.activity.tipping_point or one.activity.goal]
    level: Level = "watch" if lined and weeks >= TELLING else "info"
    size, ps = len(sure) + len(doubtful), [one.relation.p or 0.0 for one in (*sure, *opposed)]
    if not sure:
        return Finding(
            id="choose-metrics",
            level=level,
            title=f"no activity that you track goes with more {_results(doubtful)} so far"
            if opposed
            else f"no activity that you track predicts {_results(silent)} so far",
            detail=_against(opposed)
            + (f"no sign of it in {weeks} weeks: {_names(silent)}; " if silent else "")
            + (
                "look at what busy weeks left no time for"
                if opposed
                else "keep the lines as habits"
            )
            + ", and try a measure closer to the result",
            evidence=Evidence(weeks=weeks, n=size, p=max(ps, default=None)),
            next="actlog model edit",
        )
    first = min(sure, key=lambda one: one.clearness)
    return Finding(
        id="choose-metrics",
        level=level,
        title=f"{plural_name(first.activity)} predict {plural_name(first.result)} best,"
        f" {later(first.relation.lag)}",
        detail=_others(sure, first) + _against(opposed) + _without(sure, doubtful, silent),
        kind=first.activity.name,
        evidence=Evidence(
            weeks=weeks,
            n=size,
            value=first.relation.rho,
            p=max(ps),
        ),
        next="actlog model edit" if lined else "actlog model show",
    )


def _against(opposed: Sequence[Related]) -> str:
    """Return which activities fewer results follow."""
    said = [
        f"more {plural_name(one.activity)} go with fewer {plural_name(one.result)}"
        for one in opposed[:_MOST_NAMED]
    ]
    return "".join([f"{one}; " for one in said])


def _without(
    sure: Sequence[Related], doubtful: Sequence[Related], silent: Sequence[Related]
) -> str:
    """Return which activities that were tested no result follows."""
    if silent:
        return f"no sign of it: {_names(silent)}"
    if doubtful:
        return "every other that was tested goes with more"
    if len({one.activity.name for one in sure}) == 1:
        return "no other activity could be tested: it takes 20 weeks that differ"
    return "so does every activity that was tested"


def _others(sure: Sequence[Related], first: Related) -> str:
    rest = [one for one in sure if one is not first]
    if not rest:
        return ""
    said = [
        f"{plural_name(one.activity)} ({plural_name(one.result)}, {later(one.relation.lag)})"
        for one in rest[:_MOST_NAMED]
    ]
    more = f" and {len(rest) - _MOST_NAMED} more" if len(rest) > _MOST_NAMED else ""
    return f"also {', '.join(said)}{more}; "


def _results(found: Sequence[Related]) -> str:
    results = list({one.result.name: one.result for one in found}.values())
    return plural_name(results[0]) if len(results) == 1 else "results"


def _names(found: Sequence[Related]) -> str:
    names = [plural_name(one.activity) for one in found]
    if len(names) > 2 * _MOST_NAMED:
        return f"{', '.join(names[: 2 * _MOST_NAMED])} and {len(names) - 2 * _MOST_NAMED} more"
    return ", ".join(names)
