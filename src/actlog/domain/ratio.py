"""Exact rational numbers for weights, shares and lines.

Floats give a false +1 when weights like 0.1 are summed and rounded up. The standard
library's `fractions` is exact too, but loads `re`, `decimal` and `numbers`: a third of
what `actlog log` may take as a whole. The tests hold every operation here against it.
"""

from __future__ import annotations

from math import gcd

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Self


class Ratio:
    """An exact fraction in lowest terms; mixes with integers in every operation."""

    __slots__ = ("over", "under")

    over: int
    under: int

    def __init__(self, over: int, under: int = 1) -> None:
        """Make `over / under`. Raises ZeroDivisionError when `under` is 0."""
        if under == 0:
            raise ZeroDivisionError(f"Ratio({over}, 0)")
        common = gcd(over, under) * (1 if under > 0 else -1)
        self.over = over // common
        self.under = under // common

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a plain decimal such as `0.5` exactly. Raises ValueError on anything else."""
        whole, _, part = text.partition(".")
        digits = (whole + part).lstrip("-")
        if not (digits.isascii() and digits.isdigit()):
            raise ValueError(f"{text!r} is not a decimal number")
        return cls(int(whole + part), 10 ** len(part))

    def __add__(self, other: Ratio | int) -> Ratio:
        other = _ratio(other)
        return Ratio(self.over * other.under + other.over * self.under, self.under * other.under)

    __radd__ = __add__

    def __neg__(self) -> Ratio:
        return Ratio(-self.over, self.under)

    def __sub__(self, other: Ratio | int) -> Ratio:
        return self + -_ratio(other)

    def __rsub__(self, other: int) -> Ratio:
        return _ratio(other) + -self

    def __mul__(self, other: Ratio | int) -> Ratio:
        other = _ratio(other)
        return Ratio(self.over * other.over, self.under * other.under)

    __rmul__ = __mul__

    def __truediv__(self, other: Ratio | int) -> Ratio:
        other = _ratio(other)
        return Ratio(self.over * other.under, self.under * other.over)

    def __rtruediv__(self, other: int) -> Ratio:
        return _ratio(other) / self

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Ratio):
            return self.over == other.over and self.under == other.under
        return isinstance(other, int) and self.under == 1 and self.over == other

    def __hash__(self) -> int:
        return hash(self.over) if self.under == 1 else hash((self.over, self.under))

    def __lt__(self, other: Ratio | int) -> bool:
        other = _ratio(other)
        return self.over * other.under < other.over * self.under

    def __le__(self, other: Ratio | int) -> bool:
        return not _ratio(other) < self

    def __gt__(self, other: Ratio | int) -> bool:
        return _ratio(other) < self

    def __ge__(self, other: Ratio | int) -> bool:
        return not self < other

    def __bool__(self) -> bool:
        return self.over != 0

    def __float__(self) -> float:
        return self.over / self.under

    def __ceil__(self) -> int:
        return -(-self.over // self.under)

    def __floor__(self) -> int:
        return self.over // self.under

    def nearest(self) -> int:
        """Return the nearest whole number; a half goes up."""
        return (2 * self.over + self.under) // (2 * self.under)

    def __repr__(self) -> str:
        return f"Ratio({self.over}, {self.under})"


def total(ratios: Iterable[Ratio]) -> Ratio:
    """Return the sum of ratios; it is brought to lowest terms once, not after each of them."""
    over, under = 0, 1
    for one in ratios:
        if one.under == under:
            over += one.over
        else:
            over, under = over * one.under + one.over * under, under * one.under
    return Ratio(over, under)


def _ratio(value: Ratio | int) -> Ratio:
    return value if isinstance(value, Ratio) else Ratio(value)
