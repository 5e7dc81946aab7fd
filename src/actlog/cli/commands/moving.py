"""Commands that move a log: `import`, `export`."""

# Typer reads these annotations at run time: no `from __future__ import annotations` here.
from typing import Annotated

import typer

from actlog.cli.options import Csv, DryRun, Json, Words, note_free


def import_(
    context: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", show_default=False)],
    ignore_extra: Annotated[
        bool, typer.Option("--ignore-extra", help="Leave out columns that actlog does not know.")
    ] = False,
    dry_run: DryRun = False,
    json: Json = False,
) -> int:
    """Bring in a CSV or JSONL of actlog's own columns.

    It is all or nothing, and the same file twice adds nothing.

    actlog import calls.csv --dry-run

    actlog import calls.csv

    actlog import - < calls.csv
    """
    from actlog.cli.move import import_file

    session = note_free(context)
    return import_file(session, file, dry_run=dry_run, ignore_extra=ignore_extra, json=json)


def export(
    context: typer.Context,
    words: Words = None,
    csv: Csv = False,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="Print one JSON object a line.")] = False,
    output: Annotated[
        str | None, typer.Option(metavar="FILE", help="Write to a file instead.")
    ] = None,
) -> int:
    """Print entries as CSV or JSONL.

    Every one, or those that the words ask for.

    actlog export --csv

    actlog export calls last month --jsonl --output calls.jsonl
    """
    from actlog.cli.move import export as handler

    session = note_free(context)
    return handler(session, words or [], csv=csv, jsonl=jsonl, output=output)
