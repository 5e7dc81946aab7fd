"""A file that is refused: every bad row of it, and what would be right."""

from __future__ import annotations

from actlog.domain.errors import InputError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from actlog.domain.model_week import ModelWeek
    from actlog.exchange.problems import Problems

_MOST_KINDS = 5


def refusal(model: ModelWeek, problems: Problems, path: str) -> InputError:
    """Return the error that names the bad rows."""
    others = problems.others()
    named = [*problems.named, *([f"bad as well: {others}"] if others else [])]
    rows = "1 bad row" if problems.total == 1 else f"{problems.total:,} bad rows"
    hint = "mend them and import it again; --skip-bad keeps them in a file of their own"
    if problems.kinds:
        hint = _about_kinds(model, problems)
    return InputError(f"{rows} in {path}: nothing is imported", hint, tuple(named))


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
    mend = f"say what it is, as in --as '{first}={known[0]}', or add it: actlog model add KIND"
    return (
        f"unknown kinds: {', '.join(parts)}{beside}; the model week has {', '.join(known)}; {mend}"
    )
