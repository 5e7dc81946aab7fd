"""What was typed is what is shown: no count is lost, doubled or invented on the way."""

import json
from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actlog.cli.main import main

TODAY = date(2026, 11, 23)
OUTCOMES = ("connected", "voicemail", "no-answer", "not-interested")
CONNECTS = {"connected", "not-interested", "callback"}


@st.composite
def lines(draw: st.DrawFn) -> tuple[date, int, dict[str, int], str]:
    """Return a day, a count of calls, how they ended, and the line that says so."""
    day = TODAY - timedelta(days=draw(st.integers(0, 60)))
    count = draw(st.integers(1, 200))
    left, ended = count, {}
    for outcome in draw(st.lists(st.sampled_from(OUTCOMES), unique=True, max_size=3)):
        part = draw(st.integers(0, left))
        if part:
            ended[outcome] = part
            left -= part
    slices = " ".join(f"{n} {outcome}" for outcome, n in ended.items())
    account = draw(st.sampled_from(["", " @acme", " @globex/dana"]))
    return day, count, ended, f"{day} {count} calls {slices}{account}"


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.lists(lines(), min_size=1, max_size=8), removed=st.integers(0, 3))
def test_the_sum_of_what_was_typed_is_the_sum_of_what_is_shown(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path_factory: pytest.TempPathFactory,
    typed: list[tuple[date, int, dict[str, int], str]],
    removed: int,
) -> None:
    monkeypatch.setenv("ACTLOG_HOME", str(tmp_path_factory.mktemp("sums") / "home"))

    def shown(*words: str) -> dict[str, list[dict[str, object]]]:
        capsys.readouterr()
        assert main(words) == 0
        data: dict[str, list[dict[str, object]]] = json.loads(capsys.readouterr().out)
        return data

    for *_, line in typed:
        assert main(["log", *line.split()]) == 0
    for _ in range(min(removed, len(typed))):
        assert main(["undo"]) == 0
    kept = typed[: len(typed) - min(removed, len(typed))]

    dials: Counter[date] = Counter()
    connects: Counter[date] = Counter()
    for day, count, ended, _ in kept:
        monday = day - timedelta(days=day.weekday())
        dials[monday] += count
        connects[monday] += sum(n for outcome, n in ended.items() if outcome in CONNECTS)
    entries = shown("list", "--all", "--json")["entries"]
    assert sum(int(str(entry["count"])) for entry in entries) == sum(dials.values())
    for monday in {day - timedelta(days=day.weekday()) for day, *_ in typed}:
        rows = {row["kind"]: row for row in shown("week", str(monday), "--json")["activities"]}
        assert rows["call"]["done"] == dials[monday]
        assert rows["connect"]["done"] == connects[monday]
