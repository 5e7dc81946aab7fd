"""Commands about people and what was promised to them: `accounts`, `meetings`, `due`, `done`."""

# Typer reads these annotations at run time: no `from __future__ import annotations` here.
from typing import TYPE_CHECKING, Annotated

import typer

from actlog.cli.options import Csv, Json, Words, note_free
from actlog.cli.session import Session
from actlog.domain.errors import InputError

if TYPE_CHECKING:
    from actlog.cli.people import Changes
    from actlog.grammar.who import Who


def accounts(
    context: typer.Context,
    words: Words = None,
    stale: Annotated[bool, typer.Option("--stale", help="Only those left behind.")] = False,
    stale_after: Annotated[
        int | None,
        typer.Option(metavar="DAYS", min=1, help="Left behind from so many days on, not 14."),
    ] = None,
    new: Annotated[bool, typer.Option("--new", help="Only those before a first meeting.")] = False,
    existing: Annotated[bool, typer.Option("--existing", help="Only those behind it.")] = False,
    every: Annotated[
        bool, typer.Option("--all", help="Show every account, not the first.")
    ] = False,
    source: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Say where the account came from.")
    ] = None,
    persona: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Say who the contact is.")
    ] = None,
    rename: Annotated[str | None, typer.Option(metavar="NAME", help="Give it a new name.")] = None,
    merge: Annotated[
        str | None, typer.Option(metavar="NAME", help="Give all it has to another one.")
    ] = None,
    json: Json = False,
    csv: Csv = False,
) -> int:
    """List accounts, or tell the story of one.

    Those that need attention stand first: an overdue next step, or no touch for 14 days and
    nothing agreed. Words narrow them by name.

    actlog accounts --stale

    actlog accounts @acme

    actlog accounts @acme/dana --persona owner

    actlog accounts @amce --merge acme
    """
    from actlog.analysis.prospects import STALE_AFTER
    from actlog.cli.accounts import Wanted, list_accounts, name_words
    from actlog.cli.people import Changes
    from actlog.grammar.who import parse_who

    session, who = note_free(context), parse_who(words or [])
    changes = Changes(source=source, persona=persona, rename=rename, merge=merge)
    if who is not None or changes.asks:
        narrowed = stale or new or existing or every or csv or stale_after is not None
        return _one_account(session, who, changes, narrowed=narrowed, json=json)
    wanted = Wanted(
        words=name_words(words or []),
        stale=stale or stale_after is not None,
        new=new,
        existing=existing,
    )
    return list_accounts(
        session, wanted, stale_after=stale_after or STALE_AFTER, every=every, json=json, csv=csv
    )


def _one_account(
    session: Session, who: "Who | None", changes: "Changes", *, narrowed: bool, json: bool
) -> int:
    """Tell the story of one account, or change it."""
    from actlog.cli.people import change
    from actlog.cli.story import story

    if who is None:
        raise InputError("whose?", "such as: actlog accounts @acme --source referral")
    if narrowed:
        raise InputError("options that narrow the list do not go with one account")
    if changes.asks:
        return change(session, who, changes, json=json)
    return story(session, who, json=json)


def due(context: typer.Context, words: Words = None, json: Json = False, csv: Csv = False) -> int:
    """List the next steps that are open, the overdue ones first.

    Words narrow them as in list; a period is about when they are due.

    actlog due

    actlog due @acme this week
    """
    from actlog.cli.steps import due as handler

    return handler(note_free(context), words or [], json=json, csv=csv)


def done(context: typer.Context, words: Words = None, json: Json = False) -> int:
    """Close next steps by the number of their entry.

    They were taken just now, or when the words say.

    actlog done 1842

    actlog done 1842 1844 yesterday
    """
    from actlog.cli.steps import done as handler

    return handler(note_free(context), words or [], json=json)


def meetings(
    context: typer.Context, words: Words = None, json: Json = False, csv: Csv = False
) -> int:
    """Show the meetings to come, open past ones, and the show rate.

    On a terminal it asks how the past ones went, one by one.

    actlog meetings

    actlog meetings @acme next week
    """
    from actlog.cli.meetings import meetings as handler

    return handler(note_free(context), words or [], json=json, csv=csv)
