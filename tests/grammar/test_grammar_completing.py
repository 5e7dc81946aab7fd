"""What may follow in a line, from the words of a model week and the names of a log."""

from collections.abc import Sequence
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actlog.config import shapes
from actlog.grammar import model_places
from actlog.grammar.completing import Completing
from actlog.grammar.fields import FieldError, clean_name
from actlog.grammar.offers import unfinished
from actlog.grammar.tokens import quote_word, split
from tests.grammar.typed import MODEL


class Names:
    """The names of a small log, found as the store finds them."""

    contacts_of: ClassVar = {
        "acme": ("Dana", "Dirk"),
        "A/S": ("Åse/Ö",),
        "pied piper": ("richard",),
    }
    words: ClassVar = {
        "source": ("web", "word of mouth"),
        "persona": ("owner",),
        "tag": ("referral", "heard"),
        "objection": ("price", "timing"),
    }

    def accounts(self, begins: str) -> Sequence[str]:
        return [name for name in self.contacts_of if name.lower().startswith(begins.lower())]

    def contacts(self, account: str | None, begins: str) -> Sequence[str]:
        every = [one for names in self.contacts_of.values() for one in names]
        found = every if account is None else self.contacts_of.get(account, ())
        return [name for name in found if name.lower().startswith(begins.lower())]

    def said(self, what: str) -> Sequence[str]:
        return self.words[what]


KNOWN = Completing(MODEL, Names())


def offered(line: str, grammar: str = "line") -> list[str]:
    """Return what is offered where the line ends."""
    words, _, typed = unfinished(line)
    return [offer.text for offer in getattr(KNOWN, grammar)(words, typed)]


@pytest.mark.parametrize(
    ("line", "offers"),
    [
        ("ca", ["call"]),
        ("CA", ["CAll"]),
        ("12 ca", ["calls"]),
        ("1 ca", ["call"]),
        ("dia", ["dial"]),
        ("foll", ["follow-up"]),
        ("follow_", ["follow_up"]),
        ("meeting s", ["set"]),
        ("12 meetings h", ["held"]),
        ("deal ", ["won"]),
        ("call conn", ["connected"]),
        ("5 cal vo", ["voicemail"]),
        ("voicem", ["voicemail"]),
        ("held no-", ["no-show"]),
        ("connect not", ["not-interested"]),
        ("call pers", ["persona:"]),
        ("call outcome:con", ["outcome:connected"]),
        ("outcome:liked", ["outcome:liked"]),
        ("call prop", ["proposal"]),
        ("call yest", ["yesterday"]),
        ("set for tom", ["tomorrow"]),
        ("set due:tom", ["due:tomorrow"]),
        ("set due:yest", []),
        ("call at:yest", ["at:yesterday"]),
        ("@ac", ["@acme"]),
        ("@AC", ["@ACme"]),
        ("account:ac", ["account:acme"]),
        ("@acme/d", ["@acme/dana", "@acme/dirk"]),
        ("account:acme/da", ["account:acme/dana"]),
        ("@A", ["@Acme", "@A//S"]),
        ("@A//", ["@A//S"]),
        ("@A//S/", ["@A//S/Åse//Ö"]),
        ("@acme contact:di", ["contact:dirk"]),
        ("contact:rich", ["contact:richard"]),
        ("'@pied pi", ["@pied piper"]),
        ("@'pied piper/", ["@pied piper/richard"]),
        ("+re", ["+referral"]),
        ("source:wo", ["source:word of mouth"]),
        ("objection:price,ti", ["objection:price,timing"]),
        ("call value:", []),
        ("call -- @ac", []),
        ("nothing-like-it", []),
    ],
)
def test_what_is_begun_in_a_line_is_completed(line: str, offers: list[str]) -> None:
    assert offered(line) == offers


def test_an_empty_word_is_offered_what_comes_next() -> None:
    assert offered("")[:3] == ["meeting-held", "meeting-set", "connect"]
    after = offered("12 calls ")
    assert after[:4] == ["connected", "not-interested", "voicemail", "no-answer"]
    assert "source:" in after
    assert offered("call last ")[:2] == ["week", "month"]


@pytest.mark.parametrize(
    ("line", "offers"),
    [
        ("ca", ["call"]),
        ("calls conn", ["connected"]),
        ("calls si", ["since"]),
        ("calls last mo", ["month", "monday"]),
        ("objection:pr", ["objection:price"]),
        ("next:", []),
        ("@acme/di", ["@acme/dirk"]),
    ],
)
def test_what_is_begun_in_a_filter_is_completed(line: str, offers: list[str]) -> None:
    assert offered(line, "filter") == offers


