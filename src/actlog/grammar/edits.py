"""The words of `edit`: read as a log line's, they change what they say and nothing else."""

from __future__ import annotations

from datetime import datetime, time, timezone

from actlog.domain.entry import Entry, Moment, name_key
from actlog.domain.errors import LineError
from actlog.domain.model_week import Kind
from actlog.grammar.away import read_away, take
from actlog.grammar.checks import how_to_say, needs, newly_missing
from actlog.grammar.compose import check_count, covers
from actlog.grammar.dates import DateError, Phrase
from actlog.grammar.line import mended, read_parts
from actlog.grammar.parts import AccountPart, DetailPart, KindPart, OutcomePart, Part, WhenPart
from actlog.grammar.scopes import Clause, Clauses
from actlog.grammar.tokens import Line, split
from actlog.grammar.vocabulary import Vocabulary, outcomes_of
from actlog.grammar.words import Scope, settle

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Container, Sequence
    from typing import Any

    from actlog.domain.model_week import ModelWeek
    from actlog.grammar.away import Away


def parse_edit(
    target: str,
    args: Sequence[str],
    tail: str | None,
    entries: Sequence[Entry],
    *,
    model: ModelWeek,
    now: datetime,
    untimed: Container[int | None] = (),
) -> list[Entry]:
    """Return the entries, at least one, as the words would have them.

    `target` is how the entries were named, `args` and `tail` are as in `line.parse`. Entries
    whose number is in `untimed` have no time of day of their own, only that of being logged:
    a new day forgets it. Raises LineError on what is not understood, on what several entries
    cannot share, and on what leaves an entry without a field that its kind requires.
    """
    scope = Scope(vocabulary=Vocabulary(model), now=now)

    def read(words: Sequence[str], note: str | None) -> list[Entry]:
        return _Edit(Line([target, *words], note), scope, entries).edited(untimed)

    def wrong(text: str) -> LineError | None:
        words, note = split(text)
        try:
            read(words[1:], note)
        except LineError as error:
            return error
        return None

    try:
        return read(args, tail)
    except LineError as error:
        error.command = "edit"
        raise mended(error, scope.vocabulary, wrong) from None


