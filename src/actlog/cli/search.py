"""`search`: the entries in which something was said."""

from __future__ import annotations

from actlog.cli.listing import LATEST
from actlog.domain.text import visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from actlog.cli.session import Session
    from actlog.domain.filter import Filter
    from actlog.domain.sought import Hit, Term
    from actlog.store.search import Found
    from actlog.views.shapes.entries import FoundEntryJson, SearchJson


def search_entries(
    session: Session,
    words: Sequence[str],
    *,
    among: Sequence[str] = (),
    every: bool = False,
    json: bool = False,
    csv: bool = False,
) -> int:
    """Show the latest entries (or `every` one) with all the words in their texts.

    `among` holds words of `list`, which say what is searched. Where nothing has the words
    as they are, words that begin so will do. Exit code 1 where nothing is found.
    """
    from actlog.cli.asked import asked_for
    from actlog.grammar.searching import parse_search
    from actlog.grammar.tokens import split

    terms, signs = parse_search(words)
    asked = [*signs, *[word for some in among for word in split(some)[0]]]
    wanted = asked_for(session, asked)
    found, begun = _find(session, terms, wanted, None if every else LATEST)
    if json:
        shown: SearchJson = {"entries": [_plain(hit) for hit in found.hits], "more": found.more}
        session.json(shown)
    elif csv:
        from actlog.exchange.csv_file import write_text

        session.raw(write_text([hit.entry for hit in found.hits]))
    elif found.hits:
        _show(session, found, begun=begun)
    else:
        _say_nothing(session, terms)
    return 0 if found.hits else 1


def _find(
    session: Session, terms: Sequence[Term], wanted: Filter, limit: int | None
) -> tuple[Found, bool]:
    """Return what is found, and whether only by the beginnings of words."""
    from actlog.store.search import search

    found = search(session.store, terms, wanted, limit)
    if found.hits or all(term.begins for term in terms):
        return found, False
    begun = [term.replace(begins=True) for term in terms]
    found = search(session.store, begun, wanted, limit)
    return found, bool(found.hits)


def _show(session: Session, found: Found, *, begun: bool) -> None:
    from actlog.views.search import hits_list
    from actlog.views.theme import Theme

    console, wrap = session.console(), session.fits
    shown = hits_list(found.hits, session.model(), session.now, Theme.of(console), wrap=wrap)
    console.print(shown, soft_wrap=not wrap)
    if begun:
        session.remark("nothing has exactly that; these begin so")
    if found.more:
        session.remark(f"the latest {len(found.hits)}; all of them: --all")


def _say_nothing(session: Session, terms: Sequence[Term]) -> None:
    """Say that nothing was found, and the account that was perhaps meant."""
    from actlog.grammar.suggest import nearest
    from actlog.store.entries import account_names

    said = " ".join([term.text for term in terms])
    session.out(f"nothing found for {visible(said)}")
    meant = nearest(said, account_names(session.store))
    if meant is not None:
        session.remark(f"did you mean {meant}?")


def _plain(hit: Hit) -> FoundEntryJson:
    from actlog.exchange.codec import to_plain

    spans = hit.spans
    return {
        **to_plain(hit.entry),
        "matched": [{"field": span.field, "start": span.start, "end": span.end} for span in spans],
    }
