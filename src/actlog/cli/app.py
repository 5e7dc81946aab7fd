"""The Typer command line: every command with its options and its help.

Commands here only read their words; what they do is in the handlers beside this file, which
the lean lane of `main` calls too.
"""

# Typer reads these annotations at run time: no `from __future__ import annotations` here.
from typing import Annotated

import typer
from typer.exceptions import TyperException

from actlog import __version__
from actlog.cli.session import Globals, Session
from actlog.domain.errors import InputError

_WORDS = {"ignore_unknown_options": True}  # `-2d` is a date, not an option

app = typer.Typer(
    name="actlog",
    add_completion=False,
    no_args_is_help=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
    help="A salesperson's training log: what you did, your weekly averages, and the gap "
    "before your tipping point.",
    epilog="Everywhere: --model FILE judges this run by another model week, --yes answers "
    "every question, --debug shows a traceback.",
)
model_app = typer.Typer(help="Your model week: the weekly amounts you mean to live by.")
app.add_typer(model_app, name="model")


class Call:
    """What the words before Typer held: the open session, and the text after `--`."""

    def __init__(self, session: Session, tail: str | None) -> None:
        """Keep both for the command that runs."""
        self.session = session
        self.tail = tail


def run_app(words: list[str], tail: str | None, options: Globals) -> int:
    """Run Typer over the words; its own complaints become an InputError."""
    with Session(options) as session:
        try:
            code = app(
                args=words,
                prog_name="actlog",
                obj=Call(session, tail),
                standalone_mode=False,
            )
        except TyperException as error:
            raise _wrong(error) from None
        except typer.Abort:
            return 130
    return code if isinstance(code, int) else 0


def _wrong(error: TyperException) -> InputError:
    message = error.format_message().rstrip(".")
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "actlog"
    return InputError(message[:1].lower() + message[1:], f"{path} --help shows what it takes")


Words = Annotated[list[str] | None, typer.Argument(metavar="[WORDS]...", show_default=False)]
Json = Annotated[bool, typer.Option("--json", help="Print JSON, as documented in docs/json.md.")]
Csv = Annotated[bool, typer.Option("--csv", help="Print CSV with a header line.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what would be done; do nothing.")]


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"actlog {__version__}")
        raise typer.Exit


