"""What Windows' Task Scheduler needs: a task for each job, as the XML that it imports."""

from __future__ import annotations

from subprocess import list2cmdline
from xml.sax.saxutils import escape

from actlog.domain.errors import InputError
from actlog.remind.jobs import Job, check

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_TASK = """\
<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <Triggers>
    <CalendarTrigger>
{repeats}      <StartBoundary>2026-01-01T{at}:00</StartBoundary>
      {schedule}
    </CalendarTrigger>
  </Triggers>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <StartWhenAvailable>true</StartWhenAvailable>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
  </Settings>
  <Actions>
    <Exec>
      <Command>{command}</Command>
      <Arguments>{arguments}</Arguments>
    </Exec>
  </Actions>
</Task>
"""
_REPEATS = """\
      <Repetition>
        <Interval>PT{every}M</Interval>
        <Duration>P1D</Duration>
      </Repetition>
"""


def task(job: Job) -> tuple[str, str]:
    """Return the file's name and its text. Raises InputError."""
    check(job)
    if job.every is None:
        day = f"<DaysOfWeek><{_DAYS[job.weekday]} /></DaysOfWeek>"
        weekly = f"<WeeksInterval>1</WeeksInterval>{day}"
        schedule, repeats = f"<ScheduleByWeek>{weekly}</ScheduleByWeek>", ""
        at = f"{job.at // 60:02}:{job.at % 60:02}"
    else:
        schedule = "<ScheduleByDay><DaysInterval>1</DaysInterval></ScheduleByDay>"
        repeats, at = _REPEATS.format(every=job.every), "00:00"
    command, *words = job.words
    arguments = list2cmdline(words)
    if job.environ or job.output is not None:  # a task has no environment of its own: cmd sets it
        command, arguments = "cmd.exe", f"/d /c {_by_cmd(job)}"
    text = _TASK.format(
        repeats=repeats,
        at=at,
        schedule=schedule,
        command=escape(command),
        arguments=escape(arguments),
    )
    return f"actlog-{job.name}.xml", text


def _by_cmd(job: Job) -> str:
    settings = [f'set "{name}={_percent(value)}"&& ' for name, value in job.environ]
    output = f' > "{_percent(job.output)}"' if job.output is not None else ""
    return f'"{"".join(settings)}{_percent(list2cmdline(job.words))}{output}"'


def _percent(text: str) -> str:
    """Return a text of which cmd takes no part for a variable; InputError for one that could be."""
    if "%" in text:
        raise InputError(f"a task cannot hold a path with a %: {text}", "a path without it")
    return text
