"""Commands that let shells complete: `completion install`, `show` and `remove`."""

# Typer reads these annotations at run time: no `from __future__ import annotations` here.
from typing import Annotated

import typer

from actlog.cli.options import note_free

Shell = Annotated[
    str | None, typer.Argument(metavar="[bash|zsh|fish|powershell]", show_default=False)
]


def completion_install(context: typer.Context, shell: Shell = None) -> int:
    """Let your shell complete actlog on Tab.

    Without a name it is the shell that this is typed in. Kinds, outcomes, accounts and
    contacts come from your own model week and log.

    actlog completion install

    actlog completion install zsh
    """
    from actlog.cli.completion import install

    return install(note_free(context), shell)


def completion_show(context: typer.Context, shell: Shell = None) -> int:
    """Print the script that a shell reads.

    actlog completion show

    actlog completion show powershell
    """
    from actlog.cli.completion import show

    return show(note_free(context), shell)


def completion_remove(context: typer.Context, shell: Shell = None) -> int:
    """Take out again what install has put in, of every shell or of one.

    actlog completion remove

    actlog completion remove fish
    """
    from actlog.cli.completion import remove

    return remove(note_free(context), shell)
