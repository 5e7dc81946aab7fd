"""Which entries are meant: what `list` and its kin are asked for."""

from __future__ import annotations

from datetime import date

from actlog.domain.record import Record


class Filter(Record):
    """Entries that match every part given; an empty or None part matches all.

    `kinds`, `outcomes`, `accounts`, `sources` and `personas` match any of their members, `tags`
    and `objections` all of them; an empty outcome, source or persona matches entries without
    one. Names are as typed and compared by `entry.name_key`. With `steps`,
    only entries with an open next step match, and the days are those on which it is due.
    """

    kinds: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    objections: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    personas: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    steps: bool = False

    @property
    def asks(self) -> bool:
        """Whether it asks for anything in particular."""
        return self != Filter()
