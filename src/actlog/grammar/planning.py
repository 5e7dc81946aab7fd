"""The words of `plan`: so many of a kind, or money, then `by` and a day."""

from __future__ import annotations

from datetime import date

from actlog.domain.entry import MOST_COUNT
from actlog.domain.model_week import Kind
from actlog.domain.record import Record
from actlog.grammar.asking import Asking
from actlog.grammar.fields import FieldError, read_count, read_money
from actlog.grammar.periods import ahead
from actlog.grammar.tokens import Line, texts
from actlog.grammar.vocabulary import Vocabulary

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from actlog.domain.model_week import ModelWeek
    from actlog.grammar.tokens import Token

_SUCH_AS = "such as: actlog plan 3 deals by 31 jan, or: actlog plan 40k by 31 mar"


class Asked(Record):
    """A target: `count` of a `kind`, or so many `cents`; and the day by which."""

    kind: Kind | None = None
    count: int | None = None
    cents: int | None = None
    by: date


def parse_plan(args: Sequence[str], *, model: ModelWeek, now: datetime) -> Asked:
    """Return the target that the words name. Raises LineError on anything else."""
    return _PlanReader(Line(args, None), Vocabulary(model), now).read()


class _PlanReader(Asking):
    def read(self) -> Asked:
        """Return the target."""
        line = self._line
        words = [word for token in line.tokens for word in line.inside(token)[0]]
        places = [place for place, word in enumerate(words) if word.text.lower() == "by"]
        if not places or not words[: places[-1]] or not words[places[-1] + 1 :]:
            raise line.error("a plan is a target by a day", 0, len(line.text), _SUCH_AS)
        target, when = words[: places[-1]], words[places[-1] + 1 :]
        by = self._day(when)
        number, named = target[0], target[1:]
        if not named:
            return Asked(cents=self._money(number), by=by)
        kind, count = self._counted(number, named)
        return Asked(kind=kind, count=count, by=by)

    def _day(self, words: Sequence[Token]) -> date:
        found = self._days_by(ahead, words, 0)
        start, end = words[0].start, words[-1].end
        said = self._line.text[start:end]
        if found is None or found.size != len(words):
            raise self._line.error(f"{said} is no day", start, end, "such as fri, or 31 jan")
        if found.last < self._now.date():
            raise self._line.error(f"{said} is over", start, end, "a plan looks ahead")
        return found.last

    def _money(self, word: Token) -> int:
        try:
            cents = read_money(word.text)
        except FieldError:
            message = f"{word.text} is no target"
            raise self._line.error(message, word.start, word.end, _SUCH_AS) from None
        if not cents:
            raise self._line.error("a plan needs more than nothing", word.start, word.end, _SUCH_AS)
        return cents

    def _counted(self, number: Token, named: Sequence[Token]) -> tuple[Kind, int]:
        count, start, end = read_count(number.text), named[0].start, named[-1].end
        if count is None:
            message = f"{number.text} is no count"
            raise self._line.error(message, number.start, number.end, _SUCH_AS)
        if not 1 <= count <= MOST_COUNT:
            message = f"a plan counts from 1 to {MOST_COUNT:,}"
            raise self._line.error(message, number.start, number.end, _SUCH_AS)
        kinds = self._kinds(texts(named))
        if not kinds:
            raise self._unknown(named[0], _SUCH_AS)
        return self._only(kinds, start, end), count

    def _kinds(self, words: list[str]) -> Sequence[Kind]:
        """Return the kinds that the words name; `deals` is the plural of a prefix.

        Of several that a prefix begins, the one in the funnel is meant.
        """
        vocabulary, last = self._vocabulary, words[-1]
        ways = [(vocabulary.kinds, words), (vocabulary.prefixed, words)]
        if last.lower().endswith("s"):
            ways.append((vocabulary.prefixed, [*words[:-1], last[:-1]]))
        for read, said in ways:
            size, kinds = read(said)
            if kinds and size == len(said):
                steps = [kind for kind in kinds if kind.name in vocabulary.model.funnel]
                return steps if len(steps) == 1 else kinds
        return ()
