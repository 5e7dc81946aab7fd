"""Commands that show: `today`, `week`, `averages`, `list`."""

# Typer reads these annotations at run time: no `from __future__ import annotations` here.
from typing import Annotated

import typer

from actlog.cli.options import Csv, Json, Words, note_free
from actlog.domain.errors import InputError


def today(context: typer.Context, json: Json = False, csv: Csv = False) -> int:
    """Show today: what is done, and what it still needs.

    `actlog` alone does the same.

    actlog today

    actlog today --json
    """
    from actlog.cli.look import today as handler

    return handler(note_free(context), context.args, json=json, csv=csv)


def week(
    context: typer.Context,
    words: Words = None,
    friday: Annotated[
        bool, typer.Option("--friday", help="Show the page for Friday: the week, heard, promised.")
    ] = False,
    markdown: Annotated[
        bool, typer.Option("--markdown", help="Print that page as Markdown.")
    ] = False,
    json: Json = False,
    csv: Csv = False,
) -> int:
    """Show a week against the tipping point.

    It is this one, or the one that the words name. --friday makes one page of it,
    for yourself or for a one-to-one.

    actlog week

    actlog week last

    actlog week 2026-W47

    actlog week --friday --markdown
    """
    session, which = note_free(context), words or []
    if friday or markdown:
        from actlog.cli.friday import friday as page

        if csv or (markdown and (json or not friday)):
            raise InputError(
                "--friday goes with --markdown or with --json, and with nothing else",
                "such as: actlog week --friday --markdown",
            )
        return page(session, which, markdown=markdown, json=json)
    from actlog.cli.look import week as handler

    return handler(session, which, json=json, csv=csv)


def averages(context: typer.Context, json: Json = False, csv: Csv = False) -> int:
    """Show weekly averages, weeks off left out.

    actlog averages

    actlog averages --csv
    """
    from actlog.cli.look import averages as handler

    return handler(note_free(context), context.args, json=json, csv=csv)


def list_(
    context: typer.Context,
    words: Words = None,
    every: Annotated[bool, typer.Option("--all", help="Show every entry, not the latest.")] = False,
    json: Json = False,
    csv: Csv = False,
) -> int:
    """Show the latest entries, or all that words ask for.

    actlog list calls @acme last week

    actlog list meeting set +referral --csv

    actlog list objection:price persona:owner
    """
    from actlog.cli.listing import list_entries

    return list_entries(note_free(context), words or [], every=every, json=json, csv=csv)


def search(
    context: typer.Context,
    words: Words = None,
    among: Annotated[
        list[str] | None,
        typer.Option("--in", metavar="WORDS", help="Search only what list shows for these words."),
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Show every entry, not the latest.")] = False,
    json: Json = False,
    csv: Csv = False,
) -> int:
    """Find entries by their notes, next steps, tags and names.

    All words must be there, in any case and with or without accents; a quoted
    argument is a phrase, and pri* takes whatever begins so.

    actlog search pricing @acme

    actlog search 'send quote' --in 'calls last month'
    """
    from actlog.cli.search import search_entries

    session = note_free(context)
    return search_entries(session, words or [], among=among or [], every=every, json=json, csv=csv)
