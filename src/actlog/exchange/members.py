"""What the files of a source are, and how each of them becomes a table that can come in."""

from __future__ import annotations

import csv
from contextlib import suppress

from actlog.domain.errors import InputError
from actlog.domain.text import visible
from actlog.exchange import delimited, own
from actlog.exchange.mapped import lookups, recognising
from actlog.exchange.opening import BUILT_IN, CALENDAR, DAYLOG, JSONL, OWN, Opening
from actlog.exchange.problems import Problems
from actlog.exchange.text import Text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from actlog.domain.mapping import Lookup, Mapping
    from actlog.exchange.mapped.lookups import LookupTable
    from actlog.exchange.opening import Opens, Reading, Wanted
    from actlog.exchange.source import Member, Source
    from actlog.exchange.table import Raw

MOST_COLUMNS = 16_384
"""As many columns as a sheet of a spreadsheet can have."""

_MOST_NAMED = 8
_LONGEST_NAMED = 30


def readings(source: Source, wanted: Wanted) -> list[Reading]:
    """Return the tables of a source that can come in, in their order in it.

    Files of an archive that are none are passed over. Raises InputError where no file is a
    table that actlog knows.
    """
    if wanted.sheet is not None and not any(member.is_sheet for member in source.members):
        raise InputError(f"{visible(source.path)} has no sheets", "leave out --sheet")
    if len(source.members) == 1:
        return [_Recognising(source.members[0], source, wanted).reading()]
    found: list[_Recognising] = []
    tables: list[Reading] = []
    strange: dict[str, InputError] = {}
    for member in source.members:
        looked = _Recognising(member, source, wanted)
        try:
            tables.append(looked.reading())
        except InputError as error:
            strange[member.name] = error
        else:
            found.append(looked)
    if not found:
        empty = InputError(f"{visible(source.path)} holds no files")
        raise next(iter(strange.values()), empty)
    over = [name for name in strange if not any(one.looks_into(name) for one in found)]
    if over:
        found[0].say_passed_over(over)
    return tables


