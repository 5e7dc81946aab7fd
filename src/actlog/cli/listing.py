"""`list`: the log's entries, newest last."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from actlog.cli.session import Session
    from actlog.domain.entry import Entry
    from actlog.views.shapes.entries import ListJson

LATEST = 20
"""How many entries are shown when nothing in particular is asked for."""


def list_entries(
    session: Session,
    words: Sequence[str],
    *,
    every: bool = False,
    json: bool = False,
    csv: bool = False,
) -> int:
    """Show the latest entries, or all that the filter words (or `every`) ask for."""
    from actlog.cli.asked import asked_for
    from actlog.store.entries import select

    wanted = asked_for(session, words)
    limit = None if every or wanted.asks else LATEST
    entries = select(session.store, wanted, limit)
    if json:
        _raw_json(session, entries)
    elif csv:
        from actlog.exchange.csv_file import write_text

        session.raw(write_text(entries))
    else:
        _show(session, entries, limit)
    return 0


def _raw_json(session: Session, entries: Sequence[Entry]) -> None:
    from actlog.exchange.codec import to_plain

    plain = [to_plain(entry) for entry in entries]
    shown: ListJson = {"entries": plain}
    session.json(shown)


def _show(session: Session, entries: Sequence[Entry], limit: int | None) -> None:
    from actlog.views.entries import entries_list
    from actlog.views.theme import Theme

    if not entries:
        session.out("no entries" if limit is None else "no entries yet: actlog log 5 calls @acme")
        return
    console, wrap = session.console(), session.fits
    shown = entries_list(entries, session.model(), session.now, Theme.of(console), wrap=wrap)
    console.print(shown, soft_wrap=not wrap)
    if limit is not None and len(entries) == limit:
        session.remark(f"the latest {limit}; all of them: actlog list --all")
