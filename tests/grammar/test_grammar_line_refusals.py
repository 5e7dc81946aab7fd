"""The log line, refused: the place, the reason, and the line that was probably meant."""

from __future__ import annotations

import pytest

from actlog.domain.errors import LineError
from actlog.domain.model_week import Kind
from actlog.grammar.checks import not_inherited
from actlog.grammar.line import parse
from actlog.grammar.vocabulary import Vocabulary
from actlog.grammar.writer import write
from tests.grammar.typed import MODEL, NOW, ODD_MODEL, blamed, log, refused


@pytest.mark.parametrize(
    ("text", "mend"),
    [
        ("12 cals @acme", "12 calls @acme"),
        ("12 calls 3 conected", "12 calls 3 connected"),
        ("metting set @acme", "meeting set @acme"),
        ("call yesteday", "call yesterday"),
        ("calls 12", "12 calls"),
        ("calls 12 @acme 2 days ago", "12 calls @acme 2 days ago"),
        ("voice @acme", "voicemail @acme"),
        ("followup @acme", "follow up @acme"),
        ("call vlaue:18k", "call value:18k"),
        ("call value 18k", "call value:18k"),
        ("call outcome:voicemial", "call outcome:voicemail"),
        ("call for 20m", "call 20m"),
        ("call next: 'send quote'", "call next:'send quote'"),
        ("12 cals 3 conected yesturday", "12 calls 3 connected yesterday"),
        ("cals @'Acme Corp' -- it's fine", "calls @'Acme Corp' note:\"it's fine\""),
        ("cals -- fine", "calls -- fine"),
    ],
)
def test_a_near_word_gives_the_corrected_line(text: str, mend: str) -> None:
    error = refused(text)
    assert error.mend == mend
    assert log(mend)


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("call foo @acme", "foo", "foo is not understood"),
        ("12 foos", "foos", "foos is not understood"),
        ("call nowadays", "nowadays", "nowadays is not understood"),
        ("call 12 @acme", "call 12", "12 counts nothing"),
        ("12 @acme", "12", "12 counts nothing"),
        ("call @acme 7 yesterday", "7", "7 counts nothing"),
        ("@acme", "@acme", "the line names no activity"),
        ("yesterday", "yesterday", "the line names no activity"),
        ("", "", "the line is empty"),
        ("0 calls", "0 calls", "0 calls: a count is at least 1"),
        ("0 connected", "0 connected", "0 connected: a count is at least 1"),
        ("2001 calls", "2001 calls", "an entry of call counts at most 2,000"),
        ("12 calls 14 connected", "14 connected", "14 outcomes of 12 calls"),
        ("call 2 connected", "2 connected", "2 outcomes of 1 call"),
        ("9 calls 1 connected 1 connected", "1 connected", "connected is counted twice"),
        ("1 connected 1 connected", "1 connected", "connected is counted twice"),
        ("call connected voicemail", "voicemail", "1 call connected, and voicemail too"),
        ("9 calls 2 connected voicemail", "voicemail", "9 calls connected, and voicemail too"),
        ("9 calls connected 3 voicemail", "3 voicemail", "9 calls connected, and 3 voicemail too"),
        ("connect voicemail", "voicemail", "voicemail is no outcome of connect"),
        ("call outcome:moving", "moving", "no activity has the outcome moving"),
        ("proposal", "proposal", "a proposal needs an account"),
        ("3 calls set", "set", "a meeting set needs an account"),
        ("won @acme", "won", "a deal won needs a value"),
        ("call --foo", "--foo", "log has no option --foo"),
        ("call -x", "-x", "log has no option -x"),
        ("call xx:yy", "xx:yy", "there is no field xx:"),
        ("call @", "@", "the account has no name"),
        ("call @acme/", "@acme/", "the contact has no name"),
        ("call @a/b/c", "@a/b/c", "an account and its contact have one slash between them"),
        ("call +", "+", "the tag has no name"),
        ("call @acme @Acme", "@Acme", "Acme is named twice"),
        ("call contact:dana", "contact:dana", "the contact dana has no account"),
        ("call @a @b contact:dana", "contact:dana", "the contact dana has 2 accounts"),
        ("call @a/b contact:dana", "contact:dana", "a second contact"),
        ("call source:a source:b", "source:b", "a second source"),
        ("call 45m 30m", "30m", "a second duration for call"),
        ("call 'one note' 'two notes'", "'two notes'", "a second note for call"),
        ("call next:a next:b", "next:b", "a second next step for call"),
        ("call value:1,250", "value:1,250", "'1,250' is no amount"),
        ("call value:-5", "value:-5", "'-5' is no amount"),
        ("call value:1.005", "value:1.005", "1.005 is not a whole number of cents"),
        ("call value:1000000m", "value:1000000m", "a value is at most 100,000,000,000"),
        ("call mins:soon", "mins:soon", "soon is no duration"),
        ("call 25h", "25h", "25h is longer than a day"),
        ("call 0.3m", "0.3m", "0.3m is not a whole number of minutes"),
        ("call due:soon", "due:soon", "no date stands behind due:"),
        ("call for @acme", "for", "no date stands behind for"),
        ("call due:'fri soon'", "due:'fri soon'", "soon is no date or time"),
        ("call for 31 june", "31 june", "there is no 31 June"),
        ("call for 9:00", "9:00", "9:00 has gone by today"),
        ("call for tue 25:00", "25:00", "25:00 is no clock time"),
        ("call at:nowhere", "at:nowhere", "no date stands behind at:"),
        ("call 31 june", "31 june", "there is no 31 June"),
        ("call '31 june'", "31 june", "there is no 31 June"),
        ("call 25:00", "25:00", "25:00 is no clock time"),
        ("call tomorrow @acme", "tomorrow", "Tue 24 Nov is still to come"),
        ("call 11:00", "11:00", "11:00 today is still to come"),
        ("call yesterday @acme today", "today", "that names 2 days"),
    ],
)
def test_the_caret_stands_under_what_is_wrong(text: str, place: str, message: str) -> None:
    error = refused(text)
    assert blamed(error) == place
    assert error.message == message


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("3 calls @a @b", "3 calls", "several accounts: 3 each or 3 in all?"),
        ("set @a held @b", "held", "several accounts: meeting held with one of them or with all?"),
        ("call 20m @a @b", "20m", "several accounts: 20m each or 20m in all?"),
        ("won value:5k @a @b", "value:5k", "several accounts: value:5k each or value:5k in all?"),
        ("mee @acme", "mee", "mee can be meeting held or meeting set"),
        ("moved", "moved", "moved can be said of meeting held or demo"),
        ("call 'follow up'", "'follow up'", "'follow up' can be a note, or an activity of its own"),
        (
            "@'acme call' call",
            "@'acme call'",
            "@acme call can be an account, or an account and more",
        ),
        (
            "12 calls 2 connects 1 not-interested",
            "1 not-interested",
            "1 not-interested can be part of the 2 connects or stand beside them",
        ),
        (
            "2 connected 12 calls",
            "12 calls",
            "12 calls can be part of 2 connected, or more of them",
        ),
        (
            "2 connects 12 calls",
            "12 calls",
            "12 calls can be part of 2 connects, or more of them",
        ),
        (
            "12 calls 1 demo 3 connected",
            "3 connected",
            "3 connected can be part of 12 calls, or more of them",
        ),
        (
            "12 calls 1 demo 3 connects",
            "3 connects",
            "3 connects can be part of 12 calls, or more of them",
        ),
        ("20m call demo", "20m", "20m stands before several activities"),
    ],
)
def test_a_line_with_two_readings_is_refused_with_both(text: str, place: str, message: str) -> None:
    error = refused(text)
    assert (blamed(error), error.message) == (place, message)


