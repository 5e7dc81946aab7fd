import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from actlog.domain.errors import InputError
from actlog.domain.mapping import Value
from actlog.exchange.cells import Moments
from actlog.exchange.mapped.dates import Dates, read_clock
from actlog.exchange.mapped.orders import said_order
from actlog.exchange.mapped.zones import LocalClock
from actlog.exchange.problems import RowError
from tests.exchange.mapped.tables import NOW, bad, entries, mapping, of, one, opened, rule, wrong

DUE = of("X")


@pytest.fixture
def berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def ats(*cells: str, order: str | None = None) -> list[str]:
    """Return the moments of a column."""
    rows = [(cell,) for cell in cells]
    return [found["at"] for found in entries(mapping(), ("Date",), rows, date_order=order)]


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("2023-01-20", "2023-01-20"),
        (" 2023-01-20 ", "2023-01-20"),
        ("2023-01-20 08:05:09", "2023-01-20T08:05:09"),
        ("2023-01-20T08:05:09", "2023-01-20T08:05:09"),
        ("2023-01-20 8:05", "2023-01-20T08:05:00"),
        ("2023-01-20 00:00:00", "2023-01-20T00:00:00"),
        ("2025-12-04 07:57:14.083", "2025-12-04T07:57:14"),
        ("2024-10-27T12:00:00Z", "2024-10-27T12:00:00+00:00"),
        ("2024-10-27 12:00:00 UTC", "2024-10-27T12:00:00+00:00"),
        ("2024-01-23T17:50:51.000+0000", "2024-01-23T17:50:51+00:00"),
        ("2024-01-23T17:50:51.000+00:00", "2024-01-23T17:50:51+00:00"),
        ("2024-01-23T17:50:51-0330", "2024-01-23T21:20:51+00:00"),
        ("2024-01-23 17:50:51 +01", "2024-01-23T16:50:51+00:00"),
        ("2018.02.26 19:58", "2018-02-26T19:58:00"),
        ("2018/2/6", "2018-02-06"),
        ("1-Jan-21", "2021-01-01"),
        ("1-Jan-70", "1970-01-01"),
        ("26 Feb 2018", "2018-02-26"),
        ("26 February 2018 2:05 pm", "2018-02-26T14:05:00"),
        ("26. Feb. 2018", "2018-02-26"),
        ("Feb 26, 2018", "2018-02-26"),
        ("Feb 26, 2018 at 12:05 AM", "2018-02-26T00:05:00"),
        ("Mon, 26 Feb 2018 19:58:00 +0100", "2018-02-26T18:58:00+00:00"),
        ("Monday, February 26, 2018", "2018-02-26"),
        ("10/20/2016", "2016-10-20"),
        ("20.10.2016 14:30", "2016-10-20T14:30:00"),
        ("28-10-16", "2016-10-28"),
        ("3/13/26 2:05 PM", "2026-03-13T14:05:00"),
        ("3/13/2026, 2:05:07\u202fPM", "2026-03-13T14:05:07"),
        ("3/13/2026 12pm", "2026-03-13T12:00:00"),
        ("4/4/2026", "2026-04-04"),
        ("45631", "2024-12-05"),
        ("45631.0", "2024-12-05"),
        ("45631.60417", "2024-12-05T14:30:00"),
        ("45631,60417", "2024-12-05T14:30:00"),
        ("45631.604166666664", "2024-12-05T14:30:00"),
        ("1730030400", "2024-10-27T12:00:00+00:00"),
        ("1730030400000", "2024-10-27T12:00:00+00:00"),
        ("1730030400.0", "2024-10-27T12:00:00+00:00"),
        ("20261120", "2026-11-20"),
        ("1970-01-21 00:33:50", "1970-01-21T00:33:50"),
        ("25569", "1970-01-01"),
    ],
)
def test_every_form_of_a_date_is_read(cell: str, read: str) -> None:
    assert ats(cell) == [read]
    assert Moments(NOW).read(read).day == read[:10]


@pytest.mark.parametrize(
    "cell",
    [
        "yesterday",
        "2026-13-01",
        "2026-02-30",
        "2026-11-20T25:00",
        "2026-11-20 24:00:00",
        "2026-11-20T10",
        "2026-11-20T10:41+25:00",
        "2026-11-20T10:41+01:60",
        "2026-11-20T10:41 CET",
        "2026-11-20 and more",
        "31 Foo 2026",
        "Tue, 26 Feb 2018",
        "13:05 PM",
        "4/4/2026 13:05 PM",
        "1/2/3",
        "32/13/2026",
        "٢٠٢٦-11-20",
        "1.73003E+12",
        "-5",
        "999999999999999",
        "1/2",
        "\x1b[31m2026",
        "x" * 9999,
    ],
)
def test_what_is_no_date_is_a_bad_row(cell: str) -> None:
    message = bad("due", DUE, cell)
    assert message.startswith("line 2: X: ")
    assert message.endswith(" is not a date")
    assert "\x1b" not in message


