"""Reports as rows for `--csv`: one header line, one row per activity (and window)."""

from __future__ import annotations

from actlog.domain.formulas import harmless
from actlog.views import jsonable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

    from actlog.analysis.averages import AveragesReport
    from actlog.analysis.day_report import DayReport
    from actlog.analysis.week_report import WeekReport

    Rows = Sequence[Mapping[str, object]]


def write(rows: Rows) -> str:
    """Return rows of the same keys as CSV text; what is absent is an empty cell."""
    return write_rows(list(rows[0]), [list(row.values()) for row in rows]) if rows else ""


def write_rows(names: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Return a header line and rows as CSV text; None is an empty cell.

    A text that a spreadsheet would run as a formula gets an apostrophe before it.
    """
    import csv
    from io import StringIO

    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([_safe(name) for name in names])
    writer.writerows([[_safe(value) for value in row] for row in rows])
    return text.getvalue()


def _safe(value: Any) -> Any:
    return harmless(value) if isinstance(value, str) else value


def week(report: WeekReport) -> Rows:
    """Return `week --csv`: the week's label, then the keys of `activities[]`, averages last."""
    rows = []
    for row in report.activities:
        plain = jsonable.activity(row)
        averages = {f"average_{weeks}": x for weeks, x in plain["averages"].items()}
        columns = {"week": report.week.label, **plain, **averages}
        del columns["averages"]
        rows.append(columns)
    return rows


def averages(report: AveragesReport) -> Rows:
    """Return `averages --csv`: a row for each activity and window."""
    return [
        {"kind": one.kind.name, **jsonable.window(window)}
        for one in report.activities
        for window in one.windows
    ]


def today(report: DayReport) -> Rows:
    """Return `today --csv`: the day, then the keys of `today[]`."""
    day = report.day.isoformat()
    return [{"day": day, **jsonable.today_row(row)} for row in report.activities]
