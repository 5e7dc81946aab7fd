"""Commands that say what the numbers mean: `coach` and those it sends the rep to."""

# Typer reads these annotations at run time: no `from __future__ import annotations` here.
from typing import Annotated

import typer

from actlog.cli.options import Json, note_free


def coach(
    context: typer.Context,
    every: Annotated[
        bool, typer.Option("--all", help="Show every finding, not the few that matter most.")
    ] = False,
    json: Json = False,
) -> int:
    """Say what the log shows, and what to do next.

    The few findings that matter now, the most important first, each with what it
    rests on.

    actlog coach

    actlog coach --all
    """
    from actlog.cli.coach import coach as handler

    return handler(note_free(context), every=every, json=json)
