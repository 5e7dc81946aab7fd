"""Meetings as stories: set, then held, no-show or cancelled, or rescheduled and set again.

An entry's own link (`story`) decides which meeting it is about. Entries without one, such as
imported rows, are paired here by account in the order of time, so that a log is read the same
whoever wrote it.
"""

from __future__ import annotations

from datetime import date, datetime

from actlog.domain.entry import Moment
from actlog.domain.model_week import AGAIN, Kind
from actlog.domain.record import Record
from actlog.domain.story import Step

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from actlog.domain.week import Week

HELD, NO_SHOW, CANCELLED, RESCHEDULED = "held", "no-show", "cancelled", "rescheduled"
"""How an appointment can end; whatever a closing entry says beside the last three is held."""

CONTINUES = 30
"""For so many days after a meeting fell through, a new one with that account is the same story."""

_FELL_THROUGH = (NO_SHOW, CANCELLED, RESCHEDULED)


class Meeting:
    """One story: the entry that set it, and how it stands after the steps read so far.

    `planned` is when it is to take place now, None where nobody said. `booked` is the step
    that said so, `ended` None while it is open. `fell` is the day on which it last fell
    through, and `latest` the last step.
    """

    __slots__ = ("begun", "booked", "ended", "fell", "latest", "planned")

    def __init__(self, begun: Step) -> None:
        """Take the entry that set it."""
        self.begun = begun
        self.booked = begun
        self.latest = begun
        self.planned = begun.planned
        self.ended: str | None = None
        self.fell: date | None = None

    @property
    def open(self) -> bool:
        """Whether it is still to be held."""
        return self.ended is None

    def take(self, step: Step) -> Appointment | None:
        """Go on by a step; return the appointment that ended with it."""
        self.latest = step
        how = ending(step)
        if step.outcome == AGAIN or how == RESCHEDULED:
            self.planned, self.booked, self.ended = step.planned, step, None
            self.fell = step.day if how == RESCHEDULED and step.planned is None else None
            return None
        day = self.planned.day if self.planned else step.day
        done = Appointment(day=day, how=how, booked=self.booked, ended=step)
        self.ended, self.fell = how, None if how == HELD else step.day
        return done

    def past(self, now: datetime) -> bool:
        """Whether its time is over: the instant, or the whole day where no time is known."""
        if self.planned is None:
            return False
        at = self.planned.at
        return self.planned.day < now.date() if at is None else at <= now


class Appointment(Record):
    """A date that came to an end: the `day` that was planned, and how: held, no-show, cancelled.

    `booked` is the entry that planned it, `ended` the one that says how it went. Where no
    date was planned, `day` is that of `ended`.
    """

    day: date
    how: str
    booked: Step
    ended: Step


class Stories(Record):
    """All meetings of one pair of kinds, by when they were set, and all appointments.

    `whole` is false where only the latest steps were read, for their number.
    """

    begins: Kind
    closes: Kind
    meetings: tuple[Meeting, ...]
    appointments: tuple[Appointment, ...]
    by_uid: dict[str, Meeting]
    whole: bool = True

    def open(self) -> list[Meeting]:
        """Return the meetings that are still to be held."""
        return [meeting for meeting in self.meetings if meeting.open]


def booked_from(stories: Stories, week: Week, now: datetime) -> list[Meeting]:
    """Return the open meetings of a week that are still to come."""
    return [
        one
        for one in stories.open()
        if one.planned and week.start <= one.planned.day <= week.end and not one.past(now)
    ]


def ending(step: Step) -> str:
    """Return how an appointment went, by the outcome of the step that says so."""
    return step.outcome if step.outcome in _FELL_THROUGH else HELD


def is_followed(step: Step) -> bool:
    """Tell whether a set meeting makes a story: one alone, with an account or a date."""
    return step.count == 1 and (step.account is not None or step.planned is not None)


def order(step: Step, begins: str) -> tuple[date, int, float, int]:
    """Return what sorts steps by time.

    Where only the day is known, a meeting is set at its beginning and ends at its end.
    """
    if step.at is not None:
        return step.day, 1, step.at.timestamp(), step.id
    return step.day, 0 if step.kind == begins else 2, 0.0, step.id


def follow(begins: Kind, closes: Kind, steps: Iterable[Step]) -> Stories:
    """Return the stories that steps of two kinds tell, whatever order they come in."""
    return _Follower(begins, closes).read(steps)


