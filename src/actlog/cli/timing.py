"""`start` and `stop`: a timebox is timed, and logged when it ends."""

from __future__ import annotations

from datetime import timedelta

from actlog.domain.entry import Moment
from actlog.domain.errors import InputError, NothingToDoError
from actlog.domain.text import visible
from actlog.domain.timer import Timer
from actlog.grammar import timebox as grammar
from actlog.grammar.fields import FieldError, read_count, read_minutes
from actlog.store import timer as timers
from actlog.views import timing, words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from actlog.cli.session import Session
    from actlog.domain.model_week import Kind
    from actlog.views.shapes.entries import StartJson, StopJson, TimerJson

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
        from actlog.views import jsonable

        box = jsonable.box(kind.timebox) if kind.timebox else None
        shown: StartJson = {"kind": kind.name, "started": timer.started.isoformat(), "box": box}
        session.json(shown)
        return 0
    session.out(f"{kind.title} started at {timing.since(timer, now)} │ {_asks(session, kind)}")
    return 0


def _asks(session: Session, kind: Kind) -> str:
    """Return what keeps the day: the box, or how far today is in it."""
    from actlog.analysis.timebox import box_day
    from actlog.store.sums import day_totals

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
        nothing: StopJson = {
            "operation": None,
            "entries": [],
            "new_accounts": [],
            "remarks": [],
            "standing": None,
            "timer": _plain(session, timer),
        }
        session.json(nothing)
        return 0
    name, begun = timing.title(timer, session.model()), timing.since(timer, session.now)
    long = words.span(timer.minutes(session.now))
    session.out(visible(f"threw away {name} since {begun}, {long}; nothing is logged"))
    return 0


def _plain(session: Session, timer: Timer) -> TimerJson:
    from actlog.views import jsonable

    return jsonable.timer(timer, session.model(), session.now)


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
    asking = _Asking(session, timer, aloud=session.interactive and not json)
    touches = asking.touches() if stop.touches is None else stop.touches
    if not touches:
        if stop.touches == 0:
            asking.throw_away()
        return _discard(session, timer, json=json)
    if stop.touches is None:
        line = [str(touches), grammar.TOUCHES, *line]
    minutes = asking.minutes(touches) if stop.minutes is None else stop.minutes
    if stop.minutes is None:
        line.append(f"{minutes}m")
    # With the clock set back, the end is known and the beginning is not.
    at = now - timedelta(minutes=minutes) if timer.ahead(now) else timer.started
    began = Moment.of(at.replace(microsecond=0))
    entries = grammar.parse_stop(line, tail, kind=kind, model=model, began=began, now=now)

    def take() -> None:
        timers.take(session.store, timer)

    logged = keep(session, entries, typed(line, tail), command="stop", first=take)
    if json:
        whole: StopJson = {**plain(session, logged), "timer": _plain(session, timer)}
        session.json(whole)
        return 0
    return say(session, logged)


class _Asking:
    """Gets what the words of `stop` leave out: from a person, else it is refused."""

    def __init__(self, session: Session, timer: Timer, *, aloud: bool) -> None:
        """Ask `aloud` where somebody can answer."""
        self._session = session
        self._timer = timer
        self._aloud = aloud
        model = session.model()
        self._told, self._believed = timing.how_it_is(timer, model, session.now)
        self._end = timing.how_to_stop(timer, model, told=not self._believed)
        self._box = timing.box_of(timer, model)

    def touches(self) -> int:
        """Return how many touches a person says it came to."""
        self._tell(f"{self._told}; how many touches?", f"such as: {self._end}")
        what = "how many touches? (0 throws it away)"
        return self._number(what, "", read_count, "a number is expected, such as 12")

    def throw_away(self) -> None:
        """See that time without touches is to be thrown away."""
        nothing = "no touches leave nothing to log"
        if self._session.yes:
            return
        if not self._aloud or not self._session.confirm(f"{nothing}: throw the time away?"):
            raise InputError(f"{nothing}: it is still running", f"throw it away: {_DISCARD}")

    def minutes(self, touches: int) -> int:
        """Return what was measured, or what a person says where that can't be believed."""
        if self._believed:
            return self._timer.minutes(self._session.now)
        end = timing.how_to_stop(self._timer, self._session.model(), told=True, touches=touches)
        self._tell(self._told, f"say how long: {end}")
        likely = str(self._box.minutes) if self._box else ""
        what = "how many minutes did it take?"
        return self._number(what, likely, _read_minutes, "such as 60, 45m or 1h30m")

    def _tell(self, told: str, hint: str) -> None:
        """Say how it is, once, before a question; refuse it where nobody would hear."""
        if not self._aloud:
            raise InputError(told, f"{hint}, or drop it: {_DISCARD}")
        if self._told:
            self._session.out(visible(self._told))
        self._told = ""

    def _number(
        self, question: str, likely: str, read: Callable[[str], int | None], expected: str
    ) -> int:
        for _ in range(_MOST_TRIES):
            number = read(self._session.ask(question, likely))
            if number is not None:
                return number
            self._session.out(f"  {expected}")
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
