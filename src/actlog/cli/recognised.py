"""What a file is, and the tables in it that are to come in."""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack, contextmanager

from actlog.domain.arrivals import FileSeen
from actlog.domain.errors import InputError
from actlog.exchange.opening import Reading

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO

    from actlog.cli.importing import Asked
    from actlog.cli.session import Session
    from actlog.exchange.opening import Seen
    from actlog.exchange.problems import Problems
    from actlog.exchange.table import Table


@contextmanager
def recognised(_: Session, path: str, asked: Asked) -> Iterator[list[Reading]]:
    """Open a file, or standard input for `-`. Raises InputError."""
    from actlog.exchange import csv_file
    from actlog.exchange.problems import Problems
    from actlog.exchange.rejects import of_objects, of_table
    from actlog.exchange.table import Raw, open_table

    name = "standard input" if path == "-" else os.path.basename(path)
    with _opened(path) as stream:

        def begin(problems: Problems) -> tuple[Table, Seen]:
            if stream.seekable():
                stream.seek(0)
            table = open_table(stream, problems, ignore_extra=asked.ignore_extra)
            return table, lambda: FileSeen(name=name, format="actlog-csv", title="actlog")

        def rejects(reasons: Iterable[tuple[int, str]]) -> Iterator[str]:
            with open(path, encoding="utf-8", errors="surrogateescape", newline="") as file:
                if path.endswith(".jsonl"):
                    yield from of_objects(file, reasons)
                else:
                    rows = csv_file.read(file, Problems())
                    header = next(rows)[1]
                    yield from of_table(Raw(header=tuple(header), rows=rows), reasons)

        def done() -> float | None:
            size = os.fstat(stream.fileno()).st_size
            return stream.tell() / size if stream.seekable() and size else None

        yield [
            Reading(
                name=path,
                title="actlog",
                open=begin,
                rejects=rejects,
                suffix=".jsonl" if path.endswith(".jsonl") else ".csv",
                done=done,
            )
        ]


@contextmanager
def _opened(path: str) -> Iterator[BinaryIO]:
    if path == "-":
        yield sys.stdin.buffer
        return
    with ExitStack() as opened:
        try:
            stream = opened.enter_context(open(path, "rb"))
        except (OSError, ValueError) as error:
            why = error.strerror if isinstance(error, OSError) else str(error)
            raise InputError(f"{path} cannot be read: {why}") from None
        yield stream
