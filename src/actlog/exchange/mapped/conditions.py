"""Whether a row is what a mapping asks for."""

from __future__ import annotations

import re

from actlog.domain.mapping import fold
from actlog.domain.memo import Memo

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from actlog.domain.mapping import Condition

    Row = list[str]
    Test = Callable[[Row], bool]


def compiled(condition: Condition, place: int, ahead: Callable[[Row], bool | None]) -> Test:
    """Return the test of a row. `ahead` tells whether the moment of its cell is to come.

    It is None for a cell that is empty, which is neither past nor ahead.
    """
    if condition.test in ("past", "ahead"):
        wanted = condition.test == "ahead"
        return lambda row: ahead(row) is wanted
    memo = Memo(_of_cell(condition))
    return lambda row: memo[row[place]]


def _of_cell(condition: Condition) -> Callable[[str], bool]:
    words = frozenset([fold(word) for word in condition.words])
    if condition.test == "is":
        return lambda cell: fold(cell) in words
    if condition.test == "not":
        return lambda cell: fold(cell) not in words
    if condition.test == "filled":
        return lambda cell: bool(cell.strip())
    if condition.test == "empty":
        return lambda cell: not cell.strip()
    longest_first = sorted(filter(None, words), key=len, reverse=True)
    if not longest_first:
        return lambda _: False
    within = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
    return lambda cell: within.search(fold(cell)) is not None


def all_of(tests: Sequence[Test]) -> Test | None:
    """Return the test that a row passes all of these, None where there are none."""
    if not tests:
        return None
    if len(tests) == 1:
        return tests[0]
    if len(tests) == 2:
        first, second = tests
        return lambda row: first(row) and second(row)

    return lambda row: all(one(row) for one in tests)


def said(condition: Condition, *, holds: bool) -> str:
    """Return in words that a condition holds, or that it does not: `Status is not Completed`."""
    words = " or ".join([repr(word) if not word.strip() else word for word in condition.words])
    no = "" if holds else "not "
    return {
        "is": f"{condition.column} is {no}{words}",
        "not": f"{condition.column} is {'not ' if holds else ''}{words}",
        "has": f"{condition.column} has {'' if holds else 'no '}{words}",
        "filled": f"{condition.column} is {'filled' if holds else 'empty'}",
        "empty": f"{condition.column} is {'empty' if holds else 'filled'}",
        "past": f"{condition.column} is {no}past",
        "ahead": f"{condition.column} is {no}still to come",
    }[condition.test]
