"""An edit changes what its words say, takes away what stands behind a dash, and nothing else."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actlog.domain.entry import Entry, Moment
from actlog.domain.errors import LineError
from actlog.domain.model_week import ModelWeek
from actlog.grammar.edits import parse_edit
from actlog.grammar.tokens import split
from actlog.grammar.writer import write
from tests.grammar.said import zone
from tests.grammar.test_grammar_round_trip import entries
from tests.grammar.typed import MODEL, NOW, blamed, one

LATER = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
CALL = one(
    "12 calls connected @acme/dana 20m sun 15:00 +fair +vip source:web persona:owner"
).replace(id=7, note="asked", next="quote", due=Moment(day=LATER.date()), value_cents=100)
SET = one("set @acme for tue 10:00").replace(id=8)


def edited(
    text: str, *given: Entry, untimed: bool = False, now: datetime = NOW, model: ModelWeek = MODEL
) -> list[Entry]:
    words, tail = split(text)
    numbers = {entry.id for entry in given} if untimed else ()
    return parse_edit("7", words, tail, given or [CALL], model=model, now=now, untimed=numbers)


def changes(text: str, entry: Entry = CALL, **how: Any) -> dict[str, Any]:
    """Return the fields that an edit changed."""
    (after,) = edited(text, entry, **how)
    return {
        field: value for field, value in after.as_dict().items() if value != getattr(entry, field)
    }


def refused(text: str, *given: Entry) -> LineError:
    with pytest.raises(LineError) as caught:
        edited(text, *given)
    assert caught.value.command == "edit"
    return caught.value


def test_an_edit_says_all_objections_anew_or_takes_them_away() -> None:
    heard = CALL.replace(objection=("price", "timing"))
    assert changes("objection:budget", heard) == {"objection": ("budget",)}
    assert changes("-objection", heard) == {"objection": ()}
    assert changes("-objection:", heard) == {"objection": ()}
    assert refused("-objection").message == "#7 has no objection"
    assert refused("objection:price", CALL, SET).message == (
        "objection:price cannot be said of several entries: #7, #8"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("13 calls", {"count": 13}),
        ("objection:price,timing", {"objection": ("price", "timing")}),
        ("linkedin -outcome", {"kind": "linkedin", "outcome": None}),
        ("demo moved", {"kind": "demo", "outcome": "moved"}),
        ("2 follow ups replied", {"kind": "follow_up", "count": 2, "outcome": "replied"}),
        ("voicemail", {"outcome": "voicemail"}),
        ("12 voicemail", {"outcome": "voicemail"}),
        ("3 connects", {"count": 3}),
        ("not-interested connect", {"outcome": "not-interested"}),
        ("@globex", {"account": "globex"}),
        ("@globex/eve", {"account": "globex", "contact": "eve"}),
        ("contact:eve", {"contact": "eve"}),
        ("@ACME/Dana", {}),
        ("+new +fair", {"tags": ("fair", "vip", "new")}),
        ("+Fair +VIP", {}),
        ("45m", {"minutes": 45}),
        ("value:18k", {"value_cents": 1_800_000}),
        ("next:call", {"next": "call"}),
        ("'as agreed on the phone'", {"note": "as agreed on the phone"}),
        ("-- as agreed", {"note": "as agreed"}),
        ("note:agreed", {"note": "agreed"}),
        ("source:fair persona:user", {"source": "fair", "persona": "user"}),
        ("-@", {"account": None, "contact": None}),
        ("-@acme", {"account": None, "contact": None}),
        ("-@ACME/dana", {"contact": None}),
        ("-contact", {"contact": None}),
        ("-@acme @globex", {"account": "globex", "contact": None}),
        ("-vip", {"tags": ("fair",)}),
        ("-+fair -+VIP", {"tags": ()}),
        ("-connected", {"outcome": None}),
        ("-20m", {"minutes": None}),
        ("-mins: -note -next -due", {"minutes": None, "note": None, "next": None, "due": None}),
        ("-value -source -persona", {"value_cents": None, "source": None, "persona": None}),
        ("-at", {"at": None}),
        ("'yesterday 3pm'", {}),
        ("'13 calls' 45m", {"count": 13, "minutes": 45}),
    ],
)
def test_words_change_what_they_say_and_nothing_else(text: str, expected: dict[str, Any]) -> None:
    assert changes(text) == expected


def test_a_time_alone_keeps_the_day_and_a_day_alone_the_time() -> None:
    (after,) = edited("9:10")
    assert after.when.iso() == "2026-11-22T09:10:00+00:00"
    (after,) = edited("fri")
    assert after.when.iso() == "2026-11-20T15:00:00+00:00"
    (after,) = edited("-2d 9:10")
    assert after.when.iso() == "2026-11-21T09:10:00+00:00"


def test_a_day_forgets_a_time_that_was_only_the_moment_of_logging() -> None:
    assert edited("fri", CALL, untimed=True)[0].when.iso() == "2026-11-20"
    assert edited("9:10", CALL, untimed=True)[0].when.iso() == "2026-11-22T09:10:00+00:00"
    assert changes("+new", CALL, untimed=True) == {"tags": ("fair", "vip", "new")}


def test_a_part_of_a_day_invents_no_time_and_keeps_none_that_it_may_contradict() -> None:
    assert edited("fri morning")[0].when.iso() == "2026-11-20"


def test_a_time_from_abroad_keeps_its_offset_and_a_local_one_its_clock() -> None:
    abroad = CALL.replace(at=datetime.fromisoformat("2026-11-22T15:00:00+09:00"))
    assert edited("fri", abroad)[0].when.iso() == "2026-11-20T15:00:00+09:00"
    with zone("Europe/Berlin"):
        at = datetime.fromisoformat("2026-11-22T15:00:00+01:00")
        now = datetime.fromisoformat("2026-11-23T10:41:07+01:00")
        after = edited("12 oct", CALL.replace(at=at), now=now)[0]
    assert after.when.iso() == "2026-10-12T15:00:00+02:00"
    assert os.environ["TZ"] == "UTC"


@pytest.mark.parametrize(
    ("text", "message", "part"),
    [
        ("13 cals", "cals is not understood", "cals"),
        ("13", "13 counts nothing", "13"),
        ("2 connected", "#7 has one outcome: this would split it", "2 connected"),
        ("13 connected", "13 outcomes of 12 calls", "13 connected"),
        ("moved", "moved is no outcome of call", "moved"),
        ("demo", "connected is no outcome of demo", "demo"),
        ("call demo", "a second activity", "demo"),
        ("@a @b", "a second account", "@b"),
        ("@a/x contact:y", "a second contact", "contact:y"),
        ("20m 30m", "a second duration for call", "30m"),
        ("source:a source:b", "a second source", "source:b"),
        ("2001 calls", "an entry of call counts at most 2,000", "2001 calls"),
        ("0 calls", "0 calls: a count is at least 1", "0 calls"),
        ("today", "15:00 today is still to come", "today"),
        ("tomorrow", "Tue 24 Nov is still to come", "tomorrow"),
        ("-@globex", "#7 is about acme, not globex", "-@globex"),
        ("-@acme/eve", "#7 is about dana, not eve", "-@acme/eve"),
        ("-cold", "#7 has no cold to take away", "-cold"),
        ("-+cold", "#7 has no tag cold", "-+cold"),
        ("-30m", "#7 has a duration of 20m: -30m takes none away", "-30m"),
        ("-for", "#7 has no date behind for", "-for"),
        ("--note x", "edit has no option --note", "--note"),
        ("set", "connected is no outcome of meeting set", "set"),
        ("- note", "- is not understood", "-"),
    ],
)
def test_what_cannot_be_is_refused_where_it_stands(text: str, message: str, part: str) -> None:
    error = refused(text)
    assert error.message == message
    assert blamed(error) == part


def test_a_mend_is_a_whole_edit_that_works() -> None:
    assert refused("13 cals +x").mend == "7 13 calls +x"
    assert refused("demo").mend == "7 demo -outcome"
    assert refused("demo 13 cals").mend is None


def test_an_edit_is_held_to_what_its_kind_requires() -> None:
    error = refused("-@", SET)
    assert (error.message, error.hint) == ("a meeting set needs an account", "say whose: @acme")
    error = refused("won -outcome -value", CALL)
    assert error.message == "a deal won needs a value"


def test_what_an_old_entry_lacks_keeps_nobody_from_mending_the_rest() -> None:
    assert changes("+x", SET.replace(account=None)) == {"tags": ("x",)}


def test_an_outcome_that_is_also_a_tag_is_taken_away_by_neither_name() -> None:
    error = refused("-connected", CALL.replace(tags=("connected",)))
    assert error.hint == "say -outcome or -+connected"


def test_several_entries_share_who_when_and_tags_and_nothing_else() -> None:
    other = one("call voicemail @b mon 9:00").replace(id=9)
    after = edited("@new thu +x source:web -contact persona:u", CALL, other.replace(contact="y"))
    assert {entry.account for entry in after} == {"new"}
    assert [entry.when.iso()[:13] for entry in after] == ["2026-11-19T15", "2026-11-19T09"]
    assert [entry.tags for entry in after] == [("fair", "vip", "x"), ("x",)]
    for words in ("45m", "voicemail", "demo", "2 calls", "-note", "-connected", "-- x", "due:fri"):
        assert "several entries: #7, #9" in refused(words, CALL, other).message


def test_an_entry_of_a_kind_that_the_model_has_no_more_can_be_edited() -> None:
    fax = CALL.replace(kind="fax", outcome="sent")
    assert changes("+x", fax) == {"tags": ("fair", "vip", "x")}
    assert changes("-sent", fax) == {"outcome": None}
    assert changes("20 calls -outcome", fax) == {"kind": "call", "count": 20, "outcome": None}


def shape(entry: Entry) -> list[str]:
    return [name for name, value in entry.as_dict().items() if value is None or value == ()]


@given(entries(MODEL), entries(MODEL))
def test_the_written_line_of_another_entry_makes_it_equal_to_that(one: Entry, other: Entry) -> None:
    """What the one has and the other lacks is taken away first; an own time is said too."""
    away = [name for name in shape(other) if name not in shape(one) and name not in {"uid", "id"}]
    keys = {"account": "@", "planned": "for", "minutes": "mins", "value_cents": "value"}
    dashes = [f"-{keys.get(name, name)}" for name in away if name != "tags"]
    if "account" in away and "contact" in away:
        dashes.remove("-contact")
    before = one.replace(id=7, tags=())
    words, tail = split(write(other, MODEL))
    (after,) = parse_edit("7", [*dashes, *words], tail, [before], model=MODEL, now=LATER)
    if other.at is None and before.at is not None:
        after = after.replace(at=None)
    names = {field: getattr(after, field) for field in ("account", "contact")}
    assert after == other.replace(id=7, **names)
    for field, name in names.items():
        assert (name or "").casefold() == (getattr(other, field) or "").casefold()


@given(entries(MODEL), st.lists(st.sampled_from([*"-@+:/# '\"\\ax0", "-@", "note", "calls"])))
def test_whatever_is_typed_is_an_edit_or_a_refusal(entry: Entry, pieces: list[str]) -> None:
    try:
        (after,) = edited("".join(pieces), entry.replace(id=7), now=LATER)
    except LineError as refusal:
        error = refusal
    else:
        assert after.id == 7
        return
    assert 0 <= error.start <= error.end <= len(error.text)
    assert error.mend is None or error.mend.startswith("7")
