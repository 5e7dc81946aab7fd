"""The fields of the line of `status`: what each says of the running week. On the leanest lane."""

from __future__ import annotations

from actlog.analysis import pace
from actlog.domain.errors import InputError
from actlog.domain.text import visible
from actlog.views import words
from actlog.views.status import Value, listed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from actlog.analysis.pace import Activity
    from actlog.domain.entry import DayTotal
    from actlog.domain.model_week import Kind, ModelWeek
    from actlog.domain.ratio import Ratio
    from actlog.domain.timer import Timer

OF_THE_WEEK = ("week", "day", "timer", "timer.kind", "timer.minutes", "behind", "coach")
"""The fields of the week and of the timer."""

FIELDS = (
    *("done", "today", "tipping_point", "goal", "ceiling", "gap", "zone", "expected_by_now"),
    *("pace", "days_left", "needed_per_day", "title"),
)
"""The fields of an activity, as in `{call.done}`."""

_MOST_SHOWN = 2
_SHORT = 12


class Fields:
    """What the fields say at one instant.

    `totals` are those of the running week up to now; `busy` tells whether the coach asks for no
    more of the same, and `word` what it says first.
    """

    def __init__(
        self,
        model: ModelWeek,
        now: datetime,
        totals: Sequence[DayTotal],
        timer: Timer | None,
        busy: bool = False,
        word: str | None = None,
    ) -> None:
        """Take the facts; `model` carries all time off."""
        self._model = model
        self._now = now
        self._week = model.calendar.week(now.date())
        self._totals = totals
        self._timer = timer
        self._busy = busy
        self._word = word

    def value(self, name: str) -> Value:
        """Return what a field says, empty where there is nothing; InputError for an unknown one."""
        if name in OF_THE_WEEK:
            return Value(text=self._of_the_week(name))
        said, _, field = name.partition(".")
        kind = named(self._model, said)
        if kind is None:
            known = [one.name for one in self._model.kinds()]
            raise InputError(
                f"{visible(said) or 'nothing'} is no activity and no field of the line",
                f"known are {listed([*OF_THE_WEEK, *known])}",
            )
        if field and field not in FIELDS:
            raise InputError(
                f"{visible(field)} is no field of an activity", f"known are {', '.join(FIELDS)}"
            )
        one = self._activity(kind)
        today = pace.by_day(kind, self._totals).get(self._now.date(), 0)
        text = _figures(one, kind, today)[field] if field else _stands(one)
        return Value(text=text, zone=one.zone)

    def every(self) -> dict[str, str]:
        """Return all fields by name."""
        names = [f"{kind.name}.{field}" for kind in self._model.kinds() for field in FIELDS]
        whole = [kind.name for kind in self._model.kinds()]
        return {name: self.value(name).text for name in (*OF_THE_WEEK, *whole, *names)}

    def usual_format(self) -> str:
        """Return the format of who gives none: meetings held and set, and a timer that runs.

        Without meetings it is the model's first two activities that have a line.
        """
        pairs = [kind for begins, closes in self._model.stories() for kind in (closes, begins)]
        lined = [kind for kind in self._model.activities if kind.tipping_point is not None]
        shown = [kind for kind in pairs if kind in lined] or lined or list(self._model.activities)
        parts = [f"{_brief(kind)} {{{kind.name}:zone}}" for kind in shown[:_MOST_SHOWN]]
        return " · ".join(parts) + "[ · {timer}]"

    def _activity(self, kind: Kind) -> Activity:
        return pace.activity(self._model, kind, self._totals, self._now, self._week)

    def _of_the_week(self, name: str) -> str:
        if name == "week":
            return self._week.label
        if name == "day":
            weight = self._model.calendar.weight
            worked = [day for day in self._week.days() if weight(day)]
            gone = sum(day <= self._now.date() for day in worked)
            return f"{gone} of {len(worked)}" if worked else ""
        if name == "behind":
            return self._behind()
        if name == "coach":
            return self._word or ""
        return self._running(name)

    def _running(self, name: str) -> str:
        timer = self._timer
        if timer is None:
            return ""
        kind = self._model.kind(timer.kind)
        title, minutes = kind.title if kind else timer.kind, timer.minutes(self._now)
        if name == "timer.kind":
            return title
        if name == "timer.minutes":
            return str(minutes)
        return f"{title} {words.span(minutes)}"

    def _behind(self) -> str:
        """Return the activity furthest behind its pace, of those to be asked for."""
        kinds = list(self._model.activities)
        if self._busy:
            from actlog.analysis.coach.kinds import is_more_of_the_same

            kinds = [one for one in kinds if not is_more_of_the_same(self._model, one.name)]
        worst = pace.furthest_behind([self._activity(kind) for kind in kinds])
        if worst is None or worst.pace is None or worst.pace >= 0:
            return ""
        kind = self._model.kind(worst.kind)
        return f"{pace.plural_name(kind)} {words.gap(worst):,}" if kind else ""


def named(model: ModelWeek, said: str) -> Kind | None:
    """Return the kind of that name, alias or plural; case, spaces, `-` and `_` are alike."""
    wanted = _fold(said)
    for kind in model.kinds():
        if wanted in map(_fold, (kind.name, *kind.aliases, kind.plural_title())):
            return kind
    return None


def _fold(text: str) -> str:
    return text.strip().casefold().replace("-", "_").replace(" ", "_")


def _brief(kind: Kind) -> str:
    """Return the shortest of a kind's names that says enough, its signs of a format doubled."""
    names = (
        [kind.title, *kind.aliases] if len(kind.title) > _SHORT or kind.aliases else [kind.title]
    )
    name = min(names, key=len)
    for sign in "{}[]":
        name = name.replace(sign, sign * 2)
    return name


def _stands(one: Activity) -> str:
    """Return `3/6`; at the line it stops asking, past the ceiling it says stop."""
    if one.off:
        return "off"
    if one.zone == pace.PAST:
        return f"{one.done:,} stop"
    if one.zone == pace.BELOW and one.tipping_point is not None:
        return f"{one.done:,}/{words.whole(one.tipping_point):,}"
    return f"{one.done:,}"


def _line(value: Ratio | None) -> str:
    return "" if value is None else f"{words.whole(value):,}"


def _figure(value: Ratio | None) -> str:
    return "" if value is None else words.figure(value)


def _figures(one: Activity, kind: Kind, today: int) -> dict[str, str]:
    """Return what the fields of an activity say, by FIELDS."""
    return {
        "done": f"{one.done:,}",
        "today": f"{today:,}",
        "tipping_point": _line(one.tipping_point),
        "goal": _line(one.goal),
        "ceiling": _line(one.ceiling),
        "gap": "" if one.gap is None else f"{words.gap(one):,}",
        "zone": one.zone or "",
        "expected_by_now": _figure(one.expected_by_now),
        "pace": _figure(one.pace),
        "days_left": _figure(one.days_left),
        "needed_per_day": _figure(one.needed_per_day) if one.gap else "",
        "title": pace.plural_name(kind),
    }
