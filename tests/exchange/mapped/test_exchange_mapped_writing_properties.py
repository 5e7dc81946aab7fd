"""Whatever a mapping says: what it writes reads back as what was written."""

from collections.abc import Sequence
from datetime import UTC
from typing import Any, TypeVar

from hypothesis import given, settings
from hypothesis import strategies as st

from actlog.domain.entry import Entry, Moment
from actlog.domain.mapping import (
    ENTRY_FIELDS,
    MOMENTS,
    OTHERS,
    TESTS,
    UNITS,
    Condition,
    EntryRule,
    Mapping,
    Value,
    fold,
)
from actlog.domain.text import is_control
from tests.exchange.given import entries
from tests.exchange.mapped.written import held_against, read_back, written

Made = TypeVar("Made")

COLUMNS = ("When", "Type", "Result", "=Note", "Größe", 'a, "b"', "'x", "Long  name")
WORDS = ("call", "held", "connected", "Done", "x", "2026-11-20", "-1", "'", "é")
KINDS = ("call", "connect", "meeting_held", "meeting_set", "deal_won", "dial", "unknown")
ZONES = (None, "UTC", "Europe/Berlin", "America/New_York")
MOST = 4

columns = st.sampled_from(COLUMNS)
words = st.sampled_from(WORDS)


def _values(meanings: Sequence[str | None]) -> st.SearchStrategy[dict[str, Any]]:
    def spelled(pairs: list[tuple[str, str | None]]) -> dict[str, Any]:
        return {
            "values": tuple([(fold(word), means) for word, means in pairs]),
            "spellings": tuple([word for word, _ in pairs]),
        }

    pairs = st.lists(
        st.tuples(words, st.sampled_from(meanings)),
        max_size=4,
        unique_by=lambda pair: fold(pair[0]),
    )
    return pairs.map(spelled)


@st.composite
def values(draw: st.DrawFn, field: str, depth: int = 0) -> Value:
    """Return where a field of a mapping could come from."""
    if depth == 0 and field not in {"at", "id"} and draw(st.integers(0, 15)) == 0:
        known = {"kind": KINDS[:5], "count": ("1", "2"), "minutes": ("7",), "value": ("1.50",)}
        moments = dict.fromkeys(MOMENTS, ("2026-11-20",))
        return Value(constant=draw(st.sampled_from((known | moments).get(field, WORDS[:4]))))
    if depth == 0 and field in {"kind", "at"} and draw(st.booleans()):
        return Value(columns=("Kind" if field == "kind" else "At",))
    more: dict[str, Any] = {}
    if field == "minutes":
        more["unit"] = draw(st.sampled_from((None, *UNITS)))
    elif field in MOMENTS:
        more["zone"] = draw(st.sampled_from(ZONES))
        more["only_day"] = draw(st.integers(0, 3)) == 0
        more["time"] = draw(st.none() | st.just("Time")) if not more["only_day"] else None
    elif field not in {"count", "value", "id"} and draw(st.booleans()):
        meanings = {"kind": KINDS, "outcome": ("connected", "voicemail", "no-show", None)}
        more = draw(_values(meanings.get(field, (None, "x", "Acme"))))
        more["other"] = draw(st.sampled_from(OTHERS))
    if field in {"note", "next", "account"}:
        more["html"] = draw(st.booleans())
    if field in {"note", "account", "id"}:
        more["first"] = draw(st.none() | st.integers(1, 9))
    if depth < 2 and draw(st.integers(0, 4)) == 0:
        parts = draw(st.lists(values(field, depth + 1), min_size=1, max_size=3))
        join = draw(st.sampled_from((None, ", "))) if field == "note" else None
        return Value(parts=tuple(parts), join=join, **{"other": "keep"} | _outer(more))
    names = tuple(draw(st.lists(columns, min_size=1, max_size=3, unique_by=fold)))
    if len(names) > 1 and field in {"note", "account", "tags"}:
        more["join"] = draw(st.sampled_from((None, " · ")))
    return Value(columns=names, **more)


def _outer(more: dict[str, Any]) -> dict[str, Any]:
    """Return the keys that may stand around values within."""
    return {name: more[name] for name in ("values", "spellings", "other", "first") if name in more}


conditions = st.builds(
    lambda column, test, some: Condition(
        column=column, test=test, words=tuple(some) if test in {"is", "not", "has"} else ()
    ),
    columns,
    st.sampled_from(TESTS),
    st.lists(words, min_size=1, max_size=2),
)


