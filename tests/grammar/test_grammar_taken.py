"""The words of `done`."""

from __future__ import annotations

import pytest

from actlog.domain.entry import Moment
from actlog.domain.errors import LineError
from actlog.grammar.taken import parse_taken
from tests.rep import MODEL, at

NOW = at("2026-11-23 10:41")


@pytest.mark.parametrize(
    ("words", "numbers", "when"),
    [
        ("1842", "1842", "2026-11-23T10:41:00+00:00"),
        ("#12 13-15", "#12 13-15", "2026-11-23T10:41:00+00:00"),
        ("1842 1843", "1842 1843", "2026-11-23T10:41:00+00:00"),
        ("last", "last", "2026-11-23T10:41:00+00:00"),
        ("last fri", "last", "2026-11-20"),
        ("12 last fri", "12", "2026-11-20"),
        ("12 yesterday", "12", "2026-11-22"),
        ("12 2 days ago", "12", "2026-11-21"),
        ("12 2 nov", "12", "2026-11-02"),
        ("5 6 yesterday", "5 6", "2026-11-22"),
        ("1842 0930 yesterday", "1842 0930", "2026-11-22"),
        ("12 thu 9:10", "12", "2026-11-19T09:10:00+00:00"),
        ("12 2026-11-20", "12", "2026-11-20"),
        ("", "", "2026-11-23T10:41:00+00:00"),
    ],
)
def test_numbers_come_first_and_then_when(words: str, numbers: str, when: str) -> None:
    found, moment = parse_taken(words.split(), model=MODEL, now=NOW)
    assert found == numbers.split()
    assert moment == Moment.from_iso(when)


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        ("12 xyz", "xyz is no number and no date"),
        ("12 yesterday xyz", "yesterday xyz is no number and no date"),
        ("12 tomorrow", "still to come"),
        ("12 31 june", "no 31 June"),
        ("12 #x", "#x is no number and no date"),
    ],
)
def test_anything_else_is_refused(words: str, wrong: str) -> None:
    with pytest.raises(LineError) as refused:
        parse_taken(words.split(), model=MODEL, now=NOW)
    assert wrong in refused.value.message
