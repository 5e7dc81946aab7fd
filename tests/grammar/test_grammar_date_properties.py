"""What holds for every date, every time, every week start and any text at all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import partial
from typing import TypeVar

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from actlog.domain.entry import Moment
from actlog.domain.week import Week
from actlog.grammar.dates import (
    EARLIEST,
    LATEST,
    DateError,
    Phrase,
    combine,
    echo,
    is_date_word,
    read,
)
from actlog.grammar.datewords import DAYS, MONTH_NAMES, MONTHS, NUMBERS, UNITS, WEEKDAYS
from actlog.grammar.periods import Period, period, span, which_week
from actlog.grammar.phrases import read_phrase
from tests.grammar.said import zone

NOW = datetime(2026, 11, 23, 10, 41, 30, tzinfo=UTC)
ZONES = ("UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Pacific/Kiritimati")

any_day = st.dates(EARLIEST, LATEST)
a_past_day = st.dates(EARLIEST, NOW.date())
any_instant = st.integers(9_999_999, 7_000_000_000).map(lambda at: datetime.fromtimestamp(at, UTC))
starts_on = st.integers(0, 6)
an_order = st.sampled_from([None, "dmy", "mdy", "ymd"])
a_clock = st.times().map(lambda clock: clock.replace(microsecond=0))

FRAGMENTS = (
    *("now", "today", "yesterday", "day", "before", "after", "tomorrow", "the", "on", "at", "in"),
    *("last", "this", "next", "week", "month", "of", "ago", "and", "half", "night", "morning"),
    *("2", "31", "2nd", "31st", "2026", "1200", "0930", "9:30", "9.30am", "3pm", "pm", "-1d"),
    *("11/2", "2026-11-20", "2026-W47-5", "2026-11-20T10:00", "-2d", "1h", "20m", "1.5h"),
    *("3.days.ago", "2.nov", "..", "mon..wed", "1..2", "since", "call", "@acme", "'", "-", "z"),
    *("99999999", "0", "00:00", "24:00", "29", "feb", "june", "2026-02-30", "0000-00-00", "t"),
    *("2:30+02:00", "1/1/1/1", "a.m.", "2nd,", "nov."),
    *sorted({*WEEKDAYS, *MONTHS, *NUMBERS, *UNITS}),
)
fragments = st.sampled_from(FRAGMENTS)
glue = st.sampled_from([" ", ".", "", ":", "-", "/", ".."])
any_words = st.lists(
    fragments
    | st.text(max_size=12)
    | st.tuples(fragments, glue, fragments).map("".join)
    | st.from_regex(r"[0-9]{1,4}[-:./w ]?[0-9]{1,3}[-:./tT+z]?[0-9]{0,4}[a-z]{0,3}\Z"),
    max_size=7,
)

Answer = TypeVar("Answer")


def _answer(ask: Callable[[], Answer]) -> Answer | DateError:
    """Return the answer, or the refusal."""
    try:
        return ask()
    except DateError as error:
        return error


def _read(
    words: list[str], *, ahead: bool = True, starts: int = 0, order: str | None = None
) -> Phrase | None:
    return read(words, now=NOW, ahead=ahead, order=order, starts=starts)


@given(day=any_day, starts=starts_on, order=an_order)
@example(day=EARLIEST, starts=0, order=None)
@example(day=LATEST, starts=6, order="dmy")
def test_every_day_is_read_back_from_every_way_of_writing_it(
    day: date, starts: int, order: str | None
) -> None:
    year, week, weekday = day.isocalendar()
    month = MONTH_NAMES[day.month - 1]
    texts = [
        day.isoformat(),
        f"{day.day} {month} {day.year}",
        f"{month[:3]} {day.day} {day.year}",
        f"{DAYS[day.weekday()]} {day.isoformat()}",
        f"{day.day}.{month}.{day.year}",
        f"{day.year}/{day.month}/{day.day}",
        f"{day.year}-{day.timetuple().tm_yday:03}",
    ]
    if EARLIEST.year <= year <= LATEST.year:
        texts.append(f"{year}-W{week:02}-{weekday}")
    for text in texts:
        words = text.split()
        found = _read(words, starts=starts, order=order)
        assert found is not None
        assert found.size == len(words)
        assert combine([found], now=NOW, ahead=True) == Moment(day=day)


@given(at=any_instant, minutes=st.integers(-840, 840))
def test_every_instant_is_read_back_from_iso(at: datetime, minutes: int) -> None:
    moment = Moment.of(at.astimezone(timezone(timedelta(minutes=minutes))))
    found = _read([moment.iso()])
    assert found is not None
    again = combine([found], now=NOW, ahead=True)
    assert (again.day, again.iso()) == (moment.day, moment.iso())


@given(at=any_instant, name=st.sampled_from(ZONES))
def test_every_local_instant_is_read_back_from_day_and_clock_or_is_doubled(
    at: datetime, name: str
) -> None:
    with zone(name):
        local = at.astimezone()
        found = _read([local.date().isoformat(), local.time().isoformat()])
        assert found is not None
        answer = _answer(lambda: combine([found], now=NOW, ahead=True))
    if isinstance(answer, DateError):
        assert answer.message.startswith("the clocks show")
        assert local.isoformat()[19:] in str(answer.hint)
    else:
        assert (answer.day, answer.iso()) == (local.date(), Moment.of(local).iso())


@given(day=a_past_day, clock=a_clock)
def test_what_is_echoed_names_the_day_again(day: date, clock: time) -> None:
    for moment in (Moment(day=day), Moment.of(datetime.combine(day, clock, UTC))):
        words = echo(moment, NOW).split()
        found = _read(words, ahead=False)
        assert found is not None
        assert found.size == len(words)
        assert found.day == day


@given(now=any_instant, weekday=st.integers(0, 6), starts=starts_on)
def test_weekdays_lie_where_they_are_said_to_lie(now: datetime, weekday: int, starts: int) -> None:
    today, name = now.date(), DAYS[weekday]

    def day(words: str, *, ahead: bool) -> date | None:
        found = read(words.split(), now=now, ahead=ahead, order=None, starts=starts)
        return None if found is None else found.day

    back, coming = day(name, ahead=False), day(name, ahead=True)
    assert back is not None
    assert coming is not None
    assert timedelta(0) <= today - back < timedelta(7)
    assert timedelta(0) <= coming - today < timedelta(7)
    this = Week.of(today, starts)
    for which, weeks in (("last", 1), ("this", 0), ("next", -1)):
        there = day(f"{name} of {which} week", ahead=True)
        assert there is not None
        assert there.weekday() == weekday
        assert Week.of(there, starts) == this.back(weeks)
    assert day(f"next {name}", ahead=True) == day(f"{name} of next week", ahead=True)
    there = day(f"{name} of last week", ahead=False)
    last = _answer(lambda: day(f"last {name}", ahead=False))
    assert last == there or (isinstance(last, DateError) and back != there)


@given(words=any_words, ahead=st.booleans(), starts=starts_on, order=an_order)
def test_any_text_is_a_phrase_or_none_or_a_clean_refusal(
    words: list[str], *, ahead: bool, starts: int, order: str | None
) -> None:
    found = _answer(lambda: _read(words, ahead=ahead, starts=starts, order=order))
    if found is None:
        return
    assert 1 <= found.size <= len(words)
    if isinstance(found, DateError):
        assert "\n" not in found.message
        return
    phrase = found
    moment = _answer(lambda: combine([phrase], now=NOW, ahead=ahead))
    if isinstance(moment, DateError):
        assert moment.size == phrase.size
        return
    assert EARLIEST <= moment.day <= LATEST
    assert ahead or (moment.day <= NOW.date() and (moment.at is None or moment.at <= NOW))
    assert Moment.from_iso(moment.iso()) == moment


@given(words=any_words, ahead=st.booleans())
def test_the_quick_look_at_the_first_word_misses_no_date(words: list[str], *, ahead: bool) -> None:
    quick = _answer(lambda: _read(words, ahead=ahead))
    thorough = _answer(lambda: read_phrase(words, now=NOW, ahead=ahead, order=None, starts=0))
    assert quick == thorough or str(quick) == str(thorough)


@given(words=any_words)
def test_words_behind_a_phrase_do_not_change_what_it_says(words: list[str]) -> None:
    found = _answer(lambda: _read(words))
    if isinstance(found, Phrase):
        assert _read(words[: found.size]) == found


@given(words=any_words, starts=starts_on, order=an_order)
def test_any_text_is_a_period_or_none_or_a_clean_refusal(
    words: list[str], starts: int, order: str | None
) -> None:
    for ask in (period, span):
        found = _answer(partial(ask, words, now=NOW, starts=starts, order=order))
        assert found is None or 1 <= found.size <= len(words)
        assert not isinstance(found, Period) or found.first <= found.last
    week = _answer(lambda: which_week(words, now=NOW, starts=starts, order=order))
    if isinstance(week, DateError):
        assert 1 <= week.size <= len(words)
    else:
        assert week.start.weekday() == starts


@given(first=a_past_day, last=a_past_day, starts=starts_on)
def test_a_range_of_iso_days_is_read_as_it_stands(first: date, last: date, starts: int) -> None:
    words = [f"{first}..{last}"]
    if first > last:
        with pytest.raises(DateError, match="ends before it begins"):
            period(words, now=NOW, starts=starts, order=None)
    else:
        for ask in (period, span):
            found = ask(words, now=NOW, starts=starts, order=None)
            assert found is not None
            assert (found.first, found.last, found.size) == (first, last, 1)


@given(day=any_day, starts=starts_on)
def test_the_week_of_a_day_is_found_by_its_date_and_by_its_label(day: date, starts: int) -> None:
    week = Week.of(day, starts)
    assert which_week([day.isoformat()], now=NOW, starts=starts, order=None) == week
    if starts == 0 and week.start >= EARLIEST and week.end <= LATEST:
        assert which_week([week.label], now=NOW, starts=0, order=None) == week


@given(word=st.text(max_size=20) | fragments)
def test_any_name_is_a_date_word_or_not(word: str) -> None:
    assert is_date_word(word) in (True, False)
