"""`check`: the whole log against today's model week."""

from __future__ import annotations

from actlog.cli.targets import LAST
from actlog.domain.errors import InputError, LineError, NothingToDoError
from actlog.domain.filter import Filter
from actlog.domain.odd import RULES
from actlog.domain.record import Record
from actlog.store.mending import latest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from actlog.cli.session import Session
    from actlog.domain.findings import Fault
    from actlog.domain.odd import Odd
    from actlog.store.checks import Scope
    from actlog.views.shapes.entries import OperationJson
    from actlog.views.shapes.findings import CheckJson


_MOST_NUMBERS = 100
_HINT = "check takes numbers, its rules (docs/mending.md) and the words of list"


class Asked(Record):
    """What the words ask for: entries by runs of numbers or by a filter, and rules."""

    wanted: Filter = Filter()
    numbers: tuple[tuple[int, int], ...] = ()
    rules: tuple[str, ...] = RULES


def check(
    session: Session,
    words: Sequence[str],
    *,
    every: bool = False,
    accept: bool = False,
    json: bool = False,
    csv: bool = False,
) -> int:
    """Show what looks wrong in the log and how to mend it; exit code 1 where something does.

    With `accept`, what is found is called right and not shown again, as one operation.
    """
    from actlog.store import checks

    asked = _read(session, words)
    scope = checks.scope(session.store, asked.wanted, asked.numbers)
    odds = [odd for odd in _look(session, scope) if odd.rule in asked.rules]
    if accept:
        return _accept(session, words, odds, json=json)
    found, size = _findings(session, odds), checks.count(session.store, scope)
    if json:
        from actlog.views import jsonable

        plain = [jsonable.fault(one) for one in found]
        shown: CheckJson = {"checked": size, "findings": plain}
        session.json(shown)
    elif csv:
        from actlog.views.check import csv as as_csv

        session.raw(as_csv(found))
    elif not found:
        session.out(f"nothing to mend in {size:,} {'entry' if size == 1 else 'entries'}")
    else:
        from actlog.views.check import check_screen
        from actlog.views.theme import Theme

        console = session.console()
        theme = Theme.of(console)
        screen = check_screen(found, size, session.model().name, theme, every=every)
        console.print(screen, soft_wrap=True)
    return 1 if found else 0


def _read(session: Session, words: Sequence[str]) -> Asked:
    """Read rules, and then entry numbers alone or the words of `list`. Raises InputError."""
    rules = tuple([rule for rule in RULES if rule in words]) or RULES
    rest = [word for word in words if word not in RULES]
    if [word.casefold() for word in rest] == [LAST]:
        numbers = latest(session.store)
        return Asked(numbers=((numbers[0], numbers[-1]),), rules=rules)
    runs = [run for word in rest if (run := _run(word)) is not None]
    if rest and len(runs) == len(rest):
        return Asked(numbers=tuple(_existing(session, runs)), rules=rules)
    from actlog.cli.asked import asked_for

    try:
        wanted = asked_for(session, rest)
    except LineError as error:
        error.hint = _hint(rest)
        raise
    return Asked(wanted=wanted, rules=rules)


def _hint(words: Sequence[str]) -> str:
    from actlog.grammar.suggest import nearest

    near = [rule for word in words if (rule := nearest(word, RULES)) is not None]
    return f"meant the rule {near[0]}?" if near else _HINT


def _run(word: str) -> tuple[int, int] | None:
    """Return the first and last number of `1842`, `#1842` or `1842-1844`; None for a word."""
    first, dash, last = word.removeprefix("#").partition("-")
    ends = (first, last if dash else first)
    if not all(end.isascii() and end.isdigit() and len(end) < 16 for end in ends):
        return None
    return int(ends[0]), int(ends[1])


def _existing(session: Session, runs: Sequence[tuple[int, int]]) -> Sequence[tuple[int, int]]:
    from actlog.store.entries import get

    if len(runs) > _MOST_NUMBERS:
        raise InputError(f"at most {_MOST_NUMBERS} numbers or runs such as 1842-1844 at once")
    if any(first > last for first, last in runs):
        raise InputError("a run of entries has the lower number first", "such as: 1842-1844")
    get(session.store, [first for first, last in runs if first == last])
    return runs


def _look(session: Session, scope: Scope) -> list[Odd]:
    from actlog.grammar.likeness import near_pairs
    from actlog.store import alike, checks

    odds = checks.look(session.store, session.model(), session.now, scope)
    for table in ("account", "contact"):
        odds += alike.near_names(session.store, table, near_pairs, scope)
    return odds


def _findings(session: Session, odds: Sequence[Odd]) -> tuple[Fault, ...]:
    from actlog.analysis.check import findings
    from actlog.analysis.sayings import Speech
    from actlog.domain.entry import Moment
    from actlog.grammar.dates import echo
    from actlog.grammar.suggest import nearest
    from actlog.grammar.tokens import quote

    def say(day: date) -> str:
        return echo(Moment(day=day), session.now)

    return findings(odds, session.model(), Speech(quote=quote, nearest=nearest, day=say))


def _accept(session: Session, words: Sequence[str], odds: Sequence[Odd], *, json: bool) -> int:
    """Remember that what was found is right as it stands; `undo` forgets it again."""
    from actlog.store import alike, history

    if not odds:
        raise NothingToDoError("nothing is found there: there is nothing to accept")
    found = _findings(session, odds)
    if not words and not session.confirm(f"call all {len(found):,} findings right?"):
        return 1
    entries = len({number for one in found for number in one.entries})
    said = " ".join([*words, "--accept"])
    with history.operation(session.store, "check", said, session.now) as operation:
        alike.accept(session.store, operation, odds)
    if json:
        shown: OperationJson = {"operation": operation, "command": "check", "entries": entries}
        session.json(shown)
        return 0
    about = f"{len(found):,} {'finding' if len(found) == 1 else 'findings'}"
    session.out(f"{about} called right: check shows them no more; undo takes that back")
    return 0
