"""What of the coach's last word still stands, and which finding is the top one."""

from datetime import date

from actlog.analysis.coach.advice import ASK_FOR_MORE, BUSY, ORDER
from actlog.analysis.coach.kept import OF_THE_WEEK, SETTLED, Kept, heard, renewed, to_keep, top
from actlog.domain.findings import Finding
from actlog.domain.plain import Level
from tests.rep import CALL, CONNECT, FOLLOW_UP, MODEL, PROPOSAL

TODAY = date(2026, 11, 25)


def finding(name: str, level: Level = "act", kind: str | None = None) -> Finding:
    return Finding(id=name, level=level, title=name, detail="", kind=kind, next="rest")


def kept(*names: str) -> Kept:
    return Kept(
        operation=7,
        day=TODAY,
        week=date(2026, 11, 23),
        model=1,
        program="1",
        findings=tuple([finding(name) for name in names]),
    )


def test_a_rule_is_of_the_week_or_settled_but_never_both() -> None:
    assert not OF_THE_WEEK & SETTLED
    assert set(ORDER) >= SETTLED
    assert set(ORDER) >= ASK_FOR_MORE


def test_all_stands_until_something_happens() -> None:
    said = kept("drought", "rate-changed")
    assert said.standing(set(), MODEL) == said.findings
    assert [one.id for one in said.standing({"call"}, MODEL)] == ["rate-changed"]
    assert [one.id for one in said.standing(None, MODEL)] == ["rate-changed"]


def test_what_is_about_an_activity_stands_until_something_of_its_group_is_logged() -> None:
    calls, mails = CALL.replace(group="prospecting"), PROPOSAL.replace(group="prospecting")
    model = MODEL.replace(activities=(calls, mails, CONNECT, FOLLOW_UP))
    said = kept().replace(findings=(finding("drought", kind="call"),))
    assert said.standing({"follow_up", "unknown"}, model) == said.findings
    for name in ("call", "proposal", "connect"):
        assert said.standing({"follow_up", name}, model) == ()


def test_a_later_day_has_its_own_findings_beside_the_settled_ones() -> None:
    said = kept("drought", "rate-changed", BUSY)
    model = MODEL.replace(activities=(CALL.replace(group="prospecting"), FOLLOW_UP))
    today = [finding("drought", kind="call"), finding("drought", kind="follow_up")]
    today += [finding("overdue-steps"), finding("bookend")]
    assert [(one.id, one.kind) for one in renewed(said, today, model)] == [
        (BUSY, None),
        ("drought", "follow_up"),
        ("rate-changed", None),
        ("overdue-steps", None),
    ]


def test_what_the_week_works_out_itself_and_what_asks_for_nothing_is_not_kept() -> None:
    found = (finding("gap"), finding("drought"), finding("weeks-missing", "info"))
    assert [one.id for one in to_keep(found)] == ["drought"]


def test_the_word_for_the_answer_is_settled_and_the_first() -> None:
    assert kept("drought", "rate-changed", "bookend").word == "rate-changed"
    assert kept("drought").word is None
    assert (kept("drought").busy, kept("drought", BUSY).busy) == (False, True)


def test_the_top_finding_is_the_weightiest_that_no_table_says() -> None:
    live = (finding("gap"), finding("turn-to"), finding("week-off", "info"))
    assert top(live, ()) == finding("turn-to")
    assert top(live, (finding("drought"), finding("bookend", "watch"))) == finding("drought")
    assert top((finding("gap"), finding("out-of-reach", "watch")), ()) is None


def test_a_week_does_not_ask_the_busy_for_more_of_the_same() -> None:
    model = MODEL.replace(activities=(CALL.replace(group="prospecting"), FOLLOW_UP))
    live = (finding("turn-to", kind="call"), finding("turn-to", kind="follow_up"))
    assert heard(live, (finding("drought"),), model) == live
    assert heard(live, (finding(BUSY),), model) == live[1:]
