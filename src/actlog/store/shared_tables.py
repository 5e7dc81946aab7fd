"""The tables of a database for others, with keys that Datasette shows as links."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlite_utils import Database

ENTRIES: dict[str, tuple[type, str]] = {
    "id": (int, "entries.id"),
    "day": (str, "day"),
    "time": (str, "substr(at, 12, 5)"),
    "kind": (str, "kind"),
    "count": (int, "count"),
    "outcome": (str, "outcome"),
    "account": (str, "accounts.name"),
    "contact": (str, "contacts.name"),
    "minutes": (int, "minutes"),
    "value": (float, "value_cents / 100.0"),
    "source": (str, "entries.source"),
    "persona": (str, "entries.persona"),
    "tags": (str, "tags"),
    "objection": (str, "objection"),
    "note": (str, "note"),
    "for": (str, "planned"),
    "next": (str, "next"),
    "due": (str, "due"),
    "done": (str, "done"),
}
"""The columns of `activity_log` as in the log's own view, and what they are in its tables."""

_all = dict.fromkeys
_ACCOUNTS = {
    **_all(("account", "source", "first_touch", "last_touch"), str),
    **_all(("touches", "contacts"), int),
}
_WEEKS = {
    **_all(("week", "kind"), str),
    **_all(("count", "minutes"), int),
    **_all(("value", "goal", "tipping_point", "ceiling"), float),
}
_MEETINGS = {
    "id": int,
    **_all(("kind", "account", "contact", "persona"), str),
    **_all(("set_on", "planned", "state", "ended_on"), str),
}
_ABOUT = {"made_on": str, "actlog": str, "entries": int, "left_out": str}


def make_tables(db: Database, left_out: Collection[str]) -> None:
    """Make every table, without the columns that are left out."""

    def make(
        name: str, columns: dict[str, type], pk: tuple[str, ...] = (), **keys: tuple[str, str]
    ) -> None:
        db.create_table(
            name,
            {column: kind for column, kind in columns.items() if column not in left_out},
            pk=(pk[0] if len(pk) == 1 else pk) or None,
            foreign_keys=[(column, *to) for column, to in keys.items()],
            strict=True,
        )

    account, entry = ("accounts_touched", "account"), ("activity_log", "id")
    make("about", _ABOUT)
    make("accounts_touched", _ACCOUNTS, ("account",))
    entries = {name: kind for name, (kind, _) in ENTRIES.items()}
    make("activity_log", entries, ("id",), account=account)
    make("weekly_totals", _WEEKS, ("week", "kind"))
    make("meetings", _MEETINGS, ("id",), id=entry, account=account)
    make("objections", {"entry": int, "objection": str}, ("entry", "objection"), entry=entry)
    make("outcomes", _all(("kind", "outcome", "class"), str), ("kind", "outcome"))
