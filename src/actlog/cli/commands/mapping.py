"""Commands about mappings: how another program's files become entries."""

# Typer reads these annotations at run time: no `from __future__ import annotations` here.
from typing import Annotated

import typer

from actlog.cli.options import Csv, Json, note_free


def mapping_list(context: typer.Context, json: Json = False, csv: Csv = False) -> int:
    """List the mappings: actlog's own, and yours.

    actlog mapping list

    actlog mapping list --json
    """
    from actlog.cli.mapping import list_mappings

    return list_mappings(note_free(context), json=json, csv=csv)


def mapping_show(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", show_default=False)],
    json: Json = False,
) -> int:
    """Print a mapping as its file has it.

    To change one, put it into a file of your own and change that.

    actlog mapping show aircall

    actlog mapping show aircall > mine.yaml
    """
    from actlog.cli.mapping import show

    return show(note_free(context), name, json=json)


def mapping_check(
    context: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", show_default=False)],
    json: Json = False,
) -> int:
    """Check a mapping: every mistake with its place.

    actlog mapping check mine.yaml

    actlog mapping check mine.yaml --json
    """
    from actlog.cli.mapping import check

    return check(note_free(context), file, json=json)


def mapping_new(
    context: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", show_default=False)],
    output: Annotated[
        str | None, typer.Option(metavar="OUT", help="Write to a file instead.")
    ] = None,
    name: Annotated[
        str | None, typer.Option(metavar="NAME", help="What such files are called.")
    ] = None,
    sheet: Annotated[
        str | None, typer.Option(metavar="NAME", help="The sheet of a workbook.")
    ] = None,
    json: Json = False,
) -> int:
    """Look at a table, and write a first mapping for you to correct.

    It guesses from the header and the first rows, and says where it does.

    actlog mapping new dialer.csv --output dialer.yaml

    actlog mapping new dialer.csv --name 'Acme dialer'
    """
    from actlog.cli.mapping_new import new

    session = note_free(context)
    return new(session, file, output=output, name=name, sheet=sheet, json=json)
