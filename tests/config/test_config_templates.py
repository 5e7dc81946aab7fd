"""The starter model weeks, and how they become a rep's own file."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from actlog.config.model_week import load, parse
from actlog.config.templates import TEMPLATES, template_text, write_template
from actlog.domain.errors import InputError, ModelError
from actlog.domain.model_week import ModelWeek
from actlog.domain.ratio import Ratio


def read(template: str, **known: str) -> ModelWeek:
    model, advice = parse(template_text(template, **known), "m.yaml")
    assert advice == ()
    return model


@pytest.mark.parametrize("template", TEMPLATES)
def test_every_template_is_right_and_needs_no_advice(template: str) -> None:
    model = read(template)
    assert ModelWeek.from_plain(model.plain()) == model
    assert model.activities[0].name == "meeting_held"
    assert model.activities[1].name == "meeting_set"
    assert all(line.isascii() and len(line) <= 96 for line in template_text(template).splitlines())


@pytest.mark.parametrize("template", TEMPLATES)
def test_every_template_tracks_meetings_calls_connects_and_follow_up(template: str) -> None:
    model = read(template)
    kinds = {kind.name: kind for kind in model.kinds()}
    assert kinds["meeting_held"].closes == "meeting_set"
    assert kinds["connect"].of == "call"
    assert {"call", "follow_up"} <= set(kinds)
    assert len(model.funnel) >= 5
    assert model.results


@pytest.mark.parametrize("template", TEMPLATES)
def test_every_goal_of_a_template_says_why_and_has_a_line(template: str) -> None:
    for kind in read(template).activities:
        assert kind.why
        assert kind.tipping_point
        assert kind.goal


@pytest.mark.parametrize("template", TEMPLATES)
def test_the_keys_that_a_template_only_shows_are_right_too(template: str) -> None:
    text = template_text(template)
    for key in ("date_order", "worth", "time_off", "weeks"):
        assert f"\n# {key}: " in text
        text = text.replace(f"\n# {key}: ", f"\n{key}: ")
    model, advice = parse(text, "m.yaml")
    assert advice == ()
    assert (len(model.calendar.time_off), len(model.weeks), len(model.worth)) == (2, 1, 1)


@pytest.mark.parametrize("template", TEMPLATES)
def test_what_is_known_of_the_rep_is_filled_in(template: str) -> None:
    model = read(
        template,
        rep="Dana 'D' O'Neil: #1",
        date_order="mdy",
        starts="sunday",
        days="mon: 1, tue: 0.5",
        hours="7:15-15:45",
    )
    assert model.name == "Dana 'D' O'Neil: #1's model week"
    assert (model.date_order, model.calendar.starts) == ("mdy", 6)
    assert model.calendar.weights[:2] == (Ratio(1), Ratio(1, 2))
    assert not any(model.calendar.weights[2:])
    assert model.calendar.hours == (435, 945)


def test_a_file_is_written_whole_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "week.yaml"
    write_template("ae", str(path), date_order="dmy")
    assert load(str(path))[0].date_order == "dmy"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert os.listdir(path.parent) == ["week.yaml"]


def test_nothing_that_exists_is_ever_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "week.yaml"
    path.write_text("mine")
    dangling = tmp_path / "link.yaml"
    dangling.symlink_to(tmp_path / "nowhere")
    for taken in (path, dangling, tmp_path):
        with pytest.raises(InputError, match="already, nothing is changed"):
            write_template("sdr", str(taken))
    assert path.read_text() == "mine"
    assert sorted(os.listdir(tmp_path)) == ["link.yaml", "week.yaml"]


def test_a_folder_that_cannot_be_made_is_a_clean_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ModelError, match=r"cannot be written: (Not a directory|File exists)"):
        write_template("sdr", str(tmp_path / "file" / "week.yaml"))


def test_an_unknown_template_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        write_template("cso", str(tmp_path / "week.yaml"))
    assert caught.value.message == 'there is no template "cso"'
    assert caught.value.hint == "expected sdr, ae or field"
    assert os.listdir(tmp_path) == []
