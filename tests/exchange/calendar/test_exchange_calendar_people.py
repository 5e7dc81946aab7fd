import pytest

from actlog.domain.errors import InputError
from actlog.exchange.calendar.people import Person, company
from tests.exchange.calendar.calendars import calendar, event, read, rows

START = "DTSTART:20261109T100000Z"


def people(*addresses: str, uid: str = "one") -> str:
    return event(START, *[f"ATTENDEE:mailto:{one}" for one in addresses], uid=uid)


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("dana@acme.example", "acme"),
        ("dana@mail.acme.example", "acme"),
        ("dana@acme.co.uk", "acme"),
        ("dana@sales.acme.com.br", "acme"),
        ("dana@xn--mller-kva.example", "müller"),
        ("dana@gmail.com", ""),
        ("dana@gmx.de", ""),
        ("dana@localhost", "localhost"),
        ("", ""),
    ],
)
def test_a_company_is_named_like_its_domain(address: str, name: str) -> None:
    assert company(Person(address=address, name="Dana")) == name


def test_the_contact_is_the_first_from_a_company() -> None:
    (row,) = rows(calendar(people("lee@gmail.com", "jo@own.example", "dana@acme.example")))
    assert (row["Others"], row["Account"], row["Contact"]) == (
        "lee@gmail.com, dana@acme.example",
        "acme",
        "dana",
    )


def test_who_invites_from_outside_is_one_of_the_others() -> None:
    data = calendar(event(START, "ORGANIZER;CN=Dana:mailto:dana@acme.example"))
    (row,) = rows(data)
    assert (row["Others"], row["Contact"], row["Their answer"]) == (
        "dana@acme.example",
        "Dana",
        "accepted",
    )


def test_everybody_of_the_owners_company_is_inside() -> None:
    data = calendar(people("ann@own.example", "kim@berlin.own.example", "jo@own.example"))
    assert [row["Others"] for row in rows(data)] == [""]


def test_at_a_free_mailer_the_owner_alone_is_inside() -> None:
    (row,) = rows(calendar(people("jo@gmail.com", "lee@gmail.com")), me="jo@gmail.com")
    assert (row["Others"], row["Account"], row["Contact"]) == ("lee@gmail.com", "", "lee")


def test_several_addresses_and_domains_can_be_the_owners() -> None:
    data = calendar(people("jo@old.example", "ann@new.example", "dana@acme.example"))
    (row,) = rows(data, me="jo@own.example, JO@old.example, new.example")
    assert row["Others"] == "dana@acme.example"


def test_the_calendar_says_whose_it_is() -> None:
    data = calendar("X-WR-CALNAME:jo@own.example", people("jo@own.example", "dana@acme.example"))
    made, _ = read(data, me=None)
    assert made.told == ["it is the calendar of jo@own.example"]
    assert [row["Others"] for row in rows(data, me=None)] == ["dana@acme.example"]


def test_the_owner_is_who_is_in_most_events() -> None:
    data = calendar(
        people("jo@own.example", "dana@acme.example"),
        people("lee@globex.example", "jo@own.example", uid="two"),
    )
    made, _ = read(data, me=None)
    assert made.told == [
        "it is taken for the calendar of jo@own.example, who is in 2 of its 2 events"
    ]
    assert [row["Account"] for row in rows(data, me=None)] == ["acme", "globex"]


def test_people_of_one_company_in_equally_many_events_share_it() -> None:
    data = calendar(
        people("jo@own.example", "ann@own.example", "dana@acme.example"),
        people("jo@own.example", "ann@own.example", uid="two"),
    )
    made, _ = read(data, me=None)
    assert made.told == [
        "it is taken for a calendar of own.example, whose people are in most events"
    ]
    assert [row["Others"] for row in rows(data, me=None)] == ["dana@acme.example", ""]


def test_a_calendar_that_could_be_anybodys_asks() -> None:
    with pytest.raises(InputError) as refused:
        read(calendar(people("jo@own.example", "dana@acme.example")), me=None)
    assert refused.value.message == (
        "the file does not tell whose calendar it is: "
        "dana@acme.example and jo@own.example are in equally many events"
    )
    assert refused.value.hint == "say it with --me and your e-mail address"


@pytest.mark.parametrize("me", ["", "jo", "jo@", "@", ",", "jo@own"])
def test_an_owner_without_an_address_is_refused(me: str) -> None:
    with pytest.raises(InputError, match="is no e-mail address"):
        read(calendar(people("jo@own.example")), me=me)


def test_addresses_are_found_however_they_are_written() -> None:
    data = calendar(
        event(
            START,
            "ATTENDEE;CN=\"'Dana@Acme.example'\":MAILTO:Dana@Acme.example",
            "ATTENDEE;CN=Lee;EMAIL=lee@globex.example:urn:uuid:1",
            "ATTENDEE;CN=Nobody:invalid:nomail",
            "ATTENDEE:mailto:c_1@resource.calendar.google.com",
        )
    )
    (row,) = rows(data)
    assert row["Attendees"] == "dana@acme.example, lee@globex.example"
    assert row["Attendee names"] == "dana, Lee, Nobody"
