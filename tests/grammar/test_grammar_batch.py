"""Many lines at once: headings, blank lines, and every bad line named."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from actlog.domain.entry import Moment
from actlog.domain.errors import InputError
from actlog.grammar.batch import BatchError, parse_batch
from tests.grammar.typed import MODEL, NOW


def _whens(*lines: str) -> list[Moment]:
    return [line[0].when for line in parse_batch(lines, model=MODEL, now=NOW)]


def _problems(*lines: str) -> tuple[str, ...]:
    with pytest.raises(BatchError) as caught:
        parse_batch(lines, model=MODEL, now=NOW)
    return caught.value.problems


def test_a_line_with_only_a_date_heads_the_lines_below() -> None:
    thursday = date(2026, 11, 19)
    assert _whens("demo", "thu", "9:10 call @acme", "", "2 calls no-answer", "fri", "call") == [
        Moment.of(NOW.replace(microsecond=0)),
        Moment.of(datetime(2026, 11, 19, 9, 10, tzinfo=UTC)),
        Moment(day=thursday),
        Moment(day=date(2026, 11, 20)),
    ]


@pytest.mark.parametrize("heading", ["2026-11-19", "'last thu'", "at:thu", "thu  ", "4 days ago"])
def test_a_heading_is_any_date(heading: str) -> None:
    assert _whens(heading, "call") == [Moment(day=date(2026, 11, 19))]


def test_a_line_with_a_date_of_its_own_leaves_the_heading_as_it_is() -> None:
    assert _whens("thu", "call yesterday", "call") == [
        Moment(day=date(2026, 11, 22)),
        Moment(day=date(2026, 11, 19)),
    ]


def test_a_time_to_come_under_todays_heading_is_refused() -> None:
    assert _problems("mon", "11:00 call")[0].startswith("line 2: 11:00 today is still to come")


def test_every_bad_line_is_named_with_its_number() -> None:
    problems = _problems("call", "12 cals", "", "call @", "9:10", "won @acme", "demo")
    assert problems == (
        "line 2: cals is not understood (try: 12 calls)",
        "line 4: the account has no name",
        "line 5: a time alone heads no lines "
        "(name the day, or an activity behind the time: 9:10 call)",
        "line 6: a deal won needs a value (say how much: value:18k)",
    )


def test_the_message_counts_the_bad_lines() -> None:
    with pytest.raises(InputError) as caught:
        parse_batch(["foo", "bar"], model=MODEL, now=NOW)
    assert caught.value.message == "2 lines are not understood"
    assert [problem[:7] for problem in caught.value.problems] == ["line 1:", "line 2:"]
    assert caught.value.hint == "nothing is stored until every line is understood"


def test_a_batch_knows_no_prefixes() -> None:
    assert _problems("cal") == ("line 1: cal is not understood (try: call)",)


def test_lines_that_say_nothing_make_no_entries() -> None:
    assert parse_batch(["", "  \t", "thu"], model=MODEL, now=NOW) == []


def test_a_comment_is_no_line_of_this_grammar() -> None:
    assert _problems("# monday")[0].startswith("line 1: # is not understood")
