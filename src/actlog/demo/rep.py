"""Half a year of a made-up rep, the same for the same `now`.

The rep calls in the mornings, follows up after lunch, and books meetings some days ahead.
Most are held; the others are no-shows, cancelled or moved, and some of those are set again.
There is a slump, and thin weeks of meetings behind it; a week of holiday; and
figures near the lines of the rep's own model week, above them in some weeks and below in
others. Prospects object to this and that: who they are, and what they say, is drawn apart, so
that everything else is as it was before they did.
"""

from __future__ import annotations

import os
from datetime import datetime, time, timedelta
from random import Random

from actlog.domain.entry import Entry, Moment
from actlog.domain.promise import Promise
from actlog.domain.record import Record
from actlog.domain.week import TimeOff, Week

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date
    from typing import Any

MODEL = os.path.join(os.path.dirname(__file__), "model-week.yaml")
"""The file of the rep's model week."""

WEEKS = 26
"""How many complete weeks the rep has logged."""

_SEED = 2026
_HOLIDAY, _SLUMP = 9, (16, 15, 14)  # weeks ago
_ACCOUNTS = (
    "acme", "globex", "initech", "umbrella", "stark", "wayne", "hooli", "cyberdyne", "soylent",
    "tyrell", "wonka", "oceanic", "dunder", "vandelay", "aperture", "massive", "pied piper",
    "bluth", "sterling", "octan", "gringotts", "monarch", "virtucon", "zorin", "nakatomi",
)  # fmt: skip
_CONTACTS = ("dana", "kim", "lee", "noor", "robin", "sascha", "toni", "alex")
_SOURCES = ("referral", "webinar", "list", "linkedin")
_PERSONAS = ("owner", "buyer", "office manager")
_OBJECTIONS = {
    "owner": ("price", "timing", "price", "supplier"),
    "buyer": ("supplier", "price", "budget", "supplier"),
    "office manager": ("timing", "not-my-call", "not-my-call", "budget"),
}
"""What each persona says, the likelier the oftener it stands here."""
_OBJECTING = {"connected": 0.2, "not-interested": 0.5, "no": 0.6}
"""How likely an entry of each outcome hears an objection."""
_NOTES = (
    "asked for pricing",
    "happy with the current supplier",
    "budget is decided in January",
    "wants a reference in the same trade",
    "send the case study",
)


class DemoRep(Record):
    """What the rep logged, in the order of time, the days off, and the promises."""

    entries: tuple[Entry, ...]
    time_off: tuple[TimeOff, ...]
    promises: tuple[Promise, ...]


def made_up(now: datetime) -> DemoRep:
    """Return the rep's last 26 complete weeks and the current one up to `now`."""
    return _Maker(now).make()


