"""Exports of other programs, and what the mappings that come with actlog make of them."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache, partial
from importlib.resources import files
from pathlib import Path

from actlog.config.mapping import read_mapping
from actlog.config.model_week import parse
from actlog.config.templates import template_text
from actlog.domain.incoming import Incoming
from actlog.domain.mapping import Lookup, Mapping
from actlog.domain.model_week import ModelWeek
from actlog.exchange.codec import FIELDS
from actlog.exchange.delimited import read_raw
from actlog.exchange.kinds import Kinds
from actlog.exchange.mapped.lookups import LookupTable, gather
from actlog.exchange.mapped.reading import Mapped, read
from actlog.exchange.mapped.recognising import best
from actlog.exchange.problems import Problems
from actlog.exchange.rows import RowReader
from actlog.exchange.table import Raw
from actlog.exchange.text import Text

DATA = Path(__file__).parent.parent / "data" / "crm"
EXAMPLES = Path(__file__).parent.parent.parent / "examples" / "crm"
NOW = datetime(2026, 11, 23, 10, 41, tzinfo=UTC)


@cache
def presets() -> dict[str, Mapping]:
    """Return the mappings that come with actlog, by format."""
    folder = files("actlog.exchange.mappings")
    names = sorted([file.name for file in folder.iterdir() if file.name.endswith(".yaml")])
    return {
        name[:-5]: read_mapping(folder.joinpath(name).read_bytes(), name, name[:-5])
        for name in names
    }


def table(path: Path, problems: Problems | None = None) -> Raw:
    """Return the rows of a CSV file, as `actlog import` reads them."""
    return read_raw(
        Text(lambda: path.open("rb"), path.name).lines(),
        Problems() if problems is None else problems,
        knows=lambda header: best(header, presets().values()) is not None,
    )


def opened(path: Path) -> tuple[str, Mapped, Problems]:
    """Return a file's format as its header tells it, its table, and what is wrong with it."""
    mapping = best(table(path).header, presets().values())
    assert mapping is not None
    problems = Problems()
    mapped = read(
        table(path, problems),
        mapping,
        again=lambda: table(path),
        now=NOW,
        problems=problems,
        names=partial(_names, path.parent),
    )
    return mapping.format, mapped, problems


def said(path: Path) -> tuple[list[dict[str, str]], Mapped]:
    """Return what the entries of a file say, and what was decided; no row may be bad."""
    _, mapped, problems = opened(path)
    found = [
        {name: cell for name, cell in zip(FIELDS, cells, strict=True) if cell}
        for _, cells in mapped.table.rows
    ]
    assert problems.named == []
    return found, mapped


def entries(path: Path, template: str = "sdr") -> list[Incoming]:
    """Return the entries of a file as the log takes them; none may be bad."""
    _, mapped, problems = opened(path)
    taken = list(RowReader(mapped.table, Kinds(model(template)), NOW).read_all(problems))
    assert problems.named == []
    return taken


@cache
def model(template: str) -> ModelWeek:
    """Return the model week of a starter template."""
    return parse(template_text(template), template)[0]


def _names(folder: Path, lookup: Lookup) -> LookupTable:
    there = [folder / name for name in lookup.files if (folder / name).exists()]
    return gather(lookup, [table(path) for path in there])
