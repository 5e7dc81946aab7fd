"""The JSON of momentum and of the rep's own tipping point."""

from __future__ import annotations

from typing import Literal

from typing_extensions import TypedDict  # pydantic asks for this one before Python 3.12

from actlog.domain.plain import Count, Day, Number, Part, TipAnswer, ZoneName


class WeekEndJson(TypedDict):
    """Momentum as the last complete working day of a week left it."""

    week: str
    start: Day
    off: bool
    base: Number | None
    recent: Number | None
    trend: Number | None
    warming_up: bool | None


class DroughtJson(TypedDict):
    """Working days since the last activity of a group."""

    group: str
    kinds: list[str]
    last: Day | None
    days: Count
    usual: Number | None
    longest: Count | None
    gaps: Count
    unusual: bool


class MixJson(TypedDict):
    """A group's share of what the model asks of it."""

    group: str
    kinds: list[str]
    weeks: Count
    share: Number | None
    before: Number | None
    others: Number | None
    neglected: bool


class StreakJson(TypedDict):
    """Weeks, or days of a timebox, in a row at the line."""

    kind: str
    streak: Count | None
    unit: Literal["days", "weeks"]


class BufferJson(TypedDict):
    """An activity that is ahead of its pace, and until when that lasts."""

    kind: str
    buffer: Number | None
    until: Day | None


class BestJson(TypedDict):
    """The most in one week."""

    kind: str
    count: Count
    week: str
    start: Day
    before: Count
    weeks: Count


class MomentumJson(TypedDict):
    """Where activity is heading."""

    model: str
    day: Day | None
    working_days: Count
    warming_up: bool | None
    base: Number | None
    recent: Number | None
    trend: Number | None
    weeks: list[WeekEndJson]
    droughts: list[DroughtJson]
    mix: list[MixJson]
    streaks: list[StreakJson]
    buffers: list[BufferJson]
    bests: list[BestJson]


class MomentumDayJson(TypedDict):
    """A complete working day, which is a row of `momentum --csv`."""

    day: Day
    weight: Number
    load: Number
    base: Number
    recent: Number
    trend: Number
    warming_up: bool


class OwnModelJson(TypedDict):
    """The lines of the model week, and whether its tipping point lies far off."""

    tipping_point: Count | None
    goal: Count | None
    ceiling: Count | None
    far: bool


class ZoneJson(TypedDict):
    """How many weeks lay in a zone, and what they brought a week."""

    name: ZoneName
    weeks: Count
    per_week: Number | None


class TippingJson(TypedDict):
    """The rep's own tipping point, or why none is shown."""

    kind: str
    result: str
    weeks: Count
    worked: Count
    answer: TipAnswer
    reason: str
    shown: bool
    relation_p: Part | None
    lag: Count | None
    kink_p: Part | None
    q: Part | None
    tip: Number | None
    tip_low: Number | None
    tip_high: Number | None
    ceiling: Number | None
    ceiling_low: Number | None
    ceiling_high: Number | None
    model: OwnModelJson
    zones: list[ZoneJson]
