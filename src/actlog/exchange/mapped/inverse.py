"""The cells that make a value of a mapping read a certain text: the inverse of reading it.

What is returned are proposals, the best first. Whether a row of them really says what it
should is found by reading it (`proving.py`), so nothing here needs to be sure.
"""

from __future__ import annotations

from datetime import UTC, datetime
from html import escape
from itertools import chain
from zoneinfo import ZoneInfo

from actlog.domain.mapping import MOMENTS, fold
from actlog.grammar.vocabulary import word_key

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from actlog.domain.mapping import Mapping, Value

    Cells = tuple[tuple[str, str], ...]
    """Columns, folded, and their texts."""

_MOST_WAYS = 24
_UNITS = {"seconds": 60, "milliseconds": 60_000}


class Inverse:
    """Proposes cells for the fields of one mapping."""

    def __init__(
        self, mapping: Mapping, columns: Iterable[str], kind_of: Callable[[str], str]
    ) -> None:
        """`columns` are those of the file, folded: no other is filled.

        `kind_of` returns the kind that the log keeps for what a mapping calls a kind.
        """
        self.columns = frozenset(columns)
        self._zone = mapping.zone
        self._decimal = mapping.decimal or "."
        self._kind_of = kind_of

    def ways(self, field: str, value: Value, text: str) -> list[Cells]:
        """Return cells, the best first, by which `value` reads `text` for an entry's field.

        The text is the codec's; an empty one asks for cells that say nothing. No cells at all
        (an empty list) where the value cannot say it.
        """
        if value.constant is not None:
            return [()] if self._means(field, value.constant, text) else []
        if not text:
            return [(), *self._blanks(value)]
        return list(dict.fromkeys(self._ways(field, value, text)))[:_MOST_WAYS]

    def _means(self, field: str, meaning: str | None, text: str) -> bool:
        """Tell whether what a mapping says of a field is what the log keeps there."""
        if meaning is None or not text:
            return not meaning and not text
        if field == "kind":
            return self._kind_of(meaning) == text
        if field == "outcome":
            return word_key(meaning) == word_key(text)
        return meaning == text

    def _ways(self, field: str, value: Value, text: str) -> Iterator[Cells]:
        if value.constant is not None:
            return
        for raw in self._raw(field, value, text):
            if field in MOMENTS and not value.parts:
                yield from self._moment(value, raw)
            else:
                yield from self._placed(field, value, raw)

    def _placed(self, field: str, value: Value, text: str) -> Iterator[Cells]:
        if not value.parts:
            # The last of joined columns is the long text; of others the first is filled.
            columns = value.columns[::-1] if value.join else value.columns
            folded = [fold(column) for column in columns]
            yield from [((column, text),) for column in folded if column in self.columns]
            return
        parts = list(value.parts[::-1] if value.join else value.parts)
        parts.sort(key=lambda part: part.lookup is not None)  # a name stands behind its id
        for part in parts:
            for cells in self._ways(field, part, text):
                yield _beside(cells, self._days(value, part, text)) if not value.join else cells

    def _days(self, value: Value, chosen: Value, text: str) -> Iterator[Cells]:
        """Yield the cells of the parts that repeat a moment's day."""
        for part in value.parts:
            if part.only_day and part is not chosen:
                yield from list(self._moment(part, text))[:1]

    def _raw(self, field: str, value: Value, text: str) -> Iterator[str]:
        """Yield the texts of cells, before any column is chosen."""
        if field in MOMENTS:
            yield text
            return
        for said in self._before_values(field, value, text):
            if field == "minutes":
                yield self._duration(value.unit, said)
            elif field == "value":
                yield said.replace(".", self._decimal)
            elif field in {"tags", "objection"}:
                yield ", ".join(said.split(" ")) if said == text else said
            else:
                yield _markup(said) if value.html else said

    def _before_values(self, field: str, value: Value, text: str) -> Iterator[str]:
        spelled = value.spellings or tuple([word for word, _ in value.values])
        known = set()
        for (word, meaning), spelling in zip(value.values, spelled, strict=True):
            known.add(word)
            if word and self._means(field, meaning, text):
                yield spelling
        if (not value.values or value.other == "keep") and fold(text) not in known:
            yield text

    def _blanks(self, value: Value) -> Iterator[Cells]:
        """Yield cells that are filled and mean nothing."""
        for part in value.parts:
            yield from self._blanks(part)
        spelled = value.spellings or tuple([word for word, _ in value.values])
        for (word, meaning), spelling in zip(value.values, spelled, strict=True):
            column = fold(value.columns[0]) if value.columns else ""
            if word and not meaning and column in self.columns:
                yield ((column, spelling),)

    def _duration(self, unit: str | None, minutes: str) -> str:
        if not minutes.isdigit():  # a spelling of the mapping's own
            return minutes
        number = int(minutes)
        if unit == "clock":
            return f"{number // 60:02}:{number % 60:02}:00"
        if unit == "hours" and number % 60:
            # Four places tell minutes apart, and cannot be taken for thousands.
            return f"{number / 60:.4f}".replace(".", self._decimal)
        return str(number // 60 if unit == "hours" else number * _UNITS.get(unit or "", 1))

    def _moment(self, value: Value, text: str) -> Iterator[Cells]:
        column, day = fold(value.columns[0]) if value.columns else "", text[:10]
        if column not in self.columns:
            return
        if len(text) > 10 and not value.only_day:
            at = datetime.fromisoformat(text)
            named = value.zone or self._zone or ("UTC" if value.zone_column else None)
            zones = ((fold(value.zone_column), named),) if value.zone_column and named else ()
            wall = at.astimezone(ZoneInfo(named) if named else None)
            if value.time:
                yield ((column, f"{wall:%Y-%m-%d}"), (fold(value.time), _clock(wall)), *zones)
            else:
                if named:
                    yield ((column, f"{wall:%Y-%m-%d %H:%M:%S}"), *zones)
                yield ((column, _with_offset(at)), *zones)
        yield ((column, day),)


def _beside(cells: Cells, more: Iterator[Cells]) -> Cells:
    """Return cells with others beside them, where those fill no column of theirs."""
    found = dict(cells)
    for column, text in chain.from_iterable(more):
        found.setdefault(column, text)
    return tuple(found.items())


def _clock(wall: datetime) -> str:
    return f"{wall:%H:%M:%S}" if wall.second else f"{wall:%H:%M}"


def _with_offset(at: datetime) -> str:
    """Return an instant with its offset; one of broken minutes (old local time) in UTC."""
    offset = at.utcoffset()
    broken = offset is not None and offset.total_seconds() % 60
    return (at.astimezone(UTC) if broken else at).isoformat(timespec="seconds")


def _markup(text: str) -> str:
    lines = escape(text, quote=False).split("\n")
    return "<br>".join(lines)
