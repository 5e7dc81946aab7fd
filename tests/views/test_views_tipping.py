"""The screens of the own tipping point, as literal text."""

import pytest

from actlog.analysis.own_point import OwnPoint
from actlog.analysis.pace import plural_name
from actlog.analysis.tipping import Tip
from actlog.views.plot import plot_lines
from actlog.views.tipping import plain, tipping_screen
from tests.rep import CALL
from tests.screens import console, pipe, shown, theme
from tests.tips import FOUND, TIP

SHOWN = """\
tipping point · meetings held · deals won · 104 weeks

your tipping point  7.5 meetings held a week  90% sure: 6.8 to 8.6
your ceiling        11                        90% sure: 9.4 to 12
results follow      after 3 weeks
your model week     line 6, ceiling 11        its line is outside of yours

below 7.5  50 weeks  1.0 deals won a week
7.5 to 11  21 weeks  4.1 deals won a week
past 11     0 weeks

rests on 99 weeks worked · relation p 0.002 · bend p 0.022
next: actlog model suggest
"""


def screen(found: OwnPoint, q: float | None = 0.02) -> str:
    on = pipe()
    return shown(on, tipping_screen(found, q, theme(on)))


def other(answer: str, **parts: object) -> OwnPoint:
    tip: Tip = TIP.replace(shown=False, answer=answer, **parts)
    return FOUND.replace(tip=tip, zones=(), line=())


def test_a_tipping_point_stands_beside_the_model_week() -> None:
    assert screen(FOUND) == SHOWN


def test_it_says_so_where_the_coach_would_hold_it_back() -> None:
    said = "! among all that the coach tests this may be chance (q 0.11): it would wait\n"
    assert said in screen(FOUND, 0.11)
    assert "chance" not in screen(FOUND, 0.10)


def test_without_a_ceiling_more_still_brought_more() -> None:
    tip = TIP.replace(ceiling=None, ceiling_low=None, ceiling_high=None, lag=0)
    kind = FOUND.kind.replace(tipping_point=7)
    said = screen(FOUND.replace(tip=tip, kind=kind, zones=FOUND.zones[:2]))
    assert "your ceiling        none shows                more still brought more\n" in said
    assert "results follow      in the same week\n" in said
    assert "from 7.5 on" in said
    assert "its line fits yours" in said
    assert "next:" not in said


COLLECTING = """\
tipping point · meetings held · deals won · 14 weeks

collecting, 14 of 26 weeks
until then the line is your model week's 6
"""
UNRELATED = """\
tipping point · meetings held · deals won · 52 weeks

no sign of a relation in 52 weeks
weeks with more meetings held were not followed by more deals won, up to 8 weeks
  later, than chance would have it (p 0.3, under 0.05 would be a sign). That
  proves no absence: it may be too few weeks, or weeks too much alike.
next: actlog coach --all
"""
NO_KINK = """\
tipping point · calls · deals won · 52 weeks

related, but no tipping point shows: keep 200 as a habit, not as a fact
more calls go with more deals won after 1 week (p under 0.001), but a steady
  rise explains it as well as a bend (p 0.4, under 0.05 would be a sign)
"""
FALLING = """\
tipping point · calls · deals won · 52 weeks

related the other way: more calls go with fewer deals won
it shows after 1 week (p under 0.001). A lull in deals won may have made those
  weeks busy, or busy weeks left no time for them: look at what they held before
  you do more.
next: actlog funnel
"""


def test_the_other_answers_say_what_they_mean() -> None:
    few = other("collecting", reason="collecting, 14 of 26 weeks", weeks=14)
    assert screen(few, None) == COLLECTING
    assert screen(other("unrelated", relation_p=0.3, weeks=52), None) == UNRELATED
    related = other("no-kink", relation_p=0.0005, kink_p=0.4, lag=1, weeks=52)
    assert screen(related.replace(kind=CALL), None) == NO_KINK
    falling = other("falling", relation_p=0.0005, kink_p=0.4, lag=1, weeks=52)
    assert screen(falling.replace(kind=CALL), None) == FALLING


def test_what_was_never_logged_is_said_instead_of_weeks_that_hardly_differ() -> None:
    found = other("unvaried")
    said = screen(found.replace(missing=found.result))
    assert "\nno deals won are logged in these " in said
    assert said.endswith("\nnext: actlog log deal_won\n")
    assert f"\nno {plural_name(found.kind)} are logged" in screen(found.replace(missing=found.kind))
    assert "hardly differ" in screen(found)


def test_without_a_line_it_says_how_to_set_one() -> None:
    few = other("unvaried").replace(kind=FOUND.kind.replace(tipping_point=None, goal=None))
    assert "next: actlog model set meeting_held.tipping_point 5\n" in screen(few, None)


@pytest.mark.parametrize("width", [40, 60, 80])
@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
def test_the_chart_fits_its_width_and_its_characters(width: int, encoding: str) -> None:
    for on in (console(width=width, encoding=encoding), pipe(width=width, encoding=encoding)):
        drawn = shown(on, plot_lines(FOUND, theme(on)))
        assert all(len(line) <= width for line in drawn.splitlines())
        assert drawn.count("o") >= len(FOUND.points) - 3
        assert drawn.isascii() or encoding == "utf-8"


def test_the_chart_in_a_pipe_is_plain() -> None:
    on = pipe(width=60)
    lines = shown(on, plot_lines(FOUND, theme(on))).splitlines()
    assert set(lines[0].strip()) == {"+", "-"}
    assert lines[-1].strip() == "meetings held a week, and deals won, 3 weeks later"
    assert lines[-2].split() == ["0", "5", "10"]
    assert not set("".join(lines)) - set("+-|*o 0123456789") - set(lines[-1])


def test_what_is_not_shown_is_drawn_as_points_alone() -> None:
    on = pipe(width=60)
    drawn = shown(on, plot_lines(other("no-kink"), theme(on)))
    assert "*" not in drawn
    assert "o" in drawn


def test_json_tells_no_tipping_point_that_is_not_shown() -> None:
    told = plain(FOUND, 0.02)
    assert (told["tip"], told["ceiling_high"], told["q"]) == (7.54, 12.3, 0.02)
    assert told["model"] == {"tipping_point": 6, "goal": None, "ceiling": 11, "far": True}
    kept = plain(other("no-kink"), None)
    names = ("tip", "tip_low", "tip_high", "ceiling", "ceiling_low", "ceiling_high")
    assert [dict(kept)[name] for name in names] == [None] * 6
    assert kept["lag"] == 3
    assert plain(other("unrelated"), None)["lag"] is None
