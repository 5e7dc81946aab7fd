"""Entries written through a mapping, and read back through it."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import datetime

from actlog.config.mapping import read_mapping
from actlog.domain.entry import Entry
from actlog.domain.incoming import INCOMING
from actlog.domain.mapping import ENTRY_FIELDS, Mapping
from actlog.exchange.codec import from_plain
from actlog.exchange.kinds import Kinds
from actlog.exchange.mapped.reading import read
from actlog.exchange.mapped.texts import clean
from actlog.exchange.mapped.writing import Unsaid, write
from actlog.exchange.problems import Problems
from actlog.exchange.rows import RowReader
from actlog.exchange.table import Raw
from tests.exchange.given import MODEL, NOW

_FIELDS = {"for": "planned", "value": "value_cents"}
_PLAIN = {"planned": "for", "value_cents": "value"}


def mapping(text: str) -> Mapping:
    """Return the mapping that a YAML text holds, but for its version and title."""
    return read_mapping(f"version: 1\ntitle: My CRM\n{text}", "my.yaml", "my")


def written(
    entries: Sequence[Entry], by: Mapping, now: datetime = NOW
) -> tuple[list[list[str]], Unsaid]:
    """Return the rows of the file, the header first, and what it could not say."""
    unsaid = Unsaid()
    text = "".join(write(entries, by, MODEL, now, unsaid))
    return list(csv.reader(io.StringIO(text, newline=""), strict=True)), unsaid


def read_back(rows: Sequence[Sequence[str]], by: Mapping, now: datetime = NOW) -> list[Entry]:
    """Return the entries that the rows of a file make; no row of them may be bad."""
    problems = Problems()

    def raw() -> Raw:
        cells = [(line, list(row)) for line, row in enumerate(rows[1:], start=2)]
        return Raw(header=tuple(rows[0]), rows=iter(cells))

    mapped = read(raw(), by, again=raw, now=now, problems=problems)
    found = list(RowReader(mapped.table, Kinds(MODEL), now).read_all(problems))
    assert not problems, problems.named
    return [_entry(dict(zip(INCOMING, row, strict=True))) for row in found]


def _entry(row: dict[str, object]) -> Entry:
    plain = {_PLAIN.get(name, name): value for name, value in row.items()}
    cents = row["value_cents"]
    plain["value"] = (
        None if cents is None else f"{int(str(cents)) // 100}.{int(str(cents)) % 100:02}"
    )
    for name in ("tags", "objection"):
        plain[name] = str(row[name]).split(" ") if row[name] else []
    return from_plain(plain)


def held_against(entry: Entry, by: Mapping) -> None:
    """Hold one entry against what is written of it."""
    rows, unsaid = written([entry], by)
    back = read_back(rows, by)
    if unsaid.kinds:
        assert (len(rows), unsaid.written, dict(unsaid.kinds)) == (1, 0, {entry.kind: 1})
        return
    assert unsaid.written == 1
    assert sum(one.count for one in back) == entry.count
    assert len(back) == len(rows) - 1 == unsaid.rows
    first = back[0]
    assert (first.kind, first.day) == (entry.kind, entry.day)
    assert {(one.kind, one.outcome, one.when) for one in back} == {
        (first.kind, first.outcome, first.when)
    }
    for name, field in [(name, _FIELDS.get(name, name)) for name in ENTRY_FIELDS]:
        if name not in unsaid.fields and name != "count":
            assert getattr(first, field) == _on_one_line(getattr(entry, field)), name


def _on_one_line(value: object) -> object:
    """Return a text as a foreign file carries it: line breaks and the like are spaces."""
    return clean(value) or None if isinstance(value, str) else value
