"""Starter model weeks, and how one becomes a rep's own file."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from importlib.resources import files

from actlog.config.files import sync_folder
from actlog.config.problems import listed, quoted
from actlog.domain.errors import InputError, ModelError

TEMPLATES = {
    "sdr": "sales development: calls and emails that book meetings",
    "ae": "account executive: meetings, proposals and deals",
    "field": "field sales: visits, quotes and orders on the road",
}
"""The templates by name, each with the role it is for."""

STARTER = "sdr"
"""The template that serves a rep who chose none."""


def template_text(
    template: str,
    *,
    rep: str | None = None,
    date_order: str | None = None,
    starts: str | None = None,
    days: str | None = None,
    hours: str | None = None,
) -> str:
    """Return a template's YAML with what is known of the rep filled in.

    `rep` is a name, `date_order` `dmy` or `mdy`, `starts` a weekday, `days` the working days as
    they stand in the file (`mon: 1, fri: 0.5`), `hours` as in `8:30-17:30`. Nothing is checked
    here but the template's name: InputError where there is no such template.
    """
    if template not in TEMPLATES:
        expected = listed(list(TEMPLATES))
        raise InputError(f"there is no template {quoted(template)}", f"expected {expected}")
    text = files(__package__).joinpath(f"{template}.yaml").read_text(encoding="utf-8")
    changes = {
        "name: My model week": _name(rep) if rep else None,
        "# date_order: dmy": f"date_order: {date_order}" if date_order else None,
        "  starts: monday": f"  starts: {starts}" if starts else None,
        _line(text, "  days: "): f"  days: {{{days}}}" if days else None,
        _line(text, "  hours: "): f"  hours: {hours}" if hours else None,
    }
    for old, new in changes.items():
        text = text.replace(f"\n{old}\n", f"\n{new}\n", 1) if new else text
    return text


def _name(rep: str) -> str:
    """Return the line that names the model, quoted so that any name is only a name."""
    return "name: '" + f"{rep}'s model week".replace("'", "''") + "'"


def _line(text: str, begins: str) -> str:
    return next(line for line in text.splitlines() if line.startswith(begins))


def write_template(
    template: str,
    path: str,
    *,
    rep: str | None = None,
    date_order: str | None = None,
    starts: str | None = None,
    days: str | None = None,
    hours: str | None = None,
) -> None:
    """Write a template to `path` as a rep's own file, owner-only, whole or not at all.

    Missing folders are made. InputError where something is at `path` already or the template
    is unknown, ModelError where the file cannot be written.
    """
    text = template_text(
        template, rep=rep, date_order=date_order, starts=starts, days=days, hours=hours
    )
    refuse_existing(path)
    folder = os.path.dirname(os.path.abspath(path))
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        if not _write_new(path, folder, text.encode()):
            raise _exists(path)
    except OSError as error:
        raise ModelError(f"{path} cannot be written: {error.strerror}") from None


def refuse_existing(path: str) -> None:
    """Raise InputError where something is at `path` already: no file is ever overwritten."""
    if os.path.lexists(path):
        raise _exists(path)


def _exists(path: str) -> InputError:
    return InputError(
        f"there is a model week at {path} already, nothing is changed",
        "actlog model show shows it, actlog model check looks for mistakes in it",
    )


def _write_new(path: str, folder: str, content: bytes) -> bool:
    """Write a file first aside, then under its name in one step; False when that is taken."""
    handle, aside = tempfile.mkstemp(dir=folder, prefix=".model-week-", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:  # mkstemp made it for the owner only
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        named = _name_new(aside, path)
    finally:
        with suppress(FileNotFoundError):
            os.unlink(aside)
    sync_folder(folder)
    return named


def _name_new(aside: str, path: str) -> bool:
    """Give the file its name; False where somebody else was faster."""
    try:
        os.link(aside, path)  # unlike a rename, a link never takes the place of a file
    except FileExistsError:
        return False
    except OSError:  # a file system without links
        if os.path.lexists(path):
            return False
        os.rename(aside, path)
    return True
