"""The log line: words in, entries out.

One grammar serves `log`, the `log>` prompt, `--stdin`, `--file`, the plain-text import and
the editor view; `writer.write` prints what this reads.
"""

from __future__ import annotations

from actlog.domain.entry import Moment
from actlog.domain.errors import LineError
from actlog.grammar.compose import compose
from actlog.grammar.dates import DateError, Phrase
from actlog.grammar.fields import FieldError
from actlog.grammar.keyed import read_note
from actlog.grammar.parts import KindPart, Part, QuotedPart, WhenPart, names_activity
from actlog.grammar.reader import Reader
from actlog.grammar.tokens import Line, Token, quote, split
from actlog.grammar.vocabulary import Vocabulary
from actlog.grammar.words import Scope, UnknownWordError, settle

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from actlog.domain.entry import Entry
    from actlog.domain.model_week import ModelWeek

    Wrong = Callable[[str], LineError | None]

_MOST_MENDS = 4


def parse(
    args: Sequence[str],
    tail: str | None,
    *,
    model: ModelWeek,
    now: datetime,
    batch: bool = False,
    heading: Moment | None = None,
) -> list[Entry]:
    """Return the entries of one line, at least one.

    `args` are its words, unquoted (one that holds spaces was quoted), `tail` what stood
    behind the first `--`. `now` is aware, in the local zone. A `batch` knows no prefixes;
    `heading` is the moment of a line with only a date above this one. Raises LineError on
    whatever is not understood or has two readings, with the corrected line where a near
    word makes one.
    """
    scope = Scope(vocabulary=Vocabulary(model), now=now, prefixes=not batch)
    line = Line(args, tail)
    try:
        return entries_of(line, read_parts(line, scope), scope, heading)
    except LineError as error:
        raise mended(error, scope.vocabulary, wrong_with(scope, heading)) from None


def mended(error: LineError, vocabulary: Vocabulary, wrong: Wrong) -> LineError:
    """Return the error with a line that is understood, where its mend or near words make one.

    No other line is ever suggested: what is printed can be pasted. Near words that do not
    make a whole line are named in the hint. `wrong` says what is wrong with a line.
    """
    if isinstance(error, UnknownWordError):
        _mend_words(error, vocabulary, wrong)
    elif error.mend is not None and wrong(error.mend) is not None:
        error.mend = None
    return error


def _mend_words(error: UnknownWordError, vocabulary: Vocabulary, wrong_with: Wrong) -> None:
    """Put one near word after the other into the line, until all of it is understood."""
    found, near = error, None
    for _ in range(_MOST_MENDS):
        meant = _meant(found, vocabulary)
        if meant is None:
            break
        near = near or meant[0]
        wrong = wrong_with(meant[1])
        if wrong is None:
            error.mend, error.hint = meant[1], None
            return
        if not isinstance(wrong, UnknownWordError):
            break
        found = wrong
    error.mend = None
    error.hint = f"did you mean {near}?" if near else error.hint


def _meant(error: UnknownWordError, vocabulary: Vocabulary) -> tuple[str, str] | None:
    """Return the near words and the line with them; no words where the line says more."""
    from actlog.grammar.suggest import near_words

    if error.mend:
        return "", error.mend
    near = near_words(error, vocabulary)
    return ("", error.otherwise) if near is None and error.otherwise else near


def wrong_with(scope: Scope, heading: Moment | None) -> Wrong:
    """Return what tells what is wrong with a log line, None where it is understood."""

    def wrong(text: str) -> LineError | None:
        line = Line(*split(text))
        try:
            entries_of(line, read_parts(line, scope), scope, heading)
        except LineError as error:
            return error
        return None

    return wrong


def entries_of(
    line: Line, parts: Sequence[Part], scope: Scope, heading: Moment | None
) -> list[Entry]:
    """Return the entries that a line's parts make. Raises LineError."""
    if not names_activity(parts):
        raise line.error(
            "the line names no activity" if line.text else "the line is empty",
            0,
            len(line.text),
            f"say what you did: {scope.vocabulary.listing()}",
        )
    return compose(line, parts, scope.model, moment_of(line, parts, scope, heading))


def read_parts(
    line: Line,
    scope: Scope,
    *,
    tokens: Sequence[Token] | None = None,
    before: Sequence[Part] = (),
) -> list[Part]:
    """Return the parts of a line, its note last. Raises LineError.

    Only some of its `tokens` may be meant, said of what stood `before` them.
    """
    read = Reader(line, line.tokens if tokens is None else tokens, scope, before=before).read()
    parts = _unquoted(line, read, before)
    if line.tail_token is not None:
        try:
            parts.append(read_note(line.tail_token, line.tail_token.text))
        except FieldError as error:
            token = line.tail_token
            raise line.error(error.message, token.start, token.end, error.hint) from None
    return parts


def _unquoted(line: Line, parts: Sequence[Part], before: Sequence[Part]) -> list[Part]:
    """Settle what each quoted argument is: grammar if all of it is understood, else a note."""
    plain = [part for part in parts if not isinstance(part, QuotedPart)]
    quoted = [part for part in parts if isinstance(part, QuotedPart)]
    outside = names_activity(plain)
    if not before and not outside and not any(names_activity(part.parts or ()) for part in quoted):
        for argument in quoted:
            if argument.problem is not None:
                raise argument.problem
    settled: list[Part] = []
    for part in parts:
        if not isinstance(part, QuotedPart):
            settled.append(part)
        elif part.parts is None:
            settled.append(_note(line, part))
        elif outside and any(isinstance(inner, KindPart) for inner in part.parts):
            raise line.error(
                f"{quote(part.text)} can be a note, or an activity of its own",
                part.start,
                part.end,
                f"leave out the quotes, or write note:{quote(part.text)}",
            )
        else:
            settled += part.parts
    return settled


def _note(line: Line, part: QuotedPart) -> Part:
    try:
        return read_note(Token(part.text, part.start, part.end), part.text)
    except FieldError as error:
        raise line.error(error.message, part.start, part.end, error.hint) from None


def moment_of(line: Line, parts: Sequence[Part], scope: Scope, heading: Moment | None) -> Moment:
    """Return when the line happened: its own words, else its heading, else now."""
    said = [part for part in parts if isinstance(part, WhenPart)]
    phrases = [part.phrase for part in said]
    if heading is not None and not any(phrase.day or phrase.instant for phrase in phrases):
        if not phrases:
            return heading
        phrases.append(Phrase(size=1, day=heading.day))
    try:
        return settle(phrases, scope, ahead=False)
    except DateError as error:
        last = said[-1]
        raise line.error(error.message, last.start, last.end, error.hint) from None
