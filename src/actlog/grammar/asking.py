"""What `list` and `off` read alike: activities by name, days, and a word for what is neither."""

from __future__ import annotations

from actlog.grammar.dates import DateError
from actlog.grammar.tokens import Line, Token, texts
from actlog.grammar.vocabulary import Vocabulary
from actlog.grammar.words import date_error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from actlog.domain.errors import LineError
    from actlog.domain.model_week import Kind
    from actlog.grammar.periods import Period


class Asking:
    """Base of the readers of words that are no log line."""

    def __init__(self, line: Line, vocabulary: Vocabulary, now: datetime) -> None:
        """Take the line, the words that the model week knows, and the clock."""
        self._line = line
        self._vocabulary = vocabulary
        self._now = now

    def _days_by(
        self, read: Callable[..., Period | None], tokens: Sequence[Token], named: int
    ) -> Period | None:
        """Return the days at the start; their errors give way to a name of `named` words."""
        model = self._vocabulary.model
        try:
            return read(
                texts(tokens),
                now=self._now,
                starts=model.calendar.starts,
                order=model.date_order,
            )
        except DateError as error:
            if named < error.size:
                raise date_error(error, self._line, tokens) from None
            return None

    def _kinds_named(self, words: Sequence[str]) -> Sequence[Kind]:
        """Return the kinds that all the words together can name, by prefixes if need be."""
        for read in (self._vocabulary.kinds, self._vocabulary.prefixed):
            size, kinds = read(words)
            if size == len(words):
                return kinds
        return ()

    def _only(self, kinds: Sequence[Kind], start: int, end: int) -> Kind:
        """Return the one kind that was named. Raises LineError where it can be several."""
        if len(kinds) > 1:
            titles = " or ".join([kind.title for kind in kinds])
            spoken = self._line.text[start:end]
            raise self._line.error(f"{spoken} can be {titles}", start, end, "say which one")
        return kinds[0]

    def _unknown(self, token: Token, usual: str) -> LineError:
        """Return the error for a word of no meaning: the near word, or what is `usual`."""
        from actlog.grammar.suggest import nearest

        meant = nearest(token.text, self._vocabulary.forms())
        hint = usual if meant is None else f"did you mean {meant}?"
        return self._line.error(f"{token.text} is not understood", token.start, token.end, hint)
