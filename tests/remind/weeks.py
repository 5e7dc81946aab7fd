"""Five model weeks and what five reps do in a week, from a Thursday to the Wednesday after.

Whatever is said below is said twice, independently: in YAML and in words for the program, in
plain data for the model of what is expected. `said` is the table of what reminds when, by the
clock on the wall, as `docs/reminders.md` has it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from datetime import time as clock
from fractions import Fraction
from zoneinfo import ZoneInfo

from tests.remind.expected import Closed, Done, Expected, Kind, Off, Week

DAYS = ("thu", "fri", "sat", "sun", "mon", "tue", "wed")
ONE, HALF, NONE = Fraction(1), Fraction(1, 2), Fraction(0)


@dataclass(frozen=True)
class Calendar:
    """Where the week lies: the Thursday it begins on, and the zone."""

    thursday: date
    zone: ZoneInfo

    def day(self, word: str) -> date:
        """Return a day of the week, or one before it: `thu`, `-9`."""
        ahead = DAYS.index(word) if word in DAYS else int(word)
        return self.thursday + timedelta(days=ahead)

    def when(self, words: str) -> datetime:
        """Return an instant of it: `thu 09:30`, as the clock first shows it."""
        day, time = words.split()
        hour, minute = map(int, time.split(":"))
        return datetime.combine(self.day(day), clock(hour, minute), self.zone)

    def planned(self, words: str) -> date | datetime:
        """Return a day or an instant."""
        return self.when(words) if " " in words else self.day(words)


Effect = Callable[[Expected, Calendar, datetime], None]


@dataclass(frozen=True)
class Event:
    """Something the rep does: when, the words typed for it, and what it means."""

    at: str
    words: str
    effect: Effect


def did(kind: str, count: int, minutes: int = 0, step: str = "", due: str = "") -> Effect:
    """An activity of today, with a next step."""

    def effect(log: Expected, calendar: Calendar, now: datetime) -> None:
        when = calendar.day(due) if due else None
        log.operations.append([Done(now.date(), kind, count, minutes, step=step, due=when)])

    return effect


def several(*some: tuple[str, int]) -> Effect:
    """Some activities of today in one line."""

    def effect(log: Expected, calendar: Calendar, now: datetime) -> None:
        log.operations.append([Done(now.date(), kind, count) for kind, count in some])

    return effect


def met(story: str, planned: str) -> Effect:
    """A meeting that was set."""

    def effect(log: Expected, calendar: Calendar, now: datetime) -> None:
        when = calendar.planned(planned)
        log.operations.append([Done(now.date(), "meeting_set", 1, story=story, planned=when)])

    return effect


def ended(story: str, count: int, day: str = "") -> Effect:
    """A meeting that was held (it counts 1), or was not."""

    def effect(log: Expected, calendar: Calendar, now: datetime) -> None:
        on = calendar.day(day) if day else now.date()
        log.operations.append([Done(on, "meeting_held", count, story=story, ends=True)])

    return effect


def moved(story: str, planned: str) -> Effect:
    """A meeting that has another date."""

    def effect(log: Expected, calendar: Calendar, now: datetime) -> None:
        when = calendar.planned(planned)
        log.operations.append([Done(now.date(), "meeting_held", 0, story=story, planned=when)])

    return effect


def closed(step: str) -> Effect:
    """A next step that was taken."""

    def effect(log: Expected, calendar: Calendar, now: datetime) -> None:
        log.operations.append([Closed(step)])

    return effect


def off(first: str, last: str = "", halves: str = "am pm", kinds: str = "") -> Effect:
    """Time off."""

    def effect(log: Expected, calendar: Calendar, now: datetime) -> None:
        days = calendar.day(first), calendar.day(last or first)
        one = Off(*days, frozenset(halves.split()), frozenset(kinds.split()))
        log.operations.append([one])

    return effect


def undone(log: Expected, calendar: Calendar, now: datetime) -> None:
    """Take the last operation back."""
    log.operations.pop()


def start(kind: str) -> Effect:
    """Start a timebox."""

    def effect(log: Expected, calendar: Calendar, now: datetime) -> None:
        log.timer = (kind, now)

    return effect


def stopped(touches: int, minutes: int) -> Effect:
    """Stop it: it is logged when it began."""

    def effect(log: Expected, calendar: Calendar, now: datetime) -> None:
        assert log.timer is not None
        kind, begun = log.timer
        log.timer = None
        log.operations.append([Done(begun.date(), kind, touches, minutes)])

    return effect


def discarded(log: Expected, calendar: Calendar, now: datetime) -> None:
    """Stop it and throw the time away."""
    log.timer = None


@dataclass(frozen=True)
class Past:
    """What was logged before, on a day before the Thursday: for the program, and plainly."""

    day: int
    words: str
    kinds: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Story:
    """A model week, the rep's past, a week of the rep's life, and what reminds in it."""

    yaml: str
    week: Week
    past: tuple[Past, ...]
    events: tuple[Event, ...]
    said: str
    changed: dict[str, str] = field(default_factory=dict)
    """Where the clock changes, by zone and season: the lines that differ, `-` for one that goes."""
    stopped: str = ""
    """The day from which on the coach no longer says stop: the week before was not at its lines."""


NO_TWO_O_CLOCK = "sun 02:15 -\nsun 02:20 -\nsun 02:51 -\n"

OFFICE = Story(
    yaml="""\
