"""Where rows wait before they are part of the log: tables of this connection alone.

Nobody waits for them, a crash leaves nothing of them, and they take disk, not memory. Here
rows are numbered among their equals and their names are found by what spellings share.
"""

from __future__ import annotations

import sqlite3

from actlog.domain.entry import name_key
from actlog.domain.incoming import ACCOUNT, COLUMN_OF, CONTACT, INCOMING, SAID
from actlog.domain.memo import Memo
from actlog.domain.record import Record
from actlog.store import amended, guard

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import TracebackType

    from actlog.domain.incoming import Incoming
    from actlog.store.database import Store

_CACHE_KIB = 8_000

_ROOMS = {
    "incoming": f"row INTEGER PRIMARY KEY, {', '.join(INCOMING)}",
    "repeats": "row INTEGER PRIMARY KEY, number INTEGER",
    "rejected": "place INTEGER PRIMARY KEY, reason",
    "totals": "day, kind, outcome, entries, count, minutes, value_cents",
    "incoming_accounts": "id INTEGER PRIMARY KEY, key UNIQUE, spelling, used DEFAULT 1, "
    "row, source",
    "incoming_contacts": "id INTEGER PRIMARY KEY, account, key, spelling, used DEFAULT 1, "
    "row, persona, UNIQUE (account, key)",
    **amended.ROOMS,
}
_SIGHTS = {
    # A row's fingerprint is what it says, and its number among its equals.
    "numbered": """
SELECT incoming.*, CAST(content || coalesce(number, 1) AS BLOB) AS origin
FROM incoming LEFT JOIN repeats USING (row)
""",
    # What `rm` hid is still known; what belongs to an undone import is not.
    "in_log": """
SELECT row FROM numbered JOIN main.entries AS known ON known.origin = numbered.origin
    AND known.origin IS NOT NULL AND (known.live OR known.removed_by IS NOT NULL)
""",
    "new_accounts": """
SELECT id, spelling FROM incoming_accounts AS met
WHERE used AND NOT EXISTS (
    SELECT 1 FROM main.accounts JOIN main.entries ON account_id = accounts.id AND live
    WHERE accounts.key = met.key
)
""",
}
_INSERT = "INSERT INTO incoming ({}) VALUES ({})"
_ADD = _INSERT.format(", ".join(INCOMING), ", ".join("?" * len(INCOMING)))
_ADD_ACCOUNT = "INSERT OR IGNORE INTO incoming_accounts (key, spelling) VALUES (?, ?)"
_ADD_CONTACT = "INSERT OR IGNORE INTO incoming_contacts (account, key, spelling) VALUES (?, ?, ?)"
_INDEXES = (
    "CREATE INDEX temp.incoming_uids ON incoming (uid) WHERE uid IS NOT NULL",
    "CREATE INDEX temp.incoming_sources ON incoming (account, row) WHERE source IS NOT NULL",
    "CREATE INDEX temp.incoming_personas ON incoming (contact, row) WHERE persona IS NOT NULL",
)
_NUMBER_EQUALS = f"""
INSERT INTO repeats
SELECT row, number FROM (
    SELECT row, row_number() OVER (PARTITION BY content ORDER BY row) AS number FROM incoming
    WHERE length(content) = {SAID} -- no two sourced rows are equal
) WHERE number > 1 ORDER BY row
"""
_CLASHES = """
SELECT incoming.place, earlier.place FROM incoming JOIN (
    SELECT uid, min(row) AS row, place, content FROM incoming WHERE uid IS NOT NULL
    GROUP BY uid HAVING count(*) > 1
) AS earlier ON earlier.uid = incoming.uid AND earlier.content <> incoming.content
ORDER BY incoming.row
"""
_DROP_DOUBLES = """
DELETE FROM incoming WHERE uid IN (
    SELECT uid FROM incoming WHERE uid IS NOT NULL GROUP BY uid HAVING count(*) > 1
) AND row NOT IN (SELECT min(row) FROM incoming WHERE uid IS NOT NULL GROUP BY uid, content)
"""


class Clash(Record):
    """Two rows with one uid that say different things, by their places."""

    place: int
    first: int


