"""Who is in a calendar: its owner, the others, and the companies behind their addresses."""

from __future__ import annotations

import re
from collections import Counter

from actlog.domain.errors import InputError
from actlog.domain.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from actlog.exchange.calendar.lines import Events
    from actlog.exchange.calendar.parsed import Parsed

_FREE = """
gmail.com googlemail.com outlook.com outlook.de hotmail.com hotmail.co.uk hotmail.de
hotmail.fr live.com live.de msn.com yahoo.com yahoo.co.uk yahoo.de yahoo.fr ymail.com
rocketmail.com aol.com icloud.com me.com mac.com gmx.de gmx.net gmx.com gmx.at gmx.ch web.de
t-online.de freenet.de arcor.de posteo.de mailbox.org proton.me protonmail.com pm.me
tutanota.com fastmail.com hey.com zoho.com mail.com mail.ru yandex.ru yandex.com qq.com
163.com 126.com sina.com naver.com orange.fr wanadoo.fr free.fr laposte.net sfr.fr
libero.it virgilio.it bluewin.ch comcast.net verizon.net att.net sbcglobal.net btinternet.com
sky.com telenet.be skynet.be ziggo.nl planet.nl xs4all.nl seznam.cz wp.pl o2.pl interia.pl
terra.com.br uol.com.br bol.com.br rediffmail.com
"""
FREE = frozenset(_FREE.split())
"""Domains of mail that anybody can have: no company stands behind an address there."""

_SECOND = ("co", "com", "org", "net", "ac", "gov", "edu", "gob", "or", "ne", "go", "ltd", "plc")
_ADDRESS = re.compile(r"[^\s<>\"',;:@]+@[^\s<>\"',;:@]+\.[^\s<>\"',;:@.]+")
_IN_LINES = re.compile(rb"[^\s<>\"',;:@=]{1,64}@[^\s<>\"',;:@]{1,255}")
_NO_PEOPLE = (".calendar.google.com", "calendar.google.com")
_THINGS = frozenset(("ROOM", "RESOURCE"))


class Person(Record):
    """Somebody in an event: the address in lower case and the name, both empty where not known.

    `answer` is what they answered: accepted, declined, tentative or needs-action.
    """

    address: str
    name: str
    answer: str = ""

    @property
    def domain(self) -> str:
        """What stands behind the @."""
        return self.address.rpartition("@")[2]


class Owner(Record):
    """Whose calendar it is: all their addresses, and the domains of their own company.

    `told` says how that was found out, None where it was said.
    """

    addresses: frozenset[str] = frozenset()
    domains: frozenset[str] = frozenset()
    told: str | None = None

    def is_outside(self, person: Person) -> bool:
        """Tell whether somebody with an address is of another company."""
        return bool(
            person.address
            and person.address not in self.addresses
            and not any(_within(person.domain, own) for own in self.domains)
        )


def find_owner(events: Events, me: str | None) -> Owner:
    """Return whose calendar it is: `me`, or who it names, or who is in most of its events.

    `me` is an address, or several with commas; a domain alone is that of a company. Raises
    InputError where it is none, or where nobody is in more events than others.
    """
    if me is not None:
        return _said(me)
    for calendar in events.calendars:
        for name in ("X-OWNER", "X-WR-CALNAME"):
            found = _ADDRESS.search(calendar.said.get(name, "").casefold())
            if found:
                return _owner([found[0]], f"it is the calendar of {found[0]}")
    counts = _count(events)
    most = max(counts.values(), default=0)
    first = sorted([address for address, count in counts.items() if count == most])
    domains = {address.rpartition("@")[2] for address in first}
    if len(first) > 1 and (len(domains) > 1 or domains & FREE):
        raise InputError(
            "the file does not tell whose calendar it is: "
            f"{first[0]} and {first[1]} are in equally many events",
            "say it with --me and your e-mail address",
        )
    if not first:
        return Owner(told="it is nobody's: no event has anybody in it")
    if len(first) > 1:
        domain = domains.pop()
        return Owner(
            domains=frozenset((domain,)),
            told=f"it is taken for a calendar of {domain}, whose people are in most events",
        )
    events_of = f"{most:,} of its {sum(1 for _ in events):,} events"
    return _owner(first, f"it is taken for the calendar of {first[0]}, who is in {events_of}")


def attendees(event: Parsed) -> list[Person]:
    """Return who is invited, without rooms and things."""
    return [
        person
        for one in event.all("ATTENDEE")
        if str(one.params.get("CUTYPE", "")).upper() not in _THINGS
        and not (person := _person(one)).domain.endswith(_NO_PEOPLE)
    ]


def organizer(event: Parsed) -> Person | None:
    """Return who invited, None where nobody did."""
    found = event.one("ORGANIZER")
    person = _person(found) if found is not None else None
    return None if person is None or person.domain.endswith(_NO_PEOPLE) else person


def company(person: Person) -> str:
    """Return the company's name within an address: `acme` of dana@mail.acme.co.uk, or nothing."""
    if not person.domain or person.domain in FREE:
        return ""
    labels = person.domain.split(".")
    if len(labels) < 2:
        return labels[0]
    double = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND
    label = labels[-3] if double else labels[-2]
    try:
        return label.encode("ascii").decode("idna") if label.startswith("xn--") else label
    except UnicodeError:
        return label


def called(person: Person) -> str:
    """Return what somebody is called: the name, else what stands before the @."""
    return person.name or person.address.rpartition("@")[0]


def contact_of(people: Iterable[Person]) -> Person | None:
    """Return the first with a company behind the address, else the first."""
    found = list(people)
    return next((one for one in found if company(one)), found[0] if found else None)


def _person(found: object) -> Person:
    params = getattr(found, "params", {})
    value = str(found).strip()
    if value[:7].casefold() == "mailto:":
        value = value[7:]
    given = _ADDRESS.search(value) or _ADDRESS.search(str(params.get("EMAIL", "")))
    address = given[0].casefold() if given else ""
    name = " ".join(str(params.get("CN", "")).strip("'\" ").split())
    if name.casefold() == address:
        name = ""
    answer = str(params.get("PARTSTAT", "needs-action")).casefold()
    return Person(address=address, name=name, answer=answer)


def _said(me: str) -> Owner:
    words = me.casefold().replace(",", " ").replace("mailto:", "").split()
    bare = [word.removeprefix("@") for word in words]
    if not words or not all("." in word and not word.endswith("@") for word in bare):
        raise InputError(f"{me!r} is no e-mail address", "write it as --me jo@example.com")
    domains = [word for word in bare if "@" not in word]
    return _owner([word for word in bare if "@" in word], None, domains)


def _owner(addresses: Sequence[str], told: str | None, domains: Sequence[str] = ()) -> Owner:
    behind = {address.rpartition("@")[2] for address in addresses} - FREE
    return Owner(
        addresses=frozenset(addresses), domains=frozenset(behind.union(domains)), told=told
    )


def _count(events: Events) -> Counter[str]:
    """Return how many events every address is in."""
    counts: Counter[str] = Counter()
    for event in events:
        lines = [
            line
            for line in event.data.split(b"\r\n")
            if line[:9].upper() == b"ORGANIZER" or line[:8].upper() == b"ATTENDEE"
        ]
        found = {
            one.decode("utf-8", "replace").casefold()
            for line in lines
            for one in _IN_LINES.findall(line)
        }
        counts.update([one for one in found if not one.endswith(_NO_PEOPLE)])
    return counts


def _within(domain: str, own: str) -> bool:
    return domain == own or domain.endswith("." + own)
