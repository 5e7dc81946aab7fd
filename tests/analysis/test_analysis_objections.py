"""Objections are counted by entry, and every breakdown adds up to the whole."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from actlog.analysis.objections import BY, Part, objections
from actlog.domain.entry import name_key
from actlog.domain.objection import Heard

DAY = date(2026, 11, 20)


def heard(*words: str, entries: int = 1, last: date = DAY, **who: str) -> Heard:
    said: dict[str, str | None] = {"persona": None, "source": None, "outcome": None, **who}
    return Heard(words=words, entries=entries, last=last, **said)


def test_nothing_heard_is_nothing_counted() -> None:
    assert objections([]) == ()


def test_the_most_frequent_comes_first_and_equals_by_the_alphabet() -> None:
    rows = [heard("timing"), heard("price", entries=2), heard("budget")]
    assert [one.word for one in objections(rows)] == ["price", "budget", "timing"]


def test_an_entry_with_two_objections_counts_for_both() -> None:
    both = objections([heard("price", "timing", entries=3)])
    assert [(one.word, one.entries) for one in both] == [("price", 3), ("timing", 3)]


def test_spellings_are_one_and_the_most_frequent_is_shown() -> None:
    later = date(2026, 11, 21)
    (one,) = objections(
        [
            heard("Price", persona="Owner", last=later),
            heard("price", entries=2, persona="owner"),
            heard("PRICE", persona="Owner", entries=4),
        ]
    )
    assert (one.word, one.entries, one.last) == ("PRICE", 7, later)
    assert one.parts["persona"] == (Part(name="Owner", entries=7),)


def test_those_without_a_persona_stand_last_however_many_they_are() -> None:
    (one,) = objections(
        [heard("price", entries=9), heard("price", persona="a"), heard("price", persona="b")]
    )
    assert [(part.name, part.entries) for part in one.parts["persona"]] == [
        ("a", 1),
        ("b", 1),
        (None, 9),
    ]


names = st.none() | st.sampled_from(["owner", "Owner", "buyer", "\u0130x", "ß"])
words = st.lists(st.sampled_from(["price", "Price", "timing"]), min_size=1, unique_by=name_key)
rows = st.lists(
    st.builds(
        Heard,
        words=words.map(tuple),
        persona=names,
        source=names,
        outcome=names,
        entries=st.integers(1, 50),
        last=st.dates(),
    )
)


@given(rows)
def test_every_breakdown_adds_up_to_the_entries_that_heard_it(rows: list[Heard]) -> None:
    found = objections(rows)
    assert sum(one.entries for one in found) == sum(len(row.words) * row.entries for row in rows)
    for one in found:
        assert list(one.parts) == list(BY)
        for parts in one.parts.values():
            assert sum(part.entries for part in parts) == one.entries
            keys = [part.name and name_key(part.name) for part in parts]
            assert len(keys) == len(set(keys))