class _Recognising:
    """Looks at one file of a source until it is clear what it is."""

    def __init__(self, member: Member, source: Source, wanted: Wanted) -> None:
        self._member = member
        self._source = source
        self._wanted = wanted
        self._opening = Opening(member, wanted)
        self._looks_into: frozenset[str] = frozenset()

    def looks_into(self, name: str) -> bool:
        """Tell whether the mapping of this file takes names from that file of its archive."""
        return _bare(name) in self._looks_into

    def say_passed_over(self, names: Sequence[str]) -> None:
        """Let it be told with this file which others of its archive do not come in."""
        more = len(names) - _MOST_NAMED
        beside = f" and {more:,} more" if more > 0 else ""
        said = f"other files of the archive are passed over: {', '.join(names[:_MOST_NAMED])}"
        self._opening.remarks.append(said + beside)

    def reading(self) -> Reading:
        """Return how the file is read. Raises InputError where nobody knows."""
        if self._member.is_sheet:
            return self._of_table(self._sheet)
        text = Text(self._member.open, self._member.name)
        if text.encoding.name != "UTF-8":
            self._opening.remarks.append(f"read as {text.encoding.name}")
        start = text.start.lstrip("\ufeff \t\r\n")
        if not start:
            hint = "its first line names the columns, such as: at,kind"
            raise InputError("the file is empty", hint)
        if self._is(JSONL, looks_so=start.startswith("{")):
            return self._opening.objects(text)
        if self._is(CALENDAR, looks_so=start[:15].upper() == "BEGIN:VCALENDAR"):
            named = self._named(CALENDAR)
            opening = self._opening
            return opening.mapped(self._calendar, named, self._names, in_order=False)
        if self._is(OWN, looks_so=_is_own_csv(start)):
            return self._opening.own_csv(text)
        if self._is(DAYLOG, looks_so=self._is_day_log(start)):
            return self._opening.day_log(text)
        return self._of_table(
            lambda problems: delimited.read_raw(text.lines(), problems, knows=self._knows)
        )

    def _of_table(self, opens: Opens) -> Reading:
        """Return how a table is read: by its own names, or by a mapping."""
        header = opens(Problems()).header
        if len(header) > MOST_COLUMNS:
            said = f"{self._member.name} has {len(header):,} columns"
            raise InputError(said, f"a table has at most {MOST_COLUMNS:,}")
        asked = self._wanted.format
        if asked is not None and asked not in BUILT_IN:
            wanted = self._named(asked)
            # Of an archive, a format asks for the files that are of it.
            many = len(self._source.members) > 1 and wanted.recognise
            if many and recognising.best(header, [wanted]) is None:
                raise _unknown(self._member.name, header)
            return self._mapped(opens, wanted)
        if own.names_columns(header):
            return self._opening.own_table(opens)
        mapping = recognising.best(header, self._wanted.mappings())
        if mapping is None:
            raise _unknown(self._member.name, header)
        return self._mapped(opens, mapping)

    def _mapped(self, opens: Opens, mapping: Mapping) -> Reading:
        files = [_bare(file) for lookup in mapping.lookups for file in lookup.files]
        self._looks_into = frozenset(files)
        return self._opening.mapped(opens, mapping, self._names)

    def _is(self, name: str, *, looks_so: bool) -> bool:
        return looks_so if self._wanted.format is None else self._wanted.format == name

    def _is_day_log(self, start: str) -> bool:
        from actlog.exchange import daylog

        return daylog.looks_like(start, self._wanted.model, self._wanted.now)

    def _knows(self, header: Sequence[str]) -> bool:
        if own.names_columns(header):
            return True
        with suppress(InputError):  # told where the table is opened
            return recognising.best(header, self._wanted.mappings()) is not None
        return True

    def _named(self, name: str) -> Mapping:
        return next(one for one in self._wanted.mappings() if one.format == name)

    def _sheet(self, problems: Problems) -> Raw:
        from actlog.exchange.sheet import read_sheet

        wanted = self._wanted.sheet
        return read_sheet(self._member, problems, knows=self._knows, wanted=wanted)

    def _calendar(self, problems: Problems) -> Raw:
        from actlog.exchange.calendar.reading import read_events

        read = read_events(self._member.open(), problems, now=self._wanted.now, me=self._wanted.me)
        self._opening.remarks = read.told
        return read.raw

    def _names(self, lookup: Lookup) -> LookupTable:
        """Return what another file of the archive calls the ids that this one has."""
        table = lookups.gather(lookup, self._tables(lookup))
        self._wanted.closing.callback(table.close)
        return table

    def _tables(self, lookup: Lookup) -> Iterator[Raw]:
        wanted = {_bare(name) for name in lookup.files}
        for member in self._source.members:
            if _bare(member.name) in wanted:
                text = Text(member.open, member.name)
                yield delimited.read_raw(text.lines(), Problems())


def _bare(name: str) -> str:
    """Return a file's name without its folder; capitals make no difference."""
    return name.rpartition("/")[2].casefold()


def _is_own_csv(start: str) -> bool:
    """Tell whether the first line has commas between actlog's columns."""
    with suppress(csv.Error, StopIteration):
        return own.names_columns(next(csv.reader([start.splitlines()[0]])))
    return False


def _unknown(name: str, header: Sequence[str]) -> InputError:
    """Return the error of a table that no mapping knows."""
    named = [repr(column[:_LONGEST_NAMED]) for column in header if column][:_MOST_NAMED]
    more = len([column for column in header if column]) - len(named)
    columns = ", ".join(named) + (f" and {more:,} more" if more else "")
    hint = f"write a mapping for it: actlog mapping new {visible(name)}"
    return InputError(f"{name} is nothing that actlog knows; its columns are {columns}", hint)