version: 1
name: office
activities:
  meeting_held: {closes: meeting_set, tipping_point: 4, aliases: [held]}
  meeting_set: {tipping_point: 5}
  call: {tipping_point: 50, group: prospecting}
  follow_up: {tipping_point: 10, group: follow-up}
  linkedin: {tipping_point: 2, timebox: {minutes: 60, touches: 12}, group: prospecting}
results:
  deal_won: {}
""",
    week=Week(
        days=(ONE, ONE, ONE, ONE, ONE, NONE, NONE),
        hours=(9 * 60, 17 * 60),
        kinds={
            "meeting_held": Kind(4, closes="meeting_set"),
            "meeting_set": Kind(5),
            "call": Kind(50, "prospecting"),
            "follow_up": Kind(10, "follow-up"),
            "linkedin": Kind(2, "prospecting", box=(60, 12)),
        },
    ),
    past=(
        Past(-3, "20 calls", (("call", 20),)),
        Past(-2, "15 calls 4 follow ups", (("call", 15), ("follow_up", 4))),
        Past(-1, "10 calls 2 follow ups", (("call", 10), ("follow_up", 2))),
        Past(-1, "held @before", (("meeting_held", 1),)),
    ),
    events=(
        Event(
            "thu 08:00",
            "log call @acme next:'send quote' due:{thu}",
            did("call", 1, step="quote", due="thu"),
        ),
        Event("thu 08:01", "undo", undone),
        Event(
            "thu 08:02",
            "log follow up @acme next:'send quote' due:{thu} yesterday",
            lambda log, c, now: log.operations.append(
                [Done(c.day("-1"), "follow_up", 1, step="quote", due=c.day("thu"))]
            ),
        ),
        Event("thu 12:20", "log call", did("call", 1)),
        Event("thu 12:40", "undo", undone),
        Event("thu 13:00", "log 5 calls", did("call", 5)),
        Event("thu 13:20", "start linkedin", start("linkedin")),
        Event("thu 14:00", "log meeting set @globex for {fri} 10:00", met("globex", "fri 10:00")),
        Event("thu 16:40", "stop 12 touches 60m", stopped(12, 60)),
        Event("thu 17:30", "log call next:ring due:{fri}", did("call", 1, step="ring", due="fri")),
        Event("fri 09:30", "done {quote}", closed("quote")),
        Event("fri 11:00", "log 8 follow ups", did("follow_up", 8)),
        Event("fri 14:50", "off {fri} linkedin", off("fri", kinds="linkedin")),
        Event("fri 15:45", "log meeting set @initech for {mon} 09:30", met("init", "mon 09:30")),
        Event("fri 16:10", "log meeting set @umbrella for {mon} 11:00", met("umb", "mon 11:00")),
        Event("fri 16:20", "log rescheduled @initech for {tue} 14:00", moved("init", "tue 14:00")),
        Event("fri 16:35", "log no-show @globex", ended("globex", 0)),
        Event("fri 16:50", "start linkedin", start("linkedin")),
        Event("mon 09:05", "stop --discard", discarded),
        Event("mon 14:00", "off {tue} pm", off("tue", halves="pm")),
        Event("mon 14:30", "log 3 linkedin 70m", did("linkedin", 3, 70)),
        Event("mon 15:20", "log 12 linkedin 60m", did("linkedin", 12, 60)),
        Event("mon 16:45", "log held @umbrella", ended("umb", 1)),
        Event("mon 16:50", "undo", undone),
        Event("tue 10:00", "log 30 calls", did("call", 30)),
        Event("tue 11:40", "log 12 linkedin 60m", did("linkedin", 12, 60)),
        Event("wed 09:15", "done {ring}", closed("ring")),
        Event("wed 10:00", "off {wed} follow_up", off("wed", kinds="follow_up")),
        Event("wed 15:05", "log 60 calls", did("call", 60)),
    ),
    said="""\
