"""What a file is, and the tables in it that are to come in."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from functools import cache

from actlog.domain.errors import InputError
from actlog.domain.text import visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from actlog.cli.importing import Asked
    from actlog.cli.session import Session
    from actlog.domain.mapping import Mapping
    from actlog.exchange.opening import Reading


@contextmanager
def recognised(session: Session, path: str, asked: Asked) -> Iterator[list[Reading]]:
    """Open a file, or standard input for `-`. Raises InputError, and ModelError of a mapping."""
    from actlog.cli import mappings
    from actlog.exchange.members import readings
    from actlog.exchange.opening import Wanted
    from actlog.exchange.source import Source

    _check(asked)
    one = _asked_for(session, asked)
    with ExitStack() as closing, Source(path) as source:
        wanted = Wanted(
            model=session.model(),
            now=session.now,
            # Reading every mapping takes a tenth of a second: what needs none does not wait.
            mappings=cache(lambda: (one,) if one else mappings.known(session)),
            closing=closing,
            format=one.format if one else asked.format,
            date_order=asked.date_order,
            sheet=asked.sheet,
            me=asked.me,
            words=tuple([word.rpartition("=")[0].strip() for word in asked.kinds]),
            ignore_extra=asked.ignore_extra,
        )
        yield readings(source, wanted)


def _asked_for(session: Session, asked: Asked) -> Mapping | None:
    """Return the mapping that the options name. Raises InputError, ModelError."""
    from actlog.cli import mappings
    from actlog.exchange.opening import BUILT_IN
    from actlog.grammar.suggest import nearest

    if asked.mapping is not None:
        return mappings.from_file(asked.mapping)
    if asked.format is None or asked.format in BUILT_IN:
        return None
    every = [*BUILT_IN, *[file.format for file in mappings.found(session)]]
    if asked.format not in every:
        near = nearest(asked.format, every)
        hint = f"did you mean {near}?" if near else f"there are {', '.join(every)}"
        raise InputError(f"there is no format {visible(asked.format)!r}", hint)
    return mappings.by_name(session, asked.format)


def _check(asked: Asked) -> None:
    """Refuse options that contradict each other or say nothing. Raises InputError."""
    from actlog.exchange.mapped.orders import ORDERS

    if asked.format is not None and asked.mapping is not None:
        said = f"--format {visible(asked.format)} and --mapping are two formats"
        raise InputError(said, "ask for one of them")
    if asked.date_order is not None and asked.date_order not in ORDERS:
        said = f"{visible(asked.date_order)!r} is no order of dates"
        raise InputError(said, f"write one of {', '.join(ORDERS)}")
