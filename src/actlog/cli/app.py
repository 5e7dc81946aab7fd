"""The Typer command line: every command with its options and its help.

Commands here only read their words; what they do is in the handlers beside this file, which
the lean lane of `main` calls too.
"""

# Typer reads these annotations at run time: no `from __future__ import annotations` here.
from typing import Annotated

import typer
from typer.exceptions import TyperException

from actlog import __version__
from actlog.cli.commands import (
    completing,
    keeping,
    looking,
    mapping,
    mending,
    modelling,
    moving,
    people,
    reminding,
    safety,
    starting,
    timing,
    understanding,
)
from actlog.cli.globals import Globals
from actlog.cli.grouped import Explained, Grouped
from actlog.cli.options import Call
from actlog.cli.session import Session
from actlog.domain.errors import InputError

_WORDS = {"ignore_unknown_options": True}  # `-2d` is a date, not an option
_NO_WORDS = {"allow_extra_args": True}  # the command itself says that it takes none
# A word such as `-@who` holds the letters of an option: `log` and `edit` have no short ones.
_NO_SHORT = {**_WORDS, "help_option_names": ["--help"]}

app = typer.Typer(
    name="actlog",
    cls=Grouped,
    add_completion=False,
    no_args_is_help=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
    help="A salesperson's training log: what you did, your weekly averages, and the gap "
    "before your tipping point.",
    epilog="Everywhere: --model FILE judges this run by another model week, --yes answers "
    "every question, --quiet leaves out answers and remarks, --debug shows a traceback.",
)
model_app = typer.Typer(
    cls=Grouped,
    help="Your model week: the weekly amounts you mean to live by.",
    rich_markup_mode=None,
)

db_app = typer.Typer(
    cls=Grouped, help="The log's file, for those who know SQL.", rich_markup_mode=None
)

completion_app = typer.Typer(
    cls=Grouped, help="What Tab completes in your shell.", rich_markup_mode=None
)

schedule_app = typer.Typer(
    cls=Grouped,
    help="What the machine runs for actlog: reminders, and Friday's page.",
    rich_markup_mode=None,
)

mapping_app = typer.Typer(
    cls=Grouped,
    help="How another program's files become entries, and entries its files.",
    rich_markup_mode=None,
)


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


app.command(context_settings=_NO_SHORT)(keeping.log)
app.command(context_settings=_WORDS)(keeping.off)
app.command(context_settings=_WORDS)(timing.start)
app.command(context_settings=_WORDS)(timing.stop)
app.command()(keeping.undo)
app.command(context_settings=_NO_WORDS)(keeping.redo)
app.command(context_settings=_NO_SHORT)(mending.edit)
app.command()(mending.rm)
app.command()(mending.restore)
app.command()(mending.show)
app.command(context_settings=_WORDS)(mending.check)
app.command("list", context_settings=_WORDS)(looking.list_)
app.command()(looking.search)
app.command(context_settings=_NO_WORDS)(looking.today)
app.command()(looking.week)
app.command(context_settings=_NO_WORDS)(looking.averages)
app.command()(understanding.coach)
app.command()(understanding.objections)
app.command()(understanding.promise)
app.command()(understanding.momentum)
app.command()(understanding.funnel)
app.command()(understanding.tipping)
app.command()(understanding.worth)
app.command()(understanding.plan)
app.command()(people.accounts)
app.command(context_settings=_WORDS)(people.meetings)
app.command(context_settings=_WORDS)(people.due)
app.command(context_settings=_WORDS)(people.done)
app.command()(reminding.remind)
app.command()(reminding.status)
schedule_app.command("install")(reminding.schedule_install)
schedule_app.command("remove")(reminding.schedule_remove)
schedule_app.command("list")(reminding.schedule_list)
app.add_typer(schedule_app, name="schedule")
app.command("import")(moving.import_)
app.command(context_settings=_WORDS)(moving.export)
app.command(context_settings=_WORDS)(safety.forget)
app.command()(safety.backup)
app.command("restore-backup")(safety.restore_backup)
app.command()(safety.doctor)
db_app.command("path")(safety.db_path)
db_app.command("query")(safety.db_query)
app.add_typer(db_app, name="db")
app.command()(starting.demo)
app.command()(starting.init)
model_app.command("check")(modelling.model_check)
model_app.command("show")(modelling.model_show)
model_app.command("edit")(modelling.model_edit)
model_app.command("set")(modelling.model_set)
model_app.command("add")(modelling.model_add)
model_app.command("rename")(modelling.model_rename)
model_app.command("drop")(modelling.model_drop)
model_app.command("history")(modelling.model_history)
model_app.command("suggest")(modelling.model_suggest)
app.add_typer(model_app, name="model")
mapping_app.command("list")(mapping.mapping_list)
mapping_app.command("show")(mapping.mapping_show)
mapping_app.command("check")(mapping.mapping_check)
mapping_app.command("new")(mapping.mapping_new)
app.add_typer(mapping_app, name="mapping")
completion_app.command("install")(completing.completion_install)
completion_app.command("show")(completing.completion_show)
completion_app.command("remove")(completing.completion_remove)
app.add_typer(completion_app, name="completion")
for group in (app, model_app, mapping_app, db_app, completion_app, schedule_app):
    for command in group.registered_commands:
        command.cls = Explained


def run_app(words: list[str], tail: str | None, options: Globals) -> int:
    """Run Typer over the words; its own complaints become an InputError."""
    words = ["--help" if word == "-h" else word for word in words]
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
