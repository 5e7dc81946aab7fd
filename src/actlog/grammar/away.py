"""What an edit takes away: `-@acme`, `-+referral`, `-note`, `-connected`, `-20m`."""

from __future__ import annotations

from actlog.domain.entry import name_key
from actlog.grammar.dates import DateError
from actlog.grammar.fields import FieldError, read_minutes
from actlog.grammar.keyed import split_account
from actlog.grammar.parts import Part
from actlog.grammar.tokens import KEYS
from actlog.grammar.vocabulary import word_key
from actlog.grammar.words import read_date

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from actlog.domain.entry import Entry
    from actlog.domain.errors import LineError
    from actlog.grammar.tokens import Line, Token
    from actlog.grammar.words import Scope

_TAG, _WORD = "tags", "word"
_FIELDS = {"for": "planned", "mins": "minutes", "value": "value_cents"}
_NAMES = {
    "at": "time of day",
    "planned": "date behind for",
    "minutes": "duration",
    "value_cents": "value",
    "next": "next step",
    "due": "due date",
    "done": "date behind done:",
}
COVERING = frozenset({"account", "contact", "at", "tags", "source", "persona"})
"""The fields that several entries may share."""


class Away(Part):
    """What a word takes away: a field of Entry, or `word` for an outcome or a tag by name.

    `text` is the name that was said of it, empty where any is meant.
    """

    field: str
    text: str = ""

    def covers(self, entry: Entry) -> bool:
        """Tell whether it takes away what covers a whole line, and no detail of one entry."""
        return self.field in COVERING or (self.field == _WORD and not _is_outcome(self, entry))


def read_away(line: Line, token: Token, scope: Scope) -> Away | None:
    """Return what a word that begins with a dash takes away; None for any other, and for a date.

    Raises LineError on an option.
    """
    text = token.text[1:]
    if token.text[0] != "-" or not text or (token.spaced and text[0] not in "@+"):
        return None
    if text[0] == "-":
        hint = "its options are --dry-run and --json; a note that begins with dashes goes after --"
        raise line.error(f"edit has no option {token.text}", token.start, token.end, hint)
    field, said = _WORD, text
    key = text.removesuffix(":").casefold()
    if text[0] in "@+":
        field, said = "account" if text[0] == "@" else _TAG, text[1:].strip()
    elif key in KEYS:
        field, said = _FIELDS.get(key, key), ""
    elif _is_duration(text):
        field = "minutes"
    elif _is_date(token.text, scope):
        return None
    return Away(start=token.start, end=token.end, field=field, text=said)


def _is_duration(text: str) -> bool:
    try:
        return read_minutes([text]) is not None
    except FieldError:
        return True


def _is_date(text: str, scope: Scope) -> bool:
    try:
        return read_date([text], scope, ahead=False) is not None
    except DateError:
        return True


def take(line: Line, away: Away, entry: Entry) -> dict[str, Any]:
    """Return the fields of an entry without what is taken away.

    Raises LineError where the entry has no such thing.
    """
    if away.field == "account":
        return _without_account(line, away, entry)
    if away.field == _TAG:
        return _without_tag(line, away, entry)
    if away.field == _WORD:
        return _without_word(line, away, entry)
    if away.field == "minutes" and away.text:
        return _without_minutes(line, away, entry)
    if getattr(entry, away.field) in (None, ()):
        raise _error(line, away, f"#{entry.id} has no {_NAMES.get(away.field, away.field)}")
    return {away.field: () if away.field == "objection" else None}


def _error(line: Line, away: Away, message: str, hint: str | None = None) -> LineError:
    return line.error(message, away.start, away.end, hint)


def _without_account(line: Line, away: Away, entry: Entry) -> dict[str, Any]:
    try:
        account, contact = split_account(away.text)
    except FieldError as error:
        raise _error(line, away, error.message, error.hint) from None
    for said, name in ((account, entry.account), (contact, entry.contact)):
        if name is None and said is not None:
            kind = "account" if said is account else "contact"
            raise _error(line, away, f"#{entry.id} has no {kind}")
        if said and name_key(said) != name_key(name or ""):
            raise _error(line, away, f"#{entry.id} is about {name}, not {said}")
    return {"contact": None} if contact is not None else {"account": None, "contact": None}


def _without_tag(line: Line, away: Away, entry: Entry) -> dict[str, Any]:
    left = tuple([tag for tag in entry.tags if name_key(tag) != name_key(away.text)])
    if left == entry.tags:
        have = " ".join([f"+{tag}" for tag in entry.tags])
        hint = f"it has {have}" if have else None
        raise _error(line, away, f"#{entry.id} has no tag {away.text}".rstrip(), hint)
    return {_TAG: left}


def _without_word(line: Line, away: Away, entry: Entry) -> dict[str, Any]:
    outcome = _is_outcome(away, entry)
    tag = name_key(away.text) in map(name_key, entry.tags)
    if outcome and tag:
        name = f"{away.text} is the outcome and a tag of #{entry.id}"
        raise _error(line, away, name, f"say -outcome or -+{away.text}")
    if outcome:
        return {"outcome": None}
    if tag:
        return _without_tag(line, away, entry)
    hint = "take away a field by its name: -note, -due; a tag or an outcome by its own"
    raise _error(line, away, f"#{entry.id} has no {away.text} to take away", hint)


def _is_outcome(away: Away, entry: Entry) -> bool:
    return entry.outcome is not None and word_key(away.text) == word_key(entry.outcome)


def _without_minutes(line: Line, away: Away, entry: Entry) -> dict[str, Any]:
    try:
        size, minutes = read_minutes([away.text]) or (0, 0)
    except FieldError as error:
        raise _error(line, away, error.message, error.hint) from None
    if size and minutes == entry.minutes:
        return {"minutes": None}
    has = "no duration" if entry.minutes is None else f"a duration of {entry.minutes}m"
    hint = f"for a time, say '{away.text} ago'"
    raise _error(line, away, f"#{entry.id} has {has}: -{away.text} takes none away", hint)
