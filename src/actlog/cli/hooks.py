"""Hooks: the user's own programs, given what was stored when it is safely there.

A hook can lose nothing and hold nothing up for longer than a second; what is wrong with one
is said once. Loaded only where there is a hook, and what runs one only when it is run.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
import time
from datetime import date, timedelta

from actlog.cli import streams
from actlog.domain.errors import ActlogError, StoreError
from actlog.domain.record import Record
from actlog.store import operated, settings, sums
from actlog.views import hooked

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from actlog.cli.session import Session
    from actlog.domain.plain import Document
    from actlog.domain.week import Week
    from actlog.views.shapes.hooked import HookedEntryJson

ON_LOG, ON_CHANGE, ON_WEEK_END = NAMES = "on-log", "on-change", "on-week-end"

SECONDS = 1.0
"""How long the hooks of one answer may take together, and that of a week."""

MOST = 1_000
"""How many entries a hook is given; it is told how many there are."""

_LATE_WEEKS = 4
"""How many weeks before the latest one are made up for after a break."""

_LATE = "took too long, and was ended"

_START = {
    errno.ENOEXEC: "its first line names no program to run it (such as #!/bin/sh)",
    errno.ENOENT: "the program that its first line names is not there",
}

_LOGS = frozenset(("log", "stop"))
_ENDINGS = ("",) if os.name != "nt" else (".exe", ".cmd", ".bat", ".py")


class Hook(Record):
    """A hook that is there: `wrong` says why it may not run, `mark` which state of the file."""

    name: str
    path: str
    mark: int
    wrong: str | None


def follow_up(session: Session, stored: Sequence[int]) -> None:
    """Give each operation that was stored to its hook, and a week that is over to its own."""
    streams.flush(sys.stdout)
    until = time.monotonic() + SECONDS
    try:
        for number in stored:
            _tell(session, number, until)
        end_week(session)
    except ActlogError as error:
        session.warn(f"warning: a hook was not run: {error}")


def _tell(session: Session, number: int, until: float) -> None:
    store = session.store
    done = operated.done(store, number)
    logged = done.command in _LOGS
    hook = find(session.paths.hooks, ON_LOG if logged else ON_CHANGE)
    if hook is None:
        return
    touched = (operated.added if logged else operated.touched)(store, done, MOST)
    if not touched.count and done.command != "forget":
        return
    event = hooked.LOG if logged else hooked.CHANGE
    given = hooked.operation(event, done.as_dict(), touched.count, _plain(touched))
    _run(session, hook, given, until)


def end_week(session: Session) -> None:
    """Give a finished week to its hook, once, whatever becomes of it; one week a run.

    A trial model judges no week for good. Raises StoreError, ModelError.
    """
    hook = find(session.paths.hooks, ON_WEEK_END)
    if hook is None or session.options.model is not None:
        return
    streams.flush(sys.stdout)
    try:
        week = _due(session, claim=hook.wrong is None)
    except StoreError:
        return  # another program is writing: the next command does it
    if week is None:
        return
    given: Document = {}
    if hook.wrong is None:
        from actlog.cli.look import plain_week

        held = operated.between(session.store, week.start, week.end, MOST)
        given = hooked.week_end(plain_week(session, week), held.count, _plain(held))
    _run(session, hook, given, time.monotonic() + SECONDS)


def _due(session: Session, *, claim: bool) -> Week | None:
    """Return the finished week that is to be given away next, None where there is none.

    To `claim` it is to be the only one who gives it away, of all shells.
    """
    store, calendar = session.store, session.model().calendar
    latest = calendar.week(session.now.date()).back(1)
    begun = sums.first_day(store)
    if begun is None or begun > latest.end:
        return None
    name = f"hook {ON_WEEK_END} of"
    given = settings.read(store, name)
    last = _day(given)
    week = latest
    if last is not None:
        oldest = latest.back(_LATE_WEEKS).start
        week = calendar.week(max(last + timedelta(days=7), oldest))
    if week.start > latest.start:
        return None
    if not claim:
        return week
    with store.transaction(patience=0):
        if settings.read(store, name) != given:
            return None  # another shell was quicker
        store.run("INSERT OR REPLACE INTO settings VALUES (?, ?)", (name, week.start.isoformat()))
    return week


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None


def _plain(some: operated.Some) -> list[HookedEntryJson]:
    from actlog.exchange.codec import to_plain

    return [{**to_plain(entry), "live": live} for entry, live in some.entries]


def find(folder: str, name: str) -> Hook | None:
    """Return the hook of a name, None where there is none."""
    for ending in _ENDINGS:
        path = os.path.join(folder, name + ending)
        try:
            status, around = os.stat(path), os.stat(folder)
        except FileNotFoundError:
            if not os.path.islink(path):
                continue
            why = "is a link to a file that is not there"
            return Hook(name=name, path=path, mark=0, wrong=why)
        except OSError as error:
            why = f"cannot be read: {_reason(error)}"
            return Hook(name=name, path=path, mark=0, wrong=why)
        wrong = _wrong(path, status, around)
        return Hook(name=name, path=path, mark=status.st_mtime_ns, wrong=wrong)
    return None


def _wrong(path: str, status: os.stat_result, around: os.stat_result) -> str | None:
    """Return why a file is not run: what others may write, they could make do anything."""
    if not stat.S_ISREG(status.st_mode):
        return "is no plain file"
    if os.name == "nt":
        return None
    for one in (status, around):
        if one.st_uid not in {0, os.geteuid()}:
            return "is not run: it, or its folder, belongs to somebody else"
        if one.st_mode & stat.S_IWOTH:
            return "is not run: others may write to it, or to its folder (chmod o-w)"
    return None if os.access(path, os.X_OK) else "is not run: it is not executable (chmod +x)"


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


def _run(session: Session, hook: Hook, given: Document, until: float) -> None:
    _report(session, hook, hook.wrong or _ran(session, hook, given, until))


def _ran(session: Session, hook: Hook, given: Document, until: float) -> str | None:
    """Run a hook; return what went wrong, None if nothing."""
    import subprocess

    from actlog.remind.fed import feed
    from actlog.views.jsonable import dump_line

    left = until - time.monotonic()
    if left <= 0:
        return _LATE  # it cannot begin, for the same trouble as what was ended before it
    python = [sys.executable] if hook.path.endswith(".py") and os.name == "nt" else []
    try:
        code = feed(
            [*python, hook.path],
            dump_line(given).encode(),
            left,
            environ=_environ(session, hook.name),
            folder=session.paths.hooks,
            output=sys.stderr.fileno() if session.options.debug else subprocess.DEVNULL,
        )
    except OSError as error:
        return f"cannot be started: {_START.get(error.errno or 0) or _reason(error)}"
    if code is None:
        return _LATE
    if code < 0:
        return f"was killed by signal {-code}"
    return f"ended with exit code {code}" if code else None


def _environ(session: Session, name: str) -> dict[str, str]:
    """Return the environment in which `actlog` means the same log, and starts no hooks."""
    paths = session.paths
    environ = dict(session.environ) | {
        "ACTLOG_DB": paths.database,
        "ACTLOG_MODEL": paths.model,
        "ACTLOG_HOOK": name,
    }
    if environ.get("ACTLOG_HOME"):
        environ["ACTLOG_HOME"] = paths.home
    return environ


def _report(session: Session, hook: Hook, wrong: str | None) -> None:
    """Say what is wrong unless it was the last thing said of this file; forget it when it works."""
    name = f"hook {hook.name}"
    kept = settings.read(session.store, name) or ""
    now = f"{hook.mark} {wrong}" if wrong else ""
    if now == kept:
        return
    session.note(name, now)
    if wrong:
        session.warn(f"warning: the hook {hook.path} {wrong}; the log has everything")
