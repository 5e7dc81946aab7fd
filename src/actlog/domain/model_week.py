"""The model week: the concrete weekly amounts that a rep means to live by.

It is written in YAML, checked by `config`, kept in versions by `store`, and read here as
plain data: the quick commands load neither YAML nor pydantic.
"""

from __future__ import annotations

from datetime import date, datetime

from actlog.domain.ratio import Ratio
from actlog.domain.record import Record
from actlog.domain.week import Calendar, TimeOff, Week

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from actlog.domain.reminder import Reminder

MOVED, DECIDED, NONE, UNREACHED = "moved", "decided", "none", "unreached"
CLASSES = (MOVED, DECIDED, NONE, UNREACHED)
"""The classes of outcomes; `unreached` says nothing about quality."""

STORY_OUTCOMES = ("no-show", "cancelled", "rescheduled")
"""Words of every kind that closes another: they are recorded and count nothing in it."""

AGAIN = "again"
"""A word of every kind that another closes: the story goes on, and nothing is counted anew."""

_PARTICIPLES = ("set", "held", "won", "lost", "sent", "made", "done", "given", "gone")


class Outcome(Record):
    """A word for how an activity ended, and its class (one of CLASSES)."""

    name: str
    cls: str


class Timebox(Record):
    """A daily slot: a day is kept when both its minutes and its touches are reached."""

    minutes: int
    touches: int


class Kind(Record):
    """One activity or result of the model week.

    `of` names the kind whose `of_outcomes` it counts; `closes` the kind whose stories it
    ends, and `closed_by` says there which kind does; `requires` lists fields an entry must have.
    Lines are whole weekly amounts, None where the model has none. A result has no lines.
    """

    name: str
    aliases: tuple[str, ...] = ()
    plural: str | None = None
    group: str | None = None
    goal: int | None = None
    tipping_point: int | None = None
    ceiling: int | None = None
    why: str | None = None
    outcomes: tuple[Outcome, ...] = ()
    of: str | None = None
    of_outcomes: tuple[str, ...] = ()
    closes: str | None = None
    closed_by: str | None = None
    requires: tuple[str, ...] = ()
    max_per_entry: int = 1000
    timebox: Timebox | None = None
    result: bool = False

    @property
    def uncounted(self) -> tuple[str, ...]:
        """The words of a story that are outcomes of this kind and count nothing in it."""
        if self.closes:
            return STORY_OUTCOMES
        return (AGAIN,) if self.closed_by else ()

    @property
    def title(self) -> str:
        """The name as people read it: `meeting set`."""
        return self.name.replace("_", " ")

    def plural_title(self) -> str:
        """Return the plural as people read it: `meetings set`, `calls`, `follow ups`."""
        if self.plural:
            return self.plural
        words = self.title.split(" ")
        place = 0 if len(words) > 1 and _is_participle(words[-1]) else -1
        words[place] = plural(words[place])
        return " ".join(words)

    def counted(self, count: int) -> str:
        """Return `1 call`, `1,200 calls`; `12 linkedin touches` for a timebox."""
        if self.timebox and not self.plural:
            return f"{count:,} {self.title} {'touch' if count == 1 else 'touches'}"
        return f"{count:,} {self.title if count == 1 else self.plural_title()}"


def _is_participle(word: str) -> bool:
    return word in _PARTICIPLES or word.endswith("ed")


def plural(word: str) -> str:
    """Return the regular English plural of a word."""
    if word.endswith(("s", "x", "ch", "sh")):
        return word + "es"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + "s"


def with_closers(kinds: Sequence[Kind]) -> tuple[Kind, ...]:
    """Return the kinds, each that another closes knowing by which."""
    closers = {kind.closes: kind.name for kind in kinds if kind.closes}
    return tuple(
        [
            kind.replace(closed_by=closers[kind.name]) if kind.name in closers else kind
            for kind in kinds
        ]
    )


class Lines(Record):
    """The figures that a `weeks:` entry of the model puts in place of one kind's own."""

    goal: int | None = None
    tipping_point: int | None = None
    ceiling: int | None = None


class SpecialWeek(Record):
    """A week with figures of its own: any `day` of it, why, and the figures by kind."""

    day: date
    why: str | None = None
    lines: tuple[tuple[str, Lines], ...] = ()


class Worth(Record):
    """What one result brings the rep: its value in hundredths and the commission's part."""

    result: str
    value_cents: int
    commission: Ratio | None = None


