"""Rules that ask for more of something. None speaks where the coach says stop."""

from __future__ import annotations

from math import ceil

from actlog.analysis import pace
from actlog.domain.ratio import Ratio
from actlog.domain.reminder import DROUGHT, GAP, NOTHING_LOGGED, TIMEBOX
from actlog.remind.facts import Due, due

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from actlog.analysis.drought import Drought
    from actlog.analysis.timebox import BoxDay
    from actlog.domain.model_week import Kind
    from actlog.remind.facts import Facts

AT_RISK = Ratio(5, 4)
"""A gap is at risk when it takes so much more a day than the model week's own day."""


def nothing_logged(facts: Facts) -> list[Due]:
    """Ask for a first line of today, while something is still asked of it."""
    today = facts.now.date()
    if any(total[0] == today for total in facts.totals()):
        return []
    worked = _worked(facts)
    lined = any(facts.standing(kind).tipping_point is not None for kind in worked)
    asked = [kind for kind in worked if not lined or facts.standing(kind).zone == pace.BELOW]
    key = today.isoformat()
    if not asked or not facts.confirmed(NOTHING_LOGGED, key, _wanted(facts, asked)):
        return []
    return [
        due(
            NOTHING_LOGGED,
            "nothing is logged today",
            "one line as soon as it is done; a day off is: actlog off today",
            "actlog log",
            key=key,
        )
    ]


def gap(facts: Facts) -> list[Due]:
    """Name the activity whose gap is at risk and that is furthest behind its pace."""
    risky = []
    for kind in _worked(facts):
        far = pace.distance(facts.standing(kind))
        if far is not None and far < 0 and _at_risk(facts, kind):
            risky.append((far, kind))
    risky.sort(key=lambda pair: pair[0])
    key = facts.now.date().isoformat()
    for _, kind in risky:
        if facts.confirmed(GAP, key, _wanted(facts, [kind], reachable=True), about=kind.name):
            return [_gap(facts, kind, key)]
    return []


def _at_risk(facts: Facts, kind: Kind) -> bool:
    """Tell whether it takes a quarter more a day from now on, booked meetings taken off first."""
    one = facts.standing(kind)
    if one.zone != pace.BELOW or not one.tipping_point or one.gap is None or not one.days_left:
        return False
    usual = one.tipping_point / facts.model.calendar.weighs(facts.week, kind.name)
    most = AT_RISK * usual * one.days_left
    return one.gap >= most and one.gap - _booked(facts, kind) >= most


def _booked(facts: Facts, kind: Kind) -> int:
    """Return how many meetings are booked for the rest of the week, of a kind that closes them."""
    if not kind.closes:
        return 0
    from actlog.analysis.meetings import booked_from

    told = [stories for stories in facts.upcoming() if stories.closes.name == kind.name]
    return sum([len(booked_from(stories, facts.week, facts.now)) for stories in told])


def _gap(facts: Facts, kind: Kind, key: str) -> Due:
    one, booked = facts.standing(kind), _booked(facts, kind)
    missing = ceil(one.gap or 0)
    have = f", {booked:,} booked" if booked else ""
    return due(
        GAP,
        f"{pace.plural_name(kind)}: {missing:,} to go{have}",
        f"{one.done:,} done; from now on it takes a quarter more a day, or worse",
        pace.how_to_go_on(kind),
        key=key,
        level="watch",
        kind=kind.name,
        n=missing,
    )


def timebox(facts: Facts) -> list[Due]:
    """Ask for each timebox that is not kept today, while its week is not at the line."""
    from actlog.analysis.timebox import box_day

    today, found = facts.now.date(), []
    for kind in _worked(facts):
        day = box_day(kind, facts.totals(), today)
        if day is None or day.kept or facts.standing(kind).zone in {pace.AT, pace.PAST}:
            continue
        running = facts.timer()
        if running is not None and running.kind == kind.name:
            continue
        name, key = f"{TIMEBOX} {kind.name}", today.isoformat()
        if facts.confirmed(name, key, _wanted(facts, [kind])):
            found.append(_box(kind, day, key))
    return found


def _box(kind: Kind, day: BoxDay, key: str) -> Due:
    box = day.box
    left = max(0, box.minutes - day.minutes), max(0, box.touches - day.touches)
    still = "left to keep the day" if day.begun else "keep the day"
    return due(
        TIMEBOX,
        f"{kind.title}: today's timebox is not kept",
        f"{left[0]} min and {left[1]:,} touches {still}",
        f"actlog start {kind.name}",
        about=kind.name,
        key=key,
        kind=kind.name,
    )


def drought(facts: Facts) -> list[Due]:
    """Name a group that has dried up for longer than it does with this rep."""
    worked = {kind.name for kind in _worked(facts)}
    found = []
    for one in facts.droughts():
        kinds = [kind for kind in one.kinds if kind.name in worked]
        name, key = f"{DROUGHT} {one.name}", f"{one.last} {facts.week.start}"
        if not one.unusual or not kinds:
            continue
        if facts.confirmed(name, key, _wanted(facts, kinds)):
            found.append(_drought(one, kinds, key))
    return found


def _drought(one: Drought, kinds: list[Kind], key: str) -> Due:
    kind = next((kind for kind in kinds if kind.of is None), kinds[0])
    return due(
        DROUGHT,
        f"no {one.name} for {one.now:,} working days",
        "19 of 20 times you were back sooner",
        pace.how_to_go_on(kind),
        about=one.name,
        key=key,
        kind=kind.name,
        n=one.now,
    )


def _wanted(facts: Facts, kinds: Sequence[Kind], *, reachable: bool = False) -> Callable[[], bool]:
    """Return what tells whether more of any of several kinds may be asked for."""

    def check() -> bool:
        return any(
            not facts.stopped(kind) and not (reachable and facts.lost(kind)) for kind in kinds
        )

    return check


def _worked(facts: Facts) -> list[Kind]:
    """Return the activities that are not off today."""
    calendar, today = facts.model.calendar, facts.now.date()
    return [kind for kind in facts.model.activities if calendar.weight(today, kind.name)]
