"""Unique ids for machines: they sort by the time at which they were made."""

from __future__ import annotations

import os
import time

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_COUNTER_BITS = 12


def uids() -> Iterator[str]:
    """Yield ids without end, each greater than the one before: 32 hexadecimal digits.

    They are UUIDs of version 7 without the hyphens: 48 bits of milliseconds since 1970, a
    counter of 12, and 62 random bits.
    """
    count = (time.time_ns() // 1_000_000) << _COUNTER_BITS
    while True:
        milliseconds, counter = count >> _COUNTER_BITS, count & ((1 << _COUNTER_BITS) - 1)
        luck = int.from_bytes(os.urandom(8), "big") >> 2
        yield f"{milliseconds:012x}7{counter:03x}{0b10 << 62 | luck:016x}"
        count += 1
