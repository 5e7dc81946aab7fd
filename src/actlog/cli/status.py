"""`status`: one short line for a prompt. It only looks, waits for nobody, and breaks nothing."""

from __future__ import annotations

import os
import sys

from actlog.domain.errors import ActlogError, InputError
from actlog.views.status import MOST, PLAIN, choice, escaped, line
from actlog.views.status_fields import Fields

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from actlog.cli.session import Session
    from actlog.views.shapes.findings import StatusJson

_PATIENCE = 0.05
"""How many seconds a prompt waits for the log."""


def status(
    session: Session,
    words: Sequence[str],
    *,
    format: str | None = None,  # noqa: A002 - the option's name
    style: str | None = None,
    json: bool = False,
) -> int:
    """Write one line of how the week stands, or nothing where there is no log.

    On a terminal, what is wrong is told as everywhere. Anywhere else a prompt is waiting: it
    gets what is wrong as its one line, and exit code 0.
    """
    if json or sys.stdout.isatty():
        _write(session, words, format, style, json=json)
        return 0
    try:
        _write(session, words, format, style, json=False)
    except ActlogError as error:
        session.out(escaped(f"actlog: {error.message}"[:MOST], style or PLAIN))
    return 0


def _write(
    session: Session,
    words: Sequence[str],
    given: str | None,
    style: str | None,
    *,
    json: bool,
) -> None:
    if words:
        raise InputError(
            f"status takes no words: {' '.join(words)}", "such as: actlog status --format '{timer}'"
        )
    shown: StatusJson
    chosen = PLAIN if json else choice(style, terminal=sys.stdout.isatty())
    fields = _look(session)
    if fields is None:
        if json:
            shown = {"text": "", "fields": {}}
            session.json(shown)
        return
    given = fields.usual_format() if given is None else given
    colours = not session.environ.get("NO_COLOR")
    text = line(given, fields.value, chosen, coloured=colours)
    if json:
        shown = {"text": text, "fields": fields.every()}
        session.json(shown)
    else:
        session.out(text)


def _look(session: Session) -> Fields | None:
    """Return how the week stands, read without a trace; None where there is no log yet."""
    if not os.path.exists(session.paths.database):
        return None
    from actlog.store import models, says, sums, time_off, timer
    from actlog.store.database import open_to_look

    with open_to_look(session.paths.database, _PATIENCE) as store:
        if not models.any_kept(store):
            return None
        model = models.newest(store).model
        model = model.with_time_off(model.calendar.time_off + time_off.every(store))
        week = model.calendar.week(session.now.date())
        busy, word = says.says(store, week.start)
        totals = sums.totals_until(store, week.start, week.end, session.now)
        return Fields(model, session.now, totals, timer.running(store), busy, word)