@pytest.mark.parametrize(
    ("line", "offers"),
    [
        ("la", ["last"]),
        ("last ca", ["call"]),
        ("last -no", ["-note"]),
        ("1842 @ac", ["@acme"]),
    ],
)
def test_what_is_begun_in_an_edit_is_completed(line: str, offers: list[str]) -> None:
    assert offered(line, "change") == offers


def test_days_off_names_and_kinds_are_completed() -> None:
    assert offered("tom", "off") == ["tomorrow"]
    assert offered("thu ca", "off") == ["call"]
    assert offered("ac", "named") == ["account:"]
    assert offered("", "named") == ["@acme", "@A//S", "@pied piper"]
    assert offered("meet", "kinds") == ["meeting-held", "meeting-set"]
    assert [offer.text for offer in KNOWN.exact("", boxes=True)] == ["linkedin"]
    assert [offer.text for offer in KNOWN.exact("", results=True)] == ["deal_won"]


def test_places_of_the_model_week_are_offered_one_step_at_a_time() -> None:
    def places(typed: str) -> list[str]:
        return [offer.text for offer in KNOWN.places(typed)]

    assert places("ca") == ["call."]
    assert places("call.ti") == ["call.tipping_point", "call.timebox"]
    assert places("worth.deal") == ["worth.deal_won."]
    assert places("worth.deal_won.v") == ["worth.deal_won.value"]
    assert places("reminders.gap.") == ["reminders.gap.at", "reminders.gap.days"]
    assert KNOWN.places("ca")[0].more


def test_the_places_are_those_that_a_model_week_has() -> None:
    sections = {"version", "activities", "results", "week", "worth", "weeks", "reminders"}
    assert set(model_places.TOP) == set(shapes.ModelShape.model_fields) - sections
    assert set(model_places.KIND_KEYS) == set(shapes.ActivityShape.model_fields)
    assert set(model_places.RESULT_KEYS) == set(shapes.ResultShape.model_fields)
    assert set(model_places.WEEK_KEYS) == set(shapes.WeekShape.model_fields)
    assert set(model_places.WORTH_KEYS) == set(shapes.WorthShape.model_fields)
    assert set(model_places.REMINDER_KEYS) == set(shapes.ReminderShape.model_fields)


def test_without_a_log_keys_and_dates_are_left() -> None:
    bare = Completing(None, None)
    assert [offer.text for offer in bare.line([], "yest")] == ["yesterday"]
    assert [offer.text for offer in bare.line([], "sou")] == ["source:"]
    assert bare.line([], "@a") == bare.line(["@a"], "contact:") == bare.kinds([], "ca") == []


def test_a_quote_that_is_open_belongs_to_the_word() -> None:
    assert unfinished("call @ac") == (["call"], "@ac", "@ac")
    assert unfinished("call '@pied pi") == (["call"], "'@pied pi", "@pied pi")
    assert unfinished('call source:"web s') == (["call"], 'source:"web s', "source:web s")
    assert unfinished("call @o'brien/d") == (["call"], "@o'brien/d", "@o'brien/d")
    assert unfinished("call ") == (["call"], "", "")
    assert unfinished("") == ([], "", "")


@given(st.text(max_size=30))
def test_whatever_is_typed_has_words_and_never_fails(text: str) -> None:
    words, raw, _ = unfinished(text)
    assert text.endswith(raw)
    assert words == split(text[: len(text) - len(raw)])[0] or "--" in text
    offered(text)


def _is_name(text: str) -> bool:
    try:
        return clean_name(text, "it") == text
    except FieldError:
        return False


NAMES = st.text(min_size=1, max_size=20).filter(_is_name)


@given(name=NAMES, contact=NAMES, size=st.integers(0, 20))
def test_a_completed_account_and_contact_are_read_back_as_they_are(
    name: str, contact: str, size: int
) -> None:
    from actlog.grammar.keyed import split_account

    class One:
        def accounts(self, _: str) -> Sequence[str]:
            return [name]

        def contacts(self, *_: str | None) -> Sequence[str]:
            return [contact]

        def said(self, _: str) -> Sequence[str]:
            return []

    known = Completing(MODEL, One())
    for offer in known.line([], "@" + name[:size].replace("/", "//")):
        assert split_account(offer.text[1:])[0] == name
        assert split(quote_word(offer.text)) == ([offer.text], None)
    for offer in known.line([], "@x/" + contact[:size].replace("/", "//")):
        assert split_account(offer.text[1:]) == ("x", contact)
