"""The model week as a screen and as plain data."""

from __future__ import annotations

from rich.console import Group
from rich.text import Text

from actlog.domain.reminder import reminders
from actlog.domain.week import Week
from actlog.views import theme as looks
from actlog.views import words
from actlog.views.grid import columns, wrapped
from actlog.views.rows import heading_line, name
from actlog.views.said import money

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

    from actlog.domain.model_week import Kind, ModelWeek, SpecialWeek, Worth
    from actlog.domain.reminder import Reminder
    from actlog.domain.week import Calendar, TimeOff
    from actlog.views.grid import Cell
    from actlog.views.theme import Theme

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ORDERS = {"dmy": "day/month", "mdy": "month/day", "ymd": "year/month/day"}


def model_screen(model: ModelWeek, today: date, theme: Theme) -> Group:
    """Return the whole model week: its lines first, then results, funnel and calendar."""
    calendar = model.calendar
    hours = f"{words.clock(calendar.hours[0])}-{words.clock(calendar.hours[1])}"
    said = [f"weeks from {WEEKDAYS[calendar.starts]}", _days(calendar), hours]
    return Group(
        heading_line(theme.clean(model.name), said, theme),
        Text(),
        *_activities(model, theme),
        Text(),
        *_facts(model, today, theme),
    )


def _days(calendar: Calendar) -> str:
    """Return the working days: `Mon Tue Wed Thu Fri 0.5`."""
    worked = []
    for day, weight in enumerate(calendar.weights):
        if weight:
            worked.append(words.DAYS[day] + ("" if weight == 1 else f" {float(weight):g}"))
    return " ".join(worked)


def _activities(model: ModelWeek, theme: Theme) -> list[Text]:
    dash = theme.glyphs.dash
    rows: list[list[Cell]] = [
        [Text(word, style=looks.QUIET) for word in ("", "tipping point", "goal", "ceiling")]
    ]
    for kind in model.activities:
        lines = (kind.tipping_point, kind.goal, kind.ceiling)
        shown = [dash if line is None else f"{line:,}" for line in lines]
        rows.append([Text(name(kind, theme), style=looks.STRONG), *shown])
    heading, *figures = columns(rows, "lrrr")
    found = [heading]
    for kind, line in zip(model.activities, figures, strict=True):
        found.append(line)
        if kind.why:
            found.append(_below(theme.clean(kind.why), "", theme))
        details = _details(kind, model)
        if details:
            dot = f" {theme.glyphs.dot} "
            found.append(_below(theme.clean(dot.join(details)), looks.QUIET, theme))
    return found


def _below(text: str, style: str, theme: Theme) -> Text:
    """Return a paragraph that stands indented under its row."""
    inner = theme.replace(width=theme.width - 2)
    lines = wrapped(inner, [(text, style)], indent=0).split("\n")
    return Text("\n").join([Text("  ").append_text(line) for line in lines])


def _details(kind: Kind, model: ModelWeek) -> list[str]:
    """Return what else is to know of a kind: its words, its outcomes, its rules."""
    found = []
    if kind.of is not None:
        found.append(f"counts {', '.join(kind.of_outcomes)} of {_title(kind.of, model)}")
    if kind.timebox is not None:
        box = kind.timebox
        found.append(f"days with {box.minutes} minutes and {box.touches:,} touches")
    if kind.aliases:
        found.append(f"also {', '.join(kind.aliases)}")
    if kind.outcomes or kind.closes:
        outcomes = dict.fromkeys([*[outcome.name for outcome in kind.outcomes], *kind.uncounted])
        found.append(f"ends {', '.join(outcomes)}")
    if kind.closes is not None:
        found.append(f"closes {_title(kind.closes, model)}")
    if kind.requires:
        found.append(f"needs {', '.join(kind.requires)}")
    return found


def _title(kind_name: str, model: ModelWeek) -> str:
    kind = model.kind(kind_name)
    return kind.title if kind else kind_name


def _facts(model: ModelWeek, today: date, theme: Theme) -> list[Text]:
    """Return the rest, one paragraph each, led by its name in bold."""
    arrow = " → " if theme.glyphs is looks.UNICODE else " > "
    facts = [
        ("results", ", ".join([name(kind, theme) for kind in model.results])),
        ("funnel", arrow.join([_title(step, model) for step in model.funnel])),
        ("worth", ", ".join([_worth(worth, model) for worth in model.worth])),
        ("ideal", ", ".join(model.ideal_personas)),
        ("averages", _windows(model.averages)),
        ("dates", f"11/2 is {_ORDERS[model.date_order]}" if model.date_order else ""),
        ("off", "; ".join([_off(off, today) for off in model.calendar.time_off])),
        ("weeks", "; ".join([_special(week, model) for week in model.weeks])),
        ("reminders", ", ".join([_reminder(one) for one in reminders(model)])),
    ]
    return [
        wrapped(theme, [(f"{title}:", looks.STRONG), (theme.clean(said), "")])
        for title, said in facts
        if said
    ]


def _windows(averages: tuple[int, ...]) -> str:
    """Return `last 4, 13 and 26 weeks`."""
    *first, last = [str(weeks) for weeks in averages]
    return f"last {', '.join(first)} and {last} weeks" if first else f"last {last} weeks"


def _worth(worth: Worth, model: ModelWeek) -> str:
    text = f"{_title(worth.result, model)} {money(worth.value_cents)}"
    if worth.commission is None:
        return text
    return f"{text} at {float(worth.commission * 100):g}% commission"


def _off(off: TimeOff, today: date) -> str:
    if off.first == off.last:
        text = f"{words.DAYS[off.first.weekday()]} {off.first.day} "
        text += words.MONTHS[off.first.month - 1]
        text += "" if off.first.year == today.year else f" {off.first.year}"
    else:
        text = words.dates(off.first, off.last, today)
    text += "" if off.part == "day" else f" {off.part}"
    text += f" {', '.join(off.kinds)}" if off.kinds else ""
    return f"{text} ({off.why})" if off.why else text


def _reminder(one: Reminder) -> str:
    days = [words.DAYS[day] for day in one.days]
    return " ".join([one.watch.replace("_", " "), words.clock(one.at or 0), *days])


def _special(special: SpecialWeek, model: ModelWeek) -> str:
    label = Week.of(special.day, model.calendar.starts).label
    figures = []
    for kind, lines in special.lines:
        said = [
            f"{title.replace('_', ' ')} {line:,}"
            for title, line in lines.as_dict().items()
            if line is not None
        ]
        figures.append(f"{_title(kind, model)} {' '.join(said)}")
    why = f" ({special.why})" if special.why else ""
    return f"{label}{why} {', '.join(figures)}".rstrip()
