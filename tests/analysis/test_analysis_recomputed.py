"""Averages, reach and pace computed again, by hand and with fractions, and compared.

The second computation uses none of actlog's code: it works on plain dictionaries and goes
the slow way, day by day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from math import comb
from statistics import median
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from actlog.analysis.averages import averages_report
from actlog.analysis.history import History, judged_weeks
from actlog.analysis.meetings import Stories, follow
from actlog.analysis.week_report import week_report
from actlog.domain.entry import DayTotal, Moment
from actlog.domain.model_week import (
    Kind,
    Lines,
    ModelWeek,
    Outcome,
    SpecialWeek,
    Timebox,
    Version,
    in_force,
)
from actlog.domain.ratio import Ratio
from actlog.domain.story import Step
from actlog.domain.week import Calendar, TimeOff, Week

ONE_DAY = timedelta(days=1)
KINDS = ("held", "connect", "call", "box")
LINES = ("tipping_point", "goal", "ceiling")


@dataclass
class Spec:
    """A model week, its history and a log, as plain data."""

    weights: list[Fraction]
    hours: tuple[int, int]
    starts: int
    lines: dict[str, dict[str, int]]
    later: tuple[date, dict[str, dict[str, int]]] | None
    off: list[tuple[date, date, str, tuple[str, ...]]]
    weeks: dict[date, dict[str, dict[str, int]]]
    log: list[DayTotal]
    meetings: list[tuple[date, int | None, date, date | None, str]]  # set, minute, for, end, how
    now: datetime


# The slow way


def first_of_week(spec: Spec, day: date) -> date:
    while day.weekday() != spec.starts:
        day -= ONE_DAY
    return day


def halves(spec: Spec, day: date, kind: str | None) -> tuple[bool, bool]:
    morning = afternoon = True
    for first, last, part, kinds in spec.off:
        if first <= day <= last and (not kinds or kind in kinds):
            morning = morning and part == "pm"
            afternoon = afternoon and part == "am"
    return morning, afternoon


def weight(spec: Spec, day: date, kind: str | None) -> Fraction:
    return spec.weights[day.weekday()] * sum(halves(spec, day, kind)) / 2


def week_days(start: date) -> list[date]:
    return [start + n * ONE_DAY for n in range(7)]


def share(spec: Spec, start: date, kind: str | None) -> Fraction:
    worked = sum((weight(spec, day, kind) for day in week_days(start)), Fraction(0))
    return worked / sum(spec.weights)


def part_gone(spec: Spec, kind: str | None) -> Fraction:
    morning, afternoon = halves(spec, spec.now.date(), kind)
    begin, end = spec.hours
    noon = sorted([begin, 720, end])[1]
    if not morning and not afternoon:
        end = begin
    elif not morning:
        begin = noon
    elif not afternoon:
        end = noon
    minute = Fraction(spec.now.hour * 60 + spec.now.minute)
    if minute <= begin:
        return Fraction(0)
    return Fraction(1) if minute >= end else (minute - begin) / (end - begin)


def on_day(spec: Spec, kind: str, day: date) -> int:
    rows = [row for row in spec.log if row[0] == day]
    if kind == "box":
        own = [row for row in rows if row[1] == "box"]
        return int(sum(row[4] for row in own) >= 60 and sum(row[3] for row in own) >= 12)
    if kind == "connect":
        return sum(row[3] for row in rows if row[1] == "call" and row[2] in ("connected", "no"))
    told = ("no-show", "cancelled", "rescheduled") if kind == "held" else ()
    return sum(row[3] for row in rows if row[1] == kind and row[2] not in told)


def lines_of(spec: Spec, start: date, kind: str) -> dict[str, int]:
    if spec.later and spec.later[0] <= start + 6 * ONE_DAY:
        return spec.later[1][kind]
    return spec.lines[kind]


def special(spec: Spec, start: date, kind: str) -> dict[str, int]:
    for day, kinds in spec.weeks.items():
        if start <= day <= start + 6 * ONE_DAY:
            return kinds.get(kind, {})
    return {}


def due(spec: Spec, start: date, kind: str, line: str) -> Fraction | None:
    part = share(spec, start, kind)
    instead = special(spec, start, kind)
    if part and line in instead:
        return Fraction(instead[line])
    own = lines_of(spec, start, kind)
    return own[line] * part if line in own else None


def week_weight(spec: Spec, start: date, kind: str) -> Fraction:
    part, own, instead = (
        share(spec, start, kind),
        lines_of(spec, start, kind),
        special(spec, start, kind),
    )
    for line in LINES:
        if part and line in own and line in instead:
            return Fraction(instead[line], own[line])
    return part


def complete_weeks(spec: Spec) -> list[date]:
    """Return the first days of the weeks before the current one, newest first."""
    first = min((row[0] for row in spec.log), default=None)
    starts = []
    start = first_of_week(spec, spec.now.date()) - 7 * ONE_DAY
    while first is not None and start + 6 * ONE_DAY >= first:
        starts.append(start)
        start -= 7 * ONE_DAY
    return starts


def expected_window(spec: Spec, kind: str, asked: int) -> tuple[Any, ...]:
    weeks = [w for w in complete_weeks(spec)[:asked] if week_weight(spec, w, kind) > 0]
    counts = [sum(on_day(spec, kind, day) for day in week_days(w)) for w in weeks]
    if not weeks:
        return (asked, 0, None, None, None, None, None)
    lines = [due(spec, w, kind, "tipping_point") for w in weeks]
    reached = [line is not None and n >= line for n, line in zip(counts, lines, strict=True)]
    return (
        asked,
        len(weeks),
        sum(counts) / sum((week_weight(spec, w, kind) for w in weeks), Fraction(0)),
        Fraction(median(map(Fraction, counts))),
        min(counts),
        max(counts),
        sum(reached) if any(line is not None for line in lines) else None,
    )


def expected_week(spec: Spec, kind: str) -> dict[str, Any]:
    today = spec.now.date()
    start = first_of_week(spec, today)
    days = week_days(start)
    done = sum(on_day(spec, kind, day) for day in days if day <= today)
    line, ceiling = (due(spec, start, kind, name) for name in ("tipping_point", "ceiling"))
    total = sum((weight(spec, day, kind) for day in days), Fraction(0))
    gone = sum((weight(spec, day, kind) for day in days if day < today), Fraction(0))
    gone += weight(spec, today, kind) * part_gone(spec, kind)
    left = total - gone
    wanted: dict[str, Any] = {"done": done, "days_left": left, "gap": None, "zone": None}
    wanted |= {"pace": None, "needed_per_day": None, "buffer": None}
    if total and ceiling is not None and done > ceiling:
        wanted["zone"] = "past"
    elif total and line is not None:
        wanted["zone"] = "below" if done < line else "at"
    if line is not None:
        gap = max(Fraction(0), line - done)
        wanted["gap"] = gap
        wanted["pace"] = done - (line * gone / total if total else 0)
        wanted["needed_per_day"] = gap / left if left else None
    if line is not None and total:
        wanted["buffer"] = min(max(Fraction(0), wanted["pace"]) * total / line, left)
    return wanted


def booked_now(spec: Spec, end: date) -> int:
    """Return how many meetings of the rest of the week have no end yet."""
    today = spec.now.date()
    return sum(
        ended is None and today <= planned <= end for _, _, planned, ended, _ in spec.meetings
    )


def recent(spec: Spec) -> list[str]:
    """Return how the meetings went that were planned for the last 13 weeks."""
    today = spec.now.date()
    return [
        how
        for _, _, planned, ended, how in spec.meetings
        if ended is not None and today - 91 * ONE_DAY < planned <= today
    ]


def known_by_then(spec: Spec, week: date, place: int, there: date) -> int:
    """Return how many meetings held on a day of a past week had been set by this point of it."""
    point = week + place * ONE_DAY
    return sum(
        how == "held"
        and ended == there
        and (
            day < point
            or (day == point and (minute is None or minute <= spec.now.hour * 60 + spec.now.minute))
        )
        for day, minute, _, ended, how in spec.meetings
    )


def expected_reach(spec: Spec, kind: str, gap: Fraction | None) -> tuple[Any, Any]:
    today = spec.now.date()
    start = first_of_week(spec, today)
    if not share(spec, start, kind):
        return None, None
    hows, place = recent(spec), (today - start).days
    booking = kind == "held" and len(hows) >= 5
    stretches = []
    likely = Fraction(0)
    for week in [w for w in complete_weeks(spec) if week_weight(spec, w, kind) > 0][:26]:
        held = Fraction(0)
        for here, there in zip(week_days(start), week_days(week), strict=True):
            if here < today:
                continue
            part = Fraction(sum(halves(spec, here, kind)), 2)
            if here == today:
                part *= 1 - part_gone(spec, kind)
            held += part * on_day(spec, kind, there)
            if booking:
                held -= part * known_by_then(spec, week, place, there)
        if booking:
            booked = booked_now(spec, start + 6 * ONE_DAY)
            likely += sum(
                all_held(booked, shown, hows.count("held"), len(hows))
                for shown in range(booked + 1)
                if gap is not None and held + shown >= gap
            )
            held += Fraction(hows.count("held"), len(hows)) * booked
        stretches.append(held)
    most = max(stretches, default=None)
    if gap is None or len(stretches) < 13:
        return None, most
    made = likely if booking else sum(stretch >= gap for stretch in stretches)
    return (made + Fraction(1, 2)) / (len(stretches) + 1), most


def all_held(booked: int, shown: int, hits: int, n: int) -> Fraction:
    """Return the chance that so many are held, by dealing out one meeting after the other.

    Each is held like those known by then, the prior's half of a hit and half of a miss included.
    """
    chance = Fraction(comb(booked, shown))
    for number in range(booked):
        done = number if number < shown else number - shown
        right = hits if number < shown else n - hits
        chance *= (right + done + Fraction(1, 2)) / (n + number + 1)
    return chance


# What actlog says


def build(spec: Spec, lines: dict[str, dict[str, int]]) -> ModelWeek:
    def lined(kind: Kind) -> Kind:
        return kind.replace(**lines[kind.name])

    kinds = (
        Kind(name="held", closes="set"),
        Kind(name="connect", of="call", of_outcomes=("connected", "no")),
        Kind(name="call", outcomes=(Outcome(name="connected", cls="moved"),)),
        Kind(name="box", timebox=Timebox(minutes=60, touches=12)),
    )
    return ModelWeek(
        name="made",
        activities=tuple(lined(kind) for kind in kinds),
        calendar=Calendar(
            weights=tuple(Ratio(w.numerator, w.denominator) for w in spec.weights),
            hours=spec.hours,
            starts=spec.starts,
            time_off=tuple(
                TimeOff(first=first, last=last, part=part, kinds=kinds)
                for first, last, part, kinds in spec.off
            ),
        ),
        weeks=tuple(
            SpecialWeek(day=day, lines=tuple((k, Lines(**v)) for k, v in kinds.items()))
            for day, kinds in spec.weeks.items()
        ),
    )


def versions(spec: Spec) -> tuple[Version, ...]:
    since = datetime(2000, 1, 1, tzinfo=UTC)
    found = [Version(since=since, model=build(spec, spec.lines))]
    if spec.later:
        day, lines = spec.later
        since = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
        found.append(Version(since=since, model=build(spec, lines)))
    return tuple(found)


def fraction(value: Ratio | int | None) -> Fraction | None:
    if isinstance(value, Ratio):
        return Fraction(value.over, value.under)
    return None if value is None else Fraction(value)


# Made-up logs

DAYS = st.dates(date(2026, 3, 1), date(2027, 1, 31))
AMOUNTS = st.fixed_dictionaries(
    {}, optional={"tipping_point": st.integers(1, 40), "goal": st.integers(1, 60)}
)


def with_ceiling(lines: dict[str, int], more: int) -> dict[str, int]:
    return lines | {"ceiling": lines["tipping_point"] + more} if "tipping_point" in lines else lines


LINED = st.builds(with_ceiling, AMOUNTS, st.integers(0, 30)) | AMOUNTS
ALL_LINES = st.fixed_dictionaries(dict.fromkeys(KINDS, LINED))
SHIFTS = st.integers(-250, 6)
OUTCOMES = {
    "held": (None, "moved", "no-show", "rescheduled"),
    "call": (None, "connected", "no", "voicemail"),
    "box": (None,),
}


@st.composite
def specs(draw: st.DrawFn) -> Spec:
    today, minute = draw(DAYS), draw(st.integers(0, 1439))
    now = datetime(today.year, today.month, today.day, minute // 60, minute % 60, tzinfo=UTC)

    def day() -> date:
        return today + draw(SHIFTS) * ONE_DAY

    quarters = st.sampled_from([Fraction(0), Fraction(1, 2), Fraction(1), Fraction(1, 10)])
    weights = draw(st.lists(quarters, min_size=7, max_size=7).filter(any))
    begin = draw(st.integers(0, 1300))
    off = []
    for _ in range(draw(st.integers(0, 5))):
        first = day()
        last = first + draw(st.integers(0, 20)) * ONE_DAY
        part = draw(st.sampled_from(["day", "am", "pm"]))
        off.append((first, last, part, draw(st.sampled_from([(), ("call",), ("held", "box")]))))
    log: list[DayTotal] = []
    for kind, outcomes in OUTCOMES.items():
        for shift in draw(st.lists(st.integers(-230, 0), max_size=60)):
            outcome = draw(st.sampled_from(outcomes))
            count, minutes = draw(st.integers(1, 30)), draw(st.integers(0, 90))
            log.append((today + shift * ONE_DAY, kind, outcome, count, minutes, 0))
    meetings: list[tuple[date, int | None, date, date | None, str]] = []
    for _ in range(draw(st.integers(0, 25))):
        begun = today + draw(st.integers(-120, 0)) * ONE_DAY
        planned = begun + draw(st.integers(0, 12)) * ONE_DAY
        how = draw(st.sampled_from(["held", "held", "no-show", "cancelled"]))
        done = planned <= today and draw(st.booleans())
        at = draw(st.sampled_from([None, 0, 700, 1439])) if begun < today else None
        meetings.append((begun, at, planned, planned if done else None, how))
        if done:
            log.append((planned, "held", None if how == "held" else how, 1, 0, 0))
    return Spec(
        meetings=meetings,
        weights=weights,
        hours=(begin, draw(st.integers(begin + 1, 1439))),
        starts=draw(st.integers(0, 6)),
        lines=draw(ALL_LINES),
        later=(day(), draw(ALL_LINES)) if draw(st.booleans()) else None,
        off=off,
        weeks={day(): {"call": draw(LINED), "held": draw(LINED)}} if draw(st.booleans()) else {},
        log=log,
        now=now,
    )


def read(spec: Spec) -> tuple[tuple[Version, ...], Week, History]:
    found = versions(spec)
    model = found[-1].model
    week = model.calendar.week(spec.now.date())
    first = min((row[0] for row in spec.log), default=None)
    weeks = judged_weeks(found, week, first, max(model.averages))
    return found, week, History(weeks, spec.log, [told(spec)])


def told(spec: Spec) -> Stories:
    """Return the meetings as stories, each with an account of its own."""
    steps = []
    for number, (day, minute, planned, ended, how) in enumerate(spec.meetings):
        at = None
        if minute is not None:
            at = datetime(day.year, day.month, day.day, minute // 60, minute % 60, tzinfo=UTC)
        uid, who, whence = f"s{number}", f"a{number}", Moment(day=planned)
        steps.append(Step((2 * number, uid, day, at, "set", 1, None, who, None, whence, None)))
        if ended is not None:
            outcome = None if how == "held" else how
            last = (2 * number + 1, f"e{number}", ended, None, "held", 1, outcome, who, None)
            steps.append(Step((*last, None, uid)))
    return follow(Kind(name="set", closed_by="held"), Kind(name="held", closes="set"), steps)


@settings(max_examples=120)
@given(specs())
def test_averages_equal_the_slow_computation(spec: Spec) -> None:
    found, week, history = read(spec)
    report = averages_report(found[-1].model, week, history)
    for one in report.activities:
        for window in one.windows:
            wanted = expected_window(spec, one.kind.name, window.weeks_asked)
            asked, counted, per_week, middle, *rest = window.as_tuple()
            assert (asked, counted, fraction(per_week), fraction(middle), *rest) == wanted


@settings(max_examples=120)
@given(specs())
def test_the_week_and_its_reach_equal_the_slow_computation(spec: Spec) -> None:
    found, week, history = read(spec)
    report = week_report(in_force(found, week), week, spec.now, spec.log, history)
    assert fraction(report.share) == share(spec, week.start, None)
    for row in report.activities:
        wanted = expected_week(spec, row.kind.name)
        standing = row.standing
        for name, value in wanted.items():
            shown = getattr(standing, name)
            assert (shown if isinstance(shown, str) else fraction(shown)) == value, name
        assert row.reach is not None
        chance, most = expected_reach(spec, row.kind.name, wanted["gap"])
        assert (fraction(row.reach.chance), fraction(row.reach.most_left)) == (chance, most)
