"""The rules about who waits for the rep."""

from datetime import date, datetime

from actlog.analysis.coach import people_rules
from actlog.analysis.coach.facts import Facts
from actlog.analysis.meetings import follow
from actlog.analysis.touched import Overdue, People, Quiet
from actlog.domain.entry import Moment
from actlog.domain.story import Step
from tests.analysis.coach.told import facts, said, the
from tests.rep import HELD, SET, at

NOW = at("2026-11-25 13:00")


def booked(planned: Moment, account: str | None = "acme", number: int = 1) -> Step:
    day = date(2026, 11, 2)
    return Step(
        (number, f"uid{number}", day, None, SET.name, 1, None, account, None, planned, None)
    )


def told(*steps: Step) -> Facts:
    return facts([], NOW, told=(follow(SET, HELD, steps),))


def people(
    *,
    quiet: Quiet | None = None,
    overdue: Overdue | None = None,
    names: dict[int, str] | None = None,
) -> Facts:
    known = People(
        quiet=quiet or Quiet(accounts=0, of=0), overdue=overdue or Overdue(), names=names or {}
    )
    return facts([], NOW, people=known)


def test_a_meeting_whose_time_is_over_is_asked_about() -> None:
    known = told(
        booked(Moment(day=date(2026, 11, 24))),
        booked(Moment(day=date(2026, 11, 20)), "globex", 2),
    )
    one = the(people_rules.open_meetings, known, "open-meetings")
    assert one.title == "2 meetings are over, and nobody said how"
    assert one.detail == "the show rate leaves them out; the oldest with globex was 5 days ago"
    assert (one.level, one.evidence.n, one.next) == ("act", 2, "actlog meetings")


def test_a_meeting_is_over_when_its_instant_or_its_day_has_gone() -> None:
    def count(planned: Moment) -> int:
        return len(said(people_rules.open_meetings, told(booked(planned)), "open-meetings"))

    assert count(Moment(day=NOW.date())) == 0
    assert count(Moment.of(datetime.fromisoformat("2026-11-25T13:00:00+00:00"))) == 1
    assert count(Moment.of(datetime.fromisoformat("2026-11-25T13:00:01+00:00"))) == 0
    assert said(people_rules.open_meetings, facts([], NOW), "open-meetings") == []


def test_overdue_steps_are_counted_and_the_oldest_named() -> None:
    late = Overdue(steps=3, account="acme", next="send quote", days=12)
    one = the(people_rules.overdue_steps, people(overdue=late), "overdue-steps")
    assert one.title == "3 next steps are overdue"
    assert one.detail == "the oldest was due 12 days ago: send quote (acme)"
    assert one.next == "actlog due"
    bare = Overdue(steps=1, days=1)
    one = the(people_rules.overdue_steps, people(overdue=bare), "overdue-steps")
    assert (one.title, one.detail) == (
        "1 next step is overdue",
        "the oldest was due yesterday: a next step",
    )
    assert said(people_rules.overdue_steps, people(), "overdue-steps") == []


def test_stale_accounts_are_counted_and_the_most_touched_ones_named() -> None:
    quiet = Quiet(accounts=4, of=25, named=((7, 30, 15), (2, 12, 40)))
    known = people(quiet=quiet, names={7: "acme", 2: "globex"})
    one = the(people_rules.stale_accounts, known, "stale-accounts")
    assert one.title == "4 of 25 accounts are left behind"
    assert one.detail == (
        "no touch for 14 days and nothing agreed: acme (15 days), globex (40 days), and 2 more"
    )
    assert (one.level, one.evidence.n, one.next) == ("watch", 4, "actlog accounts --stale")


def test_where_nobody_is_stale_nothing_is_said_of_it() -> None:
    one = the(people_rules.stale_accounts, people(quiet=Quiet(accounts=1, of=1)), "stale-accounts")
    assert one.title == "1 of 1 account is left behind"
    assert one.detail == "no touch for 14 days and nothing agreed, nor in the last quarter"
    quiet = Quiet(accounts=0, of=25)
    assert said(people_rules.stale_accounts, people(quiet=quiet), "stale-accounts") == []
