"""What can go wrong for a user: one class per kind, each with its exit code.

One boundary (`cli/main.py`) turns them into one line on standard error, a hint and the
exit code. Everything else that escapes is a bug and exits with 70.
"""

from __future__ import annotations


class ActlogError(Exception):
    """Something a user can mend: `message` says what was wrong, `hint` what would be right.

    Where several places are wrong at once, `problems` names each in a line of its own.
    """

    exit_code = 70

    def __init__(
        self, message: str, hint: str | None = None, problems: tuple[str, ...] = ()
    ) -> None:
        """Take one line without a full stop for each."""
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.problems = problems


class NothingToDoError(ActlogError):
    """The answer is "nothing to do" or "behind"."""

    exit_code = 1


class ChannelError(ActlogError):
    """What was to be said did not get to where it was sent; it can still be printed."""

    exit_code = 1


class InputError(ActlogError):
    """What was typed, or a file that was named, is wrong."""

    exit_code = 2


class LineError(InputError):
    """A log line that is not understood, with the place and, where there is one, a mend.

    `text` is the whole line, `start` and `end` the half-open span of the wrong part in it
    (in characters), `mend` the corrected line, `command` what such lines are typed behind.
    """

    command = "log"

    def __init__(
        self,
        message: str,
        *,
        text: str,
        start: int,
        end: int,
        mend: str | None = None,
        hint: str | None = None,
    ) -> None:
        """See the class."""
        super().__init__(message, hint)
        self.text = text
        self.start = start
        self.end = end
        self.mend = mend


class ModelError(ActlogError):
    """The model week, or a mapping, is wrong.

    `problems` are lines `file:line:column: what is wrong, what was expected`.
    """

    exit_code = 3


class StoreError(ActlogError):
    """The database cannot be used as it is."""

    exit_code = 4
