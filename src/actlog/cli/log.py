"""`log`: words in, entries stored, one line back."""

from __future__ import annotations

from actlog.analysis import pace
from actlog.domain.errors import InputError
from actlog.domain.model_week import in_force
from actlog.domain.record import Record
from actlog.grammar.checks import how_to_say, not_inherited
from actlog.grammar.line import parse
from actlog.grammar.tokens import Line, quote
from actlog.store import entries as entry_store
from actlog.store import history, sums
from actlog.store.says import says
from actlog.views import answer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from actlog.cli.session import Session
    from actlog.cli.stories import Link
    from actlog.domain.entry import DayTotal, Entry
    from actlog.domain.model_week import Kind, ModelWeek
    from actlog.views.shapes.entries import LogJson

_MOST_ANNOUNCED = 5


class Logged(Record):
    """What came of one operation: its number, its entries, and what to say beside them.

    `remarks` say which meetings the entries are about, where they are about any.

    `several` tells that they are of several lines, which are counted and not repeated.
    """

    operation: int | None
    entries: tuple[Entry, ...]
    new_accounts: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    several: bool = False


def lean_log(session: Session, words: Sequence[str], tail: str | None) -> int:
    """Log the words without options; with no words, open the prompt on a terminal."""
    if not words and tail is None:
        from actlog.cli.prompt import prompt

        return prompt(session)
    entries = parse(words, tail, model=session.model(), now=session.now)
    return say(session, keep(session, entries, typed(words, tail)))


def log(
    session: Session,
    words: Sequence[str],
    tail: str | None,
    *,
    at: str | None = None,
    note: str | None = None,
    dry_run: bool = False,
    json: bool = False,
) -> int:
    """Log the words with options: `at` and `note` stand for `at:` and the text after `--`."""
    if not words and tail is None and at is None and note is None:
        if json or dry_run:
            raise InputError("nothing to log", "such as: actlog log 5 calls @acme")
        return lean_log(session, words, tail)
    if note is not None and tail is not None:
        raise InputError("a note is given twice: by --note and after --", "give it once")
    line = [*words] if at is None else [f"at:{at}", *words]
    note = tail if note is None else note
    entries = parse(line, note, model=session.model(), now=session.now)
    return _finish(session, [entries], typed(line, note), dry_run=dry_run, json=json)


def log_lines(
    session: Session, text: str, file: str | None, *, dry_run: bool = False, json: bool = False
) -> int:
    """Log a text of lines as one operation, all or nothing; no `file` is standard input."""
    from actlog.grammar.batch import parse_batch

    lines = parse_batch(lines_of(text), model=session.model(), now=session.now)
    if not lines:
        source = file or "standard input"
        raise InputError(f"{source} holds no log line", "one line per activity: 9:10 call @acme")
    words = "--stdin" if file is None else f"--file {quote(file)}"
    return _finish(session, lines, words, dry_run=dry_run, json=json)