thu 09:00 next_steps
thu 12:00 nothing_logged
thu 12:40 nothing_logged
thu 15:00 gap linkedin
thu 15:30 meetings_tomorrow
thu 16:21 timer
fri 09:00 next_steps
fri 15:00 gap meeting_set
fri 15:45 meetings_tomorrow
fri 16:00 friday
fri 16:10 meetings_tomorrow
fri 16:30 past_meetings
mon 09:00 timer
mon 12:00 nothing_logged
mon 15:00 timebox linkedin
mon 15:30 meetings_tomorrow
mon 16:12 gap meeting_set
mon 16:30 past_meetings
mon 16:50 past_meetings
tue 11:30 gap meeting_set, timebox linkedin
wed 12:00 nothing_logged
wed 15:00 gap meeting_held
wed 16:30 past_meetings
""",
)

HALF_FRIDAY = Story(
    yaml="""\
version: 1
name: half a Friday, and no results for weeks
week: {days: {mon: 1, tue: 1, wed: 1, thu: 1, fri: 0.5}, hours: "8:30-17:30"}
activities:
  meeting_held: {closes: meeting_set, tipping_point: 2, aliases: [held]}
  meeting_set: {tipping_point: 2}
  connect: {of: call, outcomes: [connected], tipping_point: 4, group: prospecting}
  call: {tipping_point: 40, group: prospecting, outcomes: {connected: moved}}
  follow_up: {tipping_point: 18, group: follow-up}
  linkedin: {timebox: {minutes: 30, touches: 5}, group: prospecting}
  care: {timebox: {minutes: 20, touches: 3}, group: follow-up}
results:
  deal_won: {}
reminders:
  gap: {at: 14:00, days: [wed, thu, fri]}
  nothing_logged: {at: 10:00}
  next_steps: {at: 8:45}
  friday: {at: 15:30, days: [thu]}
  timebox: {days: [mon, tue]}
""",
    week=Week(
        days=(ONE, ONE, ONE, ONE, HALF, NONE, NONE),
        hours=(8 * 60 + 30, 17 * 60 + 30),
        kinds={
            "meeting_held": Kind(2, closes="meeting_set"),
            "meeting_set": Kind(2),
            "connect": Kind(4, "prospecting", of="call"),
            "call": Kind(40, "prospecting"),
            "follow_up": Kind(18, "follow-up"),
            "linkedin": Kind(None, "prospecting", box=(30, 5)),
            "care": Kind(None, "follow-up", box=(20, 3)),
        },
        own={
            "gap": (14 * 60, (2, 3, 4)),
            "nothing_logged": (10 * 60, ()),
            "next_steps": (8 * 60 + 45, ()),
            "friday": (15 * 60 + 30, (3,)),
            "timebox": (None, (0, 1)),
        },
    ),
    past=tuple(
        Past(
            -3 - 7 * back,
            "40 calls 4 connected 2 meetings set 2 held @acme",
            (("call", 40), ("connect", 4), ("meeting_set", 2), ("meeting_held", 2)),
        )
        for back in range(8, 0, -1)
    ),
    events=(
        Event("thu 10:20", "log follow up", did("follow_up", 1)),
        Event("thu 15:00", "log meeting set @globex for {fri}", met("globex", "fri")),
        Event("thu 16:00", "log meeting set @globex for {tue} 08:30", met("late", "tue 08:30")),
        Event("thu 16:10", "off {mon}", off("mon")),
        Event("thu 17:00", "undo", undone),
        Event("thu 17:10", "off {mon} 'trade show'", off("mon")),
        Event("fri 09:00", "off {fri} follow_up", off("fri", kinds="follow_up")),
        Event("fri 11:00", "undo", undone),
        Event("fri 14:30", "log 9 follow ups", did("follow_up", 9)),
        Event("tue 15:30", "log 3 care 20m", did("care", 3, 20)),
        Event(
            "tue 16:00",
            "log follow up next:offer due:{wed}",
            did("follow_up", 1, step="offer", due="wed"),
        ),
        Event("wed 13:00", "log call", did("call", 1)),
        Event("wed 14:20", "log 12 follow ups", did("follow_up", 12)),
    ),
    said="""\
