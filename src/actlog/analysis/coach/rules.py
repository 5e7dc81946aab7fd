"""Every rule of the coach, by subject. What each says and when: docs/coach.md."""

from __future__ import annotations

from actlog.analysis.coach import week_rules

TYPE_CHECKING = False
if TYPE_CHECKING:
    from actlog.analysis.coach.advice import Rule

RULES: tuple[Rule, ...] = (
    # this week
    week_rules.lines,
    week_rules.gap,
    # activity and results
    # meetings and the funnel
    # people
    # momentum and mix
    # the model week and what was promised
)
"""The rules in the order in which they are asked; what is shown first is `advice.ORDER`'s."""
