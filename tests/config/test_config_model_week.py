"""The model week's file: what it means, and how every mistake in it is told."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from actlog.config.model_week import load, parse
from actlog.domain.errors import ModelError
from actlog.domain.model_week import Lines, ModelWeek, Outcome, SpecialWeek, Timebox, Worth
from actlog.domain.ratio import Ratio
from actlog.domain.week import TimeOff

WHOLE = """\
version: 1
name: Jo's model week
week: {starts: sunday, days: {sun: 1, Monday: 0.125, fri: 0.5}, hours: "8:30-17:30"}
date_order: dmy
averages: [13]
activities:
  meeting_held: {aliases: [held], tipping_point: 6, ceiling: 11, closes: meeting_set,
                 outcomes: {moved: moved, yes: decided, "no": decided}}
  meeting_set: {requires: [account, for]}
  connect: {of: call, outcomes: [connected, not-interested], tipping_point: 22}
  call:
    aliases: [dial]
    plural: calls
    group: prospecting
    goal: 240
    tipping_point: 200
    ceiling: 320
    why: >
      ten dials make a connect,
      four connects a meeting
    outcomes: {connected: moved, not-interested: decided, voicemail: unreached, chat: none}
    max_per_entry: 200
  linkedin: {timebox: {minutes: 60, touches: 12}, goal: 5, tipping_point: 4}
  πρόταση:
results:
  deal_won: {value: required, aliases: [won], requires: [account]}
funnel: [call, connect, meeting_set, meeting_held, deal_won]
worth: {deal_won: {value: 1.25k, commission: 12.5%}}
time_off:
  - 2026-12-24..2027-01-03
  - 2026-12-18 PM
  - {days: 2026-12-10, kinds: [call], why: training}
weeks:
  week of 2026-12-06: {why: trade show, call: {goal: 80, tipping_point: 60}}
"""


def base(text: str) -> str:
    """Return a file of these top-level keys and, where they are not given, the needed ones."""
    if not text.startswith(("version:", "\nversion:")):
        text = f"version: 1\n{text}"
    if "activities:" not in text and "activites:" not in text:
        text += "\nactivities: {call: {}, meeting_set: {}, held: {closes: meeting_set}}"
    return text


def problems(text: str) -> list[str]:
    with pytest.raises(ModelError) as caught:
        parse(text, "m.yaml")
    return list(caught.value.problems)


def advice(text: str) -> list[str]:
    return list(parse(text, "m.yaml")[1])


def test_a_whole_file_means_what_it_says() -> None:
    model, told = parse(WHOLE, "m.yaml")
    assert told == ()
    assert (model.name, model.date_order, model.averages) == ("Jo's model week", "dmy", (13,))
    calendar = model.calendar
    zero = Ratio(0)
    assert calendar.weights == (Ratio(1, 8), zero, zero, zero, Ratio(1, 2), zero, Ratio(1))
    assert (calendar.starts, calendar.hours) == (6, (510, 1050))
    assert calendar.time_off == (
        TimeOff(first=date(2026, 12, 24), last=date(2027, 1, 3)),
        TimeOff(first=date(2026, 12, 18), last=date(2026, 12, 18), part="pm"),
        TimeOff(first=date(2026, 12, 10), last=date(2026, 12, 10), kinds=("call",), why="training"),
    )
    names = [kind.name for kind in model.kinds()]
    assert names == [
        "meeting_held", "meeting_set", "connect", "call", "linkedin", "πρόταση", "deal_won",
    ]  # fmt: skip
    assert model.funnel == ("call", "connect", "meeting_set", "meeting_held", "deal_won")
    assert model.worth == (Worth(result="deal_won", value_cents=125_000, commission=Ratio(1, 8)),)
    lines = (("call", Lines(goal=80, tipping_point=60)),)
    assert model.weeks == (SpecialWeek(day=date(2026, 12, 6), why="trade show", lines=lines),)


def test_activities_and_results_have_all_that_was_written() -> None:
    model, _ = parse(WHOLE, "m.yaml")
    held, booked, connect, call, linkedin, _, won = model.kinds()
    assert (held.aliases, held.closes, held.ceiling) == (("held",), "meeting_set", 11)
    assert [outcome.name for outcome in held.outcomes] == ["moved", "yes", "no"]
    assert (booked.requires, booked.max_per_entry) == (("account", "for"), 1000)
    assert (connect.of, connect.of_outcomes) == ("call", ("connected", "not-interested"))
    assert connect.outcomes == ()
    assert (call.plural, call.group, call.max_per_entry) == ("calls", "prospecting", 200)
    assert (call.goal, call.tipping_point, call.ceiling) == (240, 200, 320)
    assert call.why == "ten dials make a connect, four connects a meeting"
    assert call.outcomes[3] == Outcome(name="chat", cls="none")
    assert linkedin.timebox == Timebox(minutes=60, touches=12)
    assert (won.result, won.requires, won.goal) == (True, ("value", "account"), None)


def test_the_compiled_model_is_the_same_as_plain_data() -> None:
    model, _ = parse(WHOLE, "m.yaml")
    assert ModelWeek.from_plain(model.plain()) == model


def test_what_is_not_said_has_the_usual_values() -> None:
    model, _ = parse("version: 1\nactivities: {call: }\nresults:\ntime_off:\nweek:\n", "m.yaml")
    assert model.name == "my model week"
    assert model.calendar.weights == (Ratio(1),) * 5 + (Ratio(0),) * 2
    assert (model.calendar.starts, model.calendar.hours) == (0, (540, 1020))
    assert (model.averages, model.date_order, model.funnel) == ((4, 13), None, ())


def test_every_problem_is_told_in_one_go_in_the_order_of_the_file() -> None:
    text = """\
