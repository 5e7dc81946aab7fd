"""Foreign tables for the tests, and what a mapping makes of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta, timezone
from typing import Any

from actlog.domain.mapping import EntryRule, Lookup, Mapping, Value
from actlog.exchange.codec import FIELDS
from actlog.exchange.mapped.lookups import LookupTable
from actlog.exchange.mapped.reading import Mapped, read
from actlog.exchange.problems import Problems
from actlog.exchange.table import Raw

NOW = datetime(2026, 11, 23, 10, 41, tzinfo=timezone(timedelta(hours=1)))
CALL = Value(constant="call")


def of(*columns: str, **more: Any) -> Value:
    """Return the value of these columns."""
    return Value(columns=columns, **more)


def rule(**given: Any) -> EntryRule:
    """Return a rule for calls at `Date`, unless it says otherwise.

    `part`, `when` and `story` are the rule's own, the others are fields; `for` is `for_` here.
    """
    own = {name: given.pop(name) for name in ("part", "when", "story") if name in given}
    fields: dict[str, Value] = {"kind": CALL, "at": of("Date")} | given
    return EntryRule(
        fields=tuple((name.rstrip("_"), value) for name, value in fields.items()), **own
    )


def mapping(*rules: EntryRule, **more: Any) -> Mapping:
    """Return a mapping of these rules."""
    given: dict[str, Any] = {"format": "dialer", "title": "Dialer calls"} | more
    return Mapping(entries=rules or (rule(),), **given)


def raw(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Raw:
    """Return a table whose first row stands in line 2."""
    return Raw(
        header=tuple(header), rows=((line, list(row)) for line, row in enumerate(rows, start=2))
    )


def opened(
    how: Mapping,
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    date_order: str | None = None,
    names: Callable[[Lookup], LookupTable] | None = None,
    now: datetime = NOW,
) -> tuple[Mapped, Problems]:
    """Return a table as read through a mapping, unread so far."""
    problems = Problems()
    mapped = read(
        raw(header, rows),
        how,
        again=lambda: raw(header, rows),
        now=now,
        problems=problems,
        date_order=date_order,
        names=names,
    )
    return mapped, problems


def entries(
    how: Mapping, header: Sequence[str], rows: Sequence[Sequence[str]], **more: Any
) -> list[dict[str, str]]:
    """Return what every entry says; no row may be bad."""
    mapped, problems = opened(how, header, rows, **more)
    found = said(mapped)
    assert problems.named == []
    return found


def said(mapped: Mapped) -> list[dict[str, str]]:
    """Return the filled cells of every entry by field."""
    return [
        {name: cell for name, cell in zip(FIELDS, cells, strict=True) if cell}
        for _, cells in mapped.table.rows
    ]


def wrong(
    how: Mapping, header: Sequence[str], rows: Sequence[Sequence[str]], **more: Any
) -> list[str]:
    """Return what is wrong with the rows."""
    mapped, problems = opened(how, header, rows, **more)
    list(mapped.table.rows)
    return problems.named


def one(field: str, value: Value, cell: str, **more: Any) -> str:
    """Return what becomes of one cell, that of the column `X`."""
    how = mapping(rule(**{field: value}), **more)
    (found,) = entries(how, ("Date", "X"), [("2026-11-20", cell)])
    return found.get(field.rstrip("_"), "")


def bad(field: str, value: Value, cell: str, **more: Any) -> str:
    """Return what is wrong with one cell, that of the column `X`."""
    how = mapping(rule(**{field: value}), **more)
    (message,) = wrong(how, ("Date", "X"), [("2026-11-20", cell)])
    return message
