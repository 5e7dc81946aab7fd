"""`meetings`: what is to come, what nobody has said the end of yet, and the show rate."""

from __future__ import annotations

from actlog.analysis.ahead import outlook
from actlog.analysis.meetings import follow
from actlog.domain.entry import name_key
from actlog.domain.errors import ActlogError, InputError
from actlog.grammar.dates import echo
from actlog.store import stories as story_store

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from actlog.analysis.ahead import Outlook
    from actlog.analysis.meetings import Meeting
    from actlog.cli.session import Session
    from actlog.domain.filter import Filter
    from actlog.views.shapes.people import MeetingsJson

_COLUMNS = ("id", "uid", "kind", "state", "for", "account", "contact", "set", "command")
_LATER = {"", "l", "later"}
_QUICK = {"n": "no-show", "c": "cancelled", "r": "rescheduled"}


def meetings(
    session: Session, words: Sequence[str], *, json: bool = False, csv: bool = False
) -> int:
    """Show the open meetings that the words ask for; ask about past ones on a terminal."""
    told = _read(session, words)
    if json or csv:
        _raw(session, told, csv=csv)
        return 0
    from actlog.views.meetings import meetings_screen
    from actlog.views.theme import Theme

    if not told:
        session.out("no kind of the model week closes another, so there are no meetings to follow")
        return 0
    console = session.console()
    console.print(meetings_screen(told, session.now, Theme.of(console)), soft_wrap=True)
    if session.interactive and not session.yes:
        for one in told:
            _ask_all(session, one)
    return 0


def _read(session: Session, words: Sequence[str]) -> list[Outlook]:
    from actlog.grammar.filters import parse_filter

    wanted = parse_filter(words, model=session.model(), now=session.now, steps=True)
    who_and_when = {"accounts", "contacts", "first", "last", "steps"}
    if any(value for name, value in wanted.as_dict().items() if name not in who_and_when):
        raise InputError("meetings takes @accounts and a period", "such as: actlog meetings @acme")
    told = []
    for begins, closes in session.model().stories():
        steps = story_store.every(session.store, (begins.name, closes.name))
        stories = follow(begins, closes, steps)
        shown = [one for one in stories.open() if matches(one, wanted)]
        told.append(outlook(stories, shown, session.now))
    return told


def matches(meeting: Meeting, wanted: Filter) -> bool:
    """Tell whether a meeting is with the accounts and contacts asked for, in the period."""
    begun, day = meeting.begun, meeting.planned.day if meeting.planned else None
    for name, names in ((begun.account, wanted.accounts), (begun.contact, wanted.contacts)):
        if names and (name is None or name_key(name) not in map(name_key, names)):
            return False
    if wanted.first is None and wanted.last is None:
        return True
    after = day is not None and (wanted.first is None or day >= wanted.first)
    return after and (wanted.last is None or (day is not None and day <= wanted.last))


def _raw(session: Session, told: Sequence[Outlook], *, csv: bool) -> None:
    from actlog.views.meetings import plain, plain_rate

    rows = [row for one in told for row in plain(one)]
    if csv:
        from actlog.exchange.csv_file import table

        session.raw(table(_COLUMNS, rows))
    else:
        shown: MeetingsJson = {"meetings": rows, "show_rates": [plain_rate(one) for one in told]}
        session.json(shown)


def _ask_all(session: Session, told: Outlook) -> None:
    """Ask about one past meeting after the other; each answer is an operation of its own."""
    from actlog.cli.problems import tell
    from actlog.domain.text import visible
    from actlog.views import said
    from actlog.views.meetings import spoken

    word = spoken(told.stories.closes)
    if told.past:
        session.out("")
        session.out(f"h {word} · n no-show · c cancelled · r rescheduled · enter later · q quit")
        session.out(f"or more of a line: {word} 45m 'asked for pricing'")
    for meeting in told.past:
        begun = meeting.begun
        when = echo(meeting.planned, session.now) if meeting.planned else ""
        question = visible(f"#{begun.id} {when} {said.who(begun)}: did it happen?")
        while (answer := session.ask(question)).lower() not in _LATER:
            if answer.lower() in {"q", "quit"}:
                return
            try:
                _log(session, told, meeting, answer)
                break
            except ActlogError as error:  # it is asked again
                tell(error, command="")


def _log(session: Session, told: Outlook, meeting: Meeting, answer: str) -> None:
    """Log what became of a meeting, on its own date unless the answer says another.

    A new date is asked for where there is one.
    """
    from actlog.cli.log import keep, say, typed
    from actlog.grammar.line import parse
    from actlog.grammar.tokens import split
    from actlog.grammar.writer import who
    from actlog.views.meetings import spoken

    quick = {"h": spoken(told.stories.closes), **_QUICK}.get(answer.lower(), answer)
    words, tail = split(quick)
    begun = meeting.begun
    if begun.account is not None:
        words += who(begun.account, begun.contact)
    words.append(f"story:{begun.id}")
    date = meeting.planned
    if words[0] == "rescheduled":
        date = None  # it is moved now
        if "for" not in words:
            new = session.ask("for when? (enter: no date yet)")
            words += ["for", *new.split()] if new else []
    entries = parse(words, tail, model=session.model(), now=session.now, heading=date)
    say(session, keep(session, entries, typed(words, tail)))
