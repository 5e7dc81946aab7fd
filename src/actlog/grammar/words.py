"""Plain words: at each place, the longest of a date, a name with its count, a duration, a time.

An exact name beats a date, a date beats the prefix of a name; a date outranks a count only
when it carries a unit or a day word.
"""

from __future__ import annotations

from datetime import datetime

from actlog.domain.entry import Moment
from actlog.domain.errors import LineError
from actlog.domain.model_week import Kind, ModelWeek
from actlog.domain.record import Record
from actlog.grammar.dates import DateError, Phrase, combine, read
from actlog.grammar.fields import FieldError, read_count, read_minutes
from actlog.grammar.parts import DetailPart, KindPart, OutcomePart, Part, WhenPart
from actlog.grammar.tokens import KEYS, Line, Token, texts
from actlog.grammar.vocabulary import Vocabulary

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


_PREFIX, _CLOCK, _DURATION, _DATE, _NAME = range(5)


class UnknownWordError(LineError):
    """A word that means nothing here: `words` are it and its plain followers, with their ends.

    `otherwise` is a whole line that may be meant where no near word is found.
    """

    words: tuple[tuple[str, int], ...] = ()
    otherwise: str | None = None


class Match(Record):
    """One way to read the words at a place: the longest wins, and of these the highest rank."""

    size: int
    rank: int
    count: int | None = None
    kinds: tuple[Kind, ...] = ()
    outcomes: tuple[tuple[str, str], ...] = ()
    phrase: Phrase | None = None
    minutes: int | None = None


class Scope(Record):
    """What words are read against: the words of a model, the clock, and whether prefixes count."""

    vocabulary: Vocabulary
    now: datetime
    prefixes: bool = True

    @property
    def model(self) -> ModelWeek:
        """The model week."""
        return self.vocabulary.model


def read_date(words: Sequence[str], scope: Scope, *, ahead: bool) -> Phrase | None:
    """Return the date phrase at the start of the words, in the model's habits."""
    model = scope.model
    return read(
        words, now=scope.now, ahead=ahead, order=model.date_order, starts=model.calendar.starts
    )


def settle(phrases: Sequence[Phrase], scope: Scope, *, ahead: bool) -> Moment:
    """Return the moment that phrases say together, in whole seconds: a log keeps no parts."""
    moment = combine(phrases, now=scope.now, ahead=ahead)
    if moment.at is None or not moment.at.microsecond:
        return moment
    return Moment(day=moment.day, at=moment.at.replace(microsecond=0))


def date_error(error: DateError, line: Line, tokens: Sequence[Token]) -> LineError:
    """Return a date's error as the line's, about the words that it blames."""
    last = min(max(error.size, 1), len(tokens)) - 1
    return line.error(error.message, tokens[0].start, tokens[last].end, error.hint)


def read_words(
    line: Line, tokens: Sequence[Token], scope: Scope, before: Sequence[Part]
) -> tuple[int, Part] | None:
    """Return how many plain words the next part takes up, and the part; None for no reading.

    `before` are the parts read so far: a word that is a kind and an outcome of the kind
    before it has two readings. Raises LineError on those and on impossible dates.
    """
    words = texts(tokens)
    count = read_count(words[0])
    matches = _named(words, None, scope)
    if count is not None and len(words) > 1:
        matches += _named(words[1:], count, scope)
    try:
        matches += _dated(words, scope)
    except DateError as error:
        exact = [match.size for match in matches if match.rank == _NAME]
        if not exact or max(exact) < error.size:
            raise date_error(error, line, tokens) from None
    except FieldError as error:
        raise line.error(error.message, tokens[0].start, tokens[0].end, error.hint) from None
    if not matches:
        return None
    best = max(matches, key=lambda match: (match.size, match.rank))
    equal = [match for match in matches if (match.size, match.rank) == (best.size, best.rank)]
    start, end = tokens[0].start, tokens[best.size - 1].end
    return best.size, _part(line, start, end, _chosen(line, start, end, equal, before))


def _named(words: Sequence[str], count: int | None, scope: Scope) -> list[Match]:
    """Return the kind, the outcome and the prefix at the start of the words."""
    counted = 0 if count is None else 1
    found = []
    size, kinds = scope.vocabulary.kinds(words)
    if size:
        found.append(Match(size=size + counted, rank=_NAME, count=count, kinds=tuple(kinds)))
    size, outcomes = scope.vocabulary.outcomes(words)
    if size:
        match = Match(size=size + counted, rank=_NAME, count=count, outcomes=tuple(outcomes))
        found.append(match)
    if not found and scope.prefixes and not _is_taken(words[0]):
        size, kinds = scope.vocabulary.prefixed(words)
        if size:
            found.append(Match(size=size + counted, rank=_PREFIX, count=count, kinds=tuple(kinds)))
    return found


def _is_taken(word: str) -> bool:
    """Tell whether a word means something in every model, and is no prefix of a kind."""
    return word.casefold() in KEYS or read_count(word) is not None


def _dated(words: Sequence[str], scope: Scope) -> list[Match]:
    """Return the date phrase and the duration at the start of the words."""
    found = []
    phrase = read_date(words, scope, ahead=False)
    if phrase is not None:
        rank = _DATE if phrase.strong else _CLOCK
        found.append(Match(size=phrase.size, rank=rank, phrase=phrase))
    duration = read_minutes(words)
    if duration is not None:
        size, minutes = duration
        found.append(Match(size=size, rank=_DURATION, minutes=minutes))
    return found


def _part(line: Line, start: int, end: int, best: Match) -> Part:
    """Return the part that a reading makes; LineError on a name that several kinds share."""
    if best.phrase is not None:
        return WhenPart(start=start, end=end, phrase=best.phrase)
    if best.minutes is not None:
        return DetailPart(start=start, end=end, field="minutes", value=best.minutes)
    if best.outcomes:
        spoken = line.text[start:end]
        return OutcomePart(
            start=start, end=end, spoken=spoken, targets=best.outcomes, count=best.count
        )
    if len(best.kinds) > 1:
        titles = [kind.title for kind in best.kinds]
        raise line.error(
            f"{line.text[start:end]} can be {' or '.join(titles)}", start, end, "say which one"
        )
    return KindPart(start=start, end=end, kind=best.kinds[0], count=best.count)


def _chosen(
    line: Line, start: int, end: int, equal: Sequence[Match], before: Sequence[Part]
) -> Match:
    """Return the one reading of equals: a kind, unless the kind before has such an outcome."""
    kinds = [match for match in equal if match.kinds]
    outcomes = [match for match in equal if match.outcomes]
    if len(kinds) > 1 or (len(equal) > 1 and not kinds):
        raise _two_readings(line, start, end, "with a count, and without one")
    if kinds and outcomes:
        current = _current(before)
        if current is not None and current.name in [kind for kind, _ in outcomes[0].outcomes]:
            raise _two_readings(
                line, start, end, f"an outcome of {current.title} and an activity of its own"
            )
    return (kinds or equal)[0]


def _current(before: Sequence[Part]) -> Kind | None:
    for part in reversed(before):
        if isinstance(part, KindPart):
            return part.kind
    return None


def _two_readings(line: Line, start: int, end: int, readings: str) -> LineError:
    return line.error(
        f"{line.text[start:end]} can be read two ways: {readings}",
        start,
        end,
        "outcome:… says an outcome",
    )