thu 10:00 nothing_logged
thu 14:00 gap follow_up
thu 15:30 meetings_tomorrow, friday
fri 11:00 nothing_logged
fri 14:00 gap follow_up
fri 15:30 meetings_tomorrow
tue 10:00 nothing_logged
tue 15:00 timebox linkedin, timebox care
tue 16:30 past_meetings
wed 08:45 next_steps
wed 10:00 nothing_logged
wed 14:00 gap meeting_held
""",
    stopped="mon",
)

SUNDAY = Story(
    yaml="""\
version: 1
name: from Sunday to Thursday
week: {starts: sunday, days: {sun: 1, mon: 1, tue: 1, wed: 1, thu: 0.5}, hours: "7:00-15:00"}
activities:
  meeting_held: {closes: meeting_set, aliases: [held]}
  meeting_set:
  call: {tipping_point: 13, group: prospecting}
  demo: {tipping_point: 10}
  follow_up: {tipping_point: 8}
  video: {tipping_point: 4, timebox: {minutes: 120, touches: 1}}
""",
    week=Week(
        days=(ONE, ONE, ONE, HALF, NONE, NONE, ONE),
        hours=(7 * 60, 15 * 60),
        starts=6,
        kinds={
            "meeting_held": Kind(closes="meeting_set"),
            "meeting_set": Kind(),
            "call": Kind(13, "prospecting"),
            "demo": Kind(10),
            "follow_up": Kind(8),
            "video": Kind(4, box=(120, 1)),
        },
    ),
    past=tuple(
        Past(-4 - 7 * back + day, words, kinds)
        for back in range(14, -1, -1)
        for day, words, kinds in (
            (0, "3 demos", (("demo", 3),)),
            (1, "5 calls 6 follow ups", (("call", 5), ("follow_up", 6))),
            (3, "5 calls", (("call", 5),)),
            (4, "2 follow ups", (("follow_up", 2),)),
        )
        if -4 - 7 * back + day < 0 and not (back == 0 and day == 3)
    ),
    events=(
        Event("thu 07:30", "log meeting set @acme for {sun} 07:15", met("acme", "sun 07:15")),
        Event("thu 11:00", "start video", start("video")),
        Event("thu 14:50", "log meeting set @globex for {sat}", met("globex", "sat")),
        Event("thu 15:10", "stop 2 touches 130m", stopped(2, 130)),
        Event("fri 12:00", "start video", start("video")),
        Event("sun 07:20", "stop 1 touch 10m", stopped(1, 10)),
        Event("sun 10:30", "log call", did("call", 1)),
        Event("mon 08:00", "off {tue}..{wed}", off("tue", "wed")),
        Event("mon 09:00", "log held @acme", ended("acme", 1)),
        Event("mon 14:40", "log meeting set @late for {wed} 09:00", met("wed", "wed 09:00")),
        Event("tue 10:00", "start video", start("video")),
        Event("wed 11:00", "undo", undone),
        Event("wed 11:01", "undo", undone),
        Event("wed 11:02", "undo", undone),
    ),
    said="""\
