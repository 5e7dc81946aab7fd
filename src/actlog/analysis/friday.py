"""The page for Friday: a week beside its averages, what was heard, promised, and is promised."""

from __future__ import annotations

from actlog.analysis.objections import Objection
from actlog.analysis.promises import Standing
from actlog.analysis.week_report import WeekReport
from actlog.domain.entry import Entry
from actlog.domain.findings import Finding
from actlog.domain.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MARK = "heard"
"""The tag that marks a note for the page."""

MOST = 3
"""How many findings, and how many things heard, are on the page."""

_SAID_ELSEWHERE = frozenset(("promise", "gap", "begin", "model-unread", "weeks-missing"))
"""Findings that the page says by itself, or that are no matter for two."""


class Page(Record):
    """All of the page, on the screen, as Markdown and as JSON alike.

    `findings` are what stands out. `notes` are entries whose notes the rep marked, the latest
    first, and `objections` the most frequent of the week: `MOST` of both together. `promised`
    is what was promised for the week, `coming` what is for the week after it;
    `coach` is the coach's word on the current week.
    """

    report: WeekReport
    findings: tuple[Finding, ...]
    notes: tuple[Entry, ...]
    objections: tuple[Objection, ...]
    promised: Standing | None
    coming: Standing | None
    coach: Finding | None


def page(
    report: WeekReport,
    findings: Iterable[Finding],
    marked: Sequence[Entry],
    objections: Sequence[Objection],
    promised: Standing | None,
    coming: Standing | None,
    coach: Finding | None = None,
) -> Page:
    """Return the page of a week.

    `findings` stand the most important first, `marked` entries of the week oldest first, and
    `objections`, those of the week, the most frequent first.
    """
    notes = [entry for entry in reversed(marked) if entry.note][:MOST]
    told = [one for one in findings if one.id not in _SAID_ELSEWHERE and one.level != "info"]
    return Page(
        report=report,
        findings=tuple(told[:MOST]),
        notes=tuple(notes),
        objections=tuple(objections[: MOST - len(notes)]),
        promised=promised,
        coming=coming,
        coach=coach,
    )
