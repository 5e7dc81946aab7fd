"""What the rules of `remind` read of the log, each thing when a rule first asks for it."""

from __future__ import annotations

from datetime import timedelta

from actlog.domain.reminder import GAP, PAST_MEETINGS, TIMEBOX, TIMER
from actlog.store import history, models, stories, sums

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from actlog.analysis.drought import Drought
    from actlog.analysis.history import History
    from actlog.analysis.meetings import Stories
    from actlog.analysis.pace import Activity
    from actlog.cli.session import Session
    from actlog.domain.entry import DayTotal
    from actlog.domain.model_week import Kind, ModelWeek
    from actlog.domain.story import Step
    from actlog.domain.timer import Timer
    from actlog.domain.week import Week
    from actlog.remind.facts import NextStep

_LATELY = timedelta(days=14)
"""What was done in these days tells whether there can be a drought at all."""

_SET_SINCE = timedelta(weeks=26)
"""Meetings that were set longer ago are looked at by `actlog meetings` alone."""


class Reading:
    """The facts of one instant; see `actlog.remind.facts.Facts`."""

    def __init__(self, session: Session, kept: Mapping[str, str]) -> None:
        """Read little yet; `kept` is what was said and looked at before, by name.

        `denied` is what `confirmed` has found not to hold.
        """
        self._session = session
        self._kept = kept
        self.denied: dict[str, str | None] = {}
        self.now: datetime = session.now
        self.model: ModelWeek = session.model()
        self.week: Week = self.model.calendar.week(self.now.date())
        newest, row = history.newest(session.store), models.newest_row(session.store)
        self._stamp = f"{self.now.date()} {newest} {row}"
        self._totals: list[DayTotal] | None = None
        self._standings: dict[str, Activity] = {}
        self._upcoming: list[Stories] | None = None
        self._history: History | None = None
        self._busy: bool | None = None

    def stamp(self, watch: str) -> str | None:
        """Return what is the same while a rule cannot answer otherwise; None where time decides."""
        if watch in {TIMER, GAP}:
            return None
        if watch == TIMEBOX:
            running = self.timer()
            return f"{self._stamp} {running.started if running else ''}"
        if watch == PAST_MEETINGS:
            # The stamp changes with the day: within it, it is today's meetings that pass.
            since, store = self.now.date() - timedelta(days=1), self._session.store
            pairs = [(begins.name, closes.name) for begins, closes in self.model.stories()]
            passed = [stories.passed(store, kinds, since, self.now) for kinds in pairs]
            return f"{self._stamp} {sum(passed)}"
        return self._stamp

    def confirmed(self, name: str, key: str, check: Callable[[], bool], *, about: str = "") -> bool:
        """Tell whether what may be said holds; what was said or denied already is not asked again.

        It is asked again where anything was logged since, or another day has begun.
        """
        if self._kept.get(name) == key:
            return True
        no, denial = f"not {name} {about}".rstrip(), f"{self._stamp} {key}"
        if self._kept.get(no) == denial:
            return False
        if check():
            return True
        self.denied[no] = denial
        return False

    def totals(self) -> Sequence[DayTotal]:
        """Return the sums of the running week, up to now."""
        if self._totals is None:
            first, last = self.week.start, self.week.end
            self._totals = sums.totals_until(self._session.store, first, last, self.now)
        return self._totals

    def standing(self, kind: Kind) -> Activity:
        """Return where an activity stands in the running week."""
        if kind.name not in self._standings:
            from actlog.analysis.pace import activity

            found = activity(self.model, kind, self.totals(), self.now, self.week)
            self._standings[kind.name] = found
        return self._standings[kind.name]

    def timer(self) -> Timer | None:
        """Return the timebox that runs."""
        from actlog.store.timer import running

        return running(self._session.store)

    def upcoming(self) -> Sequence[Stories]:
        """Return the stories of meetings of half a year that may be for today or later."""
        if self._upcoming is None:
            store, today = self._session.store, self.now.date()
            self._upcoming = self._follow(
                lambda kinds: stories.upcoming(store, kinds, today, today - _SET_SINCE)
            )
        return self._upcoming

    def told(self) -> Sequence[Stories]:
        """Return the stories of the meetings set in half a year, or of as many as can be read."""
        store, since = self._session.store, self.now.date() - _SET_SINCE
        return self._follow(lambda kinds: stories.whole_since(store, kinds, since))

    def _follow(self, read: Callable[[tuple[str, str]], Sequence[Step]]) -> list[Stories]:
        from actlog.analysis.meetings import follow

        return [
            follow(begins, closes, read((begins.name, closes.name)))
            for begins, closes in self.model.stories()
        ]

    def steps(self) -> Sequence[NextStep]:
        """Return the open next steps that are due today or earlier."""
        from actlog.store.steps import due_by

        return due_by(self._session.store, self.now.date())

    def droughts(self) -> Sequence[Drought]:
        """Return how prospecting and follow-up stand; none where the last days show both."""
        from actlog.analysis.drought import droughts, may_be_dry
        from actlog.analysis.history import Judged

        today = self.now.date()
        lately = sums.day_totals(self._session.store, today - _LATELY, today)
        if not may_be_dry(self.model, lately, today):
            return ()
        return droughts(self._past(), Judged(week=self.week, model=self.model), self.now)

    def lost(self, kind: Kind) -> bool:
        """Tell whether the gap of an activity can't be caught up this week."""
        from actlog.analysis.reach import out_of_reach, reach
        from actlog.cli import weekly

        calendar, standing = self.model.calendar, self.standing(kind)
        # Only what closes meetings needs their stories, which are read for all kinds at once.
        history = self._past() if kind.closes else weekly.of_kind(self._session, self.week, kind)
        past = history.past(kind)
        from_here = reach(kind, standing, past, history, calendar, self.week, self.now)
        return out_of_reach(kind, standing, from_here)

    def stopped(self, kind: Kind) -> bool:
        """Tell whether the coach says that more of a kind brings nothing now."""
        from actlog.analysis.coach.kinds import is_more_of_the_same

        if self._busy is None:
            from actlog.analysis.coach.advice import BUSY
            from actlog.cli.coached import kept_findings

            self._busy = any(one.id == BUSY for one in kept_findings(self._session))
        return self._busy and is_more_of_the_same(self.model, kind.name)

    def _past(self) -> History:
        if self._history is None:
            from actlog.cli import weekly

            _, self._history = weekly.read(self._session, self.week)
        return self._history
