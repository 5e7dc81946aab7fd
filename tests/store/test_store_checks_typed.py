"""What was typed through the grammar never looks wrong to the rules that the grammar holds."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actlog.domain.errors import LineError
from actlog.domain.filter import Filter
from actlog.domain.model_week import ModelWeek
from actlog.domain.odd import RULES
from actlog.grammar.likeness import near_pairs
from actlog.store import alike, checks
from tests.grammar import typed
from tests.store.logbook import NOW, log, open_log

HELD_BY_THE_GRAMMAR = {
    "unknown-kind",
    "unknown-outcome",
    "future",
    "over-maximum",
    "missing-field",
}
"""No line can be typed that breaks these; what the others look for can be true, or a slip."""

WORDS = (
    "held", "set", "call", "calls", "dial", "follow up", "linkedin", "proposal", "demo", "won",
    "connect", "connected", "voicemail", "no-show", "rescheduled", "replied", "moved", "yes",
    "back", "ago", "days", "march", "1 on 1", "email", "Ανάθεση", "όχι", "now",
    "@acme", "@acme/dana", "@'ACME Inc'", "@globex", "+fair", "20m", "12h", "value:18k", "value:0",
    "for tue 10:00", "next:'send quote'", "due:fri", "due:2026-01-02", "story:abc", "'a b c'",
    "yesterday", "9:30", "thu 9:10", "2026-07-01", "last week", "today", "at:2026-11-20", "noon",
)  # fmt: skip
words = st.sampled_from(WORDS) | st.integers(0, 5000).map(str)
lines = st.lists(words, min_size=1, max_size=6).map(" ".join)


def broken(model: ModelWeek, said: list[str]) -> tuple[int, set[str]]:
    """Log what can be typed of some lines; return how many entries, and the rules they break."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_log(Path(folder))
        size = 0
        for line in said:
            try:
                size += len(log(store, *typed.log(line, model=model, now=NOW)))
            except LineError:
                continue
        scope = checks.scope(store, Filter())
        odds = checks.look(store, model, NOW, scope)
        for table in ("account", "contact"):
            odds += alike.near_names(store, table, near_pairs, scope)
        assert checks.count(store, scope) == size
        store.close()
    return size, {odd.rule for odd in odds}


@pytest.mark.parametrize("model", [typed.MODEL, typed.ODD_MODEL], ids=["usual", "odd"])
@given(said=st.lists(lines, max_size=12))
def test_a_typed_log_breaks_no_rule_that_the_grammar_holds(
    model: ModelWeek, said: list[str]
) -> None:
    _, rules = broken(model, said)
    assert not rules & HELD_BY_THE_GRAMMAR


def test_the_lines_above_are_no_empty_promise() -> None:
    said = [
        "held @acme", "held @acme 12h", "call 'a b c'", "call 'a b c'", "set @acme for tue 10:00",
        "held @'ACME Inc' story:abc", "connected @acme/dana next:'send quote' due:2026-01-02",
        "won @globex value:0",
    ]  # fmt: skip
    size, rules = broken(typed.MODEL, said)
    assert size == len(said)
    assert rules == {
        "held-without-set", "long-minutes", "logged-twice", "near-accounts", "lost-story",
        "overdue-step", "unusual-value",
    }  # fmt: skip
    assert rules < set(RULES) - HELD_BY_THE_GRAMMAR
