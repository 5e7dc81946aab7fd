"""A mapping: how the rows of another program's file are entries, and entries its rows.

It is written as YAML (`docs/mapping.md`), read by `config/mapping.py`, and used in both
directions by `exchange/mapped/`. Columns of the other program are named as its header
names them and found whatever their case and the spaces around them.
"""

from __future__ import annotations

import unicodedata

from actlog.domain.record import Record

ENTRY_FIELDS = (
    *("kind", "at", "count", "outcome", "account", "contact", "minutes", "value", "source"),
    *("persona", "tags", "note", "for", "next", "due", "done", "objection"),
)
"""The fields of an entry that a mapping fills: actlog's columns but for its own ids."""

MOMENTS = ("at", "for", "due", "done")
"""Those that are a day or an instant."""

UNITS = ("minutes", "seconds", "milliseconds", "hours", "clock")
"""What a duration is written in; `clock` is `1:30` or `00:08:06`, hours first."""

OTHERS = ("keep", "empty", "refuse")
"""What becomes of a value that `values` does not have: itself, nothing, or a bad row."""

TESTS = ("is", "not", "has", "filled", "empty", "past", "ahead")
"""How a condition looks at a cell; see Condition."""


def fold(text: str) -> str:
    """Return what columns, cells and words are compared by: case and more spaces are nothing."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text.replace("\ufeff", ""))
    return " ".join(text.casefold().split())


class Condition(Record):
    """One column and what must hold for it.

    `test` is one of TESTS: `is` any of the words, `not` any of them, `has` any of them as whole
    words somewhere within the cell; words and cells are compared with case and outer spaces
    folded. `filled`, `empty`, and `past` or `ahead` of a moment in the cell take no words.
    """

    column: str
    test: str
    words: tuple[str, ...] = ()


class Value(Record):
    """Where the text of one field comes from.

    `constant` is the text itself. Otherwise it is the first of `columns` that is not empty, or
    with `join` all that are not empty with `join` between them. Then, in this order: a `lookup`
    replaces it by the name that it stands for, or by nothing where the name is not known; `first`
    keeps so many characters, where `length` is given only of texts of that length; `values`
    (folded text to text) translates, and `other` says what becomes of the rest: one of OTHERS.
    `spellings` are the texts of `values` as they were written, in the same order: what is
    written into that program's file. `unit` makes minutes of a duration.

    Where a column needs keys of its own, `parts` are values that stand in place of `columns`: the
    first that is not empty, all of them with `join`, or of moments with `earliest` the one that
    comes first, a day without a time being over only at its end. Writing fills the first that can
    carry the field, beside it every part with `only_day`, and of joined ones the last.

    For moments: `time` is the column of the clock time where `columns` has the day alone, `zone`
    the time zone of a moment without an offset (an IANA name) and `zone_column` the column that
    names it. `only_day` drops the time of day. `html` takes the markup out of a text.
    """

    constant: str | None = None
    columns: tuple[str, ...] = ()
    parts: tuple[Value, ...] = ()
    join: str | None = None
    earliest: bool = False
    lookup: str | None = None
    first: int | None = None
    length: int | None = None
    values: tuple[tuple[str, str | None], ...] = ()
    spellings: tuple[str, ...] = ()
    other: str = "keep"
    unit: str | None = None
    time: str | None = None
    zone: str | None = None
    zone_column: str | None = None
    only_day: bool = False
    html: bool = False


class EntryRule(Record):
    """One entry that a row makes where every condition of `when` holds.

    `part` tells the entries of one row apart; it is None where a row makes one. Of several rules
    with the same part the first that applies makes it: the others are for rows of which none
    before them holds. `fields` are (name as in the codec's FIELDS, value); the texts of `tags` and
    `objection` have commas or semicolons between them, and spaces within one become hyphens.
    `story` is the part of the same row whose entry set the meeting that this one ends or
    continues. `write` are further cells, as (column, text), of a row that is written for it,
    where no field filled the column.
    """

    part: str | None = None
    when: tuple[Condition, ...] = ()
    fields: tuple[tuple[str, Value], ...] = ()
    story: str | None = None
    write: tuple[tuple[str, str], ...] = ()


class Lookup(Record):
    """Names that stand in other files of the same archive: `AccountId` to `Acme`.

    `files` are names of members (`Account.csv`), `key` the column of the id, and `names` the
    columns of the name, joined by a space.
    """

    name: str
    files: tuple[str, ...]
    key: str
    names: tuple[str, ...]


class Mapping(Record):
    """A whole mapping.

    `format` is its word for `--format`, `title` what it is called in a sentence. `source` leads
    the unique ids of its entries (`salesforce-00T8…`): files of one source may hold the same
    rows. `id` is the row's own id, None where rows are known by what they say. `recognise` holds
    sets of columns: a header that has all of one set is this mapping's, and of several mappings
    that with the largest set. `names` are (column, what else a header may call it): labels in
    place of names, or other languages; a header that has several is read by the first.
    `date_order` is `dmy`, `mdy` or `ymd`, None to find it out; `zone` the zone of moments without
    an offset, None for this computer's clock. `decimal` is the sign before decimals, None to find
    it out. A row for which any of `skip` holds is left out and counted. `keep` are conditions that
    must all hold, else the row is left out.
    """

    format: str
    title: str
    source: str | None = None
    id: Value | None = None
    recognise: tuple[tuple[str, ...], ...] = ()
    names: tuple[tuple[str, tuple[str, ...]], ...] = ()
    date_order: str | None = None
    zone: str | None = None
    decimal: str | None = None
    keep: tuple[Condition, ...] = ()
    skip: tuple[Condition, ...] = ()
    lookups: tuple[Lookup, ...] = ()
    entries: tuple[EntryRule, ...] = ()
