"""Other programs' import files, written through their mappings: `export --format pipedrive`."""

from __future__ import annotations

from functools import partial

from actlog.cli.arrivals import number_of_entries
from actlog.cli.formats import Format

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable, Iterator

    from actlog.cli.session import Session
    from actlog.cli.taking import Taking
    from actlog.domain.mapping import Mapping
    from actlog.exchange.mapped.writing import Unsaid

_ONLY_READ = ("calendar",)  # its table is made of a calendar's events, and is nobody's file
_PARTS = {
    "at": "time of day",
    "for": "date ahead",
    "next": "next step",
    "due": "due date",
    "done": "day when that was done",
    "story": "link to the meeting",
    "id": "id",
}


def formats(session: Session) -> Iterator[Format]:
    """Yield the formats that mappings write, the user's own first."""
    from actlog.cli.mappings import found

    for file in found(session):
        if file.path is not None or file.format not in _ONLY_READ:
            yield Format(name=file.format, texts=partial(_texts, file.read))


def of_file(path: str) -> Format:
    """Return what the mapping in a file writes. Raises InputError and ModelError."""
    from actlog.cli.mappings import from_file

    mapping = from_file(path)
    return Format(name=mapping.format, texts=partial(_texts, lambda: mapping))


def _texts(read: Callable[[], Mapping], taking: Taking) -> Iterator[str]:
    """Return the lines of the file. Raises InputError and ModelError."""
    return _lines(read(), taking)


def _lines(mapping: Mapping, taking: Taking) -> Iterator[str]:
    from actlog.exchange.mapped.writing import Unsaid, write

    session, unsaid = taking.session, Unsaid()
    yield from write(taking.entries(), mapping, session.model(), session.now, unsaid)
    taking.told = number_of_entries(unsaid.written)
    if unsaid.rows != unsaid.written:
        taking.told += f" in {unsaid.rows:,} {'row' if unsaid.rows == 1 else 'rows'}"
    taking.remarks += said(unsaid, mapping.title)


def said(unsaid: Unsaid, title: str) -> list[str]:
    """Return in words what a mapping could not say, the most frequent first."""
    remarks = []
    if unsaid.kinds:
        kinds = _listed(unsaid.kinds, lambda kind: kind.replace("_", " "), "{of} of {what}")
        have = "has" if unsaid.kinds.total() == 1 else "have"
        remarks.append(f"{kinds} {have} no place in {title}")
    if unsaid.fields:
        parts = _listed(unsaid.fields, lambda name: _PARTS.get(name, name), "the {what} of {of}")
        remarks.append(f"{title} has no place for {parts}")
    return remarks


def _listed(counts: Counter[str], named: Callable[[str], str], form: str) -> str:
    parts: list[str] = []
    for name, number in counts.most_common():
        of = f"{number:,}" if parts else number_of_entries(number)
        parts.append(form.format(what=named(name), of=of))
    return " and ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else parts[0]
