"""Where the log and the model week live.

The folders are those that `platformdirs` names for "actlog", which the tests hold against
these; importing it here would double the time of the whole process, and these few lines
are all that is needed of it.
"""

from __future__ import annotations

import os
import sys

from actlog.domain.errors import InputError
from actlog.domain.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

APP = "actlog"
DATABASE = "actlog.db"
MODEL = "model-week.yaml"
HOOKS = "hooks"
MAPPINGS = "mappings"


class Paths(Record):
    """Absolute paths: the data's folder, the log in it, the model week, hooks, and mappings."""

    home: str
    database: str
    model: str
    hooks: str
    mappings: str


def find(environ: Mapping[str, str], platform: str = sys.platform) -> Paths:
    """Return the paths that the environment asks for; they need not exist.

    `ACTLOG_DB` and `ACTLOG_MODEL` name one file each, `ACTLOG_HOME` a folder for both.
    Otherwise the platform's own data and config folders serve. An empty variable counts as
    not set, a leading `~` is the home folder, and a relative path starts where one stands:
    InputError where that folder is gone.
    """
    home = environ.get("ACTLOG_HOME")
    data, config = (home, home) if home else _folders(environ, platform)
    return Paths(
        home=_absolute(data, environ, platform),
        database=_absolute(
            environ.get("ACTLOG_DB") or os.path.join(data, DATABASE), environ, platform
        ),
        model=_absolute(
            environ.get("ACTLOG_MODEL") or os.path.join(config, MODEL), environ, platform
        ),
        hooks=_absolute(os.path.join(config, HOOKS), environ, platform),
        mappings=_absolute(os.path.join(config, MAPPINGS), environ, platform),
    )


def _folders(environ: Mapping[str, str], platform: str) -> tuple[str, str]:
    """Return the platform's folders for data and for configuration."""
    user = _user(environ, platform)
    if platform == "win32":
        local = environ.get("LOCALAPPDATA") or os.path.join(user, "AppData", "Local")
        both = os.path.join(os.path.normpath(local), APP)
        return both, both
    if platform == "darwin":
        support = os.path.join(user, "Library", "Application Support")
        data, config = support, support
    else:
        data, config = os.path.join(user, ".local", "share"), os.path.join(user, ".config")
    # The base directory specification: a relative path in these is invalid and is ignored.
    data = _rooted(environ, "XDG_DATA_HOME") or data
    config = _rooted(environ, "XDG_CONFIG_HOME") or config
    return os.path.join(data, APP), os.path.join(config, APP)


def _rooted(environ: Mapping[str, str], name: str) -> str | None:
    path = environ.get(name, "")
    return path if path.startswith("/") else None


def _user(environ: Mapping[str, str], platform: str) -> str:
    """Return the user's home folder; a relative HOME counts as not set."""
    if platform == "win32":
        return environ.get("USERPROFILE") or os.path.expanduser("~")
    home = environ.get("HOME", "")
    if home.startswith("/"):
        return home
    import pwd

    try:
        return pwd.getpwuid(os.getuid()).pw_dir
    except KeyError:  # a container's user that no one has entered anywhere
        return "/"


def _absolute(path: str, environ: Mapping[str, str], platform: str) -> str:
    if path == "~" or path.startswith("~/"):
        path = os.path.join(_user(environ, platform), path[2:])
    try:
        return os.path.abspath(path)
    except FileNotFoundError:
        raise InputError(
            f"{path} starts in the folder where you stand, which is gone", "go to another folder"
        ) from None
