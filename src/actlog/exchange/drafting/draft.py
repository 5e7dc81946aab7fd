"""A first mapping as YAML, with comments for its reader to go by."""

from __future__ import annotations

import re

from actlog.domain.record import Record
from actlog.exchange.drafting import fields as make
from actlog.exchange.drafting.headers import plain_words
from actlog.exchange.drafting.kinds import rules
from actlog.exchange.drafting.looks import look as look_at
from actlog.exchange.drafting.order import Order
from actlog.exchange.drafting.remarks import remarks, said_of
from actlog.exchange.drafting.roles import moment_of, roles
from actlog.exchange.drafting.speech import Speech
from actlog.exchange.drafting.words import DONE, INBOUND, phrases
from actlog.exchange.drafting.yaml import listed, said, scalar

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from actlog.domain.model_week import ModelWeek
    from actlog.exchange.drafting.fields import Field
    from actlog.exchange.drafting.kinds import Rule
    from actlog.exchange.drafting.looks import Look
    from actlog.exchange.drafting.roles import Roles
    from actlog.exchange.table import Raw

_MOST_RECOGNISED, _LEAST_RECOGNISED = 12, 3
_LONGEST_SOURCE = 16
_TOLD = ("id", "status", "direction", "outcome")
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,5}$")


class Draft(Record):
    """A first mapping: `text` is its YAML, which is right as it stands where it is `dated`.

    `fields` are the parts of an entry that were found, each with the names of its columns;
    `missing` says in words what was not. So many `rows` were looked at, and all `columns`.
    """

    text: str
    rows: int
    columns: int
    fields: tuple[tuple[str, tuple[str, ...]], ...]
    missing: tuple[str, ...]
    dated: bool


def draft(raw: Raw, name: str, model: ModelWeek, now: datetime) -> Draft:
    """Return a first mapping for a table whose file is called `name`; `now` is an aware instant.

    It guesses from the header and the first thousands of rows, says where it does, and leaves
    what it does not know as a comment.
    """
    looks, speech = look_at(raw), Speech(model)
    found = roles(looks, speech)
    moment = moment_of(found)
    order = Order(moment, model.date_order, now.year + 1)
    made = _made(found, moment, order.taken)
    stem = _ENDING.sub("", name) or name
    entries, unknown = rules(found, [stem, *[look.name for look in looks]], speech)
    if "kind" in found and not any("kind: {" in line for rule in entries for line in rule.lines):
        made.append(make.Field(name="kind", lines=(), columns=(found["kind"],)))
    if any(rule.outcome for rule in entries):
        made.append(make.Field(name="outcome", lines=(), columns=(found["outcome"],)))
    columns = {look.place for field in made for look in field.columns}
    spoken = {found[role].place for role in _TOLD if role in found}
    left = [look for look in looks if look.place not in columns | spoken]
    lines = [
        *_title(stem, looks),
        *_recognise([look for look in looks if look.place in columns], looks),
        *_id(found, stem),
        *order.lines(),
        *_left_out(found, moment, order.taken, now),
        "",
        *_entries(entries, [field for field in made if field.lines]),
        *(["", "# Not used:", *remarks(left)] if left else []),
    ]
    return Draft(
        text="\n".join(lines) + "\n",
        rows=looks[0].rows if looks else 0,
        columns=len(looks),
        fields=tuple([(one.name, tuple([look.name for look in one.columns])) for one in made]),
        missing=tuple(_missing(moment, unknown, order)),
        dated=moment is not None,
    )


def _made(found: Roles, moment: Look | None, order: str) -> list[Field]:
    """Return the fields, none of which reads the column of the moment again."""
    made = [] if moment is None else [make.at(moment, found, order)]
    taken = {look.place for one in made for look in one.columns}
    others = make.others(found)
    return made + [one for one in others if not taken & {look.place for look in one.columns}]


