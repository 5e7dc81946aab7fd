"""Entries as a text to edit: log lines with their numbers, under heads of dates.

What a line says is compared with what it said, field by field, so that an edit changes only
what was changed: the seconds of a time, which no line shows, stay.
"""

from __future__ import annotations

from datetime import date, datetime, time

from actlog.domain.entry import Entry, Moment
from actlog.domain.errors import InputError, LineError
from actlog.domain.record import Record
from actlog.grammar.batch import heading_of, in_a_line, is_heading
from actlog.grammar.clocks import place
from actlog.grammar.dates import DateError
from actlog.grammar.datewords import DAYS, MONTH_NAMES, is_digits
from actlog.grammar.line import entries_of, mended, read_parts, wrong_with
from actlog.grammar.tokens import Line, split
from actlog.grammar.vocabulary import Vocabulary
from actlog.grammar.words import Scope
from actlog.grammar.writer import write

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from actlog.domain.model_week import ModelWeek

_HELP = """\
# One line, one entry, with its number. Change a line to edit it, take it out to
# remove it, write one without a number to add it. Save and close: all of it is
# one operation. Leave it as it is, and nothing changes.
"""


class SheetError(InputError):
    """A text with lines that are not right: `places` holds each line's number and why."""

    def __init__(self, places: Sequence[tuple[int, str]]) -> None:
        """Take the places, line numbers counted from 1."""
        lines = "1 line is" if len(places) == 1 else f"{len(places):,} lines are"
        super().__init__(
            f"{lines} not right",
            "nothing is changed until every line is",
            tuple([f"line {number}: {why}" for number, why in places]),
        )
        self.places = tuple(places)


class Changes(Record):
    """What a text asks for: entries before and after, those taken out, and new ones.

    An `empty` text asks for nothing: an editor that failed may have left it.
    """

    edited: tuple[tuple[Entry, Entry], ...] = ()
    removed: tuple[Entry, ...] = ()
    added: tuple[Entry, ...] = ()
    empty: bool = False


class _Written(Record):
    """An entry as it was written: its line, and the head above it."""

    entry: Entry
    line: str
    head: str


def write_sheet(entries: Sequence[Entry], *, model: ModelWeek, day: date | None = None) -> str:
    """Return the entries, which stand in order of their days, as a text.

    A `day` has its head also where it holds no entry.
    """
    lines, head = [_HELP], ""
    if day is not None and not entries:
        lines.append(f"\n{_head(day)}\n")
    for written in _write(entries, Vocabulary(model)):
        if written.head != head:
            head = written.head
            lines.append(f"\n{head}\n")
        lines.append(f"#{written.entry.id}  {written.line}\n")
    return "".join(lines)


def _write(entries: Sequence[Entry], vocabulary: Vocabulary) -> list[_Written]:
    return [
        _Written(
            entry=entry,
            line=write(entry, vocabulary, when=_clock(entry)),
            head=_head(entry.day),
        )
        for entry in entries
    ]


def _head(day: date) -> str:
    """Return `Mon 23 Nov 2026`."""
    weekday, month = DAYS[day.weekday()][:3].title(), MONTH_NAMES[day.month - 1][:3].title()
    return f"{weekday} {day.day} {month} {day.year}"


def _clock(entry: Entry) -> str:
    """Return the clock time, or the whole instant where the clock here would say another one."""
    if entry.at is None:
        return ""
    at = entry.at.replace(second=0, microsecond=0)
    try:
        here = place(entry.day, time(at.hour, at.minute), 1)
    except DateError:
        return at.isoformat()
    same = here == at and here.utcoffset() == at.utcoffset()
    return f"{at:%H:%M}" if same else at.isoformat()


def read_sheet(text: str, entries: Sequence[Entry], *, model: ModelWeek, now: datetime) -> Changes:
    """Return what the text changes of the entries that it was written of. Raises SheetError."""
    scope = Scope(vocabulary=Vocabulary(model), now=now, prefixes=False)
    return _Sheet(entries, scope).read(text)


class _Sheet:
    """Reads one text, line by line."""

    def __init__(self, entries: Sequence[Entry], scope: Scope) -> None:
        self._scope = scope
        self._known = {written.entry.id: written for written in _write(entries, scope.vocabulary)}
        self._heads = {written.head: written.entry.day for written in self._known.values()}
        self._heading: Moment | None = None
        self._seen: set[int | None] = set()
        self._edited: list[tuple[Entry, Entry]] = []
        self._added: list[Entry] = []

    def read(self, text: str) -> Changes:
        """Return the changes. Raises SheetError, which names every wrong line."""
        places = []
        for number, raw in enumerate(text.split("\n"), 1):
            line = raw.strip()
            if line and not _is_comment(line):
                try:
                    self._read(line)
                except LineError as error:
                    wrong = wrong_with(self._scope, self._heading)
                    mend = mended(error, self._scope.vocabulary, wrong)
                    places.append((number, in_a_line(mend)))
        if places:
            raise SheetError(places)
        gone = [one.entry for number, one in self._known.items() if number not in self._seen]
        return Changes(
            edited=tuple(self._edited),
            removed=tuple(gone),
            added=tuple(self._added),
            empty=not text.strip(),
        )

    def _read(self, text: str) -> None:
        number, said = _numbered(text)
        if number is None:
            self._unnumbered(text)
            return
        whole = Line([text], None)
        known = self._known.get(number)
        hint = "leave out the number to add a line"
        if known is None:
            raise whole.error(f"#{number} is none of these entries", 0, 0, hint)
        if number in self._seen:
            raise whole.error(f"#{number} stands here twice", 0, 0, hint)
        self._seen.add(number)
        if said == known.line and self._heading == Moment(day=known.entry.day):
            return
        found = self._entries(said, self._heading)
        if len(found) > 1:
            raise whole.error(f"#{number} is one entry, and this makes {len(found)}", 0, 0, hint)
        after = self._merged(known, found[0])
        if after != known.entry:
            self._edited.append((known.entry, after))

    def _unnumbered(self, text: str) -> None:
        """Read a head, or a line to add."""
        if text in self._heads:
            self._heading = Moment(day=self._heads[text])
            return
        line = Line(*split(text))
        parts = read_parts(line, self._scope)
        if is_heading(parts):
            self._heading = heading_of(line, parts, self._scope)
        else:
            self._added += entries_of(line, parts, self._scope, self._heading)

    def _entries(self, said: str, heading: Moment | None) -> list[Entry]:
        line = Line(*split(said))
        return entries_of(line, read_parts(line, self._scope), self._scope, heading)

    def _merged(self, known: _Written, said: Entry) -> Entry:
        """Return the entry with what its line says now and did not say before."""
        try:
            (base,) = self._entries(known.line, Moment(day=known.entry.day))
        except LineError:
            return said.replace(id=known.entry.id, uid=known.entry.uid)
        before, after = base.as_dict(), said.as_dict()
        changes = {field: value for field, value in after.items() if value != before[field]}
        if "day" in changes or "at" in changes:
            changes |= {"day": said.day, "at": said.at}
        return known.entry.replace(**changes)


def _is_comment(line: str) -> bool:
    return line[0] == "#" and (len(line) == 1 or line[1] in " !\t")


def _numbered(text: str) -> tuple[int | None, str]:
    """Return the number that a line begins with, None without one, and what it says."""
    first, *rest = text.split(maxsplit=1)
    digits = first[1:]
    if first[0] != "#" or not is_digits(digits) or len(digits) > 15:
        return None, text
    return int(digits), "".join(rest)
