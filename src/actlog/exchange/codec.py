"""The one codec of an entry: its plain form, which JSON, CSV, import and export share.

The names are the promise of `docs/json.md`. In plain form a moment is its ISO text, a value
a number of the rep's currency, tags a list, and what is absent None. In cells everything is
text, tags are joined by spaces, and what is absent is the empty text.
"""

from __future__ import annotations

from datetime import date, datetime

from actlog.domain.entry import Entry, Moment
from actlog.grammar.fields import read_money

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from actlog.domain.plain import EntryJson

FIELDS = (
    "id",
    "uid",
    "day",
    "at",
    "kind",
    "count",
    "outcome",
    "account",
    "contact",
    "minutes",
    "value",
    "source",
    "persona",
    "tags",
    "note",
    "for",
    "next",
    "due",
    "done",
    "story",
    "objection",
)
"""The names of an entry's parts in JSON and CSV, in order."""


def amount(cents: int | None) -> int | float | None:
    """Return hundredths as a number: whole where it is whole, else to the cent.

    The shortest text of a float with at most 13 digits is exact, so no cent is lost.
    """
    if cents is None:
        return None
    return cents / 100 if cents % 100 else cents // 100


def to_plain(entry: Entry) -> EntryJson:
    """Return the entry as a dict of FIELDS, ready for JSON."""
    return {
        "id": entry.id,
        "uid": entry.uid,
        "day": entry.day.isoformat(),
        "at": entry.when.iso() if entry.at else None,
        "kind": entry.kind,
        "count": entry.count,
        "outcome": entry.outcome,
        "account": entry.account,
        "contact": entry.contact,
        "minutes": entry.minutes,
        "value": amount(entry.value_cents),
        "source": entry.source,
        "persona": entry.persona,
        "tags": list(entry.tags),
        "note": entry.note,
        "for": entry.planned.iso() if entry.planned else None,
        "next": entry.next,
        "due": entry.due.iso() if entry.due else None,
        "done": entry.done.iso() if entry.done else None,
        "story": entry.story,
        "objection": list(entry.objection),
    }


def plain_field(field: str, value: Any) -> tuple[str, Any]:
    """Return the name of one field of Entry as FIELDS has it, and its value in plain form."""
    if field == "value_cents":
        return "value", amount(value)
    if isinstance(value, Moment):
        value = value.iso()
    elif isinstance(value, date):
        value = value.isoformat()
    elif isinstance(value, tuple):
        value = list(value)
    return {"planned": "for"}.get(field, field), value


def from_plain(plain: Mapping[str, Any]) -> Entry:
    """Return the entry that `to_plain` was called on; absent names count as None.

    Raises KeyError without `day` or `kind`, ValueError on what cannot be read.
    """
    at, count, value = plain.get("at"), plain.get("count"), plain.get("value")
    return Entry(
        id=plain.get("id"),
        uid=plain.get("uid"),
        day=date.fromisoformat(plain["day"]),
        at=datetime.fromisoformat(at) if at else None,
        kind=plain["kind"],
        count=1 if count is None else count,
        outcome=plain.get("outcome"),
        account=plain.get("account"),
        contact=plain.get("contact"),
        minutes=plain.get("minutes"),
        value_cents=None if value is None else read_money(str(value)),
        source=plain.get("source"),
        persona=plain.get("persona"),
        tags=tuple(plain.get("tags") or ()),
        note=plain.get("note"),
        planned=_moment(plain.get("for")),
        next=plain.get("next"),
        due=_moment(plain.get("due")),
        done=_moment(plain.get("done")),
        story=plain.get("story"),
        objection=tuple(plain.get("objection") or ()),
    )


def to_cells(plain: EntryJson) -> list[str]:
    """Return a plain entry as texts in the order of FIELDS."""
    return [cell(plain.get(name)) for name in FIELDS]


def cell(value: Any) -> str:
    """Return one plain value as text: None is empty, a list is joined by spaces."""
    if value is None:
        return ""
    return " ".join(value) if isinstance(value, list) else str(value)


def _moment(text: str | None) -> Moment | None:
    return Moment.from_iso(text) if text else None
