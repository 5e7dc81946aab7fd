"""Forgetting: no byte of the person is left in any file, and nobody else loses anything."""

import sqlite3
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from actlog.domain.entry import Entry
from actlog.domain.errors import InputError, NothingToDoError, StoreError
from actlog.domain.promise import Promise
from actlog.domain.week import TimeOff
from actlog.store import backup, entries, forget, history, promises, shelf, time_off
from actlog.store.database import Store, open_store
from actlog.store.erase import Erased, mentions
from actlog.store.fingerprints import Fingerprints
from actlog.store.migrations import migrate, steps
from tests.store.logbook import NOW, TODAY, call, kept, live, log, open_log, recounted, remove

SECRETS = (b"xanthippe", b"zephyrine", b"quokka", b"wombat", b"numbat", b"dingo")
"""The account, the contact, and words of texts and tags; nobody else has them."""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = open_log(tmp_path)
    yield store
    store.close()


def theirs(**parts: object) -> Entry:
    said = {"account": "Xanthippe", "contact": "Zephyrine", "note": "quokka", "next": "wombat"}
    return call(**{**said, "tags": ("numbat",), "objection": ("dingo",), **parts})


def others(store: Store, first: int, last: int) -> None:
    """Log pages of other people's entries, an operation each: as many segments of the index."""
    for number in range(first, last):
        text = f"note {number} about {number * 7919} pricing and delivery " * 8
        log(store, call(account=f"house {number}", contact=f"person {number}", note=text))


