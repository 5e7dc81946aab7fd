"""`promise`: what a rep will do in a week, and what came of it."""

from __future__ import annotations

from actlog.analysis import promises as judge
from actlog.domain.errors import InputError, NothingToDoError
from actlog.domain.model_week import in_force
from actlog.domain.promise import BROKEN, KEPT
from actlog.store import history, promises, sums

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from actlog.analysis.promises import Standing
    from actlog.cli.session import Session
    from actlog.domain.week import Week
    from actlog.views.shapes.weeks import PromisesJson


def standing(session: Session, week: Week) -> Standing | None:
    """Return the promise for a week and how it stands; None where there is none."""
    found = promises.of_week(session.store, week)
    if found is None:
        return None
    model = in_force(session.versions(), week)
    totals = sums.totals_until(session.store, week.start, week.end, session.now)
    return judge.standing(found, week, model, totals, session.now.date())


def promise(
    session: Session,
    words: Sequence[str],
    *,
    ahead: bool = False,
    kept: bool = False,
    broken: bool = False,
    json: bool = False,
) -> int:
    """Make a promise, answer one, or show those of last week, this one and the next."""
    if not (kept or broken):
        return _make(session, words, ahead=ahead, json=json) if words else _show(session, json=json)
    if words or ahead or (kept and broken):
        raise InputError(
            "--kept and --broken stand alone: each answers the promise",
            "such as: actlog promise --kept",
        )
    operation = _answer(
        session, _asked(session, KEPT if kept else BROKEN), KEPT if kept else BROKEN
    )
    return _tell(session, _around(session), operation, json=json)


def _make(session: Session, words: Sequence[str], *, ahead: bool, json: bool) -> int:
    from actlog.grammar.promising import parse_promise
    from actlog.grammar.tokens import Line

    calendar, today = session.model().calendar, session.now.date()
    week = calendar.week(today).back(-1) if ahead else judge.week_for(calendar, today)
    made = parse_promise(words, model=session.model(), now=session.now, week=week.start)
    with history.operation(
        session.store, "promise", Line(words, None).text, session.now
    ) as operation:
        promises.add(session.store, operation, made)
    return _tell(session, [standing(session, week)], operation, json=json)


def _show(session: Session, *, json: bool) -> int:
    shown = _around(session)
    code = _tell(session, shown, None, json=json)
    if session.interactive and not session.yes and not json:
        calendar, today = session.model().calendar, session.now.date()
        for one in shown:
            if one is not None and judge.asks(one, calendar, today):
                _ask(session, one)
    return code


def _ask(session: Session, one: Standing) -> None:
    said = session.ask(f"{one.week.label}: kept? (y/n, enter leaves it open)").lower()
    if said in {"y", "yes", "n", "no"}:
        _answer(session, one, KEPT if said[0] == "y" else BROKEN)
        session.out("noted; actlog undo takes it back")


def _around(session: Session) -> list[Standing | None]:
    """Return the promises of last week, this week and the next."""
    week = session.model().calendar.week(session.now.date())
    return [standing(session, week.back(back)) for back in (1, 0, -1)]


def _asked(session: Session, said: str) -> Standing:
    """Return the promise that an answer is about: the oldest without one, else the latest.

    Raises InputError where the log judges, NothingToDoError where it is answered so already.
    """
    begun = [one for one in _around(session)[:2] if one is not None]
    if not begun:
        raise InputError(
            "there is no promise to answer", "such as: actlog promise 'call the old list'"
        )
    asked = [one for one in begun if one.kind is None]
    if not asked:
        raise InputError(
            "the log judges this promise, since it counts something", "see: actlog promise"
        )
    unanswered = [one for one in asked if one.promise.answer is None]
    chosen = (unanswered or asked[-1:])[0]
    if chosen.promise.answer == said:
        raise NothingToDoError(f"the promise for {chosen.week.label} is answered so already")
    return chosen


def _answer(session: Session, one: Standing, said: str) -> int:
    with history.operation(session.store, "promise", f"--{said}", session.now) as operation:
        promises.answer(session.store, operation, one.promise, said)
    return operation


def _tell(
    session: Session, shown: Sequence[Standing | None], operation: int | None, *, json: bool
) -> int:
    found = [one for one in shown if one is not None]
    if json:
        from actlog.views.promise import plain

        plain_ones: PromisesJson = {
            "operation": operation,
            "promises": [plain(one) for one in found],
        }
        session.json(plain_ones)
        return 0
    if not found:
        session.out("no promise yet; such as: actlog promise 'confirm meetings the day before'")
        return 0
    from actlog.views.promise import promise_lines
    from actlog.views.theme import Theme

    console = session.console()
    for line in promise_lines(found, session.now.date(), Theme.of(console)):
        console.print(line, soft_wrap=True)
    return 0
