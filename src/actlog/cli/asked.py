"""Which entries words ask for, those of kinds that have left the model week included."""

from __future__ import annotations

from actlog.domain.errors import LineError
from actlog.grammar.filters import parse_filter

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from actlog.cli.session import Session
    from actlog.domain.filter import Filter


def asked_for(session: Session, words: Sequence[str], *, steps: bool = False) -> Filter:
    """Return the filter that the words make, as `parse_filter` does.

    A kind or an outcome that the model week no longer has is known by its name as long as
    the log has entries of it. Raises LineError.
    """
    model = session.model()
    try:
        return parse_filter(words, model=model, now=session.now, steps=steps)
    except LineError as error:
        from actlog.grammar.former import with_former
        from actlog.store.sums import kinds_and_outcomes

        whole = with_former(model, kinds_and_outcomes(session.store))
        if whole == model:
            raise
        try:
            return parse_filter(words, model=whole, now=session.now, steps=steps)
        except LineError:
            raise error from None
