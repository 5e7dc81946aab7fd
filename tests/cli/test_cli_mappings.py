"""`mapping list`, `mapping show`, `mapping check`, and how mappings are found."""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from actlog.cli.mappings import by_name, from_file, known
from actlog.cli.session import Session
from actlog.domain.errors import InputError, ModelError
from tests.program import Program
from tests.test_documents import ROOT

PRESETS = sorted(
    [path.stem for path in (ROOT / "src/actlog/exchange/mappings").glob("*.yaml")]
)  # fmt: skip

MINE = """\
version: 1
title: Acme calls
recognise: [Started, Result]
entries:
  - part: call
    kind: {is: call}
    at: Started
  - part: mail
    when: {Result: mailed}
    kind: {is: email}
    at: Started
"""


@pytest.fixture
def session(isolated: Path) -> Iterator[Session]:
    with Session() as session:
        yield session


@pytest.fixture
def folder(isolated: Path) -> Path:
    """Return the folder of the user's own mappings."""
    folder = isolated / "mappings"
    folder.mkdir(parents=True)
    return folder


def test_every_preset_is_right_and_known(session: Session) -> None:
    assert PRESETS
    assert [mapping.format for mapping in known(session)] == PRESETS
    for mapping in known(session):
        assert mapping.recognise
        assert by_name(session, mapping.format) == mapping


def test_the_users_own_come_first_and_take_the_place_of_a_preset(
    session: Session, folder: Path
) -> None:
    for name in ("zeta.yaml", "aircall.yml", "Ärger 1.yaml", ".hidden.yaml", "notes.txt"):
        (folder / name).write_text(MINE, encoding="utf-8")
    formats = [mapping.format for mapping in known(session)]
    rest = [name for name in PRESETS if name != "aircall"]
    assert formats == ["aircall", "zeta", "Ärger 1", *rest]
    assert by_name(session, "aircall").title == "Acme calls"
    assert by_name(session, "Ärger 1").entries == by_name(session, "zeta").entries


def test_a_file_with_mistakes_is_a_warning_and_stops_no_other(
    session: Session, folder: Path
) -> None:
    (folder / "good.yaml").write_text(MINE)
    (folder / "bad.yaml").write_text(MINE.replace("kind:", "knd:"))
    os.mkfifo(folder / "pipe.yaml")
    (folder / "folder.yaml").mkdir()
    mappings, told = session.hear(lambda: known(session))
    assert [mapping.format for mapping in mappings] == ["good", *PRESETS]
    assert told == [
        f"warning: {folder}/bad.yaml is left out: the mapping has 4 problems; "
        "actlog mapping check names what is wrong",
        f"warning: {folder}/folder.yaml is left out: the mapping at {folder}/folder.yaml cannot "
        "be read: Is a directory; actlog mapping check names what is wrong",
        f"warning: {folder}/pipe.yaml is left out: the mapping has 1 problem; "
        "actlog mapping check names what is wrong",
    ]
    with pytest.raises(ModelError):
        by_name(session, "bad")


def test_a_broken_file_of_a_presets_name_leaves_that_format_out(
    session: Session, folder: Path
) -> None:
    (folder / "aircall.yaml").write_text("version: 2\n")
    mappings, _ = session.hear(lambda: known(session))
    assert "aircall" not in [mapping.format for mapping in mappings]


def test_an_unknown_name_is_told_with_the_nearest(session: Session) -> None:
    with pytest.raises(InputError) as caught:
        by_name(session, "aircal")
    told = (caught.value.message, caught.value.hint)
    assert told == ("there is no mapping 'aircal'", "did you mean aircall?")
    with pytest.raises(InputError) as caught:
        by_name(session, "../../etc/passwd")
    assert caught.value.hint == f"there are {', '.join(PRESETS)}"


def test_a_mapping_is_read_from_any_file_whose_stem_names_it(tmp_path: Path) -> None:
    file = tmp_path / "My CRM.v2.yaml"
    file.write_text(MINE)
    assert from_file(str(file)).format == "My CRM.v2"
    with pytest.raises(InputError) as caught:
        from_file(str(tmp_path / "none.yaml"))
    assert caught.value.message == f"there is no mapping at {tmp_path}/none.yaml"
    with pytest.raises(InputError, match="cannot be read"):
        from_file("a\0b")


def test_the_list_says_where_each_comes_from(actlog: Program, folder: Path) -> None:
    (folder / "acme.yaml").write_text(MINE)
    (folder / "aircall.yaml").write_text(MINE.replace("recognise: [Started, Result]\n", ""))
    shown = actlog.ok("mapping", "list").splitlines()
    assert [*shown[:3], shown[4]] == [
        "format             files of              from",
        "acme               Acme calls            you",
        "aircall            Acme calls            you, not actlog; only with --format",
        "hubspot-calls      HubSpot calls         actlog",
    ]
    assert "your own lie in" in "\n".join(shown)


