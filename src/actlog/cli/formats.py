"""The formats that a log is taken out in, each with what writes it."""

from __future__ import annotations

import os

from actlog.cli.arrivals import number_of_entries
from actlog.domain.errors import InputError
from actlog.domain.record import Record
from actlog.domain.text import visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from actlog.cli.session import Session
    from actlog.cli.taking import Taking
    from actlog.domain.entry import Entry

_OTHERS = frozenset(
    (".xlsx", ".xlsm", ".xls", ".ods", ".json", ".html", ".pdf", ".zip", ".gz", ".sqlite3")
)
"""Endings of files that nothing here writes, and that no program would open as CSV."""


class Format(Record):
    """One format: its `name`, and the endings of files that are meant to be in it.

    `texts` makes the file's texts, one after the other, of what is taken. A format that no
    stream can hold has none: `write` makes a file of its own, given its name as it was typed,
    asks before it writes over another, says what came of it, and returns the exit code. Where it
    leaves out what is `private`, it can be asked to put that in. Words ask for what lies `ahead`
    where that is what a format holds.
    """

    name: str
    endings: tuple[str, ...] = ()
    texts: Callable[[Taking], Iterator[str]] | None = None
    write: Callable[[Taking, str], int] | None = None
    private: bool = False
    ahead: bool = False


def chosen(
    session: Session, named: str | None, output: str | None, mapping: str | None = None
) -> Format:
    """Return the format of that name, else the one that the file's ending means, else CSV.

    `mapping` is the file of a mapping that stands in place of a name. Raises InputError for a
    name that is none, for an ending that means what nothing here writes, and for a format that
    needs a file without one; ModelError for a mapping that is wrong.
    """
    if mapping is not None:
        from actlog.cli.foreign import of_file

        return of_file(mapping)
    found = _named(session, named) if named is not None else _meant(output)
    if found.texts is None and output is None:
        raise InputError(
            f"{found.name} is written to a file", f"name it: --output log{found.endings[0]}"
        )
    return found


def _named(session: Session, name: str) -> Format:
    for one in _every(session):
        if one.name == name:
            return one
    from actlog.grammar.suggest import nearest

    names = [one.name for one in _every(session)]
    near = nearest(name, names)
    meant = f"did you mean {near}? " if near else ""
    raise InputError(
        f"--format {visible(name)} is none that can be written",
        f"{meant}these are: {', '.join(names)}",
    )


def _meant(output: str | None) -> Format:
    bare, ending = os.path.splitext(output or "")
    if ending.lower() in _OTHERS:
        raise InputError(
            f"{visible(output or '')} would be CSV, whatever its ending says",
            f"name it {visible(bare)}.csv, which spreadsheets open, or name a --format",
        )
    return next((one for one in _BUILT_IN if ending.lower() in one.endings), _BUILT_IN[0])


def _every(session: Session) -> Iterator[Format]:
    from actlog.cli.foreign import formats

    yield from _BUILT_IN
    yield from formats(session)


def _csv(taking: Taking) -> Iterator[str]:
    from actlog.exchange.csv_file import write

    return write(taking.entries())


def _jsonl(taking: Taking) -> Iterator[str]:
    from actlog.exchange.jsonl import write

    return write(taking.entries())


def _daylog(taking: Taking) -> Iterator[str]:
    from actlog.exchange.daylog import write

    alone = 0

    def passing() -> Iterator[Entry]:
        nonlocal alone
        for entry in taking.entries(by_time=True):
            alone += entry.contact is not None and entry.account is None
            yield entry

    yield from write(passing(), taking.session.model())
    if alone:
        lost = "the contact is left out: a log line names none without an account"
        taking.remarks.append(f"of {number_of_entries(alone)} {lost}")


def _sqlite(taking: Taking, output: str) -> int:
    from actlog.cli.sharing import share

    return share(taking.session, taking.wanted, output, taking.private)


def _ics(taking: Taking) -> Iterator[str]:
    from actlog.cli.agenda import calendar

    return calendar(taking)


def _weeks_csv(taking: Taking) -> Iterator[str]:
    from actlog.cli.week_totals import csv

    return csv(taking)


def _weeks_markdown(taking: Taking) -> Iterator[str]:
    from actlog.cli.week_totals import markdown

    return markdown(taking)


_BUILT_IN = (
    Format(name="actlog-csv", endings=(".csv",), texts=_csv),
    Format(name="jsonl", endings=(".jsonl",), texts=_jsonl),
    Format(name="daylog", endings=(".txt",), texts=_daylog),
    Format(name="sqlite", endings=(".db", ".sqlite"), write=_sqlite, private=True),
    Format(name="ics", endings=(".ics",), texts=_ics, ahead=True),
    Format(name="weeks-csv", texts=_weeks_csv),
    Format(name="weeks-md", endings=(".md",), texts=_weeks_markdown),
)
