"""An entry in full, compared with whole literal screens."""

from datetime import date, timedelta
from typing import Any

from rich.cells import cell_len
from rich.console import Console

from actlog.domain.entry import Entry, Moment
from actlog.domain.plain import What
from actlog.domain.touches import Change, Life, Touch
from actlog.views.show import entry_screen
from tests.rep import MODEL, at
from tests.screens import console, pipe, shown, theme

NOW = at("2026-11-25 13:00")
ENTRY = Entry(
    id=1842,
    day=date(2026, 11, 23),
    at=at("2026-11-23 10:41"),
    kind="call",
    count=3,
    outcome="connected",
    account="acme",
    contact="dana",
    minutes=20,
    value_cents=1_800_050,
    source="web",
    persona="buyer",
    tags=("hot", "fair"),
    note="asked for pricing, and for a second meeting next week with the whole team"
    "\n\n  [b]then\x1b[2J",
    planned=Moment(day=date(2026, 11, 27)),
    next="send quote",
    due=Moment.of(at("2026-11-26 09:00")),
    done=Moment(day=date(2025, 11, 25)),
    story="0192f3a4b5c67d8e9f00112233445500",
)


def touch(operation: int, what: What, words: str = "", **parts: Any) -> Touch:
    command = {"logged": "log", "edited": "edit", "removed": "rm"}.get(what, "undo")
    when = at("2026-11-23 10:41") + timedelta(hours=operation)
    return Touch(operation=operation, command=command, words=words, at=when, what=what, **parts)


LIFE = Life(
    live=False,
    removed=True,
    touches=(
        touch(7, "logged", "3 calls @amce/dana -- asked for pricing, and for a second meeting"),
        touch(
            8,
            "edited",
            "last @acme",
            changes=(
                Change(field="account", before="amce", after="acme"),
                Change(field="day", before=date(2026, 11, 22), after=date(2026, 11, 23)),
                Change(field="at", before=at("2026-11-22 10:41"), after=at("2026-11-23 10:41")),
                Change(field="kind", before="meeting_set", after="call"),
                Change(field="tags", before=(), after=("hot", "fair")),
                Change(field="value_cents", before=None, after=1_800_050),
                Change(field="minutes", before=20, after=None),
                Change(field="count", before=1000, after=3),
            ),
        ),
        touch(9, "undone", target=8),
        touch(10, "removed", "1842"),
    ),
)


def screen(on: Console, entry: Entry = ENTRY, life: Life = LIFE, *, wrap: bool = True) -> str:
    return shown(on, entry_screen(entry, life, MODEL, NOW, theme(on), wrap=wrap))


FIELDS = """\
#1842  3 calls connected · removed

when      Mon 23 Nov 10:41
account   acme
contact   dana
duration  20m
value     18,000.50
for       Fri 27 Nov
next      send quote
due       Thu 26 Nov 09:00
done      Tue 25 Nov 2025
source    web
persona   buyer
tags      +hot +fair
"""
REST = """\
story     0192f3a4b5c67d8e9f00112233445500

history
"""
CHANGES = """\
 8  Mon 23 Nov 18:41  edited    edit last @acme
                                account: amce → acme
                                time: Sun 22 Nov 10:41 → Mon 23 Nov 10:41
                                activity: meeting set → call
                                tags: - → +hot +fair
                                value: - → 18,000.50
                                duration: 20m → -
                                count: 1,000 → 3
 9  Mon 23 Nov 19:41  undone    operation 8
10  Mon 23 Nov 20:41  removed   rm 1842
"""


def test_a_terminal_shows_every_field_and_what_became_of_the_entry() -> None:
    assert screen(console()) == (
        FIELDS + "note      asked for pricing, and for a second meeting next week with the whole\n"
        "          team\n"
        "\n"
        "            [b]then\\x1b[2J\n" + REST + " 7  Mon 23 Nov 17:41  logged    "
        "log 3 calls @amce/dana -- asked for pricing, and\n"
        "                                for a second meeting\n" + CHANGES
    )


def test_a_pipe_has_every_line_whole() -> None:
    assert screen(pipe(), wrap=False) == (
        FIELDS
        + "note      asked for pricing, and for a second meeting next week with the whole team\n"
        "\n"
        "            [b]then\\x1b[2J\n" + REST + " 7  Mon 23 Nov 17:41  logged    "
        "log 3 calls @amce/dana -- asked for pricing, and for a second meeting\n" + CHANGES
    )


def test_a_terminal_with_few_letters_shows_the_same_in_plain_ones() -> None:
    plain = ENTRY.replace(account="Ελλάδα")
    text = screen(console(encoding="ascii"), plain)
    assert text.isascii()
    assert "account: amce -> acme" in text
    assert "account   \\u0395" in text


def test_wide_letters_wrap_within_the_width() -> None:
    wide = ENTRY.replace(note="漢字 " * 60, account="漢" * 100)
    text = screen(console(width=60), wide)
    assert max(cell_len(line) for line in text.splitlines()) <= 60


def test_an_entry_of_few_words_takes_few_lines() -> None:
    entry = Entry(id=1, day=date(2026, 11, 22), kind="fax")
    life = Life(live=True, removed=False, touches=(touch(1, "logged", "fax"),))
    assert screen(console(), entry, life) == (
        "#1  1 fax\n\nwhen      Sun 22 Nov\n\nhistory\n1  Mon 23 Nov 11:41  logged    log fax\n"
    )