def test_the_list_as_data(actlog: Program, folder: Path) -> None:
    (folder / "acme.yaml").write_text(MINE)
    data = json.loads(actlog.ok("mapping", "list", "--json"))
    assert data["folder"] == str(folder)
    mine = {
        "format": "acme",
        "title": "Acme calls",
        "recognised": True,
        "own": True,
        "file": str(folder / "acme.yaml"),
    }
    assert data["mappings"][0] == mine
    assert [one["format"] for one in data["mappings"][1:]] == PRESETS
    rows = list(csv.DictReader(io.StringIO(actlog.ok("mapping", "list", "--csv"))))
    assert rows[0] == {name: str(value) for name, value in mine.items()}
    assert rows[1]["file"] == ""


def test_long_and_hostile_names_fit_the_screen(actlog: Program, folder: Path) -> None:
    title = "x" * 200 + r"\e[31m[red]"
    (folder / ("a" * 60 + ".yaml")).write_text(MINE.replace("Acme calls", f'"{title}"'))
    (folder / "b[bold].yaml").write_text(MINE.replace("Acme calls", '"\\e[31m[red] \\u202e"'))
    shown = actlog.ok("mapping", "list")
    assert "\x1b" not in shown
    assert "b[bold]" in shown
    assert r"\x1b[31m[red]" in shown
    assert all(len(line) <= 80 for line in shown.splitlines())


def test_show_prints_a_file_as_it_is_right_or_wrong(actlog: Program, folder: Path) -> None:
    (folder / "bad.yaml").write_text("versin: 1 # é", encoding="utf-8")
    assert actlog.ok("mapping", "show", "bad") == "versin: 1 # é\n"
    preset = (ROOT / "src/actlog/exchange/mappings/aircall.yaml").read_text(encoding="utf-8")
    assert actlog.ok("mapping", "show", "aircall") == preset
    data = json.loads(actlog.ok("mapping", "show", "aircall", "--json"))
    assert data == {"schema_version": 1, "format": "aircall", "file": None, "text": preset}
    (folder / "latin.yaml").write_bytes(b"\xe9")
    assert actlog("mapping", "show", "latin").code == 3
    assert actlog("mapping", "show", "none").code == 2


def test_a_preset_that_is_shown_can_be_ones_own(actlog: Program, folder: Path) -> None:
    for name in PRESETS:
        (folder / f"{name}.yaml").write_text(actlog.ok("mapping", "show", name), encoding="utf-8")
    data = json.loads(actlog.ok("mapping", "list", "--json"))
    assert [(one["format"], one["own"]) for one in data["mappings"]] == [
        (name, True) for name in PRESETS
    ]


def test_check_says_what_is_right(actlog: Program, tmp_path: Path) -> None:
    file = tmp_path / "acme.yaml"
    file.write_text(MINE)
    assert actlog.ok("mapping", "check", str(file)) == (
        f"{file} is right: a row makes at most 2 entries, files are recognised by their columns\n"
    )
    one = MINE[: MINE.index("  - part: mail")].replace("recognise: [Started, Result]\n", "")
    file.write_text(one)
    assert actlog.ok("mapping", "check", str(file)) == (
        f"{file} is right: a row makes at most one entry, "
        "files are only taken for it with --format or --mapping\n"
    )
    assert json.loads(actlog.ok("mapping", "check", str(file), "--json")) == {
        "schema_version": 1,
        "file": str(file),
        "right": True,
        "problems": [],
    }


def test_check_names_every_mistake_with_its_place(actlog: Program, tmp_path: Path) -> None:
    file = tmp_path / "acme.yaml"
    file.write_text(MINE.replace("kind: {is: call}", "knd: {is: call}").replace("at:", "att:"))
    result = actlog("mapping", "check", str(file))
    assert (result.code, result.out) == (3, "")
    lines = result.err.splitlines()
    assert lines[0] == "actlog: the mapping has 6 problems"
    assert lines[1] == (
        f"{file}:5:5: at is missing, expected when it was, as in at: Date, or "
        "{column: Date, only_day: true}"
    )
    assert lines[3] == f'{file}:6:5: unknown key "knd", did you mean kind?'
    asked = actlog("mapping", "check", str(file), "--json")
    assert (asked.code, asked.err) == (3, "")
    data = json.loads(asked.out)
    assert (data["right"], data["problems"]) == (False, lines[1:])


def test_a_file_that_is_not_there_is_typed_wrong(actlog: Program, tmp_path: Path) -> None:
    for words in (("check", str(tmp_path / "none.yaml")), ("check", str(tmp_path))):
        result = actlog("mapping", *words)
        assert (result.code, result.out) == (2, "")
        assert result.err.startswith(
            "actlog: the" if words[1] == str(tmp_path) else "actlog: there"
        )


def test_mappings_that_cannot_be_looked_for_are_none(isolated: Path, actlog: Program) -> None:
    actlog.ok("model", "show")
    (isolated / "mappings").write_text("no folder")
    with Session(environ={"ACTLOG_HOME": str(isolated)}) as session:
        assert [mapping.format for mapping in known(session)] == PRESETS
