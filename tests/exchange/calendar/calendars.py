"""Calendars made of lines, and what the reader makes of them."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime

from actlog.exchange.calendar.reading import Read, read_events
from actlog.exchange.problems import Problems

NOW = datetime(2026, 11, 23, 10, 41, tzinfo=UTC)
ME = "jo@own.example"
GUESTS = (f"ORGANIZER:mailto:{ME}", "ATTENDEE;CN=Dana Cole:mailto:dana@acme.example")


def event(*lines: str, uid: str = "one") -> str:
    """Return an event of lines."""
    return "\r\n".join(["BEGIN:VEVENT", f"UID:{uid}", *lines, "END:VEVENT", ""])


def calendar(*parts: str) -> bytes:
    """Return a calendar of events, lines and other components."""
    body = "".join([part if part.endswith("\r\n") else f"{part}\r\n" for part in parts])
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{body}END:VCALENDAR\r\n".encode()


def read(data: bytes, *, me: str | None = ME, now: datetime = NOW) -> tuple[Read, Problems]:
    """Begin to read a calendar."""
    problems = Problems()
    return read_events(io.BytesIO(data), problems, now=now, me=me), problems


def rows(
    data: bytes, *, me: str | None = ME, now: datetime = NOW, since: date | None = None
) -> list[dict[str, str]]:
    """Return the rows of a calendar in which every event can be read, by column."""
    problems = Problems()
    made = read_events(io.BytesIO(data), problems, now=now, me=me, since=since)
    found = [dict(zip(made.raw.header, cells, strict=True)) for _, cells in made.raw.rows]
    assert problems.named == []
    return found


def starts(*lines: str) -> list[str]:
    """Return when a single event takes place."""
    return [row["Start"] for row in rows(calendar(event(*lines)))]


def told(data: bytes) -> list[str]:
    """Return what the reader tells of a calendar."""
    made, _ = read(data)
    list(made.raw.rows)
    return made.told


def bad(data: bytes) -> list[str]:
    """Return what is wrong with the events of a calendar that begins."""
    made, problems = read(data)
    list(made.raw.rows)
    return problems.named
