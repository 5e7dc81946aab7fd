"""`model set --from DATE`: the history of the model week, corrected."""

from __future__ import annotations

from actlog.config import change
from actlog.config.model_week import parse
from actlog.domain.errors import InputError
from actlog.domain.text import visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from actlog.cli.model_write import Also, Written
    from actlog.cli.session import Session
    from actlog.config.change import Change, Keys
    from actlog.domain.model_week import ModelWeek


def first_day(session: Session, words: str) -> date:
    """Return the day that `--from` names; InputError for none, and for one still to come."""
    from actlog.grammar.periods import period
    from actlog.grammar.when import DateError

    model = session.model()
    starts, order = model.calendar.starts, model.date_order
    said = words.split()
    try:
        found = period(said, now=session.now, starts=starts, order=order)
    except DateError as error:
        raise InputError(f"--from: {error.message}", error.hint) from None
    if found is None or found.size < len(said):
        raise InputError(f"--from knows no day {visible(words)}", "such as --from 2026-10-01")
    if found.first > session.now.date():
        raise InputError(
            f"--from {found.first} is still to come", "without --from, a change counts from now on"
        )
    return found.first


def corrected(session: Session, day: date, keys: Keys, make: Callable[[str], Change]) -> Also:
    """Return what makes every version in force from `day` on say what `make` says."""
    from actlog.store.model_history import correct

    def revise(text: str, since: date) -> tuple[str, ModelWeek]:
        name = f"the model week of {since}"
        if keys[0] in change.KINDS and keys[1:2] and keys[1] not in change.kinds_of(text, name):
            raise InputError(
                f"{name} has no {keys[1]}: nothing is changed",
                "actlog model history shows since when it has one",
            )
        after = make(text).text
        return after, parse(after, name)[0]

    def versions(operation: int, _: Written) -> None:
        correct(session.store, operation, day, revise)

    return versions
