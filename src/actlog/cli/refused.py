"""A file that is refused: every bad row of it, and what would be right."""

from __future__ import annotations

from actlog.domain.errors import InputError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from actlog.cli.session import Session
    from actlog.domain.model_week import ModelWeek
    from actlog.exchange.problems import Problems

_MOST_KINDS = 5


def refusal(model: ModelWeek, problems: Problems, path: str) -> InputError:
    """Return the error that names the bad rows."""
    rows = "1 bad row" if problems.total == 1 else f"{problems.total:,} bad rows"
    hint = "mend them and import it again; --skip-bad keeps them in a file of their own"
    if problems.cut_short:
        hint = "first mend the line that is not CSV: nothing behind it can be read"
    elif problems.kinds:
        hint = _about_kinds(model, problems)
    return InputError(f"{rows} in {path}: nothing is imported", hint, tuple(_named(problems)))


def name_bad(session: Session, problems: Problems) -> None:
    """Name the bad rows that would be skipped."""
    for said in _named(problems):
        session.remark(said)


def _named(problems: Problems) -> list[str]:
    others = problems.others()
    return [*problems.named, *([f"bad as well: {others}"] if others else [])]


def _about_kinds(model: ModelWeek, problems: Problems) -> str:
    """Return the unknown kinds with what they may have meant."""
    from actlog.grammar.suggest import nearest

    known = [kind.name for kind in model.kinds()]
    parts = []
    for kind, rows in problems.kinds.most_common(_MOST_KINDS):
        meant = nearest(kind, known)
        told = "1 row" if rows == 1 else f"{rows:,} rows"
        parts.append(f"{kind!r} ({told}" + (f"; {meant}?)" if meant else ")"))
    more = len(problems.kinds) - len(parts)
    beside = f" and {more:,} more" if more > 0 else ""
    first = problems.kinds.most_common(1)[0][0]
    as_what = f"--as '{first}={nearest(first, known) or known[0]}' ('{first}=-' leaves them out)"
    mend = f"say what it is, as in {as_what}, or add it: actlog model add KIND"
    return (
        f"unknown kinds: {', '.join(parts)}{beside}; the model week has {', '.join(known)}; {mend}"
    )
