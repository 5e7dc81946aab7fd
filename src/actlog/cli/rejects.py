"""The file of bad rows that `import --skip-bad` leaves beside what it read."""

from __future__ import annotations

import os

from actlog.domain.errors import InputError
from actlog.domain.incoming import line_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from actlog.exchange.opening import Reading

_MOST_NAMES = 1000


def write_rejects(
    readings: Sequence[Reading], rejected: Iterable[tuple[int, str]], path: str
) -> tuple[str, ...]:
    """Write a file for each table that has bad rows, and return their names.

    `rejected` are places and what is wrong there, in order. No file is written over. Raises
    InputError where one cannot be written.
    """
    from itertools import groupby

    written = []
    for table, rows in groupby(rejected, key=lambda one: line_of(one[0])[0]):
        reading = readings[table]
        reasons = ((line_of(place)[1], reason) for place, reason in rows)
        name = reading.name if len(readings) > 1 else path
        written.append(_write(name, path, reading, reading.rejects(reasons)))
    return tuple(written)


def _write(name: str, path: str, reading: Reading, lines: Iterator[str]) -> str:
    folder = "" if path == "-" else os.path.dirname(path)
    stem = "import" if name == "-" else os.path.splitext(os.path.basename(name))[0]
    for number in range(1, _MOST_NAMES):
        again = f"-{number}" if number > 1 else ""
        target = os.path.join(folder, f"{stem}.rejected{again}{reading.suffix}")
        try:
            # What is in it is as private as the log.
            file = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            continue
        except OSError as error:
            raise InputError(f"{target} cannot be written: {error.strerror}") from None
        try:
            with open(file, "w", encoding="utf-8", errors="surrogateescape", newline="") as out:
                out.writelines(lines)
        except OSError as error:
            os.remove(target)
            raise InputError(f"{target} cannot be written: {error.strerror}") from None
        return target
    raise InputError(f"there are {_MOST_NAMES:,} files of rejected rows already", "move them away")
