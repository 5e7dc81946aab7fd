"""`edit`: entries changed in place, as one operation."""

from __future__ import annotations

from actlog.cli.log import announce, standing, typed
from actlog.cli.targets import is_target, numbers_of
from actlog.domain.errors import InputError, NothingToDoError
from actlog.domain.record import Record
from actlog.grammar.checks import how_to_say, needs, not_inherited
from actlog.grammar.edits import parse_edit
from actlog.store import entries as entry_store
from actlog.store import history, mending
from actlog.store.names import Names
from actlog.views import answer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from actlog.cli.session import Session
    from actlog.domain.entry import Entry
    from actlog.domain.model_week import ModelWeek
    from actlog.grammar.periods import Period
    from actlog.store.database import Store
    from actlog.views.shapes.entries import EditJson

_MOST_SAID = 20
_HINT = "such as: actlog edit last @acme, or actlog edit 1842 yesterday 3pm"


class Edited(Record):
    """What came of an edit: the number of its operation, and the entries that it is about.

    `operation` is None for one that was only tried; `before` and `after` belong together.
    `remarks` say which meetings the `added` ones are about.
    """

    operation: int | None
    before: tuple[Entry, ...] = ()
    after: tuple[Entry, ...] = ()
    removed: tuple[Entry, ...] = ()
    added: tuple[Entry, ...] = ()
    new_accounts: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


def edit(
    session: Session,
    words: Sequence[str],
    tail: str | None,
    *,
    dry_run: bool = False,
    json: bool = False,
) -> int:
    """Change entries as the words say, or let them be edited as a text."""
    if not words:
        raise InputError("which entry?", _HINT)
    days = None if tail is not None else _days(session, words)
    bare = is_target(words[0]) and len(words) == 1 and tail is None
    if days is not None and is_target(words[0]):
        _refuse_two_readings(session, words)
    if days is not None or bare:
        from actlog.cli.edit_text import edit_text

        if dry_run:
            raise InputError("--dry-run goes with words", _HINT)
        edited = edit_text(session, words, days)
    elif is_target(words[0]):
        edited = _try(session, words, tail) if dry_run else _keep(session, words, tail)
    else:
        raise InputError(f"{' '.join(words)} names no entry and no days", _HINT)
    if json:
        session.json(_plain(session, edited))
        return 0
    return _say(session, edited)


def _days(session: Session, words: Sequence[str]) -> Period | None:
    """Return the days that all of the words name, None where they name none."""
    from actlog.grammar.dates import DateError
    from actlog.grammar.periods import period

    model = session.model()
    plain = [word for text in words for word in text.split()]
    try:
        found = period(plain, now=session.now, starts=model.calendar.starts, order=model.date_order)
    except DateError as error:
        if is_target(words[0]):
            return None
        raise InputError(error.message, error.hint) from None
    return found if found is not None and found.size == len(plain) else None


def _refuse_two_readings(session: Session, words: Sequence[str]) -> None:
    """Refuse `last fri`: a day, or the last entry on another one."""
    try:
        _read(session, words, None)
    except InputError:
        return
    said = " ".join(words)
    raise InputError(
        f"{said} can be read two ways: those entries, or {words[0]} moved there",
        "say the date, such as 2026-11-20, or the entry's number",
    )


def _try(session: Session, words: Sequence[str], tail: str | None) -> Edited:
    before, after = _read(session, words, tail)
    pairs = [pair for pair in zip(before, after, strict=True) if pair[0] != pair[1]]
    return _edited(None, pairs, ())


def _keep(session: Session, words: Sequence[str], tail: str | None) -> Edited:
    """Read the entries and change them, with no other shell between the two."""
    store, model = session.store, session.model()
    with history.operation(store, "edit", typed(words, tail), session.now) as operation:
        before, after = _read(session, words, tail)
        names = Names(store, operation)
        pairs = keep_edits(store, model, operation, zip(before, after, strict=True), names)
        return _edited(operation, pairs, names.new_accounts)


def _read(
    session: Session, words: Sequence[str], tail: str | None
) -> tuple[list[Entry], list[Entry]]:
    store = session.store
    before = entry_store.get(store, numbers_of(store, words[:1]))
    logged = {entry.id: mending.origin(store, entry).logged for entry in before}
    return before, parse_edit(
        words[0].removeprefix("#"),
        words[1:],
        tail,
        before,
        model=session.model(),
        now=session.now,
        untimed={entry.id for entry in before if entry.at == logged[entry.id]},
    )


def keep_edits(
    store: Store,
    model: ModelWeek,
    operation: int,
    pairs: Iterable[tuple[Entry, Entry]],
    names: Names,
) -> list[tuple[Entry, Entry]]:
    """Store edits inside an open operation; return those that changed anything, as stored.

    Raises InputError where an entry comes to lack what its kind requires.
    """
    kept = []
    for before, after in pairs:
        if after == before:
            continue
        own = mending.origin(store, before).own
        stored = entry_store.edit(store, operation, before, after, own=own, names=names)
        field, kind = not_inherited(stored, model), model.kind(stored.kind)
        lacked = not_inherited(before, model) if before.kind == stored.kind else None
        if field is not None and kind is not None and field != lacked:
            raise InputError(f"#{stored.id}: {needs(field, kind)}", how_to_say(field, kind))
        if stored != before:
            kept.append((before, stored))
    return kept


def _edited(
    operation: int | None, pairs: Sequence[tuple[Entry, Entry]], new_accounts: Sequence[str]
) -> Edited:
    if not pairs:
        raise NothingToDoError("nothing to change", "the log says so already")
    return Edited(
        operation=operation,
        before=tuple([before for before, _ in pairs]),
        after=tuple([after for _, after in pairs]),
        new_accounts=tuple(new_accounts),
    )


def _say(session: Session, edited: Edited) -> int:
    """Write a line for each entry, the last with where that leaves the week."""
    verb = "edited" if edited.operation is not None else "would edit"
    groups = ((verb, edited.after), ("removed", edited.removed), ("added", edited.added))
    lines = [(said, entry) for said, entries in groups for entry in entries]
    model, now = session.model(), session.now
    width = session.width if session.fits else None
    for place, (said, entry) in enumerate(lines[:_MOST_SAID], 1):
        mark = f"{said} #{entry.id}  "
        begins = [mark + answer.entries_text([entry], model, now, brief=b) for b in (False, True)]
        last = place == len(lines)
        endings = standing(session, _changed(edited)) if last else []
        session.out(answer.fit(begins, [*endings, ""], width))
    if len(lines) > _MOST_SAID:
        session.out(f"and {len(lines) - _MOST_SAID:,} more")
    for remark in edited.remarks[:_MOST_SAID]:
        session.remark(remark)
    for name in edited.new_accounts:
        session.remark(announce(session, name, edited.after + edited.added))
    return 0


def _changed(edited: Edited) -> tuple[Entry, ...]:
    """Return the entries whose week is said: what is there now, else what is gone."""
    return edited.after + edited.added or edited.removed


def _plain(session: Session, edited: Edited) -> EditJson:
    from actlog.exchange.codec import to_plain

    return {
        "operation": edited.operation,
        "entries": [to_plain(entry) for entry in edited.after],
        "before": [to_plain(entry) for entry in edited.before],
        "removed": [to_plain(entry) for entry in edited.removed],
        "added": [to_plain(entry) for entry in edited.added],
        "new_accounts": list(edited.new_accounts),
        "remarks": list(edited.remarks),
        "standing": standing(session, _changed(edited))[0],
    }
