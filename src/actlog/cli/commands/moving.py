"""Commands that move a log: `import`, `export`."""

# Typer reads these annotations at run time: no `from __future__ import annotations` here.
from typing import Annotated

import typer

from actlog.cli.options import Csv, DryRun, Json, Words, note_free


def import_(
    context: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", show_default=False)],
    format_: Annotated[
        str | None,
        typer.Option("--format", metavar="FORMAT", help="What the file is, where that is wrong."),
    ] = None,
    mapping: Annotated[
        str | None, typer.Option(metavar="FILE", help="A mapping of your own: docs/mapping.md.")
    ] = None,
    as_: Annotated[
        list[str] | None,
        typer.Option("--as", metavar="WORD=KIND", help="Which kind a word is; - leaves it out."),
    ] = None,
    date_order: Annotated[
        str | None, typer.Option(metavar="ORDER", help="How dates are written: dmy, mdy or ymd.")
    ] = None,
    sheet: Annotated[
        str | None, typer.Option(metavar="NAME", help="Which sheet of a spreadsheet.")
    ] = None,
    me: Annotated[str | None, typer.Option(metavar="E-MAIL", help="Whose calendar it is.")] = None,
    skip_bad: Annotated[
        bool, typer.Option("--skip-bad", help="Keep bad rows in a file of their own.")
    ] = False,
    ignore_extra: Annotated[
        bool, typer.Option("--ignore-extra", help="Leave out columns that actlog does not know.")
    ] = False,
    dry_run: DryRun = False,
    json: Json = False,
) -> int:
    """Bring in a file: a CRM's or a dialer's export, a spreadsheet, a calendar, a day log.

    It is all or nothing, and the same file twice adds nothing.

    actlog import calls.csv --dry-run

    actlog import calls.csv

    actlog import - < calls.csv
    """
    from actlog.cli.importing import Asked, import_file

    asked = Asked(
        format=format_,
        mapping=mapping,
        kinds=tuple(as_ or ()),
        date_order=date_order,
        sheet=sheet,
        me=me,
        dry_run=dry_run,
        skip_bad=skip_bad,
        ignore_extra=ignore_extra,
        json=json,
    )
    return import_file(note_free(context), file, asked)


def export(
    context: typer.Context,
    words: Words = None,
    format_: Annotated[
        str | None,
        typer.Option("--format", metavar="FORMAT", help="What to write: docs/import.md."),
    ] = None,
    mapping: Annotated[
        str | None, typer.Option(metavar="FILE", help="A mapping of your own: docs/mapping.md.")
    ] = None,
    csv: Csv = False,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="Print one JSON object a line.")] = False,
    output: Annotated[
        str | None, typer.Option(metavar="FILE", help="Write to a file; its ending says what.")
    ] = None,
    private: Annotated[
        list[str] | None,
        typer.Option(
            "--with", metavar="COLUMN", help="In a database for others: put a private column in."
        ),
    ] = None,
) -> int:
    """Take entries out: every one, or those that the words ask for.

    As CSV or JSONL, which actlog brings in again as they were; as a day log to read (daylog), a
    calendar of what lies ahead (ics), weekly totals (weeks-md, weeks-csv), a database for others
    (sqlite), or as another program imports it (the name of its mapping).

    actlog export --csv

    actlog export calls last month --output calls.jsonl

    actlog export this month --format daylog

    actlog export --format weeks-md

    actlog export --format sqlite --output shared.db

    actlog export calls this week --format hubspot-calls
    """
    from actlog.cli.taking import export as handler
    from actlog.cli.taking import format_of

    session = note_free(context)
    named = format_of(format_, csv=csv, jsonl=jsonl, mapping=mapping)
    return handler(
        session,
        words or [],
        format_=named,
        mapping=mapping,
        output=output,
        private=private or [],
    )
