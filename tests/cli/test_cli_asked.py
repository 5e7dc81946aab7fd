"""Kinds and outcomes that have left the model week are still found by their names."""

from pathlib import Path

import pytest

from tests.program import Program

BEFORE = """\
version: 1
name: before
activities:
  booth: {outcomes: {scanned: moved}}
  call: {outcomes: {connected: moved, busy: unreached}}
"""
AFTER = """\
version: 1
name: after
activities: {call: {outcomes: {connected: moved}}}
"""


@pytest.fixture
def changed(actlog: Program, isolated: Path) -> Program:
    """Return the program with entries of a kind and an outcome that its model has lost."""
    isolated.mkdir()
    model = isolated / "model-week.yaml"
    model.write_text(BEFORE)
    actlog.ok("log", "3 booth scanned -- a fair")
    actlog.ok("log", "2 calls busy -- no luck")
    actlog.ok("log", "call connected -- a fair talk")
    model.write_text(AFTER)
    return actlog


@pytest.mark.parametrize(
    ("words", "notes"),
    [
        (["list", "booth"], ["a fair"]),
        (["list", "booths", "scanned"], ["a fair"]),
        (["list", "call", "busy"], ["no luck"]),
        (["search", "fair", "--in", "booth"], ["a fair"]),
        (["export", "booth", "today"], ["a fair"]),
    ],
)
def test_former_words_ask_for_what_was_logged(
    changed: Program, words: list[str], notes: list[str]
) -> None:
    lines = changed.ok(*words).splitlines()[1:]
    assert len(lines) == len(notes)
    assert all(note in line for note, line in zip(notes, lines, strict=True))


def test_a_word_of_neither_is_told_as_ever(changed: Program) -> None:
    result = changed("list", "calz")
    assert (result.code, result.out) == (2, "")
    assert "did you mean call?" in result.err
    assert changed("log", "booth").code == 2
