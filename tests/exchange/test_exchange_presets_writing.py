"""The mappings that come with actlog, the other way: what other programs are given to import."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from actlog.domain.entry import Entry
from actlog.exchange.codec import from_plain
from actlog.exchange.mapped.writing import Unsaid, write
from tests.exchange.crm import DATA, NOW, model, opened, presets, said
from tests.exchange.test_exchange_presets import LEFT_OUT

ACME = {"account": "Acme", "contact": "Dana"}


def entry(kind: str, at: str, **more: Any) -> Entry:
    """Return an entry at a moment or, with ten letters, on a day."""
    plain = {"kind": kind, "day": at[:10], "at": at if len(at) > 10 else None} | more
    return from_plain(plain)


def of_cells(cells: dict[str, str]) -> Entry:
    """Return the entry that filled cells say, moments without an offset in UTC."""
    plain: dict[str, Any] = dict(cells)
    for name in ("at", "for"):
        if len(plain.get(name, "")) == len("2026-11-23T10:41:00"):
            plain[name] += "+00:00"
    for name in ("minutes", "count"):
        if name in plain:
            plain[name] = int(plain[name])
    return entry(
        plain.pop("kind"), plain.pop("at"), **plain | {"tags": plain.get("tags", "").split()}
    )


def written(word: str, entries: Sequence[Entry]) -> tuple[str, Unsaid]:
    """Return a file of entries for the program of a mapping, and what it cannot say."""
    unsaid = Unsaid()
    return "".join(write(iter(entries), presets()[word], model("sdr"), NOW, unsaid)), unsaid


NAMELESS = "salesforce_event_weekly_export.csv"
"""Its events have ids of people for whom there are no names: linked to nobody, none is read."""


@pytest.mark.parametrize("name", [name for name in LEFT_OUT if name != NAMELESS])
def test_what_a_file_brought_in_goes_out_in_its_format_and_comes_in_the_same(
    name: str, tmp_path: Path
) -> None:
    word = LEFT_OUT[name][0]
    before = [of_cells(cells) for cells in said(DATA / name)[0]]
    text, unsaid = written(word, before)
    assert (unsaid.written, unsaid.poorer) == (len(before), 0)
    again = tmp_path / "again.csv"
    again.write_text(text, encoding="utf-8", newline="")
    assert opened(again)[0] == word
    after = [of_cells(cells) for cells in said(again)[0]]
    assert sorted(after, key=repr) == sorted(before, key=repr)


def test_a_meeting_with_nobody_is_no_event_that_would_be_read() -> None:
    before = [of_cells(cells) for cells in said(DATA / NAMELESS)[0]]
    _, unsaid = written("salesforce-events", before)
    assert (unsaid.written, dict(unsaid.kinds)) == (0, {"meeting_set": 1, "meeting_held": 1})


CALLS = [
    entry("call", "2026-11-16T09:05:00+00:00", outcome="voicemail", minutes=1, **ACME),
    entry("call", "2026-11-17", outcome="connected", note="Wants prices", **ACME),
]
MEETINGS = [
    entry(
        *("meeting_set", "2026-11-12T13:00:00+00:00"),
        **{"uid": "a", "note": "Demo", "for": "2026-11-19T13:00:00+00:00", **ACME},
    ),
    entry("meeting_held", "2026-11-19T13:00:00+00:00", uid="b", story="a", minutes=45, **ACME),
]


@pytest.mark.parametrize(
    ("word", "entries", "lines"),
    [
        (
            "salesforce-tasks",
            [*CALLS, entry("email", "2026-11-17T10:00:00+00:00", note="Prices", **ACME)],
            [
                "Subject,ActivityDate,Status,Id,CompletedDateTime,CallDisposition,Account.Name,"
                "Who.Name,CallDurationInSeconds,Description,Priority,CallType,TaskSubtype,Type,"
                "Type__c",
                "Call,2026-11-16,Completed,,2026-11-16 09:05:00,Left voicemail,Acme,Dana,60,,"
                "Normal,Outbound,Call,,",
                "Call,2026-11-17,Completed,,2026-11-17,Connected,Acme,Dana,,Wants prices,Normal,"
                "Outbound,Call,,",
                "Prices,2026-11-17,Completed,,2026-11-17 10:00:00,,Acme,Dana,,,Normal,,Email,,",
            ],
        ),
        (
            "salesforce-events",
            MEETINGS,
            [
                "Subject,ActivityDate,DurationInMinutes,Id,CreatedDate,Account.Name,Who.Name,"
                "StartDateTime,ShowAs,Type,Description",
                "Demo,2026-11-19,45,,2026-11-12 13:00:00,Acme,Dana,2026-11-19 13:00:00,Busy,"
                "Meeting,",
            ],
        ),
        (
            "hubspot-calls",
            CALLS[:1],
            [
                "hs_timestamp,hs_call_title,hs_object_id,hs_call_disposition,hs_call_status,"
                "Associated Company,Associated Contact,hs_call_duration,hs_call_body,"
                "hs_call_direction",
                "2026-11-16T09:05:00+00:00,Call,,b2cf5968-551e-4856-9783-52b3da59a7d0,COMPLETED,"
                "Acme,Dana,60000,,OUTBOUND",
            ],
        ),
        (
            "hubspot-meetings",
            MEETINGS[:1],
            [
                "hs_meeting_start_time,hs_meeting_title,hs_object_id,hs_createdate,"
                "Associated Company,Associated Contact,hs_meeting_outcome,"
                "hs_internal_meeting_notes,hs_lastmodifieddate",
                "2026-11-19T13:00:00+00:00,Demo,,2026-11-12T13:00:00+00:00,Acme,Dana,SCHEDULED,,",
            ],
        ),
        (
            "pipedrive",
            MEETINGS,
            [
                "Activity - Subject,Activity - Type,Activity - Pipedrive System ID,"
                "Activity - Creation date,Organization,Contact person,Activity - Due date,"
                "Activity - Due time,Activity - Done,Activity - Duration,Activity - Note,"
                "Activity - Marked as done time",
                "Demo,Meeting,,2026-11-12T13:00:00+00:00,Acme,Dana,2026-11-19,13:00,Done,00:45:00,,",
            ],
        ),
    ],
)
def test_every_program_gets_the_file_that_it_imports(
    word: str, entries: list[Entry], lines: list[str]
) -> None:
    text, unsaid = written(word, entries)
    assert text.splitlines() == lines
    # Without an id of that program, a meeting and its end are paired anew, by account.
    assert set(unsaid.fields) <= {"story"}
