"""How the tests about lines type: a line in, entries or a refusal out."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from actlog.domain.entry import Entry
from actlog.domain.errors import LineError
from actlog.domain.model_week import (
    DECIDED,
    MOVED,
    NONE,
    UNREACHED,
    Kind,
    ModelWeek,
    Outcome,
    Timebox,
)
from actlog.domain.ratio import Ratio
from actlog.domain.week import Calendar
from actlog.grammar.line import parse
from actlog.grammar.tokens import split

NOW = datetime(2026, 11, 23, 10, 41, 7, 250_000, tzinfo=UTC)
"""A Monday morning."""

CALENDAR = Calendar(weights=(Ratio(1),) * 5 + (Ratio(0),) * 2, hours=(8 * 60 + 30, 17 * 60 + 30))


def outcomes(**classes: str) -> tuple[Outcome, ...]:
    """Return outcomes by name; an underscore stands for a hyphen."""
    return tuple(Outcome(name=name.replace("_", "-"), cls=cls) for name, cls in classes.items())


MODEL = ModelWeek(
    name="Jo's model week",
    calendar=CALENDAR,
    activities=(
        Kind(
            name="meeting_held",
            aliases=("held",),
            closes="meeting_set",
            outcomes=outcomes(moved=MOVED, yes=DECIDED, no=DECIDED),
        ),
        Kind(name="meeting_set", aliases=("set", "booked"), requires=("account",)),
        Kind(name="connect", of="call", of_outcomes=("connected", "not-interested")),
        Kind(
            name="call",
            aliases=("dial",),
            max_per_entry=2000,
            outcomes=outcomes(
                connected=MOVED, not_interested=DECIDED, voicemail=UNREACHED, no_answer=UNREACHED
            ),
        ),
        Kind(name="follow_up", outcomes=outcomes(replied=MOVED, silent=UNREACHED)),
        Kind(name="linkedin", timebox=Timebox(minutes=60, touches=12)),
        Kind(name="proposal", requires=("account",), max_per_entry=5),
        Kind(name="demo", outcomes=outcomes(moved=MOVED, liked=NONE)),
    ),
    results=(Kind(name="deal_won", aliases=("won",), requires=("value",), result=True),),
)
"""A model week much as a rep has it."""

ODD_MODEL = ModelWeek(
    name="odd",
    calendar=CALENDAR,
    date_order="dmy",
    activities=(
        Kind(
            name="call",
            max_per_entry=1_000_000,
            outcomes=(
                Outcome(name="back", cls=MOVED),
                Outcome(name="asked for more time", cls=NONE),
                Outcome(name="didn't answer", cls=UNREACHED),
                Outcome(name="days", cls=NONE),
                Outcome(name="email", cls=NONE),
                Outcome(name="mañana", cls=NONE),
            ),
        ),
        Kind(name="call_back"),
        Kind(name="days", max_per_entry=1_000_000, outcomes=outcomes(ago=MOVED, noon=NONE)),
        Kind(name="march", max_per_entry=3000, outcomes=outcomes(monday=MOVED, pm=DECIDED)),
        Kind(name="may"),
        Kind(name="for", outcomes=outcomes(tue=MOVED)),
        Kind(name="pm"),
        Kind(name="email", aliases=("mail",), plural="mails"),
        Kind(name="Ανάθεση", outcomes=(Outcome(name="όχι", cls=DECIDED),)),
        Kind(name="مكالمة"),
        Kind(name="two step"),
        Kind(name="20m"),
        Kind(name="1 on 1", closes="call"),
        Kind(name="now"),
    ),
)
"""A model week whose words clash with dates, counts, durations and each other."""


def log(text: str, *, model: ModelWeek = MODEL, now: datetime = NOW) -> list[Entry]:
    """Return the entries of a line typed at the prompt."""
    return parse(*split(text), model=model, now=now)


def one(text: str, *, model: ModelWeek = MODEL, now: datetime = NOW) -> Entry:
    """Return the only entry of a line."""
    (entry,) = log(text, model=model, now=now)
    return entry


def refused(text: str, *, model: ModelWeek = MODEL, now: datetime = NOW) -> LineError:
    """Return the refusal of a line."""
    with pytest.raises(LineError) as caught:
        log(text, model=model, now=now)
    return caught.value


def blamed(error: LineError) -> str:
    """Return the part of the line that stands over the caret."""
    return error.text[error.start : error.end]
