"""`parse(write(entry)) == entry`, for every entry and for every line that is understood."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

from hypothesis import example, given
from hypothesis import strategies as st

from actlog.domain.entry import MOST_CENTS, MOST_MINUTES, Entry, Moment, name_key
from actlog.domain.errors import ActlogError
from actlog.domain.model_week import Kind, ModelWeek
from actlog.grammar.batch import parse_batch
from actlog.grammar.fields import (
    FieldError,
    clean_name,
    clean_objections,
    clean_tag,
    clean_text,
)
from actlog.grammar.line import parse
from actlog.grammar.tokens import split
from actlog.grammar.vocabulary import outcomes_of
from actlog.grammar.writer import write
from tests.grammar.typed import MODEL, NOW, ODD_MODEL, one

LATER = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)

NASTY = st.sampled_from(
    [
        "acme",
        "O'Brien",
        "'s-Hertogenbosch",
        '"quoted"',
        "'both'",
        'it\'s "both"',
        "A/S Norsk",
        "/lead",
        "trail/",
        "a//b",
        "back\\slash",
        "end\\",
        "$'x'",
        "$HOME `x` !",
        "@acme",
        "+tag",
        "--",
        "-- x",
        "--note",
        "-2d",
        "yesterday 3pm",
        "12 calls",
        "2 days ago",
        "note:x",
        "for tue",
        "at:9:30",
        "https://acme.com/x",
        "Ελλάδα",
        "شركة",
        "Zażółć gęślą",
        "👩\u200d💻 labs",
        "[bold]x[/bold]",
        "a;b|c&d",
        "#1",
        "~",
        "*",
        "'",
        '"',
        "x'y'z",
        "مرحبا 'اقتباس'",
    ]
)
TEXT = st.one_of(
    NASTY, st.text(max_size=30), st.text(alphabet="ab '\"\\/$@+-:\n\t\x1b", max_size=12)
)


def _clean(kind: str, text: str) -> str | None:
    try:
        if kind == "text":
            return clean_text(text, "the note")
        if kind == "objection":
            return clean_objections(text)[0]
        return clean_tag(text) if kind == "tag" else clean_name(text, "the name")
    except FieldError:
        return None


def _valid(kind: str) -> st.SearchStrategy[str]:
    return TEXT.map(lambda text: _clean(kind, text)).filter(bool).map(str)


NAMES, NOTES, TAGS = _valid("name"), _valid("text"), _valid("tag")
OBJECTIONS = st.lists(_valid("objection"), max_size=3, unique_by=name_key).map(tuple)
ZONES = st.integers(-14 * 4, 14 * 4).map(lambda n: timezone(timedelta(minutes=15 * n)))


def _walls(first: str, last: str) -> st.SearchStrategy[datetime]:
    days = st.datetimes(datetime.fromisoformat(first), datetime.fromisoformat(last))
    return days.map(lambda at: at.replace(microsecond=0))


PAST, ANY = _walls("1971-01-01", "2026-11-22"), _walls("1971-01-01", "2998-12-31")


def _moments(walls: st.SearchStrategy[datetime]) -> st.SearchStrategy[Moment]:
    days = walls.map(lambda wall: Moment(day=wall.date()))
    instants = st.builds(lambda wall, zone: Moment.of(wall.replace(tzinfo=zone)), walls, ZONES)
    return st.one_of(days, instants)


@st.composite
def entries(draw: st.DrawFn, model: ModelWeek) -> Entry:
    kinds = [kind for kind in model.kinds() if kind.of is None]
    kind: Kind = draw(st.sampled_from(kinds))
    when = draw(_moments(PAST))
    outcome = draw(st.sampled_from([None, *outcomes_of(kind)]))
    account = draw(NAMES if "account" in kind.requires else st.none() | NAMES)
    cents = st.integers(0, MOST_CENTS)
    return Entry(
        day=when.day,
        at=when.at,
        kind=kind.name,
        count=draw(st.integers(1, kind.max_per_entry)),
        outcome=outcome,
        account=account,
        contact=draw(st.none() | NAMES) if account is not None else None,
        minutes=draw(st.none() | st.integers(0, MOST_MINUTES)),
        value_cents=draw(cents if "value" in kind.requires else st.none() | cents),
        source=draw(st.none() | NAMES),
        persona=draw(st.none() | NAMES),
        tags=tuple(dict.fromkeys(draw(st.lists(TAGS, max_size=3)))),
        note=draw(st.none() | NOTES),
        planned=draw(st.none() | _moments(ANY)),
        next=draw(st.none() | NOTES),
        due=draw(st.none() | _moments(ANY)),
        done=draw(st.none() | _moments(PAST)),
        story=draw(st.none() | st.sampled_from(["1842", "0192f3a4b5c67d8e9f00112233445566"])),
        objection=draw(OBJECTIONS),
    )


def _check(entry: Entry, model: ModelWeek) -> None:
    line = write(entry, model)
    assert parse(*split(line), model=model, now=LATER) == [entry], line
    assert parse_batch(line.splitlines(), model=model, now=LATER) == [[entry]], line


@given(entries(MODEL))
def test_an_entry_written_is_read_back_as_it_was(entry: Entry) -> None:
    _check(entry, MODEL)


@given(entries(ODD_MODEL))
def test_an_entry_written_is_read_back_where_names_clash_with_dates(entry: Entry) -> None:
    _check(entry, ODD_MODEL)


TYPED = (
    "call calls 12 2 connected voicemails held set @acme @globex/dana +referral 45m yesterday mon "
    "2 days ago 9:30 at for tue due:fri value:18k 'a note' next:x no '12 calls' 'yesterday' "
    "connects follow-up no-show won 1 0930 source:web ten objection:price,timing"
)


@given(st.lists(st.one_of(st.sampled_from(TYPED.split(" ")), TEXT), max_size=8))
@example(["call", "'no answer'"])
def test_every_entry_of_a_line_understood_is_written_and_read_back(words: list[str]) -> None:
    try:
        found = parse(*split(" ".join(words)), model=MODEL, now=NOW)
    except ActlogError:
        return
    assert found
    for entry in found:
        _check(entry, MODEL)


def test_a_written_line_is_one_that_a_person_could_have_typed() -> None:
    entry = one("12 calls connected @acme/dana 20m yesterday 3pm 'asked for pricing'")
    assert write(entry, MODEL) == (
        "2026-11-22T15:00:00+00:00 12 calls connected 20m @acme/dana -- asked for pricing"
    )


def test_a_name_that_a_date_would_swallow_is_written_with_its_key() -> None:
    entry = Entry(day=date(2026, 11, 20), kind="days", outcome="ago", minutes=5)
    assert write(entry, ODD_MODEL) == "2026-11-20 1 days outcome:ago mins:5m"


def test_a_note_of_several_lines_stays_on_one() -> None:
    entry = one("call").replace(note="first\nit's second")
    assert write(entry, MODEL).endswith(r"1 call note:$'first\nit\'s second'")
