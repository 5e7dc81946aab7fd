"""The entry: one line of the log, and what it may say."""

from __future__ import annotations

from datetime import date, datetime

from actlog.domain.record import Record

MOST_COUNT = 1_000_000
"""The largest count of one entry, whatever the model week allows."""

MOST_MINUTES = 24 * 60
"""The longest duration of one entry, in minutes."""

MOST_CENTS = 10**13
"""The largest value of one entry, in hundredths."""

LONGEST_NAME = 100
"""The most characters of an account, a contact, a tag, an objection, a source or a persona."""

LONGEST_NOTE = 4000
"""The most characters of a note or a next step."""


class Moment(Record):
    """A day, or an instant of it when a clock time is known.

    `day` is the local date; `at` the instant with its UTC offset, None when only the day
    is known ("yesterday" invents no time of day).
    """

    day: date
    at: datetime | None = None

    @classmethod
    def of(cls, at: datetime) -> Moment:
        """Return the moment of an aware instant, on that instant's own local date."""
        return cls(day=at.date(), at=at)

    @classmethod
    def from_iso(cls, text: str) -> Moment:
        """Read `2026-11-23` or `2026-11-23T10:41:00+01:00`; ValueError on anything else."""
        if len(text) == 10:
            return cls(day=date.fromisoformat(text))
        at = datetime.fromisoformat(text)
        if at.tzinfo is None:
            raise ValueError(f"{text!r} has no UTC offset")
        return cls.of(at)

    def iso(self) -> str:
        """Return the ISO 8601 date, or the instant to the second with its offset."""
        return self.day.isoformat() if self.at is None else self.at.isoformat(timespec="seconds")


class Entry(Record):
    """One entry of the log; the store gives it its `id` and `uid`.

    `count` is at least 1; `minutes` are whole; `value_cents` is money in hundredths of the
    rep's currency; `objection` holds what was objected to, a word each; `planned` is what the
    line's `for` said, `due` when the `next` step is due
    and `done` when it was taken. `story` is the uid of the meeting set that the entry ends or
    continues.
    """

    id: int | None = None
    uid: str | None = None
    day: date
    at: datetime | None = None
    kind: str
    count: int = 1
    outcome: str | None = None
    account: str | None = None
    contact: str | None = None
    minutes: int | None = None
    value_cents: int | None = None
    source: str | None = None
    persona: str | None = None
    tags: tuple[str, ...] = ()
    note: str | None = None
    planned: Moment | None = None
    next: str | None = None
    due: Moment | None = None
    done: Moment | None = None
    story: str | None = None
    objection: tuple[str, ...] = ()

    @property
    def when(self) -> Moment:
        """The day, and the instant where it is known."""
        return Moment(day=self.day, at=self.at)


def name_key(name: str) -> str:
    """Return what two spellings of one account, contact or word have in common.

    Case, accents' encoding, width and the spaces around and between words are folded.
    """
    if not name.isascii():
        from unicodedata import normalize

        name = normalize("NFKC", name)
    return " ".join(name.casefold().split())


DayTotal = tuple[date, str, str | None, int, int, int]
"""What one day holds of one kind and outcome: day, kind, outcome, count, minutes, value_cents."""
