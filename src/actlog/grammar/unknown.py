"""Words that mean nothing: what is said about them, and what could stand there instead."""

from __future__ import annotations

from actlog.grammar.fields import read_count
from actlog.grammar.parts import KindPart
from actlog.grammar.tokens import KEYS
from actlog.grammar.words import UnknownWordError, read_words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from actlog.grammar.parts import Part
    from actlog.grammar.tokens import Line, Token
    from actlog.grammar.words import Scope


def unknown(
    line: Line,
    message: str,
    span: tuple[int, int],
    words: tuple[tuple[str, int], ...] = (),
    *,
    hint: str | None = None,
    mend: str | None = None,
) -> UnknownWordError:
    """Return the error about a span of a line; `mend` is a whole line that may be meant."""
    start, end = span
    error = UnknownWordError(message, text=line.text, start=start, end=end, mend=mend, hint=hint)
    error.words = words
    return error


def unknown_word(
    line: Line, run: Sequence[Token], scope: Scope, before: Sequence[Part]
) -> UnknownWordError:
    """Return the error about the first of some plain words, which nothing claims.

    `before` are the parts read so far. A number is blamed only where what follows it is
    understood or where nothing does: in `12 cals` it is the word that is wrong.
    """
    token = run[0]
    if read_count(token.text) is not None:
        if len(run) == 1 or read_words(line, run[1:], scope, before):
            return _bare_number(line, token, before)
        run = run[1:]
        token = run[0]
    span = (token.start, token.end)
    head, colon, _ = token.text.partition(":")
    if token.text[0] == "-" and token.text[1:2].isalpha():
        return unknown(line, f"log has no option {token.text}", span)
    if head.casefold() in KEYS and len(run) > 1:
        mend = f"{line.text[: token.start]}{head}:{line.text[run[1].start :]}"
        return unknown(line, f"a colon stands behind {head}", span, mend=mend)
    words = tuple([(word.text, word.end) for word in run])
    if colon and head.isalpha():
        hint = f"fields are {' '.join([key + ':' for key in KEYS])}"
        return unknown(line, f"there is no field {head}:", span, words, hint=hint)
    hint = f"activities are: {scope.vocabulary.listing()}"
    return unknown(line, f"{token.text} is not understood", span, words, hint=hint)


def _bare_number(line: Line, token: Token, before: Sequence[Part]) -> UnknownWordError:
    """Return the error about a number that counts nothing; `calls 12` is turned round."""
    message = f"{token.text} counts nothing"
    hint = "a number stands before what it counts: 12 calls"
    last = before[-1] if before else None
    if not isinstance(last, KindPart) or last.count is not None:
        return unknown(line, message, (token.start, token.end), hint=hint)
    text = line.text
    mend = f"{text[: last.start]}{token.text} {text[last.start : last.end]}{text[token.end :]}"
    return unknown(line, message, (last.start, token.end), hint=hint, mend=mend)