thu 14:30 meetings_tomorrow, friday
thu 14:50 meetings_tomorrow
sun 07:00 timer
sun 09:30 drought prospecting
sun 14:30 past_meetings, gap follow_up, timebox video
mon 14:30 timebox video
mon 14:40 meetings_tomorrow
wed 11:02 timer
wed 12:00 nothing_logged
wed 14:30 past_meetings
""",
)

NIGHT = Story(
    yaml="""\
version: 1
name: every night
week:
  days: {mon: 1, tue: 1, wed: 1, thu: 1, fri: 1, sat: 1, sun: 1}
  hours: "0:00-6:00"
activities:
  meeting_held: {closes: meeting_set, tipping_point: 7, aliases: [held]}
  meeting_set:
  call: {tipping_point: 70, group: prospecting}
  chat: {tipping_point: 6, timebox: {minutes: 30, touches: 10}}
reminders:
  next_steps: {at: 2:15}
  nothing_logged: {at: 1:45}
  past_meetings: {at: 2:00}
  meetings_tomorrow: {at: 2:10, days: [sat, sun]}
  gap: {at: 2:20, days: [thu, sat, sun, tue]}
  timebox: {at: 3:00}
""",
    week=Week(
        days=(ONE,) * 7,
        hours=(0, 6 * 60),
        kinds={
            "meeting_held": Kind(7, closes="meeting_set"),
            "meeting_set": Kind(),
            "call": Kind(70, "prospecting"),
            "chat": Kind(6, box=(30, 10)),
        },
        own={
            "next_steps": (2 * 60 + 15, ()),
            "nothing_logged": (60 + 45, ()),
            "past_meetings": (2 * 60, ()),
            "meetings_tomorrow": (2 * 60 + 10, (5, 6)),
            "gap": (2 * 60 + 20, (3, 5, 6, 1)),
            "timebox": (3 * 60, ()),
        },
    ),
    past=(
        Past(-3, "10 calls", (("call", 10),)),
        Past(-2, "10 calls 3 held @old", (("call", 10), ("meeting_held", 3))),
        Past(-1, "10 calls", (("call", 10),)),
    ),
    events=(
        Event("thu 00:10", "log 9 calls", did("call", 9)),
        Event("thu 03:00", "log meeting set @sun for {sun} 03:20", met("sun", "sun 03:20")),
        Event("thu 03:05", "log meeting set @sat for {sat} 00:30", met("sat", "sat 00:30")),
        Event("fri 00:30", "start chat", start("chat")),
        Event("fri 03:20", "stop 10 touches", stopped(10, 170)),
        Event("sat 00:10", "log 30 calls", did("call", 30)),
        Event(
            "sat 01:00",
            "log call @step next:look due:{sun}",
            did("call", 1, step="look", due="sun"),
        ),
        Event("sat 02:05", "log held @sat", ended("sat", 1)),
        Event("sat 23:50", "start chat", start("chat")),
        Event("sun 05:10", "stop 10 touches 30m", stopped(10, 30)),
        Event("sun 05:20", "log held @sun", ended("sun", 1)),
        Event("mon 00:20", "off {tue} am", off("tue", halves="am")),
        Event("mon 00:30", "log 10 calls", did("call", 10)),
        Event("mon 02:30", "done {look}", closed("look")),
        Event("wed 01:00", "off {wed} pm", off("wed", halves="pm")),
    ),
    said="""\
