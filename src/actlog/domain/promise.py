"""What a rep promises to do in a week, and what came of it."""

from __future__ import annotations

from datetime import date

from actlog.domain.record import Record

KEPT, BROKEN = "kept", "broken"
"""What a rep can answer."""

LONGEST_PROMISE = 200
"""The most characters of a promise: it is one sentence."""


class Promise(Record):
    """One promise for the week that holds the day `week`; the store gives it its `id`.

    With a `kind` and a `count` the log judges it, else the rep's `answer` does. The text of
    one that named a person whom the log has forgotten is empty.
    """

    id: int | None = None
    week: date
    text: str
    kind: str | None = None
    count: int | None = None
    answer: str | None = None
