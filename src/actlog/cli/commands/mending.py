"""Commands that mend the log: `edit`, `rm`, `restore`."""

# Typer reads these annotations at run time: no `from __future__ import annotations` here.
import typer

from actlog.cli.options import Call, DryRun, Json, Words, note_free


def edit(
    context: typer.Context, words: Words = None, dry_run: DryRun = False, json: Json = False
) -> int:
    """Change what the words say of an entry, and nothing else.

    The first word is its number, a run of numbers, or last: what was logged last. A dash
    takes away.

    actlog edit last @acme

    actlog edit 1842 yesterday 3pm +referral

    actlog edit 1842-1844 -@acme
    """
    from actlog.cli.edit import edit as handler

    call: Call = context.obj
    return handler(call.session, words or [], call.tail, dry_run=dry_run, json=json)


def rm(context: typer.Context, words: Words = None, json: Json = False) -> int:
    """Remove entries by number; undo and restore bring them back.

    actlog rm 1842

    actlog rm 1842-1844
    """
    from actlog.cli.mend import rm as handler

    return handler(note_free(context), words or [], json=json)


def restore(context: typer.Context, words: Words = None, json: Json = False) -> int:
    """Bring back entries that were removed.

    actlog restore 1842

    actlog restore 1842-1844
    """
    from actlog.cli.mend import restore as handler

    return handler(note_free(context), words or [], json=json)