thu 02:20 gap chat
thu 03:00 timebox chat
fri 01:45 nothing_logged
sat 02:00 past_meetings
sat 02:10 meetings_tomorrow
sat 02:20 gap chat
sat 03:00 timebox chat
sun 01:45 nothing_logged
sun 02:15 next_steps
sun 02:20 gap chat
sun 02:51 timer
sun 03:20 past_meetings
sun 05:10 timebox chat
sun 05:30 friday
mon 03:00 timebox chat
wed 01:45 nothing_logged
wed 03:00 timebox chat
""",
    changed={
        # The night's 2:15 and 2:20 do not exist, and three hours of a timer end later.
        "Europe/Berlin spring": NO_TWO_O_CLOCK
        + "sun 03:00 next_steps, gap chat\nsun 03:51 timer\n",
        "America/New_York spring": NO_TWO_O_CLOCK
        + "sun 03:00 next_steps, gap chat\nsun 03:51 timer\n",
        "Australia/Lord_Howe spring": NO_TWO_O_CLOCK
        + "sun 02:30 next_steps, gap chat\nsun 03:21 timer\n",
        # They end sooner; in Berlin before the hour that there is twice has begun again.
        "America/New_York autumn": "sun 02:51 -\nsun 01:51 again timer\n",
        "Australia/Lord_Howe autumn": "sun 02:51 -\nsun 02:21 timer\n",
    },
)

EVENING = Story(
    yaml="""\
version: 1
name: evenings without lines
week: {days: {tue: 1, wed: 1, thu: 1, fri: 1, sat: 0.25}, hours: "13:00-22:00"}
activities:
  meeting_held: {closes: meeting_set, aliases: [held]}
  meeting_set:
  call: {group: prospecting}
  follow_up: {group: follow-up}
reminders:
  past_meetings: off
  gap: off
  friday: {at: 21:00}
  nothing_logged: {days: [fri, sat, tue, wed]}
""",
    week=Week(
        days=(NONE, ONE, ONE, ONE, ONE, Fraction(1, 4), NONE),
        hours=(13 * 60, 22 * 60),
        kinds={
            "meeting_held": Kind(closes="meeting_set"),
            "meeting_set": Kind(),
            "call": Kind(group="prospecting"),
            "follow_up": Kind(group="follow-up"),
        },
        own={
            "past_meetings": None,
            "gap": None,
            "friday": (21 * 60, ()),
            "nothing_logged": (None, (4, 5, 1, 2)),
        },
    ),
    past=(Past(-9, "2 calls", (("call", 2),)),),
    events=(
        Event("thu 14:00", "log meeting set @acme for {fri} 15:00", met("acme", "fri 15:00")),
        Event("thu 16:00", "log meeting set @globex for {fri}", met("globex", "fri")),
        Event("thu 18:00", "off {sat}", off("sat")),
        Event("fri 12:00", "off {fri} call", off("fri", kinds="call")),
        Event("fri 12:01", "off {fri} follow_up", off("fri", kinds="follow_up")),
        Event("fri 12:02", "off {fri} meeting_set", off("fri", kinds="meeting_set")),
        Event("fri 12:03", "off {fri} meeting_held", off("fri", kinds="meeting_held")),
        Event("fri 14:00", "undo", undone),
        Event("fri 21:30", "log call", did("call", 1)),
        Event("sat 14:00", "off {tue}..{wed}", off("tue", "wed")),
        Event("tue 14:00", "undo", undone),
        Event(
            "tue 23:00",
            "log 3 follow ups next:x due:{tue}",
            did("follow_up", 3, step="x", due="tue"),
        ),
        Event("wed 13:30", "done {x}", closed("x")),
        Event("wed 13:31", "undo", undone),
    ),
    said="""\
thu 15:30 meetings_tomorrow
thu 16:00 meetings_tomorrow
fri 14:00 nothing_logged
fri 21:00 friday
tue 14:00 nothing_logged
wed 13:00 next_steps, nothing_logged
wed 13:31 next_steps
""",
)

STORIES = {
    "office": OFFICE,
    "half friday": HALF_FRIDAY,
    "sunday": SUNDAY,
    "night": NIGHT,
    "evening": EVENING,
}

ZONES = {
    "Europe/Berlin": {"plain": "2026-06-11", "spring": "2026-03-26", "autumn": "2026-10-22"},
    "America/New_York": {"plain": "2026-07-16", "spring": "2026-03-05", "autumn": "2026-10-29"},
    # Half an hour, and spring where autumn is elsewhere.
    "Australia/Lord_Howe": {"plain": "2026-02-05", "spring": "2026-10-01", "autumn": "2026-04-02"},
}
"""By zone, the Thursdays before the clocks change on the Sunday, and one before a plain one."""
