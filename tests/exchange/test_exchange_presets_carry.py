"""What the mappings that come with actlog carry out, and what they cannot."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from actlog.domain.entry import Entry
from tests.exchange.crm import presets
from tests.exchange.given import entries
from tests.exchange.mapped.written import held_against

WORDS = [word for word in presets() if word != "calendar"]
TOLD = Path(__file__).parent.parent.parent / "docs" / "import.md"
NAMED = {"at": "time of day", "for": "date of a meeting", "next": "next step"}


@settings(max_examples=60)
@given(
    st.sampled_from(WORDS), entries().map(lambda entry: entry.replace(count=min(entry.count, 3)))
)
def test_what_a_preset_writes_reads_back_but_for_what_is_told(word: str, entry: Entry) -> None:
    held_against(entry, presets()[word])
