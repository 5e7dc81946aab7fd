"""`export --format sqlite`: a database that can be given away, and looked at in Datasette."""

from __future__ import annotations

import os

from actlog.domain.errors import InputError
from actlog.domain.shared import PRIVATE
from actlog.domain.text import visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from actlog.analysis.meetings import Meeting
    from actlog.cli.session import Session
    from actlog.domain.filter import Filter
    from actlog.domain.model_week import Version
    from actlog.domain.shared import MeetingRow
    from actlog.store.sharing import Sharing

ALL = "all"
"""The word that puts every private column back."""


def share(session: Session, wanted: Filter, output: str, private: Sequence[str] = ()) -> int:
    """Write the wanted entries as a database, whole or not at all, and say what was left out.

    `private` names columns of PRIVATE that go along, or ALL. It replaces another file only when
    that is agreed to. Raises InputError, StoreError.
    """
    from actlog.cli.arrivals import number_of_entries
    from actlog.cli.copies import target_of
    from actlog.cli.outputs import may_replace

    columns = _columns(private)
    target = target_of(session.paths.database, output)
    if os.path.lexists(target) and not may_replace(session, output):
        session.out("nothing is written")
        return 1
    shared = _write(session, wanted, target, columns)
    session.out(f"wrote {number_of_entries(shared.entries)} to {visible(output)}")
    if shared.left_out:
        session.out(f"left out: {', '.join(shared.left_out)}")
    return 0


def _columns(words: Sequence[str]) -> list[str]:
    """Return the private columns that are named. Raises InputError for what is none of them."""
    for word in words:
        if word not in {*PRIVATE, ALL}:
            raise InputError(
                f"--with {visible(word)} names no private column",
                f"these are private: {', '.join(PRIVATE)}; --with {ALL} puts them all in",
            )
    return [name for name in PRIVATE if name in words or ALL in words]


def _write(session: Session, wanted: Filter, target: str, private: Collection[str]) -> Sharing:
    import actlog
    from actlog.analysis.every_week import every_week
    from actlog.store.sharing import sharing

    versions, today = session.versions(), session.now.date()
    with sharing(session.store.path, target, wanted, private) as shared:
        totals = shared.totals()
        shared.add_weeks(every_week(versions, totals, today, lines=not wanted.asks))
        shared.add_meetings(_meetings(session, shared))
        shared.add_outcomes(_outcomes(versions))
        shared.describe(today, actlog.__version__)
    return shared


def _meetings(session: Session, shared: Sharing) -> Iterator[MeetingRow]:
    from actlog.analysis.meetings import follow

    for begins, closes in session.model().stories():
        told = follow(begins, closes, shared.steps((begins.name, closes.name)))
        for meeting in told.meetings:
            yield _row(meeting)


def _row(meeting: Meeting) -> MeetingRow:
    from actlog.domain.shared import MeetingRow

    begun, ended = meeting.begun, meeting.ended
    return MeetingRow(
        id=begun.id,
        kind=begun.kind,
        set_on=begun.day,
        planned=meeting.planned.iso() if meeting.planned else None,
        state=ended or "open",
        ended_on=meeting.latest.day if ended else None,
        account=begun.account,
        contact=begun.contact,
    )


def _outcomes(versions: Sequence[Version]) -> Iterator[tuple[str, str, str]]:
    """Yield every outcome that a kind has or had, with its newest class."""
    classes: dict[tuple[str, str], str] = {}
    for version in reversed(versions):
        for kind in version.model.kinds():
            for outcome in kind.outcomes:
                classes.setdefault((kind.name, outcome.name), outcome.cls)
    for (kind_name, name), cls in classes.items():
        yield kind_name, name, cls
