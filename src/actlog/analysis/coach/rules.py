"""Every rule of the coach, by subject. What each says and when: docs/coach.md."""

from __future__ import annotations

from actlog.analysis.coach import (
    model_rules,
    momentum_rules,
    people_rules,
    praise_rules,
    promise_rules,
    rate_rules,
    reach_rules,
    result_rules,
    week_rules,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from actlog.analysis.coach.advice import Rule

RULES: tuple[Rule, ...] = (
    # this week
    week_rules.begin,
    week_rules.lines,
    week_rules.gap,
    week_rules.line_reached,
    # activity and results
    result_rules.busy_without_results,
    result_rules.tipping_point_far,
    result_rules.choose_metrics,
    # meetings and the funnel
    rate_rules.rate_changed,
    rate_rules.no_shows,
    rate_rules.quality_down,
    # people
    people_rules.open_meetings,
    people_rules.overdue_steps,
    people_rules.stale_accounts,
    reach_rules.cherry_picking,
    reach_rules.pipeline_only,
    # momentum and mix
    momentum_rules.drought,
    momentum_rules.momentum_falling,
    momentum_rules.coasting,
    momentum_rules.neglected_mix,
    praise_rules.streak,
    praise_rules.best,
    # the model week and what was promised
    model_rules.bookend,
    model_rules.model_unread,
    model_rules.weeks_missing,
    promise_rules.promise,
)
"""The rules in the order in which they are asked; what is shown first is `advice.ORDER`'s."""

_OF_COMPLETE_WEEKS = (
    rate_rules.rate_changed,
    rate_rules.no_shows,
    rate_rules.quality_down,
    result_rules.tipping_point_far,
    result_rules.choose_metrics,
    reach_rules.cherry_picking,
    reach_rules.pipeline_only,
    momentum_rules.neglected_mix,
    model_rules.bookend,
    model_rules.model_unread,
    model_rules.weeks_missing,
    result_rules.busy_without_results,
)

OF_THE_DAY: tuple[Rule, ...] = tuple([rule for rule in RULES if rule not in _OF_COMPLETE_WEEKS])
"""The rules whose answer changes from day to day; the others, and every test, wait for a week."""
