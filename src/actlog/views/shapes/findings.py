"""The JSON of findings, and of what is made of them."""

from __future__ import annotations

from typing_extensions import TypedDict  # pydantic asks for this one before Python 3.12

from actlog.domain.plain import Count, Level, Number, Part


class EvidenceJson(TypedDict):
    """What a finding rests on."""

    weeks: Count | None
    n: Count | None
    value: Number | None
    low: Number | None
    high: Number | None
    p: Part | None
    q: Part | None


class FindingJson(TypedDict):
    """One sentence for the rep, with its evidence."""

    id: str
    level: Level
    title: str
    detail: str
    kind: str | None
    evidence: EvidenceJson
    next: str | None


class FaultJson(FindingJson):
    """A finding about single entries: their numbers."""

    entries: list[int]


class CheckJson(TypedDict):
    """What is odd in the log."""

    checked: Count
    findings: list[FaultJson]


class CoachJson(TypedDict):
    """What matters, the most important first."""

    week: str
    model: str
    findings: list[FindingJson]
    few: list[Count]
    held: list[FindingJson]
    withheld: list[FindingJson]
    rules: Count
    tests: Count


class RemindJson(TypedDict):
    """What reminders say now, the weightiest first."""

    reminders: list[FindingJson]


class StatusJson(TypedDict):
    """The line for a prompt, and every field by its name."""

    text: str
    fields: dict[str, str]
