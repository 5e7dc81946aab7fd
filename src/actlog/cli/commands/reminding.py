"""Commands that speak up by themselves, or to a prompt: `remind`, `status`."""

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
    notify: Annotated[
        bool, typer.Option("--notify", help="Show it on the desktop instead of printing it.")
    ] = False,
    command: Annotated[
        str | None,
        typer.Option(
            metavar="COMMAND", help="Hand it to a command of yours, as JSON on its input."
        ),
    ] = None,
    json: Json = False,
) -> int:
    """Say in one line what should not wait, or nothing.

    Made for cron: it exits with 1 when it said something, with 0 when not, and
    says each thing once. What it watches is in docs/reminders.md.

    actlog remind

    actlog remind --again

    actlog remind --command '~/bin/tell-me --loud'
    """
    from actlog.cli.remind import remind as handler

    return handler(
        note_free(context), words or [], again=again, notify=notify, command=command, json=json
    )


def status(
    context: typer.Context,
    words: Words = None,
    format: Annotated[  # noqa: A002 - the option's name
        str | None,
        typer.Option(metavar="TEXT", help="What the line says, with fields in braces."),
    ] = None,
    style: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="For whom: plain, ansi, bash, zsh or tmux."),
    ] = None,
    json: Json = False,
) -> int:
    """Say in one short line how the week stands, for a prompt or a status bar.

    It never waits, writes nothing, and always ends with 0 in a prompt. Fields,
    styles and recipes are in docs/status.md.

    actlog status

    actlog status --format 'held {meeting_held.done}/{meeting_held.tipping_point}'

    actlog status --style tmux --format '{meeting_held:zone}[ {timer}]'
    """
    from actlog.cli.status import status as handler

    return handler(note_free(context), words or [], format=format, style=style, json=json)
