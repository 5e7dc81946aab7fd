"""Which entries are meant: what `list` and its kin are asked for."""

from __future__ import annotations

from datetime import date

from actlog.domain.record import Record


class Filter(Record):
    """Entries that match every part given; an empty or None part matches all.

    `kinds`, `outcomes` and `accounts` match any of their members, `tags` all of them.
    An account or contact is named as typed and compared by `entry.name_key`.
    """

    kinds: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None

    @property
    def asks(self) -> bool:
        """Whether it asks for anything in particular."""
        return self != Filter()
