"""What `search` looks for, and what it finds."""

from __future__ import annotations

from actlog.domain.entry import Entry
from actlog.domain.record import Record


class Term(Record):
    """One word, or several that follow each other; `begins` takes longer last words as well."""

    text: str
    begins: bool = False


class Span(Record):
    """Where a term was found: a half-open run of characters of one text of an entry.

    `field` is `note`, `next`, `tags` (joined by spaces), `account` or `contact`.
    """

    field: str
    start: int
    end: int


class Hit(Record):
    """An entry that has every term in one of its texts, and where."""

    entry: Entry
    spans: tuple[Span, ...]

    def within(self, field: str) -> list[tuple[int, int]]:
        """Return the spans of one field, in order."""
        return [(span.start, span.end) for span in self.spans if span.field == field]
