"""The wrong part of a line under carets, wherever it stands and whatever a terminal can show."""

from __future__ import annotations

from rich.cells import cell_len

from actlog.domain.text import visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from actlog.domain.errors import LineError

_NARROWEST, _WIDEST = 40, 200
_CUT = "..."


def place(error: LineError, encoding: str, columns: int = 80) -> list[str]:
    """Return a line and the carets under its wrong part: nothing for an empty line.

    Columns are those of a terminal, letters that the encoding lacks written out. What does
    not fit into the columns is cut around the wrong part: a line that wraps would leave its
    carets behind.
    """
    if not error.text:
        return []
    spans = (error.text[: error.start], error.text[error.start : error.end])
    before, wrong, after = [
        visible(part).encode(encoding, "backslashreplace").decode(encoding)
        for part in (*spans, error.text[error.end :])
    ]
    room = min(max(columns, _NARROWEST), _WIDEST) - 4
    if cell_len(before + wrong + after) > room:
        wrong = _begin(wrong, room // 2)
        after = _begin(after, max(room // 4, room - cell_len(before + wrong)))
        before = _end(before, room - cell_len(wrong + after))
    carets = "^" * max(1, cell_len(wrong))
    return [f"  {before}{wrong}{after}", "  " + " " * cell_len(before) + carets]


def _begin(text: str, room: int) -> str:
    """Return as much of a text's beginning as fits."""
    return text if cell_len(text) <= room else _taken(text, room - len(_CUT)) + _CUT


def _end(text: str, room: int) -> str:
    """Return as much of a text's end as fits."""
    if cell_len(text) <= room:
        return text
    return _CUT + _taken(text[::-1], room - len(_CUT))[::-1]


def _taken(text: str, room: int) -> str:
    size = 0
    for character in text[:room]:
        room -= cell_len(character)
        if room < 0:
            break
        size += 1
    return text[:size]
