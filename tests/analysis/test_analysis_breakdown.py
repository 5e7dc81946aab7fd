"""A funnel's parts, which add up to the whole."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from actlog.analysis.breakdown import by_name, by_outcome, by_weekday
from actlog.domain.model_week import Outcome, with_closers
from tests.rep import CALL, CONNECT, HELD, LINKEDIN, MONDAY, SET, day, total

KINDS = with_closers((CALL, CONNECT, SET, HELD))[:3]


def test_the_most_comes_first_none_last_and_spellings_are_one() -> None:
    rows: list[tuple[str | None, str, str | None, int]] = [
        (None, "call", None, 90),
        ("Web", "call", "connected", 2),
        ("web", "call", None, 3),
        ("list", "call", None, 9),
        ("fair", "stranger", None, 9),
    ]
    found = by_name("source", KINDS, rows, MONDAY)
    assert [(part.name, part.stages[0].n) for part in found.parts] == [
        ("list", 9),
        ("web", 5),
        (None, 90),
    ]
    assert found.parts[1].stages[1].n == 2


def test_an_entry_with_two_tags_counts_for_both() -> None:
    found = by_name("tag", KINDS, [("fair referral", "call", None, 4)], MONDAY)
    assert [(part.name, part.stages[0].n) for part in found.parts] == [("fair", 4), ("referral", 4)]


def test_hours_stand_in_their_order_and_what_has_none_is_counted() -> None:
    rows: list[tuple[str | None, str, str | None, int]] = [
        ("16", "call", None, 9),
        ("09", "call", None, 1),
        (None, "call", None, 7),
        (None, "stranger", None, 7),
    ]
    found = by_name("hour", KINDS, rows, MONDAY)
    assert ([part.name for part in found.parts], found.untimed) == (["09", "16"], 7)


def test_the_touches_of_a_timebox_count_but_for_weekdays() -> None:
    rows: list[tuple[str | None, str, str | None, int]] = [("web", "linkedin", None, 12)]
    (part,) = by_name("source", (LINKEDIN, SET), rows, MONDAY).parts
    assert part.stages[0].n == 12
    kept = [total(day(1), "linkedin", 12, minutes=60), total(day(0), "linkedin", 12, minutes=59)]
    (part,) = by_weekday((LINKEDIN, SET), kept, 0).parts
    assert (part.name, part.stages[0].n) == ("tue", 1)


def test_weekdays_stand_in_the_order_of_the_week() -> None:
    totals = [total(day(offset), "call") for offset in (0, 5, 6, 7)]
    found = by_weekday(KINDS, totals, 6)
    assert [(part.name, part.stages[0].n) for part in found.parts] == [
        ("sun", 1),
        ("mon", 2),
        ("sat", 1),
    ]


def test_outcomes_are_shares_of_their_step_in_the_models_order() -> None:
    held = HELD.replace(outcomes=(Outcome(name="moved", cls="moved"),))
    totals = [
        total(day(0), "meeting_held", 2, "no-show"),
        total(day(1), "meeting_held", 5, "moved"),
        total(day(1), "meeting_held", 3),
        total(day(1), "meeting_set", 3),
        total(day(1), "call", 3, "connected"),
    ]
    found = by_outcome((CONNECT, SET, held), totals).outcomes
    assert [
        (one.kind.name, one.outcome, one.cls, one.share.hits, one.share.n) for one in found
    ] == [
        ("meeting_held", "moved", "moved", 5, 10),
        ("meeting_held", "no-show", None, 2, 10),
        ("meeting_held", None, None, 3, 10),
    ]


names = st.none() | st.sampled_from(["web", "Web", "list", "09", "\u0130x", "[red]"])
rows = st.lists(
    st.tuples(
        names,
        st.sampled_from(["call", "meeting_set", "stranger"]),
        st.sampled_from([None, "connected", "again"]),
        st.integers(1, 9),
    )
)


@given(rows)
def test_parts_add_up_to_the_whole(found: list[tuple[str | None, str, str | None, int]]) -> None:
    parts = by_name("source", KINDS, found, MONDAY).parts
    for place, wanted in enumerate(
        (
            [row for row in found if row[1] == "call"],
            [row for row in found if row[1:3] == ("call", "connected")],
            [row for row in found if row[1] == "meeting_set" and row[2] != "again"],
        )
    ):
        assert sum(part.stages[place].n for part in parts) == sum(row[3] for row in wanted)
