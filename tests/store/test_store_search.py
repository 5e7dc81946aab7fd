"""What is searched is found where it stands, newest last, whatever was typed."""

import unicodedata
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actlog.domain.errors import InputError
from actlog.domain.filter import Filter
from actlog.domain.sought import Span, Term
from actlog.grammar.searching import parse_search
from actlog.store import search as searching
from actlog.store.database import Store
from actlog.store.search import Found, search
from tests.store.logbook import TODAY, call, log, open_log


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = open_log(tmp_path)
    yield store
    store.close()


def look(store: Store, *words: str, limit: int | None = None, **wanted: Any) -> Found:
    return search(store, parse_search(words)[0], Filter(**wanted), limit)


def numbers(found: Found) -> list[int | None]:
    return [hit.entry.id for hit in found.hits]


def test_all_words_must_be_there_in_whichever_texts(store: Store) -> None:
    log(
        store,
        call(account="acme", note="asked for pricing"),
        call(account="globex", note="asked for pricing"),
        call(account="acme", note="no budget"),
    )
    assert numbers(look(store, "pricing")) == [1, 2]
    assert numbers(look(store, "pricing", "acme")) == [1]
    assert numbers(look(store, "pric")) == []
    assert numbers(look(store, "pric*")) == [1, 2]
    assert numbers(look(store, "asked for")) == [1, 2]
    assert numbers(look(store, "for asked")) == []


def test_spans_say_where_in_the_text_as_typed(store: Store) -> None:
    log(store, call(account="Café Zürich", note="Ünique pricing, PRICING", tags=("vip", "price")))
    (hit,) = look(store, "pricing").hits
    assert hit.spans == (
        Span(field="note", start=7, end=14),
        Span(field="note", start=16, end=23),
    )
    (hit,) = look(store, "zurich", "price", "unique").hits
    assert [(span.field, span.start, span.end) for span in hit.spans] == [
        ("note", 0, 6),
        ("tags", 4, 9),
        ("account", 5, 11),
    ]


def test_the_filters_of_list_narrow_it(store: Store) -> None:
    yesterday = TODAY - timedelta(days=1)
    log(
        store,
        call(note="pricing", tags=("vip",)),
        call(note="pricing", kind="email", account="acme", contact="dana"),
        call(note="pricing", day=yesterday, outcome="connected"),
    )
    assert numbers(look(store, "pricing", kinds=("email",))) == [2]
    assert numbers(look(store, "pricing", tags=("VIP",))) == [1]
    assert numbers(look(store, "pricing", outcomes=("connected",))) == [3]
    assert numbers(look(store, "pricing", accounts=("Acme",), contacts=("dana",))) == [2]
    assert numbers(look(store, "pricing", first=yesterday, last=yesterday)) == [3]
    assert numbers(look(store, "pricing", first=TODAY)) == [1, 2]
    long_ago = TODAY - timedelta(days=9)
    assert numbers(look(store, "pricing", first=long_ago, last=long_ago)) == []


def test_a_limit_keeps_the_latest_by_day(store: Store) -> None:
    log(store, *[call(note="pricing", day=TODAY - timedelta(days=n)) for n in range(5)])
    assert numbers(look(store, "pricing")) == [5, 4, 3, 2, 1]
    found = look(store, "pricing", limit=2)
    assert (numbers(found), found.more) == ([2, 1], True)
    assert not look(store, "pricing", limit=5).more


def test_a_limit_keeps_the_latest_of_a_log_in_any_order(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "CANDIDATES", 5)
    days = [(7 * n) % 40 for n in range(40)]
    log(store, *[call(note="pricing", day=TODAY - timedelta(days=day)) for day in days])
    log(store, call(note="budget"), call(day=TODAY - timedelta(days=9)))
    latest = [days.index(day) + 1 for day in reversed(range(40))]
    for limit in (1, 3, 20, 39, 40, 41):
        found = look(store, "pricing", limit=limit)
        assert (numbers(found), found.more) == (latest[-limit:], limit < 40)


@pytest.mark.parametrize("few", [0, 50_000])
def test_accounts_and_days_narrow_it_alike_however_many_they_are(
    store: Store, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(searching, "_FEW", few)
    names = ("acme", "Acme two", "Ελλάδα", '"!" ltd', "!!")
    log(store, *[call(note="pricing", account=name) for name in names])
    log(store, call(note="pricing", account="acme", day=TODAY - timedelta(days=3)))
    for number, name in enumerate(names, 1):
        assert number in numbers(look(store, "pricing", accounts=(name.upper(),)))
    assert numbers(look(store, "pricing", accounts=("acme",))) == [6, 1]
    assert numbers(look(store, "pricing", accounts=("!!", "acme two"))) == [2, 5]
    assert numbers(look(store, "pricing", accounts=("nobody",))) == []
    assert numbers(look(store, "pricing", last=TODAY - timedelta(days=1))) == [6]
    assert numbers(look(store, "pricing", first=TODAY, accounts=("acme",))) == [1]


def test_many_hits_are_all_found(store: Store) -> None:
    log(store, *[call(note=f"pricing {n}") for n in range(1201)])
    assert len(look(store, "pricing").hits) == 1201


TEXTS = st.text(alphabet="aäbAÄ ß\"*-\x01<>'(){}:^+,.\n½²éخ日", max_size=14)


def folded(text: str) -> str:
    """Return a text as the index folds it: case and marks aside, what is no letter a space."""
    plain = unicodedata.normalize("NFD", text.lower())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in plain).split())


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(notes=st.lists(TEXTS.filter(str.strip), min_size=1, max_size=4), word=TEXTS)
def test_any_text_finds_what_a_plain_comparison_finds(
    tmp_path_factory: pytest.TempPathFactory, notes: list[str], word: str
) -> None:
    try:
        terms, _ = parse_search([word])
    except InputError:
        return
    store = open_log(tmp_path_factory.mktemp("log"))
    try:
        log(store, *[call(note=note) for note in notes])
        found = search(store, terms, Filter())
    finally:
        store.close()
    expected = [
        number for number, note in enumerate(notes, 1) if all(_holds(note, term) for term in terms)
    ]
    assert numbers(found) == expected
    for hit in found.hits:
        for span in hit.spans:
            assert any(
                folded(span_text).startswith(folded(term.text))
                for term in terms
                if (span_text := (hit.entry.note or "")[span.start : span.end])
            )


def _holds(note: str, term: Term) -> bool:
    whole = f" {folded(note)} "
    return f" {folded(term.text)}{'' if term.begins else ' '}" in whole
