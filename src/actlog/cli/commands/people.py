"""Commands about people and what was promised to them: `due`, `done`."""

# Typer reads these annotations at run time: no `from __future__ import annotations` here.
import typer

from actlog.cli.options import Csv, Json, Words, note_free


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
