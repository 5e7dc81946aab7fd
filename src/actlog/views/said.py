"""What an entry says, in the words that `log`, `list` and `today` share.

On the lean lane: plain text, no Rich. What comes back is not yet safe to show: it goes
through `visible` as a whole.
"""

from __future__ import annotations

from actlog.grammar.dates import echo

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from actlog.domain.entry import Entry
    from actlog.domain.model_week import ModelWeek
    from actlog.domain.story import Step


def amount(model: ModelWeek, kind: str, count: int) -> str:
    """Return `12 calls`; the bare name for a kind that is not in the model."""
    known = model.kind(kind)
    return f"{count:,} {kind}" if known is None else known.counted(count)


def what(entry: Entry, model: ModelWeek) -> str:
    """Return `12 calls connected`."""
    counted = amount(model, entry.kind, entry.count)
    return f"{counted} {entry.outcome}" if entry.outcome else counted


def who(one: Entry | Step) -> str:
    """Return `@acme/dana`; nothing for nobody."""
    contact = f"/{one.contact}" if one.contact else ""
    return f"@{one.account or ''}{contact}" if one.account or contact else ""


def details(entry: Entry, now: datetime) -> list[str]:
    """Return minutes, value, what is planned and what is next, each in a few words."""
    said = []
    if entry.minutes is not None:
        said.append(f"{entry.minutes}m")
    if entry.value_cents is not None:
        said.append(f"value {money(entry.value_cents)}")
    if entry.planned is not None:
        said.append(f"for {echo(entry.planned, now)}")
    if entry.next is not None:
        said.append(f"next: {entry.next}")
    if entry.due is not None:
        said.append(f"due {echo(entry.due, now)}")
    if entry.done is not None:
        said.append(f"done {echo(entry.done, now)}")
    if entry.objection:
        said.append(f"objection: {', '.join(entry.objection)}")
    return said


def tags(entry: Entry) -> list[str]:
    """Return the tags with their sign."""
    return [f"+{tag}" for tag in entry.tags]


def money(cents: int) -> str:
    """Return an amount as people write it: `18,000`, `12.50`."""
    units, part = divmod(cents, 100)
    return f"{units:,}" if part == 0 else f"{units:,}.{part:02}"


def outcomes(entries: Sequence[Entry]) -> dict[str, int]:
    """Return how many of the entries ended in each known outcome."""
    counts: dict[str, int] = {}
    for entry in entries:
        if entry.outcome is not None:
            counts[entry.outcome] = counts.get(entry.outcome, 0) + entry.count
    return counts
