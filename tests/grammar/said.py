"""How the tests about dates ask: words in, the moment or the refusal out."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from actlog.grammar.dates import DateError, Phrase, combine, read

MONDAY = "2026-11-23T10:41:30"


@contextmanager
def zone(name: str) -> Iterator[None]:
    """Let the C library's local zone be another one for a while."""
    before = os.environ.get("TZ")
    os.environ["TZ"] = name
    time.tzset()
    try:
        yield
    finally:
        if before is None:
            del os.environ["TZ"]
        else:
            os.environ["TZ"] = before
        time.tzset()


def local(text: str) -> datetime:
    """Return an instant of the local zone."""
    return datetime.fromisoformat(text).astimezone()


def phrase(
    text: str,
    *,
    at: str = MONDAY,
    ahead: bool = False,
    order: str | None = None,
    starts: int = 0,
) -> Phrase | None:
    """Return the phrase at the start of the words."""
    return read(text.split(), now=local(at), ahead=ahead, order=order, starts=starts)


def said(
    text: str,
    *,
    at: str = MONDAY,
    ahead: bool = False,
    order: str | None = None,
    starts: int = 0,
) -> str | None:
    """Return the moment that all the words say as ISO text, None when they say none.

    An offset and seconds of zero are left out."""
    words = text.split()
    phrases = []
    while words:
        found = read(words, now=local(at), ahead=ahead, order=order, starts=starts)
        if found is None:
            return None
        phrases.append(found)
        words = words[found.size :]
    moment = combine(phrases, now=local(at), ahead=ahead)
    text = moment.iso().removesuffix("+00:00")
    return text.removesuffix(":00") if len(text) == 19 else text


def refused(
    text: str,
    *,
    at: str = MONDAY,
    ahead: bool = False,
    order: str | None = None,
    starts: int = 0,
) -> str:
    """Return message and hint of the refusal of the words, and how many are to blame."""
    try:
        found = said(text, at=at, ahead=ahead, order=order, starts=starts)
    except DateError as error:
        return f"{error.message} / {error.hint} / {error.size}"
    raise AssertionError(f"{text!r} was read as {found}")