def test_a_word_that_is_a_kind_and_the_outcome_of_the_kind_before_is_refused() -> None:
    error = refused("2 calls 1 email", model=ODD_MODEL)
    assert error.message == (
        "1 email can be read two ways: an outcome of call and an activity of its own"
    )
    assert log("email", model=ODD_MODEL)[0].kind == "email"
    assert log("call outcome:email", model=ODD_MODEL)[0].outcome == "email"


def test_a_number_word_that_is_part_of_a_name_or_its_count_is_refused() -> None:
    model = MODEL.replace(activities=(Kind(name="step"), Kind(name="two_step")))
    error = refused("two step", model=model)
    assert error.message == "two step can be read two ways: with a count, and without one"
    assert [entry.count for entry in log("1 two step 2 steps", model=model)] == [1, 2]


def test_an_exact_name_beats_a_date_as_long_and_a_longer_date_beats_the_name() -> None:
    assert log("2 march", model=ODD_MODEL)[0].kind == "march"
    with pytest.raises(LineError):
        log("2 march 2026", model=ODD_MODEL)
    assert [entry.count for entry in log("2 march 2026 3 days", model=ODD_MODEL)] == [3]
    assert log("call back", model=ODD_MODEL)[0].kind == "call_back"


def test_a_date_beats_a_prefix_and_a_word_of_the_grammar_is_none() -> None:
    kinds = (Kind(name="monitor"), Kind(name="forecast"), Kind(name="tender"), Kind(name="call"))
    model = MODEL.replace(activities=kinds)
    assert blamed(refused("mon", model=model)) == "mon"
    assert blamed(refused("ten", model=model)) == "ten"
    assert log("call for tue", model=model)[0].planned is not None
    assert log("2 mon", model=model)[0].kind == "monitor"


