"""The versions of the model week, compiled so that no quick command reads YAML.

They are kept as JSON and read back through SQLite's own `json_tree`: Python's json module
loads the regular expressions, which `actlog log` cannot afford.
"""

from __future__ import annotations

import os
from datetime import datetime

from actlog.domain.errors import StoreError
from actlog.domain.model_week import ModelWeek, Version

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from actlog.store.database import Store


_NEWEST = """
SELECT id, since FROM model_versions WHERE live ORDER BY datetime(since) DESC, id DESC LIMIT 1
"""
_IN_ORDER = "SELECT id, since FROM model_versions WHERE live ORDER BY datetime(since), id"
_FRESH = """
SELECT version_id FROM model_file WHERE path = ? AND mtime_ns = ? AND ctime_ns = ? AND size = ?
"""


def fresh(store: Store, path: str) -> bool:
    """Tell whether the newest version is what the file at `path` says, unchanged since."""
    try:
        stat = os.stat(path)
    except OSError:
        return False
    found = store.row(_FRESH, (path, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_size))
    return found is not None and found[0] == newest_row(store)


def earlier(store: Store) -> tuple[Version, ...]:
    """Return every version before the newest, oldest first."""
    return tuple([_version(store, *row) for row in store.rows(_IN_ORDER)[:-1]])


def any_kept(store: Store) -> bool:
    """Tell whether there is a version."""
    return store.row("SELECT 1 FROM model_versions WHERE live LIMIT 1") is not None


def newest(store: Store) -> Version:
    """Return the version now in force, of those that must be kept; the others are not read."""
    return _version(store, *store.row(_NEWEST))


def numbered(store: Store) -> list[tuple[int, Version, str]]:
    """Return every version, oldest first, with its row and its YAML."""
    return [
        (number, _version(store, number, since), text)
        for number, since, text in store.rows(
            "SELECT id, since, yaml FROM model_versions WHERE live ORDER BY datetime(since), id"
        )
    ]


def keep(
    store: Store,
    *,
    path: str,
    stat: os.stat_result,
    yaml_text: str,
    model: ModelWeek,
    now_real: datetime,
) -> bool:
    """Remember what a file says; True when it differs from the newest version and made one.

    `stat` is the file's from before it was read: a file changed meanwhile is read again. A
    model that only reads differently (comments, order of keys) makes no version.
    """
    with store.transaction():
        latest = newest_row(store)
        differs = latest is None or _model(store, latest) != model
        if differs:
            latest = add(store, since=now_real, yaml_text=yaml_text, model=model)
        store.run(
            "INSERT OR REPLACE INTO settings VALUES ('week_starts', ?)",
            (str(model.calendar.starts),),
        )
        store.run(
            "INSERT OR REPLACE INTO model_file VALUES (?, ?, ?, ?, ?)",
            (path, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_size, latest),
        )
    return differs


def add(
    store: Store, *, since: datetime, yaml_text: str, model: ModelWeek, operation: int | None = None
) -> int:
    """Add the newest version inside an open transaction, and return its row.

    A clock that was put back does not put it before another one. With an `operation`, it
    is taken back and brought back with that.
    """
    latest = newest_row(store)
    if latest is not None:
        since = max(since, newest(store).since)
    return insert(store, since=since, yaml_text=yaml_text, model=model, operation=operation)


def insert(
    store: Store, *, since: datetime, yaml_text: str, model: ModelWeek, operation: int | None
) -> int:
    """Put a version where its `since` belongs, inside an open transaction; see `add`."""
    values = (since.isoformat(timespec="seconds"), yaml_text, compiled(model), operation is None)
    row = store.run(
        "INSERT INTO model_versions (since, yaml, compiled, live) VALUES (?, ?, ?, ?)", values
    ).lastrowid
    if operation is not None:
        from actlog.store.history import change

        change(store, operation, "model_versions", row or 0, {"live": 1})
    return row or 0


def newest_row(store: Store) -> int | None:
    """Return the row of the version now in force, None where there is none."""
    found = store.row(_NEWEST)
    return found[0] if found else None


def compiled(model: ModelWeek) -> str:
    """Return a model as the text that its version keeps."""
    import json

    return json.dumps(model.plain(), ensure_ascii=False, separators=(",", ":"))


def _version(store: Store, number: int, since: str) -> Version:
    try:
        return Version(since=datetime.fromisoformat(since), model=_model(store, number))
    except (IndexError, KeyError, TypeError, ValueError) as error:
        raise StoreError(
            f"version {number} of the model week is not as it should be in {store.path}",
            "it was edited by hand: mend it",
        ) from error


def _model(store: Store, version: int) -> ModelWeek:
    rows = store.rows(
        "SELECT tree.parent, tree.id, tree.key, tree.type, tree.atom "
        "FROM model_versions, json_tree(compiled) AS tree WHERE model_versions.id = ?",
        (version,),
    )
    return ModelWeek.from_plain(_plain(rows))


def _plain(rows: list[tuple[int | None, int, str | int | None, str, Any]]) -> Any:
    """Return the value whose rows `json_tree` gave: every container stands before its parts."""
    whole: dict[None, Any] = {}
    containers: dict[int | None, Any] = {None: whole}
    for parent, number, key, kind, atom in rows:
        value = atom
        if kind in {"object", "array"}:
            value = containers[number] = {} if kind == "object" else []
        elif kind in {"true", "false"}:
            value = kind == "true"
        holder = containers[parent]
        if isinstance(holder, list):
            holder.append(value)
        else:
            holder[key] = value
    return whole[None]
