"""`accounts`: every prospect with what comes next, those first that need attention."""

from __future__ import annotations

from actlog.analysis.ahead import next_by_account
from actlog.analysis.meetings import follow
from actlog.analysis.prospects import STALE_AFTER, Account, Prospect, prospects, recent_from
from actlog.analysis.steps import open_steps
from actlog.domain.entry import name_key
from actlog.domain.errors import InputError
from actlog.domain.filter import Filter
from actlog.domain.record import Record
from actlog.store import accounts as store_accounts
from actlog.store import stories as story_store
from actlog.store.entries import select

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from actlog.analysis.steps import Step
    from actlog.cli.session import Session
    from actlog.domain.entry import Entry, Moment
    from actlog.store.accounts import AccountRow
    from actlog.views.shapes.people import AccountsJson

LATEST = 20
"""How many accounts are shown when nothing in particular is asked for."""


class Wanted(Record):
    """Which accounts are asked for: all those whose names hold the `words`, and of what sort."""

    words: tuple[str, ...] = ()
    stale: bool = False
    new: bool = False
    existing: bool = False

    @property
    def asks(self) -> bool:
        """Whether it asks for anything in particular."""
        return self != Wanted()

    def holds(self, one: Prospect) -> bool:
        """Tell whether an account is meant."""
        key = name_key(one.name)
        return (
            all(word in key for word in self.words)
            and (one.stale or not self.stale)
            and (one.new is True or not self.new)
            and (one.new is False or not self.existing)
        )


def name_words(words: Sequence[str]) -> tuple[str, ...]:
    """Return what the names must hold, in the form in which they are compared."""
    return tuple([name_key(word) for text in words for word in text.split()])


def read_all(session: Session, stale_after: int = STALE_AFTER) -> list[Prospect]:
    """Return every account with live entries as it stands, the most pressing first."""
    store, now = session.store, session.now
    found = store_accounts.tallies(store, recent_from(now.date()))
    rows = store_accounts.rows(store)
    personas = store_accounts.personas(store)
    meetings = _meetings(session)
    steps = _by_account(open_steps(select(store, Filter(steps=True)), now))
    accounts = [
        Account(
            name=rows[number].name,
            source=rows[number].source,
            personas=personas.get(number, ()),
            tallies=tallies,
            steps=tuple(steps.get(rows[number].name, ())),
            meeting=meetings.get(rows[number].name),
        )
        for number, tallies in found.items()
    ]
    return prospects(accounts, session.model(), now, stale_after)


def _meetings(session: Session) -> dict[str, Moment]:
    """Return by account the first meeting that is booked for today or later."""
    told, today = [], session.now.date()
    for begins, closes in session.model().stories():
        steps = story_store.of_planned(session.store, (begins.name, closes.name), today)
        told.append(follow(begins, closes, steps))
    return next_by_account(told, today)


def _by_account(steps: Sequence[Step]) -> dict[str, list[Step]]:
    found: dict[str, list[Step]] = {}
    for step in steps:
        if step.entry.account is not None:
            found.setdefault(step.entry.account, []).append(step)
    return found


def read_one(session: Session, row: AccountRow, entries: Sequence[Entry]) -> Prospect:
    """Return an account as it stands; `entries` are all of its own."""
    store, today = session.store, session.now.date()
    found = store_accounts.tallies(store, recent_from(today), row.id)
    account = Account(
        name=row.name,
        source=row.source,
        personas=tuple(
            sorted({one.persona for one in store_accounts.contacts(store, row.id) if one.persona})
        ),
        tallies=found[row.id],
        steps=tuple(open_steps(entries, session.now)),
        meeting=_meetings(session).get(row.name),
    )
    return prospects([account], session.model(), session.now)[0]


def list_accounts(
    session: Session,
    wanted: Wanted,
    *,
    stale_after: int = STALE_AFTER,
    every: bool = False,
    json: bool = False,
    csv: bool = False,
) -> int:
    """List the accounts that are asked for; the screen shows the first ones unless more are."""
    if wanted.new and wanted.existing:
        raise InputError("no account is new and existing at once", "say one of them")
    found = [one for one in read_all(session, stale_after) if wanted.holds(one)]
    if json:
        from actlog.views.accounts import plain

        shown: AccountsJson = {"accounts": [plain(one) for one in found]}
        session.json(shown)
    elif csv:
        _raw_table(session, found)
    else:
        _show(session, found, asked=wanted.asks, limit=None if every or wanted.asks else LATEST)
    return 0


def _raw_table(session: Session, found: Sequence[Prospect]) -> None:
    from actlog.exchange.csv_file import table
    from actlog.views.accounts import FIELDS, plain

    rows = [plain(one) | {"personas": "; ".join(one.personas)} for one in found]
    session.raw(table(FIELDS, rows))


def _show(session: Session, found: Sequence[Prospect], *, asked: bool, limit: int | None) -> None:
    from actlog.views.accounts import accounts_list, counts
    from actlog.views.theme import Theme

    if not found:
        session.out("no such account" if asked else "no account yet: actlog log 5 calls @acme")
        return
    console, wrap = session.console(), session.fits
    shown = found[:limit]
    model, now = session.model(), session.now
    console.print(
        accounts_list(shown, model, now, Theme.of(console), wrap=wrap), soft_wrap=not wrap
    )
    more = "" if len(shown) == len(found) else f"; the first {len(shown)}, all: --all"
    session.remark(f"{counts(found)}{more}")