class _Edit:
    """One line of an edit, understood: what it says, and what it takes away."""

    def __init__(self, line: Line, scope: Scope, entries: Sequence[Entry]) -> None:
        self._line = line
        self._scope = scope
        self._entries = entries
        self._away: list[Away] = []
        left = []
        for token in line.tokens[1:]:
            away = read_away(line, token, scope)
            if away is None:
                left.append(token)
            else:
                self._away.append(away)
        first = entries[0]
        before = KindPart(start=0, end=0, kind=self._kind(first.kind), count=first.count)
        self._parts = read_parts(line, scope, tokens=left, before=[before])
        self._covers = covers(line, self._parts)
        self._contact = self._covers.pop("contact", None)
        self._refuse_several()

    def _kind(self, name: str) -> Kind:
        return self._scope.model.kind(name) or Kind(name=name)

    def _error(self, part: Part, message: str, hint: str | None = None) -> LineError:
        return self._line.error(message, part.start, part.end, hint)

    def _said(self, kind: type[Part]) -> list[Part]:
        return [part for part in self._parts if isinstance(part, kind)]

    def _refuse_several(self) -> None:
        """Refuse two activities or accounts for an entry, and one detail for several entries."""
        for kind, what in ((KindPart, "activity"), (AccountPart, "account")):
            if len(self._said(kind)) > 1:
                part = self._said(kind)[1]
                raise self._error(part, f"a second {what}", f"an entry has one {what}")
        if len(self._entries) == 1:
            return
        details: list[Part] = [
            part for part in self._parts if isinstance(part, KindPart | OutcomePart | DetailPart)
        ]
        details += [away for away in self._away if not all(map(away.covers, self._entries))]
        if details:
            said = self._line.text[details[0].start : details[0].end]
            numbers = [f"#{entry.id}" for entry in self._entries[:4]]
            more = ", …" if len(self._entries) > len(numbers) else ""
            raise self._error(
                details[0],
                f"{said} cannot be said of several entries: {', '.join(numbers)}{more}",
                f"name the one: actlog edit {self._entries[0].id} {said}",
            )

    def edited(self, untimed: Container[int | None]) -> list[Entry]:
        """Return every entry as the line would have it."""
        return [self._apply(entry, timed=entry.id not in untimed) for entry in self._entries]

    def _apply(self, before: Entry, *, timed: bool) -> Entry:
        entry = before
        for away in self._away:
            entry = entry.replace(**take(self._line, away, entry))
        changes: dict[str, Any] = {**self._covers, **self._who(entry)}
        if "tags" in changes:
            known = {name_key(tag) for tag in entry.tags}
            added = [tag for tag in changes["tags"] if name_key(tag) not in known]
            changes["tags"] = (*entry.tags, *added)
        said = self._said(WhenPart)
        if said:
            moment = self._when(entry, said[-1], timed=timed)
            changes |= {"day": moment.day, "at": moment.at}
        after = entry.replace(**changes, **self._what(entry))
        self._refuse_missing(before, after)
        return after

    def _who(self, entry: Entry) -> dict[str, Any]:
        """Return account and contact; another spelling of the same name changes nothing."""
        found: dict[str, Any] = {}
        for part in self._said(AccountPart):
            if isinstance(part, AccountPart):
                found["account"] = _same(part.account, entry.account)
                if part.contact is not None:
                    found["contact"] = _same(part.contact, entry.contact)
        if self._contact is None:
            return found
        if "contact" in found:
            raise self._error(self._contact, "a second contact", "one is enough")
        if not found and entry.account is None:
            message = f"the contact {self._contact.text} has no account"
            raise self._error(self._contact, message, "name both together: @acme/dana")
        return found | {"contact": _same(self._contact.text, entry.contact)}

    def _what(self, entry: Entry) -> dict[str, Any]:
        """Return kind, count, outcome and details."""
        clause = self._clause(entry)
        if clause is None:
            return {}
        amounts = clause.amounts()
        if len(amounts) > 1:
            raise self._error(
                clause.slices[0].part,
                f"#{entry.id} has one outcome: this would split it",
                f"say {clause.kind.counted(amounts[0][0])} {amounts[0][1]}, and log the rest apart",
            )
        ((count, outcome),) = amounts
        check_count(self._line, clause)
        if not self._said(OutcomePart):
            outcome = self._kept(clause, entry)
        details = {field: part.value for field, part in clause.details.items()}
        return {"kind": clause.kind.name, "count": count, "outcome": outcome, **details}

    def _clause(self, entry: Entry) -> Clause | None:
        """Return the clause that the parts make of an entry, None where they say nothing of it."""
        clauses = Clauses(self._line, self._scope.model)
        kind = self._kind(entry.kind)
        own: list[Part] = [KindPart(start=0, end=0, kind=kind, count=entry.count)]
        said: list[Part] = []
        for part in self._parts:
            if isinstance(part, KindPart):
                own = [part if part.count is not None else part.replace(count=entry.count)]
                kind = self._kind(part.kind.of or part.kind.name)
            elif isinstance(part, OutcomePart | DetailPart):
                said.append(part)
        for part in said:
            if isinstance(part, OutcomePart) and kind.name not in dict(part.targets):
                raise self._no_outcome(part, part.spoken, kind)
        if not said and not self._said(KindPart):
            return None
        (clause,) = clauses.read([*own, *said])
        return clause

    def _no_outcome(self, part: Part, spoken: str, kind: Kind) -> LineError:
        known = ", ".join(outcomes_of(kind))
        hint = f"its outcomes are {known}" if known else "it has no outcomes"
        return self._error(part, f"{spoken} is no outcome of {kind.title}", hint)

    def _kept(self, clause: Clause, entry: Entry) -> str | None:
        """Return the outcome that stays, though another activity or measure is named."""
        if clause.via is not None:
            own = clause.via.of_outcomes
            kept = entry.kind == clause.kind.name and entry.outcome in own
            return entry.outcome if kept else own[0]
        gone = entry.outcome is not None and entry.kind != clause.kind.name
        if gone and entry.outcome not in outcomes_of(clause.kind):
            error = self._no_outcome(clause.part, entry.outcome or "", clause.kind)
            error.hint = f"say how it went, or take it away: -outcome ({error.hint})"
            error.mend = f"{self._line.text} -outcome" if self._line.tail_token is None else None
            raise error
        return entry.outcome

    def _when(self, entry: Entry, last: Part, *, timed: bool) -> Moment:
        """Return when it was: what is not said of day and time stays, but no invented time."""
        phrases = [part.phrase for part in self._parts if isinstance(part, WhenPart)]
        if not any(phrase.day or phrase.instant for phrase in phrases):
            phrases.append(Phrase(size=1, day=entry.day))
        elif timed and entry.at and not any(p.clock or p.instant or p.part for p in phrases):
            phrases.append(Phrase(size=1, clock=_clock(entry.at)))
        try:
            return settle(phrases, self._scope, ahead=False)
        except DateError as error:
            raise self._error(last, error.message, error.hint) from None

    def _refuse_missing(self, before: Entry, after: Entry) -> None:
        kind = self._kind(after.kind)
        field = newly_missing(before, after, kind)
        if field is not None:
            which = f"#{after.id}: " if len(self._entries) > 1 else ""
            start = len(self._line.tokens[0].text) + 1
            raise self._line.error(
                f"{which}{needs(field, kind)}", start, len(self._line.text), how_to_say(field, kind)
            )


def _same(said: str, known: str | None) -> str:
    return known if known is not None and name_key(said) == name_key(known) else said


def _clock(at: datetime) -> time:
    """Return the clock time of an instant, with its offset where that is not the local one."""
    offset = at.utcoffset()
    local = at.astimezone().utcoffset() == offset
    return at.time() if local or offset is None else at.time().replace(tzinfo=timezone(offset))
