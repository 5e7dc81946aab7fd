"""The p of a test that deals its weeks anew."""

import numpy as np
import pytest
from numpy.typing import NDArray

from actlog.analysis.dealing import chance


@pytest.mark.parametrize(
    ("as_large", "asked", "p"),
    [(0, [499], 1 / 500), (250, [499], 251 / 500), (24, [499, 1500], 25 / 2000)],
)
def test_more_deals_are_asked_for_near_a_decision(
    as_large: int, asked: list[int], p: float
) -> None:
    """The further deals bring none that is as large."""
    calls: list[int] = []

    def deal(times: int) -> NDArray[np.float64]:
        sizes = np.zeros(times)
        sizes[: as_large if not calls else 0] = 2.0
        calls.append(times)
        return sizes

    assert chance(2.0, deal) == pytest.approx(p)
    assert calls == asked
