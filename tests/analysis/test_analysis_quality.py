"""Quality is movement: a yes or a no counts for it, a pleasant nothing against it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import beta

from actlog.analysis.history import judged_weeks
from actlog.analysis.quality import quality, weekly
from actlog.domain.model_week import Outcome
from actlog.domain.week import Week
from tests.rep import CALL, CONNECT, HELD, MODEL, MONDAY, SET, day, total, versions

ENDS = (
    Outcome(name="connected", cls="moved"),
    Outcome(name="not-interested", cls="decided"),
    Outcome(name="callback", cls="none"),
    Outcome(name="voicemail", cls="unreached"),
)
MEASURED = MODEL.replace(
    activities=(
        HELD.replace(outcomes=(Outcome(name="moved", cls="moved"),)),
        SET,
        CONNECT,
        CALL.replace(outcomes=ENDS),
    )
)


def test_unreached_and_unknown_stand_beside_the_share() -> None:
    totals = [
        total(MONDAY, "call", 3, "connected"),
        total(MONDAY, "call", 1, "not-interested"),
        total(MONDAY, "call", 4, "callback"),
        total(MONDAY, "call", 50, "voicemail"),
        total(MONDAY, "call", 9),
        total(MONDAY, "call", 2, "a word of old"),
        total(MONDAY, "meeting_set", 7),
        total(MONDAY, "stranger", 7, "connected"),
    ]
    overall = quality(MEASURED, totals).overall
    assert (overall.share.hits, overall.share.n, overall.share.value) == (4, 8, 0.5)
    assert (overall.unreached, overall.unknown) == (50, 11)
    assert overall.share.low == pytest.approx(beta.ppf(0.05, 4.5, 4.5), abs=1e-10)


def test_words_of_a_story_count_nothing_unless_the_model_gives_them_a_class() -> None:
    totals = [total(MONDAY, "meeting_held", 3, "no-show"), total(MONDAY, "meeting_held", 1)]
    held = quality(MEASURED, totals).kinds[0]
    assert (held.kind and held.kind.name, held.n, held.unknown) == ("meeting_held", 0, 1)
    classed = HELD.replace(outcomes=(Outcome(name="no-show", cls="none"),))
    told = quality(MEASURED.replace(activities=(classed,)), totals).overall
    assert (told.none, told.n) == (3, 3)


def test_nothing_known_is_no_share() -> None:
    none = quality(MEASURED, []).overall.share
    assert (none.value, none.low, none.high) == (None, 0, 1)
    assert quality(MODEL, [total(MONDAY, "call", 3, "connected")]).kinds == ()


def test_weeks_are_judged_one_by_one() -> None:
    weeks = judged_weeks(versions(MEASURED), Week(start=MONDAY), day(-21), 13)
    totals = [total(day(-1), "call", 3, "connected"), total(day(-14), "call", 2, "callback")]
    found = weekly(weeks, totals)
    assert [(one.week.start, one.quality.good, one.quality.n) for one in found] == [
        (day(-7), 3, 3),
        (day(-14), 0, 2),
        (day(-21), 0, 0),
    ]
    assert [one.quality.n for one in weekly(weeks, totals, "meeting_held")] == [0, 0, 0]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["call", "meeting_held"]),
            st.sampled_from([None, "moved", *[one.name for one in ENDS], "no-show"]),
            st.integers(1, 30),
        )
    )
)
def test_the_classes_add_up(rows: list[tuple[str, str | None, int]]) -> None:
    found = quality(MEASURED, [total(MONDAY, kind, count, end) for kind, end, count in rows])
    whole = found.overall
    assert whole.n + whole.unreached + whole.unknown == sum(
        count for kind, end, count in rows if (kind, end) != ("meeting_held", "no-show")
    )
    for name in ("moved", "decided", "none", "unreached", "unknown"):
        assert getattr(whole, name) == sum(getattr(one, name) for one in found.kinds)
