"""A dictionary that fills itself, and never grows large."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeVar

    Value = TypeVar("Value")

_MOST_REMEMBERED = 10_000
_LONGEST = 1000


class Memo(dict[str, "Value"]):
    """Maps texts to what `read` makes of them; when it is full it forgets everything.

    Long files repeat themselves: kinds, days, names, counts. The second meeting with a
    text costs a look-up, whatever reading it cost. Long texts do not: they are not kept.
    """

    def __init__(self, read: Callable[[str], Value]) -> None:
        """Take the reading; what it raises is not remembered."""
        super().__init__()
        self._read = read

    def __missing__(self, text: str) -> Value:
        value = self._read(text)
        if len(text) > _LONGEST:
            return value
        if len(self) >= _MOST_REMEMBERED:
            self.clear()
        self[text] = value
        return value