def _title(stem: str, looks: Sequence[Look]) -> list[str]:
    rows = looks[0].rows if looks else 0
    counted = "1 row was" if rows == 1 else f"{rows:,} rows were"
    return [
        f"# A first mapping for {said(stem)}, of which {counted} looked at.",
        "# It is a guess until you have read it: correct what is wrong, fill in what is asked.",
        "",
        "version: 1",
        f"title: {scalar(' '.join(stem.split())[:300]) if stem.split() else 'table'}",
    ]


def _recognise(used: Sequence[Look], looks: Sequence[Look]) -> list[str]:
    columns = used if len(used) >= _LEAST_RECOGNISED else [look for look in looks if look.usable]
    if not columns:
        return []
    return [
        "# A file that has all of these columns is taken for one like it.",
        f"recognise: {listed([look.name for look in columns[:_MOST_RECOGNISED]])}",
    ]


def _id(found: Roles, stem: str) -> list[str]:
    if "id" not in found:
        return []
    source = ""
    for word in plain_words(stem):
        piece = re.sub("[^a-z0-9]", "", word)
        longer = f"{source}-{piece}".strip("-")
        if piece and len(longer) <= _LONGEST_SOURCE:
            source = longer
    return [
        "# A row's own id: a later file that says something else of the row changes its entry.",
        f"source: {source or 'mine'}",
        f"id: {scalar(found['id'].name)}",
    ]


def _left_out(found: Roles, moment: Look | None, order: str, now: datetime) -> list[str]:
    """Return which rows to leave out: what is not done, and as a comment calls that came in."""
    lines = []
    ahead = moment.ahead(order, now.date()) if moment is not None else 0
    if ahead and moment is not None:
        rows = "1 row is" if ahead == 1 else f"{ahead:,} rows are"
        lines.append(f"  {scalar(moment.name)}: {{ahead: true}}  # {rows} still to come")
    if "direction" in found:
        look = found["direction"]
        inbound = _of(look, INBOUND)
        if inbound:
            called = f"{scalar(look.name)}: {listed(inbound)}"
            lines.append(f"  # {called}  # calls that came in are no dials of yours")
    return [*_keep(found), *(["skip:", *lines] if lines else [])]


def _keep(found: Roles) -> list[str]:
    if "status" not in found:
        return []
    look = found["status"]
    done = _of(look, DONE)
    rest = [f"{said(text)} ({rows:,})" for text, rows in look.values if text not in done]
    if not done or not rest:
        return [f"# column {said(look.name)}: {said_of(look)}"]
    return [f"keep: {{{scalar(look.name)}: {listed(done)}}}  # and not {', '.join(rest[:3])}"]


def _of(look: Look, words: str) -> list[str]:
    """Return the values of a column that are among some words."""
    known = frozenset(phrases(words))
    return [text for text, _ in look.values if " ".join(plain_words(text)) in known]


def _entries(entries: Sequence[Rule], fields: Sequence[Field]) -> list[str]:
    """Return what a row makes; fields that several entries share stand above them."""
    shared = [line for field in fields for line in field.lines]
    if not any(field.name == "at" for field in fields):
        shared.insert(0, "# at: which column?  # no column holds dates")
    lines = ["fields:", *[f"  {line}" for line in shared]] if len(entries) > 1 else []
    lines.append("entries:")
    for rule in entries:
        inner = [*rule.lines, *([] if len(entries) > 1 else shared)]
        begun = False
        for line in inner:
            # The first that is no comment begins the item.
            begins = not begun and not line.startswith("#")
            lines.append(("  - " if begins else "    " if begun else "  ") + line)
            begun = begun or begins
    return lines


def _missing(moment: Look | None, unknown: str | None, order: Order) -> list[str]:
    missing = [] if moment is not None else ["when a row was (at): no column holds dates"]
    if unknown is not None:
        missing.append(unknown)
    if order.is_open:
        missing.append("how its dates are written (date_order)")
    return missing