@app.callback()
def _everywhere(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    del version


def _note_free(context: typer.Context) -> Session:
    """Return the session of a command that takes no text after `--`."""
    from actlog.cli.main import no_note

    call: Call = context.obj
    no_note([], call.tail)
    return call.session


@app.command(context_settings=_WORDS)
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
    if not stdin and file is None:
        return handler.log(
            call.session, words, call.tail, at=at, note=note, dry_run=dry_run, json=json
        )
    if words or call.tail is not None or at is not None or note is not None or (stdin and file):
        raise InputError("--stdin and --file take their lines from one place, without words")
    from actlog.cli.reading import read_file, read_stdin

    text = read_stdin() if stdin else read_file(file or "")
    source = "standard input" if stdin else str(file)
    return handler.log_lines(call.session, text, source, dry_run=dry_run, json=json)


@app.command(context_settings=_WORDS)
def off(context: typer.Context, words: Words = None, json: Json = False) -> int:
    """Take a day, a half day or a single activity off; without words, show what is ahead.

    actlog off wed pm

    actlog off 24 dec..3 jan

    actlog off thu call 'trade show'
    """
    from actlog.cli.off import off as handler

    call: Call = context.obj
    return handler(call.session, words or [], call.tail, json=json)


@app.command()
def undo(context: typer.Context, words: Words = None, json: Json = False) -> int:
    """Take back the newest operation; with a number, only if it is the newest.

    actlog undo

    actlog undo 57
    """
    from actlog.cli.mend import undo as handler

    return handler(_note_free(context), words or [], json=json)


@app.command()
def redo(context: typer.Context, words: Words = None, json: Json = False) -> int:
    """Do again what was last undone.

    actlog redo
    """
    from actlog.cli.mend import redo as handler

    return handler(_note_free(context), words or [], json=json)


@app.command()
def rm(context: typer.Context, words: Words = None, json: Json = False) -> int:
    """Remove entries by their number; undo brings them back.

    actlog rm 1842

    actlog rm 1842 1843
    """
    from actlog.cli.mend import rm as handler

    return handler(_note_free(context), words or [], json=json)


@app.command("list", context_settings=_WORDS)
def list_(
    context: typer.Context,
    words: Words = None,
    every: Annotated[bool, typer.Option("--all", help="Show every entry, not the latest.")] = False,
    json: Json = False,
    csv: Csv = False,
) -> int:
    """Show entries: the latest 20, or all that the words ask for.

    actlog list calls @acme last week

    actlog list meeting set +referral --csv
    """
    from actlog.cli.listing import list_entries

    return list_entries(_note_free(context), words or [], every=every, json=json, csv=csv)


@app.command(context_settings=_WORDS)
def today(context: typer.Context, words: Words = None, json: Json = False, csv: Csv = False) -> int:
    """Show today: what is done, and what keeps you at the line. `actlog` alone does the same.

    actlog today

    actlog today --json
    """
    from actlog.cli.look import today as handler

    return handler(_note_free(context), words or [], json=json, csv=csv)


@app.command(context_settings=_WORDS)
def week(context: typer.Context, words: Words = None, json: Json = False, csv: Csv = False) -> int:
    """Show a week against the tipping point: this one, or the one that the words name.

    actlog week

    actlog week last

    actlog week 2026-W47
    """
    from actlog.cli.look import week as handler

    return handler(_note_free(context), words or [], json=json, csv=csv)


@app.command(context_settings=_WORDS)
def averages(
    context: typer.Context, words: Words = None, json: Json = False, csv: Csv = False
) -> int:
    """Show weekly averages over the last weeks, weeks off left out.

    actlog averages

    actlog averages --csv
    """
    from actlog.cli.look import averages as handler

    return handler(_note_free(context), words or [], json=json, csv=csv)


@app.command("import")
def import_(
    context: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE.csv", show_default=False)],
    ignore_extra: Annotated[
        bool, typer.Option("--ignore-extra", help="Leave out columns that actlog does not know.")
    ] = False,
    dry_run: DryRun = False,
    json: Json = False,
) -> int:
    """Bring in a CSV of actlog's own columns, all or nothing; twice adds nothing.

    actlog import calls.csv --dry-run

    actlog import calls.csv
    """
    from actlog.cli.move import import_file

    session = _note_free(context)
    return import_file(session, file, dry_run=dry_run, ignore_extra=ignore_extra, json=json)


@app.command(context_settings=_WORDS)
def export(
    context: typer.Context,
    words: Words = None,
    csv: Csv = False,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="Print one JSON object a line.")] = False,
    output: Annotated[
        str | None, typer.Option(metavar="FILE", help="Write to a file instead.")
    ] = None,
) -> int:
    """Print every entry, or those that the words ask for, as CSV or JSONL.

    actlog export --csv

    actlog export calls last month --jsonl --output calls.jsonl
    """
    from actlog.cli.move import export as handler

    session = _note_free(context)
    return handler(session, words or [], csv=csv, jsonl=jsonl, output=output)


@app.command()
def demo(
    context: typer.Context,
    keep: Annotated[
        str | None, typer.Option(metavar="DIR", help="Keep the made-up log in this new folder.")
    ] = None,
) -> int:
    """Show a made-up rep's week and averages; your own log is never touched.

    actlog demo

    actlog demo --keep demo-rep
    """
    from actlog.cli.demo import demo as handler

    return handler(_note_free(context), keep=keep)


@app.command()
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
    """Write your model week: asks a few questions on a terminal. Never overwrites one.

    actlog init

    actlog init --template ae --date-order dmy --yes
    """
    from actlog.cli.model import init as handler

    return handler(_note_free(context), template=template, date_order=date_order)


@model_app.command("check")
def model_check(
    context: typer.Context,
    file: Annotated[str | None, typer.Argument(metavar="[FILE]", show_default=False)] = None,
) -> int:
    """Check the model week: every problem with its place, and advice on what it measures.

    actlog model check

    actlog model check next-quarter.yaml
    """
    from actlog.cli.model import check

    return check(_note_free(context), file)


@model_app.command("show")
def model_show(context: typer.Context, json: Json = False) -> int:
    """Show the model week in force.

    actlog model show

    actlog model show --json
    """
    from actlog.cli.model import show

    return show(_note_free(context), json=json)
