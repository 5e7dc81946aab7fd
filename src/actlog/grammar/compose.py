"""From clauses to entries: who, when and how cover the line, details belong to their clause."""

from __future__ import annotations

from actlog.domain.entry import Entry, Moment, name_key
from actlog.grammar.checks import how_to_say, missing, most_of, needs
from actlog.grammar.fields import read_count
from actlog.grammar.parts import AccountPart, CoverPart, Part, TagPart
from actlog.grammar.scopes import Clause, Clauses

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from actlog.domain.errors import LineError
    from actlog.domain.model_week import Kind, ModelWeek
    from actlog.grammar.tokens import Line


def compose(line: Line, parts: Sequence[Part], model: ModelWeek, moment: Moment) -> list[Entry]:
    """Return the entries that a line's parts make, in the order typed. Raises LineError."""
    clauses = Clauses(line, model).read(parts)
    covered = covers(line, parts)
    accounts = _accounts(line, parts, covered.pop("contact", None))
    entries = []
    if len(clauses) > 1 and len(accounts) > 1:
        part = clauses[1].part
        raise _each_or_all(line, part, f"{clauses[1].kind.title} with one of them or with all")
    for clause in clauses:
        check_count(line, clause)
        _check_shared(line, clause, accounts)
        for place, (count, outcome) in enumerate(clause.amounts()):
            details = (
                {name: part.value for name, part in clause.details.items()} if not place else {}
            )
            for who in accounts or [{}]:
                fields: dict[str, Any] = {**covered, **who, **details}
                entry = Entry(
                    day=moment.day,
                    at=moment.at,
                    kind=clause.kind.name,
                    count=count,
                    outcome=outcome,
                    **fields,
                )
                _check_required(line, clause, entry, [clause.kind, *_measures(clause, outcome)])
                entries.append(entry)
    return entries


def _measures(clause: Clause, outcome: str | None) -> list[Kind]:
    """Return the measures that were named for an outcome: they may require fields of their own."""
    named = [part.via for part in clause.slices if part.via and part.outcome == outcome]
    return [*named, clause.via] if clause.via else named


def covers(line: Line, parts: Sequence[Part]) -> dict[str, Any]:
    """Return what is said once for the whole line: source, persona, tags, the part of a contact.

    Raises LineError on what is said twice.
    """
    found: dict[str, Any] = {}
    tags: list[str] = []
    for part in parts:
        if isinstance(part, TagPart) and part.tag not in tags:
            tags.append(part.tag)
        elif isinstance(part, CoverPart):
            if part.field in found:
                raise line.error(f"a second {part.field}", part.start, part.end, "one is enough")
            found[part.field] = part if part.field == "contact" else part.text
    if tags:
        found["tags"] = tuple(tags)
    return found


def _accounts(line: Line, parts: Sequence[Part], contact: CoverPart | None) -> list[dict[str, Any]]:
    """Return account and contact of each `@`; a `contact:` joins the only account."""
    found = [part for part in parts if isinstance(part, AccountPart)]
    seen = set()
    for part in found:
        key = (name_key(part.account), name_key(part.contact or ""))
        if key in seen:
            hint = "a count stands before the activity: 2 calls @acme"
            raise line.error(f"{part.account} is named twice", part.start, part.end, hint)
        seen.add(key)
    accounts: list[dict[str, Any]]
    accounts = [{"account": part.account, "contact": part.contact} for part in found]
    if contact is None:
        return accounts
    if len(found) != 1:
        which = "no account" if not found else f"{len(found)} accounts"
        raise line.error(
            f"the contact {contact.text} has {which}",
            contact.start,
            contact.end,
            "name both together: @acme/dana",
        )
    if found[0].contact is not None:
        raise line.error("a second contact", contact.start, contact.end, "one is enough")
    return [{"account": found[0].account, "contact": contact.text}]


def check_count(line: Line, clause: Clause) -> None:
    """Refuse a count above the kind's most. Raises LineError."""
    most = most_of(clause.kind)
    if clause.count <= most:
        return
    part = clause.part
    first, _, rest = line.text[part.start : part.end].partition(" ")
    mend = None
    if len(first) == 4 and read_count(first) and int(first[:2]) < 24 and int(first[2:]) < 60:
        mend = f"{first[:2]}:{first[2:]} {rest}"
    raise line.error(
        f"an entry of {clause.kind.title} counts at most {most:,}",
        part.start,
        part.end,
        "the model week's max_per_entry says so",
        mend,
    )


def _check_shared(line: Line, clause: Clause, accounts: Sequence[dict[str, Any]]) -> None:
    """Refuse what several accounts could share or have each."""
    if len(accounts) < 2:
        return
    if clause.count > 1:
        number = clause.count
        raise _each_or_all(line, clause.part, f"{number} each or {number} in all")
    for field in ("minutes", "value_cents"):
        part = clause.details.get(field)
        if part is not None:
            said = line.text[part.start : part.end]
            raise _each_or_all(line, part, f"{said} each or {said} in all")


def _each_or_all(line: Line, part: Part, readings: str) -> LineError:
    return line.error(
        f"several accounts: {readings}?", part.start, part.end, "write one line for each account"
    )


def _check_required(line: Line, clause: Clause, entry: Entry, kinds: Sequence[Kind]) -> None:
    for kind in kinds:
        field = missing(entry, kind)
        if field is not None:
            how = how_to_say(field, kind)
            raise line.error(needs(field, kind), clause.part.start, clause.part.end, how)
