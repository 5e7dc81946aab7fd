"""The log line, understood: what was done, how often, and how it went."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actlog.domain.entry import Entry
from actlog.domain.errors import LineError
from actlog.grammar.line import parse
from tests.grammar.typed import MODEL, NOW, log, one, refused


def _said(entries: list[Entry]) -> list[tuple[int, str, str | None]]:
    return [(entry.count, entry.kind, entry.outcome) for entry in entries]


def test_a_kind_alone_is_one_of_it_now_to_the_second() -> None:
    assert one("call") == Entry(day=date(2026, 11, 23), at=NOW.replace(microsecond=0), kind="call")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("12 calls", [(12, "call", None)]),
        ("twelve calls", [(12, "call", None)]),
        ("a call", [(1, "call", None)]),
        ("12 CALLS", [(12, "call", None)]),
        ("3 dials", [(3, "call", None)]),
        ("12 calls 2 connected", [(2, "call", "connected"), (10, "call", None)]),
        (
            "20 calls 1 connected 12 voicemail 7 no-answer",
            [(1, "call", "connected"), (12, "call", "voicemail"), (7, "call", "no-answer")],
        ),
        ("20 calls 20 connected", [(20, "call", "connected")]),
        ("12 calls connected", [(12, "call", "connected")]),
        ("12 calls 0 connected", [(12, "call", None)]),
        ("call connected", [(1, "call", "connected")]),
        ("call not interested", [(1, "call", "not-interested")]),
        ("call not_interested", [(1, "call", "not-interested")]),
        ("2 no answers", [(2, "call", "no-answer")]),
        ("voicemail", [(1, "call", "voicemail")]),
        ("3 voicemails", [(3, "call", "voicemail")]),
        ("2 connected 3 voicemails", [(2, "call", "connected"), (3, "call", "voicemail")]),
        ("2 follow ups 1 replied", [(1, "follow_up", "replied"), (1, "follow_up", None)]),
        ("held moved", [(1, "meeting_held", "moved")]),
        ("held no", [(1, "meeting_held", "no")]),
        ("demo moved", [(1, "demo", "moved")]),
        ("no-show", [(1, "meeting_held", "no-show")]),
        ("no show", [(1, "meeting_held", "no-show")]),
        ("held cancelled", [(1, "meeting_held", "cancelled")]),
        ("3 calls 2 demos", [(3, "call", None), (2, "demo", None)]),
        (
            "3 calls 1 connected 2 demos 1 liked",
            [(1, "call", "connected"), (2, "call", None), (1, "demo", "liked"), (1, "demo", None)],
        ),
        ("2 calls 3 replied", [(2, "call", None), (3, "follow_up", "replied")]),
        ("call outcome:voicemail", [(1, "call", "voicemail")]),
    ],
)
def test_counts_kinds_and_outcomes(text: str, said: list[tuple[int, str, str | None]]) -> None:
    assert _said(log(text)) == said


@pytest.mark.parametrize(
    "spelled",
    [
        "meeting set",
        "meeting-set",
        "meeting_set",
        "MEETING set",
        "meetings set",
        "meeting sets",
        "meetings-set",
        "set",
        "sets",
        "booked",
        "Meeting_Set",
        "meeting se",
    ],
)
def test_a_kind_goes_by_every_spelling_of_its_names(spelled: str) -> None:
    assert one(f"{spelled} @acme").kind == "meeting_set"


@pytest.mark.parametrize(
    ("prefix", "kind"), [("cal", "call"), ("link", "linkedin"), ("fol", "follow_up")]
)
def test_a_prefix_of_three_letters_names_a_kind_on_the_command_line(prefix: str, kind: str) -> None:
    assert one(prefix).kind == kind
    with pytest.raises(LineError):
        parse([prefix], None, model=MODEL, now=NOW, batch=True)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2 connects", [(2, "call", "connected")]),
        ("connect", [(1, "call", "connected")]),
        ("connect not-interested", [(1, "call", "not-interested")]),
        ("12 calls 2 connects", [(2, "call", "connected"), (10, "call", None)]),
        ("12 calls 2 conn", [(2, "call", "connected"), (10, "call", None)]),
        (
            "12 calls 2 connects 7 voicemails",
            [(2, "call", "connected"), (7, "call", "voicemail"), (3, "call", None)],
        ),
        ("3 connects 1 not-interested", [(1, "call", "not-interested"), (2, "call", "connected")]),
    ],
)
def test_a_measure_slices_its_parent_or_logs_it(
    text: str, said: list[tuple[int, str, str | None]]
) -> None:
    assert _said(log(text)) == said


SLICES = st.lists(
    st.tuples(
        st.integers(0, 30), st.sampled_from(["connected", "voicemail", "no-answer", "connects"])
    ),
    max_size=3,
    unique_by=lambda piece: piece[1].replace("connects", "connected"),
)


@given(st.lists(st.tuples(st.integers(1, 90), SLICES), min_size=1, max_size=3))
def test_the_counts_typed_are_the_counts_of_the_entries(
    clauses: list[tuple[int, list[tuple[int, str]]]],
) -> None:
    words = []
    for count, slices in clauses:
        words.append(f"{count} calls")
        words += [f"{part} {outcome}" for part, outcome in slices if outcome != "connects" or part]
    if any(sum(part for part, _ in slices) > count for count, slices in clauses):
        assert "outcomes of" in refused(" ".join(words)).message
        return
    found = log(" ".join(words))
    assert sum(entry.count for entry in found) == sum(count for count, _ in clauses)
    for outcome in ("connected", "voicemail", "no-answer"):
        typed = sum(
            part
            for _, slices in clauses
            for part, said in slices
            if said.replace("connects", "connected") == outcome
        )
        assert sum(entry.count for entry in found if entry.outcome == outcome) == typed
