"""Which meeting an entry is about: found by itself, asked for, or refused.

It happens inside the operation that stores the entry, so that one `undo` takes all back.
"""

from __future__ import annotations

from actlog.analysis import meetings
from actlog.analysis.meetings import RESCHEDULED, Meeting, Stories
from actlog.domain.errors import ActlogError, InputError
from actlog.domain.model_week import AGAIN, Kind
from actlog.grammar.dates import echo
from actlog.store import stories as story_store
from actlog.views import said

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from typing import TypeVar

    from actlog.cli.session import Session
    from actlog.domain.entry import Entry, Moment
    from actlog.domain.story import Step

    Link = Callable[[Sequence[Entry]], tuple[tuple[Entry, ...], tuple[str, ...]]]
    """Links stored entries; returns them as they are then, and what to say of them."""

    Kept = TypeVar("Kept")


class UnclearError(ActlogError):
    """An entry at a `place` among its line's that may be about several open meetings."""

    exit_code = 2

    def __init__(self, place: int, entry: Entry, found: Sequence[Meeting]) -> None:
        """Take the entry, and the meetings."""
        super().__init__("several meetings are open")
        self.place = place
        self.entry = entry
        self.found = found


def keep_linked(
    session: Session, entries: Sequence[Entry], keep: Callable[[Sequence[Entry], Link], Kept]
) -> Kept:
    """Store entries with `keep`, each linked to its meeting.

    Where several are open a person is asked, with nothing held meanwhile, and the storing is
    begun again; InputError where nobody is there.
    """
    picks: dict[int, int] = {}
    while True:
        linker = _Linker(session, picks)
        try:
            return keep(entries, linker.link)
        except UnclearError as unclear:
            picks[unclear.place] = _ask(session, unclear)


def _ask(session: Session, unclear: UnclearError) -> int:
    """Return the number of the meeting that is meant."""
    who, now = said.who(unclear.entry), session.now
    named = [f"#{one.begun.id} {_with(one)}{about(one, now)}" for one in unclear.found]
    numbers = [meeting.begun.id for meeting in unclear.found]
    if session.yes or not session.interactive:
        raise InputError(
            f"{len(named)} meetings with {who} are open: {'; '.join(named)}",
            f"say which one: story:{numbers[0]}",
        )
    from actlog.domain.text import visible

    session.out(visible(f"{len(named)} meetings with {who} are open:"))
    for line in named:
        session.out(f"  {visible(line)}")
    answer = session.ask("Which one?", str(numbers[0])).removeprefix("#")
    if answer not in map(str, numbers):
        raise InputError(f"{answer} is none of them: nothing is stored", f"such as {numbers[0]}")
    return int(answer)


def _with(meeting: Meeting) -> str:
    contact = meeting.begun.contact
    return f"with {contact} " if contact else ""


def about(meeting: Meeting, now: datetime) -> str:
    """Return when a meeting is to be, and when it was set: `for Tue 24 Nov 10:00`."""
    if meeting.planned is None:
        return f"without a date, set {echo(_day(meeting.begun), now)}"
    return f"for {echo(meeting.planned, now)}"


def _dating(entry: Entry) -> str:
    return f"actlog edit {entry.id} for tue 10:00"


def _day(step: Step) -> Moment:
    from actlog.domain.entry import Moment

    return Moment(day=step.day)


