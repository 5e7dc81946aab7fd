"""Commands about the model week: what stands in it, and how it changes."""

# Typer reads these annotations at run time: no `from __future__ import annotations` here.
from typing import Annotated

import typer

from actlog.cli.options import Csv, Json, note_free


def model_check(
    context: typer.Context,
    file: Annotated[str | None, typer.Argument(metavar="[FILE]", show_default=False)] = None,
    json: Json = False,
) -> int:
    """Check the model week.

    It names every problem with its place, and gives advice on what is measured.

    actlog model check

    actlog model check next-quarter.yaml
    """
    from actlog.cli.model import check

    return check(note_free(context), file, json=json)


def model_show(context: typer.Context, json: Json = False) -> int:
    """Show the model week in force.

    actlog model show

    actlog model show --json
    """
    from actlog.cli.model import show

    return show(note_free(context), json=json)


def model_edit(context: typer.Context) -> int:
    """Change the model week in your editor ($VISUAL or $EDITOR).

    It is checked before it replaces the file; a mistake opens it again.

    actlog model edit

    EDITOR=nano actlog model edit
    """
    from actlog.cli.model_change import edit

    return edit(note_free(context))


def model_set(
    context: typer.Context,
    place: Annotated[str, typer.Argument(metavar="PLACE", show_default=False)],
    value: Annotated[str | None, typer.Argument(metavar="[VALUE]", show_default=False)] = None,
    unset: Annotated[bool, typer.Option("--unset", help="Take the key away.")] = False,
    since: Annotated[
        str | None,
        typer.Option("--from", metavar="DATE", help="Let it count from a past day on."),
    ] = None,
    json: Json = False,
) -> int:
    """Change one value of the model week; comments and order stay.

    The value none takes a key away. Weeks that are over keep their model,
    unless --from says otherwise.

    actlog model set call.goal 70

    actlog model set call.goal 70 --from '1 oct'

    actlog model set call.aliases '[dial, ring]'
    """
    from actlog.cli.model_change import set_value

    return set_value(note_free(context), place, value, unset=unset, since=since, json=json)


def model_add(
    context: typer.Context,
    kind: Annotated[str, typer.Argument(metavar="KIND", show_default=False)],
    group: Annotated[str | None, typer.Option(metavar="GROUP", help="Its group.")] = None,
    tipping_point: Annotated[
        str | None, typer.Option(metavar="N", help="The line: a week needs so many.")
    ] = None,
    goal: Annotated[str | None, typer.Option(metavar="N", help="What you aim at.")] = None,
    alias: Annotated[
        list[str] | None, typer.Option(metavar="WORD", help="Another word; may be repeated.")
    ] = None,
    result: Annotated[bool, typer.Option("--result", help="It is a result.")] = False,
    json: Json = False,
) -> int:
    """Add an activity, or a result, to the model week.

    actlog model add booth --group prospecting --tipping-point 5

    actlog model add pilot --result --alias trial
    """
    from actlog.cli.model_change import add

    keys = {"group": group, "goal": goal, "tipping_point": tipping_point}
    return add(note_free(context), kind, keys, aliases=alias or (), result=result, json=json)


def model_rename(
    context: typer.Context,
    old: Annotated[str, typer.Argument(metavar="OLD", show_default=False)],
    new: Annotated[str, typer.Argument(metavar="NEW", show_default=False)],
    json: Json = False,
) -> int:
    """Rename an activity, a result or an outcome, in the log as well.

    The file, its history and the entries change as one; undo takes it back.

    actlog model rename call dial

    actlog model rename call.voicemail call.vm
    """
    from actlog.cli.model_kinds import rename

    return rename(note_free(context), old, new, json=json)


def model_drop(
    context: typer.Context,
    kind: Annotated[str, typer.Argument(metavar="KIND", show_default=False)],
    into: Annotated[
        str | None, typer.Option(metavar="KIND", help="Move its entries to another.")
    ] = None,
    keep_entries: Annotated[
        bool, typer.Option("--keep-entries", help="Leave its entries as they are.")
    ] = False,
    json: Json = False,
) -> int:
    """Take an activity or a result out of the model week.

    Where the log has entries of it, say what becomes of them.

    actlog model drop booth

    actlog model drop booth --into fair
    """
    from actlog.cli.model_kinds import drop

    session = note_free(context)
    return drop(session, kind, into=into, keep_entries=keep_entries, json=json)


def model_history(context: typer.Context, json: Json = False, csv: Csv = False) -> int:
    """Show the versions of the model week: since when, and what each changed.

    actlog model history

    actlog model history --json
    """
    from actlog.cli.model_history import history

    return history(note_free(context), json=json, csv=csv)


def model_suggest(
    context: typer.Context,
    result: Annotated[
        str | None, typer.Option(metavar="RESULT", help="The result to hold activity against.")
    ] = None,
    apply: Annotated[bool, typer.Option("--apply", help="Write it into the file.")] = False,
    json: Json = False,
) -> int:
    """Propose lines for the model week from your own tipping points.

    Only lines that lie outside of your own interval are proposed, as a diff.

    actlog model suggest

    actlog model suggest --apply
    """
    from actlog.cli.suggest import suggest

    return suggest(note_free(context), result=result, apply=apply, json=json)