class ModelWeek(Record):
    """A whole model week, valid and complete. `activities` stand in the order of showing."""

    name: str
    activities: tuple[Kind, ...]
    results: tuple[Kind, ...] = ()
    calendar: Calendar
    date_order: str | None = None
    averages: tuple[int, ...] = (4, 13)
    funnel: tuple[str, ...] = ()
    worth: tuple[Worth, ...] = ()
    weeks: tuple[SpecialWeek, ...] = ()
    ideal_personas: tuple[str, ...] = ()
    reminders: tuple[Reminder, ...] = ()

    def kinds(self) -> tuple[Kind, ...]:
        """Return activities and results, in order."""
        return self.activities + self.results

    def kind(self, name: str) -> Kind | None:
        """Return the kind of that exact name, or None."""
        for kind in self.kinds():
            if kind.name == name:
                return kind
        return None

    def stories(self) -> list[tuple[Kind, Kind]]:
        """Return each kind that begins stories with the kind that ends them."""
        return [
            (begins, kind)
            for kind in self.activities
            if kind.closes and (begins := self.kind(kind.closes)) is not None
        ]

    def special(self, week: Week) -> SpecialWeek | None:
        """Return what `weeks:` says of a week, or None."""
        for special in self.weeks:
            if week.start <= special.day <= week.end:
                return special
        return None

    def with_time_off(self, off: tuple[TimeOff, ...]) -> ModelWeek:
        """Return the same model with this time off in place of its own."""
        return self.replace(calendar=self.calendar.replace(time_off=off))

    def plain(self) -> dict[str, Any]:
        """Return the model as nested dicts, lists, strings, numbers and None, for the store."""
        plain: dict[str, Any] = _plain(self)
        return plain

    @classmethod
    def from_plain(cls, data: dict[str, Any]) -> ModelWeek:
        """Return the model that `plain()` was called on."""
        calendar = data["calendar"]
        return cls(
            name=data["name"],
            activities=with_closers([_kind(kind) for kind in data["activities"]]),
            results=tuple([_kind(kind) for kind in data["results"]]),
            calendar=Calendar(
                weights=tuple([Ratio(*weight) for weight in calendar["weights"]]),
                hours=(calendar["hours"][0], calendar["hours"][1]),
                starts=calendar["starts"],
                time_off=tuple([_time_off(off) for off in calendar["time_off"]]),
            ),
            date_order=data["date_order"],
            averages=tuple(data["averages"]),
            funnel=tuple(data["funnel"]),
            worth=tuple([_worth(worth) for worth in data["worth"]]),
            weeks=tuple([_special(week) for week in data["weeks"]]),
            # Versions that were kept before a key was known do not have it.
            ideal_personas=tuple(data.get("ideal_personas", ())),
            reminders=_reminders(data.get("reminders", ())),
        )


def _plain(value: Any) -> Any:
    if isinstance(value, Record):
        return {name: _plain(part) for name, part in value.as_dict().items()}
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if isinstance(value, Ratio):
        return [value.over, value.under]
    return value.isoformat() if isinstance(value, date) else value


def _kind(data: dict[str, Any]) -> Kind:
    timebox = data["timebox"]
    changes = {
        "outcomes": tuple([Outcome(**outcome) for outcome in data["outcomes"]]),
        "timebox": Timebox(**timebox) if timebox else None,
        "result": bool(data["result"]),
    }
    for name in ("aliases", "of_outcomes", "requires"):
        changes[name] = tuple(data[name])
    return Kind(**(data | changes))


def _time_off(data: dict[str, Any]) -> TimeOff:
    first, last = date.fromisoformat(data["first"]), date.fromisoformat(data["last"])
    return TimeOff(**(data | {"first": first, "last": last, "kinds": tuple(data["kinds"])}))


def _worth(data: dict[str, Any]) -> Worth:
    commission = data["commission"]
    return Worth(**(data | {"commission": Ratio(*commission) if commission else None}))


def _reminders(said: Sequence[dict[str, Any]]) -> tuple[Reminder, ...]:
    if not said:
        return ()
    from actlog.domain.reminder import Reminder

    return tuple([Reminder(**(one | {"days": tuple(one["days"])})) for one in said])


def _special(data: dict[str, Any]) -> SpecialWeek:
    return SpecialWeek(
        day=date.fromisoformat(data["day"]),
        why=data["why"],
        lines=tuple([(name, Lines(**lines)) for name, lines in data["lines"]]),
    )


class Version(Record):
    """A model week and the instant from which it was in force."""

    since: datetime
    model: ModelWeek


def in_force(versions: tuple[Version, ...], week: Week) -> ModelWeek:
    """Return the model that judges a week: the version in force at the week's end.

    `versions` stand oldest first and are never empty. The version that was in force at the
    end of the first one's week covers all weeks before it too: a starter model week that
    was made one's own within days has never judged a week, and shall not judge the past.
    """
    first = versions[0].since.date()
    end = max(week.end, Week.of(first, week.start.weekday()).end)
    chosen = versions[0]
    for version in versions[1:]:
        if version.since.date() <= end:
            chosen = version
    return chosen.model
