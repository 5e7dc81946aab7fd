"""What the mappings that come with actlog carry out, and what they cannot."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actlog.domain.entry import Entry, Moment
from actlog.exchange.codec import FIELDS
from actlog.exchange.mapped.writing import Unsaid, write
from actlog.grammar.vocabulary import outcomes_of
from tests.exchange.crm import NOW, model, presets
from tests.exchange.given import entries
from tests.exchange.mapped.written import held_against

WORDS = [word for word in presets() if word != "calendar"]
DOCUMENT = Path(__file__).parent.parent.parent / "docs" / "import.md"
MODEL = model("sdr")
KINDS = [kind for kind in MODEL.kinds() if not kind.of]


@settings(max_examples=60)
@given(
    st.sampled_from(WORDS), entries().map(lambda entry: entry.replace(count=min(entry.count, 3)))
)
def test_what_a_preset_writes_reads_back_but_for_what_is_told(word: str, entry: Entry) -> None:
    held_against(entry, presets()[word])


def telling(kind: str, outcome: str | None) -> Entry:
    """Return an entry that says all that an entry can say."""
    at = datetime(2026, 11, 16, 9, 5, tzinfo=UTC)
    return Entry(
        day=at.date(),
        at=at,
        kind=kind,
        outcome=outcome,
        account="Acme",
        contact="Dana",
        minutes=7,
        value_cents=125_050,
        source="web",
        persona="cfo",
        tags=("hot",),
        note="Asked for pricing",
        planned=Moment.of(at + timedelta(days=14)),
        next="Send a quote",
        due=Moment(day=at.date()),
        done=Moment(day=at.date()),
        objection=("price",),
    )


def lost(word: str, kind: str, outcome: str | None) -> set[str] | None:
    """Return the fields that such an entry loses in a format, None where it has no place."""
    unsaid = Unsaid()
    list(write([telling(kind, outcome)], presets()[word], MODEL, NOW, unsaid))
    return None if unsaid.kinds else set(unsaid.fields)


def listed(words: list[str]) -> str:
    return ", ".join([f"`{word}`" for word in words])


def row(word: str) -> str:
    """Return the row of the document's table for a format."""
    found = {
        (kind.name, outcome): lost(word, kind.name, outcome)
        for kind in KINDS
        for outcome in (None, *outcomes_of(kind))
    }
    kinds = [kind.name for kind in KINDS if found[kind.name, None] is not None]
    without = [said for (kind, said), gone in found.items() if gone is None and kind in kinds]
    placed = [gone for gone in found.values() if gone is not None]
    always, ever = set.intersection(*placed), set.union(*placed)
    outcomes = {said for (_, said), gone in found.items() if said and gone is not None}
    unknown = [said for (_, said), gone in found.items() if said and "outcome" in (gone or ())]
    cells = [
        f"`{word}`",
        ("every kind" if len(kinds) == len(KINDS) else listed(kinds))
        + (f", but not {listed([said for said in without if said])}" if without else ""),
        listed([name for name in FIELDS if name in always]),
        listed([name for name in FIELDS if name in ever - always and name != "outcome"]),
        "every one" if outcomes == set(unknown) else listed(list(dict.fromkeys(unknown))),
    ]
    return f"| {' | '.join(cells)} |".replace("|  |", "| |").replace("|  |", "| |")


@pytest.mark.parametrize("word", WORDS)
def test_the_document_says_what_a_format_cannot_carry(word: str) -> None:
    assert row(word) in DOCUMENT.read_text(encoding="utf-8").splitlines()
