"""What is refused, what it says then, and what is no date at all."""

from __future__ import annotations

import pytest

from actlog.grammar.dates import DateError, is_date_word
from tests.grammar.said import phrase, refused

REFUSED = {
    # still to come
    "tomorrow": "Tue 24 Nov is still to come",
    "day after tomorrow": "Wed 25 Nov is still to come",
    "in 3 days": "Thu 26 Nov is still to come",
    "in 2h": "Mon 23 Nov 12:41 is still to come",
    "this fri": "Fri 27 Nov is still to come",
    "next mon": "Mon 30 Nov is still to come",
    "2026-11-24": "Tue 24 Nov is still to come",
    "2026-11-23T10:42Z": "Mon 23 Nov 10:42 is still to come",
    "2026-11-23T10:42": "10:42 today is still to come",
    "3pm": "15:00 today is still to come",
    "noon": "12:00 today is still to come",
    "10:42": "10:42 today is still to come",
    "today 15:00": "15:00 today is still to come",
    "23 nov 15:00": "15:00 today is still to come",
    "this evening": "the evening is still to come",
    "tonight": "the night is still to come",
    # impossible
    "31 june": "there is no 31 June",
    "june 31": "there is no 31 June",
    "30 feb": "there is no 30 February",
    "29 feb 2026": "there is no 29 February 2026",
    "0 nov": "there is no 0 November",
    "45 dec": "there is no 45 December",
    "25:00": "25:00 is no clock time",
    "24:00": "a day ends at 23:59",
    "9:60": "9:60 is no clock time",
    "9:5": "9:5 is no clock time",
    "13pm": "13pm is no clock time",
    "0am": "0am is no clock time",
    "10:00+16:00": "+16:00 is no UTC offset",
    "2026-13-01": "there is no month 13",
    "2026-02-29": "there is no 29 February 2026",
    "2026-11-31": "there is no 31 November",
    "2025-W53-1": "2025 has no week 53",
    "2026-W47-8": "2026-W47-8 is no day",
    "2026-366": "there is no 2026-366",
    "32nd": "no month has a 32nd",
    "22th": "22th is not spelt right",
    "13/13": "there is no date 13/13",
    "13/12/1960": "there is no date 13/12/1960",
    "1375pm": "1375pm is no clock time",
    "tue 23 nov": "23 nov is not a Tuesday",
    # too far
    "1969-12-31": "1969 is not a year that a log can hold",
    "0001-01-01": "1 is not a year that a log can hold",
    "99999999 days ago": "that is too far from today",
    "99999999999999999999 weeks ago": "that is too far from today",
    "999999999h ago": "that is too far from today",
    "60 years ago": "that is too far from today",
    "-99999d": "that is too far from today",
    "yesterday -99999d": "that is too far from today",
    # two readings, or none
    "11/2": "11/2 can be Wed 11 Feb or Mon 2 Nov",
    "11/2/2026": "11/2/2026 can be Wed 11 Feb or Mon 2 Nov",
    "20/11/26": "20/11/26 can be Fri 20 Nov or Thu 26 Nov 2020",
    "9.30": "9.30 can be a time or a number",
    "midnight": "midnight begins a day and ends one",
    "last week": "last week is not a day",
    "last month": "last month is not a day",
    "2026-W47": "2026-W47 is a week, not a day",
    "2026-11": "2026-11 is a month, not a day",
    "nov 2026": "nov 2026 is a month, not a day",
    "20-11-2026": "20-11-2026 is not read as a date",
    "20.11.2026": "20.11.2026 is not read as a date",
    "1 day 2h ago": "hours, days and months do not add up to one day",
    "half a day ago": "days are counted whole",
    "yesterday tue": "that names 2 days",
    "yesterday 9:00 10:00": "that names 2 times",
    "now yesterday": "that says twice when it was",
    "yesterday -2h": "that says twice when it was",
    "yesterday evening 3:00": "3:00 is not in the evening",
}


def test_a_time_outside_its_part_of_the_day_is_only_moved_to_the_afternoon() -> None:
    assert " say 18:00 " in refused("yesterday evening 6:00")
    assert "leave out morning and name the day" in refused("yesterday morning 15:00")


@pytest.mark.parametrize(("text", "message"), REFUSED.items())
def test_looking_back_refuses(text: str, message: str) -> None:
    assert refused(text).partition(" / ")[0] == message


