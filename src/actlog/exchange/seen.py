"""What was seen of a foreign table while it was read, in words for the rep."""

from __future__ import annotations

from actlog.domain.arrivals import FileSeen, Unknown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from actlog.domain.mapping import Mapping
    from actlog.exchange.mapped.tallies import Tallies

_BECOMES = {"keep": "kept as it is", "empty": "left empty", "refuse": "a bad row"}


def seen(name: str, mapping: Mapping, tallies: Tallies, remarks: Sequence[str]) -> FileSeen:
    """Return what a mapping left out, did not know and decided by itself."""
    left_out = tallies.left_out.most_common()
    if tallies.silent:
        such = f", such as {tallies.example}" if tallies.example else ""
        left_out.append((f"the mapping makes no entry of them{such}", tallies.silent))
    told = list(remarks)
    told += [f"{column}: {what} ({_cells(n)})" for (column, what), n in tallies.decided.items()]
    files = " and ".join(dict.fromkeys([file for one in mapping.lookups for file in one.files]))
    for column, cells in tallies.unnamed.items():
        where = f"such names stand in {files} of the same archive"
        told.append(f"{column}: no name is known for {_cells(cells)}; {where}")
    return FileSeen(
        name=name,
        format=mapping.format,
        title=mapping.title,
        left_out=tuple(left_out),
        unknown=tuple(
            [
                Unknown(column=column, value=value, rows=rows, becomes=_BECOMES[fate])
                for (column, value, fate), rows in tallies.unknown.most_common()
                # What is no outcome may be kept as a tag: then it is not lost.
                if fate != "empty" or (column, value, "keep") not in tallies.unknown
            ]
        ),
        remarks=tuple(told),
    )


def _cells(number: int) -> str:
    return "1 cell" if number == 1 else f"{number:,} cells"