def test_a_time_typed_as_a_count_is_mended() -> None:
    error = refused("2030 calls @acme yesterday")
    assert error.mend == "20:30 calls @acme yesterday"


@pytest.mark.parametrize(
    "text",
    [
        "2030 calls @acme",  # 20:30 today is still to come
        "call for 45 minutes with dana",
        "call for 45m xyzzy",
    ],
)
def test_a_line_that_would_be_refused_is_never_suggested(text: str) -> None:
    assert refused(text).mend is None


@pytest.mark.parametrize(
    ("text", "mend"),
    [
        ("5calls @acme", "5 calls @acme"),
        ("5cals @acme 2conected", "5 calls @acme 2 connected"),
        ("5x calls", "5 calls"),
        ("log 5 calls", "5 calls"),
        ("actlog log 5 cals", "5 calls"),
        ("1,030 calls", "1030 calls"),
        ("5 calls@acme", "5 calls @acme"),
        ("call+referral", "call +referral"),
        ("call 1h30", "call 1h30m"),
        ("won 18k @acme", "won value:18k @acme"),
        ("1k calls", "1000 calls"),
        ("won €18k @acme", "won value:18k @acme"),
        ("call next:send quote 20m @acme", "call next:'send quote' 20m @acme"),
        ("call next send quote", "call next:'send quote'"),
        ("call @acme source:trade show yesterday", "call @acme source:'trade show' yesterday"),
        ("call @acme conected", "call @acme connected"),
        ("call note:hello conected", "call note:hello connected"),
        ("call @acme, @globex", "call @acme @globex"),
        ("call @ acme yesterday", "call @acme yesterday"),
        ("call + referral", "call +referral"),
        ("call @acme 'next week'", "call @acme note:'next week'"),
        ("call @acme 'call tomorrow'", "call @acme note:'call tomorrow'"),
    ],
)
def test_what_a_hasty_hand_leaves_out_is_put_back(text: str, mend: str) -> None:
    assert refused(text).mend == mend
    assert log(mend)


