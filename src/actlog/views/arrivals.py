"""What an import would bring in: weeks and kinds, what is left out, and what looks odd."""

from __future__ import annotations

from rich.console import Group
from rich.text import Text

from actlog.analysis.pace import plural_name
from actlog.domain.arrivals import LONG_MINUTES, ODD_YEAR
from actlog.views.grid import columns, labelled
from actlog.views.rows import heading_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Sequence

    from actlog.domain.arrivals import Arrivals, Came, FileSeen, KindTotal, Unknown, WeekTotal
    from actlog.domain.model_week import ModelWeek
    from actlog.views.grid import Cell
    from actlog.views.shapes.keeping import ImportedKindJson, ImportJson, UnknownValueJson
    from actlog.views.theme import Theme

_MOST_WEEKS = 8
_MOST_KINDS = 4
_MOST_LINES = 6
_LABEL = 10
_WIDEST = 14


def preview(came: Came, model: ModelWeek, theme: Theme) -> Group:
    """Return what would come in: a table of the latest weeks, and what is worth a look."""
    parts = [
        heading_line(theme.clean(file.name), [theme.clean(file.title)], theme)
        for file in came.files
    ]
    if came.weeks:
        parts += [Text(), *_weeks(came, model, theme)]
    noted = notes(came)
    if came.rejected:
        noted.append(("bad", f"{_rows(came.rejected)}: see below"))
    if noted:
        parts += [Text(), *[labelled(label, said, theme, _LABEL) for label, said in noted]]
    return Group(*parts, Text())


def notes(came: Came) -> list[tuple[str, str]]:
    """Return what is worth a look, each with its label: left out, unknown, odd."""
    noted = [line for file in came.files for line in _about_file(file, came)]
    return [*noted, *_about_rows(came.arrivals)]


def _weeks(came: Came, model: ModelWeek, theme: Theme) -> list[Text]:
    """Return the latest weeks with the commonest kinds, earlier and other ones summed."""
    kinds = sorted(came.arrivals.kinds, key=lambda total: -total.count)
    shown = [total.kind for total in kinds[:_MOST_KINDS]]
    others = len(kinds) > _MOST_KINDS
    heads = [theme.cut(theme.clean(_name(kind, model)), _WIDEST) for kind in shown]
    rows: list[Sequence[Cell]] = [["week", *heads, *["others"] * others]]
    late = came.weeks[-_MOST_WEEKS:]
    early = came.weeks[:-_MOST_WEEKS]
    if early:
        label = "1 earlier" if len(early) == 1 else f"{len(early):,} earlier"
        rows.append([label, *_amounts(_sum(early), shown, others=others)])
    rows += [[one.week.label, *_amounts(_sum([one]), shown, others=others)] for one in late]
    lines = columns(rows, "l" + "r" * (len(rows[0]) - 1))
    lines[0].stylize("bold")
    return lines


def _name(kind: str, model: ModelWeek) -> str:
    known = model.kind(kind)
    return kind if known is None else plural_name(known)


def _sum(weeks: Sequence[WeekTotal]) -> Counter[str]:
    from collections import Counter

    found: Counter[str] = Counter()
    for week in weeks:
        for total in week.kinds:
            found[total.kind] += total.count
    return found


def _amounts(found: Counter[str], shown: Sequence[str], *, others: bool) -> list[str]:
    rest = sum(found.values()) - sum(found[kind] for kind in shown)
    return [*[_amount(found[kind]) for kind in shown], *[_amount(rest)] * others]


def _amount(count: int) -> str:
    return f"{count:,}" if count else "-"


def _about_file(file: FileSeen, came: Came) -> list[tuple[str, str]]:
    """Return what was left out of a file, and the values that its mapping does not know."""
    of = f" of {file.name}" if len(came.files) > 1 else ""
    lines = [("read", said + of) for said in file.remarks]
    for why, rows in file.left_out[:_MOST_LINES]:
        lines.append(("left out", f"{_rows(rows)}{of}: {why}"))
    if len(file.left_out) > _MOST_LINES:
        rest = sum(rows for _, rows in file.left_out[_MOST_LINES:])
        lines.append(("left out", f"{_rows(rest)}{of} for other reasons"))
    lines += [
        ("unknown", f'{one.column} "{one.value}"{of} ({_rows(one.rows)}): {one.becomes}')
        for one in file.unknown[:_MOST_LINES]
    ]
    if len(file.unknown) > _MOST_LINES:
        lines.append(("unknown", f"{len(file.unknown) - _MOST_LINES:,} more values{of}"))
    return lines


def _about_rows(arrivals: Arrivals) -> list[tuple[str, str]]:
    """Return what is odd about new entries, and what becomes of rows that the log knows."""
    lines = []
    if arrivals.ancient:
        lines.append(("odd", f"{entries(arrivals.ancient)} in {ODD_YEAR}: a wrong unit of time?"))
    if arrivals.long:
        lines.append(("odd", f"{entries(arrivals.long)} of {LONG_MINUTES // 60} hours or more"))
    return lines


def _rows(number: int) -> str:
    return "1 row" if number == 1 else f"{number:,} rows"


def entries(number: int) -> str:
    """Return `1 entry`, `45,211 entries`."""
    return "1 entry" if number == 1 else f"{number:,} entries"


def import_json(came: Came, *, operation: int | None, dry_run: bool) -> ImportJson:
    """Return `import --json`."""
    arrivals = came.arrivals
    return {
        "operation": operation,
        "dry_run": dry_run,
        "files": [
            {
                "name": file.name,
                "format": file.format,
                "left_out": [{"why": why, "rows": rows} for why, rows in file.left_out],
                "unknown": [_unknown(one) for one in file.unknown],
                "remarks": list(file.remarks),
            }
            for file in came.files
        ],
        "rows": arrivals.rows,
        "added": arrivals.entries,
        "changed": arrivals.changed,
        "edited": arrivals.edited,
        "edited_entries": list(arrivals.edited_numbers),
        "known": arrivals.known,
        "forgotten": arrivals.forgotten,
        "rejected": came.rejected,
        "reject_files": list(came.reject_files),
        "first": arrivals.first,
        "last": arrivals.last,
        "kinds": [_kind(total) for total in arrivals.kinds],
        "weeks": [
            {"week": total.week.start.isoformat(), "kinds": [_kind(kind) for kind in total.kinds]}
            for total in came.weeks
        ],
        "ancient": arrivals.ancient,
        "long": arrivals.long,
        "new_accounts": arrivals.new_accounts,
        "missing": [
            {"kind": kind, "field": field, "entries": rows} for kind, field, rows in came.missing
        ],
    }


def _kind(total: KindTotal) -> ImportedKindJson:
    return {"kind": total.kind, "entries": total.entries, "count": total.count}


def _unknown(one: Unknown) -> UnknownValueJson:
    return {
        "column": one.column,
        "value": one.value,
        "rows": one.rows,
        "becomes": one.becomes,
    }
