"""Commands to begin with: `demo`, `init`."""

# Typer reads these annotations at run time: no `from __future__ import annotations` here.
from typing import Annotated

import typer

from actlog.cli.options import note_free


def demo(
    context: typer.Context,
    keep: Annotated[
        str | None, typer.Option(metavar="DIR", help="Keep the made-up log in this new folder.")
    ] = None,
) -> int:
    """Show a made-up rep's week and averages.

    Your own log is never touched.

    actlog demo

    actlog demo --keep demo-rep
    """
    from actlog.cli.demo import demo as handler

    return handler(note_free(context), keep=keep)


def init(
    context: typer.Context,
    template: Annotated[
        str | None, typer.Option(metavar="sdr|ae|field", help="The role to start from.")
    ] = None,
    date_order: Annotated[
        str | None,
        typer.Option(metavar="dmy|mdy|ymd", help="How you read 11/2: day or month first."),
    ] = None,
) -> int:
    """Write your model week.

    It asks a few questions on a terminal, and never overwrites one.

    actlog init

    actlog init --template ae --date-order dmy --yes
    """
    from actlog.cli.model import init as handler

    return handler(note_free(context), template=template, date_order=date_order)
