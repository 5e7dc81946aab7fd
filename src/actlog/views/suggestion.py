"""The proposed lines of a model week: a diff of its file, and what each rests on."""

from __future__ import annotations

from difflib import unified_diff

from rich.console import Group
from rich.text import Text

from actlog.analysis.pace import plural_name
from actlog.views import theme as looks
from actlog.views.grid import wrapped
from actlog.views.tipping import amount

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from actlog.analysis.suggestion import Proposal
    from actlog.views.shapes.models import ModelSuggestJson
    from actlog.views.theme import Theme

_STYLES = {"-": looks.BELOW, "+": looks.AT, "@": looks.QUIET}


def diff(before: str, after: str) -> list[str]:
    """Return the lines of a unified diff of the file, one line around each change."""
    lines = unified_diff(
        before.splitlines(), after.splitlines(), "model week", "your own", n=1, lineterm=""
    )
    return list(lines)


def suggestion_screen(
    found: Sequence[Proposal], before: str, after: str, theme: Theme, *, applied: bool
) -> Group:
    """Return the diff, a line for each proposal, and how to take it or take it back."""
    lines = [
        Text(theme.cut(theme.clean(line), theme.width), style=_STYLES.get(line[:1], ""))
        for line in diff(before, after)
    ]
    told = [wrapped(theme, [(_said(one, theme), "")]) for one in found]
    ending = ("done; to take it back:", "actlog undo") if applied else ("to take it:", _APPLY)
    last = wrapped(theme, [(ending[0], looks.QUIET), (ending[1], looks.AT)])
    return Group(*lines, Text(), *told, Text(), last)


_APPLY = "actlog model suggest --apply"


def _said(one: Proposal, theme: Theme) -> str:
    name = theme.clean(plural_name(one.point.kind))
    what = one.key.replace("_", " ")
    change = f"{_line(one.old)} to {_line(one.new)}"
    if one.value is None:
        return f"{name}: {what} {change}, under the new tipping point it says nothing"
    sure = f"90% sure: {amount(one.low)} to {amount(one.high)}"
    return (
        f"{name}: {what} {change}; yours is {amount(one.value)} ({sure},"
        f" {one.point.tip.worked} weeks)"
    )


def _line(value: int | None) -> str:
    return "none" if value is None else f"{value:,}"


def plain(
    found: Sequence[Proposal], before: str, after: str, operation: int | None, *, applied: bool
) -> ModelSuggestJson:
    """Return `model suggest --json`."""
    return {
        "result": found[0].point.result.name,
        "lines": [
            {
                "kind": one.point.kind.name,
                "key": one.key,
                "old": one.old,
                "new": one.new,
                "value": one.value,
                "low": one.low,
                "high": one.high,
                "weeks": one.point.tip.worked,
                "relation_p": one.point.tip.relation_p,
                "kink_p": one.point.tip.kink_p,
                "q": one.q,
            }
            for one in found
        ],
        "diff": "\n".join(diff(before, after)),
        "applied": applied,
        "operation": operation,
    }
