"""Commands that speak up by themselves or for a script: `remind`."""

# Typer reads these annotations at run time: no `from __future__ import annotations` here.
from typing import Annotated

import typer

from actlog.cli.options import Json, Words, note_free


def remind(
    context: typer.Context,
    words: Words = None,
    again: Annotated[
        bool, typer.Option("--again", help="Say what holds now, said already or not.")
    ] = False,
    json: Json = False,
) -> int:
    """Say in one line what should not wait, or nothing.

    Made for cron: it exits with 1 when it said something, with 0 when not, and
    says each thing once. What it watches is in docs/reminders.md.

    actlog remind

    actlog remind --again
    """
    from actlog.cli.remind import remind as handler

    return handler(note_free(context), words or [], again=again, json=json)