@pytest.mark.parametrize("cell", ["1969-12-31", "1/13/1969", "0", "2026", "25568.99"])
def test_what_lies_before_1970_is_a_bad_row(cell: str) -> None:
    assert bad("due", DUE, cell) == f"line 2: X: {cell!r} is before 1970"


def test_an_empty_cell_is_no_moment() -> None:
    assert one("due", DUE, "  ") == ""


def test_one_cell_tells_the_order_of_its_column() -> None:
    assert ats("3/4/2026", "10/20/2016") == ["2026-03-04", "2016-10-20"]
    assert ats("3/4/2026", "20/10/2016") == ["2026-04-03", "2016-10-20"]
    assert ats("29.10.16", "3.4.26") == ["2016-10-29", "2026-04-03"]
    assert ats("3/4/2026", "2016-10-20", "12/13/2025")[0] == "2026-03-04"


def test_a_column_of_which_every_cell_fits_both_orders_is_refused() -> None:
    with pytest.raises(InputError) as caught:
        ats("2026-01-01", "4/4/2026", "3/4/2026", "12/11/2025")
    assert caught.value.message == (
        "the dates in 'Date' can be read two ways: '3/4/2026' is 2026-04-03 or 2026-03-04"
    )
    assert caught.value.hint == ("say how they are written: --date-order dmy or --date-order mdy")
    assert ats("3/4/2026", order="dmy") == ["2026-04-03"]
    assert ats("3/4/2026", order="mdy") == ["2026-03-04"]


def test_a_date_whose_two_readings_are_one_needs_no_order() -> None:
    assert ats("4/4/2026", "5.5.2026") == ["2026-04-04", "2026-05-05"]


def test_a_row_that_contradicts_its_column_is_bad() -> None:
    rows = [("10/20/2016",), ("20/10/2016",)]
    assert wrong(mapping(), ("Date",), rows) == [
        "line 3: Date: '20/10/2016' is not a date with the month first (mdy)"
    ]


def test_two_digit_years_are_read_first_only_where_the_order_says_so_or_nothing_else_fits() -> None:
    assert ats("26-11-20", order="ymd") == ["2026-11-20"]
    assert ats("20/11/26", "28/11/26") == ["2026-11-20", "2026-11-28"]
    with pytest.raises(InputError, match="two ways") as caught:
        ats("20/11/26")
    assert caught.value.hint == "say how they are written: --date-order dmy or --date-order ymd"


def test_each_column_has_an_order_of_its_own() -> None:
    how = mapping(rule(due=of("X")))
    rows = [("3/4/2026", "3/4/2026"), ("13/4/2026", "3/14/2026")]
    (first, _) = entries(how, ("Date", "X"), rows)
    assert (first["at"], first["due"]) == ("2026-04-03", "2026-03-04")


def test_the_table_is_read_again_only_for_an_open_order_and_only_until_it_is_found() -> None:
    from actlog.exchange.mapped.reading import read
    from actlog.exchange.problems import Problems
    from actlog.exchange.table import Raw

    seen = []

    def table(cells: list[str]) -> Raw:
        def rows() -> Iterator[tuple[int, list[str]]]:
            for line, cell in enumerate(cells, start=2):
                seen.append(cell)
                yield line, [cell]

        return Raw(header=("Date",), rows=rows())

    def looked(*cells: str) -> int:
        seen.clear()
        found = read(
            table(list(cells)),
            mapping(),
            again=lambda: table(list(cells)),
            now=NOW,
            problems=Problems(),
        )
        assert len(list(found.table.rows)) == len(cells)
        return len(seen) - len(cells)

    assert looked("2026-11-20", "20.10.2016", "1.2.2016") == 0
    assert looked("2026-11-20", "3/4/2026", "3/14/2026", "3/4/2026", "3/4/2026") == 3


def test_a_day_alone_drops_the_time_as_it_is_written() -> None:
    day = of("X", only_day=True)
    assert one("due", day, "2023-01-20 00:00:00") == "2023-01-20"
    assert one("due", day, "2023-01-20T23:30:00Z") == "2023-01-20"


