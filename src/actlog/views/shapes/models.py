"""The JSON of the model week, and of what changes it."""

from __future__ import annotations

from typing_extensions import TypedDict  # pydantic asks for this one before Python 3.12

from actlog.domain.plain import (
    Count,
    DateOrder,
    Instant,
    LineKey,
    Number,
    OutcomeClass,
    Part,
    Weekday,
)
from actlog.views.shapes.entries import BoxJson
from actlog.views.shapes.keeping import TimeOffJson


class CalendarJson(TypedDict):
    """The working week."""

    starts: Weekday
    days: dict[str, Number]
    hours: str


class KindJson(TypedDict):
    """A result of the model week."""

    kind: str
    aliases: list[str]
    plural: str
    why: str | None
    requires: list[str]
    max_per_entry: Count | None


OutcomeJson = TypedDict(
    "OutcomeJson",
    {"name": str, "class": OutcomeClass},
)
OutcomeJson.__doc__ = "An outcome of an activity."


class ModelActivityJson(KindJson):
    """An activity of the model week."""

    group: str | None
    goal: Count | None
    tipping_point: Count | None
    ceiling: Count | None
    outcomes: list[OutcomeJson]
    of: str | None
    of_outcomes: list[str]
    closes: str | None
    timebox: BoxJson | None


class ModelWorthJson(TypedDict):
    """What a result brings."""

    kind: str
    value: Number | None
    commission: Number | None


class SpecialLinesJson(TypedDict):
    """The lines of one activity in a special week."""

    kind: str
    goal: Count | None
    tipping_point: Count | None
    ceiling: Count | None


class SpecialWeekJson(TypedDict):
    """A week with lines of its own."""

    week: str
    why: str | None
    lines: list[SpecialLinesJson]


class ReminderJson(TypedDict):
    """A reminder that is on."""

    watch: str
    at: str
    days: list[str]


class ModelShowJson(TypedDict):
    """The model week in force."""

    name: str
    week: CalendarJson
    date_order: DateOrder | None
    averages: list[Count]
    activities: list[ModelActivityJson]
    results: list[KindJson]
    funnel: list[str]
    worth: list[ModelWorthJson]
    time_off: list[TimeOffJson]
    weeks: list[SpecialWeekJson]
    ideal_personas: list[str]
    reminders: list[ReminderJson]


class ModelCheckJson(TypedDict):
    """Whether a model week could serve."""

    file: str
    right: bool
    problems: list[str]
    advice: list[str]


class ModelSetJson(TypedDict):
    """What a command changed in the model week's file."""

    operation: int | None
    file: str
    place: str
    old: str | None
    new: str | None


class ModelKindsJson(TypedDict):
    """A kind that was renamed or dropped, and how many entries moved."""

    operation: int | None
    file: str
    old: str
    new: str | None
    entries: Count


class DifferenceJson(TypedDict):
    """One thing that changed in the model week."""

    place: str
    old: str | None
    new: str | None


class VersionJson(TypedDict):
    """A version of the model week, and when it was in force."""

    version: Count
    since: Instant
    until: Instant | None
    name: str
    changes: list[DifferenceJson]


class ModelHistoryJson(TypedDict):
    """The versions of the model week, oldest first."""

    versions: list[VersionJson]


class ProposalJson(TypedDict):
    """A line that is proposed, and what it rests on."""

    kind: str
    key: LineKey
    old: Count | None
    new: Count | None
    value: Number | None
    low: Number | None
    high: Number | None
    weeks: Count
    relation_p: Part | None
    kink_p: Part | None
    q: Part | None


class ModelSuggestJson(TypedDict):
    """The proposed lines, and the change of the file."""

    result: str
    lines: list[ProposalJson]
    diff: str
    applied: bool
    operation: int | None
