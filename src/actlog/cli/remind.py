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

_WARNED = "warned"
"""The name under which warnings are kept that were told."""


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
    told = False
    try:
        told = _tell(session, new, notify=notify, command=command, json=json)
    finally:
        if not told:
            session.aside(lambda: reminded.change(session.store, before))
    if _begun(session):
        session.end_week()
    return SAID if new else 0


def _begun(session: Session) -> bool:
    """Tell whether there is a log: none is made only to see that there is nothing to say."""
    return os.path.exists(session.paths.database)


def _look(session: Session, *, again: bool) -> tuple[dict[str, Due], dict[str, str | None]]:
    """Return what holds now of all that was looked at, and the keys kept before that differ.

    What was looked at already and cannot have changed since is left alone. A trial model week
    is looked at whole, and nothing of it is kept.
    """
    model, warnings = session.hear(session.model)
    watches = watched(model, session.now)
    if not watches:
        return {}, {}
    from actlog.cli.reminding import Reading

    kept = reminded.read(session.store)
    trial = session.options.model is not None
    known = {} if again or trial else kept
    facts = Reading(session, known)
    holds: dict[str, Due] = {}
    put = _warn(session, warnings, known.get(_WARNED))
    for watch in watches:
        stamp = facts.stamp(watch)
        if stamp is not None and known.get(f"seen {watch}") == stamp:
            continue
        found = {f"{watch} {one.about}".rstrip(): one for one in said(watch, facts)}
        put |= {name: None for name in kept if name.split(" ")[0] == watch}
        put |= {name: one.key for name, one in found.items()}
        put[f"seen {watch}"] = stamp
        holds |= found
    put |= facts.denied
    if trial:
        return holds, reminded.differing(kept, put)
    return holds, session.aside(lambda: reminded.change(session.store, put))


def _warn(session: Session, warnings: Sequence[str], before: str | None) -> dict[str, str | None]:
    """Tell each warning once, not every few minutes; return the key that stands for them all."""
    key = visible(" ".join(warnings)) or None
    if key != before:
        for warning in warnings:
            session.warn(warning)
    return {_WARNED: key}


def _tell(
    session: Session, new: Sequence[Due], *, notify: bool, command: str | None, json: bool
) -> bool:
    """Tell what is new by the channels asked for; print it where none is, or one fails.

    Returns whether anybody is told: a quiet run prints nothing.
    """
    if json:
        from actlog.views.reminders import plain

        session.json(plain([one.finding for one in new]))
        return True
    if not new:
        return True
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
    return not (printed and session.quiet)


def _by_command(session: Session, new: Sequence[Due], command: str) -> None:
    from actlog.remind.command import tell
    from actlog.views.jsonable import dump
    from actlog.views.reminders import plain

    tell(command, dump(plain([one.finding for one in new])), session.environ)
