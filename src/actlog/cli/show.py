"""`show`: an entry in full, with its history."""

from __future__ import annotations

from actlog.cli.targets import numbers_of
from actlog.domain.errors import InputError
from actlog.store import entries as entry_store
from actlog.store.touches import life, number_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from actlog.cli.session import Session
    from actlog.domain.entry import Entry
    from actlog.domain.touches import Life, Touch
    from actlog.store.database import Store
    from actlog.views.shapes.entries import ChangeJson, ShowJson, ShownEntryJson, TouchJson


def show(session: Session, words: Sequence[str], *, json: bool = False) -> int:
    """Show the entries that the words name, removed and undone ones too."""
    if not words:
        raise InputError("which entry?", "such as: actlog show 1842 (numbers: actlog list)")
    store = session.store
    entries = entry_store.get(store, numbers_of(store, words), hidden=True)
    found = [(entry, life(store, entry.id or 0)) for entry in entries]
    if json:
        shown: ShowJson = {"entries": [_plain(entry, its_life) for entry, its_life in found]}
        session.json(shown)
    else:
        _screen(session, found)
    return 0


def _screen(session: Session, found: Sequence[tuple[Entry, Life]]) -> None:
    from actlog.views.show import entry_screen
    from actlog.views.theme import Theme

    console, wrap, model = session.console(), session.fits, session.model()
    theme = Theme.of(console)
    for place, (entry, its_life) in enumerate(found):
        if place:
            session.out("")
        told = entry.replace(story=_number(session.store, entry.story))
        touches = [_numbered(session.store, touch) for touch in its_life.touches]
        numbered = its_life.replace(touches=tuple(touches))
        screen = entry_screen(told, numbered, model, session.now, theme, wrap=wrap)
        console.print(screen, soft_wrap=True)


def _numbered(store: Store, touch: Touch) -> Touch:
    """Return an operation with the numbers of meetings in place of their unique ids."""
    changes = [
        change.replace(before=_number(store, change.before), after=_number(store, change.after))
        if change.field == "story"
        else change
        for change in touch.changes
    ]
    return touch.replace(changes=tuple(changes))


def _number(store: Store, story: str | None) -> str | None:
    number = number_of(store, story) if story else None
    return f"#{number}" if number else story


def _plain(entry: Entry, its_life: Life) -> ShownEntryJson:
    from actlog.exchange.codec import to_plain

    return {
        **to_plain(entry),
        "live": its_life.live,
        "removed": its_life.removed,
        "history": [_plain_touch(touch) for touch in its_life.touches],
    }


def _plain_touch(touch: Touch) -> TouchJson:
    from actlog.exchange.codec import plain_field

    changes: list[ChangeJson] = []
    for change in touch.changes:
        name, before = plain_field(change.field, change.before)
        _, after = plain_field(change.field, change.after)
        changes.append({"field": name, "before": before, "after": after})
    return {
        "operation": touch.operation,
        "at": touch.at.isoformat(timespec="seconds"),
        "command": touch.command,
        "words": touch.words,
        "what": touch.what,
        "target": touch.target,
        "changes": changes,
    }
