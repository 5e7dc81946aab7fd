"""What kinds are meant by words that the model week does not have: `--as`, or a question."""

from __future__ import annotations

from actlog.domain.entry import name_key
from actlog.domain.errors import InputError
from actlog.domain.text import visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Mapping, Sequence

    from actlog.cli.session import Session
    from actlog.domain.model_week import ModelWeek
    from actlog.exchange.kinds import Kinds

    Given = Mapping[str, str | None]
    """Folded words, and the kinds that they are; None leaves their rows out."""

_LEAVE_OUT = "-"
_MOST_TRIES = 3


def given_kinds(model: ModelWeek, words: Sequence[str]) -> Given:
    """Read `Call=call`, or `Email=-` to leave rows out. Raises InputError."""
    from actlog.exchange.kinds import Kinds

    kinds = Kinds(model)
    given: dict[str, str | None] = {}
    for word in words:
        said, equals, kind = word.rpartition("=")
        if not (equals and said.strip() and kind.strip()):
            hint = "write --as Call=call, or --as Call=- to leave such rows out"
            raise InputError(f"{word!r} does not say what is what", hint)
        given[name_key(said)] = _kind(kinds, kind, model)
    return given


def ask_for_kinds(session: Session, unknown: Counter[str], given: Given) -> Given:
    """Ask a person what each unknown kind is. Raises InputError when there is no answer."""
    from actlog.exchange.kinds import Kinds
    from actlog.grammar.suggest import nearest

    model = session.model()
    kinds = Kinds(model)
    names = [kind.name for kind in model.kinds()]
    session.out(f"Your model week has {', '.join(names)}.")
    session.out("What is not in it: name the kind it is, or - to leave its rows out.")
    answers = dict(given)
    for word, rows in unknown.most_common():
        told = "1 row" if rows == 1 else f"{rows:,} rows"
        meant = nearest(word, names) or ""
        answers[name_key(word)] = _answer(session, f"{visible(word)} ({told}) is", meant, kinds)
    return answers


def _answer(session: Session, question: str, meant: str, kinds: Kinds) -> str | None:
    for left in reversed(range(_MOST_TRIES)):
        try:
            return _kind(kinds, session.ask(question, meant), session.model())
        except InputError as error:
            if not left:
                raise
            session.warn(f"{error.message}; {error.hint}")
    raise AssertionError


def _kind(kinds: Kinds, word: str, model: ModelWeek) -> str | None:
    """Return the word itself where it is a kind, None to leave rows out. Raises InputError."""
    from actlog.exchange.problems import RowError

    if word.strip() == _LEAVE_OUT:
        return None
    try:
        kinds.read(word)
    except RowError as error:
        names = ", ".join([kind.name for kind in model.kinds()])
        hint = f"it has {names}; actlog model add KIND adds one"
        raise InputError(str(error), hint) from None
    return word.strip()
