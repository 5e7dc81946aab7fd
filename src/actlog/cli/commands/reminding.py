"""Commands that speak up by themselves, or to a prompt: `remind`, `status`, `schedule`."""

# Typer reads these annotations at run time: no `from __future__ import annotations` here.
from typing import Annotated

import typer

from actlog.cli.options import DryRun, Json, Words, note_free


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
        typer.Option(metavar="plain|ansi|bash|zsh|tmux", help="For whom the line is."),
    ] = None,
    json: Json = False,
) -> int:
    """Say in one short line how the week stands, for a prompt or a status bar.

    It never waits, writes nothing, and always ends with 0 in a prompt. Fields,
    styles and recipes are in docs/status.md.

    actlog status

    actlog status --format '{held.done}/{held.tipping_point}'

    actlog status --style tmux --format '{held:zone}[ {timer}]'
    """
    from actlog.cli.status import status as handler

    return handler(note_free(context), words or [], format=format, style=style, json=json)


def schedule_install(
    context: typer.Context,
    way: Annotated[
        str | None,
        typer.Option("--with", metavar="WHAT", help="cron, systemd, launchd or windows."),
    ] = None,
    every: Annotated[
        int, typer.Option(metavar="MINUTES", help="How often to look for reminders.")
    ] = 10,
    page: Annotated[
        str | None,
        typer.Option(metavar="WHEN", help="When Friday's page comes: 'fri 16:00', or none."),
    ] = None,
    notify: Annotated[
        bool, typer.Option("--notify", help="Reminders are shown on the desktop.")
    ] = False,
    command: Annotated[
        str | None, typer.Option(metavar="COMMAND", help="Reminders go to a command of yours.")
    ] = None,
    dry_run: DryRun = False,
) -> int:
    """Let the machine run the reminders and Friday's page by itself.

    By systemd's timers where they run, else by cron. In a crontab only its own
    marked lines are touched. For launchd and Windows it prints what to paste.

    actlog schedule install

    actlog schedule install --with cron --every 5 --page 'thu 15:00'

    actlog schedule install --notify
    """
    from actlog.cli.schedule import install

    return install(
        note_free(context),
        way=way,
        every=every,
        page=page,
        notify=notify,
        command=command,
        dry_run=dry_run,
    )


def schedule_remove(context: typer.Context) -> int:
    """Take away what `schedule install` left, and nothing else.

    Exit code 1 where nothing is scheduled.

    actlog schedule remove

    actlog schedule remove --yes
    """
    from actlog.cli.schedule import remove

    return remove(note_free(context))


def schedule_list(context: typer.Context, json: Json = False) -> int:
    """List what the machine runs for actlog, and where it stands.

    actlog schedule list

    actlog schedule list --json
    """
    from actlog.cli.schedule import show

    return show(note_free(context), json=json)
