"""Whatever is typed, piped or pasted ends in entries or in a clean refusal."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from actlog.domain.errors import ActlogError, LineError
from actlog.domain.model_week import ModelWeek
from actlog.grammar.batch import parse_batch
from actlog.grammar.filters import parse_filter
from actlog.grammar.line import parse
from actlog.grammar.off import parse_off
from actlog.grammar.tokens import split
from tests.grammar.typed import MODEL, NOW, ODD_MODEL

FRAGMENTS = (
    "call calls held set booked connects voicemail no-show won follow up proposal cal mee 12 0 2 "
    "connected moved @ @acme @acme/dana @a/b/c + +tag account: contact:dana at: at:9:30 for due: "
    "due:fri value: value:18k value:-1 mins:20 mins:x next: note:x outcome:no outcome:x source:a "
    "persona: yesterday today now 31 june 25:00 9.30 11/2 2026-W47 -2d ago 2 days 1h 45m 1.5h "
    "0.3m 99h twelve a an -- --note -x ' \" $' \\ 'call' ten last next week tue 0930 1030"
)
WORDS = st.lists(
    st.one_of(st.sampled_from(FRAGMENTS.split(" ")), st.text(max_size=12)), max_size=10
)


def _refusal(read: Callable[..., object], *args: object, model: ModelWeek) -> ActlogError | None:
    try:
        read(*args, model=model, now=NOW)
    except ActlogError as error:
        return error
    return None


def _ends_well(read: Callable[..., object], *args: object, model: ModelWeek = MODEL) -> None:
    error = _refusal(read, *args, model=model)
    if error is not None:
        assert error.message
        assert "\n" not in error.message
    if isinstance(error, LineError):
        assert 0 <= error.start <= error.end <= len(error.text)


@given(st.one_of(st.text(), WORDS.map(" ".join)))
@example("call '")
@example("--")
def test_any_text_typed_is_understood_or_refused(text: str) -> None:
    for model in (MODEL, ODD_MODEL):
        _ends_well(parse, *split(text), model=model)


@given(WORDS)
@example(["call 'x", "\0"])
@example(["12", "\u0661\u0662 calls", "\uff11 call"])
def test_any_arguments_of_a_shell_are_understood_or_refused(words: list[str]) -> None:
    _ends_well(parse, words, None)
    _ends_well(parse, ["call"], " ".join(words))


@given(st.binary(max_size=60))
def test_any_bytes_of_a_shell_are_understood_or_refused(data: bytes) -> None:
    words = data.decode("utf-8", "surrogateescape").split("\0")
    _ends_well(parse, words, None)
    for word in words:
        _ends_well(parse, [f"@{word}", "call"], word)


@given(st.lists(st.one_of(st.text(), WORDS.map(" ".join)), max_size=4))
def test_any_lines_of_a_file_are_understood_or_refused(lines: list[str]) -> None:
    _ends_well(parse_batch, lines)


@given(WORDS)
def test_any_words_for_list_and_off_are_understood_or_refused(words: list[str]) -> None:
    _ends_well(parse_filter, words)
    _ends_well(parse_off, words)


@pytest.mark.parametrize(
    ("words", "what"),
    [
        (["call", "-- \ud8ff"], "option"),
        (["call", "@\udcff"], "the account holds the hidden character"),
        (["call", "note:\udcff"], "the note holds bytes that are no UTF-8 text"),
        (["call", "note:a\0b"], "the note holds a zero byte"),
        (["call", "@a\x1b[31m"], "the account holds the hidden character \\x1b"),
        (["call", "@a\u202eb"], "the account holds the hidden character \\u202e"),
        (["call", "@" + "x" * 101], "the account is longer than 100 characters"),
        (["call", "note:" + "x" * 4001], "the note is longer than 4,000 characters"),
        (["call", "value:" + "9" * 5000], "has too many digits"),
        (["9" * 5000, "calls"], "counts at most 2,000"),
        (["call", "9" * 5000 + "m"], "is longer than a day"),
    ],
)
def test_what_a_log_cannot_hold_is_refused(words: Sequence[str], what: str) -> None:
    with pytest.raises(LineError) as caught:
        parse(words, None, model=MODEL, now=NOW)
    assert what in caught.value.message


def test_control_characters_in_a_note_are_kept() -> None:
    (entry,) = parse(["call"], "a\x1b[31mb\nc", model=MODEL, now=NOW)
    assert entry.note == "a\x1b[31mb\nc"


def test_a_very_long_line_is_read_in_linear_time() -> None:
    text = "x:'" * 20_000 + ' "' * 20_000 + "call " * 20_000
    with pytest.raises(LineError):
        parse(*split(text), model=MODEL, now=NOW)
