"""The other direction of a mapping: entries as the file that another program imports.

Every row is proven before it is written: read through the same mapping it makes exactly the
entries that it stands for, but for what the mapping has no place for, which is counted.
"""

from __future__ import annotations

from collections import Counter
from itertools import repeat

from actlog.domain.entry import Entry
from actlog.domain.record import Record
from actlog.exchange.csv_file import harmless, line
from actlog.exchange.mapped.heading import header_of
from actlog.exchange.mapped.saying import Saying, cost
from actlog.exchange.mapped.texts import clean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from actlog.domain.mapping import Mapping
    from actlog.domain.model_week import ModelWeek
    from actlog.exchange.mapped.saying import Said


class Unsaid:
    """What a mapping could not say; complete when everything is written.

    `kinds` counts the entries of each kind that no row can stand for. `fields` counts by
    field, or part of one, the entries that lost it, `poorer` the entries that lost anything.
    `written` counts entries, `rows` the rows that they became.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self.written = 0
        self.rows = 0
        self.poorer = 0
        self.kinds: Counter[str] = Counter()
        self.fields: Counter[str] = Counter()

    def lost(self, fields: Iterable[str]) -> None:
        """Take note of one entry that is written, and of what it lost."""
        self.written += 1
        before = self.fields.total()
        self.fields.update(list(fields))
        self.poorer += self.fields.total() > before


def write(
    entries: Iterable[Entry], mapping: Mapping, model: ModelWeek, now: datetime, unsaid: Unsaid
) -> Iterator[str]:
    """Yield the lines of the file: its header, and then the rows as the entries come.

    Only entries that may share a row with others (a meeting's set and held part) wait for
    these. `now` is an aware instant; `unsaid` is filled on the way.
    """
    header = header_of(mapping)
    yield line([harmless(name) for name in header])
    for said, times in _said(entries, Saying(mapping, header, model, now), unsaid):
        text = line(said.cells)
        unsaid.rows += times
        yield from repeat(text, times)


class _Group(Record):
    """Entries of one story that share a row; `said` is None for one that has none."""

    entries: tuple[Entry, ...]
    said: Said | None


def _said(entries: Iterable[Entry], saying: Saying, unsaid: Unsaid) -> Iterator[tuple[Said, int]]:
    """Yield rows, and how often each is written."""
    waiting: dict[str, list[_Group]] = {}
    for entry in map(_on_one_line, entries):
        key = saying.stories.key(entry)
        if key is None:
            yield from _noted(_Group(entries=(entry,), said=saying.say([entry])), saying, unsaid)
            continue
        groups = waiting.setdefault(key, [])
        _join(groups, entry, saying)
        if len(groups[-1].entries) == saying.stories.most:
            yield from _noted(groups.pop(), saying, unsaid)
            if not groups:
                del waiting[key]
    for groups in waiting.values():
        for group in groups:
            yield from _noted(group, saying, unsaid)


def _on_one_line(entry: Entry) -> Entry:
    """Return the entry with its texts as a foreign file gives them back: on one line."""
    note, following = [clean(text) or None if text else text for text in (entry.note, entry.next)]
    return entry.replace(note=note, next=following)


def _join(groups: list[_Group], entry: Entry, saying: Saying) -> None:
    """Put an entry to those of its story with which it shares a row, that group to the end.

    They share one where nothing is lost that a row of its own would keep.
    """
    alone = saying.say([entry])
    for place, group in enumerate(groups):
        said = saying.say([*group.entries, entry])
        if said is not None and cost(said) <= cost(group.said) + cost(alone):
            groups.append(_Group(entries=(*groups.pop(place).entries, entry), said=said))
            return
    groups.append(_Group(entries=(entry,), said=alone))


def _noted(group: _Group, saying: Saying, unsaid: Unsaid) -> Iterator[tuple[Said, int]]:
    """Yield the rows of a group, and take note of what they lost."""
    entry, said = group.entries[0], group.said
    if said is not None:
        for lost in said.losses:
            unsaid.lost(lost)
        yield said, 1
        return
    rows = [saying.say([one]) for one in _ones(entry)] if entry.count > 1 else [None]
    first, *others = rows
    if first is None or (others and others[0] is None):
        unsaid.kinds[entry.kind] += 1
        return
    unsaid.lost(first.losses[0])
    yield first, 1
    if others[0] is not None:
        yield others[0], entry.count - 1


def _ones(entry: Entry) -> tuple[Entry, Entry]:
    """Return the first and any other of the entries of count 1 that stand for several at once.

    What adds up, and what was said once, stays with the first.
    """
    others = Entry(
        day=entry.day,
        at=entry.at,
        kind=entry.kind,
        outcome=entry.outcome,
        account=entry.account,
        contact=entry.contact,
        source=entry.source,
        persona=entry.persona,
        tags=entry.tags,
    )
    return entry.replace(count=1), others
