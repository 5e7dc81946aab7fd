"""Prospects: stage, new or existing, stale, and who needs attention first."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from actlog.analysis.prospects import (
    WEEKS,
    Account,
    Prospect,
    Stages,
    ideal_in,
    prospects,
    recent_from,
)
from actlog.analysis.steps import open_steps
from actlog.domain.entry import Entry, Moment
from tests.rep import MODEL, at

NOW = at("2026-11-23 10:41")
TODAY = NOW.date()
FUNNEL = ("call", "connect", "meeting_set", "meeting_held", "proposal", "deal_won")
JUDGE = MODEL.replace(funnel=FUNNEL)

Parts = tuple[str, str | None]


def tally(kind: str, outcome: str | None = None, ago: int = 0, count: int = 1) -> Any:
    day = TODAY - timedelta(days=ago)
    return kind, outcome, day, day, count, count if ago < 7 * WEEKS else 0


def step(due: int | None) -> Any:
    moment = None if due is None else Moment(day=TODAY + timedelta(days=due))
    entry = Entry(id=1, day=TODAY, kind="call", next="write", due=moment)
    return open_steps([entry], NOW)[0]


def account(name: str, *tallies: Any, **parts: Any) -> Account:
    given = {"tallies": tallies or (tally("call"),), "source": None} | parts
    return Account(name=name, **given)


def only(one: Account, **parts: Any) -> Prospect:
    (found,) = prospects([one], JUDGE.replace(**parts), NOW)
    return found


@pytest.mark.parametrize(
    ("kinds", "stage", "new"),
    [
        ([("call", None)], "call", True),
        ([("call", "connected")], "connect", True),
        ([("call", "voicemail")], "call", True),
        ([("call", None), ("meeting_set", None)], "meeting_set", True),
        ([("meeting_set", None), ("meeting_held", "no-show")], "meeting_set", True),
        ([("meeting_held", "moved"), ("call", None)], "meeting_held", False),
        ([("meeting_held", None), ("meeting_held", "cancelled")], "meeting_held", False),
        ([("deal_won", None), ("call", None)], "deal_won", True),
        ([("fax", None)], None, True),
    ],
)
def test_the_stage_is_the_furthest_step_that_was_reached(
    kinds: list[Parts], stage: str | None, new: bool
) -> None:
    one = only(account("acme", *[tally(kind, outcome) for kind, outcome in kinds]))
    assert (one.stage, one.new) == (stage, new)


def test_a_model_without_meetings_cannot_tell_new_from_existing() -> None:
    calls = [kind for kind in MODEL.activities if kind.closes is None]
    assert Stages(MODEL.replace(activities=tuple(calls))).new([tally("call")]) is None


def test_touches_are_counts_and_recent_those_of_thirteen_weeks() -> None:
    one = only(account("acme", tally("call", ago=91, count=5), tally("call", "spoke", 90, 2)))
    assert (one.touches, one.recent, one.days) == (7, 2, 90)
    assert (one.first, one.last) == (date(2026, 8, 24), date(2026, 8, 25))
    assert recent_from(TODAY) == one.last


@pytest.mark.parametrize(
    ("ago", "parts", "stale"),
    [
        (13, {}, False),
        (14, {}, True),
        (14, {"steps": (step(0),)}, False),
        (14, {"steps": (step(3),)}, False),
        (14, {"steps": (step(-1),)}, True),
        (14, {"steps": (step(None),)}, True),
        (14, {"steps": (step(-1), step(3))}, False),
        (14, {"meeting": Moment(day=TODAY)}, False),
    ],
)
def test_stale_is_a_fortnight_without_touch_and_nothing_dated_ahead(
    ago: int, parts: dict[str, Any], stale: bool
) -> None:
    assert only(account("acme", tally("call", ago=ago), **parts)).stale is stale


def test_what_needs_attention_comes_first() -> None:
    found = prospects(
        [
            account("fine", steps=(step(5),)),
            account("soon", meeting=Moment(day=TODAY + timedelta(days=1))),
            account("loose", tally("call", ago=3)),
            account("stale", tally("call", ago=20)),
            account("staler", tally("call", ago=40)),
            account("late", steps=(step(-1),)),
            account("latest", tally("call", ago=90), steps=(step(-9),)),
        ],
        JUDGE,
        NOW,
    )
    names = [one.name for one in found]
    assert names == ["latest", "late", "staler", "stale", "loose", "soon", "fine"]


def test_another_number_of_days_makes_others_stale() -> None:
    assert prospects([account("acme", tally("call", ago=5))], JUDGE, NOW, 5)[0].stale


def test_ideal_is_known_only_where_the_model_says_who_is() -> None:
    one = account("acme", personas=("user", "CEO"))
    assert only(one).ideal is None
    assert only(one, ideal_personas=("owner", "ceo")).ideal is True
    assert only(one, ideal_personas=("owner",)).ideal is False
    assert not ideal_in(JUDGE.replace(ideal_personas=("owner",)))(None)
