"""`worth`: what one more of each activity is worth, and what last week's gap will cost."""

from __future__ import annotations

from actlog.analysis.rates import funnel_kinds
from actlog.analysis.series import LONGEST
from actlog.cli import weekly
from actlog.cli.funnel import has_funnel
from actlog.domain.errors import InputError
from actlog.store.funnel import values

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from actlog.analysis.worth import WorthReport
    from actlog.cli.session import Session
    from actlog.domain.model_week import Kind, ModelWeek


def named(model: ModelWeek, words: Sequence[str]) -> Sequence[Kind]:
    """Return the kind that the words name; all activities without words. Raises InputError."""
    if not words:
        return model.activities
    from actlog.grammar.vocabulary import Vocabulary

    said = [word for text in words for word in text.split()]
    vocabulary = Vocabulary(model)
    for read in (vocabulary.kinds, vocabulary.prefixed):
        size, kinds = read(said)
        if kinds and size == len(said):
            if len(kinds) > 1:
                titles = " or ".join([kind.title for kind in kinds])
                raise InputError(f"{' '.join(said)} can be {titles}", "say which one")
            return kinds
    raise InputError(f"{' '.join(said)} is no activity", f"there are {vocabulary.listing()}")


def deals(session: Session, model: ModelWeek) -> list[int]:
    """Return what the deals of the rates' weeks brought, in cents."""
    from actlog.analysis.worth import MOST_DEALS, WEEKS

    today = session.now.date()
    first = model.calendar.week(today).back(WEEKS - 1).start
    return values(session.store, funnel_kinds(model)[-1].name, first, today, MOST_DEALS)


def read(session: Session, words: Sequence[str]) -> WorthReport:
    """Return what one more is worth."""
    model, today = session.model(), session.now.date()
    has_funnel(model)
    from actlog.analysis.worth import worth_report  # loads numpy

    kinds = named(model, words)
    which = model.calendar.week(today)
    totals, history = weekly.read(session, which, longest=LONGEST, told=False)
    found = deals(session, model)
    return worth_report(model, totals, history, found, today=today, kinds=kinds)


def worth(session: Session, words: Sequence[str], *, json: bool = False, csv: bool = False) -> int:
    """Show what one more of each activity is worth, or of the one that is named."""
    report = read(session, words)
    if json:
        from actlog.views.worth import plain

        session.json(plain(report))
    elif csv:
        from actlog.views.worth import table

        session.raw(table(report))
    else:
        from actlog.views.theme import Theme
        from actlog.views.worth import worth_screen

        console = session.console()
        screen = worth_screen(report, Theme.of(console), detail=bool(words))
        console.print(screen, soft_wrap=True)
    return 0
