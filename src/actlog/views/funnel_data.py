"""The funnel as plain data, for JSON and CSV."""

from __future__ import annotations

from actlog.views.tables import write_rows

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from actlog.analysis.breakdown import Breakdown
    from actlog.analysis.funnel import Funnel, Leak
    from actlog.analysis.intervals import Share
    from actlog.analysis.quality import Quality
    from actlog.analysis.rates import Rate, Stage
    from actlog.views.shapes.rates import (
        BreakdownJson,
        FunnelJson,
        KindQualityJson,
        LeakJson,
        OutcomeCountJson,
        RateJson,
        StageJson,
    )

_RATE = ("n", "d", "value", "low", "high", "interval", "enough")
_COLUMNS = ("section", "by", "name", "kind", *_RATE, "days")


def plain(found: Funnel) -> FunnelJson:
    """Return `funnel --json`."""
    cohort = found.cohort
    return {
        "weeks": found.weeks,
        "first": found.first.isoformat(),
        "last": found.last.isoformat(),
        "period": [stage(one) for one in found.period],
        "cohort": {
            "accounts": cohort.accounts,
            "steps": [
                {
                    **stage(one),
                    "days": between.days if between else None,
                    "days_n": between.n if between else None,
                }
                for one, between in zip(cohort.stages, cohort.between, strict=True)
            ],
        },
        "quality": {
            **quality(found.quality.overall),
            "kinds": [quality(one) for one in found.quality.kinds],
        },
        "leak": leak(found.leak) if found.leak else None,
        "by": breakdown(found.by) if found.by else None,
    }


def stage(one: Stage) -> StageJson:
    """Return a step: its count and its rate."""
    return {"kind": one.kind.name, "n": one.n, "rate": rate(one.rate) if one.rate else None}


def rate(one: Rate) -> RateJson:
    """Return a rate with its interval, and which one that is."""
    return {
        "n": one.n,
        "d": one.d,
        "value": one.value,
        "low": one.low,
        "high": one.high,
        "interval": "jeffreys" if one.part else "gamma",
        "enough": one.enough,
    }


def quality(one: Quality) -> KindQualityJson:
    """Return the quality of one kind, or of all."""
    return {
        "kind": one.kind.name if one.kind else None,
        **_share(one.share),
        "moved": one.moved,
        "decided": one.decided,
        "none": one.none,
        "unreached": one.unreached,
        "unknown": one.unknown,
    }


def leak(one: Leak) -> LeakJson:
    """Return the step whose rate fell most."""
    return {
        "kind": one.kind.name,
        "of": one.of.name,
        "before": rate(one.before),
        "now": rate(one.now),
        "p": one.p,
    }


def breakdown(one: Breakdown) -> BreakdownJson:
    """Return a funnel broken down."""
    return {
        "by": one.by,
        "parts": [
            {"name": part.name, "steps": [stage(step) for step in part.stages]}
            for part in one.parts
        ],
        "outcomes": [
            {
                "kind": part.kind.name,
                "outcome": part.outcome,
                "class": part.cls,
                **_share(part.share),
            }
            for part in one.outcomes
        ],
        "untimed": one.untimed,
    }


def _share(one: Share) -> OutcomeCountJson:
    return {
        "hits": one.hits,
        "n": one.n,
        "value": one.value,
        "low": one.low,
        "high": one.high,
    }


def table(found: Funnel) -> str:
    """Return `funnel --csv`: a row for each step of the period, the accounts and each part."""
    rows = [_row("period", None, None, one) for one in found.period]
    for one, days in zip(found.cohort.stages, found.cohort.between, strict=True):
        rows.append([*_row("cohort", None, None, one)[:-1], days.days if days else None])
    if found.by:
        by = found.by
        rows += [_row("part", by.by, part.name, one) for part in by.parts for one in part.stages]
        for part in by.outcomes:
            share = part.share
            ends = [share.value, share.low, share.high, "jeffreys"]
            name = ["part", by.by, part.outcome, part.kind.name]
            rows.append([*name, share.hits, share.n, *ends, None, None])
    return write_rows(_COLUMNS, rows)


def _row(section: str, by: str | None, name: str | None, one: Stage) -> Sequence[Any]:
    """Return a row; a first step has a count and no rate."""
    known: Mapping[str, object] = rate(one.rate) if one.rate else {}
    figures = [one.n, *[known.get(key) for key in _RATE[1:]]]
    return [section, by, name, one.kind.name, *figures, None]
