"""Time off, typed."""

from __future__ import annotations

from datetime import date

import pytest

from actlog.domain.errors import LineError
from actlog.domain.week import TimeOff
from actlog.grammar.off import parse_off
from tests.grammar.typed import MODEL, NOW, blamed

FRIDAY, WEDNESDAY = date(2026, 11, 27), date(2026, 11, 25)


@pytest.mark.parametrize(
    ("args", "off"),
    [
        (["fri"], TimeOff(first=FRIDAY, last=FRIDAY)),
        (["wed", "pm"], TimeOff(first=WEDNESDAY, last=WEDNESDAY, part="pm")),
        (["wed am"], TimeOff(first=WEDNESDAY, last=WEDNESDAY, part="am")),
        (
            ["24", "dec..3", "jan"],
            TimeOff(first=date(2026, 12, 24), last=date(2027, 1, 3)),
        ),
        (
            ["call", "linkedin", "fri", "calls"],
            TimeOff(first=FRIDAY, last=FRIDAY, kinds=("call", "linkedin")),
        ),
        (["connects", "fri"], TimeOff(first=FRIDAY, last=FRIDAY, kinds=("connect",))),
        (
            ["fri", "cal", "trade show"],
            TimeOff(first=FRIDAY, last=FRIDAY, kinds=("call",), why="trade show"),
        ),
        (["fri", "call linkedin"], TimeOff(first=FRIDAY, last=FRIDAY, kinds=("call", "linkedin"))),
        (
            ["fri", "call -- trade show"],
            TimeOff(first=FRIDAY, last=FRIDAY, why="call -- trade show"),
        ),
        (["fri", "note:sick"], TimeOff(first=FRIDAY, last=FRIDAY, why="sick")),
    ],
)
def test_days_activities_and_the_reason(args: list[str], off: TimeOff) -> None:
    assert parse_off(args, model=MODEL, now=NOW) == off


def test_the_reason_may_follow_two_dashes() -> None:
    off = parse_off(["fri"], "dentist", model=MODEL, now=NOW)
    assert off == TimeOff(first=FRIDAY, last=FRIDAY, why="dentist")


@pytest.mark.parametrize(
    ("args", "place", "message"),
    [
        ([], "", "the line names no day"),
        (["call"], "call", "the line names no day"),
        (["fri", "foo"], "foo", "foo is not understood"),
        (["fri", "cals"], "cals", "cals is not understood"),
        (["fri", "won"], "won", "deal won is a result and has no line to be off from"),
        (["fri", "mee"], "mee", "mee can be meeting held or meeting set"),
        (["fri", "sat"], "sat", "two times off in one line"),
        (["fri", "the fair", "note:x"], "note:x", "a second reason"),
        (["fri", "note:"], "note:", "the reason is empty"),
        (["31", "june"], "31 june", "there is no 31 June"),
        (
            ["2026-12-24..2028-01-03"],
            "2026-12-24..2028-01-03",
            "2026-12-24 to 2028-01-03 is longer than a year",
        ),
    ],
)
def test_what_is_no_time_off_is_refused(args: list[str], place: str, message: str) -> None:
    with pytest.raises(LineError) as caught:
        parse_off(args, model=MODEL, now=NOW)
    assert (blamed(caught.value), caught.value.message) == (place, message)
