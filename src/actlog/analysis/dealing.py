"""The p of a test that deals its weeks anew."""

from __future__ import annotations

import numpy as np

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from actlog.analysis.columns import Reals

_DEALS, _MORE_DEALS = 499, 1500
_NEAR = (0.02, 0.10)
_TINY = 1e-9


def chance(size: float, deal: Callable[[int], Reals]) -> float:
    """Return the part of all deals, the one at hand among them, that are as large as `size`.

    `deal` gives so many sizes of weeks dealt anew. 499 are asked for, and 1,999 where p is
    near a decision.
    """
    sizes = deal(_DEALS)
    p = _above(sizes, size)
    if _NEAR[0] <= p <= _NEAR[1]:
        p = _above(np.concatenate([sizes, deal(_MORE_DEALS)]), size)
    return p


def _above(sizes: Reals, size: float) -> float:
    return float((1 + (sizes >= size - _TINY).sum()) / (sizes.size + 1))
