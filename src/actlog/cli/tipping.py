"""`tipping`: the rep's own tipping point, or the honest other answer."""

from __future__ import annotations

from actlog.cli import weekly
from actlog.domain.errors import InputError
from actlog.grammar.naming import parse_kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from actlog.analysis.own_point import OwnPoint
    from actlog.cli.session import Session
    from actlog.domain.model_week import Kind


def tipping(
    session: Session,
    words: Sequence[str],
    *,
    result: str | None = None,
    weeks: int | None = None,
    plot: bool = False,
    json: bool = False,
) -> int:
    """Show what the rep's own weeks say of one activity and one result."""
    if plot and json:
        raise InputError("--plot draws and --json does not", "take one of them")
    if plot:
        need_charts()
    found = read_point(session, activity_of(session, words), result_of(session, result), weeks)
    q = q_of(session, found)
    if json:
        from actlog.views.tipping import plain

        session.json(plain(found, q))
        return 0
    from actlog.views.theme import Theme
    from actlog.views.tipping import tipping_screen

    console = session.console()
    theme = Theme.of(console)
    console.print(tipping_screen(found, q, theme), soft_wrap=True)
    if plot and found.points:
        from actlog.views.plot import plot_lines

        console.print()
        console.print(plot_lines(found, theme), soft_wrap=True)
    return 0


def read_point(session: Session, kind: Kind, result: Kind, weeks: int | None = None) -> OwnPoint:
    """Return what the last `weeks` complete weeks, or all of them, say of a kind and a result."""
    from actlog.analysis.own_point import own_point
    from actlog.analysis.series import LONGEST

    which = session.model().calendar.week(session.now.date())
    _, history = weekly.read(session, which, longest=LONGEST, told=False)
    return own_point(history, kind, result, weeks)


def q_of(session: Session, found: OwnPoint) -> float | None:
    """Return the q of what is shown among all that the coach tests; None where nothing is."""
    tip = found.tip
    if not tip.shown or tip.relation_p is None or tip.kink_p is None:
        return None
    from actlog.analysis.coach.advice import q_among
    from actlog.analysis.coach.rules import RULES
    from actlog.cli.coach import gather

    return q_among(max(tip.relation_p, tip.kink_p), gather(session), RULES)


def activity_of(session: Session, words: Sequence[str]) -> Kind:
    """Return the activity that the words name; without any, meetings held."""
    model = session.model()
    if words:
        kind = parse_kind(words, model=model, now=session.now)
        if kind.result:
            raise InputError(
                f"{kind.title} is a result: a tipping point is one of an activity",
                f"such as: actlog tipping {model.activities[0].name} --result {kind.name}"
                if model.activities
                else None,
            )
        return kind
    held = [kind for kind in model.activities if kind.closes]
    lined = [kind for kind in model.activities if kind.tipping_point]
    for kind in (*held, *lined, *model.activities):
        return kind
    raise InputError("the model week has no activity", "actlog model add call --tipping-point 200")


def result_of(session: Session, said: str | None) -> Kind:
    """Return the result that is named; without a name, the funnel's last one or the first."""
    model = session.model()
    if not model.results:
        raise InputError(
            "the model week has no result to hold activity against",
            "actlog model add deal_won --result",
        )
    if said is not None:
        kind = parse_kind([said], model=model, now=session.now)
        if kind.result:
            return kind
        known = ", ".join([one.name for one in model.results])
        raise InputError(f"{kind.title} is an activity, no result", f"results are: {known}")
    ends = [kind for name in reversed(model.funnel) for kind in model.results if kind.name == name]
    return (*ends, *model.results)[0]


def need_charts() -> None:
    """Raise InputError where plotext is not installed."""
    from importlib.util import find_spec

    if find_spec("plotext") is None:
        raise InputError(
            "--plot needs plotext, which is not installed",
            "pip install 'actlog-sales[charts]'",
        )