def test_a_word_behind_an_activity_is_told_how_names_and_notes_are_written() -> None:
    behind = "an account is written @acme; a note stands in quotes, or behind --"
    assert refused("call globex").hint == behind
    longer = "a longer name is quoted: @'acme Ltd'; a contact follows a slash: @acme/dana"
    assert refused("call @acme corp").hint == longer
    assert refused("globex").hint == f"activities are: {Vocabulary(MODEL).listing()}"


def test_a_bare_hour_behind_a_date_is_told_how_times_are_written() -> None:
    assert "10:00 or 10am" in str(refused("set @a for tue 10").hint)
    assert "10:00 or 10am" in str(refused("call yesterday 10").hint)
    assert "10:00 or 10am" in str(refused("call fri at 3").hint)
    assert blamed(refused("call fri at 3")) == "3"
    assert refused("call 9h30").mend is None


def test_a_name_that_ends_in_a_comma_can_be_spelled_out() -> None:
    entry = log("call account:'acme,'")[0]
    assert entry.account == "acme,"
    assert log(write(entry, MODEL)) == [entry]


def test_the_hint_says_how_to_give_a_required_field() -> None:
    assert refused("won @acme").hint == "say how much: value:18k"
    fields = ["account", "contact", "minutes", "value", "source", "persona"]
    fields += ["outcome", "note", "for", "next", "due"]
    for field in fields:
        kind = Kind(name="visit", requires=(field,))
        error = refused("visit", model=MODEL.replace(activities=(kind,)))
        assert error.message.startswith("a visit needs a")
        assert error.hint
        assert error.hint.startswith("say") or error.hint.startswith("add")


def test_source_and_persona_may_be_inherited() -> None:
    kind = Kind(name="visit", requires=("source", "persona"))
    model = MODEL.replace(activities=(kind,))
    assert log("visit @acme/dana", model=model)
    assert log("visit source:web persona:owner", model=model)
    assert refused("visit @acme", model=model).message == "a visit needs a persona"


def test_a_measure_may_require_more_than_its_parent() -> None:
    call = Kind(name="call")
    connect = Kind(name="connect", of="call", of_outcomes=("connected",), requires=("account",))
    model = MODEL.replace(activities=(call, connect))
    assert refused("2 calls 1 connect", model=model).message == "a connect needs an account"


def test_the_hint_lists_the_activities_where_no_word_is_near() -> None:
    hint = refused("xyzzy").hint
    assert hint is not None
    assert hint.startswith("activities are: meeting held, meeting set, connect, call")


def test_a_near_word_that_does_not_mend_the_line_is_named() -> None:
    error = refused("call 2 conected")
    assert (error.mend, error.hint) == (None, "did you mean connected?")


def test_what_an_entry_did_not_inherit_is_named() -> None:
    kind = Kind(name="visit", requires=("source", "note"))
    model = MODEL.replace(activities=(kind,))
    (entry,) = log("visit @acme -- fine", model=model)
    assert not_inherited(entry, model) == "source"
    assert not_inherited(entry.replace(source="web"), model) is None
    assert not_inherited(entry.replace(kind="gone"), model) is None


def test_a_note_that_is_too_long_is_refused() -> None:
    for words in (["call", "x " * 2500], ["call " + "x " * 2500], ["call -- " + "x" * 4001]):
        with pytest.raises(LineError) as caught:
            parse(words, None, model=MODEL, now=NOW)
        assert caught.value.message
    with pytest.raises(LineError) as caught:
        parse(["call"], "x" * 4001, model=MODEL, now=NOW)
    assert blamed(caught.value).startswith("-- xxx")


def test_the_only_quoted_argument_is_blamed_inside() -> None:
    with pytest.raises(LineError) as caught:
        parse(["12 cals @acme"], None, model=MODEL, now=NOW)
    assert blamed(caught.value) == "cals"
    assert caught.value.mend == "'12 calls @acme'"


def test_no_word_is_said_to_be_meant_by_itself() -> None:
    error = refused("call 9:00 ago")
    assert error.message == "ago is not understood"
    assert "mean" not in (error.hint or "")
