"""The places of a model week that `model set` takes: `call.goal`, `week.starts`."""

from __future__ import annotations

from actlog.domain.reminder import USUAL

TYPE_CHECKING = False
if TYPE_CHECKING:
    from actlog.domain.model_week import ModelWeek

KIND_KEYS = (
    *("aliases", "plural", "group", "goal", "tipping_point", "ceiling", "why", "outcomes", "of"),
    *("closes", "requires", "max_per_entry", "timebox"),
)
RESULT_KEYS = ("aliases", "plural", "why", "value", "requires", "max_per_entry")
WEEK_KEYS = ("starts", "days", "hours")
WORTH_KEYS = ("value", "commission")
REMINDER_KEYS = ("at", "days")
TOP = ("name", "date_order", "averages", "funnel", "time_off", "ideal_personas")


def places(model: ModelWeek | None, typed: str) -> list[str]:
    """Return the places one step deeper than the dots that are typed; a dot ends those that go on.

    `typed` may be anything; what does not begin so is for the caller to leave out.
    """
    found = {"": list(TOP), "week.": list(WEEK_KEYS)}
    found["reminders."] = [f"{name}." for name in USUAL]
    for name in USUAL:
        found[f"reminders.{name}."] = list(REMINDER_KEYS)
    for kind in () if model is None else model.kinds():
        found[f"{kind.name}."] = list(RESULT_KEYS if kind.result else KIND_KEYS)
        if kind.result:
            found[f"worth.{kind.name}."] = list(WORTH_KEYS)
            found.setdefault("worth.", []).append(f"{kind.name}.")
    found[""] += [key for key in found if key.count(".") == 1]
    before = typed[: typed.rfind(".") + 1]
    return [before + name for name in found.get(before, ())]
