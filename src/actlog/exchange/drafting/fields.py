"""The fields of a first mapping, each as lines of YAML, and the columns they are read from."""

from __future__ import annotations

import re

from actlog.domain.record import Record
from actlog.exchange.drafting.cells import CLOCK, MARKUP
from actlog.exchange.drafting.headers import plain_words
from actlog.exchange.drafting.roles import completed_before
from actlog.exchange.drafting.yaml import said, scalar

TYPE_CHECKING = False
if TYPE_CHECKING:
    from actlog.exchange.drafting.looks import Look
    from actlog.exchange.drafting.roles import Roles

_MOST_NAME, _MOST_TEXT, _MOST_MINUTES = 100, 4_000, 1_440
_SECONDS = frozenset(("seconds", "secs", "sec", "s", "sekunden", "secondes", "segundos", "secondi"))
_SECONDS |= frozenset(("seconden", "billsec"))
_UNITS = (
    ("milliseconds", frozenset(("milliseconds", "ms", "millis"))),
    ("seconds", _SECONDS),
    ("hours", frozenset(("hours", "h", "hrs", "stunden", "heures", "horas", "ore", "uren"))),
    ("minutes", frozenset(("minutes", "min", "mins", "minuten", "minutos", "minuti"))),
)
_MANY_SECONDS = 10_000
_IN_UTC = frozenset(("utc", "gmt"))


class Field(Record):
    """A field of an entry: its name, its lines of YAML, and the columns that it is read from."""

    name: str
    lines: tuple[str, ...]
    columns: tuple[Look, ...]


def at(look: Look, found: Roles, order: str) -> Field:
    """Return when something was; `order` is how the dates are written."""
    value, columns = _moment(look, found, order)
    done = completed_before(found)
    if done is not None:
        first, more = _moment(done, found, order)
        value, columns = f"{{first_of: [{first}, {value}]}}", [*more, *columns]
    return Field(name="at", lines=(f"at: {value}",), columns=_once(columns))


def _once(looks: list[Look]) -> tuple[Look, ...]:
    return tuple({look.place: look for look in looks}.values())


def _moment(look: Look, found: Roles, order: str) -> tuple[str, list[Look]]:
    """Return the value of one column of moments, and the columns that it takes."""
    column, parts, columns = scalar(look.name), list[str](), [look]
    timed = look.has_times(order)
    if "time" in found and not timed:
        parts.append(f"time: {scalar(found['time'].name)}")
        columns.append(found["time"])
    elif look.midnights(order):
        parts.append("only_day: true")
    if _IN_UTC & set(plain_words(look.name)):
        parts.append("zone: UTC")
    elif "zone" in found and (timed or "time" in found):
        parts.append(f"zone_column: {scalar(found['zone'].name)}")
        columns.append(found["zone"])
    value = f"{{{', '.join([f'column: {column}', *parts])}}}" if parts else column
    return value, columns


def others(found: Roles) -> list[Field]:
    """Return the fields that say with whom, how long and what about."""
    made = [_named("account", found, "account"), _contact(found)]
    if "minutes" in found:
        made.append(_minutes(found["minutes"]))
    made += [_named(name, found, name) for name in ("count", "value", "source", "persona", "tags")]
    made += [_note(found), _text("next", found)]
    if "due" in found and "next" in found:  # a day without what is due says nothing
        made.append(_named("due", found, "due"))
    return [one for one in made if one is not None]


def _named(name: str, found: Roles, role: str) -> Field | None:
    look = found.get(role)
    if look is None:
        return None
    cut = name in {"account", "contact", "source", "persona"} and look.longest > _MOST_NAME
    column = scalar(look.name)
    value = f"{{column: {column}, first: {_MOST_NAME}}}" if cut else column
    return Field(name=name, lines=(f"{name}: {value}",), columns=(look,))


def _contact(found: Roles) -> Field | None:
    if "first" in found and "last" in found:
        both = (found["first"], found["last"])
        names = ", ".join([scalar(look.name) for look in both])
        line = f'contact: {{columns: [{names}], join: " "}}'
        return Field(name="contact", lines=(line,), columns=both)
    role = next((one for one in ("contact", "last", "first", "email") if one in found), "")
    return _named("contact", found, role)


def _minutes(look: Look) -> Field:
    unit, why = _unit(look)
    line = f"minutes: {{column: {scalar(look.name)}, unit: {unit}}}{why}"
    return Field(name="minutes", lines=(line,), columns=(look,))


def _unit(look: Look) -> tuple[str, str]:
    """Return the unit of a column of durations, and a comment where it is a guess."""
    such = f"  # such as {said(look.values[0][0])}"
    if look.is_mostly(CLOCK):
        parts = {text.count(":") for text, _ in look.values}
        return "clock", "" if parts == {2} else f"{such}: read as hours and minutes"
    words = set(plain_words(look.name))
    for unit, names in _UNITS:
        if words & names:
            return unit, ""
    numbers = [int(one[0]) for text, _ in look.values if (one := re.match(r"[0-9]+", text))]
    most = max(numbers, default=0)
    if most > _MANY_SECONDS * 10:
        return "milliseconds", f"{such}: a guess, nothing says so"
    if most > _MOST_MINUTES:
        return "seconds", f"{such}: too many for minutes"
    return "minutes", f"{such}: a guess, or are these seconds?"


def _note(found: Roles) -> Field | None:
    looks = [found[role] for role in ("subject", "note") if role in found]
    if len(looks) < 2:
        return _text("note", found) or _text("note", found, "subject")
    columns = ", ".join([_of_text(look) for look in looks])
    long = sum([look.longest for look in looks]) + 3 > _LONGEST_SEEN
    cut = f", first: {_MOST_TEXT}" if long else ""
    line = f'note: {{columns: [{columns}], join: " · "{cut}}}'
    return Field(name="note", lines=(line,), columns=tuple(looks))


_LONGEST_SEEN = 250
"""Longer texts are looked at only so far: they may be of any length."""


def _text(name: str, found: Roles, role: str | None = None) -> Field | None:
    look = found.get(role or name)
    if look is None:
        return None
    value = _of_text(look)
    if look.longest > _LONGEST_SEEN:
        value = value.strip("{}") if value.startswith("{") else f"column: {value}"
        value = f"{{{value}, first: {_MOST_TEXT}}}"
    return Field(name=name, lines=(f"{name}: {value}",), columns=(look,))


def _of_text(look: Look) -> str:
    column = scalar(look.name)
    return f"{{column: {column}, html: true}}" if look.forms.get(MARKUP) else column
