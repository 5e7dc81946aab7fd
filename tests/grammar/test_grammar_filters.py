"""What `list` is asked for."""

from __future__ import annotations

from datetime import date

import pytest

from actlog.domain.errors import LineError
from actlog.domain.filter import Filter
from actlog.grammar.filters import parse_filter
from tests.grammar.typed import MODEL, NOW, blamed

LAST_WEEK = Filter(first=date(2026, 11, 16), last=date(2026, 11, 22))


def _filter(*args: str) -> Filter:
    return parse_filter(args, model=MODEL, now=NOW)


def _refused(*args: str) -> LineError:
    with pytest.raises(LineError) as caught:
        _filter(*args)
    return caught.value


def test_no_words_ask_for_nothing_in_particular() -> None:
    assert not _filter().asks


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("calls", Filter(kinds=("call",))),
        ("cal", Filter(kinds=("call",))),
        ("calls demos calls", Filter(kinds=("call", "demo"))),
        ("meeting set", Filter(kinds=("meeting_set",))),
        ("connected", Filter(outcomes=("connected",))),
        ("moved", Filter(outcomes=("moved",))),
        ("no show", Filter(outcomes=("no-show",))),
        ("connects", Filter(kinds=("call",), outcomes=("connected", "not-interested"))),
        ("@acme @globex/dana", Filter(accounts=("acme", "globex"), contacts=("dana",))),
        ("account:acme contact:dana", Filter(accounts=("acme",), contacts=("dana",))),
        ("+referral +cold", Filter(tags=("referral", "cold"))),
        ("objection:price", Filter(objections=("price",))),
        ("objection:price,timing objection:price", Filter(objections=("price", "timing"))),
        ("persona:owner source:web", Filter(personas=("owner",), sources=("web",))),
        ("persona: source: outcome:", Filter(personas=("",), sources=("",), outcomes=("",))),
        ("outcome:no-show", Filter(outcomes=("no-show",))),
        ("last week", LAST_WEEK),
        ("2026-W47 calls", LAST_WEEK.replace(kinds=("call",))),
        ("yesterday", Filter(first=date(2026, 11, 22), last=date(2026, 11, 22))),
        (
            "calls @acme connected +referral last week",
            LAST_WEEK.replace(
                kinds=("call",),
                outcomes=("connected",),
                accounts=("acme",),
                tags=("referral",),
            ),
        ),
    ],
)
def test_words_ask_for_kinds_accounts_outcomes_tags_and_a_period(text: str, wanted: Filter) -> None:
    assert _filter(*text.split()) == wanted


def test_quoted_words_are_plain_words() -> None:
    assert _filter("meeting set last week") == LAST_WEEK.replace(kinds=("meeting_set",))
    assert _filter("@Acme Corp") == Filter(accounts=("Acme Corp",))


@pytest.mark.parametrize(
    ("text", "place", "hint"),
    [
        ("cals", "cals", "did you mean calls?"),
        ("xyzzy", "xyzzy", "list takes kinds, outcomes, @accounts, +tags and a period"),
        ("calls 12", "12", "list takes kinds"),
        ("mee", "mee", "say which one"),
        ("yesterday today", "today", "one is enough"),
        ("connects demos", "demos", "list them alone"),
        ("demos connects", "connects", "list them alone"),
        ("note:x", "note:x", "list takes kinds"),
        ("@", "@", None),
        ("31 june", "31 june", "June has 30 days"),
    ],
)
def test_what_cannot_be_listed_is_refused(text: str, place: str, hint: str | None) -> None:
    error = _refused(*text.split())
    assert blamed(error) == place
    assert (error.hint or "").startswith(hint or "")
    assert error.mend is None
