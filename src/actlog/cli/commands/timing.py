"""Commands that time a timebox: `start`, `stop`."""

# Typer reads these annotations at run time: no `from __future__ import annotations` here.
from typing import Annotated

import typer

from actlog.cli.options import Call, Json, Words, note_free


def start(context: typer.Context, words: Words = None, json: Json = False) -> int:
    """Start a timebox.

    Without words, it is the only one of the model week.

    actlog start

    actlog start linkedin
    """
    from actlog.cli.timing import start as handler

    return handler(note_free(context), words or [], json=json)


def stop(
    context: typer.Context,
    words: Words = None,
    discard: Annotated[
        bool, typer.Option("--discard", help="Throw the time away; log nothing.")
    ] = False,
    json: Json = False,
) -> int:
    """End the timebox that is running, and log it.

    Its minutes are measured, unless the words say them.

    actlog stop 12 touches

    actlog stop 12 touches @acme 45m 'two answers'
    """
    from actlog.cli.timing import stop as handler

    call: Call = context.obj
    return handler(call.session, words or [], call.tail, discard=discard, json=json)
