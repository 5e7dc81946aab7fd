"""What the model week asks of an entry: the fields it requires and how much one may count."""

from __future__ import annotations

from actlog.domain.entry import MOST_COUNT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from actlog.domain.entry import Entry
    from actlog.domain.model_week import Kind, ModelWeek

_FIELDS = {"value": "value_cents", "for": "planned", "mins": "minutes"}
_HOW = {
    "account": "say whose: @acme",
    "contact": "say with whom: @acme/dana",
    "minutes": "say how long: 20m",
    "value": "say how much: value:18k",
    "source": "say where it came from: source:referral",
    "persona": "say who it is: persona:owner",
    "note": "add a note: -- asked for pricing",
    "for": "say for when: for tue 10:00",
    "next": "say what comes next: next:'send quote'",
    "due": "say by when: due:fri",
}
_INHERITED = {"source": "account", "persona": "contact"}


def most_of(kind: Kind) -> int:
    """Return the most that one entry of a kind may count."""
    return min(kind.max_per_entry, MOST_COUNT)


def missing(entry: Entry, kind: Kind) -> str | None:
    """Return the first field that the kind requires and the entry lacks, None when all are there.

    Source and persona are asked for only where the entry has no account or contact to
    inherit them from: what those have is known to the store.
    """
    lacking = _lacking(entry, kind)
    return lacking[0] if lacking else None


def newly_missing(before: Entry, after: Entry, kind: Kind) -> str | None:
    """Return the first required field that an edited entry lacks and did not lack before.

    What an old entry lacks already keeps nobody from mending the rest of it.
    """
    known = _lacking(before, kind) if before.kind == kind.name else []
    return next((field for field in _lacking(after, kind) if field not in known), None)


def _lacking(entry: Entry, kind: Kind) -> list[str]:
    found = []
    for field in kind.requires:
        heir = _INHERITED.get(field)
        inherits = heir is not None and getattr(entry, heir) is not None
        if getattr(entry, _FIELDS.get(field, field)) is None and not inherits:
            found.append(field)
    return found


def not_inherited(entry: Entry, model: ModelWeek) -> str | None:
    """Return what the model requires of an entry and nothing gave it, once the store has helped.

    Meant for stored entries, whose source and persona are filled in from their account and
    contact.
    """
    kind = model.kind(entry.kind)
    for field in kind.requires if kind is not None else ():
        if getattr(entry, _FIELDS.get(field, field)) is None:
            return field
    return None


def needs(field: str, kind: Kind) -> str:
    """Return that a kind needs a field: `a meeting set needs an account`."""
    article = "an" if kind.title[0] in "aeiou" else "a"
    need = "an" if field[0] in "aeiou" else "a"
    what = {"minutes": "a duration", "for": "a date behind `for`", "next": "a next step"}
    return f"{article} {kind.title} needs {what.get(field, f'{need} {field}')}"


def how_to_say(field: str, kind: Kind) -> str:
    """Return how to give a field in a line."""
    if field == "outcome":
        from actlog.grammar.vocabulary import outcomes_of

        return f"say how it went: {', '.join(outcomes_of(kind))}"
    return _HOW.get(field, f"say {field}:")
