"""From what looks wrong to what is said of it, and the command that mends it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from actlog.analysis.check import findings
from actlog.analysis.sayings import Speech
from actlog.domain.findings import Fault
from actlog.domain.model_week import Kind, ModelWeek, Outcome
from actlog.domain.odd import RULES, Odd
from actlog.grammar.suggest import nearest
from actlog.grammar.tokens import quote
from tests.rep import CALENDAR

MODEL = ModelWeek(
    name="trial",
    activities=(
        Kind(name="meeting_held", plural="meetings held", closes="meeting_set"),
        Kind(name="meeting_set"),
        Kind(name="connect", of="call", of_outcomes=("connected",)),
        Kind(name="call", outcomes=(Outcome(name="connected", cls="moved"),), max_per_entry=200),
    ),
    results=(Kind(name="deal_won", result=True),),
    calendar=CALENDAR,
)
SPEECH = Speech(quote=quote, nearest=nearest, day=date.isoformat)
DAY = date(2026, 11, 20)


def odd(rule: str, **parts: Any) -> Odd:
    entries = parts.setdefault("entries", (7,))
    return Odd(**{"rule": rule, "kind": "call", "first": entries[0], "day": DAY, **parts})


def said(rule: str, **parts: Any) -> Fault:
    (finding,) = findings([odd(rule, **parts)], MODEL, SPEECH)
    assert finding.id == rule
    return finding


SAID: list[tuple[Callable[[], Fault], str, str, str]] = [
    (
        lambda: said("unknown-kind", kind="trade fair", entries=(7, 9)),
        "2 entries of trade fair, a kind that the model week does not have",
        "#7 of 2026-11-20 counts in no week",
        "actlog model add 'trade fair'",
    ),
    (
        lambda: said("unknown-kind", kind="cal", account="acme"),
        "1 entry of cal, a kind that the model week does not have",
        "#7 of 2026-11-20 @acme counts in no week; meant call?",
        "actlog edit 7 call",
    ),
    (
        lambda: said("unknown-kind", kind="connect"),
        "1 entry of connect, which is counted from call and not logged",
        "#7 of 2026-11-20 counts nothing",
        "actlog edit 7 call connected",
    ),
    (
        lambda: said("unknown-outcome", what="conected"),
        "1 entry of call with the outcome conected, which is not declared",
        "#7 of 2026-11-20; meant connected?",
        "actlog edit 7 connected",
    ),
    (
        lambda: said("unknown-outcome", kind="meeting_held", what="no show"),
        "1 entry of meeting held with the outcome no show, which is not declared",
        "#7 of 2026-11-20; meant no-show?",
        "actlog edit 7 no-show",
    ),
    (
        lambda: said("unknown-outcome", kind="deal_won", what="big one"),
        "1 entry of deal won with the outcome big one, which is not declared",
        "#7 of 2026-11-20",
        "actlog model set 'deal_won.outcomes.big one' CLASS",
    ),
    (
        lambda: said("unknown-kind", kind="cal", entries=(7, 8)),
        "2 entries of cal, a kind that the model week does not have",
        "#7 of 2026-11-20 counts in no week; meant call?",
        "actlog model rename cal call",
    ),
    (
        lambda: said("unknown-outcome", what="conected", entries=(7, 8)),
        "2 entries of call with the outcome conected, which is not declared",
        "#7 of 2026-11-20; meant connected?",
        "actlog model rename call.conected call.connected",
    ),
    (
        lambda: said("future"),
        "1 entry of call still to come: what is logged has happened",
        "#7 of 2026-11-20",
        "actlog edit 7 today",
    ),
    (
        lambda: said("over-maximum", figure=5000, usual=200),
        "1 entry of call above the 200 that one entry may count",
        "#7 of 2026-11-20 counts 5,000",
        "actlog edit 7 50 calls",
    ),
    (
        lambda: said("over-maximum", kind="meeting_set", figure=2000, usual=1000),
        "1 entry of meeting set above the 1,000 that one entry may count",
        "#7 of 2026-11-20 counts 2,000",
        "actlog edit 7 200 meeting_set",
    ),
    (
        lambda: said("missing-field", what="for", entries=(7, 8)),
        "2 entries of call without a planned date, which is required",
        "#7 of 2026-11-20",
        "actlog edit 7 for:WHEN",
    ),
    (
        lambda: said("long-minutes", figure=1200, usual=540),
        "1 entry of call longer than a working day",
        "#7 of 2026-11-20 took 1,200 minutes",
        "actlog edit 7 120m",
    ),
    (
        lambda: said("unusual-day", figure=500, usual=60),
        "500 calls on 2026-11-20, far above any usual day",
        "but for two days, the most ever was 60",
        "actlog edit 7 50 calls",
    ),
    (
        lambda: said("unusual-day", kind="meeting_set", figure=50, usual=2, entries=(7, 8)),
        "50 meetings set on 2026-11-20, far above any usual day",
        "but for two days, the most ever was 2",
        "actlog list meeting_set 2026-11-20",
    ),
    (
        lambda: said("unusual-value", kind="deal_won", what="nothing", figure=0),
        "1 entry of deal won worth 0",
        "#7 of 2026-11-20",
        "actlog edit 7 value:AMOUNT",
    ),
    (
        lambda: said("unusual-value", kind="deal_won", what="much", figure=9 * 10**8, usual=10**6),
        "1 entry of deal won worth 100 times the usual or more",
        "#7 of 2026-11-20 is worth 9,000,000; half are worth 10,000 or less",
        "actlog edit 7 value:90000",
    ),
    (
        lambda: said("unusual-value", kind="deal_won", what="little", figure=1850, usual=1_800_000),
        "1 entry of deal won worth a 100th of the usual or less",
        "#7 of 2026-11-20 is worth 18.50; half are worth 18,000 or less",
        "actlog edit 7 value:18500",
    ),
    (
        lambda: said("near-accounts", name="it's me", what="its me", figure=1, usual=1200),
        "the accounts it's me and its me may be one",
        "it's me has 1 entry (#7), its me 1,200",
        """actlog accounts @"it's me" --merge 'its me'""",
    ),
    (
        lambda: said("near-contacts", name="danna", what="dana", figure=2, usual=9, account="a b",
                     entries=(7, 8)),
        "the contacts danna and dana of a b may be one",
        "danna has 2 entries, dana 9",
        "actlog accounts @'a b'/danna --merge dana",
    ),
    (
        lambda: said("held-without-set", kind="meeting_held", account="a b"),
        "1 entry of meeting held with no meeting set before",
        "#7 of 2026-11-20 @a b",
        "actlog log meeting_set @'a b' 2026-11-20",
    ),
    (
        lambda: said("lost-story", kind="meeting_held"),
        "1 entry of meeting held about a meeting that is not in the log",
        "#7 of 2026-11-20",
        "actlog edit 7 -story",
    ),
    (
        lambda: said("closed-twice", kind="meeting_held", what="uid", entries=(5, 7), first=7),
        "2 entries of meeting held that end one and the same meeting",
        "the latest is #7 of 2026-11-20",
        "actlog rm 7",
    ),
    (
        lambda: said("overdue-step", what="send quote", account="acme", entries=(7, 8)),
        "2 next steps open for more than 60 days after the day due",
        "#7 of 2026-11-20 @acme: send quote",
        "actlog done 7",
    ),
    (
        lambda: said("logged-twice", usual=6, entries=(7, 8, 9, 11)),
        "4 entries of call that another line said already",
        "#7 of 2026-11-20 repeats #6",
        "actlog rm 7-9 11",
    ),
    (
        lambda: said("imported-twice", what="57", figure=12, entries=tuple(range(7, 18))),
        "11 entries of operation 57 that the log had already",
        "from #7 of 2026-11-20 on; the operation has 12 entries",
        "actlog rm 7-17",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("finding", "title", "detail", "mend"), SAID)
def test_each_rule_says_what_where_and_how_to_mend_it(
    finding: Callable[[], Fault], title: str, detail: str, mend: str
) -> None:
    found = finding()
    assert (found.title, found.detail, found.next) == (title, detail, mend)


def test_every_rule_is_said() -> None:
    assert {finding().id for finding, *_ in SAID} == set(RULES)


def test_findings_stand_by_gravity_and_by_size() -> None:
    small, large = odd("future", entries=(1,)), odd("future", entries=(2, 3), kind="meeting_set")
    found = findings([odd("overdue-step"), small, large, odd("unknown-kind")], MODEL, SPEECH)
    assert [(one.id, one.level, one.entries) for one in found] == [
        ("unknown-kind", "act", (7,)),
        ("future", "act", (2, 3)),
        ("future", "act", (1,)),
        ("overdue-step", "watch", (7,)),
    ]


def test_one_slip_makes_one_finding() -> None:
    over, day = odd("over-maximum", figure=5000, usual=200), odd("unusual-day", entries=(6, 7))
    again = odd("imported-twice", what="3", figure=3, entries=(4, 5, 6))
    line = odd("logged-twice", usual=1, entries=(6, 9))
    found = findings([over, day, again, line], MODEL, SPEECH)
    assert [(one.id, one.entries) for one in found] == [
        ("over-maximum", (7,)),
        ("imported-twice", (4, 5, 6)),
        ("logged-twice", (9,)),
    ]
    assert found[-1].detail == "#9 of 2026-11-20"
    alone = findings([again, odd("logged-twice", usual=1, entries=(6,))], MODEL, SPEECH)
    assert [one.id for one in alone] == ["imported-twice"]


def test_evidence_is_in_the_units_of_the_log() -> None:
    money = said("unusual-value", what="much", figure=9 * 10**8, usual=10**6).evidence
    assert (money.n, money.value, money.high) == (1, 9_000_000, 10_000)
    count = said("over-maximum", figure=5000, usual=200, entries=(7, 8)).evidence
    assert (count.n, count.value, count.high) == (2, 5000, 200)


def test_a_command_removes_a_thousand_entries_a_run_and_twenty_runs_at_most() -> None:
    far = said("logged-twice", entries=tuple(range(1, 2502))).next
    assert far == "actlog rm 1-1000 1001-2000 2001-2501"
    apart = said("logged-twice", entries=tuple(range(1, 100, 2))).next or ""
    assert apart.split()[2:] == [str(number) for number in range(1, 41, 2)]
