"""A recurrence rule, held against what can be followed before anything follows it.

A rule of a few bytes can ask for more moments than there is time: how many it can make at most
is worked out first.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from actlog.exchange.problems import RowError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import tzinfo
    from typing import Any

    Moment = date  # or a datetime, which is one
    Rule = Mapping[str, list[Any]]

FIRST_YEAR, LAST_YEAR = 1600, 2999
"""The years in which something can take place."""

MOST = 100_000
"""The most occurrences of one event that are followed."""

_MOST_STEPS = 1_000_000
_SECONDS = {
    "SECONDLY": 1,
    "MINUTELY": 60,
    "HOURLY": 3600,
    "DAILY": 86_400,
    "WEEKLY": 7 * 86_400,
    "MONTHLY": 28 * 86_400,
    "YEARLY": 365 * 86_400,
}
_DAYS = {"DAILY": 1, "WEEKLY": 7, "MONTHLY": 31, "YEARLY": 366}
_BY_DAYS = ("BYDAY", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYMONTH")
_BY_TIMES = ("BYHOUR", "BYMINUTE", "BYSECOND")
_KNOWN = frozenset(
    ("FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYSETPOS", *_BY_DAYS, *_BY_TIMES)
)
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def check(rule: Rule, text: str) -> None:
    """Raise RowError where a rule asks for what no calendar program writes, or for nothing."""
    unknown = [name for name in rule if name.upper() not in _KNOWN]
    if unknown:
        raise RowError(f"RRULE: {unknown[0]} in {text!r} cannot be followed")
    if _word(rule, "FREQ") not in _SECONDS:
        raise RowError(f"RRULE: {text!r} does not say how often: it has no FREQ=WEEKLY or the like")
    if any(number < 1 for number in rule.get("INTERVAL", [1])):
        raise RowError(f"RRULE: INTERVAL in {text!r} is not 1 or more")
    if "BYSETPOS" in rule and _word(rule, "FREQ") not in _DAYS:
        raise RowError(f"RRULE: BYSETPOS in {text!r} cannot be followed within a day")


def endless(rule: Rule) -> bool:
    """Tell whether a rule goes on for ever."""
    counts = [count for count in rule.get("COUNT", ()) if count >= 0]
    return not counts and not rule.get("UNTIL")


def until(rule: Rule, start: Moment, zone: tzinfo | None) -> Moment | None:
    """Return the last moment that a rule allows, in the form of the event's start.

    A day alone includes all of that day. A moment without a zone is on the start's clock,
    and where the start has none either, on that of `zone`, None being this computer's.
    """
    ends = rule.get("UNTIL")
    if not ends:
        return None
    end: Moment = ends[0]
    if end.year > LAST_YEAR:
        last = date(LAST_YEAR, 12, 31)
        end = datetime.combine(last, end.timetz()) if isinstance(end, datetime) else last
    if not isinstance(start, datetime):
        return end.date() if isinstance(end, datetime) else end
    if not isinstance(end, datetime):
        end = datetime.combine(end, time(23, 59, 59))
    if start.tzinfo is None:
        return end.astimezone(zone).replace(tzinfo=None) if end.tzinfo else end
    return end if end.tzinfo else end.replace(tzinfo=start.tzinfo)


def weekdays(rule: Rule) -> list[Any]:
    """Return the weekdays of a rule, those without a number numbered where others have one.

    dateutil asks of a day that it be among both kinds, so that `MO,-1TH` would mean no day.
    """
    days = [str(day).upper() for day in rule["BYDAY"]]
    plain = [day for day in days if day in _WEEKDAYS]
    if not plain or len(plain) == len(days) or _word(rule, "FREQ") not in {"MONTHLY", "YEARLY"}:
        return list(rule["BYDAY"])
    within_months = _word(rule, "FREQ") == "MONTHLY" or "BYMONTH" in rule
    numbers = range(1, 6 if within_months else 54)
    numbered = [f"{number}{day}" for day in plain for number in numbers]
    return [day for day in days if day not in plain] + numbered


def most(rule: Rule, start: datetime, first: datetime, last: datetime) -> int:
    """Return how many moments a rule can make between two at most; all without a zone.

    `start` is the event's. Raises RowError where that is more than MOST, or finding them
    would take too many steps.
    """
    every = _word(rule, "FREQ")
    step = _SECONDS[every] * int(next(iter(rule.get("INTERVAL", ())), 1))
    times = 1
    for name in _BY_TIMES:
        times *= max(1, len(rule.get(name, ())))
    if every in _DAYS:
        days = _DAYS[every] if any(name in rule for name in _BY_DAYS) else 1
        if every == "WEEKLY" and "BYDAY" in rule:
            days = len(rule["BYDAY"])
        found = (_span(first, last) // step + 2) * days * times
    else:
        _check_steps(every, _span(start, last) // step)
        found = int((_span(first, last) // step + 2) * _within(rule, every)) + 1
    counts = [int(count) for count in rule.get("COUNT", ()) if count >= 0]
    found = min([found, *counts])
    if found > MOST:
        raise RowError(
            f"it repeats {every.lower()}, up to {found:,.0f} times; at most {MOST:,} are followed"
        )
    return int(found)


def goes_beyond(rule: Rule, start: datetime, end: datetime, last: datetime) -> bool:
    """Tell whether a rule that begins at `start` and ends by `end` can reach a later moment."""
    if endless(rule):
        return True
    counts = [int(count) for count in rule.get("COUNT", ()) if count >= 0]
    if not counts:
        return end > last
    step = _SECONDS[_word(rule, "FREQ")] * int(next(iter(rule.get("INTERVAL", ())), 1))
    within = 1
    for name in (*_BY_DAYS, *_BY_TIMES):
        within *= max(1, len(rule.get(name, ())))
    return counts[0] * step // within > _span(start, last)


def _check_steps(every: str, steps: int) -> None:
    if steps > _MOST_STEPS:
        raise RowError(
            f"it repeats {every.lower()} over {steps:,} steps; {_MOST_STEPS:,} are followed"
        )


def _within(rule: Rule, every: str) -> float:
    """Return how many moments one step of a rule that repeats within a day makes on average."""
    share = 1.0
    for name, of, kind in (
        ("BYHOUR", 24, "HOURLY"),
        ("BYMINUTE", 60, "MINUTELY"),
        ("BYSECOND", 60, "SECONDLY"),
    ):
        if name in rule:
            expands = _SECONDS[kind] < _SECONDS[every]
            share *= len(rule[name]) if expands else len(rule[name]) / of
    return share


def _span(first: datetime, last: datetime) -> int:
    return max(0, int((last - first).total_seconds()))


def _word(rule: Rule, name: str) -> str:
    return str(next(iter(rule.get(name, ())), "")).upper()


def matches_a_day(rule: Rule, start: date, first: date, last: date) -> bool:
    """Tell whether any day of a window can be meant, as far as month, day and weekday tell.

    The 30th of February never comes, and looking for it takes long. `start` is the event's.
    """
    months = {int(one) for one in rule.get("BYMONTH", ())}
    of_month = {int(one) for one in rule.get("BYMONTHDAY", ())}
    of_year = {int(one) for one in rule.get("BYYEARDAY", ())}
    weekdays = {_WEEKDAYS.index(str(one).upper()[-2:]) for one in rule.get("BYDAY", ())}
    step = int(next(iter(rule.get("INTERVAL", ())), 1)) if _word(rule, "FREQ") == "DAILY" else 1
    begun = date(start.year, start.month, start.day)
    day = begun + timedelta(days=-(-(max(first, begun) - begun).days // step) * step)
    while day <= last:
        if (
            (not months or day.month in months)
            and (not weekdays or day.weekday() in weekdays)
            and (not of_month or of_month & _numbers(day, _month_after(day)))
            and (not of_year or of_year & _year_numbers(day))
        ):
            return True
        day += timedelta(days=step)
    return False


def _numbers(day: date, after: date) -> set[int]:
    return {day.day, (day - after).days}


def _month_after(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def _year_numbers(day: date) -> set[int]:
    return {(day - date(day.year - 1, 12, 31)).days, (day - date(day.year + 1, 1, 1)).days}
