"""What a file is, and the tables in it that are to come in."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager

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
    from actlog.exchange.opening import BUILT_IN, Wanted
    from actlog.exchange.source import Source

    named = asked.format
    known: tuple[Mapping, ...]
    if asked.mapping is not None:
        own = mappings.from_file(asked.mapping)
        known, named = (own,), own.format
    elif named is not None and named not in BUILT_IN:
        known = (mappings.by_name(session, named),)
    else:
        known = mappings.known(session)
    with ExitStack() as closing, Source(path) as source:
        wanted = Wanted(
            model=session.model(),
            now=session.now,
            mappings=known,
            closing=closing,
            format=named,
            date_order=asked.date_order,
            sheet=asked.sheet,
            me=asked.me,
            words=tuple([word.rpartition("=")[0].strip() for word in asked.kinds]),
            ignore_extra=asked.ignore_extra,
        )
        yield readings(source, wanted)
