"""The date words behind `for`, `due:`, `done:` and `at:`, which end where the next thing begins."""

from __future__ import annotations

from actlog.grammar.dates import DateError, Phrase
from actlog.grammar.fields import FieldError, read_minutes
from actlog.grammar.parts import DetailPart, Part, WhenPart
from actlog.grammar.tokens import Line, Token, texts
from actlog.grammar.words import Scope, date_error, read_date, settle

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from actlog.domain.errors import LineError

_FIELDS = {"for": "planned", "due": "due", "done": "done"}
_AHEAD = ("for", "due")


def read_ahead(
    line: Line, key: str, token: Token, words: Sequence[Token], scope: Scope
) -> tuple[int, list[Part]]:
    """Return how many words behind a key are its date, and the parts that they make.

    `for` and `due` look ahead, `done` looks back, and each makes one detail; `at` looks back
    and says when, like the same words elsewhere in the line. Raises LineError where no date
    follows.
    """
    ahead = key in _AHEAD
    size, phrases = gather(line, words, scope, ahead=ahead)
    if not phrases:
        raise _no_date(line, key, token, words)
    end = words[size - 1].end
    if key not in _FIELDS:
        start = token.start
        return size, [WhenPart(start=start, end=end, phrase=phrase) for phrase in phrases]
    try:
        moment = settle(phrases, scope, ahead=ahead)
    except DateError as error:
        raise date_error(error, line, words) from None
    field = _FIELDS[key]
    return size, [DetailPart(start=token.start, end=end, field=field, value=moment)]


def gather(
    line: Line, words: Sequence[Token], scope: Scope, *, ahead: bool
) -> tuple[int, list[Phrase]]:
    """Return a day and a time, in one phrase or in two, and the words that they take up."""
    phrases: list[Phrase] = []
    size = 0
    while size < len(words):
        rest = texts(words[size:])
        if phrases and (_is_counted(rest, scope) or any(map(_is_whole, phrases))):
            break
        try:
            phrase = read_date(rest, scope, ahead=ahead)
        except DateError as error:
            if phrases:
                break  # it is reported when its own turn comes
            raise date_error(error, line, words[size:]) from None
        if phrase is None or (phrases and _clash(phrases[0], phrase)):
            break
        phrases.append(phrase)
        size += phrase.size
    return size, phrases


def _is_counted(words: Sequence[str], scope: Scope) -> bool:
    """Tell whether the words are a kind or an outcome, or one with its count (`1030 calls`)."""
    vocabulary = scope.vocabulary
    for place in (0, 1):
        if vocabulary.kinds(words[place:])[0] or vocabulary.outcomes(words[place:])[0]:
            return place == 0 or words[0].isdigit()
    return False


def _is_whole(phrase: Phrase) -> bool:
    return phrase.instant is not None or (phrase.day is not None and phrase.clock is not None)


def _clash(first: Phrase, second: Phrase) -> bool:
    """Tell whether two phrases cannot be one moment's: each says the day, or each the time."""
    if second.instant is not None:
        return True
    days = first.day is not None and second.day is not None
    clocks = first.clock is not None and second.clock is not None
    return days or clocks


def _no_date(line: Line, key: str, token: Token, words: Sequence[Token]) -> LineError:
    such = "tue 10:00" if key in _AHEAD else "yesterday 3pm"
    mark = "for " if key == "for" else f"{key}:"
    blamed = words[0] if words else token
    if key == "for" and words and _is_duration(texts(words)):
        message = "`for` takes a date; a duration stands alone"
        return line.error(message, token.start, blamed.end, None, blamed.text)
    return line.error(
        f"no date stands behind {mark.strip()}", blamed.start, blamed.end, f"such as {mark}{such}"
    )


def _is_duration(words: Sequence[str]) -> bool:
    try:
        return read_minutes(words) is not None
    except FieldError:
        return False
