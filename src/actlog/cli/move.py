"""`import` and `export`: the log from and to files."""

from __future__ import annotations

import os

from actlog.cli.arrivals import number_of_entries
from actlog.domain.errors import InputError
from actlog.domain.text import visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from actlog.cli.session import Session
    from actlog.domain.entry import Entry

_MOST_KINDS = 5
_AT_ONCE = 1 << 16  # characters


def export(
    session: Session,
    words: Sequence[str],
    *,
    csv: bool = False,
    jsonl: bool = False,
    output: str | None = None,
) -> int:
    """Write the entries that the words ask for (none: all) as CSV, or as JSONL where asked.

    They go to standard output, or to the file `output`, which is whole or not there at all
    and replaces another only when that is agreed to. Raises InputError.
    """
    from actlog.cli.asked import asked_for
    from actlog.exchange import csv_file
    from actlog.exchange import jsonl as json_lines
    from actlog.store.entries import iterate

    if csv and jsonl:
        raise InputError("--csv and --jsonl are two formats", "ask for one of them")
    wanted = asked_for(session, words)
    counted = _Counted(iterate(session.store, wanted))
    lines = json_lines.write(counted) if jsonl else csv_file.write(counted)
    if output is None:
        for text in _chunks(lines):
            session.raw(text)
        return 0
    target = os.path.realpath(output)
    if os.path.lexists(target) and not may_replace(session, output):
        session.out("nothing is written")
        return 1
    _write_whole(target, output, lines)
    session.out(f"wrote {number_of_entries(counted.number)} to {visible(output)}")
    return 0


def may_replace(session: Session, output: str) -> bool:
    """Ask whether to write over a file; InputError where nobody is there to answer.

    A pipe or a device is never put a file in the place of: InputError.
    """
    if not os.path.isfile(output):
        raise InputError(f"{output} cannot be written: it is no plain file", "name another one")
    if not (session.yes or session.interactive):
        raise InputError(f"{output} is there already", "--yes writes over it")
    return session.confirm(f"write over {output}?")


class _Counted:
    """Entries on their way out; `number` is how many have passed."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = entries
        self.number = 0

    def __iter__(self) -> Iterator[Entry]:
        for entry in self._entries:
            self.number += 1
            yield entry


def _chunks(lines: Iterable[str]) -> Iterator[str]:
    """Yield the lines joined into texts worth writing at once."""
    some: list[str] = []
    size = 0
    for line in lines:
        some.append(line)
        size += len(line)
        if size >= _AT_ONCE:
            yield "".join(some)
            some.clear()
            size = 0
    yield "".join(some)


def _write_whole(target: str, output: str, lines: Iterable[str]) -> None:
    """Write a file beside the target and put it in its place when it is whole."""
    from tempfile import NamedTemporaryFile

    folder, name = os.path.split(target)
    try:
        with NamedTemporaryFile(dir=folder, prefix=f".{name[:40]}.", delete=False) as draft:
            try:
                for text in _chunks(lines):
                    draft.write(text.encode())
                draft.flush()
                os.fsync(draft.fileno())
                os.replace(draft.name, target)
            except BaseException:
                os.remove(draft.name)
                raise
    except (OSError, ValueError) as error:
        raise _unusable(output, error, "written") from None


def _unusable(path: str, error: OSError | ValueError, what: str) -> InputError:
    why = error.strerror if isinstance(error, OSError) else str(error)
    return InputError(f"{path} cannot be {what}: {why}")
