"""What a model week may hold, section by section.

Annotations are read at run time: this module has no `from __future__ import annotations`.
"""

from datetime import date
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    model_validator,
)

from actlog.config import scalars
from actlog.domain.entry import MOST_COUNT, MOST_MINUTES
from actlog.domain.model_week import CLASSES
from actlog.domain.ratio import Ratio
from actlog.domain.reminder import USUAL

MOST_KINDS = 100

REQUIRABLE = (
    "account",
    "contact",
    "minutes",
    "value",
    "source",
    "persona",
    "outcome",
    "note",
    "for",
    "next",
    "due",
)
"""Fields that an entry can be required to have, by the names that JSON and CSV give them."""

Text = Annotated[str, BeforeValidator(scalars.text(300))]
Word = Annotated[str, BeforeValidator(scalars.text(100))]
Line = Annotated[int, BeforeValidator(scalars.weekly_line)]
Weekday = Annotated[int, BeforeValidator(scalars.weekday)]
Weight = Annotated[Ratio, BeforeValidator(scalars.weight)]
Hours = Annotated[tuple[int, int], BeforeValidator(scalars.hours)]
DateOrder = Annotated[str, BeforeValidator(scalars.choice("dmy", "mdy", "ymd"))]
Weeks = Annotated[int, BeforeValidator(scalars.whole(1, 52))]
OutcomeClass = Annotated[str, BeforeValidator(scalars.choice(*CLASSES))]
Required = Annotated[str, BeforeValidator(scalars.choice(*REQUIRABLE))]
Count = Annotated[int, BeforeValidator(scalars.whole(1, MOST_COUNT))]
Minutes = Annotated[int, BeforeValidator(scalars.whole(1, MOST_MINUTES))]
Money = Annotated[int, BeforeValidator(scalars.money)]
Percent = Annotated[Ratio, BeforeValidator(scalars.percent)]
Clock = Annotated[int, BeforeValidator(scalars.clock)]
Watch = Annotated[str, BeforeValidator(scalars.choice(*USUAL))]
DaysOff = Annotated[tuple[date, date, str], BeforeValidator(scalars.days_off)]


def _empty_list(value: Any) -> Any:
    return [] if value is None else value


def _empty_mapping(value: Any) -> Any:
    return {} if value is None else value


def _some(activities: dict[str, Any]) -> dict[str, Any]:
    if not activities:
        raise ValueError("expected at least one activity, as in {call: {goal: 240}}")
    if len(activities) > MOST_KINDS:
        raise ValueError(f"expected at most {MOST_KINDS} activities")
    return activities


def _few(results: dict[str, Any]) -> dict[str, Any]:
    if len(results) > MOST_KINDS:
        raise ValueError(f"expected at most {MOST_KINDS} results")
    return results


def _worked(days: dict[int, Ratio]) -> dict[int, Ratio]:
    if not any(days.values()):
        raise ValueError("expected at least one day above 0: a week needs a day to work on")
    return days


def _no_more(windows: list[int]) -> list[int]:
    if not 1 <= len(windows) <= 3 or len(set(windows)) < len(windows):
        raise ValueError("expected one to three different numbers of weeks, as in [4, 13]")
    return windows


class Shape(BaseModel):
    """A mapping whose keys are all known."""

    model_config = ConfigDict(extra="forbid", arbitrary_types_allowed=True)


class Section(Shape):
    """A mapping that may be left empty: `proposal:` alone says enough."""

    @model_validator(mode="before")
    @classmethod
    def _nothing_said(cls, value: Any) -> Any:
        return _empty_mapping(value)


class WeekShape(Section):
    """`week:` when weeks begin and how much of each day is worked."""

    starts: Weekday = 0
    days: Annotated[dict[Weekday, Weight], AfterValidator(_worked)] = Field(
        default_factory=lambda: {day: Ratio(1) for day in range(5)}
    )
    hours: Hours = (9 * 60, 17 * 60)


class TimeboxShape(Shape):
    """`timebox:` a daily slot."""

    minutes: Minutes
    touches: Count


