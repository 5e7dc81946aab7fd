"""The log line, understood: who, when, how long, and what belongs to what."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from actlog.domain.entry import Moment
from actlog.grammar.line import parse
from tests.grammar.typed import MODEL, NOW, log, one, refused


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_several_accounts_make_one_entry_each() -> None:
    found = log("voicemail @umbrella @stark/pepper @wayne 'left word'")
    assert [(entry.account, entry.contact) for entry in found] == [
        ("umbrella", None),
        ("stark", "pepper"),
        ("wayne", None),
    ]
    assert {(entry.kind, entry.outcome, entry.note) for entry in found} == {
        ("call", "voicemail", "left word")
    }


@pytest.mark.parametrize(
    ("text", "account", "contact"),
    [
        ("@acme", "acme", None),
        ("@acme/dana", "acme", "dana"),
        ("@'Acme Corp'", "Acme Corp", None),
        ("@'Acme Corp'/'Dana Scully'", "Acme Corp", "Dana Scully"),
        ("@'Acme Corp/Dana Scully'", "Acme Corp", "Dana Scully"),
        ("account:acme", "acme", None),
        ("ACCOUNT:acme/dana", "acme", "dana"),
        ("account:acme contact:dana", "acme", "dana"),
        ("contact:dana @acme", "acme", "dana"),
        ("@A//S/dana", "A/S", "dana"),
        ("@24//7//365", "24/7/365", None),
        ("@o'brien", "o'brien", None),
        ("@e\u0301lan", "\u00e9lan", None),
        ("@'Acme 31 June'", "Acme 31 June", None),
        ("@'  Acme \t Corp '", "Acme Corp", None),
    ],
)
def test_who(text: str, account: str, contact: str | None) -> None:
    entry = one(f"call {text}")
    assert (entry.account, entry.contact) == (account, contact)


@pytest.mark.parametrize(
    ("text", "objection"),
    [
        ("objection:price", ("price",)),
        ("objection:price,timing", ("price", "timing")),
        ("objection:price objection:timing,PRICE", ("price", "timing")),
        ("OBJECTION:'price'", ("price",)),
        ("objection:Zu-teuer,état", ("Zu-teuer", "état")),
    ],
)
def test_an_entry_may_hear_several_objections(text: str, objection: tuple[str, ...]) -> None:
    assert one(f"call {text}").objection == objection


def test_an_objection_belongs_to_the_kind_before_it_and_to_its_first_outcome() -> None:
    found = log("5 calls 2 connected objection:price 2 demos objection:timing @acme")
    assert [(entry.kind, entry.outcome, entry.objection) for entry in found] == [
        ("call", "connected", ("price",)),
        ("call", None, ()),
        ("demo", None, ("timing",)),
    ]


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        (
            "objection:'too expensive'",
            "an objection is one word",
            "such as objection:too-expensive; several have commas between them",
        ),
        ("objection:price,", "the objection has no name", None),
        ("objection:", "objection: has no value", "the value follows the colon"),
        (f"objection:{'x' * 101}", "the objection is longer than 100 characters", None),
        (
            "objection:a\x1bb",
            "the objection holds the hidden character \\x1b",
            "type it by hand: a copied text can carry such characters",
        ),
    ],
)
def test_what_is_no_objection_is_refused(text: str, message: str, hint: str | None) -> None:
    error = refused(f"call {text}")
    assert (error.message, error.hint) == (message, hint)


def test_tags_source_and_persona_cover_the_line() -> None:
    found = log("+referral 3 calls source:web +cold 2 demos persona:owner +cold")
    assert len(found) == 2
    for entry in found:
        assert (entry.tags, entry.source, entry.persona) == (("referral", "cold"), "web", "owner")


def test_what_is_said_behind_a_kind_is_the_kinds() -> None:
    first, second = log("call 20m 'good talk' meeting set @acme for tue 10:00 next:agenda due:mon")
    assert (first.minutes, first.note, first.next) == (20, "good talk", None)
    assert second.planned == Moment.of(_at("2026-11-24T10:00:00"))
    assert (second.next, second.due) == ("agenda", Moment(day=date(2026, 11, 23)))
    assert (second.minutes, second.note) == (None, None)
    assert first.account == second.account == "acme"


def test_what_is_said_of_a_sliced_kind_stands_on_its_first_entry() -> None:
    found = log("12 calls 2 connected 45m 3 voicemail -- good list")
    assert [(entry.minutes, entry.note) for entry in found] == [
        (45, "good list"),
        (None, None),
        (None, None),
    ]


def test_the_only_kind_takes_what_stands_before_it() -> None:
    entry = one("9:10 20m for tue call @acme")
    assert (entry.minutes, entry.planned) == (20, Moment(day=date(2026, 11, 24)))
    assert entry.at == _at("2026-11-23T09:10:00")


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("18000", 1_800_000),
        ("18k", 1_800_000),
        ("1.2m", 120_000_000),
        ("1.2M", 120_000_000),
        ("1250.50", 125_050),
        ("0.5", 50),
        ("0", 0),
        ("1.2345k", 123_450),
        ("0.000001m", 100),
    ],
)
def test_values(text: str, cents: int) -> None:
    assert one(f"won value:{text}").value_cents == cents


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("45m", 45),
        ("1h30m", 90),
        ("90min", 90),
        ("1.5h", 90),
        ("1h", 60),
        ("1h 30m", 90),
        ("1 hour 30 min", 90),
        ("20 minutes", 20),
        ("20 MINS", 20),
        ("mins:45", 45),
        ("mins:1h30m", 90),
        ("mins:'1h 30m'", 90),
        ("24h", 1440),
        ("0m", 0),
    ],
)
def test_durations(text: str, minutes: int) -> None:
    assert one(f"call {text}").minutes == minutes


@pytest.mark.parametrize(
    ("text", "day", "clock"),
    [
        ("call yesterday", "2026-11-22", None),
        ("yesterday call", "2026-11-22", None),
        ("3 calls 2 days ago", "2026-11-21", None),
        ("2 days ago 3 calls", "2026-11-21", None),
        ("call yesterday @acme 3pm", "2026-11-22", "15:00"),
        ("thu 9:10 call", "2026-11-19", "09:10"),
        ("call thu 0930", "2026-11-19", "09:30"),
        ("0930 call", "2026-11-23", "09:30"),
        ("call at 9:30", "2026-11-23", "09:30"),
        ("call at:9:30", "2026-11-23", "09:30"),
        ("call at: yesterday 3pm", "2026-11-22", "15:00"),
        ("at:'yesterday 3pm' call", "2026-11-22", "15:00"),
        ("call 'yesterday 3pm'", "2026-11-22", "15:00"),
        ("call at:yesterday @acme 3pm", "2026-11-22", "15:00"),
        ("call 2026-11-20T10:00+00:00", "2026-11-20", "10:00"),
        ("meeting set @acme for tue 10:00 yesterday", "2026-11-22", None),
    ],
)
def test_when(text: str, day: str, clock: str | None) -> None:
    at = _at(f"{day}T{clock}:00") if clock else None
    assert one(text).when == Moment(day=date.fromisoformat(day), at=at)


@pytest.mark.parametrize(
    ("text", "planned"),
    [
        ("for tue", Moment(day=date(2026, 11, 24))),
        ("for tue 10:00", Moment.of(_at("2026-11-24T10:00:00"))),
        ("for tue 0930", Moment.of(_at("2026-11-24T09:30:00"))),
        ("for 10:00 tue", Moment.of(_at("2026-11-24T10:00:00"))),
        ("for:tue 10:00", Moment.of(_at("2026-11-24T10:00:00"))),
        ("for: tue 10:00", Moment.of(_at("2026-11-24T10:00:00"))),
        ("for:'tue 10:00' 9:10", Moment.of(_at("2026-11-24T10:00:00"))),
        ("FOR next mon", Moment(day=date(2026, 11, 30))),
        ("for tue 2 calls", Moment(day=date(2026, 11, 24))),
        ("for tue 1030 calls", Moment(day=date(2026, 11, 24))),
        ("for 2026-11-24T10:00+02:00 9:10", Moment.from_iso("2026-11-24T10:00:00+02:00")),
    ],
)
def test_for_takes_the_date_words_that_follow(text: str, planned: Moment) -> None:
    assert log(f"meeting set @acme {text}")[0].planned == planned


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("call 'asked for pricing'", "asked for pricing"),
        ("call -- asked -- twice", "asked -- twice"),
        ("call -- 12 calls", "12 calls"),
        ("call note:later", "later"),
        ("call note:'call yesterday'", "call yesterday"),
        ("call 'don't know yet'", "don't know yet"),
        ("call '+1 from dana'", "+1 from dana"),
        ("call 'call back later'", "call back later"),
        ("call 'call me -- soon'", "call me -- soon"),
        ("call 'call 12'", "call 12"),
        ("call --", None),
        ("call ''", None),
    ],
)
def test_notes(text: str, note: str | None) -> None:
    assert one(text).note == note


def test_one_quoted_argument_may_be_the_whole_line() -> None:
    found = parse(["12 calls 2 connected @acme yesterday -- fine"], None, model=MODEL, now=NOW)
    assert [(entry.count, entry.outcome) for entry in found] == [(2, "connected"), (10, None)]
    assert [entry.note for entry in found] == ["fine", None]
    assert found[0].day == date(2026, 11, 22)


def test_quotes_within_the_only_argument_make_a_note() -> None:
    (entry,) = parse(["call 'asked for pricing' @acme"], None, model=MODEL, now=NOW)
    assert (entry.note, entry.account) == ("asked for pricing", "acme")


def test_a_quoted_outcome_is_an_outcome() -> None:
    assert one("call 'no answer'").outcome == "no-answer"


def test_a_heading_gives_the_day_where_the_line_gives_none() -> None:
    heading = Moment(day=date(2026, 11, 19))
    for text, when in [
        ("call", heading),
        ("9:10 call", Moment.of(_at("2026-11-19T09:10:00"))),
        ("call yesterday", Moment(day=date(2026, 11, 22))),
    ]:
        (entry,) = parse(text.split(), None, model=MODEL, now=NOW, heading=heading)
        assert entry.when == when


@pytest.mark.parametrize(
    ("text", "minutes", "clock"),
    [
        ("call 45m 2h ago", 45, "08:41:07"),
        ("call 20m 30m ago", 20, "10:11:07"),
        ("call 1h 20m ago", None, "09:21:07"),
        ("call 45m 1h 20m ago", 45, "09:21:07"),
    ],
)
def test_a_duration_before_how_long_ago_keeps_its_own(
    text: str, minutes: int | None, clock: str
) -> None:
    entry = log(text)[0]
    assert entry.minutes == minutes
    assert entry.at is not None
    assert f"{entry.at:%H:%M:%S}" == clock