class _Follower:
    def __init__(self, begins: Kind, closes: Kind) -> None:
        self.begins = begins
        self.closes = closes
        self.by_uid: dict[str, Meeting] = {}
        self.by_account: dict[str | None, list[Meeting]] = {}
        self.appointments: list[Appointment] = []
        # How many links to come end a meeting: a row without a link leaves it to them.
        self.ahead: dict[str, int] = {}

    def read(self, steps: Iterable[Step]) -> Stories:
        name = self.begins.name
        ordered = sorted(steps, key=lambda step: order(step, name))
        first = [step for step in ordered if step.kind == name and step.outcome != AGAIN]
        meetings = [Meeting(step) for step in first if is_followed(step)]
        self.by_uid = {meeting.begun.uid: meeting for meeting in meetings}
        rest = [step for step in ordered if step.kind != name or step.outcome == AGAIN]
        self.by_account = by_account(meetings)
        links = _links(ordered, rest, name)
        for step in rest:
            if step.id in links and _ends(step):
                self.ahead[links[step.id]] = self.ahead.get(links[step.id], 0) + 1
        for step in rest:
            meeting = self._linked(step, links)
            if meeting is None and step.count == 1:
                meeting = self._pair(step)
                if meeting is None and step.outcome == AGAIN and is_followed(step):
                    meetings.append(self._begin(step))
            if meeting is not None:
                self._go_on(meeting, step)
        return Stories(
            begins=self.begins,
            closes=self.closes,
            meetings=tuple(meetings),
            appointments=tuple(self.appointments),
            by_uid=self.by_uid,
        )

    def _linked(self, step: Step, links: dict[int, str]) -> Meeting | None:
        """Return the meeting that a step is linked to."""
        uid = links.get(step.id)
        if uid is None:
            return None
        if _ends(step):
            self.ahead[uid] -= 1
        return self.by_uid.get(uid)

    def _begin(self, step: Step) -> Meeting:
        """Let a meeting set again, of which nothing went before, begin a story."""
        meeting = self.by_uid[step.uid] = Meeting(step)
        self.by_account.setdefault(step.account, []).append(meeting)
        return meeting

    def _go_on(self, meeting: Meeting, step: Step) -> None:
        done = meeting.take(step)
        if done is not None:
            self.appointments.append(done)
        if step.outcome == AGAIN:
            self.by_uid.setdefault(step.uid, meeting)

    def _pair(self, step: Step) -> Meeting | None:
        known = self.by_account.get(step.account) if step.account is not None else None
        if known is None:
            return None
        free = [meeting for meeting in known if not self.ahead.get(meeting.begun.uid)]
        if step.outcome != AGAIN:
            found = open_for(free, step, self.begins.name)
            if found:
                return min(found, key=planned_order)
        days = None if step.outcome == AGAIN else CONTINUES
        if step.outcome == AGAIN or ending(step) == RESCHEDULED:
            return fallen_for(free, step, self.begins.name, days)
        return None


def _links(steps: Sequence[Step], rest: Sequence[Step], begins: str) -> dict[int, str]:
    """Return the uid of the entry that set the meeting of each linked step, by its number."""
    known = {step.uid: step for step in steps if step.kind == begins}
    found = {}
    for step in rest:
        begun, passed = known.get(step.story or ""), {step.uid}
        while begun and begun.outcome == AGAIN and begun.story in known and begun.uid not in passed:
            passed.add(begun.uid)
            begun = known[begun.story]  # a link to `again` means the whole
        if begun and begun.uid not in passed and agree(begun, step):
            found[step.id] = begun.uid
    return found


def agree(begun: Step, step: Step) -> bool:
    """Tell whether a link may hold: one whose account was edited meanwhile is none any more."""
    return None in {begun.account, step.account} or begun.account == step.account


def by_account(meetings: Iterable[Meeting]) -> dict[str | None, list[Meeting]]:
    """Return the meetings by the account they are with."""
    found: dict[str | None, list[Meeting]] = {}
    for meeting in meetings:
        found.setdefault(meeting.begun.account, []).append(meeting)
    return found


def open_for(meetings: Iterable[Meeting], step: Step, begins: str) -> list[Meeting]:
    """Return which of an account's meetings a step may be about: open, and set before it.

    Where both name a contact it must be the same; meetings with that very contact go before
    those with none.
    """
    when = order(step, begins)
    found = [
        meeting
        for meeting in meetings
        if meeting.open and order(meeting.begun, begins) < when and _same_contact(meeting, step)
    ]
    exact = [meeting for meeting in found if meeting.begun.contact == step.contact]
    return exact if exact and step.contact is not None else found


def fallen_for(
    meetings: Iterable[Meeting], step: Step, begins: str, days: int | None = CONTINUES
) -> Meeting | None:
    """Return the meeting of an account that a step takes up again: the last that fell through.

    It must have done so before the step, and no more than so many `days` before, None for any.
    """
    when = order(step, begins)
    found = [
        meeting
        for meeting in meetings
        if meeting.fell is not None
        and order(meeting.latest, begins) < when
        and (days is None or (step.day - meeting.fell).days <= days)
        and _same_contact(meeting, step)
    ]
    return max(found, key=lambda meeting: order(meeting.latest, begins), default=None)


def planned_order(meeting: Meeting) -> tuple[bool, date, int]:
    """Return what sorts meetings by their dates, those without one last."""
    planned: Moment | None = meeting.planned
    return planned is None, planned.day if planned else meeting.begun.day, meeting.begun.id


def _same_contact(meeting: Meeting, step: Step) -> bool:
    return None in {meeting.begun.contact, step.contact} or meeting.begun.contact == step.contact


def _ends(step: Step) -> bool:
    return step.outcome != AGAIN and ending(step) != RESCHEDULED
