"""`start` and `stop`: a timebox is timed, and logged when it ends."""

from __future__ import annotations

from datetime import timedelta

from actlog.domain.entry import Moment
from actlog.domain.errors import InputError, NothingToDoError
from actlog.domain.timer import Timer
from actlog.grammar import timebox as grammar
from actlog.grammar.fields import FieldError, read_count, read_minutes
from actlog.store import timer as timers
from actlog.views import timing, words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from actlog.cli.session import Session
    from actlog.domain.model_week import Kind

_DISCARD = "actlog stop --discard"
_MOST_TRIES = 3


def start(session: Session, said: Sequence[str], *, json: bool = False) -> int:
    """Start a timebox, the model's only one without words; refused while one is running."""
    model, now = session.model(), session.now
    kind = grammar.parse_start(said, model=model, now=now)
    timer = Timer(kind=kind.name, started=now.replace(microsecond=0))
    other = timers.start(session.store, timer)
    if other is not None:
        told, believed = timing.how_it_is(other, model, now)
        end = timing.how_to_stop(other, model, told=not believed)
        raise InputError(
            f"{told}; one timebox at a time" if believed else told,
            f"end it first: {end}, or drop it: {_DISCARD}",
        )
    if json:
        box = kind.timebox.as_dict() if kind.timebox else None
        session.json({"kind": kind.name, "started": timer.started.isoformat(), "box": box})
        return 0
    session.out(f"{kind.title} started at {timing.since(timer, now)} │ {_asks(session, kind)}")
    return 0


def _asks(session: Session, kind: Kind) -> str:
    """Return what keeps the day: the box, or how far today is in it."""
    from actlog.analysis.timebox import box_day
    from actlog.store.entries import day_totals

    today = session.now.date()
    day = box_day(kind, day_totals(session.store, today, today), today)
    if day is None or not day.begun:
        box = kind.timebox
        return f"{box.minutes} min and {box.touches:,} touches keep the day" if box else ""
    return "today is kept already" if day.kept else f"today {timing.so_far(day)}"


def stop(
    session: Session,
    said: Sequence[str],
    tail: str | None = None,
    *,
    discard: bool = False,
    json: bool = False,
) -> int:
    """End the timebox that is running and log it, or throw its time away."""
    options = [word for word in said if word.startswith("--")]
    if options:
        raise InputError(
            f"stop has no option {options[0].split()[0]}", "its options are --discard and --json"
        )
    timer = timers.running(session.store)
    if timer is None:
        raise NothingToDoError("no timebox is running", "begin one with: actlog start")
    if not discard:
        return _log(session, timer, said, tail, json=json)
    if said or tail is not None:
        raise InputError(
            "a discarded timebox keeps nothing, and takes no words", "leave out one of the two"
        )
    return _discard(session, timer, json=json)


def _discard(session: Session, timer: Timer, *, json: bool) -> int:
    with session.store.transaction():
        timers.take(session.store, timer)
    if json:
        nothing: dict[str, object] = {}
        nothing |= {"operation": None, "entries": [], "new_accounts": [], "standing": None}
        session.json(nothing | _plain(session, timer))
        return 0
    name, begun = timing.title(timer, session.model()), timing.since(timer, session.now)
    long = words.span(timer.minutes(session.now))
    session.out(f"threw away {name} since {begun}, {long}; nothing is logged")
    return 0


def _plain(session: Session, timer: Timer) -> dict[str, object]:
    from actlog.views import jsonable

    return {"timer": jsonable.timer(timer, session.model(), session.now)}


def _log(
    session: Session, timer: Timer, said: Sequence[str], tail: str | None, *, json: bool
) -> int:
    from actlog.cli.log import keep, plain, say, typed

    model, now = session.model(), session.now
    kind = model.kind(timer.kind)
    if kind is None:
        raise InputError(
            f"{timer.kind} is running, and is not in the model week",
            f"put it back there, or throw the time away: {_DISCARD}",
        )
    line = grammar.stop_words(said, kind, model)
    stop = grammar.read_stop(line, tail, kind=kind, model=model, now=now)
    if not stop.touches:
        touches = _ask_touches(session, timer, stop.touches)
        if not touches:
            return _discard(session, timer, json=json)
        line = [str(touches), grammar.TOUCHES, *line[2 * (stop.touches == 0) :]]
    if stop.minutes is None:
        minutes = _minutes(session, timer)
        line = [*line, f"{minutes}m"]
    else:
        minutes = stop.minutes
    # With the clock set back, the end is known and the beginning is not.
    at = now - timedelta(minutes=minutes) if timer.ahead(now) else timer.started
    began = Moment.of(at.replace(microsecond=0))
    entries = grammar.parse_stop(line, tail, kind=kind, model=model, began=began, now=now)
    take = lambda: timers.take(session.store, timer)  # noqa: E731
    logged = keep(session, entries, typed(line, tail), command="stop", first=take)
    if json:
        session.json(plain(session, logged) | _plain(session, timer))
        return 0
    return say(session, logged)


def _ask_touches(session: Session, timer: Timer, said: int | None) -> int:
    """Ask how many touches it came to; in a script, refuse what has none."""
    told, believed = timing.how_it_is(timer, session.model(), session.now)
    if not session.interactive:
        what = "no touches leave nothing to log" if said == 0 else "how many touches?"
        end = timing.how_to_stop(timer, session.model(), told=not believed)
        raise InputError(f"{told}; {what}", f"such as: {end}, or drop it: {_DISCARD}")
    for _ in range(_MOST_TRIES):
        answer = session.ask(f"{told}; how many touches? (0 throws it away)")
        count = read_count(answer)
        if count is not None:
            return count
        session.out("  a number is expected, such as 12")
    raise InputError("the question was not answered: it is still running")


def _minutes(session: Session, timer: Timer) -> int:
    """Return how long it took: what was measured, or what a person says of a forgotten one."""
    model, now = session.model(), session.now
    told, believed = timing.how_it_is(timer, model, now)
    if believed:
        return timer.minutes(now)
    end = timing.how_to_stop(timer, model, told=True)
    if not session.interactive:
        raise InputError(told, f"say how long: {end}, or drop it: {_DISCARD}")
    box = timing.box_of(timer, model)
    likely = str(box.minutes) if box else ""
    for _ in range(_MOST_TRIES):
        answer = session.ask(f"{told}; how many minutes did it take?", likely)
        minutes = _read_minutes(answer)
        if minutes is not None:
            return minutes
        session.out("  minutes are expected, such as 60 or 1h30m; ctrl-c leaves it running")
    raise InputError("the question was not answered: it is still running")


def _read_minutes(answer: str) -> int | None:
    parts = answer.split()
    if len(parts) == 1 and read_count(parts[0]) is not None:
        parts = [f"{read_count(parts[0])}m"]
    try:
        found = read_minutes(parts)
    except FieldError:
        return None
    return found[1] if found and found[0] == len(parts) else None