def test_a_clock_time_may_have_a_column_of_its_own() -> None:
    how = mapping(rule(at=of("Date", time="Time")))

    def at(day: str, clock: str) -> str:
        return entries(how, ("Date", "Time"), [(day, clock)])[0]["at"]

    assert at("2026-10-20", "14:30") == "2026-10-20T14:30:00"
    assert at("2026-10-20", "2:05 PM") == "2026-10-20T14:05:00"
    assert at("2026-10-20 00:00:00", "08:00") == "2026-10-20T08:00:00"
    assert at("45631.0", "0.60417") == "2024-12-05T14:30:00"
    assert at("2026-10-20", " ") == "2026-10-20"
    rows = [("2026-10-20", "late"), ("2026-10-20", "9\0"), ("2026-10-20", "14")]
    assert wrong(how, ("Date", "Time"), rows) == [
        "line 2: Date: 'late' is not a time of day",
        "line 3: Date: it holds a zero byte",
        "line 4: Date: '14' is not a time of day",
    ]


def test_the_earliest_of_several_moments_counts_and_a_day_ends_late(berlin: None) -> None:
    at = Value(parts=(of("A"), of("B", time="C"), of("D", zone="UTC")), earliest=True)
    how = mapping(rule(at=at))

    def earliest(*cells: str) -> str:
        return entries(how, ("A", "B", "C", "D"), [cells])[0]["at"]

    assert earliest("2026-10-19 08:00", "2026-10-20", "", "") == "2026-10-19T08:00:00"
    assert earliest("2026-10-20 08:00", "2026-10-20", "", "") == "2026-10-20T08:00:00"
    assert earliest("2026-10-20 08:00", "2026-10-19", "", "") == "2026-10-19"
    assert earliest("2026-10-20 08:00", "2026-10-20", "07:00", "") == "2026-10-20T07:00:00"
    assert earliest("2026-10-20 08:00", "", "", "2026-10-20 05:59") == "2026-10-20T07:59:00+02:00"
    assert earliest("", " ", "", "2026-10-20 05:59") == "2026-10-20T07:59:00+02:00"
    assert wrong(how, ("A", "B", "C", "D"), [("", "", "", "soon")]) == [
        "line 2: D: 'soon' is not a date"
    ]


def test_what_a_moment_says_of_all_its_parts_holds_for_each() -> None:
    at = Value(parts=(of("A"), of("B", only_day=True)), zone="Asia/Tokyo")
    how = mapping(rule(at=at))
    rows = [("2026-10-20 08:00", ""), ("", "2026-10-20 08:00")]
    assert [found["at"] for found in entries(how, ("A", "B"), rows)] == [
        *("2026-10-19T23:00:00+00:00", "2026-10-20"),
    ]


def test_a_moment_without_an_offset_is_in_the_zone_of_the_mapping() -> None:
    assert one("due", DUE, "2026-07-01 10:00", zone="Europe/Berlin") == "2026-07-01T08:00:00+00:00"
    assert one("due", DUE, "2026-07-01 10:00Z", zone="Europe/Berlin").endswith("10:00:00+00:00")
    zoned = of("X", zone="America/New_York")
    assert one("due", zoned, "2026-07-01 10:00", zone="UTC") == "2026-07-01T14:00:00+00:00"


def test_every_instant_is_put_on_this_computers_clock(berlin: None) -> None:
    for cell in ("2026-07-01T23:30:00Z", "2026-07-01 19:30:00-0400", "1782948600"):
        assert ats(cell) == ["2026-07-02T01:30:00+02:00"]
    assert one("due", DUE, "2026-07-01 23:30:00", zone="UTC") == "2026-07-02T01:30:00+02:00"
    assert one("due", DUE, "2026-07-01", zone="UTC") == "2026-07-01"


def test_a_column_may_name_the_zone_of_each_row() -> None:
    how = mapping(rule(at=of("Date", zone_column="Zone")), zone="Europe/Berlin")
    rows = [
        ("2025-12-04 18:33:54", "Australia/Melbourne"),
        ("2025-12-04 07:57:14", "Etc/UTC"),
        ("2025-12-04 07:57:14", ""),
    ]
    found = [entry["at"] for entry in entries(how, ("Date", "Zone"), rows)]
    assert found == [
        "2025-12-04T07:33:54+00:00",
        "2025-12-04T07:57:14+00:00",
        "2025-12-04T06:57:14+00:00",
    ]
    for name in ("Mars/Olympus", "../../etc/passwd", "/etc/passwd", "America", "\ud800", "x" * 999):
        (message,) = wrong(how, ("Date", "Zone"), [("2025-12-04 07:57:14", name)])
        assert "is no time zone" in message


def test_in_a_named_zone_the_first_of_two_equal_times_is_taken_and_counted() -> None:
    how = mapping(zone="Europe/Berlin")
    rows = [("2026-10-25 02:30",), ("2026-10-25 02:30",), ("2026-03-29 02:30",)]
    mapped, problems = opened(how, ("Date",), rows)
    found = [cells[3] for _, cells in mapped.table.rows]
    assert found == [
        "2026-10-25T00:30:00+00:00",
        "2026-10-25T00:30:00+00:00",
        "2026-03-29T01:30:00+00:00",
    ]
    assert not problems
    assert mapped.decided == {
        ("Date", "times that came twice when the clock changed: the first of the two was taken"): 2,
        ("Date", "times that the clock skipped when it changed: taken as that much later"): 1,
    }


