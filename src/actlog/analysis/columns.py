"""Weekly columns as the tests and estimates take them: checked once, made arrays."""

from __future__ import annotations

import numpy as np

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Column = Sequence[float] | NDArray[np.generic]
    Reals = NDArray[np.float64]
    Mask = NDArray[np.bool_]

_MOST = 1e12
"""The largest weekly amount that is still summed and squared without losing digits."""


def amounts(name: str, values: Column) -> Reals:
    """Return weekly amounts as an array; ValueError where they are no amounts."""
    try:
        column = np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError, OverflowError):
        raise ValueError(f"{name} must be numbers, one for each week") from None
    if column.ndim != 1:
        raise ValueError(f"{name} must be one number for each week")
    if not np.isfinite(column).all() or (column < 0).any() or (column > _MOST).any():
        raise ValueError(f"{name} must be from 0 to {_MOST:.0e}")
    return column


def worked(off: Sequence[bool] | NDArray[np.generic] | None, weeks: int) -> Mask:
    """Return which weeks were worked: all of them where nothing was off."""
    if off is None:
        return np.ones(weeks, dtype=np.bool_)
    column = np.asarray(off)
    if column.shape != (weeks,):
        raise ValueError(f"off has {column.size} weeks, activity {weeks}")
    return ~column.astype(np.bool_)


def pair(
    activity: Column, results: Column, off: Sequence[bool] | NDArray[np.generic] | None
) -> tuple[Reals, Reals, Mask]:
    """Return activity, results and the worked weeks of one history, equally long.

    Raises ValueError where they are not, or where one holds anything but amounts.
    """
    x, y = amounts("activity", activity), amounts("results", results)
    if x.size != y.size:
        raise ValueError(f"activity has {x.size} weeks, results {y.size}")
    return x, y, worked(off, x.size)
