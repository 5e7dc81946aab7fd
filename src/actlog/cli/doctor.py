"""`doctor`: what the log and this program stand on, what is wrong, and what mends it."""

from __future__ import annotations

import os
import sys

from actlog import __version__
from actlog.domain.errors import ModelError, StoreError
from actlog.domain.health import NOTE, PROBLEM, UNUSABLE, Check
from actlog.store import guard, health

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from actlog.cli.session import Session
    from actlog.views.shapes.keeping import DoctorJson, Health, PathsJson

_UNUSABLE = 4
_VERDICTS: dict[int, Health] = {0: "healthy", 1: "problems", _UNUSABLE: "unusable"}
_PARTS = ("sqlite-utils", "typer", "rich", "pydantic")


def doctor(session: Session, *, full: bool = False, mend: bool = False, json: bool = False) -> int:
    """Look at everything, change nothing (unless `mend` asks for it), and say what mends what.

    The exit code is 0 where all is well, 1 where there are problems, 4 where the log cannot be
    used at all; what can be said is said in each case. Raises StoreError where mending fails.
    """
    path = session.paths.database
    if mend:
        health.mend(path)
        full = True
    checks = _checks(session, path, full=full)
    levels = {check.level for check in checks}
    code = _UNUSABLE if UNUSABLE in levels else int(PROBLEM in levels)
    if json:
        shown: DoctorJson = {
            "health": _VERDICTS[code],
            "versions": _versions(),
            "paths": _paths(session),
            "now": session.now.isoformat(timespec="seconds"),
            "zone": session.now.tzname(),
            "checks": [
                {"id": one.id, "level": one.level, "says": one.says, "mend": one.mend}
                for one in checks
            ],
        }
        session.json(shown)
        return code
    from actlog.views.health import health_screen
    from actlog.views.theme import Theme

    console = session.console()
    facts, verdict, looks = _facts(session), _verdict(checks, code), Theme.of(console)
    screen = health_screen(facts, checks, verdict, looks, wrap=session.fits)
    console.print(screen, soft_wrap=True)
    return code


def _checks(session: Session, path: str, *, full: bool) -> list[Check]:
    engine = health.engine()
    checks = [engine]
    if engine.level != UNUSABLE:
        checks += health.contents(path, session.now, full=full)
    try:
        checks += health.place(path)
    except (OSError, StoreError) as error:
        checks.append(Check(id="place", level=PROBLEM, says=str(error)))
    return [*checks, _model(session), *_hooks(session)]


def _model(session: Session) -> Check:
    """Look at the model week's file: read anew, and not taken in."""
    from actlog.config.model_week import load

    path = session.options.model or session.paths.model
    if not os.path.lexists(path):
        says = "there is no model week yet; the first command writes one"
        return Check(id="model", level=NOTE, says=says)
    try:
        model, _, advice = load(path)
    except (ModelError, OSError) as error:
        says = getattr(error, "message", str(error))
        return Check(id="model", level=PROBLEM, says=says, mend="actlog model check")
    says = f"{model.name}: {len(model.activities)} activities"
    if advice:
        return Check(id="model", level=NOTE, says=f"{says}; advice: actlog model check")
    return Check(id="model", says=says)


def _hooks(session: Session) -> list[Check]:
    """Look at the hooks, where there are any: those that may not be run are a problem."""
    from actlog.cli import hooks

    folder = session.paths.hooks
    every = [hooks.find(folder, name) for name in hooks.NAMES]
    found = [hook for hook in every if hook is not None]
    wrong = [hook for hook in found if hook.wrong]
    if wrong:
        says = "; ".join([f"{hook.path} {hook.wrong}" for hook in wrong])
        return [Check(id="hooks", level=PROBLEM, says=says)]
    says = ", ".join([hook.name for hook in found])
    return [Check(id="hooks", says=says)] if found else []


def _versions() -> dict[str, str | None]:
    from importlib.metadata import PackageNotFoundError, version
    from sqlite3 import sqlite_version

    found: dict[str, str | None] = {"actlog": __version__}
    found["python"] = sys.version.split()[0]
    found["sqlite"] = sqlite_version
    for part in _PARTS:
        try:
            found[part] = version(part)
        except PackageNotFoundError:
            found[part] = None
    return found


def _paths(session: Session) -> PathsJson:
    paths = session.paths
    return {
        "database": paths.database,
        "backups": guard.copies_of(paths.database),
        "model": session.options.model or paths.model,
    }


def _facts(session: Session) -> dict[str, str]:
    """Return what stands above the checks, by its name."""
    versions = {name: said for name, said in _versions().items() if said is not None}
    paths = _paths(session)
    set_by = ", set by ACTLOG_NOW" if session.environ.get("ACTLOG_NOW") else ""
    now = session.now
    return {
        "versions": ", ".join(f"{name} {said}" for name, said in versions.items()),
        "now": f"{now:%Y-%m-%d %H:%M %z} ({now.tzname()}){set_by}",
        "log": paths["database"],
        "backups": paths["backups"],
        "model": paths["model"],
    }


def _verdict(checks: Sequence[Check], code: int) -> str:
    if code == 0:
        return "healthy"
    wrong = [check.id for check in checks if check.level in {PROBLEM, UNUSABLE}]
    count = "1 problem" if len(wrong) == 1 else f"{len(wrong)} problems"
    whole = "the log cannot be used: " if code == _UNUSABLE else ""
    return f"{whole}{count}: {', '.join(wrong)}"
