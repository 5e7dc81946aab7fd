"""What may be asked for on any command line. On every lane."""

from __future__ import annotations


class Globals:
    """What was asked for on the command line, before or after any command."""

    __slots__ = ("debug", "model", "quiet", "yes")

    def __init__(
        self,
        *,
        model: str | None = None,
        yes: bool = False,
        quiet: bool = False,
        debug: bool = False,
    ) -> None:
        """`model` is a file that judges this run alone; `yes` answers every question.

        `quiet` leaves out what is said to people: answers and remarks, never errors.
        """
        self.model = model
        self.yes = yes
        self.quiet = quiet
        self.debug = debug
