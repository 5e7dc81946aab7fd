"""The words of `start` and `stop`: a timebox by name, and how many touches it came to."""

from __future__ import annotations

from actlog.domain.errors import InputError, LineError
from actlog.domain.model_week import Kind
from actlog.domain.record import Record
from actlog.grammar.asking import Asking
from actlog.grammar.fields import FieldError, read_count, read_minutes
from actlog.grammar.line import mended, parse, wrong_with
from actlog.grammar.parts import DetailPart, KindPart, OutcomePart, Part, QuotedPart, WhenPart
from actlog.grammar.reader import Reader
from actlog.grammar.tokens import Line, is_sigil, texts
from actlog.grammar.vocabulary import Vocabulary
from actlog.grammar.words import Scope

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from actlog.domain.entry import Entry, Moment
    from actlog.domain.model_week import ModelWeek

TOUCHES = "touches"

_NO_TIMEBOX = "such as, in the model week: linkedin: {timebox: {minutes: 60, touches: 12}}"


def parse_start(words: Sequence[str], *, model: ModelWeek, now: datetime) -> Kind:
    """Return the timebox that the words name: no words name the only one of the model.

    Raises LineError for any other word, InputError where the model has none or several.
    """
    boxes = [kind for kind in model.activities if kind.timebox]
    if not boxes:
        raise InputError("the model week has no timebox", _NO_TIMEBOX)
    titles = ", ".join([kind.title for kind in boxes])
    if not words:
        if len(boxes) > 1:
            raise InputError(f"which timebox? {titles}", f"such as: actlog start {boxes[0].title}")
        return boxes[0]
    return _StartReader(Line(words, None), Vocabulary(model), now).kind(titles)


class _StartReader(Asking):
    """Reads one name."""

    def kind(self, titles: str) -> Kind:
        tokens = self._line.tokens
        words = texts(tokens)
        size, kinds = self._vocabulary.kinds(words)
        if not size:
            size, kinds = self._vocabulary.prefixed(words)
        if not size:
            raise self._unknown(tokens[0], f"timeboxes of the model week: {titles}")
        start, end = tokens[0].start, tokens[size - 1].end
        boxes = [kind for kind in kinds if kind.timebox]
        if not boxes:
            kind = kinds[0]
            raise self._line.error(
                f"{kind.title} is no timebox: its minutes are an outcome and no goal",
                start,
                end,
                f"log how long it took: actlog log {kind.title} 20m (timeboxes: {titles})",
            )
        if len(tokens) > size:
            raise self._line.error(
                "start takes a timebox and nothing else",
                tokens[size].start,
                len(self._line.text),
                "whom it was with and what was said is for: actlog stop 12 touches @acme",
            )
        return self._only(boxes, start, end)


class Stop(Record):
    """What the words of `stop` say: None for the touches or the minutes that they leave out."""

    touches: int | None
    minutes: int | None


def stop_words(args: Sequence[str], kind: Kind, model: ModelWeek) -> list[str]:
    """Return the words of `stop` as a log line has them: `12 @acme` is `12 touches @acme`.

    The name of the timebox may stand first: `linkedin 12 touches` is `12 touches`.
    """
    vocabulary, words = Vocabulary(narrowed(model, kind)), [*args]
    words = words[vocabulary.kinds(words)[0] :]
    if not words or read_count(words[0]) is None or _is_duration(words):
        return words
    rest = words[1:]
    if not rest or is_sigil(rest[0]) or " " in rest[0] or rest[0][:1].isdigit():
        words.insert(1, TOUCHES)
    return words


def _is_duration(words: Sequence[str]) -> bool:
    try:
        return read_minutes(words) is not None
    except FieldError:
        return True


def narrowed(model: ModelWeek, kind: Kind) -> ModelWeek:
    """Return the model with this kind alone, and `touch` as one more name of it."""
    named = kind.replace(aliases=(*kind.aliases, "touch"))
    return model.replace(activities=(named,), results=())


def read_stop(
    words: Sequence[str], tail: str | None, *, kind: Kind, model: ModelWeek, now: datetime
) -> Stop:
    """Return the touches and the minutes that the words of `stop_words` say.

    Raises LineError for what is not understood, and for a date: the timer knows when it was.
    """
    line = Line(words, tail)
    scope = Scope(vocabulary=Vocabulary(narrowed(model, kind)), now=now)
    try:
        return _stop(line, _flat(Reader(line, line.tokens, scope).read()))
    except LineError as error:
        error = mended(error, scope.vocabulary, wrong_with(scope, None))
        error.command = "stop"
        if Vocabulary(model).kinds([error.text[error.start : error.end]])[0]:
            error.hint, error.mend = f"stop logs {kind.title} alone; the rest: actlog log", None
        raise error from None


def _flat(parts: Sequence[Part]) -> list[Part]:
    flat: list[Part] = []
    for part in parts:
        flat += (part.parts or ()) if isinstance(part, QuotedPart) else (part,)
    return flat


def _stop(line: Line, parts: Sequence[Part]) -> Stop:
    touches = minutes = None
    counted = False
    for part in parts:
        if isinstance(part, WhenPart):
            raise line.error(
                "a timebox is logged when it began",
                part.start,
                part.end,
                "leave the time out; actlog edit moves an entry afterwards",
            )
        if isinstance(part, KindPart):
            if counted:
                raise line.error(
                    "the touches are said twice", part.start, part.end, "once is enough"
                )
            touches, counted = part.count, True
        elif isinstance(part, OutcomePart) and not counted:
            touches, counted = part.count, True
        elif isinstance(part, DetailPart) and part.field == "minutes":
            minutes = int(str(part.value))
    return Stop(touches=touches, minutes=minutes)


def parse_stop(
    words: Sequence[str], tail: str | None, *, kind: Kind, model: ModelWeek, began: Moment,
    now: datetime,
) -> list[Entry]:  # fmt: skip
    """Return the entries of a whole line of `stop`, touches and minutes said. Raises LineError."""
    try:
        return parse(words, tail, model=narrowed(model, kind), now=now, heading=began)
    except LineError as error:
        error.command = "stop"
        raise
