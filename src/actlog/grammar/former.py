"""Words that a log still has and its model week has no more."""

from __future__ import annotations

from actlog.domain.model_week import NONE, Kind, Outcome

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from actlog.domain.model_week import ModelWeek


def with_former(model: ModelWeek, logged: Iterable[tuple[str, str | None]]) -> ModelWeek:
    """Return a model with the kinds and outcomes of a log that it does not have.

    Former kinds stand behind the others and have no lines; former outcomes say nothing
    about quality.
    """
    outcomes: dict[str, list[str]] = {}
    for name, outcome in logged:
        outcomes.setdefault(name, []).extend([outcome] if outcome else [])

    def extended(kind: Kind) -> Kind:
        known = {outcome.name for outcome in kind.outcomes}
        more = [name for name in outcomes.pop(kind.name, []) if name not in known]
        former = tuple([Outcome(name=name, cls=NONE) for name in more])
        return kind.replace(outcomes=kind.outcomes + former) if former else kind

    activities = [extended(kind) for kind in model.activities]
    results = [extended(kind) for kind in model.results]
    activities += [extended(Kind(name=name)) for name in list(outcomes)]
    return model.replace(activities=tuple(activities), results=tuple(results))
