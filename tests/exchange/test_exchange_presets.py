"""The mappings that come with actlog: what exactly they make of every export."""

from __future__ import annotations

import csv
import time
from importlib.resources import files
from pathlib import Path

import pytest

from actlog.config.mapping import read_mapping
from actlog.config.templates import TEMPLATES
from actlog.domain.errors import InputError
from actlog.domain.mapping import Value
from actlog.exchange.codec import FIELDS
from actlog.exchange.mapped.reading import read
from actlog.exchange.mapped.recognising import best
from actlog.exchange.problems import Problems
from actlog.exchange.table import Raw
from tests.exchange.crm import DATA, EXAMPLES, NOW, entries, model, opened, presets, said

NAMES_ONLY = {"Account.csv", "Contact.csv", "Lead.csv", "Opportunity.csv"}
INBOUND = "CallType is Inbound or Internal"
OPEN = "Not Started or In Progress or Waiting on someone else or Deferred"

LEFT_OUT: dict[str, tuple[str, dict[str, int], int]] = {
    "aircall_2025.csv": ("aircall", {"direction is not outbound": 3}, 0),
    "aircall_older.csv": ("aircall", {"direction is not outbound": 1}, 0),
    "hubspot_api_named_calls.csv": ("hubspot-calls", {}, 0),
    "hubspot_api_named_calls_more.csv": (
        "hubspot-calls",
        {
            "hs_call_status is Failed or Queued or Connecting or Ringing or In progress or "
            "IN_PROGRESS or CALLING_CRM_USER": 1
        },
        0,
    ),
    "hubspot_api_named_meetings.csv": ("hubspot-meetings", {}, 0),
    "hubspot_calls_labels.csv": ("hubspot-calls", {"hs_call_direction is Inbound": 1}, 0),
    "hubspot_meetings_labels.csv": ("hubspot-meetings", {}, 0),
    "pipedrive_activities.csv": ("pipedrive", {}, 0),
    "pipedrive_activities_dates.csv": ("pipedrive", {}, 0),
    "pipedrive_activities_spreadsheet.csv": (
        "pipedrive",
        {"Activity - Type is Task or Deadline": 2},
        1,
    ),
    "salesforce_event_data_loader.csv": (
        "salesforce-events",
        {"IsAllDayEvent is 1 or true": 1},
        1,
    ),
    "salesforce_event_weekly_export.csv": ("salesforce-events", {}, 1),
    "salesforce_report.csv": (
        "salesforce-report",
        {"Call Type is Inbound or Internal": 1, f"Status is Open or {OPEN}": 1},
        0,
    ),
    "salesforce_report_labels.csv": ("salesforce-report", {}, 0),
    "salesforce_task_data_loader.csv": ("salesforce-tasks", {f"Status is Open or {OPEN}": 1}, 1),
    "salesforce_task_weekly_export.csv": ("salesforce-tasks", {"IsClosed is 0 or false": 1}, 0),
    "weekly/Event.csv": (
        "salesforce-events",
        {
            "IsAllDayEvent is 1 or true": 1,
            "IsChild is 1 or true": 1,
            "IsPrivate is 1 or true": 1,
            "ShowAs is Free or OutOfOffice or Out of Office": 1,
            "IsRecurrence is 1 or true": 1,
        },
        1,
    ),
    "weekly/Task.csv": (
        "salesforce-tasks",
        {INBOUND: 1, "IsClosed is 0 or false": 1, "IsDeleted is 1 or true": 1},
        1,
    ),
}
"""By file: its format, the rows that are left out by the reason, and those that say nothing."""


def expected(name: str) -> list[dict[str, str]]:
    """Return the entries that a file must make, with what they say."""
    path = DATA / "expected" / name.lower().replace("/", "_")
    with path.open(encoding="utf-8", newline="") as file:
        return [{key: cell for key, cell in row.items() if cell} for row in csv.DictReader(file)]


@pytest.fixture
def denver(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "America/Denver")
    time.tzset()


