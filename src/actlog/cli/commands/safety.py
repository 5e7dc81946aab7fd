"""Commands that keep the log safe: `forget`, `backup`, `restore-backup`, `doctor`, `db`."""

# Typer reads these annotations at run time: no `from __future__ import annotations` here.
from typing import Annotated

import typer

from actlog.cli.options import Csv, Json, Words, note_free

_File = Annotated[str | None, typer.Argument(metavar="[FILE]", show_default=False)]


def forget(context: typer.Context, words: Words = None, json: Json = False) -> int:
    """Erase a person or an account for good.

    Entries, their history and every backup: nothing brings them back, undo neither.

    actlog forget @acme/dana

    actlog forget @acme --yes
    """
    from actlog.cli.forgetting import forget as handler

    return handler(note_free(context), words or [], json=json)


def backup(
    context: typer.Context,
    file: _File = None,
    daily: Annotated[bool, typer.Option("--daily", hidden=True)] = False,
    json: Json = False,
) -> int:
    """Copy the log.

    Without a file it goes into the log's folder of dated backups, where actlog itself puts
    one a day and clears away old ones.

    actlog backup

    actlog backup /media/stick/actlog.db
    """
    from actlog.cli.copies import backup as handler

    return handler(note_free(context), file, daily=daily, json=json)


def restore_backup(
    context: typer.Context, file: _File = None, json: Json = False, csv: Csv = False
) -> int:
    """Put a backup in the log's place.

    Without a file it lists the dated backups. The log is backed up first, so that a restore
    can be taken back.

    actlog restore-backup

    actlog restore-backup 2026-11-20
    """
    from actlog.cli.restoring import restore_backup as handler

    return handler(note_free(context), file, json=json, csv=csv)


def doctor(
    context: typer.Context,
    full: Annotated[
        bool, typer.Option("--full", help="Compare every index and sum with the entries.")
    ] = False,
    mend: Annotated[
        bool, typer.Option("--mend", help="Make sums and search index anew from the entries.")
    ] = False,
    json: Json = False,
) -> int:
    """Say how the log is doing.

    It looks at what actlog stands on and names the command that mends what is wrong.

    actlog doctor

    actlog doctor --full --json
    """
    from actlog.cli.doctor import doctor as handler

    return handler(note_free(context), full=full, mend=mend, json=json)


def db_path(context: typer.Context, json: Json = False) -> int:
    """Print where the log lies.

    actlog db path

    sqlite3 "$(actlog db path)" .schema
    """
    from actlog.cli.database import path

    return path(note_free(context), json=json)


def db_query(
    context: typer.Context,
    sql: Annotated[str, typer.Argument(metavar="SQL", show_default=False)],
    json: Json = False,
    csv: Csv = False,
) -> int:
    """Run one SQL statement that reads.

    The tables made to be read are activity_log, weekly_totals, accounts_touched and history.

    actlog db query 'SELECT * FROM weekly_totals'

    actlog db query 'SELECT day, account FROM activity_log' --csv
    """
    from actlog.cli.database import query

    return query(note_free(context), sql, json=json, csv=csv)
