"""Commands about the model week: `model check`, `show`, `edit`, `set`, `add`."""

# Typer reads these annotations at run time: no `from __future__ import annotations` here.
from typing import Annotated

import typer

from actlog.cli.options import Json, note_free


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
    json: Json = False,
) -> int:
    """Change one value of the model week; comments and order stay.

    The value none takes a key away.

    actlog model set call.goal 70

    actlog model set call.aliases '[dial, ring]'
    """
    from actlog.cli.model_change import set_value

    return set_value(note_free(context), place, value, unset=unset, json=json)


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