def test_every_file_is_held_against_what_it_must_make() -> None:
    there = {str(path.relative_to(DATA)) for path in DATA.rglob("*.csv")}
    there = {name for name in there if Path(name).name not in NAMES_ONLY}
    made = {name for name in there if not name.startswith("expected/")}
    assert made == set(LEFT_OUT)
    wanted = {"expected/" + name.lower().replace("/", "_") for name in LEFT_OUT}
    assert there - made == wanted


@pytest.mark.parametrize("name", LEFT_OUT)
def test_a_file_is_known_by_its_header_and_makes_exactly_these_entries(name: str) -> None:
    word, left_out, silent = LEFT_OUT[name]
    found, mapped = said(DATA / name)
    assert found == expected(name)
    assert (dict(mapped.left_out), mapped.silent) == (left_out, silent)
    assert opened(DATA / name)[0] == word


@pytest.mark.parametrize(
    "name", [name for name in LEFT_OUT if "data_loader" not in name and "spreadsheet" not in name]
)
def test_the_log_takes_them_all_under_the_starter_model_week(name: str) -> None:
    assert len(entries(DATA / name)) == len(expected(name))


def test_a_type_of_the_reps_own_is_a_kind_of_its_name() -> None:
    assert [row["kind"] for row in expected("salesforce_task_data_loader.csv")][3] == "Visit"
    assert len(entries(DATA / "salesforce_event_data_loader.csv")) == 2
    assert expected("pipedrive_activities_spreadsheet.csv")[-1]["kind"] == "Site visit"


def test_every_example_is_known_and_taken() -> None:
    paths = [path for path in EXAMPLES.rglob("*.csv") if path.name not in NAMES_ONLY]
    words = [opened(path)[0] for path in sorted(paths)]
    assert words == [
        *("aircall", "hubspot-calls", "hubspot-meetings", "pipedrive", "salesforce-report"),
        *("salesforce-events", "salesforce-tasks"),
    ]
    for path in paths:
        assert entries(path)


def leaves(value: Value) -> list[Value]:
    return [value, *[leaf for part in value.parts for leaf in leaves(part)]]


def meanings(field: str) -> set[str]:
    """Return every constant and every translation that the mappings give a field."""
    return {
        text
        for mapping in presets().values()
        for rule in mapping.entries
        for name, value in rule.fields
        if name == field
        for leaf in leaves(value)
        for text in (leaf.constant, *[meant for _, meant in leaf.values])
        if text
    }


def test_kinds_are_those_of_the_starter_model_weeks() -> None:
    starters = [model(template) for template in TEMPLATES]
    known = {kind.name for one in starters for kind in (*one.activities, *one.results)}
    assert meanings("kind") <= known
    for one in starters:
        assert {"call", "meeting_set", "meeting_held", "follow_up"} <= {
            kind.name for kind in one.activities
        }


def test_outcomes_of_calls_are_those_of_every_starter_model_week() -> None:
    of_meetings = {"no-show", "cancelled", "rescheduled"}
    for template in TEMPLATES:
        call = model(template).kind("call")
        assert call
        assert meanings("outcome") - of_meetings <= {one.name for one in call.outcomes}


def test_a_result_is_either_an_outcome_or_a_tag() -> None:
    for mapping in presets().values():
        for rule in mapping.entries:
            fields = dict(rule.fields)
            if "tags" in fields and fields["tags"].values:
                results = next(leaf for leaf in leaves(fields["outcome"]) if leaf.values)
                tags = fields["tags"].values
                assert [word for word, _ in tags] == [word for word, _ in results.values]
                assert {meant for _, meant in tags} == {None}


def test_a_result_that_nobody_knows_stays_as_a_tag_and_is_counted() -> None:
    _, mapped = said(DATA / "hubspot_api_named_calls_more.csv")
    own = "0b6a2f0c-1111-4222-8333-444455556666"
    assert dict(mapped.unknown) == {
        ("hs_call_disposition", own, "empty"): 1,
        ("hs_call_disposition", own, "keep"): 1,
    }
    assert expected("hubspot_api_named_calls_more.csv")[3]["tags"] == own