def _seldom(strategy: st.SearchStrategy[Made]) -> st.SearchStrategy[list[Made]]:
    """Return a list of one now and then: much that must hold at once never does."""
    return st.integers(0, 3).flatmap(
        lambda n: st.just([]) if n else strategy.map(lambda one: [one])
    )


@st.composite
def rules(draw: st.DrawFn, part: str | None = None, story: str | None = None) -> EntryRule:
    """Return what could make an entry of a row."""
    chosen = draw(st.lists(st.sampled_from(ENTRY_FIELDS[2:]), max_size=6, unique=True))
    return EntryRule(
        part=part,
        when=tuple(draw(_seldom(conditions))),
        fields=tuple([(name, draw(values(name))) for name in ("kind", "at", *chosen)]),
        story=story,
        write=tuple(draw(st.lists(st.tuples(columns, words), max_size=1))),
    )


@st.composite
def mappings(draw: st.DrawFn) -> Mapping:
    """Return a mapping, sensible or not."""
    made = [draw(rules())]
    if draw(st.integers(0, 2)) == 0:
        made = [draw(rules(part="set")), draw(rules(part="held", story="set"))]
        # Rows of the first alone, of the second alone, and of both can be told apart.
        told = Condition(column="Part", test="is", words=("first", "both"))
        made[0] = made[0].replace(when=(*made[0].when, told))
        made[1] = made[1].replace(when=(*made[1].when, told.replace(words=("second", "both"))))
    return Mapping(
        format="my",
        title="My CRM",
        source="my",
        id=draw(st.none() | values("id")),
        zone=draw(st.sampled_from(ZONES)),
        decimal=draw(st.sampled_from((None, ".", ","))),
        date_order=draw(st.sampled_from((None, "dmy", "ymd"))),
        keep=tuple(draw(_seldom(conditions))),
        skip=tuple(draw(_seldom(conditions))),
        entries=tuple(made),
    )


uids = st.none() | st.sampled_from(("my-1-set", "my-1-held", "my-00T8", "my-", "0190aa", "my-a-b"))
some_entries = st.builds(
    lambda entry, uid, story, count: entry.replace(uid=uid, story=story, count=count),
    entries(),
    uids,
    st.none() | st.sampled_from(("my-1-set", "0190aa")),
    st.sampled_from((1, 1, 1, MOST)),
)


@settings(max_examples=120)
@given(some_entries, mappings())
def test_what_is_written_reads_back_but_for_what_is_told(entry: Entry, by: Mapping) -> None:
    held_against(entry, by)


@settings(max_examples=60)
@given(st.lists(some_entries, max_size=5), mappings())
def test_no_entry_is_lost_without_being_told(some: list[Entry], by: Mapping) -> None:
    rows, unsaid = written(some, by)
    assert unsaid.written + unsaid.kinds.total() == len(some)
    back = read_back(rows, by)
    assert sum(one.count for one in back) <= sum(entry.count for entry in some)
    assert len(back) >= unsaid.written


PLAIN = Mapping(
    format="all",
    title="Everything",
    entries=(
        EntryRule(fields=tuple([(name, Value(columns=(f"The {name}",))) for name in ENTRY_FIELDS])),
    ),
)


def _here(moment: Moment | None) -> Moment | None:
    """Return the moment on this computer's clock, as reading gives it."""
    return Moment.of(moment.at.astimezone(UTC)) if moment and moment.at else moment


def _sayable(entry: Entry) -> Entry:
    """Return the entry without what no foreign text can carry: lines, lists within a word."""
    when = _here(entry.when) or entry.when
    notes = {
        name: None if any(map(is_control, getattr(entry, name) or "")) else getattr(entry, name)
        for name in ("note", "next")
    }
    return entry.replace(
        story=None,
        day=when.day,
        at=when.at,
        planned=_here(entry.planned),
        due=_here(entry.due),
        done=_here(entry.done),
        tags=tuple([tag for tag in entry.tags if not set(tag) & set(",;")]),
        objection=tuple([word for word in entry.objection if ";" not in word]),
        **notes,
    )


@settings(max_examples=60)
@given(st.lists(entries().map(_sayable), max_size=4))
def test_a_mapping_with_a_column_for_everything_loses_nothing(some: list[Entry]) -> None:
    rows, unsaid = written(some, PLAIN)
    assert read_back(rows, PLAIN) == some
    assert not unsaid.fields
