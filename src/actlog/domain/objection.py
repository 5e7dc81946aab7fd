"""Objections as the log holds them: entries that are alike in who said what, counted."""

from __future__ import annotations

from datetime import date

from actlog.domain.record import Record


class Heard(Record):
    """So many `entries` that heard the same `words`, from alike people, with one outcome.

    `last` is the day of the latest. What an entry does not say is None.
    """

    words: tuple[str, ...]
    persona: str | None
    source: str | None
    outcome: str | None
    entries: int
    last: date