class _Maker:
    def __init__(self, now: datetime) -> None:
        self.now = now
        self.chance, self.saying = Random(_SEED), Random(_SEED)
        self.this_week = Week.of(now.date(), 0)
        self.booked: list[tuple[date, int, str, str, str]] = []
        self.proposed: list[tuple[date, str, str]] = []
        self.entries: list[Entry] = []

    def make(self) -> DemoRep:
        holiday = self.this_week.back(_HOLIDAY)
        off = TimeOff(first=holiday.start, last=holiday.end, why="holiday")
        half = self.this_week.back(4).start + timedelta(days=4)
        for ago in range(WEEKS, -1, -1):
            week = self.this_week.back(ago)
            effort = 0.55 if ago in _SLUMP else 0.88 + 0.3 * self.chance.random()
            for day in week.days()[:5]:
                if ago != _HOLIDAY:
                    self._day(day, effort * (0.6 if day.weekday() == 4 else 1))
        known = [entry for entry in self.entries if entry.at is None or entry.at <= self.now]
        known.sort(key=lambda entry: (entry.day, str(entry.at)))
        known = [self._heard(entry) for entry in _numbered(known)]
        afternoon = TimeOff(first=half, last=half, part="pm", why="school play")
        return DemoRep(
            entries=tuple(known), time_off=(off, afternoon), promises=tuple(self._promises())
        )

    def _promises(self) -> list[Promise]:
        """Return what was promised for last week, which the log judges, and for this one."""
        last = Promise(
            week=self.this_week.back(1).start,
            text="confirm every meeting the day before",
            kind="meeting_held",
            count=6,
        )
        return [last, Promise(week=self.this_week.start, text="ask every no for a referral")]

    def _heard(self, entry: Entry) -> Entry:
        """Return an entry with its contact's persona, and here and there an objection or a mark."""
        persona = None
        if entry.account is not None and entry.contact is not None:
            persona = _PERSONAS[_ACCOUNTS.index(entry.account) % len(_PERSONAS)]
        objection: tuple[str, ...] = ()
        if self.saying.random() < _OBJECTING.get(entry.outcome or "", 0):
            said = _OBJECTIONS[persona or self.saying.choice(_PERSONAS)]
            objection = (self.saying.choice(said),)
        marked = ("heard",) if entry.note and self.saying.random() < 0.3 else ()
        return entry.replace(persona=persona, objection=objection, tags=marked)

    def _day(self, day: date, effort: float) -> None:
        for hour, minute in ((9, 5), (10, 20), (11, 30)):
            self._calls(day, hour, minute, round(16 * effort * (0.8 + 0.4 * self.chance.random())))
        for slot in range(round(3.4 * effort * (0.6 + 0.8 * self.chance.random()))):
            account, contact = self._prospect()
            outcome = "replied" if self.chance.random() < 0.3 else "silent"
            self._add(
                day, 13, 10 + 9 * slot, "follow_up", outcome=outcome, account=account,
                contact=contact,
            )  # fmt: skip
        if self.chance.random() < 0.62 * effort:
            touches = 9 + self._upto(8)
            self._add(day, 16, 5, "linkedin", count=touches, minutes=60)
        self._meetings(day)
        self._deals(day)

    def _calls(self, day: date, hour: int, minute: int, dials: int) -> None:
        """Log a block of dials; some connects become meetings set."""
        connects = sum(self.chance.random() < 0.105 for _ in range(dials))
        refusals = sum(self.chance.random() < 0.02 for _ in range(dials - connects))
        voicemails = round((dials - connects - refusals) * (0.3 + 0.2 * self.chance.random()))
        silent = dials - connects - refusals - voicemails
        counted = {"not-interested": refusals, "voicemail": voicemails, "no-answer": silent}
        for outcome, count in counted.items():
            if count:
                self._add(day, hour, minute, "call", count=count, outcome=outcome)
        for number in range(connects):
            account, contact = self._prospect()
            at = minute + 4 * number + 3
            note = _NOTES[self._upto(len(_NOTES))] if self.chance.random() < 0.25 else None
            self._add(
                day, hour, at, "call", outcome="connected", account=account, contact=contact,
                minutes=3 + self._upto(9), note=note,
            )  # fmt: skip
            if self.chance.random() < 0.36:
                self._set(day, hour, at + 2, account, contact)

    def _set(self, day: date, hour: int, minute: int, account: str, contact: str) -> None:
        ahead = self._workday(day + timedelta(days=2 + self._upto(8)))
        begins = 14 + self._upto(3)
        planned = Moment.of(self._instant(ahead, begins, 0))
        self._add(
            day, hour, minute, "meeting_set", account=account, contact=contact, planned=planned,
            uid=str(len(self.entries)), source=_SOURCES[self._upto(len(_SOURCES))],
        )  # fmt: skip
        self.booked.append((ahead, begins, account, contact, self.entries[-1].uid or ""))

    def _meetings(self, day: date) -> None:
        """End what was booked for the day; some do not come, some say yes or no."""
        for _, hour, account, contact, story in [one for one in self.booked if one[0] == day]:
            luck = self.chance.random()
            said = {"account": account, "contact": contact, "story": story}
            if luck < 0.2:
                self._fall_through(day, hour, luck, said)
                continue
            minutes, outcome = 25 + 5 * self._upto(6), "no" if luck < 0.44 else "moved"
            self._add(day, hour, 50, "meeting_held", outcome=outcome, minutes=minutes, **said)
            if luck > 0.7:
                self._add(day, 17, 5, "proposal", account=account, contact=contact)
                due = day + timedelta(days=12 + self._upto(12))
                self.proposed.append((due, account, contact))

    def _fall_through(self, day: date, hour: int, luck: float, said: dict[str, Any]) -> None:
        """Move a meeting by a week, or let it be cancelled or a no-show; half are set again."""
        later = self._workday(day + timedelta(days=7))
        again = (later, hour, said["account"], said["contact"], said["story"])
        planned = Moment.of(self._instant(later, hour, 0))
        if luck < 0.05:
            moved = {"outcome": "rescheduled", "planned": planned}
            self._add(day, hour, 2, "meeting_held", **moved, **said)
            self.booked.append(again)
            return
        outcome = "cancelled" if luck < 0.09 else "no-show"
        self._add(day, hour, 20, "meeting_held", outcome=outcome, **said)
        if luck < 0.15:
            self._add(day, 17, 10, "meeting_set", outcome="again", planned=planned, **said)
            self.booked.append(again)

    def _workday(self, day: date) -> date:
        """Return the day, or the next one on which the rep works."""
        holiday = self.this_week.back(_HOLIDAY)
        while day.weekday() > 4 or holiday.start <= day <= holiday.end:
            day += timedelta(days=1)
        return day

    def _deals(self, day: date) -> None:
        for due, account, contact in [one for one in self.proposed if one[0] <= day]:
            self.proposed.remove((due, account, contact))
            if self.chance.random() < 0.4:
                value = (4 + self._upto(17)) * 1000 * 100
                self._add(
                    day, 16, 40, "deal_won", account=account, contact=contact, value_cents=value
                )

    def _prospect(self) -> tuple[str, str]:
        place = self._upto(len(_ACCOUNTS))
        return _ACCOUNTS[place], _CONTACTS[(place * 3) % len(_CONTACTS)]

    def _upto(self, bound: int) -> int:
        return int(self.chance.random() * bound)

    def _instant(self, day: date, hour: int, minute: int) -> datetime:
        return datetime.combine(day, time(hour + minute // 60, minute % 60)).astimezone()

    def _add(self, day: date, hour: int, minute: int, kind: str, **said: Any) -> None:
        self.entries.append(Entry(day=day, at=self._instant(day, hour, minute), kind=kind, **said))


def _numbered(entries: list[Entry]) -> list[Entry]:
    """Return entries whose stories name meetings by the numbers that they will have."""
    numbers = {entry.uid: number for number, entry in enumerate(entries, 1) if entry.uid}
    return [
        entry.replace(uid=None, story=str(numbers[entry.story]) if entry.story else None)
        for entry in entries
    ]
