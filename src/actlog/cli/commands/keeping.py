"""Commands that keep the log: `log`, `off`, `undo`, `redo`."""

# Typer reads these annotations at run time: no `from __future__ import annotations` here.
from typing import Annotated

import typer

from actlog.cli.options import Call, DryRun, Json, Operation, Words, note_free
from actlog.domain.errors import InputError


def log(
    context: typer.Context,
    words: Words = None,
    at: Annotated[
        str | None, typer.Option(metavar="WHEN", help="When it was: '2h ago', 'thu 9:10'.")
    ] = None,
    note: Annotated[str | None, typer.Option(metavar="TEXT", help="A note of any text.")] = None,
    stdin: Annotated[
        bool, typer.Option("--stdin", help="Read log lines from standard input, all or nothing.")
    ] = False,
    file: Annotated[
        str | None, typer.Option(metavar="FILE", help="Read log lines from a file.")
    ] = None,
    follow: Annotated[
        bool,
        typer.Option("--follow", help="With --stdin: store and answer each line as it comes."),
    ] = False,
    dry_run: DryRun = False,
    json: Json = False,
) -> int:
    """Log what you did, in one line.

    actlog log 12 calls 2 connected yesterday

    actlog log meeting set @globex for tue 10:00 +referral

    actlog log held @globex moved 45m next:'send quote' due:wed
    """
    from actlog.cli import log as handler

    call: Call = context.obj
    words = words or []
    if follow and not stdin:
        raise InputError("--follow reads standard input", "such as: actlog log --stdin --follow")
    if not stdin and file is None:
        return handler.log(
            call.session, words, call.tail, at=at, note=note, dry_run=dry_run, json=json
        )
    if words or call.tail is not None or at is not None or note is not None or (stdin and file):
        raise InputError("--stdin and --file take their lines from one place, without words")
    if follow:
        from actlog.cli import following

        return following.follow(call.session, dry_run=dry_run, json=json)
    from actlog.cli.reading import read_file, read_stdin

    text = read_stdin() if stdin else read_file(file or "")
    return handler.log_lines(call.session, text, file, dry_run=dry_run, json=json)


def off(context: typer.Context, words: Words = None, json: Json = False) -> int:
    """Take a day, a half day or an activity off.

    Without words, it shows the time off that lies ahead.

    actlog off wed pm

    actlog off 24 dec..3 jan

    actlog off thu call 'trade show'
    """
    from actlog.cli.off import off as handler

    call: Call = context.obj
    return handler(call.session, words or [], call.tail, json=json)


def undo(context: typer.Context, words: Operation = None, json: Json = False) -> int:
    """Take back the newest operation.

    With a number, only if that operation is the newest.

    actlog undo

    actlog undo 57
    """
    from actlog.cli.mend import undo as handler

    return handler(note_free(context), words or [], json=json)


def redo(context: typer.Context, json: Json = False) -> int:
    """Do again what was last undone.

    actlog redo

    actlog redo --json
    """
    from actlog.cli.mend import redo as handler

    return handler(note_free(context), context.args, json=json)
