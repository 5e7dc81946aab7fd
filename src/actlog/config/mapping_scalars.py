"""Texts of a mapping read as what they stand for; see `scalars`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo, available_timezones

from actlog.config.problems import meant

if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST_SOURCE, LONGEST_PART = 16, 14
"""So long that `SOURCE-ID-PART` has room for an id of 32 within the 64 of a unique id."""

_PLAIN = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def written(longest: int, expected: str) -> Callable[[Any], str]:
    """Return a reader of a text that another program wrote, kept but for its outer spaces."""

    def read(value: Any) -> str:
        said = value.strip() if isinstance(value, str) else ""
        if 0 < len(said) <= longest:
            return said
        raise ValueError(expected)

    return read


def separator(value: Any) -> str:
    """Read what stands between two texts that are joined; a space is one."""
    if isinstance(value, str) and 0 < len(value) <= 20:
        return value
    raise ValueError('expected what stands between the texts, as in " · "')


def plain(longest: int) -> Callable[[Any], str]:
    """Return a reader of a word that becomes a piece of a unique id."""

    def read(value: Any) -> str:
        if isinstance(value, str) and _PLAIN.fullmatch(value) and len(value) <= longest:
            return value
        raise ValueError(f"expected at most {longest} of a-z, 0-9 and single - between them")

    return read


def switched_on(value: Any) -> bool:
    """Read the one thing that a switch can say."""
    if value == "true":
        return True
    raise ValueError("expected true, or the key left out")


def own_text(value: Any) -> str:
    """Read a text of the mapping's own; the empty one leaves a field out."""
    said = " ".join(value.split()) if isinstance(value, str) else None
    if said is not None and len(said) <= 300:
        return said
    raise ValueError("expected a text of at most 300 characters")


def cell_text(value: Any) -> str:
    """Read what a written row holds."""
    if isinstance(value, str) and 0 < len(value) <= 300:
        return value
    raise ValueError("expected what the cell holds, as in {Status: Completed}")


def word_or_nothing(value: Any) -> str:
    """Read what stands in a cell; the empty text stands for an empty one."""
    if isinstance(value, str) and len(value.strip()) <= 300:
        return value.strip()
    raise ValueError("expected what stands in the cell, at most 300 characters")


def translation(value: Any) -> str | None:
    """Read what becomes of a cell; left empty, the cell is taken for empty."""
    said = " ".join(value.split()) if isinstance(value, str) else value
    if said is None or (isinstance(said, str) and len(said) <= 300):
        return said or None
    raise ValueError("expected what it means here, at most 300 characters, or nothing")


def file_name(value: Any) -> str:
    """Read the name of a file of the same archive."""
    said = value.strip() if isinstance(value, str) else ""
    if 0 < len(said) <= 200 and not {"/", "\\"} & set(said):
        return said
    raise ValueError("expected the name of a file in the same archive, as in Account.csv")


def decimal_sign(value: Any) -> str:
    """Read the sign before decimals."""
    if isinstance(value, str) and value in {",", "."}:
        return value
    raise ValueError('expected "," or "."')


def zone_name(value: Any) -> str:
    """Read the name of a time zone."""
    if isinstance(value, str) and _is_zone(value):
        return value
    near = meant(value, sorted(available_timezones())) if isinstance(value, str) else ""
    raise ValueError(f"expected a time zone such as Europe/Berlin or UTC{near}")


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # OSError: a folder of zones
        return False
    return True
