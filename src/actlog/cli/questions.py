"""What `init` asks a rep: few questions, each with a default that enter takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actlog.config import scalars
from actlog.config.templates import STARTER, TEMPLATES
from actlog.domain.errors import InputError
from actlog.domain.ratio import Ratio
from actlog.domain.record import Record
from actlog.domain.text import visible
from actlog.domain.week import DAY_NAMES

if TYPE_CHECKING:
    from collections.abc import Callable

    from actlog.cli.session import Session

ORDERS = ("dmy", "mdy", "ymd")
_UNSET = "none"
_MOST_TRIES = 3


class Answers(Record):
    """What `init` writes into a template; None leaves what the template says."""

    template: str = STARTER
    date_order: str | None = None
    starts: str | None = None
    days: str | None = None
    hours: str | None = None


def ask_rep(session: Session, template: str | None, date_order: str | None) -> Answers:
    """Ask what was not said yet; InputError when somebody finds no answer to a question."""
    session.out("A few questions; enter takes what stands in brackets, and all of it can be")
    session.out("changed later in the file.")
    if template is None:
        session.out("")
        for name, role in TEMPLATES.items():
            session.out(f"  {name:<5}  {role}")
        template = _ask(session, "Which is nearest to your work?", STARTER, one_of(*TEMPLATES))
    if date_order is None:
        session.out("")
        session.out("  dmy    11/2 is the 11th of February")
        session.out("  mdy    11/2 is November 2nd")
        session.out("  ymd    2026/11/2, the year first")
        session.out("  none   11/2 is refused, 2 nov is not")
        said = _ask(session, "How do you write dates?", _UNSET, one_of(*ORDERS, _UNSET))
        date_order = None if said == _UNSET else said
    session.out("")
    starts = _ask(session, "Which day do your weeks start on?", "monday", scalars.weekday)
    days = _ask(session, "Which days do you work?", "mon-fri", working_days)
    hours = _ask(session, "Your working hours?", "9:00-17:30", scalars.hours)
    return Answers(
        template=template,
        date_order=date_order,
        starts=scalars.WEEKDAYS[scalars.weekday(starts)],
        days=days_line(working_days(days)),
        hours=hours,
    )


def one_of(*words: str) -> Callable[[str], object]:
    """Return a check that takes one of these words."""
    return scalars.choice(*words)


def _ask(session: Session, question: str, default: str, check: Callable[[str], object]) -> str:
    """Ask until the answer is one, a few times at most."""
    for _ in range(_MOST_TRIES):
        said = session.ask(question, default).lower()
        try:
            check(said)
        except ValueError as wrong:
            session.out(f"  {visible(str(wrong))}")
        else:
            return said
    raise InputError("the question was not answered: nothing is written")


def working_days(text: str) -> dict[int, str]:
    """Read `mon-fri`, `mon, tue, thu`, `mon-thu fri 0.5` as weights by weekday.

    Raises ValueError with what was expected.
    """
    found: dict[int, str] = {}
    latest: list[int] = []
    for word in text.replace(",", " ").replace(":", " ").split():
        if word[0].isdigit():
            scalars.weight(word)
            if not latest:
                raise ValueError("expected a day before its weight, as in fri 0.5")
            found |= dict.fromkeys(latest, word)
            latest = []
        else:
            latest = _run(word)
            found |= dict.fromkeys(latest, "1")
    if not any(Ratio.parse(weight) for weight in found.values()):
        raise ValueError("expected at least one day to work on, as in mon-fri or mon-thu fri 0.5")
    return found


def _run(word: str) -> list[int]:
    """Return the weekdays of `tue` or `mon-fri`; a run may pass the end of the week."""
    first, dash, last = word.partition("-")
    begin = scalars.weekday(first)
    end = scalars.weekday(last) if dash else begin
    return [(begin + n) % 7 for n in range((end - begin) % 7 + 1)]


def days_line(weights: dict[int, str]) -> str:
    """Return the weights as the file has them: `mon: 1, fri: 0.5`."""
    return ", ".join([f"{DAY_NAMES[day]}: {weights[day]}" for day in sorted(weights)])
