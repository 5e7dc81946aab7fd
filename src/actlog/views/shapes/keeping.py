"""The JSON of what keeps the log: time off, imports, copies, health, the file itself."""

from __future__ import annotations

from typing import Literal

from typing_extensions import TypedDict  # pydantic asks for this one before Python 3.12

from actlog.domain.plain import Count, Day, DayPart, HealthId, HealthLevel, Instant


class TimeOffJson(TypedDict):
    """Days off, both ends included."""

    first: Day
    last: Day
    part: DayPart
    kinds: list[str]
    why: str | None


class OffJson(TypedDict):
    """Time off."""

    operation: int | None
    time_off: list[TimeOffJson]


class ImportedKindJson(TypedDict):
    """What one kind brings in."""

    kind: str
    entries: Count
    count: Count


class MissingJson(TypedDict):
    """New entries without a field that the model week requires."""

    kind: str
    field: str
    entries: Count


class LeftOutJson(TypedDict):
    """Rows that were left out, and why."""

    why: str
    rows: Count


class UnknownValueJson(TypedDict):
    """A value that the mapping does not know, and what becomes of it."""

    column: str
    value: str
    rows: Count
    becomes: str


class ImportedFileJson(TypedDict):
    """One table that was read."""

    name: str
    format: str
    left_out: list[LeftOutJson]
    unknown: list[UnknownValueJson]
    remarks: list[str]


class ImportedWeekJson(TypedDict):
    """What one week gets; `week` is its first day."""

    week: Day
    kinds: list[ImportedKindJson]


class ImportJson(TypedDict):
    """What an import added, or would add."""

    operation: int | None
    dry_run: bool
    files: list[ImportedFileJson]
    rows: Count
    added: Count
    changed: Count
    edited: Count
    edited_entries: list[int]
    known: Count
    forgotten: Count
    rejected: Count
    reject_files: list[str]
    first: Day | None
    last: Day | None
    kinds: list[ImportedKindJson]
    weeks: list[ImportedWeekJson]
    ancient: Count
    long: Count
    new_accounts: Count
    missing: list[MissingJson]


class ForgetJson(TypedDict):
    """What was erased, and where the person may still stand."""

    entries: Count
    operations: Count
    rewritten: Count
    left: list[str]
    mentions: Count


class BackupJson(TypedDict):
    """The copy that was made."""

    file: str
    entries: Count
    size: Count


class CopyJson(TypedDict):
    """A dated copy of the log."""

    file: str
    day: Day
    size: Count
    entries: Count | None


class RestoredJson(TypedDict):
    """What a restore did."""

    file: str
    before: Count | None
    after: Count
    forgotten: Count
    kept: str | None
    damaged: str | None


class RestoreBackupJson(TypedDict):
    """The dated copies, and what was restored."""

    backups: list[CopyJson]
    restored: RestoredJson | None


class PathsJson(TypedDict):
    """Where the files lie."""

    database: str
    backups: str
    model: str


class HealthCheckJson(TypedDict):
    """One thing that was looked at."""

    id: HealthId
    level: HealthLevel
    says: str
    mend: str | None


Health = Literal["healthy", "problems", "unusable"]


class DoctorJson(TypedDict):
    """Whether everything is well."""

    health: Health
    versions: dict[str, str | None]
    paths: PathsJson
    now: Instant
    zone: str | None
    checks: list[HealthCheckJson]


class DbPathJson(TypedDict):
    """Where the log lies."""

    path: str
    exists: bool


class DbQueryJson(TypedDict):
    """The answer of a statement."""

    columns: list[str]
    rows: list[list[str | int | float | None]]


ScheduledJson = TypedDict("ScheduledJson", {"with": Literal["cron", "systemd"], "what": str})
ScheduledJson.__doc__ = "A line of the crontab, or a file of systemd."


class ScheduleListJson(TypedDict):
    """What the machine runs by itself."""

    scheduled: list[ScheduledJson]
