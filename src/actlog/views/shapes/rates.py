"""The JSON of the funnel, of what activity is worth, and of plans."""

from __future__ import annotations

from typing import Literal

from typing_extensions import TypedDict  # pydantic asks for this one before Python 3.12

from actlog.domain.plain import Count, Day, Number, OutcomeClass, Part


class RateJson(TypedDict):
    """`n` for `d`, with the 90% interval and which one that is."""

    n: Count
    d: Count
    value: Number | None
    low: Number
    high: Number | None
    interval: Literal["jeffreys", "gamma"]
    enough: bool


class StageJson(TypedDict):
    """A step of the funnel, and its rate from the step before."""

    kind: str
    n: Count
    rate: RateJson | None


class CohortStageJson(StageJson):
    """A step of the accounts followed, and the days it took."""

    days: Number | None
    days_n: Count | None


class CohortJson(TypedDict):
    """The accounts whose first step lies in the period."""

    accounts: Count
    steps: list[CohortStageJson]


class OutcomeCountJson(TypedDict):
    """`hits` of `n`, the share that this is, and its 90% interval."""

    hits: Count
    n: Count
    value: Part | None
    low: Part
    high: Part


class KindQualityJson(OutcomeCountJson):
    """How conversations end: the share that moved or decided something."""

    kind: str | None
    moved: Count
    decided: Count
    none: Count
    unreached: Count
    unknown: Count


class QualityJson(KindQualityJson):
    """The quality of all kinds, and of each."""

    kinds: list[KindQualityJson]


class LeakJson(TypedDict):
    """The step whose rate fell most."""

    kind: str
    of: str
    before: RateJson
    now: RateJson
    p: Part | None


class PartJson(TypedDict):
    """The funnel of one persona, source, account, tag, weekday or hour."""

    name: str | None
    steps: list[StageJson]


_Class = TypedDict("_Class", {"class": OutcomeClass | None})


class OutcomeShareJson(OutcomeCountJson, _Class):
    """How much of a kind ends with an outcome."""

    kind: str
    outcome: str | None


class BreakdownJson(TypedDict):
    """A funnel broken down."""

    by: str
    parts: list[PartJson]
    outcomes: list[OutcomeShareJson]
    untimed: Count


class FunnelJson(TypedDict):
    """The steps from the first touch to the result."""

    weeks: Count
    first: Day
    last: Day
    period: list[StageJson]
    cohort: CohortJson
    quality: QualityJson
    leak: LeakJson | None
    by: BreakdownJson | None


class EstimateJson(TypedDict):
    """A value with the ends of its 90% interval."""

    value: Number
    low: Number
    high: Number


class DealJson(TypedDict):
    """What the funnel's last step brings."""

    kind: str
    value: Number
    deals: Count
    commission: Number | None


class GapJson(TypedDict):
    """What last week lacked before its line, and what that costs."""

    week: str
    gap: Number
    units: EstimateJson | None
    value: EstimateJson | None
    lag: Count | None
    shows: str | None


class WorthOfJson(TypedDict):
    """What one more of an activity is worth."""

    kind: str
    in_funnel: bool
    to: str | None
    units: EstimateJson | None
    value: EstimateJson | None
    commission: EstimateJson | None
    rates: list[StageJson]
    short: StageJson | None
    gap: GapJson | None


class WorthJson(TypedDict):
    """What one more of each activity is worth."""

    first: Day
    last: Day
    deal: DealJson | None
    activities: list[WorthOfJson]


class NeedJson(TypedDict):
    """What a full week has to hold of an activity, with its interval."""

    kind: str
    value: Number
    low: Number
    high: Number
    done: Count
    weeks: Count


class PlanJson(TypedDict):
    """What a target takes."""

    kind: str
    amount: Number | None
    money: Number | None
    by: Day
    weeks: Number
    needs: list[NeedJson]
    short: StageJson | None
    chance: Part | None
    known: Count
