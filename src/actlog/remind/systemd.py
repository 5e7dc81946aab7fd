"""systemd's user timers: a service and a timer for each job, as the texts of their files."""

from __future__ import annotations

from actlog.domain.week import DAY_NAMES
from actlog.remind.jobs import Job, by_env, check

MARK = "# written by actlog; actlog schedule remove takes it away"
"""The first line of every file that is actlog's own."""

_ABOUT = {"remind": "actlog: what should not wait", "friday": "actlog: the page of the week"}


def units(job: Job) -> dict[str, str]:
    """Return the texts of a job's two files by their names. Raises InputError."""
    check(job)
    name = f"actlog-{job.name}"
    return {f"{name}.service": _service(job), f"{name}.timer": _timer(job)}


def _service(job: Job) -> str:
    # `remind` ends with 1 when it said something.
    lines = [MARK, "[Unit]", f"Description={_ABOUT[job.name]}", "", "[Service]", "Type=oneshot"]
    lines += ["SuccessExitStatus=1"]
    lines += [f"Environment={quoted(f'{name}={value}')}" for name, value in job.environ]
    if job.output is not None:
        lines.append(f"StandardOutput=truncate:{job.output.replace('%', '%%')}")
    # The name of what systemd itself starts has no such characters, and no variable in it.
    direct = not any(one in job.words[0] for one in "\"'\\$")
    words = list(job.words) if direct else by_env(job.words)
    shown = [quoted(word).replace("$", "$$") for word in words]
    return "\n".join([*lines, f"ExecStart={' '.join(shown)}", ""])


def _timer(job: Job) -> str:
    lines = [MARK, "[Unit]", f"Description={_ABOUT[job.name]}", "", "[Timer]"]
    lines += [f"OnCalendar={calendar(job)}", "AccuracySec=30s"]
    if job.every is None:  # the page of a week in which the machine slept comes when it wakes
        lines.append("Persistent=true")
    return "\n".join([*lines, "", "[Install]", "WantedBy=timers.target", ""])


def calendar(job: Job) -> str:
    """Return when a job runs, as systemd says it."""
    if job.every is None:
        day = DAY_NAMES[job.weekday].capitalize()
        return f"{day} *-*-* {job.at // 60:02}:{job.at % 60:02}:00"
    return "*-*-* *:00:00" if job.every == 60 else f"*-*-* *:00/{job.every}:00"


def quoted(word: str) -> str:
    """Return a word in quotes, with nothing in it that systemd would expand."""
    return '"' + word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%") + '"'
