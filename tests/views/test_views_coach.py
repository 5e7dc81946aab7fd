"""The coach's screen: findings with what they rest on, and what is kept back."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from actlog.analysis.coach.advice import Advice
from actlog.domain.findings import Evidence, Finding
from actlog.views.coach import coach_screen, evidence, finding_lines, plain
from actlog.views.theme import Theme
from tests.rep import at, report
from tests.screens import console, shown

NOW = at("2026-11-25 13:00")
ACT = Finding(
    id="open-meetings",
    level="act",
    title="2 meetings are over, and nobody said how",
    detail="the show rate leaves them out; the oldest with [b]acme[/b]\x1b[2J was 5 days ago",
    evidence=Evidence(n=2),
    next="actlog meetings",
)
TESTED = Finding(
    id="cherry-picking",
    level="watch",
    title="few new accounts: you go where you have been",
    detail="10% of the accounts touched in 4 weeks were new to you, 50% before",
    evidence=Evidence(weeks=13, n=40, value=0.1, low=0.04, high=0.2, p=0.0014, q=0.0042),
    next="put five names that the log does not know on tomorrow's list, first",
)
INFO = Finding(id="weeks-missing", level="info", title="collecting", detail="soon", next="log")
MORE = Finding(
    id="gap", level="act", title="calls: 5 to go", detail="behind", next="actlog log call"
)
ADVICE = Advice(findings=(ACT, TESTED, INFO), held=(TESTED,), withheld=(MORE,), rules=12, tests=3)

FEW = """\
Jo's model week · 2026-W48 · Mon 23 - Sun 29 Nov · day 3 of 5

> 2 meetings are over, and nobody said how
  the show rate leaves them out; the oldest with [b]acme[/b]\\x1b[2J was 5 days
  ago
  next: actlog meetings

! few new accounts: you go where you have been
  10% of the accounts touched in 4 weeks were new to you, 50% before (13 weeks ·
  n 40 · 0.1, 0.04 to 0.2 · p 0.0014, q 0.0042)
  next: put five names that the log does not know on tomorrow's list, first

12 rules asked · 3 tests ran · 1 held back · 3 more: actlog coach --all
"""

REST = """\
- collecting
  soon
  next: log

held back: among so many tests it may be chance
! few new accounts: you go where you have been
  10% of the accounts touched in 4 weeks were new to you, 50% before (13 weeks ·
  n 40 · 0.1, 0.04 to 0.2 · p 0.0014, q 0.0042)
  next: put five names that the log does not know on tomorrow's list, first

not said now: it asks for more of the same, or praises it
> calls: 5 to go
  behind
  next: actlog log call

12 rules asked · 3 tests ran · 1 held back
"""


def screen(*, every: bool = False, width: int = 80, encoding: str = "utf-8") -> str:
    on = console(width=width, encoding=encoding)
    return shown(on, coach_screen(ADVICE, report([], NOW), Theme.of(on), every=every))


def test_the_few_stand_with_what_they_rest_on_and_what_to_do() -> None:
    assert screen() == FEW


def test_all_shows_what_is_held_back_and_what_is_not_said_now() -> None:
    few = FEW.rpartition("\n\n")[0]
    assert screen(every=True) == f"{few}\n\n{REST}"


@pytest.mark.parametrize("width", [40, 60, 100])
@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
def test_it_fits_every_width_in_every_encoding(width: int, encoding: str) -> None:
    text = screen(every=True, width=width, encoding=encoding)
    assert all(cell_len(line) <= width for line in text.splitlines())
    assert text.isascii() or encoding != "ascii"


def test_evidence_says_what_there_is_and_no_more() -> None:
    theme = Theme.of(console())
    assert evidence(Evidence(), theme) == ""
    assert evidence(Evidence(weeks=1, value=3.0), theme) == "1 week"
    assert evidence(Evidence(weeks=0, n=0), theme) == ""
    assert evidence(Evidence(n=1200, p=0.0002), theme) == "p under 0.001"
    told = evidence(Evidence(value=240.0, low=198.4, high=1280.0), theme)
    assert told == "240, 198 to 1,280"
    told = evidence(Evidence(weeks=13, n=40, value=0.5, low=0.4, high=0.6), theme)
    assert told == "13 weeks · n 40 · 0.5, 0.4 to 0.6"


def test_a_long_sentence_that_rests_on_nothing_more_has_no_brackets() -> None:
    one = ACT.replace(title="meetings " * 9, detail="soon", evidence=Evidence(n=2))
    lines = "\n".join([line.plain for line in finding_lines(one, Theme.of(console()))])
    assert lines.endswith("\n  soon\n  next: actlog meetings")


def test_json_has_every_finding_and_how_many_are_shown_unasked() -> None:
    data = plain(ADVICE, report([], NOW))
    assert [one["id"] for one in data["findings"]] == [
        "open-meetings",
        "cherry-picking",
        "weeks-missing",
    ]
    assert (data["few"], data["rules"], data["tests"]) == ([0, 1], 12, 3)
    assert [one["id"] for one in data["withheld"]] == ["gap"]
