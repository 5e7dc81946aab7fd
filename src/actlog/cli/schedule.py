"""`schedule`: let the machine itself run `remind` and the page of the week."""

from __future__ import annotations

import os
import sys

from actlog.cli import crontabs, timers
from actlog.domain.errors import InputError, NothingToDoError
from actlog.domain.reminder import FRIDAY, reminders
from actlog.remind.command import placed
from actlog.remind.jobs import EVERY, PAGE, REMIND, Job, minutes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Literal

    from actlog.cli.session import Session
    from actlog.views.shapes.keeping import ScheduleListJson

CRON, SYSTEMD, LAUNCHD, WINDOWS = WAYS = ("cron", "systemd", "launchd", "windows")

_KEPT = ("ACTLOG_HOME", "ACTLOG_DB", "ACTLOG_MODEL", "XDG_CONFIG_HOME", "XDG_DATA_HOME")
_PATHS = _KEPT[:3]
_OF_THE_DESKTOP = (
    *("DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR", "DISPLAY", "WAYLAND_DISPLAY"),
    *("XDG_CURRENT_DESKTOP",),
)
_AFTER = {
    LAUNCHD: "launchctl bootstrap gui/$(id -u) ~/Library/LaunchAgents/{name}",
    WINDOWS: "schtasks /Create /TN {task} /XML {name}",
}


def install(
    session: Session,
    *,
    way: str | None = None,
    every: int = EVERY,
    page: str | None = None,
    notify: bool = False,
    command: str | None = None,
    dry_run: bool = False,
) -> int:
    """Let the machine run the jobs, in place of what it ran for actlog before."""
    way = usual() if way is None else way
    if way not in WAYS:
        raise InputError(f"{way} runs nothing that actlog knows", f"one of {', '.join(WAYS)}")
    jobs = _jobs(session, way, minutes(every), page, notify=notify, command=command)
    if way in _AFTER:
        _paste(session, way, jobs)
    elif dry_run:
        _preview(session, way, jobs)
    elif way == CRON:
        lines = crontabs.install(jobs)
        _moved(session, timers.remove(session.environ), "systemd")
        _told(session, [f"cron: {one}" for one in lines])
        if not notify and command is None:
            session.warn("what it says is mailed to you by cron, where the machine has mail")
    else:
        paths, why = timers.install(jobs, session.environ)
        if crontabs.here():
            _moved(session, crontabs.remove(), "cron")
        _told(session, paths)
        if why is not None:
            session.warn(f"not started ({why}); in your session: systemctl --user enable --now")
        if not notify and command is None:
            session.warn("what it says goes to the journal; to see it at once: --notify")
    return 0


def usual() -> str:
    """Return what this machine would use."""
    platforms = {"darwin": LAUNCHD, "win32": WINDOWS}
    if sys.platform in platforms:
        return platforms[sys.platform]
    return SYSTEMD if timers.manager() or not crontabs.here() else CRON


def remove(session: Session) -> int:
    """Take everything away that `install` left. NothingToDoError where there is nothing."""
    lines = crontabs.remove() if crontabs.here() else []
    gone = [f"cron: {one}" for one in lines] + timers.remove(session.environ)
    if not gone:
        raise NothingToDoError("nothing is scheduled", "actlog schedule install")
    for one in gone:
        session.out(f"removed {one}")
    return 0


def show(session: Session, *, json: bool = False) -> int:
    """List what is scheduled."""
    found: list[tuple[Literal["cron", "systemd"], str]]
    found = [("cron", line) for line in (crontabs.installed() if crontabs.here() else [])]
    found += [("systemd", path) for path in timers.installed(session.environ)]
    if json:
        shown: ScheduleListJson = {
            "scheduled": [{"with": way, "what": what} for way, what in found]
        }
        session.json(shown)
    elif found:
        for way, what in found:
            session.out(f"{way}: {what}")
    else:
        session.out("nothing is scheduled; actlog schedule install lets the machine remind you")
    return 0


def _jobs(
    session: Session,
    way: str,
    every: int,
    page: str | None,
    *,
    notify: bool,
    command: str | None,
) -> list[Job]:
    words = ["remind", *(["--notify"] if notify else [])]
    words += ["--command", placed(command)] if command is not None else []
    environ = environment(session.environ, desktop=notify)
    program = executable()
    jobs = [Job(name=REMIND, words=(*program, *words), environ=environ, every=every)]
    when = _page(session, page)
    if when is not None:
        mailed = way == CRON
        output = None if mailed else os.path.join(session.paths.home, "friday.txt")
        jobs.append(
            Job(
                name=PAGE,
                words=(*program, "week", "--friday"),
                environ=environ,
                weekday=when[0],
                at=when[1],
                output=output,
            )
        )
    return jobs


def _page(session: Session, page: str | None) -> tuple[int, int] | None:
    """Return the weekday and the minute of the page: as asked, else as the model week has it."""
    model = session.model()
    if page == "none":
        return None
    if page is not None:
        from actlog.grammar.weekly_time import weekly_time

        return weekly_time(page)
    found = [one for one in reminders(model) if one.watch == FRIDAY]
    if not found:
        return None
    worked = [day for day in range(7) if model.calendar.weights[day]]
    worked.sort(key=lambda day: (day - model.calendar.starts) % 7)
    return (found[0].days or worked)[-1], found[0].at or 0


def executable() -> list[str]:
    """Return what runs this program from anywhere: its own path, or Python's with the module."""
    path = os.path.abspath(sys.argv[0])
    if os.path.basename(path).split(".")[0] == "actlog" and os.access(path, os.X_OK):
        return [path]
    return [os.path.abspath(sys.executable), "-m", "actlog"]


def environment(environ: Mapping[str, str], *, desktop: bool) -> tuple[tuple[str, str], ...]:
    """Return what a job must know of the environment of now, its paths made absolute."""
    kept = {name: environ[name] for name in _KEPT if environ.get(name)}
    for name in _PATHS:
        if name in kept:
            kept[name] = os.path.abspath(os.path.expanduser(kept[name]))
    if environ.get("TZ"):
        kept["TZ"] = environ["TZ"]
    if desktop:
        kept |= {name: environ[name] for name in _OF_THE_DESKTOP if environ.get(name)}
    return tuple(kept.items())


def _told(session: Session, what: Sequence[str]) -> None:
    for one in what:
        session.out(f"installed {one}")


def _moved(session: Session, gone: Sequence[str], way: str) -> None:
    if gone:
        session.out(f"removed what {way} ran before")


def _preview(session: Session, way: str, jobs: Sequence[Job]) -> None:
    from actlog.remind import crontab, systemd

    for job in jobs:
        if way == CRON:
            session.out(crontab.line(job))
            continue
        for name, text in systemd.units(job).items():
            session.out(f"{os.path.join(timers.folder(session.environ), name)}:\n{text}")


def _paste(session: Session, way: str, jobs: Sequence[Job]) -> None:
    """Print what is to be put into files by hand, and what to run then."""
    from actlog.remind import launchd, windows

    make = launchd.agent if way == LAUNCHD else windows.task
    folder = f"{launchd.FOLDER}/" if way == LAUNCHD else ""
    for job in jobs:
        name, text = make(job)
        after = _AFTER[way].format(name=name, task=name.removesuffix(".xml"))
        session.out(f"put this into {folder}{name}, then run: {after}\n\n{text}")
