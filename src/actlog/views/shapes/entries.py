"""The JSON of entries: what is logged, listed, mended and timed."""

from __future__ import annotations

from typing_extensions import TypedDict  # pydantic asks for this one before Python 3.12

from actlog.domain.plain import Count, EntryJson, Instant, SoughtField, StepState, What


class LogJson(TypedDict):
    """What was stored."""

    operation: int | None
    entries: list[EntryJson]
    new_accounts: list[str]
    remarks: list[str]
    standing: str


class FollowLogJson(LogJson):
    """A line of `--follow` that was stored."""

    line: int


class FollowHeadingJson(TypedDict):
    """A line of `--follow` with only a date."""

    line: int
    heading: str


class RefusalJson(TypedDict):
    """Why a line was refused."""

    message: str
    hint: str | None
    code: int
    line: int


class FollowErrorJson(TypedDict):
    """A line of `--follow` that was refused."""

    error: RefusalJson


class ListJson(TypedDict):
    """Entries, oldest first."""

    entries: list[EntryJson]


class SpanJson(TypedDict):
    """A match: characters from 0, the end not included."""

    field: SoughtField
    start: Count
    end: Count


class FoundEntryJson(EntryJson):
    """An entry that was found, and where it matches."""

    matched: list[SpanJson]


class SearchJson(TypedDict):
    """The entries found, oldest first."""

    entries: list[FoundEntryJson]
    more: bool


class EditJson(TypedDict):
    """What changed, as it is now and as it was."""

    operation: int | None
    entries: list[EntryJson]
    before: list[EntryJson]
    removed: list[EntryJson]
    added: list[EntryJson]
    new_accounts: list[str]
    remarks: list[str]
    standing: str


Changed = str | int | float | list[str] | None


class ChangeJson(TypedDict):
    """A field of an entry before and after an operation."""

    field: str
    before: Changed
    after: Changed


class TouchJson(TypedDict):
    """An operation that touched an entry."""

    operation: int
    at: Instant
    command: str
    words: str
    what: What
    target: int | None
    changes: list[ChangeJson]


class ShownEntryJson(EntryJson):
    """An entry and what became of it."""

    live: bool
    removed: bool
    history: list[TouchJson]


class ShowJson(TypedDict):
    """Entries, each with its history."""

    entries: list[ShownEntryJson]


class OperationJson(TypedDict):
    """An operation, and how many entries it is about."""

    operation: int
    command: str
    entries: Count


class StepJson(EntryJson):
    """An open next step: the keys of its entry, and when it is due."""

    state: StepState
    days: int | None


class DueJson(TypedDict):
    """The open next steps."""

    steps: list[StepJson]


class DoneJson(TypedDict):
    """The entries whose next step is closed now."""

    operation: int
    entries: list[EntryJson]


class BoxJson(TypedDict):
    """What keeps a timebox's day."""

    minutes: Count
    touches: Count


class StartJson(TypedDict):
    """The timebox that was started."""

    kind: str
    started: Instant
    box: BoxJson | None


class TimerJson(TypedDict):
    """A timebox that runs, or ran."""

    kind: str
    started: Instant
    minutes: Count
    forgotten: bool


class StopJson(TypedDict):
    """What was stored of a timebox, and what ran; with `--discard` nothing is stored."""

    operation: int | None
    entries: list[EntryJson]
    new_accounts: list[str]
    remarks: list[str]
    standing: str | None
    timer: TimerJson
