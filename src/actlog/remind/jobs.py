"""What a schedule runs: the program, its words, its environment, and when."""

from __future__ import annotations

from actlog.domain.errors import InputError
from actlog.domain.record import Record
from actlog.domain.text import is_control, visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

REMIND, PAGE = "remind", "friday"
"""The two jobs: reminders every few minutes, and the page of the week."""

EVERY = 10
"""So many minutes pass between two looks, unless another number is asked for."""

PAGE_AT = 16 * 60

_ENV = "/usr/bin/env"


class Job(Record):
    """One job: `words` to run, the program's absolute path first, with `environ` set beside.

    It runs `every` so many minutes, or on a `weekday` (0 Monday) at a minute `at` of the day.
    `output` is the file that gets what it prints, where nobody mails it.
    """

    name: str
    words: tuple[str, ...]
    environ: tuple[tuple[str, str], ...] = ()
    every: int | None = None
    weekday: int = 4
    at: int = PAGE_AT
    output: str | None = None


def minutes(every: int) -> int:
    """Return the minutes between two looks; InputError where an hour can't be cut in such parts."""
    if every < 1 or 60 % every:
        raise InputError(
            f"reminders cannot come every {every:,} minutes",
            "a part of an hour: 1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30 or 60",
        )
    return every


def check(job: Job) -> None:
    """Refuse what no line of a schedule can hold: control characters. Raises InputError."""
    for text in (*job.words, *[f"{name}={value}" for name, value in job.environ], job.output or ""):
        if any(map(is_control, text)) or not text.isprintable():
            raise InputError(
                f"a schedule cannot hold {visible(text)}", "paths without line breaks and the like"
            )


def by_env(words: Sequence[str], environ: Sequence[tuple[str, str]] = ()) -> list[str]:
    """Return the words that let `env` run a program. Raises InputError for one that it cannot."""
    if "=" in words[0]:  # env would take it for a setting
        raise InputError(f"a schedule cannot run {visible(words[0])}", "a path without =")
    return [_ENV, *[f"{name}={value}" for name, value in environ], *words]
