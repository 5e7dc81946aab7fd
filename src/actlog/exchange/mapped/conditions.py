"""Whether a row is what a mapping asks for."""

from __future__ import annotations

import re

from actlog.domain.mapping import fold
from actlog.domain.memo import Memo

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from actlog.domain.mapping import Condition
    from actlog.exchange.mapped.values import Get

    Row = list[str]
    Test = Callable[[Row], bool]


def of_cell(condition: Condition, place: int | None) -> Test | bool:
    """Return the test of the cell at `place`, or what holds always where the file lacks it."""
    holds = holds_of(condition)
    if place is None:
        return holds("")
    memo = Memo(holds)
    return lambda row: memo[row[place]]


def of_moment(condition: Condition, get: Get | str, ahead: Callable[[str], bool]) -> Test | bool:
    """Return the test of a moment: an empty one is neither past nor ahead.

    `get` is the moment as a cell of a row, `ahead` tells whether that is to come.
    """
    if isinstance(get, str):
        return bool(get) and ahead(get) is (condition.test == "ahead")
    wanted = condition.test == "ahead"

    def test(row: Row) -> bool:
        cell = get(row)
        return bool(cell) and ahead(cell) is wanted

    return test


def holds_of(condition: Condition) -> Callable[[str], bool]:
    """Return what tells whether a cell is what a condition asks for; it must not be a moment's."""
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


def all_of(tests: Iterable[Test | bool]) -> Test | bool:
    """Return the test that a row passes all of these, or what holds for any row."""
    found: Test | bool = True
    for one in reversed(list(tests)):
        if one is False:
            return False
        if one is not True:
            found = _both(one, found) if callable(found) else one
    return found


def _both(first: Test, second: Test) -> Test:
    return lambda row: first(row) and second(row)


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
