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


def fresh(store: Store, path: str) -> bool:
    """Tell whether the newest version is what the file at `path` says, unchanged since."""
    try:
        stat = os.stat(path)
    except OSError:
        return False
    found = store.row(
        "SELECT 1 FROM model_file WHERE path = ? AND mtime_ns = ? AND ctime_ns = ? AND size = ? "
        "AND version_id = (SELECT max(id) FROM model_versions)",
        (path, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_size),
    )
    return found is not None


def earlier(store: Store) -> tuple[Version, ...]:
    """Return every version before the newest, oldest first."""
    rows = store.rows(
        "SELECT id, since FROM model_versions "
        "WHERE id < (SELECT max(id) FROM model_versions) ORDER BY id"
    )
    return tuple([_version(store, *row) for row in rows])


def any_kept(store: Store) -> bool:
    """Tell whether there is a version."""
    return store.row("SELECT 1 FROM model_versions LIMIT 1") is not None


def newest(store: Store) -> Version:
    """Return the version now in force, of those that must be kept; the others are not read."""
    return _version(
        store, *store.row("SELECT id, since FROM model_versions ORDER BY id DESC LIMIT 1")
    )


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
    import json

    with store.transaction():
        latest = store.row("SELECT max(id) FROM model_versions")[0]
        differs = latest is None or _model(store, latest) != model
        if differs:
            compiled = json.dumps(model.plain(), ensure_ascii=False, separators=(",", ":"))
            since = now_real.isoformat(timespec="seconds")
            latest = store.run(
                "INSERT INTO model_versions (since, yaml, compiled) VALUES (?, ?, ?)",
                (since, yaml_text, compiled),
            ).lastrowid
            store.run(
                "INSERT OR REPLACE INTO settings VALUES ('week_starts', ?)",
                (str(model.calendar.starts),),
            )
        store.run(
            "INSERT OR REPLACE INTO model_file VALUES (?, ?, ?, ?, ?)",
            (path, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_size, latest),
        )
    return differs


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
