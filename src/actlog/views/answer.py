"""The one-line answer of `log`: what was stored, its number, and where that leaves the week.

On the lean lane: plain text, no Rich.
"""

from __future__ import annotations

from actlog.analysis.pace import plural_name
from actlog.domain.text import visible
from actlog.grammar.dates import echo
from actlog.views import said, words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from actlog.analysis.pace import Activity
    from actlog.domain.entry import Entry
    from actlog.domain.model_week import ModelWeek
    from actlog.domain.ratio import Ratio

_NOTE_SHOWN = 40
_NARROW = frozenset("│·…–½")


def numbers_text(entries: Sequence[Entry]) -> str:
    """Return `#1842`, or `#1842-1844` for a run of entries; nothing for unstored ones."""
    numbers = [entry.id for entry in entries if entry.id is not None]
    if not numbers:
        return ""
    if len(numbers) == 1:
        return f"#{numbers[0]}"
    return f"#{numbers[0]}-{numbers[-1]}"


def run_text(numbers: Sequence[int]) -> str:
    """Return `1842`, or `1842-1844` for a run; nothing where some between are missing."""
    if not numbers or numbers[-1] - numbers[0] != len(numbers) - 1:
        return ""
    return f"{numbers[0]}" + (f"-{numbers[-1]}" if len(numbers) > 1 else "")


def entries_text(
    entries: Sequence[Entry], model: ModelWeek, now: datetime, *, brief: bool = False
) -> str:
    """Return what the entries of one line say: `12 calls (2 connected) @acme · Sun 22 Nov`.

    A `brief` one leaves out the wording of notes and next steps.
    """
    kinds = dict.fromkeys(entry.kind for entry in entries)
    own = [[entry for entry in entries if entry.kind == kind] for kind in kinds]
    parts = [_kind_text(some, model, now, brief=brief) for some in own]
    people = [name for name in dict.fromkeys(map(said.who, entries)) if name]
    line = " ".join([", ".join(parts), *people, *said.tags(entries[0])])
    return f"{visible(line)} · {echo(entries[0].when, now)}"


def _kind_text(entries: Sequence[Entry], model: ModelWeek, now: datetime, *, brief: bool) -> str:
    count = sum(entry.count for entry in entries)
    text = said.amount(model, entries[0].kind, count)
    ended = said.outcomes(entries)
    if list(ended.values()) == [count]:
        text += f" {next(iter(ended))}"
    elif ended:
        text += " (" + ", ".join(f"{n:,} {outcome}" for outcome, n in ended.items()) + ")"
    if brief:
        entries = [
            entry.replace(note=entry.note and "…", next=entry.next and "…") for entry in entries
        ]
    details = dict.fromkeys(part for entry in entries for part in said.details(entry, now))
    notes = dict.fromkeys(_quoted(entry.note) for entry in entries if entry.note is not None)
    return " ".join([text, *details, *notes])


def _quoted(note: str) -> str:
    return f"'{note if len(note) <= _NOTE_SHOWN else note[: _NOTE_SHOWN - 1] + '…'}'"


def standing_text(
    activity: Activity,
    model: ModelWeek,
    neglected: Activity | None,
    today: date,
    *,
    word: str | None = None,
    busy: bool = False,
) -> list[str]:
    """Return where the week stands in one kind, in several lengths, the longest first.

    Below the line it says what is missing; at the line it turns to `neglected`, the
    activity that is furthest behind, or else to the coach's `word`; past the ceiling it says
    stop. Who is `busy` without results is asked for no more of the same.
    """
    begin = reached_text(activity, model)
    if activity.off:
        return [f"{begin} in a week off"]
    if activity.zone == "past" and activity.ceiling is not None:
        full = f"{_done(activity, model)}, past the ceiling of {words.whole(activity.ceiling):,}"
        return [f"{full}: more adds little, stop here", f"{full}: stop", full]
    if activity.tipping_point is None:
        return [f"{begin} this week"]
    if busy:
        return [f"{begin} · busy without results: actlog coach", begin]
    if activity.gap:
        return _below(activity, _plural(model, activity.kind), begin, today)
    turn = reached_text(neglected, model) if neglected is not None else None
    return _at_the_line(f"{begin}, line reached", turn, word)


def _at_the_line(reached: str, turn: str | None, word: str | None) -> list[str]:
    if turn is not None:
        return [f"{reached} · now {turn}", f"now {turn}"]
    said = f"coach: {visible(word)}" if word else "nothing is neglected"
    return [f"{reached} · {said}", reached]


def reached_text(activity: Activity, model: ModelWeek) -> str:
    """Return `calls 38 of 200`, or `proposals 3` without a line or in a week off."""
    text = _done(activity, model)
    if activity.tipping_point is None or activity.off:
        return text
    return f"{text} of {_line(activity, activity.tipping_point)}"


def _line(activity: Activity, tipping_point: Ratio) -> str:
    """Return the line, rounded unless that would make it look reached: `6 of 6.4`."""
    line = words.whole(tipping_point)
    if activity.gap and activity.done >= line:
        return words.figure(tipping_point)
    return f"{line:,}"


def _done(activity: Activity, model: ModelWeek) -> str:
    return f"{_plural(model, activity.kind)} {activity.done:,}"


def _below(activity: Activity, name: str, begin: str, today: date) -> list[str]:
    gap = f"{words.gap(activity):,}"
    needed = words.needed(activity, today)
    figures = begin.removeprefix(f"{name} ")
    short = [f"{begin} · {gap} to go", begin, figures]
    if needed is None:
        return [f"{begin} · {gap} to the tipping point", *short]
    if activity.days_left < 1:
        return [f"{begin} · {needed}", *short]
    return [
        f"{begin} · {gap} to the tipping point · {needed}",
        f"{begin} · {gap} to go · {needed}",
        *short,
    ]


def _plural(model: ModelWeek, name: str) -> str:
    kind = model.kind(name)
    return name if kind is None else plural_name(kind)


def fit(begins: Sequence[str], endings: Sequence[str], width: int | None) -> str:
    """Join the first beginning and the longest ending that fit, both given the longest first.

    All of it where width is None, and the shortest of it where nothing fits. With an empty
    ending, the beginning stands alone.
    """
    lines = [f"{begin} │ {end}" if end else begin for begin in begins for end in endings]
    if width is None:
        return lines[0]
    return next((line for line in lines if columns(line) <= width), lines[-1])


def columns(line: str) -> int:
    """Return how many columns of a terminal a line takes up; Rich is loaded for wide letters."""
    if all(letter < "\u0300" or letter in _NARROW for letter in line):
        return len(line)
    from rich.cells import cell_len

    return cell_len(line)
