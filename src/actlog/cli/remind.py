"""`remind`: one line when there is something to say, silence when not. On the leanest lane."""

from __future__ import annotations

import os
import sys

from actlog.domain.errors import ChannelError, InputError
from actlog.domain.text import visible
from actlog.remind.watching import is_new, said, watched
from actlog.store import reminded

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from actlog.cli.session import Session
    from actlog.remind.facts import Due

SAID = 1
"""The exit code when there was something to say."""


def remind(
    session: Session,
    words: Sequence[str],
    *,
    again: bool = False,
    notify: bool = False,
    command: str | None = None,
    json: bool = False,
) -> int:
    """Say what is due and was not said yet; `again` says it even so.

    It is printed, or shown on the desktop (`notify`), or handed to a `command`; where that
    fails it is printed after all.
    """
    if words:
        raise InputError(
            f"remind takes no words: {' '.join(words)}", "what holds now: actlog remind --again"
        )
    holds, before = _look(session, again=again) if _begun(session) else ({}, {})
    new = [
        one
        for name, one in holds.items()
        if again or (name in before and is_new(one, before[name]))
    ]
    if json:
        from actlog.views.reminders import plain

        session.json(plain([one.finding for one in new]))
    elif new:
        try:
            _tell(session, new, notify=notify, command=command)
        except BaseException:
            session.aside(lambda: reminded.change(session.store, before))
            raise
    if _begun(session):
        session.end_week()
    return SAID if new else 0


def _begun(session: Session) -> bool:
    """Tell whether there is a log: none is made only to see that there is nothing to say."""
    return os.path.exists(session.paths.database)


def _look(session: Session, *, again: bool) -> tuple[dict[str, Due], dict[str, str | None]]:
    """Return what holds now of all that was looked at, and the keys kept before that differ.

    What was looked at already and cannot have changed since is left alone.
    """
    watches = watched(session.model(), session.now)
    if not watches:
        return {}, {}
    from actlog.cli.reminding import Reading

    kept = reminded.read(session.store)
    known = {} if again or session.options.model else kept
    facts = Reading(session, known)
    holds: dict[str, Due] = {}
    put: dict[str, str | None] = {}
    for watch in watches:
        stamp = facts.stamp(watch)
        if stamp is not None and known.get(f"seen {watch}") == stamp:
            continue
        found = {f"{watch} {one.about}".rstrip(): one for one in said(watch, facts)}
        put |= {name: None for name in kept if name.split(" ")[0] == watch}
        put |= {name: one.key for name, one in found.items()}
        put[f"seen {watch}"] = stamp
        holds |= found
    return holds, session.aside(lambda: reminded.change(session.store, put | facts.denied))


def _tell(session: Session, new: Sequence[Due], *, notify: bool, command: str | None) -> None:
    """Tell what is new by the channels asked for; print it where none is, or one fails."""
    lines = [visible(one.line) for one in new]
    printed = not notify and command is None
    try:
        if command is not None:
            _by_command(session, new, command)
        if notify:
            from actlog.remind.desktop import tell

            tell(lines)
    except ChannelError as error:
        session.warn(f"{error.message}{f' ({error.hint})' if error.hint else ''}")
        printed = True
    if printed:
        # A person reads a list more easily; a mail or a script gets one line.
        session.out(("\n" if session.fits else " · ").join(lines))
        sys.stdout.flush()  # what nobody could read is said again


def _by_command(session: Session, new: Sequence[Due], command: str) -> None:
    from actlog.remind.command import tell
    from actlog.views.jsonable import dump
    from actlog.views.reminders import plain

    tell(command, dump(plain([one.finding for one in new])), session.environ)
