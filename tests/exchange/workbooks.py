"""Excel workbooks, made of the XML that they are made of."""

import datetime as dt
import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

Cell = str | int | float | bool | dt.date | dt.time | dt.timedelta | None

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_STYLES = (0, 14, 22, 21, 46)  # plain, date, moment, clock time, duration
_EPOCH = dt.datetime.fromisoformat("1899-12-30")


def cell(value: Cell, place: str = "") -> str:
    """Return the XML of a cell."""
    at = f' r="{place}"' if place else ""
    if value is None:
        return f"<c{at}/>"
    if isinstance(value, bool):
        return f'<c{at} t="b"><v>{value:d}</v></c>'
    if isinstance(value, str):
        kept = f'<is><t xml:space="preserve">{escape(value)}</t></is>'
        return f'<c{at} t="inlineStr">{kept}</c>'
    style, number = _numbered(value)
    return f'<c{at} s="{style}"><v>{number!r}</v></c>'


def _numbered(value: float | dt.date | dt.time | dt.timedelta) -> tuple[int, float]:
    """Return which style shows a value, and the number that stands for it."""
    day = dt.timedelta(days=1)
    if isinstance(value, dt.datetime):
        return 2, (value - _EPOCH) / day
    if isinstance(value, dt.date):
        return 1, (dt.datetime.combine(value, dt.time()) - _EPOCH).days
    if isinstance(value, dt.time):
        return 3, (dt.datetime.combine(_EPOCH, value) - _EPOCH) / day
    return (4, value / day) if isinstance(value, dt.timedelta) else (0, value)


def column(number: int) -> str:
    """Return the letters of a column, counted from 0."""
    letters = ""
    while number >= 0:
        letters = chr(65 + number % 26) + letters
        number = number // 26 - 1
    return letters


def sheet(rows: Sequence[Sequence[Cell]], *, named: bool = True, first: int = 1) -> str:
    """Return the XML of rows, with the names of places or without, as some programs write it."""
    made = []
    for number, row in enumerate(rows, first):
        cells = [
            cell(value, f"{column(x)}{number}" if named else "") for x, value in enumerate(row)
        ]
        made.append((f'<row r="{number}">' if named else "<row>") + "".join(cells) + "</row>")
    return "".join(made)


def workbook(
    sheets: Mapping[str, str], *, hidden: Sequence[str] = (), shared: Sequence[str] = ()
) -> bytes:
    """Return a workbook of sheets, whose rows are given as XML, and of the texts cells share."""
    listed, related = [], []
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for number, (name, rows) in enumerate(sheets.items(), 1):
            state = ' state="hidden"' if name in hidden else ""
            listed.append(
                f'<sheet name="{escape(name)}" sheetId="{number}"{state} r:id="r{number}"/>'
            )
            related.append(_relation(f"r{number}", "worksheet", f"worksheets/sheet{number}.xml"))
            made.writestr(
                f"xl/worksheets/sheet{number}.xml",
                f'<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>',
            )
        related.append(_relation("rs", "styles", "styles.xml"))
        related.append(_relation("rt", "sharedStrings", "sharedStrings.xml"))
        styles = "".join([f'<xf numFmtId="{style}"/>' for style in _STYLES])
        texts = "".join([f"<si><t>{escape(text)}</t></si>" for text in shared])
        for name, text in {
            "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"/>',
            "_rels/.rels": _relations([_relation("r1", "officeDocument", "xl/workbook.xml")]),
            "xl/_rels/workbook.xml.rels": _relations(related),
            "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
            f"<sheets>{''.join(listed)}</sheets></workbook>",
            "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}">'
            f"<cellXfs>{styles}</cellXfs></styleSheet>",
            "xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}">{texts}</sst>',
        }.items():
            made.writestr(name, text)
    return stream.getvalue()


def _relation(name: str, what: str, target: str) -> str:
    return f'<Relationship Id="{name}" Type="{_OFFICE}/{what}" Target="{target}"/>'


def _relations(related: Sequence[str]) -> str:
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(related)}</Relationships>'
