"""A sheet of an Excel workbook as a raw table: all cells are text."""

from __future__ import annotations

import datetime as dt
import os
from contextlib import ExitStack, contextmanager, suppress
from importlib.util import find_spec
from itertools import chain, count, islice
from shutil import copyfileobj
from tempfile import TemporaryFile

from actlog.domain.errors import InputError
from actlog.domain.record import Record
from actlog.exchange import shape
from actlog.exchange.packed import Archive
from actlog.exchange.table import Raw
from actlog.exchange.view import Part, plain
from actlog.exchange.workbook_size import check_size

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from python_calamine import CalamineSheet, CalamineWorkbook

    from actlog.exchange.problems import Problems
    from actlog.exchange.source import Member
    from actlog.exchange.table import Rows

    Cell = int | float | str | bool | dt.time | dt.date | dt.timedelta

_MOST_NAMED = 20
_LOOKED_AT = 100  # rows
_AT_ONCE = 500  # rows
_HALF_A_SECOND = dt.timedelta(microseconds=500_000)
_TIMES = (dt.date, dt.time, dt.timedelta)
_WHOLE = 1e15
"""Below it every whole number is exactly that, and is written without an exponent."""


class Sheet(Raw):
    """A raw table, and the `name` of the sheet that it stands on; lines are its row numbers."""

    name: str


def read_sheet(
    member: Member,
    problems: Problems,
    *,
    knows: shape.Knows | None = None,
    wanted: str | None = None,
) -> Sheet:
    """Return the table on one sheet of a workbook.

    It is the sheet of the name `wanted`; else the first visible one whose header `knows`
    recognises; else the only one with rows. A header is found as `shape.header` does. Raises
    InputError where there is no such sheet, or where the workbook is damaged or too large.
    """
    if find_spec("python_calamine") is None:
        raise InputError(
            "spreadsheets need python-calamine, which is not installed",
            "pip install 'actlog-sales[spreadsheets]', or save it as CSV",
        )
    book = _loaded(member)
    if wanted is not None:
        return _table(book, _chosen(book, wanted, member.name), problems, knows).sheet
    filled: list[str] = []
    table = None
    for name in _visible(book):
        table = None  # one sheet at a time is enough to hold
        table = _table(book, name, problems, knows)
        if table.is_known:
            return table.sheet
        if table.has_rows:
            filled.append(name)
    if len(filled) != 1:
        raise _no_choice(member.name, filled)
    if table is not None and table.has_rows:
        return table.sheet
    table = None
    return _table(book, filled[0], problems, knows).sheet


class _Table(Record):
    """A sheet with what was seen of it."""

    sheet: Sheet
    is_known: bool
    has_rows: bool


def _loaded(member: Member) -> CalamineWorkbook:
    """Return the workbook, if it is whole and of a size that memory holds."""
    from python_calamine import CalamineWorkbook

    with ExitStack() as opened:
        part = member.part
        if part is None:
            kept = opened.enter_context(TemporaryFile(buffering=0))
            with member.open() as stream:
                copyfileobj(stream, kept)
            part = Part(kept, kept.tell())
        archive = Archive(part, member.name)
        if not archive.is_sheet():
            raise _damaged(member.name)
        check_size(archive, member.name)
        with _plain_errors(member.name):
            if member.path is not None:
                return CalamineWorkbook.from_path(member.path)
            return CalamineWorkbook.from_filelike(plain(part, member.name))


def _table(
    book: CalamineWorkbook, name: str, problems: Problems, knows: shape.Knows | None
) -> _Table:
    with _plain_errors(f"the sheet {name!r}"):
        sheet = book.get_sheet_by_name(name)
    rows = _rows(sheet)
    first = list(islice(rows, _LOOKED_AT))
    number, header = shape.header([(line, cells) for line, cells in first if cells], knows)
    below = [(line, cells) for line, cells in first if line > number]
    fitted = shape.fitted(chain(below, rows), len(header), problems)
    return _Table(
        sheet=Sheet(header=header, rows=fitted, name=name),
        is_known=knows is not None and knows(header),
        has_rows=any(cells for _, cells in below),
    )


def _rows(sheet: CalamineSheet) -> Rows:
    """Yield the numbers of all rows and their cells as text, without empty ones at the end."""
    rows, numbers = sheet.iter_rows(), count(1)
    while some := _some(rows, sheet.name):
        for row in some:
            cells = [value if type(value) is str else text_of(value) for value in row]
            while cells and not cells[-1]:
                cells.pop()
            yield next(numbers), cells


def _some(rows: Iterator[list[Cell]], name: str) -> list[list[Cell]]:
    with _plain_errors(f"the sheet {name!r}"):
        return list(islice(rows, _AT_ONCE))


def text_of(value: Cell) -> str:
    """Return a cell as text: dates and clock times in ISO form, durations as `hours:mm:ss`.

    Moments are rounded to seconds: a workbook keeps them as fractions of days.
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < _WHOLE:
        return str(int(value))
    return _of_time(value) if isinstance(value, _TIMES) else str(value)


def _of_time(value: dt.date | dt.time | dt.timedelta) -> str:
    if isinstance(value, dt.datetime):
        return _rounded(value).isoformat()
    if isinstance(value, dt.time):
        return _rounded(dt.datetime.combine(dt.date(2000, 1, 1), value)).time().isoformat()
    if isinstance(value, dt.date):
        return value.isoformat()
    seconds = round(abs(value).total_seconds())
    sign = "-" if value < dt.timedelta() else ""
    return f"{sign}{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def _rounded(moment: dt.datetime) -> dt.datetime:
    with suppress(OverflowError):
        moment += _HALF_A_SECOND
    return moment.replace(microsecond=0)


def _visible(book: CalamineWorkbook) -> list[str]:
    """Return the names of the sheets that hold cells and are not hidden."""
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    return [
        sheet.name
        for sheet in book.sheets_metadata
        if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible
    ]


def _chosen(book: CalamineWorkbook, wanted: str, name: str) -> str:
    for sheet in book.sheet_names:
        if sheet.strip().casefold() == wanted.strip().casefold():
            return sheet
    raise InputError(f"{name} has no sheet {wanted!r}", f"it has {_listed(book.sheet_names)}")


def _no_choice(name: str, filled: list[str]) -> InputError:
    if not filled:
        return InputError(f"no sheet of {name} has a header and rows")
    said = f"{name} has {len(filled)} sheets with rows"
    return InputError(said, f"choose one with --sheet: {_listed(filled)}")


def _listed(names: list[str]) -> str:
    more = len(names) - _MOST_NAMED
    beside = f" and {more:,} more" if more > 0 else ""
    return ", ".join([repr(name) for name in names[:_MOST_NAMED]]) + beside


@contextmanager
def _plain_errors(name: str) -> Iterator[None]:
    """Raise InputError for whatever the reader of workbooks stumbles over.

    Where it gives up altogether it raises what is no Exception, and writes pages about it to
    standard error, which is closed to it meanwhile.
    """
    try:
        with _no_stderr():
            yield
    except Exception:
        raise _damaged(name) from None
    except BaseException as error:
        if type(error).__name__ == "PanicException":
            raise _damaged(name) from None
        raise


@contextmanager
def _no_stderr() -> Iterator[None]:
    """Lead what is written to the process's standard error nowhere.

    It is open: whoever starts the program without one has `cli/streams.py` open it.
    """
    kept = os.dup(2)
    try:
        with open(os.devnull, "wb") as nowhere:
            os.dup2(nowhere.fileno(), 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


def _damaged(name: str) -> InputError:
    return InputError(f"{name} is damaged: it cannot be read as a workbook", "save it once more")