def test_a_refusal_says_what_would_be_right_and_which_words_are_wrong() -> None:
    assert refused("31 june call") == "there is no 31 June / June has 30 days / 2"
    assert refused("on 31 june") == "there is no 31 June / June has 30 days / 3"
    assert refused("tue 31 june") == "there is no 31 June / June has 30 days / 3"
    assert refused("31.june.9am call") == "there is no 31 June / June has 30 days / 1"
    assert refused("at 25:00").endswith("the day runs from 0:00 to 23:59 / 2")
    assert refused("3pm") == (
        "15:00 today is still to come / say yesterday 15:00, or `for 15:00` for what is planned / 1"
    )
    assert refused("11/2").split(" / ")[1] == (
        "say 2026-02-11 or 2026-11-02, or give the model week a date_order"
    )
    assert refused("yesterday afternoon 3:00").split(" / ")[1] == "say 15:00"
    assert refused("last night 1:00").split(" / ")[1] == "leave out night and name the day"


def test_an_impossible_time_behind_a_day_is_refused_in_its_own_turn() -> None:
    found = phrase("yesterday 25:00")
    assert found is not None
    assert found.size == 1
    with pytest.raises(DateError, match="25:00 is no clock time"):
        phrase("25:00")


def test_an_impossible_day_behind_a_time_is_refused_in_its_own_turn() -> None:
    assert refused("9:30 31 june") == "there is no 31 June / June has 30 days / 2"


def test_too_far_ahead_is_refused() -> None:
    assert refused("in 8600000h", ahead=True).startswith("that is too far from today")
    assert refused("in 974 years", ahead=True).startswith("that is too far from today")
    assert refused("in 400000 days", ahead=True).startswith("that is too far from today")
    assert refused("3000-01-01", ahead=True).startswith("3000 is not a year")


def test_a_clock_set_before_1970_is_refused() -> None:
    assert refused("now", at="1960-01-01T12:00").startswith("that is too far from today")
    assert refused("today", at="1960-01-01T12:00").startswith("that is too far from today")


NO_DATES = (
    *(
        "nowadays",
        "todays",
        "mondays",
        "tuesdayish",
        "monthly",
        "monthly call",
        "yester",
        "9:30ish",
    ),
    *("may", "march", "may call", "3", "3 calls", "10", "a", "a call", "two", "half", "half call"),
    *("2 days", "2 days call", "12h", "45m", "1h30m", "2 hours", "an hour", "ago", "days ago"),
    *("1.5", "12345", "2560", "1275", "20269999", "1-2", "2026-11-20-3", "1/2/3/4", "11/2x"),
    *("call", "@acme", "-", "--", "-x", "on", "the", "at", "in", "on call", "at acme", "in call"),
    *("1h and", "12345am", "2026-W4x-1", "1/2026/3", "111/2", "thirteen days ago"),
    *("next", "last", "this", "next call", "of last week", "morning", "12:30:45:50", "2:30+"),
    *(
        "2:30+02:00:",
        "3.days",
        "yesterday.call",
        "...",
        "..",
        "3..4",
        "٣ days ago",
        "²nd",
        "\uff11\uff10:00",
    ),
)


@pytest.mark.parametrize("ahead", [False, True])
@pytest.mark.parametrize("text", NO_DATES)
def test_what_is_no_date_is_left_alone(text: str, *, ahead: bool) -> None:
    assert phrase(text, ahead=ahead) is None


CLAIMED = (
    *("today", "mon", "Friday", "may", "ago", "last", "for", "due", "two", "a", "noon", "m", "pm"),
    *("no-show", "no_show", "cancelled", "45m", "1h30m", "9:30", "1200", "2nd", "day", "week"),
    *("last_night", "2_days_ago", "in-3-days", "31_june", "hours"),
)
FREE = (
    *("call", "meeting_set", "held", "follow-up", "follow_up", "connect", "first", "second", "set"),
    *("demo-day", "linkedin", "in-mail", "deal_won", "no-answer", "no", "voicemail", "12"),
    *("monthly", "may-fair", ""),
)


@pytest.mark.parametrize("word", CLAIMED)
def test_names_that_a_date_or_a_duration_could_claim(word: str) -> None:
    assert is_date_word(word)


@pytest.mark.parametrize("word", FREE)
def test_names_that_no_date_could_claim(word: str) -> None:
    assert not is_date_word(word)
