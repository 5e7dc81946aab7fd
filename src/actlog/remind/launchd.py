"""What macOS's launchd needs: a property list for each job, to put among the user's agents."""

from __future__ import annotations

import plistlib

from actlog.remind.jobs import Job, check

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

FOLDER = "~/Library/LaunchAgents"


def agent(job: Job) -> tuple[str, str]:
    """Return the file's name and its text. Raises InputError."""
    check(job)
    label = f"actlog.{job.name}"
    held: dict[str, Any] = {"Label": label, "ProgramArguments": list(job.words)}
    if job.environ:
        held["EnvironmentVariables"] = dict(job.environ)
    if job.every is None:
        weekday = (job.weekday + 1) % 7
        held["StartCalendarInterval"] = {
            "Weekday": weekday,
            "Hour": job.at // 60,
            "Minute": job.at % 60,
        }
    else:
        held["StartInterval"] = job.every * 60
    if job.output is not None:
        held["StandardOutPath"] = job.output
    return f"{label}.plist", plistlib.dumps(held, sort_keys=False).decode()
