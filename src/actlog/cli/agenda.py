"""`export --format ics`: the meetings and the next steps that lie ahead, as a calendar."""

from __future__ import annotations

from actlog.domain.errors import InputError
from actlog.domain.filter import Filter

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from actlog.analysis.meetings import Meeting
    from actlog.cli.session import Session
    from actlog.cli.taking import Taking
    from actlog.domain.entry import Entry
    from actlog.domain.model_week import Kind
    from actlog.domain.story import Step
    from actlog.exchange.calendar_out import Planned

USUAL = 60
"""How many minutes a meeting takes where nobody said."""

_STEP = 15  # minutes of a next step with a clock time


def calendar(taking: Taking) -> Iterator[str]:
    """Yield the calendar of what the words ask for; their period is when it is to be.

    Raises InputError where icalendar is not installed.
    """
    from importlib.util import find_spec

    from actlog.exchange.calendar_out import write

    if find_spec("icalendar") is None:
        raise InputError(
            "a calendar needs icalendar, which is not installed",
            "pip install 'actlog-sales[calendars]'",
        )
    return write(_events(taking), taking.session.now)


def _events(taking: Taking) -> Iterator[Planned]:
    meetings = steps = 0
    for event in _meetings(taking.session, taking.wanted):
        meetings += 1
        yield event
    for event in _steps(taking.session, taking.wanted):
        steps += 1
        yield event
    told = f"{meetings:,} meeting{'' if meetings == 1 else 's'}"
    taking.told = f"{told} and {steps:,} next step{'' if steps == 1 else 's'}"


def _meetings(session: Session, wanted: Filter) -> Iterator[Planned]:
    """Yield the open meetings that are still to come, by date."""
    from actlog.analysis.ahead import outlook
    from actlog.analysis.meetings import follow
    from actlog.cli.meetings import matches
    from actlog.exchange.calendar_out import DOMAIN, Planned
    from actlog.store import stories as story_store
    from actlog.store.entries import by_numbers

    chosen = _chosen(session, wanted)
    for begins, closes in session.model().stories():
        stories = follow(
            begins, closes, story_store.every(session.store, (begins.name, closes.name))
        )
        found = [one for one in stories.open() if matches(one, wanted)]
        planned = outlook(stories, found, session.now).upcoming
        upcoming = [one for one in planned if chosen is None or one.begun.id in chosen]
        numbers = {step.id for one in upcoming for step in (one.begun, one.booked)}
        minutes = {one.id: one.minutes for one in by_numbers(session.store, sorted(numbers))}
        for one in upcoming:
            if one.planned is not None:
                yield Planned(
                    uid=f"{one.begun.uid}@{DOMAIN}",
                    summary=_meeting(one, begins, closes),
                    when=one.planned,
                    minutes=minutes[one.booked.id] or minutes[one.begun.id] or USUAL,
                    busy=True,
                )


def _chosen(session: Session, wanted: Filter) -> set[int | None] | None:
    """Return the entries that match beside who and when, None where nothing else is asked."""
    from actlog.store.entries import iterate

    rest = wanted.replace(accounts=(), contacts=(), first=None, last=None, steps=False)
    return {entry.id for entry in iterate(session.store, rest)} if rest.asks else None


def _steps(session: Session, wanted: Filter) -> Iterator[Planned]:
    """Yield the open next steps that have a date, by when they are due, overdue ones first."""
    from actlog.analysis.steps import open_steps
    from actlog.exchange.calendar_out import DOMAIN, STEP, Planned
    from actlog.store.entries import select
    from actlog.views.steps import words

    model = session.model()
    for step in open_steps(select(session.store, wanted), session.now):
        entry = step.entry
        if entry.due is not None:
            who = _who(entry)
            what = _begun(words(entry, model))
            yield Planned(
                uid=f"{STEP}{entry.uid}@{DOMAIN}",
                summary=f"{what}: {who}" if who else what,
                when=entry.due,
                minutes=_STEP,
                busy=False,
            )


def _meeting(meeting: Meeting, begins: Kind, closes: Kind) -> str:
    """Return `Meeting with Acme (Dana)`; what it is called is what both kinds begin with."""
    common = []
    for one, other in zip(begins.title.split(), closes.title.split(), strict=False):
        if one != other:
            break
        common.append(one)
    what, who = _begun(" ".join(common) or closes.title), _who(meeting.begun)
    return f"{what} with {who}" if who else what


def _who(one: Entry | Step) -> str:
    """Return `Acme (Dana)`; nothing for nobody."""
    if one.account is None:
        return one.contact or ""
    return f"{one.account} ({one.contact})" if one.contact else one.account


def _begun(text: str) -> str:
    return text[:1].upper() + text[1:]