class LinesShape(Shape):
    """The weekly amounts of a kind."""

    goal: Line | None = None
    tipping_point: Line | None = None
    ceiling: Line | None = None


class ActivityShape(Section, LinesShape):
    """One of `activities:`; `outcomes` is a list where `of` is given, else name: class."""

    aliases: Annotated[list[Word], BeforeValidator(_empty_list)] = []
    plural: Word | None = None
    group: Word | None = None
    why: Text | None = None
    outcomes: Annotated[dict[str, OutcomeClass | None], BeforeValidator(_empty_mapping)] = {}
    of: Word | None = None
    closes: Word | None = None
    requires: Annotated[list[Required], BeforeValidator(_empty_list)] = []
    max_per_entry: Count | None = None
    timebox: TimeboxShape | None = None

    @model_validator(mode="before")
    @classmethod
    def _measured(cls, value: Any) -> Any:
        """Take the list of outcomes that a kind with `of` counts as keys without a class."""
        if isinstance(value, dict) and isinstance(value.get("outcomes"), list):
            words = value["outcomes"]
            if all(isinstance(word, str) for word in words):
                return value | {"outcomes": dict.fromkeys(words)}
        return value


class ResultShape(Section):
    """One of `results:`."""

    aliases: Annotated[list[Word], BeforeValidator(_empty_list)] = []
    plural: Word | None = None
    why: Text | None = None
    value: Annotated[str, BeforeValidator(scalars.choice("required", "optional"))] = "optional"
    requires: Annotated[list[Required], BeforeValidator(_empty_list)] = []
    max_per_entry: Count | None = None


class WorthShape(Shape):
    """One of `worth:`."""

    value: Money
    commission: Percent | None = None


class TimeOffShape(Shape):
    """One of `time_off:`; a text alone stands for its days."""

    days: DaysOff
    kinds: Annotated[list[Word], BeforeValidator(_empty_list)] = []
    why: Text | None = None

    @model_validator(mode="before")
    @classmethod
    def _days_alone(cls, value: Any) -> Any:
        return {"days": value} if isinstance(value, str) else value


class SpecialWeekShape(BaseModel):
    """One of `weeks:` why it is special, and the lines of kinds by their names."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, LinesShape]
    why: Text | None = None


class ReminderShape(Section):
    """One of `reminders:`; the text `off` switches it off."""

    at: Clock | None = None
    days: Annotated[list[Weekday], BeforeValidator(_empty_list)] = []


class Silence(ReminderShape):
    """A reminder that is switched off."""


def _silenced(value: Any) -> Any:
    return Silence() if value == "off" else value


def _all_silenced(value: Any) -> Any:
    return dict.fromkeys(USUAL, "off") if value == "off" else _empty_mapping(value)


class ModelShape(Shape):
    """The whole file."""

    version: Annotated[str, BeforeValidator(scalars.choice("1"))]
    name: Word = "my model week"
    week: WeekShape = WeekShape()
    date_order: DateOrder | None = None
    averages: Annotated[list[Weeks], AfterValidator(_no_more)] = [4, 13]
    activities: Annotated[dict[str, ActivityShape], AfterValidator(_some)]
    results: Annotated[
        dict[str, ResultShape], BeforeValidator(_empty_mapping), AfterValidator(_few)
    ] = {}
    funnel: Annotated[list[Word], BeforeValidator(_empty_list)] = []
    worth: Annotated[dict[str, WorthShape], BeforeValidator(_empty_mapping)] = {}
    time_off: Annotated[list[TimeOffShape], BeforeValidator(_empty_list)] = []
    weeks: Annotated[dict[str, SpecialWeekShape], BeforeValidator(_empty_mapping)] = {}
    ideal_personas: Annotated[list[Word], BeforeValidator(_empty_list)] = []
    reminders: Annotated[
        dict[Watch, Annotated[ReminderShape, BeforeValidator(_silenced)]],
        BeforeValidator(_all_silenced),
    ] = {}
