"""What came of an import, in words."""

from __future__ import annotations

from actlog.domain.text import visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from actlog.cli.session import Session
    from actlog.domain.arrivals import Arrivals, Came
    from actlog.domain.model_week import ModelWeek

_MOST_KINDS = 5


def preview(session: Session, came: Came) -> None:
    """Show what would come in, and what is worth a look before it does."""
    from actlog.views.arrivals import preview as screen
    from actlog.views.theme import Theme

    console = session.console()
    console.print(screen(came, session.model(), Theme.of(console)))


def say(session: Session, came: Came, *, dry_run: bool) -> None:
    """Say what was added and changed, or would be."""
    arrivals, path = came.arrivals, visible(came.path)
    if arrivals.forgotten:
        session.out(f"{rows(arrivals.forgotten)} of forgotten people left out")
    if came.reject_files:
        files = visible(", ".join(came.reject_files))
        session.out(f"{rows(came.rejected)} not imported, kept in {files}: mend and import that")
    if not arrivals.any:
        known = _all_known(arrivals.known) if arrivals.known else "no rows"
        session.out(f"nothing new in {path}: {known}")
        return
    would = "would " if dry_run else ""
    if arrivals.entries:
        done = f"{would}import" if dry_run else "imported"
        told = about(arrivals, session.model())
        session.out(f"{done} {number_of_entries(arrivals.entries)}: {told}")
    if arrivals.changed:
        done = f"{would}change" if dry_run else "changed"
        told = "1 entry says" if arrivals.changed == 1 else f"{arrivals.changed:,} entries say"
        session.out(f"{done} what {told}")
    if arrivals.known:
        session.out(f"{arrivals.known:,} of {arrivals.rows:,} rows are in the log already")
    if not dry_run:
        session.out("actlog undo takes it back")


def note(session: Session, came: Came) -> None:
    """Say what the files were taken for, and what is worth a look: what `preview` shows."""
    from actlog.exchange.opening import OWN
    from actlog.views.arrivals import notes

    for file in came.files:
        if file.format != OWN:
            session.out(f"{visible(file.name)} is read as {file.title}")
    for label, said in notes(came):
        session.remark(f"{label}: {said}")


def warn(session: Session, came: Came) -> None:
    """Warn of what is new, missing or kept as it is."""
    arrivals = came.arrivals
    if arrivals.edited:
        numbers = ", ".join([f"#{number}" for number in arrivals.edited_numbers])
        more = arrivals.edited - len(arrivals.edited_numbers)
        beside = f" and {more:,} more" if more else ""
        session.remark(
            f"you edited {numbers}{beside}, and the file says something else: they stay as they are"
        )
    if not arrivals.entries:
        return
    if arrivals.new_accounts:
        more = arrivals.new_accounts - len(arrivals.names)
        beside = f" and {more:,} more" if more else ""
        session.remark(f"new accounts: {', '.join(arrivals.names)}{beside}")
    for kind, field, entries in came.missing:
        session.remark(
            f"{number_of_entries(entries)} of {kind} without {field}, which the model week asks for"
        )


def _all_known(number: int) -> str:
    return "its row is known already" if number == 1 else f"all {number:,} rows known already"


def rows(number: int) -> str:
    """Return `1 row`, `45,211 rows`."""
    return "1 row" if number == 1 else f"{number:,} rows"


def number_of_entries(number: int) -> str:
    """Return `1 entry`, `45,211 entries`."""
    return "1 entry" if number == 1 else f"{number:,} entries"


def about(arrivals: Arrivals, model: ModelWeek) -> str:
    """Return the kinds, the most first, and the days: `45,211 calls, 2008-05-05 to 2010-11-17`."""
    parts = []
    for total in sorted(arrivals.kinds, key=lambda total: -total.count):
        kind = model.kind(total.kind)
        name = total.kind if kind is None else kind.title
        if kind is not None and total.count != 1:
            name = kind.plural_title()
        parts.append(f"{total.count:,} {name}")
    shown = ", ".join(parts[:_MOST_KINDS])
    more = f" and {len(parts) - _MOST_KINDS} more kinds" if len(parts) > _MOST_KINDS else ""
    days = f"{arrivals.first} to {arrivals.last}"
    return visible(f"{shown}{more}, {arrivals.first if arrivals.first == arrivals.last else days}")
