"""Corrections of the model week's history, inside an open operation that undoes them."""

from __future__ import annotations

from datetime import date, datetime, time

from actlog.domain.model_week import in_force
from actlog.domain.week import Week
from actlog.store import models
from actlog.store.history import change

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from actlog.domain.model_week import ModelWeek
    from actlog.store.database import Store

    Revise = Callable[[str, date], tuple[str, ModelWeek]]
    ReviseSome = Callable[[str, date], str | None]
    Read = Callable[[str, date], ModelWeek]

_ALWAYS = date(1970, 1, 1)


def correct(store: Store, operation: int, day: date, revise: Revise) -> int:
    """Make every week that ends on or after `day` be judged by revised versions.

    Weeks before it are judged as they were. A version that was in force before `day` and on
    it is split there. `revise` gives the YAML and the model for those of a version, or
    raises, and nothing is changed. Returns how many versions were revised.
    """
    found = models.numbered(store)
    versions = tuple([version for _, version, _ in found])
    week = Week.of(day, versions[-1].model.calendar.starts)
    judge = in_force(versions, week.back(1))
    first = Week.of(versions[0].since.date(), week.start.weekday())
    texts = {id(version.model): text for _, version, text in found}
    before = [version for version in versions if version.since.date() <= day]
    base = before[-1].model if before else in_force(versions, week)
    later = [one for one in found if one[1].since.date() >= day]
    for number, version, text in later:
        put(store, operation, number, *revise(text, version.since.date()))
    if not later or later[0][1].since.date() > day:
        _insert(store, operation, day, revise(texts[id(base)], day))
    if week.start <= first.start:
        # The first version judges all weeks before it: those shall stay as they were.
        _insert(store, operation, _ALWAYS, (texts[id(judge)], judge))
    return max(len(later), 1)


def revise_all(store: Store, operation: int, revise: ReviseSome, read: Read) -> None:
    """Change every version for whose YAML and day `revise` gives another YAML."""
    for number, version, text in models.numbered(store):
        since = version.since.date()
        revised = revise(text, since)
        if revised is not None:
            put(store, operation, number, revised, read(revised, since))


def put(store: Store, operation: int, number: int, text: str, model: ModelWeek) -> None:
    """Make a version say something else."""
    values = {"yaml": text, "compiled": models.compiled(model)}
    change(store, operation, "model_versions", number, values)


def _insert(store: Store, operation: int, day: date, said: tuple[str, ModelWeek]) -> None:
    since = datetime.combine(day, time()).astimezone()
    models.insert(store, since=since, yaml_text=said[0], model=said[1], operation=operation)
