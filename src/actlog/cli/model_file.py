"""Which model week serves: the compiled one until its file changes.

The quick path costs one `stat` and one query. Only a new, changed or broken file is read
as YAML.
"""

from __future__ import annotations

import os

from actlog.cli.clock import clock
from actlog.domain.errors import InputError, ModelError
from actlog.domain.model_week import Version

TYPE_CHECKING = False
if TYPE_CHECKING:
    from actlog.cli.session import Session


def newest(session: Session) -> Version:
    """Return the version now in force, after taking in a changed file.

    `--model FILE` judges this run alone and makes no version. A file that cannot be used
    leaves the last good version in place, with a warning; ModelError when there is none.
    """
    from actlog.store import models

    if session.options.model is not None:
        return _trial(session, session.options.model)
    if not models.fresh(session.store, session.paths.model):
        _take_in(session, session.paths.model)
    return models.newest(session.store)


def earlier(session: Session) -> tuple[Version, ...]:
    """Return the versions before `newest`, oldest first; a trial has none."""
    from actlog.store import models

    return () if session.options.model is not None else models.earlier(session.store)


def _trial(session: Session, path: str) -> Version:
    from actlog.config.model_week import load

    model, _, _ = load(path)
    return Version(since=session.now, model=model)


def _take_in(session: Session, path: str) -> None:
    from actlog.cli.model_write import write_due
    from actlog.config.model_week import load, status
    from actlog.store import models

    known = models.any_kept(session.store)
    try:
        write_due(session)
        if not known and not os.path.lexists(path):
            _begin(session, path)
        stat = status(path)
        model, text, advice = load(path)
    except FileNotFoundError:
        if not known:
            raise ModelError(f"{path} leads to no file", "remove the link, or mend it") from None
        session.warn(
            f"warning: {path} is missing; the last good model week serves "
            "(actlog model edit writes it again)"
        )
    except ModelError as error:
        if not known:
            raise
        session.warn(f"warning: {error.message}; the last good one serves (actlog model check)")
    else:
        new = models.keep(
            session.store, path=path, stat=stat, yaml_text=text, model=model, now_real=clock()
        )
        if new and advice:
            session.remark("the model week could do better; advice: actlog model check")


def _begin(session: Session, path: str) -> None:
    """Write the starter model week: nobody has to configure anything before the first log."""
    from actlog.config.templates import STARTER, write_template

    try:
        write_template(STARTER, path)
    except InputError:
        return  # another first run was quicker: its file is read like any other
    session.remark(f"wrote a starter model week to {path}; make it yours: actlog model show")
