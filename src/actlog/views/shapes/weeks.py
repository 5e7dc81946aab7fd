"""The JSON of a week, of its averages, of today and of the Friday page."""

from __future__ import annotations

from typing_extensions import TypedDict  # pydantic asks for this one before Python 3.12

from actlog.domain.plain import Count, Day, EntryJson, Number, Part, PromiseState, ZoneName
from actlog.views.shapes.entries import TimerJson
from actlog.views.shapes.findings import FindingJson


class WhichWeekJson(TypedDict):
    """A week, and how much of it is worked and gone."""

    label: str
    start: Day
    end: Day
    share: Part
    elapsed: Part | None


class ActivityJson(TypedDict):
    """An activity of a week against its lines."""

    kind: str
    done: Count
    tipping_point: Number | None
    goal: Number | None
    ceiling: Number | None
    gap: Number | None
    zone: ZoneName | None
    expected_by_now: Number | None
    pace: Number | None
    buffer: Number | None
    days_left: Number
    needed_per_day: Number | None
    most_left: Number | None
    reach: Part | None
    streak: Count | None
    averages: dict[str, Number | None]


class ResultJson(TypedDict):
    """A result of a week."""

    kind: str
    done: Count
    value: Number | None


class ShareJson(TypedDict):
    """Meetings held of those that came to an end, with the 90% interval."""

    held: Count
    n: Count
    value: Part | None
    low: Part
    high: Part


class AheadJson(TypedDict):
    """Next week's meetings of one kind."""

    kind: str
    week: str
    booked: Count
    show_rate: ShareJson
    expected: Number | None
    line: Count | None
    needed: Count | None


class WeekJson(TypedDict):
    """A week against the model week."""

    week: WhichWeekJson
    model: str
    activities: list[ActivityJson]
    results: list[ResultJson]
    findings: list[FindingJson]
    coach: FindingJson | None
    ahead: list[AheadJson] | None


class HeardJson(TypedDict):
    """A note or an objection of the week."""

    note: str | None
    account: str | None
    contact: str | None
    id: int | None
    objection: str | None
    entries: Count
    list: str | None


class PromiseJson(TypedDict):
    """A promise, its week and how it stands."""

    week: str
    start: Day
    end: Day
    text: str
    kind: str | None
    count: Count | None
    done: Count | None
    state: PromiseState


class PromisesJson(TypedDict):
    """The promise that was made, or those around this week."""

    operation: int | None
    promises: list[PromiseJson]


class FridayJson(WeekJson):
    """The Friday page: a week, what was heard, and promises."""

    heard: list[HeardJson]
    promised: PromiseJson | None
    coming: PromiseJson | None


class TodayRowJson(TypedDict):
    """An activity today."""

    kind: str
    done: Count
    asks: Number | None
    left: Number | None
    minutes: Count | None
    touches: Count | None
    box_minutes: Count | None
    box_touches: Count | None


class TodayJson(WeekJson):
    """Today, and the week it is in."""

    day: Day
    weight: Number
    entries: list[EntryJson]
    today: list[TodayRowJson]
    timer: TimerJson | None


class WindowJson(TypedDict):
    """The average of one activity over some weeks."""

    weeks_asked: Count
    weeks_counted: Count
    per_week: Number | None
    median: Number | None
    min: Count | None
    max: Count | None
    at_or_above: Count | None


class KindAveragesJson(TypedDict):
    """The averages of one activity."""

    kind: str
    windows: list[WindowJson]


class AveragesJson(TypedDict):
    """Weekly averages of every activity."""

    before: Day
    model: str
    activities: list[KindAveragesJson]
    coach: FindingJson | None
