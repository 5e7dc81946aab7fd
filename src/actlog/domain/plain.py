"""The entry as JSON has it, and the kinds of text and number that JSON is made of.

These types are for type checkers and for `docs/schema`, which is written from them: nothing
that runs imports them.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from typing_extensions import TypedDict  # pydantic asks for this one before Python 3.12


class Says:
    """What the JSON Schema says of a value, where that is more than its type."""

    def __init__(self, **schema: Any) -> None:
        """Take the keywords of JSON Schema."""
        self._schema = schema

    def __get_pydantic_json_schema__(self, *_: object) -> dict[str, Any]:
        """Return the keywords."""
        return dict(self._schema)


Day = Annotated[str, Says(type="string", format="date")]
Instant = Annotated[str, Says(type="string", format="date-time")]
DayOrInstant = Annotated[
    str, Says(type="string", anyOf=[{"format": "date"}, {"format": "date-time"}])
]
Number = Annotated[int | float, Says(type="number")]
Part = Annotated[int | float, Says(type="number", minimum=0, maximum=1)]
Count = Annotated[int, Says(type="integer", minimum=0)]

# What the program itself makes is held to these by the type checker, too.
Level = Literal["act", "watch", "good", "info"]
ZoneName = Literal["below", "at", "past"]
StepState = Literal["overdue", "today", "ahead", "undated"]
TipAnswer = Literal["found", "collecting", "unvaried", "unrelated", "falling", "no-kink"]
What = Literal["logged", "edited", "removed", "restored", "undone", "redone"]
LineKey = Literal["tipping_point", "ceiling"]
HealthLevel = Literal["ok", "note", "problem", "unusable"]

# What is read from a file or the log is a plain text for the type checker.
PromiseState = Annotated[str, Says(enum=["ahead", "open", "kept", "broken", "unanswered"])]
HealthId = Annotated[
    str,
    Says(
        enum=[
            *("sqlite", "log", "integrity", "kept", "clock", "wal", "backups", "disk"),
            *("permissions", "place", "model", "hooks"),
        ]
    ),
]
DayPart = Annotated[str, Says(enum=["day", "am", "pm"])]
Weekday = Annotated[
    str,
    Says(enum=["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]),
]
OutcomeClass = Annotated[str, Says(enum=["moved", "decided", "none", "unreached"])]
DateOrder = Annotated[str, Says(enum=["dmy", "mdy", "ymd"])]
SoughtField = Annotated[str, Says(enum=["note", "next", "tags", "account", "contact"])]


class Document(TypedDict):
    """What any command prints as JSON: every shape is one of these, a bare dict is not."""


# The functional syntax, because `for` is a word of Python.
EntryJson = TypedDict(
    "EntryJson",
    {
        "id": int | None,
        "uid": str | None,
        "day": Day,
        "at": Instant | None,
        "kind": str,
        "count": Count,
        "outcome": str | None,
        "account": str | None,
        "contact": str | None,
        "minutes": Count | None,
        "value": Number | None,
        "source": str | None,
        "persona": str | None,
        "tags": list[str],
        "note": str | None,
        "for": DayOrInstant | None,
        "next": str | None,
        "due": DayOrInstant | None,
        "done": DayOrInstant | None,
        "story": str | None,
        "objection": list[str],
    },
)
EntryJson.__doc__ = "An entry of the log."
