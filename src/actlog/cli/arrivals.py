"""What came of an import, in words and as plain data."""

from __future__ import annotations

from actlog.domain.text import visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from actlog.cli.session import Session
    from actlog.domain.model_week import ModelWeek
    from actlog.store.imports import Arrivals

    Missing = Mapping[tuple[str, str], int]
    """How many rows of a kind lack a field that the model week requires."""
    from actlog.views.shapes.keeping import ImportJson

_MOST_KINDS = 5


def say(session: Session, arrivals: Arrivals, path: str, *, dry_run: bool) -> None:
    """Say what was added, or would be."""
    known = arrivals.known
    if arrivals.forgotten:
        rows = "1 row" if arrivals.forgotten == 1 else f"{arrivals.forgotten:,} rows"
        session.out(f"{rows} of forgotten people left out")
    if not arrivals.entries:
        rows = f"all {known:,} rows known already" if known else "no rows"
        session.out(f"nothing new in {visible(path)}: {rows}")
        return
    done = "would import" if dry_run else "imported"
    session.out(f"{done} {number_of_entries(arrivals.entries)}: {about(arrivals, session.model())}")
    if known:
        session.out(f"{known:,} of {arrivals.rows:,} rows are in the log already")
    if not dry_run:
        session.out("actlog undo takes it back")


def warn(session: Session, arrivals: Arrivals, missing: Missing) -> None:
    """Warn of what is new or missing in the rows."""
    if not arrivals.entries:
        return
    if arrivals.new_accounts:
        more = arrivals.new_accounts - len(arrivals.names)
        beside = f" and {more:,} more" if more else ""
        session.remark(f"new accounts: {', '.join(arrivals.names)}{beside}")
    for (kind, field), rows in sorted(missing.items()):
        session.remark(
            f"{number_of_entries(rows)} of {kind} without {field}, which the model week asks for"
        )


def number_of_entries(number: int) -> str:
    """Return `1 entry`, `45,211 entries`."""
    return "1 entry" if number == 1 else f"{number:,} entries"


def about(arrivals: Arrivals, model: ModelWeek) -> str:
    """Return the kinds, the most first, and the days: `45,211 calls, 2008-05-05 to 2010-11-17`."""
    parts = []
    for total in sorted(arrivals.kinds, key=lambda total: -total.count):
        kind = model.kind(total.kind)
        name = total.kind if kind is None else kind.title
        if kind is not None and total.count != 1:
            name = kind.plural_title()
        parts.append(f"{total.count:,} {name}")
    shown = ", ".join(parts[:_MOST_KINDS])
    more = f" and {len(parts) - _MOST_KINDS} more kinds" if len(parts) > _MOST_KINDS else ""
    days = f"{arrivals.first} to {arrivals.last}"
    return visible(f"{shown}{more}, {arrivals.first if arrivals.first == arrivals.last else days}")


def to_plain(
    arrivals: Arrivals, missing: Missing, *, operation: int | None, dry_run: bool
) -> ImportJson:
    """Return `import --json`."""
    return {
        "operation": operation,
        "dry_run": dry_run,
        "rows": arrivals.rows,
        "added": arrivals.entries,
        "changed": arrivals.changed,
        "edited": arrivals.edited,
        "edited_entries": list(arrivals.edited_numbers),
        "known": arrivals.known,
        "forgotten": arrivals.forgotten,
        "first": arrivals.first,
        "last": arrivals.last,
        "kinds": [
            {"kind": total.kind, "entries": total.entries, "count": total.count}
            for total in arrivals.kinds
        ],
        "new_accounts": arrivals.new_accounts,
        "missing": [
            {"kind": kind, "field": field, "entries": rows}
            for (kind, field), rows in sorted(missing.items())
        ],
    }
