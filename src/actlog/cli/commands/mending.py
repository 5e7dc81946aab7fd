"""Commands that mend the log: `edit`, `rm`, `restore`, `check`."""

# Typer reads these annotations at run time: no `from __future__ import annotations` here.
from typing import Annotated

import typer

from actlog.cli.options import Call, Csv, DryRun, Entries, Json, Words, note_free


def edit(
    context: typer.Context, words: Words = None, dry_run: DryRun = False, json: Json = False
) -> int:
    """Change entries: by words, or in your editor.

    The first word is a number, a run of numbers, or last: what was logged last. The others
    say what changes; a dash takes away. A day or a week opens your editor.

    actlog edit last @acme

    actlog edit 1842 yesterday 3pm -note

    actlog edit today
    """
    from actlog.cli.edit import edit as handler

    call: Call = context.obj
    return handler(call.session, words or [], call.tail, dry_run=dry_run, json=json)


def rm(context: typer.Context, words: Entries = None, json: Json = False) -> int:
    """Remove entries by number; undo and restore bring them back.

    actlog rm 1842

    actlog rm 1842-1844
    """
    from actlog.cli.mend import rm as handler

    return handler(note_free(context), words or [], json=json)


def restore(context: typer.Context, words: Entries = None, json: Json = False) -> int:
    """Bring back entries that were removed.

    actlog restore 1842

    actlog restore 1842-1844
    """
    from actlog.cli.mend import restore as handler

    return handler(note_free(context), words or [], json=json)


def show(context: typer.Context, words: Entries = None, json: Json = False) -> int:
    """Show all of an entry, and what became of it.

    actlog show 1842

    actlog show last --json
    """
    from actlog.cli.show import show as handler

    return handler(note_free(context), words or [], json=json)


def check(
    context: typer.Context,
    words: Words = None,
    every: Annotated[
        bool, typer.Option("--all", help="Show every one, not the first few.")
    ] = False,
    accept: Annotated[
        bool, typer.Option("--accept", help="Call what is found right, and show it no more.")
    ] = False,
    json: Json = False,
    csv: Csv = False,
) -> int:
    """Find what looks wrong in the log, and how to mend it.

    It looks at every entry, or at those that the words ask for.

    actlog check

    actlog check last week

    actlog check 1842 --accept
    """
    from actlog.cli.check import check as handler

    session = note_free(context)
    return handler(session, words or [], every=every, accept=accept, json=json, csv=csv)
