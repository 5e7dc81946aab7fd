"""What sort of work an activity is: prospecting, follow-up, or a meeting."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from actlog.domain.model_week import Kind, ModelWeek

PROSPECTING, FOLLOW_UP = "prospecting", "follow-up"
"""The groups that the coach knows; a model week may name others."""


def group(model: ModelWeek, kind: Kind) -> str | None:
    """Return the group of an activity; a measure is in the group of what it measures."""
    if kind.group is None and kind.of is not None:
        whole = model.kind(kind.of)
        return whole.group if whole else None
    return kind.group


def is_meeting(model: ModelWeek, kind: Kind) -> bool:
    """Tell whether it is one of the two ends of a meeting: set or held."""
    return any(kind.name in {one.name for one in pair} for pair in model.stories())


def is_prospecting(model: ModelWeek, kind: Kind) -> bool:
    """Tell whether it looks for new business."""
    return group(model, kind) == PROSPECTING


def is_more_of_the_same(model: ModelWeek, name: str | None) -> bool:
    """Tell whether more of a kind is what `busy-without-results` says not to do."""
    kind = model.kind(name) if name is not None else None
    return kind is not None and (is_meeting(model, kind) or is_prospecting(model, kind))
