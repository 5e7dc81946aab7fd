"""What `check` looks for: entries that one rule points at, and what is meant by unusual."""

from __future__ import annotations

from datetime import date

from actlog.domain.record import Record

RULES = (
    "unknown-kind",
    "unknown-outcome",
    "future",
    "over-maximum",
    "imported-twice",
    "logged-twice",
    "closed-twice",
    "lost-story",
    "missing-field",
    "long-minutes",
    "unusual-day",
    "unusual-value",
    "near-accounts",
    "near-contacts",
    "held-without-set",
    "overdue-step",
)
"""Every rule of `check`, in the order in which findings are shown: the gravest first."""

ENOUGH_DAYS = 20
"""Days with a kind in them before one of its days can be unusual."""

FAR_ABOVE, MORE = 3, 20
"""A day is unusual above three times the third-largest day of its kind, and only if that is
twenty more. Two days with the same slip do not hide each other."""

ENOUGH_VALUES = 5
"""Values of a kind before one of them can be unusual."""

MANY_TIMES = 100
"""A value is unusual from a hundred times the median of its kind, and up to a hundredth of it."""

CLOSE_SECONDS = 120
"""Equal entries of two operations this close together are likely one that was logged twice."""

BATCH, MOSTLY = 10, 90
"""An operation of ten entries and more was likely imported twice when 90 of 100 entries, on
the days that it shares with earlier operations, stand in those already."""

LONG_OVERDUE = 60
"""Days after which a next step that is still open is worth a word."""


class Odd(Record):
    """Live entries at which a rule points for one reason.

    `entries` are their numbers, in order, and `first` the one of them to speak of: `kind`,
    `day`, `account` and `figure` are its own. `what` says more by rule: the outcome, the
    missing field, the next step, the other name, whether one to come has a time; `usual` is what
    `figure` is measured by. Of two names that are alike, `name` is the one to give up, and
    `rows` are both accounts or contacts.
    """

    rule: str
    kind: str | None = None
    what: str | None = None
    figure: int | None = None
    usual: int | None = None
    first: int
    day: date
    account: str | None = None
    name: str | None = None
    rows: tuple[int, int] | None = None
    entries: tuple[int, ...]