def test_meetings_of_january_1970_come_in_as_they_are() -> None:
    assert [row["at"] for row in expected("hubspot_api_named_meetings.csv")][-2:] == [
        "1970-01-21T00:06:40+00:00"
    ] * 2


def made(tmp_path: Path, text: str, name: str = "file.csv") -> list[dict[str, str]]:
    """Return the entries of a file with this text."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return said(path)[0]


@pytest.mark.usefixtures("denver")
def test_what_a_crm_says_in_utc_is_on_the_reps_own_day(tmp_path: Path) -> None:
    text = "Id,Subject,CompletedDateTime\n1,Call,2026-10-20T01:30:00.000+0000\n"
    assert made(tmp_path, text)[0]["at"] == "2026-10-19T19:30:00-06:00"
    text = "Subject,ActivityDate,Status\nCall,2026-10-20 00:00:00,Completed\n"
    assert made(tmp_path, text)[0]["at"] == "2026-10-20"
    text = "datetime (utc),direction,answered\n2026-10-20 01:30:00.250,outbound,Yes\n"
    assert made(tmp_path, text)[0]["at"] == "2026-10-19T19:30:00-06:00"


def test_without_utc_aircall_is_read_by_the_zone_of_its_row(tmp_path: Path) -> None:
    text = "datetime (tz offset incl.),number timezone,direction,answered\n"
    text += "2025-12-04 18:33:54,Australia/Melbourne,outbound,Yes\n"
    text += "2025-12-04 18:33:54,Europe/Paris,outbound,No\n"
    assert [row["at"] for row in made(tmp_path, text)] == [
        "2025-12-04T07:33:54+00:00",
        "2025-12-04T17:33:54+00:00",
    ]


def test_the_dates_of_a_report_are_never_guessed(tmp_path: Path) -> None:
    text = "Subject,Due Date,Assigned To,Call Type\nCall,3/4/2026,Sam,Outbound\n"
    with pytest.raises(InputError) as caught:
        made(tmp_path, text)
    assert caught.value.message == (
        "the dates in 'Due Date' can be read two ways: '3/4/2026' is 2026-04-03 or 2026-03-04"
    )
    more = text + "Call,13/4/2026,Sam,Outbound\n"
    assert [row["at"] for row in made(tmp_path, more)] == ["2026-04-03", "2026-04-13"]


def test_a_report_and_the_weekly_export_know_a_row_by_the_same_id(tmp_path: Path) -> None:
    task = "Id,Subject,ActivityDate,Status\n00T8a00003InvTTQAA,Call,2026-10-20,Completed\n"
    report = "Activity ID,Subject,Date,Assigned\n00T8a00003InvTT,Call,2026-10-20,Sam\n"
    assert made(tmp_path, task) == made(tmp_path, report)


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        ("Subject=Call", "call"),
        ("Subject=Call back", "call"),
        ("Subject=Call: Dana", "call"),
        ("Subject=[Outreach] [Call] Dana", "call"),
        ("Subject=Prepare the call", None),
        ("Subject=Hello|TaskSubtype=Call", "call"),
        ("Subject=Hello|CallType=Outbound", "call"),
        ("Subject=Hello|CallDurationInSeconds=12", "call"),
        ("Subject=Hello|Type=Phone call", "call"),
        ("Subject=Call|TaskSubtype=Email", "email"),
        ("Subject=Hello|TaskSubtype=ListEmail", "email"),
        ("Subject=Hello|Type=Email", "email"),
        ("Subject=Email: Hello", "email"),
        ("Subject=Correo electr\u00f3nico: Hola", "email"),
        ("Subject=Ask for his email address", None),
        ("Subject=Hello|EmailMessageId=02s8a00001InvE1QAA", "email"),
        ("Subject=Hello|EmailMessageId=000000000000000AAA", None),
        ("Subject=Note|TaskSubtype=LinkedIn", "linkedin"),
        ("Subject=LinkedIn message sent", "linkedin"),
        ("Subject=Hello|Type=Meeting", "meeting_held"),
        ("Subject=Hello|Type=Follow-up", "follow_up"),
        ("Subject=Send Quote", "proposal"),
        ("Subject=Hello|Type=Site visit", "Site visit"),
        ("Subject=Hello|Type__c=Site visit", "Site visit"),
        ("Subject=Send Letter", None),
        ("Subject=Hello|Type=Other", None),
        ("Subject=Call|IsClosed=false", None),
        ("Subject=Call|Status=In Progress", None),
        ("Subject=Call|IsDeleted=true", None),
        ("Subject=Call|CallType=Inbound", None),
        ("Subject=Call|IsRecurrence=1", None),
    ],
)
def test_a_completed_task_is_what_its_columns_say(
    tmp_path: Path, cells: str, kind: str | None
) -> None:
    row = {"Status": "Completed", "ActivityDate": "2026-10-20"}
    row |= dict(cell.split("=") for cell in cells.split("|"))
    text = ",".join(row) + "\n" + ",".join(row.values()) + "\n"
    assert [one["kind"] for one in made(tmp_path, text)] == ([kind] if kind else [])


def test_the_names_of_an_api_may_come_in_any_case_and_order(tmp_path: Path) -> None:
    text = " status ,ACTIVITYDATE,Subject\nCompleted,2026-10-20,Call\n"
    assert made(tmp_path, text) == [{"at": "2026-10-20", "kind": "call"}]


def test_every_preset_says_what_it_reads() -> None:
    for word, mapping in presets().items():
        assert mapping.recognise, word
        assert mapping.source == word.split("-", maxsplit=1)[0]
        assert mapping.id, word
        for rule in mapping.entries:
            assert {name for name, _ in rule.fields} <= set(FIELDS)


def test_what_was_done_before_its_date_is_not_in_the_future(tmp_path: Path) -> None:
    task = "Subject,Status,ActivityDate,LastModifiedDate,CompletedDateTime\n"
    task += "Call,Completed,2026-12-24 00:00:00,2026-11-20 09:00:00,\n"
    task += "Call,Completed,2026-11-19 00:00:00,2026-11-20 09:00:00,\n"
    assert [row["at"] for row in made(tmp_path, task)] == [
        *("2026-11-20T09:00:00+00:00", "2026-11-19"),
    ]
    meeting = "hs_meeting_start_time,hs_meeting_outcome,hs_lastmodifieddate\n"
    meeting += "2026-12-24T09:00:00Z,COMPLETED,2026-11-20T09:00:00Z\n"
    assert made(tmp_path, meeting)[0]["at"] == "2026-11-20T09:00:00+00:00"


def test_a_report_in_another_language_needs_its_labels_and_nothing_else() -> None:
    text = files("actlog.exchange.mappings").joinpath("salesforce-report.yaml").read_text("utf-8")
    labels = {
        "Due Date: [Date]": "Due Date: [Date, Fälligkeitsdatum]\n  Subject: Thema",
        "Assigned To: [Assigned]": "Assigned To: [Assigned, Zugewiesen an]",
        "Comments: [": "Comments: [Kommentare, ",
    }
    for mine, theirs in labels.items():
        assert mine in text
        text = text.replace(mine, theirs)
    mapping = read_mapping(text, "mine.yaml", "mine")
    header = ("Thema", "Fälligkeitsdatum", "Zugewiesen an", "Kommentare", "Call Type")
    assert best(header, [*presets().values(), mapping]) == mapping
    raw = Raw(header=header, rows=iter([(2, ["Call", "20.10.2026", "Sam", "Später", "Outbound"])]))
    mapped = read(raw, mapping, again=lambda: raw, now=NOW, problems=Problems())
    ((_, cells),) = mapped.table.rows
    assert [cell for cell in cells if cell] == ["2026-10-20", "call", "Später"]
