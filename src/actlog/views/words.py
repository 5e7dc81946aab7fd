"""Figures as people say them: `162 to go`, `38 a day`, `2 before 17:30`.

The answer of `log` is made of these too, so nothing heavy is imported here.
"""

from __future__ import annotations

from datetime import date
from math import ceil

from actlog.domain.ratio import Ratio

TYPE_CHECKING = False
if TYPE_CHECKING:
    from actlog.analysis.pace import Activity

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def whole(line: Ratio) -> int:
    """Return a line as it is shown: the nearest whole number, at least 1."""
    return max(1, line.nearest())


def figure(value: Ratio | int) -> str:
    """Return an amount to one decimal below ten, whole from there on: `0.9`, `3`, `38`.

    Only nothing is shown as 0: the smallest amount shown is 0.1.
    """
    if not isinstance(value, Ratio):
        return f"{value:,}"
    tenths = (value * 10).nearest() or (1 if value > 0 else 0)
    if -100 < tenths < 100 and tenths % 10:
        return f"{'-' if tenths < 0 else ''}{abs(tenths) // 10}.{abs(tenths) % 10}"
    return f"{value.nearest():,}"


def average(value: Ratio) -> str:
    """Return an average to one decimal: `0.3`, `185.4`."""
    whole_part, tenths = divmod((value * 10).nearest(), 10)
    return f"{whole_part:,}.{tenths}"


def clock(minutes: int) -> str:
    """Return minutes of the day as `17:30`, `9:05`."""
    return f"{minutes // 60}:{minutes % 60:02}"


def span(minutes: int) -> str:
    """Return minutes as people say them: `35 min`, `3 h 5 min`, `2 days 4 h`."""
    if minutes < 60:
        return f"{minutes} min"
    hours, rest = divmod(minutes, 60)
    if hours < 24:
        return f"{hours} h {rest} min" if rest else f"{hours} h"
    days, hours = divmod(hours, 24)
    whole = f"{days:,} {'day' if days == 1 else 'days'}"
    return f"{whole} {hours} h" if hours else whole


def gap(activity: Activity) -> int:
    """Return what is missing before the tipping point, rounded up; 0 without one."""
    return ceil(activity.gap) if activity.gap is not None else 0


def needed(activity: Activity, today: date) -> str | None:
    """Return what the rest of the week asks: `38 a day`, `2 before 17:30`, `2 before Fri 12:00`.

    None when nothing is asked, or when no working time is left.
    """
    if not activity.gap or activity.needed_per_day is None or activity.deadline is None:
        return None
    if activity.days_left >= 1:
        return f"{figure(activity.needed_per_day)} a day"
    return f"{gap(activity)} before {deadline(activity, today)}"


def deadline(activity: Activity, today: date) -> str | None:
    """Return when the week's last working hours end: `17:30`, or `Fri 12:00` on a later day."""
    if activity.deadline is None:
        return None
    day, minutes = activity.deadline
    return clock(minutes) if day == today else f"{DAYS[day.weekday()]} {clock(minutes)}"


def dates(first: date, last: date, today: date) -> str:
    """Return `Mon 23 - Sun 29 Nov`, with months and years where they differ from today's."""
    begin = f"{DAYS[first.weekday()]} {first.day}"
    if (first.year, first.month) != (last.year, last.month):
        begin += f" {MONTHS[first.month - 1]}"
    if first.year != last.year:
        begin += f" {first.year}"
    end = f"{DAYS[last.weekday()]} {last.day} {MONTHS[last.month - 1]}"
    if last.year != today.year or first.year != last.year:
        end += f" {last.year}"
    return f"{begin} - {end}"


def percent(part: Ratio) -> str:
    """Return a part as whole per cent: `80%`."""
    return f"{(part * 100).nearest()}%"


def chance(value: float) -> str:
    """Return a chance or a share as whole per cent, never as certain unless it is: `over 99%`."""
    if value in {0.0, 1.0}:
        return f"{value:.0%}"
    if value < 0.01:
        return "under 1%"
    return "over 99%" if value > 0.99 else f"{value:.0%}"


def status(activity: Activity, *, over: bool = False) -> str:
    """Return where an activity stands: `162 to go`, `at the line`, `past 320: stop`.

    In a week that is `over` nothing is to go any more: `12 short`, `past 320`.
    """
    if activity.off:
        return "week off"
    if activity.zone == "past" and activity.ceiling is not None:
        return f"past {whole(activity.ceiling):,}" + ("" if over else ": stop")
    if activity.tipping_point is None:
        return "no line"
    if not activity.gap:
        return "at the line"
    return f"{gap(activity):,} {'short' if over else 'to go'}"


def ask(activity: Activity, today: date) -> str:
    """Return what stands behind the status: `38 a day`, `before 17:30`, `goal 240`."""
    if activity.off or activity.zone == "past":
        return ""
    if activity.gap:
        if activity.days_left < 1:
            until = deadline(activity, today)
            return f"before {until}" if until else ""
        return needed(activity, today) or ""
    if activity.goal is not None and activity.done < activity.goal:
        return f"goal {whole(activity.goal):,}"
    return "goal met" if activity.goal is not None else ""


def megabytes(size: int) -> str:
    """Return the size of a file: `12 kB`, `2.6 MB`, `1,204 MB`."""
    if size < 100_000:
        return f"{-(-size // 1000)} kB"
    return f"{size / 1e6:.1f} MB" if size < 100_000_000 else f"{size // 1_000_000:,} MB"
