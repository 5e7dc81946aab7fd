"""What commands are handed, and the options that many of them share."""

# Typer reads these annotations at run time: no `from __future__ import annotations` here.
from typing import Annotated

import typer

from actlog.cli.main import no_note
from actlog.cli.session import Session


class Call:
    """What the words before Typer held: the open session, and the text after `--`."""

    def __init__(self, session: Session, tail: str | None) -> None:
        """Keep both for the command that runs."""
        self.session = session
        self.tail = tail


def note_free(context: typer.Context) -> Session:
    """Return the session of a command that takes no text after `--`; InputError for one."""
    call: Call = context.obj
    no_note([], call.tail)
    return call.session


Words = Annotated[list[str] | None, typer.Argument(metavar="[WORDS]...", show_default=False)]
Entries = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[ENTRY]...",
        show_default=False,
        help="Numbers, runs such as 1842-1844, or last.",
    ),
]
Operation = Annotated[
    list[str] | None,
    typer.Argument(metavar="[NUMBER]", show_default=False, help="The operation that it must be."),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON, as documented in docs/json.md.")]
Csv = Annotated[bool, typer.Option("--csv", help="Print CSV with a header line.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what would be done; do nothing.")]
