"""The steps of meetings, found without a look at all the others."""

from datetime import date
from pathlib import Path

from actlog.domain.entry import Moment
from actlog.store import stories
from tests.store.logbook import call, log, open_log

KINDS = ("meeting_set", "meeting_held")
TODAY = date(2026, 11, 23)


def test_meetings_to_come_are_found_by_their_index_with_an_account_or_without(
    tmp_path: Path,
) -> None:
    with open_log(tmp_path) as store:
        soon, over = Moment(day=date(2026, 11, 24)), Moment(day=date(2026, 11, 20))
        log(
            store,
            call(kind="meeting_set", day=TODAY, planned=soon),
            call(kind="meeting_set", day=TODAY, planned=soon, account="acme"),
            call(kind="meeting_set", day=TODAY, planned=over),
            call(kind="meeting_set", day=TODAY, planned=over, account="globex"),
        )
        asked: list[str] = []
        store.conn.set_trace_callback(asked.append)
        found = stories.upcoming(store, KINDS, TODAY, TODAY)
        store.conn.set_trace_callback(None)
        assert sorted(step.id for step in found) == [1, 2]
        for query in [one for one in asked if "planned >=" in one]:
            details = [row[3] for row in store.rows(f"EXPLAIN QUERY PLAN {query}")]
            assert "SEARCH entries USING INDEX entries_planned (planned>?)" in details
