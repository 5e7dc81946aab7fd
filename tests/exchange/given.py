"""Entries as the log can hold them, and a model week that knows their kinds."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime, timedelta, timezone

from hypothesis import strategies as st

from actlog.domain.entry import MOST_CENTS, MOST_MINUTES, Entry, Moment, name_key
from actlog.domain.incoming import Incoming
from actlog.domain.model_week import Kind, ModelWeek, Outcome
from actlog.domain.ratio import Ratio
from actlog.domain.week import Calendar
from actlog.exchange import own
from actlog.exchange.kinds import Kinds
from actlog.exchange.problems import Problems
from actlog.exchange.rows import RowReader
from actlog.exchange.table import Table
from actlog.exchange.text import Text
from actlog.grammar.fields import (
    FieldError,
    clean_name,
    clean_objections,
    clean_tag,
    clean_text,
)

NOW = datetime(2026, 11, 23, 10, 41, tzinfo=timezone(timedelta(hours=1)))
LONG_AGO = date(1990, 1, 1)

CALL = Kind(
    name="call",
    aliases=("dial",),
    outcomes=tuple(
        [Outcome(name=name, cls="moved") for name in ("connected", "not-interested", "voicemail")]
    ),
    max_per_entry=200,
)
MODEL = ModelWeek(
    name="Jo's model week",
    activities=(
        Kind(name="meeting_held", aliases=("held",), closes="meeting_set"),
        Kind(name="meeting_set", aliases=("set",), requires=("account",)),
        Kind(name="connect", of="call", of_outcomes=("connected", "not-interested")),
        CALL,
    ),
    results=(Kind(name="deal_won", aliases=("won",), requires=("value",), result=True),),
    calendar=Calendar(weights=(Ratio(1),) * 5 + (Ratio(0),) * 2, hours=(510, 1050)),
)
SAYINGS = (
    *[("call", outcome) for outcome in (None, "connected", "not-interested", "voicemail")],
    *[("meeting_held", outcome) for outcome in (None, "no-show", "cancelled", "rescheduled")],
    ("meeting_set", None),
    ("deal_won", None),
)


def table_of(data: bytes, problems: Problems, *, ignore_extra: bool = False) -> Table:
    """Return the table in a file of actlog's own."""
    text = Text(lambda: io.BytesIO(data), "the file")
    of = own.of_objects if text.start.lstrip().startswith("{") else own.of_csv
    return of(text.lines(), problems, ignore_extra=ignore_extra)


def rows(
    data: bytes, *, now: datetime = NOW, ignore_extra: bool = False
) -> tuple[list[Incoming], Problems]:
    """Return the rows of a file, and what is wrong with the others."""
    problems = Problems()
    table = table_of(data, problems, ignore_extra=ignore_extra)
    return list(RowReader(table, Kinds(MODEL), now).read_all(problems)), problems


def clean(text: str, what: str) -> str | None:
    """Return a text as its field holds it, None where the field refuses it."""
    try:
        if what == "tag":
            return clean_tag(text)
        if what == "objection":
            return clean_objections(text)[0]
        return clean_name(text, "it") if what == "name" else clean_text(text, "it")
    except FieldError:
        return None


def _clean(what: str) -> st.SearchStrategy[str]:
    awkward = st.text("'=+-@,;\"\t\r\n \u00e9\U0001f600\u0661abc", max_size=8)
    texts = st.one_of(st.text(max_size=8), awkward)
    return texts.map(lambda text: clean(text, what) or "x")


zones = st.integers(-14 * 60, 14 * 60).map(lambda n: timezone(timedelta(minutes=n)))
instants = st.builds(datetime.fromtimestamp, st.integers(631_238_400, 1_795_000_000), zones)
days = st.dates(LONG_AGO, date(2026, 11, 22))
moments = st.one_of(days.map(lambda day: Moment(day=day)), instants.map(Moment.of))
names = st.none() | _clean("name")
texts = st.none() | _clean("text")


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    """Return an entry as the log can hold it, without its numbers."""
    moment = draw(moments)
    kind, outcome = draw(st.sampled_from(SAYINGS))
    tags: Sequence[str] = draw(st.lists(_clean("tag"), max_size=3, unique=True))
    return Entry(
        day=moment.day,
        at=moment.at,
        kind=kind,
        outcome=outcome,
        count=draw(st.integers(1, 200)),
        account=draw(st.sampled_from((None, "Acme", "ACME", "globex")) | names),
        contact=draw(st.sampled_from((None, "Dana")) | names),
        minutes=draw(st.none() | st.integers(0, MOST_MINUTES)),
        value_cents=draw(st.none() | st.integers(0, MOST_CENTS)),
        source=draw(names),
        persona=draw(names),
        tags=tuple(tags),
        note=draw(texts),
        planned=draw(st.none() | moments),
        next=draw(texts),
        due=draw(st.none() | moments),
        done=draw(st.none() | moments),
        story=draw(st.none() | st.uuids().map(lambda uid: uid.hex)),
        objection=draw(st.lists(_clean("objection"), max_size=3, unique_by=name_key).map(tuple)),
    )
