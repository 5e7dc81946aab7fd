"""`worth` and `plan` as they are typed."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.program import Program

DOCUMENT = (Path(__file__).parents[2] / "docs/json.md").read_text(encoding="utf-8")


@pytest.fixture
def demo(actlog: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    monkeypatch.setenv("ACTLOG_NOW", "2026-11-18T11:15")
    actlog.ok("demo", "--keep", str(tmp_path / "demo"))
    monkeypatch.setenv("ACTLOG_HOME", str(tmp_path / "demo"))
    return actlog


def read(actlog: Program, *words: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(actlog.ok(*words, "--json"))
    return data


def test_worth_is_one_line_for_each_activity(demo: Program) -> None:
    assert demo.pipe("worth", COLUMNS="80").out == (
        "Jo's model week\n"
        "what one more is worth · rates of Mon 24 Nov 2025 - Wed 18 Nov 2026\n"
        "\n"
        "one more      brings                           worth\n"
        "meeting held  0.13 0.085–0.19       deals won  1,590 1,034–2,357\n"
        "meeting set   0.11 0.075–0.17       deals won  1,409 902–2,123\n"
        "connect       0.038 0.025–0.057     deals won  470 296–719\n"
        "call          0.0046 0.0030–0.0069  deals won  57 36–88\n"
        "proposal      0.35 0.25–0.48        deals won  4,366 2,990–6,216\n"
        "\n"
        "follow up: not in the funnel: no rate leads from it\n"
        "linkedin: not in the funnel: no rate leads from it\n"
        "\n"
        "last week lacked 1 meeting set: about 1,409 (902–2,123) less; when is not known:\n"
        "  no relation to results has shown yet\n"
        "last week lacked 4 connects: about 1,879 (1,186–2,876) less; when is not known:\n"
        "  no relation to results has shown yet\n"
        "\n"
        "the product of the rates on the way, with a 90% interval; a deal won is 12,400,\n"
        "the mean of 25\n"
    )


def test_a_plan_says_what_a_week_has_to_hold(demo: Program) -> None:
    assert demo.pipe("plan", "3", "deals", "by", "31", "jan", COLUMNS="80").out == (
        "Jo's model week · 3 deals won more by Sun 31 Jan 2027 · 10.5 weeks of work\n"
        "\n"
        "it takes       in all  a week            you did as much in\n"
        "calls             649      62  41–95     25 of 25 weeks\n"
        "connects           79     7.6  5.0–12    25 of 25 weeks\n"
        "meetings set       26     2.5  1.7–3.8   25 of 25 weeks\n"
        "meetings held      23     2.2  1.5–3.3   24 of 25 weeks\n"
        "proposals         8.5    0.81  0.59–1.1  24 of 25 weeks\n"
        "\n"
        "with weeks like your last 25 you get there with over 99% probability\n"
        "\n"
        "the rates of the last 52 weeks run backwards, with 90% intervals; time off\n"
        "counts out\n"
    )


@pytest.mark.parametrize("words", [["worth"], ["plan", "3", "deals", "by", "31", "jan"]])
def test_every_key_is_documented(demo: Program, words: list[str]) -> None:
    section = DOCUMENT.split(f"## `{words[0]} --json`\n")[1].split("\n## ")[0]
    section += DOCUMENT.split("## `funnel --json`\n")[1].split("\n## ")[0]

    def keys(data: object) -> set[str]:
        if isinstance(data, dict):
            return set(data).union(*[keys(value) for value in data.values()])
        return set().union(*map(keys, data)) if isinstance(data, list) else set()

    for key in keys(read(demo, *words)):
        assert f"`{key}`" in section, key


def test_worth_is_the_product_of_the_rates_shown(demo: Program) -> None:
    data = read(demo, "worth", "call")
    (one,) = data["activities"]
    product = 1.0
    for step in one["rates"]:
        product *= step["rate"]["value"]
    assert one["units"]["value"] == pytest.approx(product)
    assert one["value"]["value"] == pytest.approx(product * data["deal"]["value"], rel=1e-4)
    rates = demo.ok("worth", "call")
    assert "connects per call: 12% 11\u201313" in rates


def test_worth_takes_prefixes_and_refuses_what_it_does_not_know(demo: Program) -> None:
    assert read(demo, "worth", "meeting", "held")["activities"][0]["kind"] == "meeting_held"
    assert read(demo, "worth", "prop")["activities"][0]["kind"] == "proposal"
    for words, said in ((["moon"], "moon is no activity"), (["meet"], "meet can be")):
        result = demo("worth", *words)
        assert (result.code, result.out) == (2, "")
        assert said in result.err


def test_worth_of_an_empty_log_says_what_is_missing(actlog: Program) -> None:
    shown = actlog.ok("worth")
    assert "not enough yet: 0 of 20 for a rate" in shown
    assert "no value is known" in shown


def test_tables_have_a_row_for_each_activity(demo: Program) -> None:
    rows = list(csv.DictReader(io.StringIO(demo.ok("worth", "--csv"))))
    assert [row["kind"] for row in rows][:4] == ["meeting_held", "meeting_set", "connect", "call"]
    words = ["plan", "3", "deals", "by", "31", "jan", "--csv"]
    rows = list(csv.DictReader(io.StringIO(demo.ok(*words))))
    assert [row["kind"] for row in rows][-1] == "proposal"


def test_money_is_planned_by_what_a_deal_brings(demo: Program) -> None:
    data = read(demo, "plan", "40k", "by", "31", "mar")
    assert (data["kind"], data["money"], data["by"]) == ("deal_won", 40_000, "2027-03-31")
    each = read(demo, "worth")["deal"]["value"]
    assert data["amount"] == pytest.approx(40_000 / each, rel=1e-4)


def test_weeks_off_before_the_day_hold_nothing(demo: Program) -> None:
    before = read(demo, "plan", "3", "deals", "by", "31", "jan")
    demo.ok("off", "21 dec..31 dec")
    after = read(demo, "plan", "3", "deals", "by", "31", "jan")
    assert after["weeks"] < before["weeks"] - 1.5
    assert after["needs"][0]["value"] > before["needs"][0]["value"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("0 deals by fri", "a plan counts from 1"),
        ("0 by fri", "more than nothing"),
        ("3 deals by 2 nov 2025", "2 nov 2025 is over"),
        ("3 deals by someday", "someday is no day"),
        ("3 deals by 1 jan 2040", "five years ahead at most"),
        ("3 deals", "a target by a day"),
        ("by fri", "a target by a day"),
        ("3 moons by fri", "moons is not understood"),
        ("many deals by fri", "many is no count"),
        ("deals by fri", "deals is no target"),
        ("3 deals by sat", None),
        ("", "what, and by when?"),
    ],
)
def test_what_is_no_plan_is_typed_wrong(demo: Program, words: str, said: str | None) -> None:
    result = demo("plan", *words.split())
    assert result.code == (2 if said else 0)
    assert (said or "") in result.err


def test_a_day_without_working_time_before_it_is_refused(
    demo: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ACTLOG_NOW", "2026-11-21T11:15")
    result = demo("plan", "3", "deals", "by", "sun")
    assert (result.code, result.out) == (2, "")
    assert "no working time is left" in result.err


def test_money_without_deals_says_what_is_missing(actlog: Program) -> None:
    result = actlog("plan", "40k", "by", "31", "mar")
    assert result.code == 1
    assert "not enough yet: what a" in result.err
    assert "it takes 10 with a value (0 so far)" in result.err


def test_a_new_log_says_what_is_missing(actlog: Program) -> None:
    shown = actlog.ok("plan", "3", "held", "by", "31", "dec")
    assert "not enough yet to say how likely it is: 0 of 13 weeks" in shown
    assert "0 of 20 to divide by" in shown


def test_the_commission_is_shown_where_the_model_has_one(demo: Program) -> None:
    home = Path(re.findall(r"\S+model-week.yaml", demo("model", "check").out)[0])
    text = home.read_text(encoding="utf-8")
    home.write_text(f"{text}worth: {{deal_won: {{value: 8000, commission: 10%}}}}\n", "utf-8")
    one = read(demo, "worth", "call")["activities"][0]
    assert one["commission"]["value"] == pytest.approx(one["value"]["value"] / 10)
    assert "commission" in demo.ok("worth")
