"""Reports as plain data for `--json`: the keys that docs/json.md promises."""

from __future__ import annotations

from actlog.domain.ratio import Ratio
from actlog.domain.record import Record
from actlog.domain.schema import SCHEMA_VERSION
from actlog.views.shares import plain_ahead

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from typing import Any

    from actlog.analysis.averages import AveragesReport, KindAverages, Window
    from actlog.analysis.day_report import DayReport, TodayRow
    from actlog.analysis.week_report import ActivityRow, WeekReport
    from actlog.domain.findings import Finding
    from actlog.domain.model_week import ModelWeek
    from actlog.domain.timer import Timer


def dump(data: dict[str, Any]) -> str:
    """Return data as JSON text with its `schema_version` first and a final newline."""
    import json

    whole = {"schema_version": SCHEMA_VERSION, **data}
    return json.dumps(whole, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def dump_line(data: dict[str, Any]) -> str:
    """Return data as one line of JSON Lines, with its `schema_version` first.

    All of it is ASCII: what ends a line for some readers, such as U+2028, is written out.
    """
    import json

    return json.dumps({"schema_version": SCHEMA_VERSION, **data}, allow_nan=False) + "\n"


def number(value: Ratio | int | None) -> int | float | None:
    """Return an exact number as JSON has it: whole as an integer, else a float."""
    if isinstance(value, Ratio):
        return value.over if value.under == 1 else float(value)
    return value


def money(cents: int) -> int | float | None:
    """Return hundredths as an amount of money."""
    return number(Ratio(cents, 100))


def week(report: WeekReport, findings: Sequence[Finding], coach: Finding | None) -> dict[str, Any]:
    """Return `week --json`; `coach` is the finding that matters most."""
    return {
        "week": {
            "label": report.week.label,
            "start": report.week.start.isoformat(),
            "end": report.week.end.isoformat(),
            "share": number(report.share),
            "elapsed": number(report.elapsed),
        },
        "model": report.model.name,
        "activities": [activity(row) for row in report.activities],
        "results": [
            {"kind": row.kind.name, "done": row.done, "value": money(row.value_cents)}
            for row in report.results
        ],
        "findings": [finding(one) for one in findings],
        "coach": finding(coach) if coach else None,
        "ahead": None if report.ahead is None else [plain_ahead(one) for one in report.ahead],
    }


def activity(row: ActivityRow) -> dict[str, Any]:
    """Return one of `activities[]` of a week."""
    standing, reach = row.standing, row.reach
    return {
        "kind": row.kind.name,
        "done": standing.done,
        "tipping_point": number(standing.tipping_point),
        "goal": number(standing.goal),
        "ceiling": number(standing.ceiling),
        "gap": number(standing.gap),
        "zone": standing.zone,
        "expected_by_now": number(standing.expected_by_now),
        "pace": number(standing.pace),
        "buffer": number(standing.buffer),
        "days_left": number(standing.days_left),
        "needed_per_day": number(standing.needed_per_day),
        "most_left": number(reach.most_left) if reach else None,
        "reach": number(reach.chance) if reach else None,
        "streak": row.streak,
        "averages": {
            str(window.weeks_asked): number(window.per_week) for window in row.averages.windows
        },
    }


def timer(timer: Timer, model: ModelWeek, now: datetime) -> dict[str, Any]:
    """Return a running timebox, with the minutes that have passed."""
    kind = model.kind(timer.kind)
    return {
        "kind": timer.kind,
        "started": timer.started.isoformat(timespec="seconds"),
        "minutes": timer.minutes(now),
        "forgotten": timer.ahead(now) or timer.forgotten(now, kind.timebox if kind else None),
    }


def finding(one: Finding) -> dict[str, Any]:
    """Return a finding with its evidence."""
    return {
        name: value.as_dict() if isinstance(value, Record) else value
        for name, value in one.as_dict().items()
    }


def averages(report: AveragesReport, coach: Finding | None) -> dict[str, Any]:
    """Return `averages --json`; `coach` is the finding that matters most."""
    return {
        "before": report.before.start.isoformat(),
        "model": report.model.name,
        "activities": [kind_averages(one) for one in report.activities],
        "coach": finding(coach) if coach else None,
    }


def kind_averages(one: KindAverages) -> dict[str, Any]:
    """Return one of `activities[]` of the averages."""
    return {"kind": one.kind.name, "windows": [window(each) for each in one.windows]}


def window(one: Window) -> dict[str, Any]:
    """Return one of `windows[]`."""
    return {name: number(value) for name, value in one.as_dict().items()}


def today(
    report: DayReport,
    entries: Sequence[dict[str, Any]],
    this_week: WeekReport,
    findings: Sequence[Finding],
    coach: Finding | None,
) -> dict[str, Any]:
    """Return `today --json`; `entries` are today's, all of them, as plain data."""
    return {
        "day": report.day.isoformat(),
        "weight": number(report.weight),
        "entries": list(entries),
        "today": [today_row(row) for row in report.activities],
        "timer": timer(report.timer, report.model, report.now) if report.timer else None,
        **week(this_week, findings, coach),
    }


def today_row(row: TodayRow) -> dict[str, Any]:
    """Return one of `today[]`."""
    return {
        "kind": row.kind.name,
        "done": row.done,
        "asks": number(row.asks),
        "left": number(row.left),
        "minutes": row.minutes,
        "touches": row.box.touches if row.box else None,
        "box_minutes": row.box.box.minutes if row.box else None,
        "box_touches": row.box.box.touches if row.box else None,
    }
