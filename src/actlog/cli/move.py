"""`import` and `export`: the log from and to files."""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack, contextmanager

from actlog.cli.arrivals import about, number_of_entries, say, to_plain, warn
from actlog.domain.errors import InputError
from actlog.domain.incoming import line_of
from actlog.domain.text import visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import BinaryIO

    from actlog.cli.session import Session
    from actlog.domain.entry import Entry
    from actlog.exchange.problems import Problems
    from actlog.exchange.rows import RowReader
    from actlog.store.imports import Arrivals
    from actlog.store.staging import Staging

_MOST_KINDS = 5
_AT_ONCE = 1 << 16  # characters


def import_file(
    session: Session,
    path: str,
    *,
    dry_run: bool = False,
    ignore_extra: bool = False,
    json: bool = False,
) -> int:
    """Bring the rows of a CSV or JSONL file (`-`: standard input) into the log as one operation.

    A person is asked first; a script is not, since one `undo` takes it all back. Raises
    InputError, after every bad row was named, when any of them is bad.
    """
    from actlog.store import history, imports
    from actlog.store.staging import Staging

    operation = None
    with _opened(path) as stream, Staging(session.store) as staging:
        reader = _fill(session, staging, stream, path, ignore_extra=ignore_extra)
        arrivals = imports.compare(staging)
        wanted = arrivals.entries > 0 and not dry_run
        if wanted and not json and not _agreed(session, arrivals):
            session.out("nothing is imported")
            return 1
        if wanted:
            with history.operation(session.store, "import", path, session.now) as operation:
                arrivals = imports.keep(staging, operation, arrivals)
            imports.shrink(session.store, arrivals.entries)
    if json:
        session.json(to_plain(arrivals, reader.missing, operation=operation, dry_run=dry_run))
        return 0
    say(session, arrivals, path, dry_run=dry_run)
    warn(session, arrivals, reader.missing)
    return 0


def _fill(
    session: Session, staging: Staging, stream: BinaryIO, path: str, *, ignore_extra: bool
) -> RowReader:
    """Read the whole file into the waiting rows. Raises InputError when any row is bad."""
    from actlog.cli.progress import reading
    from actlog.exchange.problems import Problems, RowError
    from actlog.exchange.rows import RowReader
    from actlog.exchange.table import open_table

    problems = Problems()
    table = open_table(stream, problems, ignore_extra=ignore_extra)
    reader = RowReader(table, session.model(), session.now)
    with reading(stream) as watched:
        staging.fill(watched(reader.read_all(problems)))
    for clash in staging.clashes():
        text = f"the uid is that of line {line_of(clash.first)[1]}, which says something else"
        problems.add(line_of(clash.place)[1], RowError(text, "uid"))
    if problems:
        raise _refusal(session, problems, path)
    return reader


def _refusal(session: Session, problems: Problems, path: str) -> InputError:
    """Return the error that names the bad rows."""
    others = problems.others()
    named = [*problems.named, *([f"bad as well: {others}"] if others else [])]
    rows = "1 bad row" if problems.total == 1 else f"{problems.total:,} bad rows"
    hint = _about_kinds(session, problems) if problems.kinds else "mend them and import it again"
    return InputError(f"{rows} in {path}: nothing is imported", hint, tuple(named))


def _about_kinds(session: Session, problems: Problems) -> str:
    """Return the unknown kinds with what they may have meant."""
    from actlog.grammar.suggest import nearest

    known = [kind.name for kind in session.model().kinds()]
    parts = []
    for kind, rows in problems.kinds.most_common(_MOST_KINDS):
        meant = nearest(kind, known)
        told = "1 row" if rows == 1 else f"{rows:,} rows"
        parts.append(f"{kind!r} ({told}" + (f"; {meant}?)" if meant else ")"))
    more = len(problems.kinds) - len(parts)
    beside = f" and {more:,} more" if more > 0 else ""
    known_too = f"the model week has {', '.join(known)}; actlog model add KIND adds one"
    return f"unknown kinds: {', '.join(parts)}{beside}; {known_too}"


def _agreed(session: Session, arrivals: Arrivals) -> bool:
    """Ask a person whether to store what was found; where nobody is, go ahead."""
    if session.yes or not session.interactive:
        return True
    found = about(arrivals, session.model())
    return session.confirm(f"import {number_of_entries(arrivals.entries)}: {found}?")


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


@contextmanager
def _opened(path: str) -> Iterator[BinaryIO]:
    """Open a file, or standard input for `-`. Raises InputError."""
    if path == "-":
        yield sys.stdin.buffer
        return
    with ExitStack() as opened:
        try:
            stream = opened.enter_context(open(path, "rb"))
        except (OSError, ValueError) as error:
            raise _unusable(path, error, "read") from None
        yield stream
