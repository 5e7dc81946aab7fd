"""`accounts @acme`: the whole story of an account, or of one contact of it."""

from __future__ import annotations

from actlog.analysis.prospects import ideal_in
from actlog.cli.accounts import read_one
from actlog.cli.people import known_account, known_contact
from actlog.domain.filter import Filter
from actlog.store import accounts as store_accounts
from actlog.store.entries import select
from actlog.views.story import Story

TYPE_CHECKING = False
if TYPE_CHECKING:
    from actlog.cli.session import Session
    from actlog.grammar.who import Who


def story(session: Session, who: Who, *, json: bool = False) -> int:
    """Show where an account stands, who is there, and every entry with it, newest last."""
    store, model = session.store, session.model()
    account = known_account(session, who[0])
    contact = known_contact(session, account, who[1]).name if who[1] is not None else None
    entries = select(store, Filter(accounts=(account.name,)))
    told = Story(
        prospect=read_one(session, account, entries),
        contacts=tuple(store_accounts.contacts(store, account.id)),
        ideal=ideal_in(model),
        entries=tuple(entries),
    ).of(contact)
    if json:
        from actlog.exchange.codec import to_plain

        session.json(told.plain([to_plain(entry) for entry in told.entries]))
        return 0
    from actlog.views.story import story_screen
    from actlog.views.theme import Theme

    console, wrap = session.console(), session.fits
    screen = story_screen(told, model, session.now, Theme.of(console), wrap=wrap)
    console.print(screen, soft_wrap=not wrap)
    return 0
