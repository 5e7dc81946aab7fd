import csv
import io

from actlog.analysis.week_table import week_table
from actlog.domain.model_week import ModelWeek, SpecialWeek
from actlog.domain.week import TimeOff
from actlog.exchange.csv_file import table as csv_of
from actlog.views.tables import write_rows
from actlog.views.week_table import columns, markdown, rows
from tests.rep import CALL, MODEL, SET, WON, day, total, versions

HOSTILE = MODEL.replace(
    name="Jo | <b>*x*",
    activities=(CALL, SET.replace(plural="sets | <i>of</i> *x*")),
    weeks=(SpecialWeek(day=day(0), why="=fair | at home"),),
)
TOTALS = [
    total(day(-21), "call", 1212),
    total(day(-7), "call", 40),
    (day(-7), "deal_won", None, 2, 0, 150_050),
    total(day(0), "meeting_set", 3),
]


def _table(model: ModelWeek) -> str:
    return "".join(markdown(week_table(versions(model), TOTALS, day(1))))


def test_markdown_says_counts_lines_values_and_what_is_special() -> None:
    model = MODEL.replace(activities=(CALL, SET), results=(WON,), averages=(4,)).with_time_off(
        (TimeOff(first=day(-14), last=day(-8)), TimeOff(first=day(-3), last=day(-3)))
    )
    assert _table(model) == (
        "# Jo's model week: weekly totals\n"
        "\n"
        "| week | calls | meetings set | deals won |  |\n"
        "| --- | ---: | ---: | ---: | --- |\n"
        "| 2026-W45 | 1,212 of 200 | 0 of 8 | 0 |  |\n"
        "| 2026-W46 | 0 | 0 | 0 | week off |\n"
        "| 2026-W47 | 40 of 178 | 0 of 7 | 2 (1,500.50) | 89% of a full week |\n"
        "| 2026-W48 | 0 of 200 | 3 of 8 | 0 | so far |\n"
        "| average of 4 weeks | 662.8 | 0.0 | 1.1 |  |\n"
        "\n"
        "How many, and of how many where there is a line.\n"
    )


def test_what_was_typed_is_text_in_markdown() -> None:
    lines = _table(HOSTILE).splitlines()
    assert lines[0] == "# Jo \\| \\<b\\>\\*x\\*: weekly totals"
    assert lines[2] == "| week | calls | sets \\| \\<i\\>of\\</i\\> \\*x\\* | deals won |  |"
    assert "so far, =fair \\| at home |" in lines[-5]


def test_csv_has_a_row_for_each_week_and_kind_and_no_formulas() -> None:
    table = week_table(versions(HOSTILE), TOTALS, day(1), first=day(0))
    text = csv_of(columns(table), rows(table))
    found = list(csv.DictReader(io.StringIO(text)))
    assert [row["kind"] for row in found] == ["call", "meeting_set", "deal_won"]
    assert {row["why"] for row in found} == {"'=fair | at home"}
    assert found[1] == {
        "week": "2026-W48",
        "start": "2026-11-23",
        "end": "2026-11-29",
        "complete": "false",
        "why": "'=fair | at home",
        "kind": "meeting_set",
        "done": "3",
        "share": "1",
        "goal": "10",
        "tipping_point": "8",
        "ceiling": "",
        "zone": "below",
        "average_4": "0",
        "average_13": "0",
        "value": "",
    }
    assert found[2]["value"] == "0"


def test_a_report_as_csv_runs_no_formula() -> None:
    text = write_rows(("account", "n"), [("=cmd|' /C calc'!A0", -3), ("'x", None), ("acme", 1.5)])
    assert text == "account,n\n'=cmd|' /C calc'!A0,-3\n''x,\nacme,1.5\n"
