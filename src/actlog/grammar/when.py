"""What date words say, where they are seen from, and what is wrong with them."""

from __future__ import annotations

from datetime import date, datetime, time

from actlog.domain.record import Record

EARLIEST = date(1970, 1, 1)
"""The first day that can be named: nothing happened before it."""

LATEST = date(2999, 12, 31)
"""The last day that can be named: some C libraries know no local time after it."""

LOOKS_BACK = "logging looks back; what is ahead goes after `for` or `due:`"
"""The hint for a future date."""


class DateError(Exception):
    """Words that begin like a date and are none, or can be read as two.

    `message` says what is wrong, `hint` what would be right, `size` how many of the words
    given are to blame, from the first.
    """

    def __init__(self, message: str, hint: str | None, size: int) -> None:
        """See the class."""
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.size = size


class Behind:
    """Moves the blame: errors in its block come from behind so many tokens (or words)."""

    __slots__ = ("tokens",)

    def __init__(self, tokens: int) -> None:
        """See the class."""
        self.tokens = tokens

    def __enter__(self) -> None:
        """Enter the block."""

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        """Add the tokens before the block to the size of its error."""
        if isinstance(error, DateError):
            error.size += self.tokens


class Standpoint(Record):
    """Where dates are seen from: the instant, which way, and the model's two habits.

    `order` is how slashed dates are written (`dmy`, `mdy`, `ymd`, or None), `starts` the
    weekday on which weeks begin (0 Monday). With an `anchor`, the end of a range is sought:
    a weekday or a date without its year is then the first one from the anchor on.
    """

    now: datetime
    ahead: bool
    order: str | None
    starts: int
    anchor: date | None = None

    @property
    def today(self) -> date:
        """The local date of `now`."""
        return self.now.date()

    @property
    def forward(self) -> date | None:
        """The day from which to look ahead; None when looking back."""
        return self.anchor or (self.today if self.ahead else None)


class Phrase(Record):
    """What a run of words says about when.

    `size` is how many words it takes up. `day` is None for a clock time alone, `clock` None
    when only the day is said; a clock carries a time zone when an offset was said.
    `instant` fixes everything ("now", "2h ago"). `weekday` marks a bare weekday, which moves
    by a week when its time does not fit; `part` says "morning", "afternoon", "evening" or
    "night". A `strong` phrase carries a day or a unit and outranks a count; an `exact` one
    can be nothing but a date, which four bare digits can.
    """

    size: int
    day: date | None = None
    clock: time | None = None
    instant: datetime | None = None
    weekday: bool = False
    part: str | None = None
    strong: bool = True
    exact: bool = True