def lines_of(text: str) -> list[str]:
    """Return the lines as an editor counts them: a note may hold other breaks than newlines."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _finish(
    session: Session, lines: Sequence[Sequence[Entry]], words: str, *, dry_run: bool, json: bool
) -> int:
    entries = [entry for line in lines for entry in line]
    if dry_run:
        logged = Logged(operation=None, entries=tuple(entries))
    else:
        logged = keep(session, entries, words)
    if json:
        session.json(plain(session, logged))
        return 0
    return say(session, logged.replace(several=len(lines) > 1))


def keep(
    session: Session,
    entries: Sequence[Entry],
    words: str,
    *,
    command: str = "log",
    first: Callable[[], None] | None = None,
) -> Logged:
    """Store the entries as one operation and return them with their numbers.

    `first` is done in the same transaction, before them. Entries about meetings are linked to
    the meeting that they end or continue.
    """

    def store(some: Sequence[Entry], link: Link | None = None) -> Logged:
        return _keep(session, some, words, command, first, link)

    told = [kind.name for kind in session.model().activities if kind.uncounted]
    if not any(entry.kind in told or entry.story for entry in entries):
        return store(entries)
    from actlog.cli.stories import keep_linked

    return keep_linked(session, entries, store)


def _keep(
    session: Session,
    entries: Sequence[Entry],
    words: str,
    command: str,
    first: Callable[[], None] | None,
    link: Link | None,
) -> Logged:
    store = session.store
    with history.operation(store, command, words, session.now) as operation:
        if first is not None:
            first()
        added = entry_store.add(store, operation, entries)
        refuse_missing(added.entries, session.model())
        kept, remarks = (added.entries, ()) if link is None else link(added.entries)
    return Logged(
        operation=operation, entries=kept, new_accounts=added.new_accounts, remarks=remarks
    )


def refuse_missing(entries: Sequence[Entry], model: ModelWeek) -> None:
    """Refuse what still lacks a required field when accounts and contacts have given theirs."""
    for entry in entries:
        field = not_inherited(entry, model)
        kind = model.kind(entry.kind)
        if field is not None and kind is not None:
            raise InputError(f"{kind.title} needs its {field}", how_to_say(field, kind))


def say(session: Session, logged: Logged) -> int:
    """Write the one-line answer, and the new accounts beside it."""
    if session.quiet:
        return 0
    model, entries = session.model(), logged.entries
    number = answer.numbers_text(entries)
    what = _summary(entries) if logged.several else None
    whole = what or answer.entries_text(entries, model, session.now)
    brief = what or answer.entries_text(entries, model, session.now, brief=True)
    mark = f"{number}  " if number else "not stored: "
    width = session.width if session.fits else None
    session.out(answer.fit([mark + whole, mark + brief], standing(session, entries), width))
    for remark in logged.remarks[:_MOST_ANNOUNCED]:
        session.remark(remark)
    if len(logged.remarks) > _MOST_ANNOUNCED:
        session.remark(f"and {len(logged.remarks) - _MOST_ANNOUNCED} more about meetings")
    for name in logged.new_accounts[:_MOST_ANNOUNCED]:
        session.remark(announce(session, name, entries, latest=not logged.several))
    if len(logged.new_accounts) > _MOST_ANNOUNCED:
        session.remark(f"and {len(logged.new_accounts) - _MOST_ANNOUNCED} more new accounts")
    return 0


def _summary(entries: Sequence[Entry]) -> str:
    days = len({entry.day for entry in entries})
    return f"{len(entries):,} entries on {days:,} {'day' if days == 1 else 'days'}"


def standing(session: Session, entries: Sequence[Entry]) -> list[str]:
    """Return where the entries leave their week, for the first kind that has a line.

    The current week is meant where any entry falls into it, else that of the first entry.
    """
    model, today = session.model(), session.now.date()
    calendar = model.calendar
    current = calendar.week(today)
    held = [entry for entry in entries if current.start <= entry.day <= current.end]
    week = current if held else calendar.week(entries[0].day)
    if not held:
        model = in_force(session.versions(), week)
    found = [model.kind(name) for name in dict.fromkeys(e.kind for e in held or entries)]
    kinds = [kind for kind in found if kind is not None]
    if not kinds:
        return [week.label]
    kind = next((kind for kind in kinds if kind.tipping_point is not None), kinds[0])
    totals = sums.totals_until(session.store, week.start, week.end, session.now)
    activity = pace.activity(model, kind, totals, session.now, week)
    if not held:
        return [f"{week.label}: {answer.reached_text(activity, model)}"]
    busy, word = says(session.store, week.start)
    neglected = None
    if activity.zone == pace.AT:
        neglected = pace.most_neglected(model, totals, session.now)
    if busy:
        from actlog.analysis.coach.kinds import is_more_of_the_same

        if neglected is not None and is_more_of_the_same(model, neglected.kind):
            neglected = None
        busy = is_more_of_the_same(model, kind.name)
    standing = answer.standing_text(activity, model, neglected, today, word=word, busy=busy)
    return _boxed(kind, totals, held, standing) if kind.timebox else standing


def _boxed(
    kind: Kind, totals: Sequence[DayTotal], entries: Sequence[Entry], standing: list[str]
) -> list[str]:
    """Return the standing of a timebox behind what its day holds so far."""
    from actlog.analysis.timebox import box_day
    from actlog.views.timing import so_far

    day = next(entry.day for entry in entries if entry.kind == kind.name)
    box = box_day(kind, totals, day)
    if box is None:
        return standing
    begin = "day kept" if box.kept else so_far(box)
    return [*[f"{begin} · {text}" for text in standing], begin]


def announce(session: Session, name: str, entries: Sequence[Entry], *, latest: bool = False) -> str:
    """Return the line for an account never seen before, with the one it may have meant.

    `entries` were stored just now; if they are the `latest` line, `last` stands for them.
    """
    from actlog.grammar.likeness import meant as known_as

    known = [other for other in entry_store.account_names(session.store) if other != name]
    meant = known_as(name, known)
    if meant is None:
        return f"new account {name}"
    from actlog.grammar.writer import who

    numbers = [entry.id or 0 for entry in entries if entry.account == name]
    target = answer.run_text(numbers)
    if latest and len(numbers) == len(entries):
        target = "last"
    mend = f" actlog edit {target} {' '.join(who(meant, None))}" if target else ""
    return f"new account {name}; meant {meant}?{mend}"


def plain(session: Session, logged: Logged) -> LogJson:
    """Return `log --json`."""
    from actlog.exchange.codec import to_plain

    return {
        "operation": logged.operation,
        "entries": [to_plain(entry) for entry in logged.entries],
        "new_accounts": list(logged.new_accounts),
        "remarks": list(logged.remarks),
        "standing": standing(session, logged.entries)[0],
    }


def typed(words: Sequence[str], tail: str | None) -> str:
    """Return the words as one line that the prompt reads back, for the history."""
    return Line(words, tail).text
