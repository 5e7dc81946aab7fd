"""Reports as plain data for `--json`: the keys that docs/json.md promises."""

from __future__ import annotations

from actlog.domain.ratio import Ratio
from actlog.domain.schema import SCHEMA_VERSION
from actlog.views.shares import plain_ahead

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from actlog.analysis.averages import AveragesReport, KindAverages, Window
    from actlog.analysis.day_report import DayReport, TodayRow
    from actlog.analysis.week_report import ActivityRow, WeekReport
    from actlog.domain.findings import Fault, Finding
    from actlog.domain.model_week import ModelWeek, Timebox
    from actlog.domain.plain import Document, EntryJson
    from actlog.domain.timer import Timer
    from actlog.views.shapes.entries import BoxJson, TimerJson
    from actlog.views.shapes.findings import FaultJson, FindingJson
    from actlog.views.shapes.weeks import (
        ActivityJson,
        AveragesJson,
        KindAveragesJson,
        TodayJson,
        TodayRowJson,
        WeekJson,
        WindowJson,
    )


def dump(data: Document) -> str:
    """Return data as JSON text with its `schema_version` first and a final newline."""
    import json

    whole = {"schema_version": SCHEMA_VERSION, **data}
    return json.dumps(whole, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def dump_line(data: Document) -> str:
    """Return data as one line of JSON Lines, with its `schema_version` first.

    All of it is ASCII: what ends a line for some readers, such as U+2028, is written out.
    """
    import json

    return json.dumps({"schema_version": SCHEMA_VERSION, **data}, allow_nan=False) + "\n"


def exact(value: Ratio) -> int | float:
    """Return an exact number as JSON has it: whole as an integer, else a float."""
    return value.over if value.under == 1 else float(value)


def number(value: Ratio | int | None) -> int | float | None:
    """Return a number, exact or none, as JSON has it."""
    return exact(value) if isinstance(value, Ratio) else value


def money(cents: int) -> int | float:
    """Return hundredths as an amount of money."""
    return exact(Ratio(cents, 100))


def week(report: WeekReport, findings: Sequence[Finding], coach: Finding | None) -> WeekJson:
    """Return `week --json`; `coach` is the finding that matters most."""
    return {
        "week": {
            "label": report.week.label,
            "start": report.week.start.isoformat(),
            "end": report.week.end.isoformat(),
            "share": exact(report.share),
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


def activity(row: ActivityRow) -> ActivityJson:
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
        "days_left": exact(standing.days_left),
        "needed_per_day": number(standing.needed_per_day),
        "most_left": number(reach.most_left) if reach else None,
        "reach": number(reach.chance) if reach else None,
        "streak": row.streak,
        "averages": {
            str(window.weeks_asked): number(window.per_week) for window in row.averages.windows
        },
    }


def timer(timer: Timer, model: ModelWeek, now: datetime) -> TimerJson:
    """Return a running timebox, with the minutes that have passed."""
    kind = model.kind(timer.kind)
    return {
        "kind": timer.kind,
        "started": timer.started.isoformat(timespec="seconds"),
        "minutes": timer.minutes(now),
        "forgotten": timer.ahead(now) or timer.forgotten(now, kind.timebox if kind else None),
    }


def box(of: Timebox) -> BoxJson:
    """Return what keeps a timebox's day."""
    return {"minutes": of.minutes, "touches": of.touches}


def finding(one: Finding) -> FindingJson:
    """Return a finding with its evidence."""
    known = one.evidence
    return {
        "id": one.id,
        "level": one.level,
        "title": one.title,
        "detail": one.detail,
        "kind": one.kind,
        "evidence": {
            "weeks": known.weeks,
            "n": known.n,
            "value": known.value,
            "low": known.low,
            "high": known.high,
            "p": known.p,
            "q": known.q,
        },
        "next": one.next,
    }


def fault(one: Fault) -> FaultJson:
    """Return a finding about single entries, with their numbers."""
    return {**finding(one), "entries": list(one.entries)}


def averages(report: AveragesReport, coach: Finding | None) -> AveragesJson:
    """Return `averages --json`; `coach` is the finding that matters most."""
    return {
        "before": report.before.start.isoformat(),
        "model": report.model.name,
        "activities": [kind_averages(one) for one in report.activities],
        "coach": finding(coach) if coach else None,
    }


def kind_averages(one: KindAverages) -> KindAveragesJson:
    """Return one of `activities[]` of the averages."""
    return {"kind": one.kind.name, "windows": [window(each) for each in one.windows]}


def window(one: Window) -> WindowJson:
    """Return one of `windows[]`."""
    return {
        "weeks_asked": one.weeks_asked,
        "weeks_counted": one.weeks_counted,
        "per_week": number(one.per_week),
        "median": number(one.median),
        "min": one.min,
        "max": one.max,
        "at_or_above": one.at_or_above,
    }


def today(
    report: DayReport,
    entries: Sequence[EntryJson],
    this_week: WeekReport,
    findings: Sequence[Finding],
    coach: Finding | None,
) -> TodayJson:
    """Return `today --json`; `entries` are today's, all of them, as plain data."""
    return {
        "day": report.day.isoformat(),
        "weight": exact(report.weight),
        "entries": list(entries),
        "today": [today_row(row) for row in report.activities],
        "timer": timer(report.timer, report.model, report.now) if report.timer else None,
        **week(this_week, findings, coach),
    }


def today_row(row: TodayRow) -> TodayRowJson:
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
