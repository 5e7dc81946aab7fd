"""Words that mean nothing: what is said about them, and what could stand there instead."""

from __future__ import annotations

from actlog.domain.errors import LineError
from actlog.grammar.fields import HOURS, FieldError, read_count, read_money
from actlog.grammar.parts import (
    AccountPart,
    CoverPart,
    DetailPart,
    KindPart,
    WhenPart,
    names_activity,
)
from actlog.grammar.tokens import KEYS, has_key, quote, quote_word
from actlog.grammar.words import UnknownWordError, read_words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from actlog.grammar.parts import Part
    from actlog.grammar.tokens import Line, Token
    from actlog.grammar.words import Scope

_CLOCK = "a time is written 10:00 or 10am"
_COMMAND = ("actlog", "log")
_CURRENCIES = "$€£¥"


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
    spelled = _spelled_otherwise(line, run)
    if spelled is not None:
        return spelled
    words = tuple([(word.text, word.end) for word in run])
    if colon and head.isalpha():
        hint = f"fields are {' '.join([key + ':' for key in KEYS])}"
        return unknown(line, f"there is no field {head}:", span, words, hint=hint)
    apart = _apart(token.text, counts=not names_activity(before))
    whole = apart and f"{line.text[: token.start]}{apart}{line.text[token.end :]}"
    message = f"{token.text} is not understood"
    error = unknown(line, message, span, words, hint=_hint(scope, before), mend=whole)
    error.otherwise = _longer(line, run, scope, before)
    return error


def _spelled_otherwise(line: Line, run: Sequence[Token]) -> UnknownWordError | None:
    """Return the error about the command's own name, an option, or a key without its colon."""
    token, behind = run[0], run[1:2]
    span = (token.start, token.end)
    key = token.text.partition(":")[0].casefold()
    if token.text[0] == "-" and token.text[1:2].isalpha():
        return unknown(line, f"log has no option {token.text}", span)
    if not behind:
        return None
    rest = line.text[behind[0].start :]
    if not token.start and key in _COMMAND:
        return unknown(line, f"{token.text} is the command", span, mend=rest)
    if key == "at" and read_count(behind[0].text) is not None:
        span = (behind[0].start, behind[0].end)
        return unknown(line, f"{behind[0].text} is no clock time", span, hint=_CLOCK)
    if key not in KEYS:
        return None
    mend = f"{line.text[: token.start]}{token.text}:{rest}"
    return unknown(line, f"a colon stands behind {token.text}", span, mend=mend)


def _hint(scope: Scope, before: Sequence[Part]) -> str:
    """Return what may stand there: an activity, or who and how once there is one."""
    if not names_activity(before):
        return f"activities are: {scope.vocabulary.listing()}"
    if isinstance(before[-1], AccountPart):
        name = before[-1].account
        return f"a longer name is quoted: @'{name} Ltd'; a contact follows a slash: @{name}/dana"
    return "an account is written @acme; a note stands in quotes, or behind --"


def _apart(text: str, *, counts: bool) -> str | None:
    """Return what a word says with the space or the key that it lacks: `call@acme`, `18k`.

    Where it `counts`, since no activity stands before it, `1k` is a thousand and no value.
    """
    if counts and text[-1] in "kK" and text.isascii() and text[:-1].isdigit():
        return f"{text[:-1]}000"
    if text[0] in _CURRENCIES or text[-1] in "kK" + _CURRENCIES:
        return _value(text.strip(_CURRENCIES))
    for sigil in "@+":
        if sigil in text[1:-1]:
            head, _, behind = text.partition(sigil)
            return f"{quote(head)} {sigil}{quote(behind)}"
    rest = text.lstrip("0123456789")
    number = text[: len(text) - len(rest)]
    return _count(number, rest) if number else None


def _count(number: str, rest: str) -> str | None:
    """Return what a number glued to something says: `5calls`, `5x`, `1,000`, `1h30`."""
    if rest.casefold() in {"x", "×"}:
        return number
    if rest.rstrip("0123456789").casefold() in HOURS:
        return f"{number}{rest}m" if int(number) < 5 else None  # `9h30` may be a time
    groups = rest.split(",")
    if not groups[0] and all(len(group) == 3 and group.isdigit() for group in groups[1:]):
        return number + "".join(groups)
    return f"{number} {rest}" if rest.isalpha() else None


def _value(amount: str) -> str | None:
    try:
        read_money(amount)
    except FieldError:
        return None
    return f"value:{amount}"


def _longer(line: Line, run: Sequence[Token], scope: Scope, before: Sequence[Part]) -> str | None:
    """Return the line with `next:send quote` quoted, up to the next word that is understood."""
    last = before[-1] if before else None
    if not isinstance(last, DetailPart | CoverPart):
        return None
    key = next((token for token in line.tokens if token.end == last.end), None)
    if key is None or has_key(key.text) not in {"next", "note", "source", "persona"}:
        return None
    size = 1
    while size < len(run) and not _is_understood(line, run[size:], scope, before):
        size += 1
    said = " ".join([key.text, *[token.text for token in run[:size]]])
    return f"{line.text[: key.start]}{quote_word(said)}{line.text[run[size - 1].end :]}"


def _is_understood(line: Line, run: Sequence[Token], scope: Scope, before: Sequence[Part]) -> bool:
    try:
        return read_words(line, run, scope, before) is not None
    except LineError:
        return True


def _bare_number(line: Line, token: Token, before: Sequence[Part]) -> UnknownWordError:
    """Return the error about a number that counts nothing; `calls 12` is turned round."""
    message = f"{token.text} counts nothing"
    hint = "a number stands before what it counts: 12 calls"
    last = before[-1] if before else None
    if isinstance(last, WhenPart) or (
        isinstance(last, DetailPart) and last.field in {"planned", "due", "done"}
    ):
        hint = f"{_CLOCK}, and a number before what it counts: 12 calls"
    if not isinstance(last, KindPart) or last.count is not None:
        return unknown(line, message, (token.start, token.end), hint=hint)
    text = line.text
    mend = f"{text[: last.start]}{token.text} {text[last.start : last.end]}{text[token.end :]}"
    return unknown(line, message, (last.start, token.end), hint=hint, mend=mend)
