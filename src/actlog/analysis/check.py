"""From what looks wrong in the log to findings, each with the command that mends it."""

from __future__ import annotations

from actlog.analysis.sayings import Sayings
from actlog.domain.findings import Evidence, Fault
from actlog.domain.odd import RULES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from actlog.analysis.sayings import Speech
    from actlog.domain.model_week import ModelWeek
    from actlog.domain.odd import Odd

_ACT = RULES[: RULES.index("missing-field")]
"""The rules whose findings make figures wrong; the others are worth a look."""

_EXPLAINED_BY = {"unusual-day": "over-maximum", "logged-twice": "imported-twice"}


def findings(odds: Iterable[Odd], model: ModelWeek, speech: Speech) -> tuple[Fault, ...]:
    """Return a finding for each oddity, in the order of the rules and the larger ones first.

    One slip makes one finding: a day is not called unusual for an entry that is above its
    maximum, nor a repeated row both imported and logged twice.
    """
    sayings, found = Sayings(model, speech), tuple(odds)
    kept = [left for odd in found if (left := _without(odd, found)) is not None]
    kept.sort(key=lambda odd: (RULES.index(odd.rule), -len(odd.entries), odd.first))
    return tuple([_finding(odd, sayings) for odd in kept])


def _without(odd: Odd, found: Sequence[Odd]) -> Odd | None:
    """Return an oddity without the entries that a graver rule explains; None without any."""
    graver = _EXPLAINED_BY.get(odd.rule)
    explained = {number for one in found if one.rule == graver for number in one.entries}
    if not explained.intersection(odd.entries):
        return odd
    left = tuple([number for number in odd.entries if number not in explained])
    if not left or odd.rule == "unusual-day":
        return None
    return odd if odd.first in left else odd.replace(entries=left, first=left[0], usual=None)


def _finding(odd: Odd, sayings: Sayings) -> Fault:
    title, detail, mend = sayings.of(odd)
    scale = 100 if odd.rule == "unusual-value" else 1  # money is kept in hundredths
    figure, usual = [None if one is None else one / scale for one in (odd.figure, odd.usual)]
    return Fault(
        id=odd.rule,
        level="act" if odd.rule in _ACT else "watch",
        title=title,
        detail=detail,
        kind=odd.kind,
        evidence=Evidence(n=len(odd.entries), value=figure, high=usual),
        next=" ".join(["actlog", *mend]),
        entries=odd.entries,
    )