def found_in(folder: Path, secrets: tuple[bytes, ...] = SECRETS) -> set[tuple[str, bytes]]:
    """Return which files hold which words, whatever their case."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {
        (str(path.relative_to(folder)), secret)
        for path in files
        for secret in secrets
        if secret in path.read_bytes().lower()
    }


def history_of_theirs(store: Store) -> None:
    """Log the person amid others: said, edited, renamed, removed, undone, imported."""
    others(store, 0, 60)
    (one, _) = log(store, theirs(), theirs(day=NOW.date() - timedelta(days=9)), words="@Xanthippe")
    with history.operation(store, "edit", "1 'quokka again'", NOW) as operation:
        entries.edit(store, operation, one, one.replace(note="quokka again", persona="numbat"))
    others(store, 60, 90)
    log(store, theirs(contact=None, note="quokka " * 900), words="call @xanthippe")
    remove(store, 61)
    with history.operation(store, "promise", "'write to Zephyrine of Xanthippe'", NOW) as operation:
        made = Promise(week=TODAY, text="write to Zephyrine of Xanthippe, quokka")
        made = promises.add(store, operation, made)
    with history.operation(store, "promise", "--kept", NOW) as operation:
        promises.answer(store, operation, made, "kept")
    log(store, theirs(source="wombat"), words="call @Xanthippe/zephyrine 'quokka'")
    history.undo(store, NOW)
    log(store, call(account="house 1"), words="call @'house 1'")
    with history.operation(store, "rename", "@xanthippe @xanthippe-gmbh", NOW) as operation:
        new = {"name": "Xanthippe GmbH", "key": "xanthippe gmbh"}
        history.change(store, operation, "accounts", 61, new)
    others(store, 90, 120)


def forget_them(store: Store, account: str | None, contact: str | None = None) -> Erased:
    person = forget.find(store, account, contact)
    erased = forget.forget(store, person, NOW)
    _, left = forget.clean_copies(store, person)
    assert left == []
    return erased


def sound(store: Store) -> bool:
    store.run("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
    assert kept(store) == recounted(store)
    assert store.rows("PRAGMA foreign_key_check") == []
    return store.rows("PRAGMA integrity_check") == [("ok",)]


def copies_of_every_sort(store: Store, folder: Path) -> None:
    """Make dated copies, a copy from before a migration, and a draft that was broken off."""
    for days in range(3):
        backup.daily(store.path, NOW.date() - timedelta(days=days))
    old = folder / "log.db.version-1"
    conn = sqlite3.connect(old, isolation_level=None)
    migrate(conn, str(old), steps()[:1])
    conn.executescript(
        "INSERT INTO operations (at, command, words) VALUES ('2026-11-20', 'log', '@Xanthippe');"
        "INSERT INTO accounts (name, key, added_by) VALUES ('Xanthippe', 'xanthippe', 1);"
        "INSERT INTO contacts (account_id, name, key, added_by)"
        " VALUES (1, 'Zephyrine', 'zephyrine', 1);"
        "INSERT INTO entries (uid, day, kind, account_id, contact_id, note, added_by)"
        " VALUES ('a', '2026-11-20', 'call', 1, 1, 'quokka', 1), "
        " ('b', '2026-11-20', 'call', NULL, NULL, 'somebody else', 1)"
    )
    conn.close()
    draft = folder / "backups" / "log-2026-11-01.db.draft"
    draft.write_bytes(b"half a copy of Xanthippe")


@pytest.mark.parametrize("folder", [".", "Dropbox"])  # a write-ahead log, and a rollback journal
def test_no_byte_of_a_forgotten_account_is_left_in_any_file(tmp_path: Path, folder: str) -> None:
    home = tmp_path / folder
    store = open_log(home)
    history_of_theirs(store)
    copies_of_every_sort(store, home)
    held = found_in(home)
    assert {secret for _, secret in held} == set(SECRETS)
    assert {name for name, _ in held} >= {
        "log.db",
        "log.db.version-1",
        "backups/log-2026-11-23.db",
        "backups/log-2026-11-01.db.draft",
    }
    before = {entry.id: entry for entry in live(store) if entry.account != "Xanthippe GmbH"}
    erased = forget_them(store, "xanthippe GMBH")
    assert erased.entries == 4
    assert found_in(home) == set()  # while the log is open, with what lies beside it
    assert {entry.id: entry for entry in live(store)} == before
    assert sound(store)
    store.close()
    assert found_in(home) == set()
    for file in shelf.every(str(home / "log.db")):
        if "version" not in file:
            copy = open_store(file)
            assert sound(copy)
            assert len(live(copy)) == len(before)
            copy.close()
    conn = sqlite3.connect(home / "log.db.version-1")
    assert conn.execute("SELECT note FROM entries").fetchall() == [("somebody else",)]
    assert conn.execute("PRAGMA user_version").fetchone() == (1,)
    conn.close()


Shred = Callable[[sqlite3.Connection], bool]


def without_anything(conn: sqlite3.Connection) -> bool:
    return True


def without_optimize(conn: sqlite3.Connection) -> bool:
    conn.execute("VACUUM")
    conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return True


def without_vacuum(conn: sqlite3.Connection) -> bool:
    conn.execute("INSERT INTO search (search) VALUES ('optimize')")
    conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return True


def without_checkpoint(conn: sqlite3.Connection) -> bool:
    conn.execute("INSERT INTO search (search) VALUES ('optimize')")
    conn.execute("VACUUM")
    return True


@pytest.mark.parametrize(
    "lesser", [without_anything, without_optimize, without_vacuum, without_checkpoint]
)
def test_each_step_of_the_shredding_is_needed_and_its_lack_is_seen(
    tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch, lesser: Shred
) -> None:
    store.run("PRAGMA secure_delete = OFF")  # some builds of SQLite have it on
    history_of_theirs(store)
    monkeypatch.setattr(forget, "shred", lesser)
    forget.forget(store, forget.find(store, "xanthippe gmbh", None), NOW)
    assert found_in(tmp_path)


def test_a_contact_is_forgotten_and_the_account_stays(tmp_path: Path, store: Store) -> None:
    history_of_theirs(store)
    log(store, theirs(account="Xanthippe GmbH", contact=None, note="of the account"))
    assert forget_them(store, "Xanthippe GmbH", "ZEPHYRINE").entries == 3
    assert {secret for _, secret in found_in(tmp_path)} == set(SECRETS) - {b"zephyrine"}
    assert "of the account" in [entry.note for entry in live(store)]
    assert sound(store)


def test_a_contact_of_no_account_is_forgotten_by_itself(tmp_path: Path, store: Store) -> None:
    log(store, call(contact="Zephyrine", note="quokka"), call(contact="eve"))
    log(store, call(account="acme", contact="zephyrine", note="another"))
    assert forget_them(store, None, "zephyrine").entries == 1
    assert found_in(tmp_path, (b"quokka",)) == set()
    assert [entry.note for entry in live(store)] == [None, "another"]


def test_accounts_that_were_merged_into_it_go_along_and_others_stay(
    tmp_path: Path, store: Store
) -> None:
    (one, two) = log(store, call(account="zephyrine ltd"), call(account="quokka inc"))
    log(store, call(account="Xanthippe"), call(account="quokka inc"))
    with history.operation(store, "merge", "", NOW) as operation:
        entries.edit(store, operation, one, one.replace(account="Xanthippe"))
    with history.operation(store, "edit", "", NOW) as operation:
        entries.edit(store, operation, two, two.replace(account="Xanthippe"))
    forget_them(store, "Xanthippe")
    assert {secret for _, secret in found_in(tmp_path)} == {b"quokka"}
    assert [entry.account for entry in live(store)] == ["quokka inc"]
    assert sound(store)


def test_an_entry_that_moved_away_stays_and_keeps_no_way_back(store: Store) -> None:
    (one,) = log(store, theirs(contact=None))
    with history.operation(store, "edit", "1 @acme", NOW) as operation:
        entries.edit(store, operation, one, one.replace(account="acme", note="kept"))
    forget_them(store, "Xanthippe")
    assert [(entry.account, entry.note) for entry in live(store)] == [("acme", "kept")]
    history.undo(store, NOW)
    assert [(entry.account, entry.note) for entry in live(store)] == [("acme", "quokka")]
    assert sound(store)


def test_undo_passes_over_what_is_forgotten_and_takes_back_the_rest(store: Store) -> None:
    log(store, call(account="acme"), words="first")
    log(store, theirs(), words="theirs")
    log(store, theirs(), call(account="globex"), words="both")
    forget_them(store, "xanthippe")
    rows = store.rows("SELECT command, words, sealed FROM operations ORDER BY id")
    assert rows == [("log", "first", 0), ("log", "", 1), ("log", "", 0), ("forget", "", 1)]
    assert [entry.account for entry in live(store)] == ["acme", "globex"]
    history.undo(store, NOW)
    assert [entry.account for entry in live(store)] == ["acme"]
    assert history.undo(store, NOW).words == "first"
    with pytest.raises(NothingToDoError):
        history.undo(store, NOW)
    while True:
        try:
            history.redo(store, NOW)
        except NothingToDoError:
            break
    assert [entry.account for entry in live(store)] == ["acme", "globex"]
    assert sound(store)


def test_what_was_called_right_about_them_goes_too(store: Store) -> None:
    log(store, call(account="acme"), call(account="acne"), call(account="globex"))
    accept = "INSERT INTO accepted (rule, one, other, added_by) VALUES (?, ?, ?, ?)"
    for rule, one, other in (
        ("near-accounts", 1, 2),
        ("near-contacts", 1, 2),
        ("near-accounts", 2, 3),
        ("unusual-day", 1, 0),
        ("unusual-day", 3, 0),
    ):
        with history.operation(store, "check", "--accept", NOW) as operation:
            store.run(accept, (rule, one, other, operation))
    forget_them(store, "acme")
    left = store.rows("SELECT rule, one FROM accepted ORDER BY id")
    assert left == [("near-contacts", 1), ("near-accounts", 2), ("unusual-day", 3)]
    sealed = store.rows("SELECT id FROM operations WHERE sealed AND command = 'check'")
    assert sealed == [(2,), (5,)]


def test_time_off_stays_and_loses_a_reason_that_names_them(tmp_path: Path, store: Store) -> None:
    log(store, theirs())
    with history.operation(store, "off", "fri 'zephyrine, lunch'", NOW) as operation:
        for why in ("lunch with Zephyrine", "a fair", None):
            time_off.add(store, operation, TimeOff(first=TODAY, last=TODAY, why=why))
    forget_them(store, "Xanthippe", "Zephyrine")
    assert [one.why for one in time_off.every(store)] == [None, "a fair", None]
    assert found_in(tmp_path, (b"zephyrine",)) == set()


def test_an_entry_that_names_them_no_more_is_never_brought_back_to_that(
    tmp_path: Path, store: Store
) -> None:
    log(store, theirs())
    one, other = log(store, call(note="met Zephyrine", next="wait"), call(note="first"))
    for before, after in (
        (one, one.replace(note="met her", next="call")),
        (one.replace(note="met her", next="call"), one.replace(note="met her soon", next="call")),
        (other, other.replace(note="now about zephyrine")),
    ):
        with history.operation(store, "edit", "", NOW) as operation:
            entries.edit(store, operation, before, after)
    forget_them(store, "Xanthippe", "Zephyrine")
    assert history.undo(store, NOW).id == 5
    assert [entry.note for entry in live(store)] == ["met her soon", "first"]
    history.redo(store, NOW)
    with history.operation(store, "edit", "", NOW) as operation:
        entries.edit(store, operation, live(store)[1], other.replace(note="second"))
    forget_them(store, "Xanthippe", "Zephyrine")
    assert found_in(tmp_path, (b"zephyrine",)) == set()
    for _ in range(2):
        history.undo(store, NOW)
    assert [(entry.note, entry.next) for entry in live(store)] == [
        ("met her", "wait"), ("second", None),
    ]  # fmt: skip
    assert sound(store)


def test_words_that_only_mention_the_name_are_blanked_and_notes_are_counted(store: Store) -> None:
    log(store, theirs())
    log(store, call(account="acme", note="met zephyrine"), words="call @acme 'met Zephyrine'")
    log(store, call(account="acme", note="zephyrines"), words="zephyrines")
    person = forget.find(store, "xanthippe", "zephyrine")
    assert (person.entries, person.mentions) == (1, 1)
    forget.forget(store, person, NOW)
    assert store.rows("SELECT words FROM operations WHERE words <> ''") == [("zephyrines",)]
    assert [entry.note for entry in live(store)] == ["met zephyrine", "zephyrines"]


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("call @acme", True), ("@ACME/dana", True), ("acmes", False), ("x-acme-y", True),
        ("acme", True), (None, False), ("", False), ("a c m e", False),
    ],
)  # fmt: skip
def test_a_name_is_held_where_it_stands_as_words(text: str | None, held: bool) -> None:
    assert mentions(text, ["acme"]) is held


def test_whoever_logs_the_name_again_may(store: Store) -> None:
    log(store, theirs())
    forget_them(store, "xanthippe")
    log(store, call(account="Xanthippe", note="back"))
    assert [entry.note for entry in live(store)] == ["back"]
    assert history.undo(store, NOW).entries == 1


def restored(store: Store, source: str) -> list[str | None]:
    from actlog.store import restore

    draft = restore.draft_of(source, store.path)
    try:
        forget.carry_over(Fingerprints(store.conn), draft)
        restore.replace(store, draft, NOW)
    finally:
        backup.discard(draft)
    assert sound(store)
    return [entry.note for entry in live(store)]


def test_a_copy_from_elsewhere_does_not_bring_the_person_back(tmp_path: Path, store: Store) -> None:
    history_of_theirs(store)
    log(store, theirs(account="acme", note="contact of another house"))
    elsewhere = tmp_path.parent / f"{tmp_path.name}-elsewhere.db"
    backup.copy(store.path, str(elsewhere))
    forget_them(store, "xanthippe gmbh")
    forget_them(store, "acme", "zephyrine")
    others(store, 120, 121)
    count = len(live(store))
    notes = restored(store, str(elsewhere))
    assert len(notes) == count - 1
    assert found_in(tmp_path) == set()
    assert len(Fingerprints(store.conn).rows) == 3  # two names of the house, one contact
    elsewhere.unlink()


def test_what_was_logged_again_by_hand_survives_a_restore_of_a_copy_made_since(
    store: Store,
) -> None:
    log(store, theirs())
    forget_them(store, "xanthippe")
    log(store, call(account="xanthippe", note="back"))
    since = backup.dated(store.path, NOW)
    log(store, call(note="later"))
    assert restored(store, since) == ["back"]
    forget_them(store, "xanthippe")  # in the same second, even
    assert [one.entries for one in shelf.listed(store.path)] == [0, 1]
    assert found_in(Path(store.path).parent) == set()


def test_a_copy_with_a_key_of_its_own_is_understood(tmp_path: Path, store: Store) -> None:
    other = open_log(tmp_path / "other")
    log(other, theirs(), call(account="acme", note="a"), call(note="b"))
    forget_them(other, "acme")
    log(store, theirs())
    forget_them(store, "xanthippe")
    assert restored(store, other.path) == ["b"]
    fingerprints = Fingerprints(store.conn)
    assert fingerprints.know("acme", None)
    assert fingerprints.know("xanthippe", "zephyrine")
    assert not fingerprints.know("globex", None)
    other.close()


def test_the_fingerprints_say_nothing_without_their_key(store: Store) -> None:
    log(store, theirs())
    forget_them(store, "xanthippe")
    (first,) = store.rows("SELECT fingerprint FROM forgotten")
    assert Fingerprints(store.conn).know("xanthippe", None)
    store.run("DELETE FROM settings WHERE name = 'forgotten_keys'")
    assert not Fingerprints(store.conn).know("xanthippe", None)
    log(store, theirs())
    forget_them(store, "xanthippe")  # a new key: the same name leaves another print
    rows = store.rows("SELECT fingerprint FROM forgotten")
    assert (len(rows), first in rows) == (2, True)


def test_another_shell_that_has_the_log_open_is_no_hindrance(tmp_path: Path, store: Store) -> None:
    other = open_log(tmp_path)
    history_of_theirs(store)
    assert len(live(other)) > 100
    forget_them(store, "xanthippe gmbh")
    assert found_in(tmp_path) == set()
    log(other, call(account="acme"))
    assert sound(other)
    other.close()


def test_another_program_in_the_midst_of_reading_is_said_and_the_second_time_mends_it(
    tmp_path: Path,
) -> None:
    store = open_store(str(tmp_path / "log.db"), patience=0.1)
    history_of_theirs(store)
    reader = sqlite3.connect(store.path, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM entries").fetchone()
    person = forget.find(store, "xanthippe gmbh", None)
    with pytest.raises(StoreError, match="the entries are gone, but"):
        forget.forget(store, person, NOW)
    assert found_in(tmp_path)
    reader.close()
    again = forget.find(store, "xanthippe gmbh", None)
    assert not again.accounts
    assert forget.known(store, again)
    forget.forget(store, again, NOW)
    assert found_in(tmp_path) == set()
    store.close()


def test_a_copy_that_cannot_be_read_is_named(tmp_path: Path, store: Store) -> None:
    log(store, theirs())
    good = backup.dated(store.path, NOW)
    bad = tmp_path / "backups" / "log-2026-11-22.db"
    bad.write_bytes(b"Xanthippe" * 1000)
    person = forget.find(store, "xanthippe", None)
    forget.forget(store, person, NOW)
    assert forget.clean_copies(store, person) == ([good], [str(bad)])
    assert not list(tmp_path.rglob("*draft*"))


def test_a_failure_half_way_erases_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    history_of_theirs(store)
    before = live(store)

    def fail(*_: object) -> None:
        raise InputError("no")

    monkeypatch.setattr(forget, "erase", fail)
    with pytest.raises(InputError):
        forget.forget(store, forget.find(store, "xanthippe gmbh", None), NOW)
    assert live(store) == before
    assert Fingerprints(store.conn).rows == {}
