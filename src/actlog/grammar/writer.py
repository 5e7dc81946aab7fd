"""Writing an entry as one line, the way `line.parse` reads it back: the same entry, any day."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from actlog.domain.entry import Entry
from actlog.domain.errors import LineError
from actlog.domain.text import is_control
from actlog.grammar.parts import DetailPart, KindPart, OutcomePart, WhenPart
from actlog.grammar.reader import Reader
from actlog.grammar.tokens import Line, quote
from actlog.grammar.vocabulary import Vocabulary
from actlog.grammar.words import Scope

TYPE_CHECKING = False
if TYPE_CHECKING:
    from actlog.domain.model_week import ModelWeek


def write(entry: Entry, model: ModelWeek | Vocabulary, *, when: str | None = None) -> str:
    """Return the line that says an entry, whole and without context.

    The date stands first, as ISO 8601 with its offset where the time is known; names are
    the model's own. Reading it back (`parse(*split(line), ...)`) gives an equal entry, its
    `id` and `uid` aside. Hand over a Vocabulary to write many. `when` is one word, or none,
    for lines below a date that says the rest.
    """
    vocabulary = model if isinstance(model, Vocabulary) else Vocabulary(model)
    words = _what(entry, vocabulary, entry.when.iso() if when is None else when)
    if entry.account is not None:
        words += who(entry.account, entry.contact)
    if entry.value_cents is not None:
        words.append(f"value:{_money(entry.value_cents)}")
    if entry.next is not None:
        words.append(f"next:{quote(entry.next)}")
    for key, moment in (("for", entry.planned), ("due", entry.due), ("done", entry.done)):
        if moment is not None:
            words.append(f"{key}:{moment.iso()}")
    for key, text in (("story", entry.story), ("source", entry.source), ("persona", entry.persona)):
        if text is not None:
            words.append(f"{key}:{quote(text)}")
    words += [f"+{quote(tag)}" for tag in entry.tags]
    if entry.objection:
        words.append(f"objection:{quote(','.join(entry.objection))}")
    if entry.note is not None:
        hidden = any(is_control(character) for character in entry.note)
        words.append(f"note:{quote(entry.note)}" if hidden else f"-- {entry.note}")
    return " ".join(words)


def _what(entry: Entry, vocabulary: Vocabulary, when: str) -> list[str]:
    """Return when, how many, what, how it went and how long.

    Names can meet: `2 days ago` is a date even where `days` is a kind and `ago` its outcome.
    What would be read as something else is written with its key.
    """
    first, kind = [when] if when else [], vocabulary.model.kind(entry.kind)
    named = [str(entry.count), quote(entry.kind.replace(" ", "_"))]
    spoken = kind.counted(entry.count).split() if kind is not None else named
    outcome = [quote(entry.outcome.replace(" ", "-"))] if entry.outcome is not None else []
    minutes = [f"{entry.minutes}m"] if entry.minutes is not None else []
    for what in (spoken, named):
        if _reads_back(first, [*what, *outcome, *minutes], entry, vocabulary):
            return [*first, *what, *outcome, *minutes]
    keyed = [f"outcome:{word}" for word in outcome] + [f"mins:{word}" for word in minutes]
    if _reads_back(first, named, entry.replace(outcome=None, minutes=None), vocabulary):
        return [*first, *named, *keyed]
    return [*named, *keyed, *[f"at:{word}" for word in first]]


def _reads_back(when: list[str], words: list[str], entry: Entry, vocabulary: Vocabulary) -> bool:
    """Tell whether plain words are read as the entry's when, kind, outcome and minutes."""
    later = datetime.combine(entry.day, time(12), UTC) + timedelta(days=2)
    line = Line([*when, *words], None)
    try:
        parts = Reader(line, line.tokens, Scope(vocabulary=vocabulary, now=later)).read()
    except LineError:
        return False
    dates = parts[: len(when)]
    if any(not isinstance(part, WhenPart) or part.phrase.size != 1 for part in dates):
        return False
    found: list[object] = []
    for part in parts[len(when) :]:
        if isinstance(part, KindPart):
            found += [part.kind.name, part.count]
        elif isinstance(part, OutcomePart) and part.count is None:
            found.append(dict(part.targets).get(entry.kind))
        elif isinstance(part, DetailPart):
            found.append(part.value)
        else:
            return False
    said = [value for value in (entry.outcome, entry.minutes) if value is not None]
    return found == [entry.kind, entry.count, *said]


def who(account: str, contact: str | None) -> list[str]:
    """Return the words that name them: `@acme/dana`, or two keys where that would not fit."""
    names = [account] if contact is None else [account, contact]
    plain = all(quote(name) == name and "/" not in name for name in names)
    if plain and not names[-1].endswith(","):
        return [f"@{'/'.join(names)}"]
    words = [f"account:{quote(account.replace('/', '//'))}"]
    return words if contact is None else [*words, f"contact:{quote(contact)}"]


def _money(cents: int) -> str:
    whole, part = divmod(cents, 100)
    return f"{whole}.{part:02}" if part else str(whole)
