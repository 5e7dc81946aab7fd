"""The JSON of accounts, contacts, meetings and objections."""

from __future__ import annotations

from typing import Literal

from typing_extensions import TypedDict  # pydantic asks for this one before Python 3.12

from actlog.domain.plain import Count, Day, DayOrInstant, EntryJson, StepState
from actlog.views.shapes.weeks import ShareJson


class AccountJson(TypedDict):
    """Where an account stands."""

    account: str
    source: str | None
    personas: list[str]
    ideal: bool | None
    first_touch: Day
    last_touch: Day
    days: int
    touches: Count
    touches_13_weeks: Count
    stage: str | None
    new: bool | None
    stale: bool
    state: StepState | None
    next: str | None
    due: DayOrInstant | None
    step_id: int | None
    meeting: DayOrInstant | None


class AccountsJson(TypedDict):
    """The accounts that were asked for."""

    accounts: list[AccountJson]


class ContactJson(TypedDict):
    """A contact of an account."""

    contact: str
    persona: str | None
    ideal: bool | None
    first_touch: Day
    last_touch: Day
    touches: Count


class OneAccountJson(TypedDict):
    """One account, its contacts and its entries."""

    account: AccountJson
    contacts: list[ContactJson]
    entries: list[EntryJson]


MeetingState = Literal["upcoming", "past", "undated"]

MeetingJson = TypedDict(
    "MeetingJson",
    {
        "id": int,
        "uid": str,
        "kind": str,
        "state": MeetingState,
        "for": DayOrInstant | None,
        "account": str | None,
        "contact": str | None,
        "set": Day,
        "command": str,
    },
)
MeetingJson.__doc__ = "An open meeting."


class ShowRateJson(TypedDict):
    """How many meetings of a kind are held."""

    kind: str
    last_13_weeks: ShareJson
    all: ShareJson


class MeetingsJson(TypedDict):
    """The open meetings, and the show rates."""

    meetings: list[MeetingJson]
    show_rates: list[ShowRateJson]


class PersonaObjectionsJson(TypedDict):
    """How many entries of a persona heard an objection."""

    persona: str | None
    entries: Count
    list: str


class SourceObjectionsJson(TypedDict):
    """How many entries of a source heard an objection."""

    source: str | None
    entries: Count
    list: str


class OutcomeObjectionsJson(TypedDict):
    """How many entries with an outcome heard an objection."""

    outcome: str | None
    entries: Count
    list: str


class ObjectionJson(TypedDict):
    """An objection, and who raised it."""

    objection: str
    entries: Count
    last: Day
    list: str
    personas: list[PersonaObjectionsJson]
    sources: list[SourceObjectionsJson]
    outcomes: list[OutcomeObjectionsJson]


class ObjectionsJson(TypedDict):
    """Objections, the most frequent first."""

    weeks: Count
    first: Day
    last: Day
    objections: list[ObjectionJson]
