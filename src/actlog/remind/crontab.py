"""A crontab with a block of actlog's own in it; every other byte stays as it is.

The block stands at the end and sets nothing for lines before or behind it: the environment is
part of each command, since a setting in a crontab holds for all lines that follow.
"""

from __future__ import annotations

import re
import shlex

from actlog.domain import marked_block
from actlog.domain.errors import InputError
from actlog.domain.text import visible
from actlog.remind.jobs import Job, by_env, check

BLOCK = "schedule"
"""The name of the block."""

_MARK = re.compile(rb"^# (?:>>>|<<<) actlog schedule (?:>>>|<<<)\r?$", re.MULTILINE)
_OWN = re.compile(r"^[*0-9/ ]+ .*\bactlog[\w.]*'? (remind|week --friday)\b")

_BACKSLASH = re.compile(r"\\(?=[\\%']|$)")
r"""What is not read alike: Debian's cron makes `\\` one, fish takes `\'` in quotes for a quote."""

LONGEST = 998
"""The most characters of a command that cron reads (Debian's cron; others read more)."""


def line(job: Job) -> str:
    """Return a job as a line of a crontab. Raises InputError for one that none can hold."""
    check(job)
    words = by_env(job.words, job.environ) if job.environ else list(job.words)
    for word in words:
        if _BACKSLASH.search(word):
            raise InputError(
                f"cron and its shells do not agree on the \\ in {visible(word)}",
                "a path without it, or: actlog schedule install --with systemd",
            )
    command = shlex.join(words).replace("%", "\\%")  # a bare one would end the command
    if len(command.encode()) > LONGEST:
        raise InputError(
            f"the command is longer than the {LONGEST} characters that cron reads",
            "shorter paths, or: actlog schedule install --with systemd",
        )
    return f"{_when(job)} {command}"


def _when(job: Job) -> str:
    if job.every is None:
        return f"{job.at % 60} {job.at // 60} * * {(job.weekday + 1) % 7}"
    if job.every == 60:
        return "0 * * * *"
    return "* * * * *" if job.every == 1 else f"*/{job.every} * * * *"


def put(existing: bytes, lines: list[str]) -> bytes:
    """Return a crontab with these lines in the block at its end, in place of an earlier one.

    Raises InputError for a block that is not whole, or holds a line that is not actlog's.
    """
    rest = take(existing)
    return marked_block.put(rest, BLOCK, "".join([f"{one}\n" for one in lines]))


def take(existing: bytes) -> bytes:
    """Return a crontab without the block. Raises InputError as `put` does."""
    for one in installed(existing):
        if not _OWN.search(one):
            raise InputError(
                f"a line in actlog's block of the crontab is not actlog's: {visible(one)}",
                "move it out of the block: crontab -e",
            )
    return marked_block.without(existing, BLOCK)


def installed(existing: bytes) -> list[str]:
    """Return the lines of the block, none without one. Raises InputError where it is not whole."""
    marks = len(_MARK.findall(existing))
    inside = marked_block.inside(existing, BLOCK)
    if marks != (0 if inside is None else 2):
        raise InputError(
            "the crontab holds only a part of actlog's block, or more than one",
            "take its lines out by hand: crontab -e",
        )
    lines = (inside or b"").decode("utf-8", "backslashreplace").splitlines()
    return [one for one in lines if one.strip()]
