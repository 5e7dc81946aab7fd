"""The words of `promise`: the promise in quotes, then a kind and a count in either order."""

from __future__ import annotations

from actlog.domain.entry import MOST_COUNT
from actlog.domain.promise import LONGEST_PROMISE, Promise
from actlog.grammar.asking import Asking
from actlog.grammar.fields import FieldError, clean_text, read_count
from actlog.grammar.tokens import Line, texts
from actlog.grammar.vocabulary import Vocabulary

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from actlog.domain.model_week import Kind, ModelWeek
    from actlog.grammar.tokens import Token

_SUCH_AS = "such as: actlog promise 'confirm meetings the day before' 6 meetings held"


def parse_promise(args: Sequence[str], *, model: ModelWeek, now: datetime, week: date) -> Promise:
    """Return the promise that the words make, for the week that begins on `week`.

    The first word is the promise, as one argument; a KIND and a COUNT may follow. Raises
    LineError on anything else, and on results: they are not the rep's alone to promise.
    """
    line = Line(args, None)
    return _PromiseReader(line, Vocabulary(model), now).read(week)


class _PromiseReader(Asking):
    def read(self, week: date) -> Promise:
        """Return the promise."""
        first, *rest = self._line.tokens
        try:
            text = " ".join(clean_text(first.text, "the promise").split())
        except FieldError as error:
            raise self._line.error(error.message, first.start, first.end, error.hint) from None
        if len(text) > LONGEST_PROMISE:
            message = f"a promise has at most {LONGEST_PROMISE} characters"
            raise self._line.error(message, first.start, first.end, "make it one sentence")
        if not rest:
            return Promise(week=week, text=text)
        kind, count = self._counted(self._apart(rest))
        return Promise(week=week, text=text, kind=kind.name, count=count)

    def _apart(self, tokens: Sequence[Token]) -> list[Token]:
        return [word for token in tokens for word in self._line.inside(token)[0]]

    def _counted(self, tokens: Sequence[Token]) -> tuple[Kind, int]:
        """Return what is counted, and how many."""
        start, end = tokens[0].start, tokens[-1].end
        for number, named in ((tokens[0], tokens[1:]), (tokens[-1], tokens[:-1])):
            count = read_count(number.text)
            kinds = self._kinds_named(texts(named)) if count is not None and named else ()
            if count is None or not kinds:
                continue
            if not 1 <= count <= MOST_COUNT:
                message = f"a promise counts from 1 to {MOST_COUNT:,}"
                raise self._line.error(message, number.start, number.end)
            kind = self._only(kinds, named[0].start, named[-1].end)
            if kind.result:
                raise self._line.error(
                    f"{kind.title} is a result: promise what you do for it",
                    start,
                    end,
                    _SUCH_AS,
                )
            return kind, count
        said = self._line.text[start:end]
        message = f"{said} is no activity with a count"
        raise self._line.error(message, start, end, f"the promise stands in quotes, {_SUCH_AS}")
