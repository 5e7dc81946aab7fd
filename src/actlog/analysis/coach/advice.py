"""From what the rules say to what is shown: tests held together, the few that matter first."""

from __future__ import annotations

from actlog.analysis.coach.kinds import is_more_of_the_same
from actlog.domain.findings import Evidence, Finding
from actlog.domain.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from actlog.analysis.coach.facts import Facts
    from actlog.domain.model_week import Kind, ModelWeek

    Rule = Callable[[Facts], "Said"]

FALSE_DISCOVERIES = 0.10
"""What part of the tested findings that are shown may be chance (Benjamini, Hochberg 1995)."""

GATE = 0.05
"""A tested finding's own p has to be below this."""

FEW = 5
"""How many findings are shown unless all are asked for."""

ORDER = (
    # What is asked for now comes first: by level, then as it stands here.
    *("begin", "busy-without-results", "past-ceiling", "open-meetings", "drought", "coasting"),
    *("rate-changed", "no-shows", "momentum-falling", "out-of-reach", "turn-to", "gap"),
    *("neglected-mix", "overdue-steps", "stale-accounts", "pipeline-only", "cherry-picking"),
    *("quality-down", "promise", "bookend", "tipping-point-far", "choose-metrics"),
    *("model-unread", "line-reached", "all-reached", "best", "streak", "weeks-missing"),
)
"""The rules by weight, heaviest first; one that is not named stands behind those that are."""

BUSY = "busy-without-results"
"""While this finding stands, nothing asks for more of the same."""

ASK_FOR_MORE = frozenset(
    ("drought", "momentum-falling", "coasting", "out-of-reach", "turn-to", "gap", "neglected-mix")
)
"""The rules whose findings ask for more of an activity, of the kind that they name."""

PRAISE = frozenset(("line-reached", "streak", "best"))
"""The rules that praise an activity: of what brings nothing it would be cheering for volume."""

_LOG = "actlog log "

_LEVELS = ("act", "watch", "good", "info")


class Test(Record):
    """A test that ran: of which rule, about what, and its p."""

    __test__ = False  # pytest would take it for one of its own

    rule: str
    about: str
    p: float


class Said(Record):
    """What one rule says: its findings, and every test that had data enough, found or not.

    The finding of a test carries the test's p in its evidence; it is made where p < GATE.
    """

    findings: tuple[Finding, ...] = ()
    tests: tuple[Test, ...] = ()


class Advice(Record):
    """All that the coach has to say, the most important first.

    `held` are findings whose own test passed but which, among so many tests, may be chance;
    `withheld` those that ask for more of what brings nothing now.
    """

    findings: tuple[Finding, ...]
    held: tuple[Finding, ...]
    withheld: tuple[Finding, ...] = ()
    rules: int
    tests: int

    @property
    def few(self) -> tuple[Finding, ...]:
        """The findings that are shown unasked: those that ask for something, or earned praise.

        Of each rule it is the weightiest alone, so that none of them fills the screen.
        """
        first: dict[str, Finding] = {}
        for one in self.findings:
            if one.level != "info":
                first.setdefault(one.id, one)
        return tuple([*first.values()][:FEW])

    @property
    def top(self) -> Finding | None:
        """The one that matters most, or None."""
        return self.few[0] if self.few else None


def advise(facts: Facts, rules: Sequence[Rule]) -> Advice:
    """Return what the rules say of the facts."""
    said = [rule(facts) for rule in rules]
    ps = [test.p for one in said for test in one.tests]
    qs = dict(zip(ps, adjusted(ps), strict=True))  # equal p have equal q
    found = [_with_q(finding, qs) for one in said for finding in one.findings]
    found.sort(key=weight)
    sure = [one for one in found if not _may_be_chance(one)]
    busy = any(one.id == BUSY for one in sure)
    more = [one for one in sure if busy and asks_for_more(one, facts.model)]
    return Advice(
        findings=no_more(sure, facts.model) if busy else tuple(sure),
        held=tuple([one for one in found if _may_be_chance(one)]),
        withheld=tuple(more),
        rules=len(rules),
        tests=len(ps),
    )


def adjusted(ps: Sequence[float]) -> list[float]:
    """Return the q of each p, in the same order: Benjamini and Hochberg's step-up."""
    order = sorted(range(len(ps)), key=ps.__getitem__)
    qs, least = [0.0] * len(ps), 1.0
    for rank in range(len(ps), 0, -1):
        place = order[rank - 1]
        least = min(least, ps[place] * len(ps) / rank)
        qs[place] = least
    return qs


def q_among(p: float, facts: Facts, rules: Sequence[Rule]) -> float:
    """Return the q of a test of one's own among all those that the coach would run."""
    return adjusted([p, *[test.p for rule in rules for test in rule(facts).tests]])[0]


def is_idle(top: Finding | None, model: ModelWeek, kind: Kind) -> bool:
    """Tell whether more of a kind is not to be asked for, by the finding that matters most."""
    return top is not None and top.id == BUSY and is_more_of_the_same(model, kind.name)


def weight(finding: Finding) -> tuple[int, int]:
    """Return what sorts findings, the most important first."""
    place = ORDER.index(finding.id) if finding.id in ORDER else len(ORDER)
    return _LEVELS.index(finding.level), place


def _with_q(finding: Finding, qs: dict[float, float]) -> Finding:
    p = finding.evidence.p
    if p is None:
        return finding
    evidence: Evidence = finding.evidence.replace(q=qs[p])
    return finding.replace(evidence=evidence)


def _may_be_chance(finding: Finding) -> bool:
    q = finding.evidence.q
    return q is not None and q > FALSE_DISCOVERIES


def asks_for_more(one: Finding, model: ModelWeek) -> bool:
    """Tell whether a finding asks for more prospecting or meetings, or for more of everything.

    So does an own tipping point above the model's line, which would raise it, and praise of them.
    """
    if one.id in ASK_FOR_MORE:
        return one.kind is None or is_more_of_the_same(model, one.kind)
    return (one.id in PRAISE or _raises(one, model)) and is_more_of_the_same(model, one.kind)


def _raises(one: Finding, model: ModelWeek) -> bool:
    kind = model.kind(one.kind) if one.id == "tipping-point-far" and one.kind else None
    line, own = kind.tipping_point if kind else None, one.evidence.value
    return line is not None and own is not None and own > line


def no_more(found: Sequence[Finding], model: ModelWeek) -> tuple[Finding, ...]:
    """Return the findings that ask for no more of the same; none of them ends in doing so.

    One that sends on to such an activity, as after a line that is reached, sends to what is due.
    """
    return tuple([_sent_on(one, model) for one in found if not asks_for_more(one, model)])


def _sent_on(one: Finding, model: ModelWeek) -> Finding:
    to = (one.next or "").removeprefix(_LOG)
    if to == one.next or not is_more_of_the_same(model, to):
        return one
    return one.replace(next="actlog due")
