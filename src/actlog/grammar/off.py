"""The words of `off`: `wed pm`, `thu call 'trade show'`, `24 dec..3 jan`."""

from __future__ import annotations

from actlog.domain.errors import LineError
from actlog.domain.week import TimeOff
from actlog.grammar.asking import Asking
from actlog.grammar.fields import FieldError, clean_text
from actlog.grammar.periods import Period, span
from actlog.grammar.tokens import Line, Token, has_key, texts
from actlog.grammar.vocabulary import Vocabulary

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from actlog.domain.model_week import Kind, ModelWeek

LONGEST_OFF = 366
"""The most days of one time off: a longer one is a mistyped year."""

_HINT = (
    "such as: off wed pm, off 24 dec..3 jan, or off thu call 'trade show' "
    "(a reason of one word goes behind --)"
)


def parse_off(
    args: Sequence[str], tail: str | None = None, *, model: ModelWeek, now: datetime
) -> TimeOff:
    """Return the time off that the words say.

    One run of days, looking ahead, with `am` or `pm` for half a day; any activities, whose
    time it is alone; and why, as one quoted text or as `tail`, what stood behind `--`.
    Raises LineError on anything else.
    """
    line = Line(args, tail)
    reader = _OffReader(line, Vocabulary(model), now)
    run: list[Token] = []
    for token in line.tokens:
        if token.spaced or has_key(token.text) == "note":
            reader.take(run)
            run = []
            reader.take_quoted(token)
        else:
            run.append(token)
    reader.take(run)
    if line.tail_token is not None:
        reader.why(line.tail_token, line.tail_token.text)
    return reader.time_off()


class _OffReader(Asking):
    """Gathers days, activities and the reason."""

    def __init__(self, line: Line, vocabulary: Vocabulary, now: datetime) -> None:
        super().__init__(line, vocabulary, now)
        self._days: Period | None = None
        self._kinds: list[str] = []
        self._why: str | None = None

    def take(self, tokens: Sequence[Token]) -> None:
        """Take plain words: each is part of the days or of an activity's name."""
        for size, found, token in self._items(tokens):
            if isinstance(found, Period):
                if self._days is not None:
                    end = tokens[tokens.index(token) + size - 1].end
                    hint = "join the days by two dots: 24 dec..3 jan"
                    raise self._line.error("two times off in one line", token.start, end, hint)
                self._days = found
            elif found.name not in self._kinds:
                self._kinds.append(found.name)

    def take_quoted(self, token: Token) -> None:
        """Take an argument of several words: days and activities if all of it is, else why."""
        if has_key(token.text) == "note":
            self.why(token, token.text.partition(":")[2])
            return
        inner, tail = self._line.inside(token)
        try:
            self._items(inner)
        except LineError:
            self.why(token, token.text)
        else:
            if tail is None:
                self.take(inner)
            else:
                self.why(token, token.text)

    def why(self, token: Token, text: str) -> None:
        """Take the reason."""
        if self._why is not None:
            raise self._line.error("a second reason", token.start, token.end, "one is enough")
        try:
            self._why = clean_text(text, "the reason")
        except FieldError as error:
            raise self._line.error(error.message, token.start, token.end, error.hint) from None

    def _items(self, tokens: Sequence[Token]) -> list[tuple[int, Period | Kind, Token]]:
        """Return the days and activities that words name, each with its size and first word."""
        items: list[tuple[int, Period | Kind, Token]] = []
        at = 0
        while at < len(tokens):
            size, found = self._item(tokens[at:])
            items.append((size, found, tokens[at]))
            at += size
        return items

    def _item(self, tokens: Sequence[Token]) -> tuple[int, Period | Kind]:
        """Read one: a name beats days as long, and days beat the prefix of a name."""
        words = texts(tokens)
        size, kinds = self._vocabulary.kinds(words)
        days = self._days_by(span, tokens, size)
        if days is not None and days.size > size:
            return days.size, days
        if not size:
            size, kinds = self._vocabulary.prefixed(words)
        if not size:
            raise self._unknown(tokens[0], _HINT)
        start, end = tokens[0].start, tokens[size - 1].end
        kind = self._only(kinds, start, end)
        if kind.result:
            raise self._line.error(
                f"{kind.title} is a result and has no line to be off from", start, end
            )
        return size, kind

    def time_off(self) -> TimeOff:
        """Return what was gathered."""
        text, days = self._line.text, self._days
        if days is None:
            raise self._line.error(
                "the line names no day", 0, len(text), "such as: off wed pm, or off 24 dec..3 jan"
            )
        if (days.last - days.first).days >= LONGEST_OFF:
            raise self._line.error(
                f"{days.first.isoformat()} to {days.last.isoformat()} is longer than a year",
                0,
                len(text),
                "check the years",
            )
        return TimeOff(
            first=days.first,
            last=days.last,
            part=days.part,
            kinds=tuple(self._kinds),
            why=self._why,
        )
