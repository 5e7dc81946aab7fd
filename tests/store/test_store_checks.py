"""What looks wrong in the log: every rule where it fires, where it must not, and at its edge."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from actlog.domain.entry import Entry, Moment
from actlog.domain.filter import Filter
from actlog.domain.model_week import Kind, ModelWeek, Outcome
from actlog.domain.odd import RULES, Odd
from actlog.grammar.likeness import near_pairs
from actlog.store import alike, checks, history
from actlog.store import entries as entry_store
from actlog.store.database import Store
from actlog.store.rules import rules
from tests.rep import CALENDAR
from tests.store.logbook import NOW, TODAY, call, log, open_log, remove

CALL = Kind(
    name="call",
    outcomes=(
        Outcome(name="connected", cls="moved"),
        Outcome(name="voicemail", cls="unreached"),
    ),
    max_per_entry=200,
)
MODEL = ModelWeek(
    name="trial",
    activities=(
        Kind(name="meeting_held", closes="meeting_set"),
        Kind(name="meeting_set"),
        Kind(name="connect", of="call", of_outcomes=("connected",)),
        CALL,
        Kind(name="proposal", requires=("account", "value")),
    ),
    results=(Kind(name="deal_won", result=True),),
    calendar=CALENDAR,
)
EVERYTHING = Filter()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_log(tmp_path)
    yield opened
    opened.close()


def look(store: Store, wanted: Filter = EVERYTHING, model: ModelWeek = MODEL) -> list[Odd]:
    scope = checks.scope(store, wanted)
    found = checks.look(store, model, NOW, scope)
    for table in ("account", "contact"):
        found += alike.near_names(store, table, near_pairs, scope)
    return found


def found(store: Store, rule: str) -> list[tuple[int, ...]]:
    """Return the numbers at which a rule points; no other rule may point at anything."""
    odds = look(store)
    assert {odd.rule for odd in odds} <= {rule}
    return [odd.entries for odd in odds]


def days_ago(days: int, kind: str = "call", **parts: Any) -> Entry:
    return Entry(day=TODAY - timedelta(days=days), kind=kind, **parts)


def at(clock: str, **parts: Any) -> Entry:
    moment = datetime.fromisoformat(f"2026-11-23T{clock}+00:00")
    return Entry(**{"kind": "call", "day": moment.date(), "at": moment, **parts})


def test_every_rule_has_a_query_or_compares_names() -> None:
    assert {*rules(MODEL, NOW), "near-accounts", "near-contacts"} == set(RULES)


def test_a_plain_log_has_nothing_odd(store: Store) -> None:
    log(store, call(), call(count=200, outcome="connected"), Entry(day=TODAY, kind="meeting_set"))
    log(store, Entry(day=TODAY, kind="deal_won", value_cents=100))
    assert look(store) == []


def test_kinds_that_the_model_lacks_are_odd_and_so_are_logged_measures(store: Store) -> None:
    log(store, call(), call(kind="booth"), call(kind="booth"), call(kind="connect"))
    assert found(store, "unknown-kind") == [(2, 3), (4,)]
    remove(store, 2, 3, 4)
    assert look(store) == []


def test_outcomes_are_odd_where_their_kind_does_not_declare_them(store: Store) -> None:
    log(store, call(outcome="connected"), call(outcome="met"), call(outcome="cancelled"))
    log(store, Entry(day=TODAY, kind="meeting_held", outcome="cancelled", account="a"))
    log(store, Entry(day=TODAY, kind="meeting_set", account="a"))
    assert found(store, "unknown-outcome") == [(3,), (2,)]


def test_each_missing_field_is_told_apart(store: Store) -> None:
    whole = {"kind": "proposal", "account": "acme", "value_cents": 100}
    log(store, call(**whole), call(**whole | {"account": None}))
    log(store, call(kind="proposal"))
    odds = {odd.what: odd.entries for odd in look(store)}
    assert odds == {"account": (2, 3), "value": (3,)}


def test_a_count_is_odd_from_one_above_the_most(store: Store) -> None:
    log(store, call(count=200), call(count=201), call(count=5000))
    (odd,) = look(store)
    assert (odd.rule, odd.entries, odd.first) == ("over-maximum", (2, 3), 3)
    assert (odd.figure, odd.usual) == (5000, 200)


def test_minutes_are_odd_beyond_a_working_day(store: Store) -> None:
    log(store, call(minutes=0), call(minutes=540), call(minutes=541))
    assert found(store, "long-minutes") == [(3,)]


@pytest.mark.parametrize(
    ("entry", "odd"),
    [
        (at("10:41"), False),
        (at("10:42"), True),
        (days_ago(0), False),
        (days_ago(-1), True),
        (at("10:41", at=datetime.fromisoformat("2026-11-24T00:30+14:00"), day=date(2026, 11, 24)),
         False),  # it is tomorrow already on Kiritimati
        (at("10:41", at=datetime.fromisoformat("2026-11-23T10:40-01:00")), True),
    ],
)  # fmt: skip
def test_what_is_still_to_come_is_odd_by_its_own_instant(
    store: Store, entry: Entry, odd: bool
) -> None:
    log(store, entry)
    assert found(store, "future") == ([(1,)] if odd else [])


def test_a_day_logged_where_it_had_begun_is_not_still_to_come(store: Store) -> None:
    ahead = datetime.fromisoformat("2026-11-24T00:30+14:00")
    with history.operation(store, "log", "call", ahead) as operation:
        entry_store.add(store, operation, [days_ago(-1)])
    assert look(store) == []


def test_a_day_stamped_by_a_clock_that_ran_ahead_is_still_to_come(store: Store) -> None:
    wrong = datetime.fromisoformat("2027-11-23T10:41+00:00")
    with history.operation(store, "log", "call", wrong) as operation:
        entry_store.add(store, operation, [call(day=wrong.date())])
    assert found(store, "future") == [(1,)]


@pytest.mark.parametrize(
    ("days", "count", "odd"),
    [(19, 91, True), (19, 90, False), (18, 91, False)],
)
def test_a_day_is_odd_above_three_times_the_third_largest_once_there_are_twenty(
    store: Store, days: int, count: int, odd: bool
) -> None:
    log(store, *[days_ago(ago, count=30) for ago in range(1, days + 1)], call(count=count))
    assert found(store, "unusual-day") == ([(days + 1,)] if odd else [])


def test_a_day_of_something_rare_is_odd_only_if_it_is_twenty_more(store: Store) -> None:
    log(store, *[days_ago(ago, "deal_won") for ago in range(1, 30)])
    log(store, call(kind="deal_won", count=20))
    assert look(store) == []
    log(store, call(kind="deal_won"))
    assert found(store, "unusual-day") == [(30, 31)]


def test_the_same_slip_on_two_days_does_not_hide_itself(store: Store) -> None:
    log(store, *[days_ago(ago, count=10) for ago in range(2, 30)])
    log(store, days_ago(1, count=150), call(count=150))
    assert found(store, "unusual-day") == [(29,), (30,)]


@pytest.mark.parametrize(
    ("cents", "odd"),
    [
        (0, "nothing"), (100_000, "much"), (99_999, None), (10, "little"), (11, None),
        (None, None),
    ],
)  # fmt: skip
def test_values_are_odd_at_nothing_and_at_a_hundred_times_or_a_hundredth_of_the_usual(
    store: Store, cents: int | None, odd: str | None
) -> None:
    log(store, *[call(kind="deal_won", value_cents=1000) for _ in range(4)])
    log(store, call(kind="deal_won", value_cents=cents))
    assert [one.what for one in look(store)] == ([odd] if odd else [])


def test_four_values_tell_nothing_of_what_is_usual(store: Store) -> None:
    log(store, *[call(kind="deal_won", value_cents=10) for _ in range(3)])
    log(store, call(kind="deal_won", value_cents=10_000_000))
    assert look(store) == []


def planned(kind: str, day: int, account: str | None = "acme", **parts: Any) -> Entry:
    return days_ago(day, kind, account=account, **parts)


def test_a_meeting_is_held_without_a_set_where_none_was_left_for_its_account(store: Store) -> None:
    log(store, planned("meeting_set", 9), planned("meeting_held", 8))
    log(store, planned("meeting_held", 7), planned("meeting_set", 6), planned("meeting_held", 5))
    log(store, planned("meeting_set", 9, "globex"), planned("meeting_held", 9, "globex"))
    log(store, planned("meeting_held", 1, "stark"), planned("meeting_set", 0, "stark"))
    assert found(store, "held-without-set") == [(3, 8)]


def test_a_meeting_put_off_uses_up_no_set_and_a_no_show_does(store: Store) -> None:
    log(store, planned("meeting_set", 9), planned("meeting_held", 8, outcome="rescheduled"))
    log(store, planned("meeting_held", 7))
    log(store, planned("meeting_set", 9, "b"), planned("meeting_held", 8, "b", outcome="no-show"))
    assert look(store) == []
    log(store, planned("meeting_held", 6, "b"))
    assert found(store, "held-without-set") == [(6,)]


def test_a_story_is_lost_where_no_live_meeting_set_has_its_uid(store: Store) -> None:
    ((first,), (other,)) = (log(store, planned("meeting_set", 9)), log(store, call()))
    log(store, planned("meeting_held", 8, story=first.uid))
    assert look(store) == []
    log(store, planned("meeting_held", 8, "b", story=other.uid))
    assert found(store, "lost-story") == [(4,)]
    remove(store, 4, 1)
    assert found(store, "lost-story") == [(3,)]


def test_two_ends_of_one_meeting_are_odd_unless_it_was_set_again(store: Store) -> None:
    (first,) = log(store, planned("meeting_set", 9))
    log(store, planned("meeting_held", 8, story=first.uid, outcome="rescheduled"))
    log(store, planned("meeting_held", 7, story=first.uid, outcome="no-show"))
    assert look(store) == []
    log(store, planned("meeting_held", 5, story=first.uid))
    assert found(store, "closed-twice") == [(3, 4)]
    log(store, planned("meeting_set", 6, story=first.uid))
    assert look(store) == []


def test_a_no_show_that_is_moved_and_held_is_ended_once(store: Store) -> None:
    (first,) = log(store, planned("meeting_set", 9))
    for days, outcome in ((8, "no-show"), (7, "rescheduled"), (5, None)):
        log(store, planned("meeting_held", days, story=first.uid, outcome=outcome))
    assert look(store) == []


@pytest.mark.parametrize(("days", "odd"), [(60, False), (61, True)])
def test_a_next_step_is_long_overdue_after_sixty_days(store: Store, days: int, odd: bool) -> None:
    due = Moment(day=TODAY - timedelta(days=days))
    done = Moment(day=TODAY)
    log(store, call(next="send quote", due=due), call(next="send quote", due=due, done=done))
    log(store, call(next="send quote"))
    assert found(store, "overdue-step") == ([(1,)] if odd else [])


def test_near_names_are_told_of_once_with_the_one_that_has_fewer_entries(store: Store) -> None:
    log(store, call(account="acme"), call(account="Acme"), call(account="ACME Inc"))
    log(store, call(account="globex", contact="dana"), call(account="acme", contact="danna"))
    (odd,) = look(store)
    assert (odd.rule, odd.name, odd.what) == ("near-accounts", "ACME Inc", "acme")
    assert (odd.entries, odd.figure, odd.usual) == ((3,), 1, 3)


def test_contacts_are_alike_within_an_account_alone(store: Store) -> None:
    log(store, call(account="acme", contact="dana"), call(account="globex", contact="danna"))
    assert look(store) == []
    log(store, call(account="acme", contact="danna"))
    (odd,) = look(store)
    assert (odd.rule, odd.name, odd.account) == ("near-contacts", "danna", "acme")


def test_names_without_live_entries_are_like_no_other(store: Store) -> None:
    log(store, call(account="acme"), call(account="acme inc"))
    remove(store, 2)
    assert look(store) == []


# Logged twice

CONNECTED = {"account": "acme", "outcome": "connected"}


@pytest.mark.parametrize(
    ("first", "again", "odd"),
    [
        (at("09:00:00", **CONNECTED), at("09:02:00", **CONNECTED), True),
        (at("09:00:00", **CONNECTED), at("09:02:01", **CONNECTED), False),
        (at("09:00:00", **CONNECTED), at("09:00:00", **CONNECTED | {"account": "b"}), False),
        (at("09:00:00", **CONNECTED), at("09:00:00", **CONNECTED, minutes=3), False),
        # A busy hour: the same bare call again, or one that may have reached nobody
        (at("09:00:00"), at("09:00:00"), False),
        (at("09:00:00", outcome="connected"), at("09:00:30", outcome="connected"), False),
        (at("09:00:00", account="acme"), at("09:00:30", account="acme"), False),
        (at("09:00:00", account="acme", outcome="voicemail"),
         at("09:00:30", account="acme", outcome="voicemail"), False),
        # What nobody says twice by chance
        (at("09:00:00", note="asked for pricing"), at("09:01:00", note="asked for pricing"), True),
        (at("09:00:00", note="asked for pricing"), at("10:00:00", note="asked for pricing"), False),
        (call(note="asked for pricing"), call(note="asked for pricing"), True),
        (call(note="asked for pricing"), call(note="asked for a price"), False),
        (call(note="a", day=TODAY - timedelta(days=1)), call(note="a"), False),
        (call(kind="deal_won", value_cents=100), call(kind="deal_won", value_cents=100), True),
        (call(kind="meeting_set", account="a"), call(kind="meeting_set", account="a"), True),
    ],
)  # fmt: skip
def test_an_entry_is_logged_twice_where_a_later_line_says_what_nobody_says_twice(
    store: Store, first: Entry, again: Entry, odd: bool
) -> None:
    log(store, first)
    log(store, again)
    assert found(store, "logged-twice") == ([(2,)] if odd else [])
    remove(store, 2)
    assert look(store) == []


def test_equal_entries_of_one_line_are_meant(store: Store) -> None:
    log(store, call(note="x"), call(note="x"), at("09:00", **CONNECTED), at("09:00", **CONNECTED))
    assert look(store) == []


# Imported twice


def batch(size: int = 10, first: int = 0) -> list[Entry]:
    return [call(minutes=minutes) for minutes in range(first, first + size)]


def test_a_file_that_came_in_twice_is_told_from_one_that_is_like_another(store: Store) -> None:
    log(store, *batch(20))
    log(store, *batch(20, first=5))
    assert look(store) == []
    log(store, *batch(10))
    (odd,) = look(store)
    assert (odd.rule, odd.what, odd.figure) == ("imported-twice", "3", 10)
    assert odd.entries == tuple(range(41, 51))


@pytest.mark.parametrize(
    ("known", "new", "odd"), [(10, 1, True), (10, 2, False), (9, 0, False), (9, 1, False)]
)
def test_nine_in_ten_entries_and_ten_at_least_make_an_import_a_repeat(
    store: Store, known: int, new: int, odd: bool
) -> None:
    log(store, *batch(30))
    log(store, *batch(known), *batch(new, first=100))
    assert found(store, "imported-twice") == ([tuple(range(31, 31 + known))] if odd else [])


def test_equal_rows_are_counted_one_by_one(store: Store) -> None:
    log(store, *[call() for _ in range(12)])
    log(store, *[call() for _ in range(24)])
    assert look(store) == []
    log(store, *[call() for _ in range(24)])
    assert found(store, "imported-twice") == [tuple(range(37, 61))]


def test_days_that_no_other_operation_has_say_nothing_of_an_import(store: Store) -> None:
    log(store, *batch(10))
    log(store, *batch(10), *[days_ago(1, minutes=minutes) for minutes in range(90)])
    assert found(store, "imported-twice") == [tuple(range(11, 21))]


# What is asked for, and what was accepted


def test_only_the_entries_asked_for_are_told_of_compared_with_the_whole_log(store: Store) -> None:
    log(store, days_ago(1, note="x", account="acme"), days_ago(1, "booth"), call(kind="booth"))
    log(store, days_ago(1, note="x", account="acme"), call(account="acme inc"))
    wanted = Filter(first=TODAY, last=TODAY)
    assert [(one.rule, one.entries) for one in look(store, wanted)] == [
        ("unknown-kind", (3,)),
        ("near-accounts", (5,)),
    ]
    assert checks.count(store, checks.scope(store, wanted)) == 2
    runs = checks.scope(store, EVERYTHING, [(2, 2), (4, 9)])
    assert checks.count(store, runs) == 3


def accept(store: Store, odds: list[Odd]) -> None:
    with history.operation(store, "check", "--accept", NOW) as operation:
        alike.accept(store, operation, odds)


def test_what_was_accepted_is_not_told_of_again_until_that_is_undone(store: Store) -> None:
    log(store, call(kind="booth"), call(account="acme"), call(account="acme inc"))
    before = look(store)
    assert len(before) == 2
    accept(store, before)
    assert look(store) == []
    log(store, call(kind="booth"), call(account="acme inc"))
    assert [(one.rule, one.entries) for one in look(store)] == [("unknown-kind", (4,))]
    history.undo(store, NOW)
    history.undo(store, NOW)
    assert look(store) == before
    history.redo(store, NOW)
    assert look(store) == []


def test_an_entry_is_accepted_for_one_rule_alone(store: Store) -> None:
    log(store, call(kind="booth", minutes=600))
    accept(store, [odd for odd in look(store) if odd.rule == "unknown-kind"])
    assert [odd.rule for odd in look(store)] == ["long-minutes"]


def test_a_day_is_accepted_with_any_of_its_entries(store: Store) -> None:
    log(store, *[days_ago(ago, count=30) for ago in range(1, 30)], call(count=190), call())
    (odd,) = look(store)
    accept(store, [odd.replace(entries=(30,))])
    assert look(store) == []
