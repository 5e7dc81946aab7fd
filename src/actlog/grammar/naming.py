"""Words that name one kind of the model week and nothing else."""

from __future__ import annotations

from actlog.grammar.asking import Asking
from actlog.grammar.tokens import Line, texts
from actlog.grammar.vocabulary import Vocabulary

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from actlog.domain.model_week import Kind, ModelWeek


def parse_kind(args: Sequence[str], *, model: ModelWeek, now: datetime) -> Kind:
    """Return the kind that all the words together name, in any of its spellings.

    Raises LineError where they name none, or could be several.
    """
    return _Naming(Line(args, None), Vocabulary(model), now).read()


class _Naming(Asking):
    def read(self) -> Kind:
        """Return the kind."""
        tokens = [word for token in self._line.tokens for word in self._line.inside(token)[0]]
        kinds = self._kinds_named(texts(tokens))
        if not kinds:
            raise self._unknown(tokens[0], f"known are: {self._vocabulary.listing()}")
        return self._only(kinds, tokens[0].start, tokens[-1].end)