def test_on_this_computers_clock_the_reader_of_rows_refuses_them(berlin: None) -> None:
    assert ats("2026-10-25 02:30") == ["2026-10-25T02:30:00"]
    with pytest.raises(RowError, match="came twice"):
        Moments(NOW).read("2026-10-25T02:30:00")


def read_alone(text: str, order: str = "dmy") -> tuple[datetime, bool, timezone | None]:
    return Dates(order, 2027).read(text)


days = st.dates(date(1970, 1, 1), date(9999, 12, 31))
moments = st.datetimes(
    datetime(1970, 1, 2),  # noqa: DTZ001
    datetime(2069, 12, 31),  # noqa: DTZ001
).map(lambda at: at.replace(microsecond=0))
ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))


@given(days)
def test_days_come_back_from_each_way_they_are_written(day: date) -> None:
    month = f"{day:%b}"
    for text in (
        day.isoformat(),
        f"{day.year:04}.{day.month}.{day.day}",
        f"{day.year:04}/{day.month:02}/{day.day:02} 00:00",
        f"{day.day}-{month}-{day.year:04}",
        f"{day.day} {month} {day.year:04}",
        f"{month} {day.day}, {day.year:04}",
        f"{day.day:02}.{day.month:02}.{day.year:04}",
        str((day - date(1899, 12, 30)).days),
    ):
        assert read_alone(text)[0].date() == day
    assert read_alone(f"{day.month}/{day.day}/{day.year:04}", "mdy")[0].date() == day


@given(moments, ZONES)
def test_instants_come_back_from_each_way_they_are_written(at: datetime, zone: timezone) -> None:
    aware = at.replace(tzinfo=zone)
    for text in (
        aware.isoformat(),
        aware.isoformat().replace("T", " "),
        f"{at:%Y.%m.%d %H:%M:%S} {aware:%z}",
        f"{at.day}-{at:%b-%y %I:%M:%S %p}{aware:%z}",
        f"{at:%d/%m/%Y %H:%M:%S}.250{aware:%z}",
    ):
        read, timed, offset = read_alone(text)
        assert timed
        assert read.replace(tzinfo=offset) == aware
    seconds = int(aware.timestamp())
    if seconds >= 100_000_000:
        for number in (str(seconds), f"{seconds}.0", str(seconds * 1000)):
            read, _, offset = read_alone(number)
            assert read.replace(tzinfo=offset).timestamp() == seconds
    assert read_clock(f"{at:%I:%M:%S %p}") == at.time()


@given(st.lists(st.dates(date(1971, 1, 1), date(2026, 11, 22)), min_size=1, max_size=8), st.data())
def test_the_order_of_a_column_is_right_or_it_is_refused(
    column: list[date], data: st.DataObject
) -> None:
    form = data.draw(st.sampled_from(("%d/%m/%Y", "%m/%d/%Y", "%d.%m.%y", "%m-%d-%y", "%y/%m/%d")))
    try:
        found = ats(*[day.strftime(form) for day in column])
    except InputError:
        return
    assert found == [day.isoformat() for day in column]


@given(st.text(max_size=30) | st.text("0123456789-/.: TZ+APMJanFeb,", max_size=24))
def test_any_text_is_a_date_or_a_bad_row(text: str) -> None:
    said_order(text, 2027)
    for order in ("dmy", "mdy", "ymd"):
        try:
            at, _, _ = read_alone(text, order)
        except RowError:
            continue
        assert 1970 <= at.year <= 9999


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(1_774_000_000, 1_795_000_000).map(lambda s: datetime.fromtimestamp(s, UTC)))
@example(at=datetime(2026, 3, 29, 0, 59, 59, tzinfo=UTC))
@example(at=datetime(2026, 3, 29, 1, 0, tzinfo=UTC))
@example(at=datetime(2026, 10, 25, 1, 0, tzinfo=UTC))
@example(at=datetime(2026, 10, 24, 23, 30, tzinfo=UTC))
def test_utc_is_put_on_the_local_clock_also_on_days_on_which_that_changes(
    berlin: None, at: datetime
) -> None:
    clock = LocalClock()
    for moment in (at - timedelta(hours=1), at):
        wall = moment.replace(tzinfo=None), True, None
        assert clock.iso(wall, UTC) == (moment.astimezone().isoformat(timespec="seconds"), None)