class _Linker:
    """Links the entries of one operation, each knowing those before it."""

    def __init__(self, session: Session, picks: dict[int, int]) -> None:
        """Take what a person picked: the number of a meeting by an entry's place."""
        self._session = session
        self._picks = picks
        self._pairs: dict[str, tuple[Kind, Kind]] = {}
        for begins, closes in session.model().stories():
            self._pairs[begins.name] = self._pairs[closes.name] = (begins, closes)
        self._remarks: list[str] = []

    def link(self, entries: Sequence[Entry]) -> tuple[tuple[Entry, ...], tuple[str, ...]]:
        """Link entries that were just stored; see Link. Raises UnclearError and InputError."""
        linked = tuple([self._one(place, entry) for place, entry in enumerate(entries)])
        return linked, tuple(self._remarks)

    def _one(self, place: int, entry: Entry) -> Entry:
        pair = self._pairs.get(entry.kind)
        if entry.story is not None and (pair is None or entry.count > 1):
            raise InputError("story: goes with one meeting", "such as: actlog log held story:1842")
        if pair is None or entry.count > 1 or (entry.account is None and entry.story is None):
            return entry
        stories, own = self._read(entry, pair)
        if entry.story is not None:
            meeting: Meeting | None = stories.by_uid.get(entry.story)
            self._check(meeting, own, pair[0])
        elif entry.kind == pair[1].name:
            meeting = self._closed(place, entry, stories, own)
        else:
            meeting = self._continued(place, entry, stories, own)
        return self._stored(entry, meeting, stories)

    def _check(self, meeting: Meeting | None, own: Step, begins: Kind) -> None:
        """Refuse a link that was typed and is to no meeting, or to another account's."""
        hint = "their numbers: actlog meetings"
        if meeting is None:
            raise InputError(f"story: names no {begins.title} of the log", hint)
        if not meetings.agree(meeting.begun, own):
            raise InputError(f"#{meeting.begun.id} is with @{meeting.begun.account}", hint)

    def _read(self, entry: Entry, pair: tuple[Kind, Kind]) -> tuple[Stories, Step]:
        """Return the stories around an entry before it, and the entry as their step.

        Later lines of a batch are stored already, and not linked yet.
        """
        store, kinds = self._session.store, (pair[0].name, pair[1].name)
        if entry.story is not None:
            steps = story_store.around(store, entry.story, kinds)
        else:
            steps = story_store.of_entry(store, entry.id or 0, kinds)
        own = story_store.stored(store, entry.id or 0)
        return meetings.follow(*pair, [step for step in steps if step.id < own.id]), own

    def _closed(self, place: int, entry: Entry, stories: Stories, own: Step) -> Meeting | None:
        """Return the open meeting that an entry is about; what fell through can be rescheduled."""
        begins = stories.begins.name
        meeting = self._only(place, entry, meetings.open_for(stories.meetings, own, begins))
        if meeting is None and meetings.ending(own) == RESCHEDULED:
            meeting = meetings.fallen_for(stories.meetings, own, begins)
        return meeting

    def _continued(self, place: int, entry: Entry, stories: Stories, own: Step) -> Meeting | None:
        """Return the meeting that a new one continues, if it does."""
        begins = stories.begins.name
        if entry.outcome is None:
            return meetings.fallen_for(stories.meetings, own, begins)
        if entry.outcome != AGAIN:
            return None
        fallen = meetings.fallen_for(stories.meetings, own, begins, None)
        if fallen is not None:
            return fallen
        return self._only(place, entry, meetings.open_for(stories.meetings, own, begins))

    def _only(self, place: int, entry: Entry, found: Sequence[Meeting]) -> Meeting | None:
        if len(found) > 1:
            picked = [one for one in found if one.begun.id == self._picks.get(place)]
            if not picked:
                raise UnclearError(place, entry, sorted(found, key=meetings.planned_order))
            found = picked
        return found[0] if found else None

    def _stored(self, entry: Entry, meeting: Meeting | None, stories: Stories) -> Entry:
        """Write the link, and say what it means."""
        sets = entry.kind == stories.begins.name
        if meeting is None:
            self._say_alone(entry, stories, sets=sets)
            return entry
        outcome = AGAIN if sets and entry.outcome is None else entry.outcome
        story = meeting.begun.uid
        story_store.link(self._session.store, entry.id or 0, story=story, outcome=outcome)
        self._say_linked(entry, meeting, sets=sets)
        return entry.replace(story=story, outcome=outcome)

    def _say_alone(self, entry: Entry, stories: Stories, *, sets: bool) -> None:
        who, title = said.who(entry), stories.begins.title
        if not sets:
            other = min(stories.open(), key=meetings.planned_order, default=None)
            mend = ""
            if other is not None:  # with another contact, or set after it
                begun, number = other.begun, other.begun.id
                mend = f"; if it was #{number} {said.who(begun)}: "
                mend += f"actlog edit {entry.id} story:{number}"
            elif entry.outcome == RESCHEDULED and entry.planned is not None:
                mend = f"; to follow its date: actlog edit {entry.id} {title} -outcome"
            self._remarks.append(f"no open {title} with {who}: it stands for itself{mend}")
        elif entry.outcome == AGAIN:
            self._remarks.append(f"nothing with {who} fell through before: a story of its own")
        elif entry.planned is None:
            self._remarks.append(f"no date yet: {_dating(entry)}")

    def _say_linked(self, entry: Entry, meeting: Meeting, *, sets: bool) -> None:
        now, number = self._session.now, meeting.begun.id
        if sets:
            own = f"; a new one: actlog edit {entry.id} -again" if entry.outcome is None else ""
            self._remarks.append(
                f"#{number} goes on, and no {entry.kind.replace('_', ' ')} is added{own}"
            )
        elif entry.outcome == RESCHEDULED:
            date = "" if entry.planned else f", without a date for now: {_dating(entry)}"
            self._remarks.append(f"#{number} goes on{date}")
        elif meeting.ended is not None:
            self._remarks.append(f"#{number} had ended before, {meeting.ended}: both stand")
        else:
            self._remarks.append(f"ends #{number} {about(meeting, now)}")