class Staging:
    """The waiting rows of one import; use it in a `with` statement.

    `rows` is how many came in, `forgotten` how many of them were left out as of people whom
    the log has forgotten, `compared_with` the state of the log they were compared with.
    """

    def __init__(self, store: Store) -> None:
        """Take an open log; nothing of it is written here."""
        self.store = store
        self.rows = 0
        self.forgotten = 0
        self.compared_with = 0
        self._cache = 0

    def __enter__(self) -> Staging:
        (self._cache,) = self.store.row("PRAGMA cache_size")
        self.store.run(f"PRAGMA cache_size = -{_CACHE_KIB}")
        self.clear()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        # The connection's end takes the tables down, quicker than one could drop a million rows.
        if error is None:
            self.store.run(f"PRAGMA cache_size = {self._cache}")

    def _put_up(self) -> None:
        for name, columns in _ROOMS.items():
            self.store.run(f"CREATE TEMP TABLE {name} ({columns})")
        for name, query in _SIGHTS.items():
            self.store.run(f"CREATE TEMP VIEW {name} AS {query}")

    def _take_down(self) -> None:
        for name in _SIGHTS:
            self.store.run(f"DROP VIEW IF EXISTS temp.{name}")
        for name in _ROOMS:
            self.store.run(f"DROP TABLE IF EXISTS temp.{name}")

    def fill(self, rows: Iterable[Incoming]) -> None:
        """Take in all rows, once, in the order of their numbers; raises StoreError."""
        store, conn = self.store, self.store.conn
        store.run("BEGIN")
        try:
            conn.executemany(_ADD, self._with_names(rows))
        except sqlite3.Error as error:
            raise guard.store_error(error, store.path) from error
        finally:
            if conn.in_transaction:
                store.run("COMMIT")
        for sql in _INDEXES:
            store.run(sql)

    def settle(self) -> None:
        """Give equal rows numbers, once all have come in and rejected ones are gone.

        A row that stands twice, uid and all, is one. Raises StoreError.
        """
        store = self.store
        (self.rows,) = store.row("SELECT count(*) FROM incoming")
        store.run(_DROP_DOUBLES)
        store.run(_NUMBER_EQUALS)

    def reject(self, place: int, reason: str) -> None:
        """Keep in mind that what stands at a place is not to come in, and why."""
        self.store.run("INSERT OR IGNORE INTO rejected VALUES (?, ?)", (place, reason))

    def drop_rejected(self) -> None:
        """Take out what came in from rejected places: a row comes in whole or not at all."""
        self.store.run("DELETE FROM incoming WHERE place IN (SELECT place FROM rejected)")
        self.keep_used_names()

    def keep_used_names(self) -> None:
        """Pass over the accounts and contacts that only rows had which are gone."""
        self.store.run("UPDATE incoming_accounts SET used = id IN (SELECT account FROM incoming)")
        self.store.run("UPDATE incoming_contacts SET used = id IN (SELECT contact FROM incoming)")

    def lacking(self, kind: str, field: str) -> int:
        """Return how many waiting rows of a kind do not say a field."""
        column = COLUMN_OF.get(field, field)
        lacks = f"SELECT count(*) FROM incoming WHERE kind = ? AND {column} IS NULL"
        number: int = self.store.row(lacks, (kind,))[0]
        return number

    def rejected(self) -> Iterator[tuple[int, str]]:
        """Yield the rejected places with their reasons, in order."""
        yield from self.store.run("SELECT place, reason FROM rejected ORDER BY place")

    def clear(self) -> None:
        """Forget all that came in, so that it can be read again."""
        self._take_down()
        self._put_up()

    def clashes(self) -> Iterator[Clash]:
        """Yield the rows whose uid an earlier row of the file has, and says something else."""
        for place, first in self.store.run(_CLASHES):
            yield Clash(place=place, first=first)

    def _with_names(self, rows: Iterable[Incoming]) -> Iterator[Incoming]:
        """Yield the rows with numbers of `incoming_accounts` and `_contacts` for names."""
        accounts = Memo(self._account)
        contacts = Memo(self._contact)
        for row in rows:
            account, contact = row[ACCOUNT], row[CONTACT]
            if account is not None:
                row[ACCOUNT] = account = accounts[account]
            if contact is not None:
                row[CONTACT] = contacts[f"{account or 0} {contact}"]
            yield row

    def _account(self, spelling: str) -> int:
        key = name_key(spelling)
        self.store.run(_ADD_ACCOUNT, (key, spelling))
        number: int
        (number,) = self.store.row("SELECT id FROM incoming_accounts WHERE key = ?", (key,))
        return number

    def _contact(self, text: str) -> int:
        account, _, spelling = text.partition(" ")
        key = name_key(spelling)
        self.store.run(_ADD_CONTACT, (int(account), key, spelling))
        number: int
        (number,) = self.store.row(
            "SELECT id FROM incoming_contacts WHERE account = ? AND key = ?", (int(account), key)
        )
        return number
