"""`off`: days, half days and single kinds that the week need not answer for."""

from __future__ import annotations

from actlog.domain.text import visible
from actlog.store import history

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from actlog.cli.session import Session
    from actlog.domain.week import TimeOff
    from actlog.views.shapes.keeping import OffJson

_PARTS = {"am": " morning", "pm": " afternoon", "day": ""}


def off(
    session: Session, words: Sequence[str], tail: str | None = None, *, json: bool = False
) -> int:
    """Record time off; without words, list what lies ahead."""
    from actlog.grammar.off import parse_off
    from actlog.grammar.tokens import Line
    from actlog.store.time_off import add

    if not words and tail is None:
        return _ahead(session, json=json)
    time_off = parse_off(words, tail, model=session.model(), now=session.now)
    typed = Line(words, tail).text
    with history.operation(session.store, "off", typed, session.now) as operation:
        add(session.store, operation, time_off)
    session.forget_versions()
    if json:
        _raw(session, [time_off], operation)
        return 0
    session.out(f"off {_text(session, time_off)} │ {_share(session, time_off)}")
    return 0


def _ahead(session: Session, *, json: bool) -> int:
    today = session.now.date()
    coming = [off for off in session.model().calendar.time_off if off.last >= today]
    coming.sort(key=lambda off: (off.first, off.last))
    if json:
        _raw(session, coming, None)
        return 0
    for time_off in coming:
        session.out(_text(session, time_off))
    if not coming:
        session.out("no time off ahead; such as: actlog off fri pm")
    return 0


def _text(session: Session, off: TimeOff) -> str:
    from actlog.domain.entry import Moment
    from actlog.grammar.dates import echo

    days = echo(Moment(day=off.first), session.now)
    if off.last != off.first:
        days += f" to {echo(Moment(day=off.last), session.now)}"
    known = [(name, session.model().kind(name)) for name in off.kinds]
    titles = [name if kind is None else kind.title for name, kind in known]
    kinds = f" for {', '.join(titles)}" if titles else ""
    why = f" · {off.why}" if off.why else ""
    return visible(f"{days}{_PARTS[off.part]}{kinds}{why}")


def _share(session: Session, off: TimeOff) -> str:
    """Return what is left of the week in which the time off begins."""
    calendar = session.model().calendar
    week = calendar.week(off.first)
    shares = {calendar.weighs(week, kind) for kind in off.kinds or (None,)}
    left, full = min(shares), calendar.full()
    for_kinds = " for it" if len(off.kinds) == 1 else " for them" if off.kinds else ""
    if len(shares) > 1:
        return f"{week.label} counts from {float(left):g} of {float(full):g} days{for_kinds}"
    if not left:
        return f"{week.label} is a week off{for_kinds}"
    return f"{week.label} counts {float(left):g} of {float(full):g} days{for_kinds}"


def _raw(session: Session, times: Sequence[TimeOff], operation: int | None) -> None:
    from actlog.views.model_json import time_off

    shown: OffJson = {"operation": operation, "time_off": [time_off(one) for one in times]}
    session.json(shown)