version: 1
nmae: x
week: {starts: mon, days: {mon: 0.3333, tues: 1, wed: 1, wednesday: 1}, hours: 9-25}
averages: [4, 100]
activities:
  Cold Call: {goal: 5}
  call:
    goal: 300m
    tipping_point: 200
    ceiling: 150
    aliases: [dial, visits]
    outcomes: {conected: mved, meeting-set: moved}
    gaol: 3
  visit: 5
  connect: {of: call, outcomes: [connected, conected], requires: [account]}
  meeting_set: {timebox: {minutes: 10}}
results:
  won: {goal: 5}
  dial:
funnel: [call, cll, visit, call]
worth: {won: {value: abc, commission: 10}}
weeks: {2026-W50: {won: {goal: 3}, call: {ceiling: 100}}}
"""
    assert problems(text) == [
        'm.yaml:2:1: unknown key "nmae", did you mean name?',
        'm.yaml:3:33: mon is "0.3333", expected 0 to 1 with at most three decimals, '
        "as in 0.5 for half a day",
        'm.yaml:3:41: "tues", expected mon, tue, wed, thu, fri, sat or sun',
        'm.yaml:3:58: "wednesday" is "wed" again, expected each day once',
        'm.yaml:3:80: hours is "9-25", expected clock times from 0:00 to 24:00, as in 8:30-17:30',
        'm.yaml:4:15: averages is "100", expected a whole number from 1 to 52',
        'm.yaml:6:3: "Cold Call" is no name, expected a lower-case letter, then letters, digits, '
        "_ and -, at most 40, as in cold_call",
        'm.yaml:8:11: goal of call is "300m", expected a number of activities: talk time is an '
        "output of good work and no goal for it; only a timebox has minutes, as in timebox: "
        "{minutes: 60, touches: 12}",
        "m.yaml:10:14: ceiling of call is 150 and its tipping point 200, expected a higher "
        "ceiling: results come from the line on, past the ceiling more adds little",
        'm.yaml:12:26: class of conected is "mved", expected moved, decided, none or unreached, '
        "did you mean moved?",
        'm.yaml:12:32: outcome "meeting-set" is also a word for meeting_set, and a line could be '
        "read both ways, expected another word",
        'm.yaml:13:5: unknown key "gaol", did you mean goal?',
        'm.yaml:14:3: "visits" already means call (line 7), expected a word of its own',
        'm.yaml:14:10: visit is "5", expected a mapping, as in {key: value}',
        'm.yaml:15:34: "connected" is no outcome of call here, did you mean conected?',
        "m.yaml:15:56: requires belongs to call, whose outcomes connect counts",
        "m.yaml:16:17: touches of timebox is missing, expected the least touches in it, "
        "as in {minutes: 60, touches: 12}",
        "m.yaml:18:9: goal is no key of a result: results can't be managed, activities can; "
        "put the figure on the activity that brings the result",
        'm.yaml:19:3: "dial" already means call (line 7), expected a word of its own',
        'm.yaml:20:16: "cll" is no activity or result here, did you mean call?',
        "m.yaml:20:28: call stands here again, expected each step once",
        'm.yaml:21:22: value of won is "abc", expected an amount of money such as 8000, 8000.50, '
        "18k or 1.2m",
        'm.yaml:21:39: commission of won is "10", expected a percentage up to 100, '
        "as in 10% or 12.5%",
        "m.yaml:22:20: won is a result: a result has no weekly line: results can't be managed, "
        "activities can",
        "m.yaml:22:52: ceiling of call is 100 and its tipping point 200, expected a higher "
        "ceiling: results come from the line on, past the ceiling more adds little",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "1:1: the file is empty, expected a mapping, as in {key: value}"),
        ("[a]", "1:1: the file is a list, expected a mapping, as in {key: value}"),
        ("activities: {call: {}}", "1:1: version is missing, expected version: 1"),
        ("version: 1", "1:1: activities is missing, expected the activities to track, "
                       "as in activities: {call: {goal: 240}}"),
        ("version: 1\nactivities:", "2:12: activities is empty, expected a mapping, "
                                    "as in {key: value}"),
        ("version: 1\nactivities: {}", "2:13: activities is a mapping, expected at least one "
                                       "activity, as in {call: {goal: 240}}"),
    ],
)  # fmt: skip
def test_a_file_that_is_hardly_one_is_told_so(text: str, said: str) -> None:
    assert problems(text) == [f"m.yaml:{said}"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{x: {of: y, outcomes: [o]}, y: {of: z, outcomes: [o]}, z: {outcomes: {o: moved}}}",
         "2:22: y counts outcomes itself, expected the activity that has them"),
        ("{x: {of: z, outcomes: {o: moved}}, z: {outcomes: {o: moved}}}",
         '2:39: the class of "o" is said in z, expected a list, as in [o]'),
        ("{x: {of: z}, z: }",
         "2:14: x has no outcomes, expected which of z's it counts"),
        ("{x: {closes: x}}", '2:26: "x" is no other activity here'),
        ("{x: {closes: y}, y: {closes: z}, z: {}}",
         "2:26: y closes another itself, expected the activity that sets the meeting"),
        ("{x: {closes: y}, y: {of: z, outcomes: [o]}, z: {outcomes: {o: moved}}}",
         "2:26: y counts outcomes itself, expected the activity that sets the meeting"),
        ("{x: {outcomes: {no-one: none, no_one: moved}}}",
         '2:43: outcome "no_one" reads like "no-one", expected one of them'),
        ("{x: {timebox: {minutes: 60, touches: 5}}}\nweeks: {2026-W50: {x: {goal: 9}}}",
         "3:30: goal of x is 9, expected 1 to 7: a timebox counts the days of a week on which it "
         "is kept"),
        ("{x: {}}\nweek: {starts: sunday}\nweeks: {0001-01-01: {}}",
         '4:9: "0001-01-01" is no week here, expected a date of the years 1970 to 2999'),
        ("{x: {}}\nweeks: {9999-W52: {}}",
         '3:9: "9999-W52" is no week here, expected a date of the years 1970 to 2999'),
        ("{" + ", ".join(f"x{n}b: " for n in range(101)) + "}",
         "2:13: activities is a mapping, expected at most 100 activities"),
        ("{y: {}}\nresults: {" + ", ".join(f"x{n}b: " for n in range(101)) + "}",
         "3:10: results is a mapping, expected at most 100 results"),
    ],
)  # fmt: skip
def test_what_does_not_fit_together_is_told(text: str, said: str) -> None:
    assert problems(base(f"activities: {text}")) == [f"m.yaml:{said}"]


@pytest.mark.parametrize("name", ["week", "results", "weeks", "worth"])
def test_a_text_where_a_section_belongs_is_told_so(name: str) -> None:
    said = f'{name} is "x", expected a mapping, as in {{key: value}}'
    assert problems(base(f"{name}: x")) == [f"m.yaml:2:{len(name) + 3}: {said}"]


@pytest.mark.parametrize(
    "word", ["q", "exit", "two", "mon", "20m", "why", "no_show", "next", "a-", "_a", "x" * 41, "ﬁ"]
)
def test_words_that_a_line_reads_as_something_else_name_nothing(word: str) -> None:
    for text in (f"{{{word}: {{}}}}", f"{{call: {{aliases: [{word}]}}}}"):
        (said,) = problems(base(f"activities: {text}"))
        assert f'"{word[:39]}' in said


@pytest.mark.parametrize("word", ["κλήση", "звонок", "電話", "call2", "call-back", "हिन्दी", "no"])
def test_names_may_be_of_any_script(word: str) -> None:
    model, _ = parse(base(f"activities: {{call: {{outcomes: {{{word}: moved}}}}}}"), "m.yaml")
    assert model.activities[0].outcomes[0].name == word


def test_a_story_outcome_is_free_for_kinds_that_close_nothing() -> None:
    parse(base("activities: {visit: {outcomes: {no-show: unreached}}}"), "m.yaml")


def test_an_empty_figure_is_none() -> None:
    model, _ = parse(base("activities: {call: {goal: , why: ~}}"), "m.yaml")
    assert model.activities[0].goal is None


def test_iso_labels_need_weeks_that_start_on_monday() -> None:
    assert problems(base("week: {starts: sunday}\nweeks: {2026-W50: {}}")) == [
        'm.yaml:3:9: "2026-W50" is no week here, expected any date of the week: weeks start on '
        "sunday here, and ISO week numbers only fit weeks that start on monday"
    ]


@pytest.mark.parametrize(
    ("text", "cents"),
    [("8000", 800_000), ("8000.5", 800_050), ("18k", 1_800_000), ("1.2M", 120_000_000),
     ("0.01", 1), ("1.2345k", 123_450), ("2.50", 250)],
)  # fmt: skip
def test_money_is_exact(text: str, cents: int) -> None:
    written = f"results: {{won: {{}}}}\nworth: {{won: {{value: {text}}}}}"
    assert parse(base(written), "m.yaml")[0].worth[0].value_cents == cents


@pytest.mark.parametrize("text", ["0", "-5", "1.234", "1.234567k", "1e3", "99999999999k", "£5"])
def test_money_that_cannot_be_is_refused(text: str) -> None:
    (said,) = problems(base(f"results: {{won: {{}}}}\nworth: {{won: {{value: {text}}}}}"))
    assert "expected an amount of money" in said


def test_a_week_from_midnight_to_midnight_can_be_worked() -> None:
    assert parse(base("week: {hours: 0-24}"), "m.yaml")[0].calendar.hours == (0, 1440)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("activities: {call: {}}\nresults: {won: {}}",
         "2:1: only the two ends of the funnel are tracked, the first touch and the result; what "
         "happens in between (connects, meetings set and held, proposals) shows where deals are "
         "lost"),
        ("results: {won: {}}\nfunnel: [call, won]",
         "3:1: only the two ends of the funnel are tracked, the first touch and the result; what "
         "happens in between (connects, meetings set and held, proposals) shows where deals are "
         "lost"),
        ("activities: {call: {}, visit: {}}",
         "2:1: no meetings are tracked from set to held, the two figures that matter most; "
         "add meeting_set, and meeting_held with closes: meeting_set"),
        ("activities: {set: {}, held: {closes: set, goal: 5, tipping_point: 9}}",
         "2:49: goal of held is 5, under its tipping point 9; a goal usually stands at the line "
         "or above"),
        ("activities: {set: {}, held: {closes: set, goal: 9, tipping_point: 5, ceiling: 8}}",
         "2:49: goal of held is 9, past its ceiling 8; past the ceiling more adds little"),
        ("activities: {set: {}, held: {closes: set, goal: 9}}",
         "2:23: held has a goal and no tipping point; without the line no gap can be shown "
         "before it"),
        ("activities: {set: {}, held: {closes: set}, call_minutes: {tipping_point: 300}}",
         "2:44: call_minutes looks like a goal in time; talk time is an output of good work and "
         "no goal for it: count the activity, or make it a timebox"),
        ("activities: {set: {}, held: {closes: set}, deal_won: {tipping_point: 3}}",
         "2:44: deal_won looks like a result with a weekly line; results can't be managed, "
         "activities can: list it under results, and put the figure on what brings it"),
    ],
)  # fmt: skip
def test_a_correct_file_that_could_be_better_gets_advice(text: str, said: str) -> None:
    assert advice(base(text)) == [f"m.yaml:{said}"]


def test_loading_gives_the_model_and_the_text(tmp_path: Path) -> None:
    path = tmp_path / "week.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + WHOLE.encode())
    model, text, told = load(str(path))
    assert (model.name, text, told) == ("Jo's model week", WHOLE, ())


def test_a_missing_file_says_how_to_begin(tmp_path: Path) -> None:
    with pytest.raises(ModelError) as caught:
        load(str(tmp_path / "week.yaml"))
    assert caught.value.message == f"there is no model week at {tmp_path}/week.yaml"
    assert caught.value.hint == "actlog init writes a starter one"


def test_what_is_no_file_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot be read: Is a directory"):
        load(str(tmp_path))
    with pytest.raises(ModelError, match="cannot be read: embedded null byte"):
        load("a\0b")


def test_a_pipe_that_nobody_fills_is_read_as_empty(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "week.yaml")
    with pytest.raises(ModelError, match="the model week has 1 problem"):
        load(str(tmp_path / "week.yaml"))
