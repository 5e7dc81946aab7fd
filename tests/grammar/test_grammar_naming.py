"""Words that name one kind and nothing else."""

import pytest

from actlog.domain.errors import LineError
from actlog.grammar.naming import parse_kind
from tests.rep import MODEL, at

NOW = at("2026-11-23 10:41")


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (["call"], "call"),
        (["calls"], "call"),
        (["meetings", "held"], "meeting_held"),
        (["meeting_held"], "meeting_held"),
        (["Meeting-Held"], "meeting_held"),
        (["meetings held"], "meeting_held"),
        (["prop"], "proposal"),
        (["deals", "won"], "deal_won"),
    ],
)
def test_any_spelling_names_the_kind(words: list[str], name: str) -> None:
    assert parse_kind(words, model=MODEL, now=NOW).name == name


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["cals"], "cals is not understood"),
        (["meeting"], "meeting can be"),
        (["call", "5"], "is not understood"),
        (["call", "call"], "is not understood"),
        (["\x1b[1m"], "is not understood"),
    ],
)
def test_what_names_none_or_several_is_refused(words: list[str], said: str) -> None:
    with pytest.raises(LineError) as raised:
        parse_kind(words, model=MODEL, now=NOW)
    assert said in raised.value.message
