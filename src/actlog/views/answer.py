"""The one-line answer of `log`: what was stored, its number, and where that leaves the week.

On the lean lane: plain text, no Rich.
"""

from __future__ import annotations

from math import ceil

from actlog.domain.text import visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from actlog.analysis.pace import Activity
    from actlog.domain.entry import Entry, Moment
    from actlog.domain.model_week import ModelWeek

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_NOTE_SHOWN = 40


def day_text(day: date, now: datetime) -> str:
    """Return `Mon 23 Nov`, with the year where it is not this one."""
    year = "" if day.year == now.year else f" {day.year}"
    return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}{year}"


def moment_text(moment: Moment, now: datetime) -> str:
    """Return the day, and the clock time where it is known."""
    day = day_text(moment.day, now)
    return day if moment.at is None else f"{day} {moment.at:%H:%M}"


def numbers_text(entries: Sequence[Entry]) -> str:
    """Return `#1842`, or `#1842-1844` for a run of entries; nothing for unstored ones."""
    numbers = [entry.id for entry in entries if entry.id is not None]
    if not numbers:
        return ""
    if len(numbers) == 1:
        return f"#{numbers[0]}"
    if numbers[-1] - numbers[0] == len(numbers) - 1:
        return f"#{numbers[0]}-{numbers[-1]}"
    return " ".join(f"#{number}" for number in numbers)


def entries_text(entries: Sequence[Entry], model: ModelWeek, now: datetime) -> str:
    """Return what the entries of one line say: `12 calls (2 connected) @acme · Sun 22 Nov`."""
    parts = []
    for name in dict.fromkeys(entry.kind for entry in entries):
        parts.append(_kind_text([entry for entry in entries if entry.kind == name], model, now))
    first = entries[0]
    who = list(dict.fromkeys(_who(entry) for entry in entries if entry.account or entry.contact))
    tags = [f"+{tag}" for tag in first.tags]
    what = visible(" ".join([", ".join(parts), *who, *tags]))
    return f"{what} · {moment_text(first.when, now)}"


def _kind_text(entries: Sequence[Entry], model: ModelWeek, now: datetime) -> str:
    kind = model.kind(entries[0].kind)
    count = sum(entry.count for entry in entries)
    name = f"{count:,} {entries[0].kind}" if kind is None else kind.counted(count)
    outcomes: dict[str, int] = {}
    for entry in entries:
        if entry.outcome is not None:
            outcomes[entry.outcome] = outcomes.get(entry.outcome, 0) + entry.count
    if list(outcomes.values()) == [count]:
        name += f" {next(iter(outcomes))}"
    elif outcomes:
        name += " (" + ", ".join(f"{n} {outcome}" for outcome, n in outcomes.items()) + ")"
    return " ".join([name, *_details(entries, now)])


def _details(entries: Sequence[Entry], now: datetime) -> list[str]:
    """Return what was said beside count and outcome, each thing once."""
    said = []
    for entry in entries:
        if entry.minutes is not None:
            said.append(f"{entry.minutes}m")
        if entry.value_cents is not None:
            said.append(f"value {money(entry.value_cents)}")
        if entry.planned is not None:
            said.append(f"for {moment_text(entry.planned, now)}")
        if entry.next is not None:
            said.append(f"next: {entry.next}")
        if entry.due is not None:
            said.append(f"due {moment_text(entry.due, now)}")
        if entry.note is not None:
            short = entry.note[: _NOTE_SHOWN - 1] + "…"
            said.append(f"'{entry.note if len(entry.note) <= _NOTE_SHOWN else short}'")
    return list(dict.fromkeys(said))


def _who(entry: Entry) -> str:
    return f"@{entry.account or ''}" + (f"/{entry.contact}" if entry.contact else "")


def money(cents: int) -> str:
    """Return an amount as people write it: `18,000`, `12.50`."""
    whole, part = divmod(cents, 100)
    return f"{whole:,}" if part == 0 else f"{whole:,}.{part:02}"


def standing_text(activity: Activity, model: ModelWeek, neglected: Activity | None) -> list[str]:
    """Return where the week stands in one kind, in three lengths, the longest first.

    Below the line it says what is missing; at the line it turns to `neglected`, the
    activity that is furthest behind; past the ceiling it says stop.
    """
    name = _plural(model, activity.kind)
    if activity.tipping_point is None or activity.zone is None:
        rest = "this week" if activity.tipping_point is None else "in a week off"
        return [f"{name} {activity.done:,} {rest}"]
    line = max(1, activity.tipping_point.nearest())
    if activity.zone == "past" and activity.ceiling is not None:
        ceiling = max(1, activity.ceiling.nearest())
        full = f"{name} {activity.done:,}, past the ceiling of {ceiling:,}"
        return [f"{full}: more adds little, stop here", f"{full}: stop", full]
    if activity.zone == "at":
        reached = f"{name} {activity.done:,} of {line:,}, line reached"
        if neglected is None:
            return [f"{reached} · nothing is neglected", reached]
        other = _plural(model, neglected.kind)
        point = neglected.tipping_point
        turn = f"{other} {neglected.done:,} of {max(1, point.nearest()) if point else 0:,}"
        return [f"{reached} · now {turn}", f"now {turn}"]
    return _below(activity, f"{name} {activity.done:,} of {line:,}")


def _below(activity: Activity, begin: str) -> list[str]:
    gap = ceil(activity.gap) if activity.gap is not None else 0
    short = [f"{begin} · {gap:,} to go", begin]
    if activity.needed_per_day is None or not activity.days_left:
        return [f"{begin} · {gap:,} to the tipping point", *short]
    if activity.days_left < 1 and activity.ends is not None:
        clock = f"{activity.ends // 60}:{activity.ends % 60:02}"
        return [f"{begin} · {gap:,} before {clock}", *short]
    daily = f"{ceil(activity.needed_per_day):,} a day"
    return [
        f"{begin} · {gap:,} to the tipping point · {daily}",
        f"{begin} · {gap:,} to go · {daily}",
        *short,
    ]


def _plural(model: ModelWeek, name: str) -> str:
    kind = model.kind(name)
    return name if kind is None else kind.plural_title()


def fit(begin: str, endings: Sequence[str], width: int | None) -> str:
    """Join the beginning and the longest ending that fits; all of it where width is None."""
    lines = [f"{begin} │ {ending}" for ending in endings]
    for line in lines:
        if width is None or len(line) <= width:
            return line
    return lines[-1]
