"""Whether the latest weeks differ from those before: every other choice of weeks is looked at.

Weeks differ, so whole weeks are dealt anew and never single touches (docs/coach.md).
"""

from __future__ import annotations

from itertools import combinations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    Part = tuple[int, int]
    """What is counted in a week, and of how many."""


def lower(weeks: Sequence[Part], latest: int) -> float:
    """Return the chance that so many weeks, chosen at will, have a share as low as the latest.

    `weeks` stand newest first; the first `latest` of them are those that are asked about. The
    test is exact: all choices are counted, the latest weeks among them. A share of nothing
    is 0. Time grows with the number of choices: 715 for 4 weeks of 13.
    """
    least = _share(weeks[:latest])
    choices = [_share(chosen) <= least for chosen in combinations(weeks, latest)]
    return sum(choices) / len(choices)


def _share(weeks: Sequence[Part]) -> float:
    whole = sum([of for _, of in weeks])
    return sum([hits for hits, _ in weeks]) / whole if whole else 0.0
