"""Next steps, by how pressing they are."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from actlog.analysis.steps import STATES, open_steps
from actlog.domain.entry import Entry, Moment
from tests.rep import at

NOW = at("2026-11-23 10:41")
TODAY = NOW.date()


def entry(number: int, due: Moment | None = None, **parts: Any) -> Entry:
    values: dict[str, Any] = {
        "id": number,
        "day": TODAY,
        "kind": "call",
        "next": "write",
        "due": due,
    } | parts
    return Entry(**values)


def test_the_longest_overdue_comes_first_and_the_undated_last() -> None:
    steps = open_steps(
        [
            entry(1),
            entry(2, Moment(day=date(2026, 11, 24))),
            entry(3, Moment(day=TODAY)),
            entry(4, Moment.of(at("2026-11-23 10:00"))),
            entry(5, Moment(day=date(2026, 11, 20)), next=None),
            entry(6, Moment.of(at("2026-11-23 17:00"))),
            entry(7),
        ],
        NOW,
    )
    assert [(step.entry.id, step.state, step.days) for step in steps] == [
        (5, "overdue", -3),
        (4, "overdue", 0),
        (6, "today", 0),
        (3, "today", 0),
        (2, "ahead", 1),
        (7, "undated", None),
        (1, "undated", None),
    ]


def test_what_is_done_or_was_never_a_step_is_not_open() -> None:
    tuesday = Moment.of(at("2026-11-24 10:00"))
    done = entry(1, Moment(day=TODAY), done=Moment.of(NOW))
    meeting = entry(2, next=None, planned=tuesday)
    assert open_steps([done, meeting], NOW) == []


DUES = st.none() | st.integers(-3, 3).map(lambda days: Moment(day=TODAY + timedelta(days=days)))


@given(st.lists(DUES, max_size=8))
def test_each_open_step_stands_once_in_the_order_of_its_state(dues: list[Moment | None]) -> None:
    entries = [entry(number, due) for number, due in enumerate(dues, 1)]
    steps = open_steps(entries, NOW)
    assert sorted(step.entry.id or 0 for step in steps) == [one.id for one in entries]
    places = [STATES.index(step.state) for step in steps]
    assert places == sorted(places)
    days = [step.days for step in steps if step.days is not None]
    assert days == sorted(days)
