"""The words of `done`: numbers of entries, then when their next step was taken."""

from __future__ import annotations

from actlog.domain.entry import Moment
from actlog.grammar.ahead import gather
from actlog.grammar.datewords import is_digits
from actlog.grammar.tokens import Line, texts
from actlog.grammar.vocabulary import Vocabulary
from actlog.grammar.when import DateError
from actlog.grammar.words import Scope, date_error, settle

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from actlog.domain.model_week import ModelWeek
    from actlog.grammar.tokens import Token

_LONGEST_COUNT = 2


def parse_taken(
    args: Sequence[str], *, model: ModelWeek, now: datetime
) -> tuple[list[str], Moment]:
    """Return the words that are numbers of entries, and when it was; now where nothing is said.

    The first may be `last`. A number of one or two figures before a date word belongs to it
    (`done 1842 2 days ago`) if another one is before it; longer ones are always entries, so a
    time needs its colon. Raises LineError on anything else.
    """
    line = Line([word for arg in args for word in arg.split()], None)
    tokens = line.tokens
    scope = Scope(vocabulary=Vocabulary(model), now=now)
    begin = 1 if tokens and tokens[0].text.casefold() == "last" else 0
    rest = range(begin, len(tokens))
    at = next((n for n in rest if not _is_number(tokens[n].text)), len(tokens))
    if at == len(tokens):
        return texts(tokens), Moment.of(now.replace(microsecond=0))
    if at > 1 and is_digits(tokens[at - 1].text) and len(tokens[at - 1].text) <= _LONGEST_COUNT:
        moment = _moment(line, tokens[at - 1 :], scope, quiet=True)
        if moment is not None:
            return texts(tokens[: at - 1]), moment
    moment = _moment(line, tokens[at:], scope)
    if moment is None:
        raise line.error(
            f"{' '.join(texts(tokens[at:]))} is no number and no date",
            tokens[at].start,
            tokens[-1].end,
            "such as: done 1842, or done 1842 yesterday 3pm",
        )
    return texts(tokens[:at]), moment


def _is_number(text: str) -> bool:
    """Tell whether a word is `1842`, `#1842` or a run, `1842-1844`."""
    ends = text.removeprefix("#").split("-")
    return len(ends) <= 2 and all(map(is_digits, ends))


def _moment(
    line: Line, tokens: Sequence[Token], scope: Scope, *, quiet: bool = False
) -> Moment | None:
    """Return the moment that all the words say; None where they say none."""
    size, phrases = gather(line, tokens, scope, ahead=False)
    if size < len(tokens):
        return None
    try:
        return settle(phrases, scope, ahead=False)
    except DateError as error:
        if quiet:
            return None
        raise date_error(error, line, tokens) from None
