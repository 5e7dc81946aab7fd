"""What may follow in a line: kinds, outcomes, names, keys and dates that begin as typed.

The shells' completion and the `log>` prompt ask here alike. An offer always begins with the
letters that were typed, in their own case, so that every shell can put it in their place;
quoting is the shells' matter.
"""

from __future__ import annotations

from actlog.grammar.datewords import DAYS
from actlog.grammar.model_places import places
from actlog.grammar.offers import Offer, begun
from actlog.grammar.tokens import KEYS, has_key, is_sigil
from actlog.grammar.vocabulary import Vocabulary, outcomes_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Protocol

    from actlog.domain.model_week import Kind, ModelWeek

    class Names(Protocol):
        """What a log knows by name; everything begins with what is asked for, in any case."""

        def accounts(self, begins: str) -> Sequence[str]:
            """Return some accounts."""

        def contacts(self, account: str | None, begins: str) -> Sequence[str]:
            """Return some contacts, of one account or of all."""

        def said(self, what: str) -> Sequence[str]:
            """Return every source, persona, tag or objection that was said."""


AHEAD = ("today", "tomorrow", *DAYS, "next")
BACK = ("now", "today", "yesterday", *DAYS, "noon", "last", "this")
PERIODS = ("today", "yesterday", *DAYS, "this", "last", "since", "week")
AFTER = ("week", "month", "quarter", "year")
FILTER_KEYS = ("account", "contact", "objection", "source", "persona", "outcome")
_AHEAD_KEYS = ("for", "due")
_SAID = ("source", "persona", "objection")


class Completing:
    """Completes the words of a log line, and of what is like one, with a model's words.

    Without a model only keys and dates are known, without names no names.
    """

    def __init__(self, model: ModelWeek | None, names: Names | None) -> None:
        """Take the model week and what is known by name."""
        self._model = model
        self._vocabulary = None if model is None else Vocabulary(model)
        self._names = names

    def line(self, words: Sequence[str], typed: str) -> list[Offer]:
        """Return what may stand in a log line behind the words, where `typed` begins."""
        if "--" in words:
            return []
        if is_sigil(typed):
            return self._signed(words, typed)
        return self._plain(words, typed, KEYS, BACK)

    def change(self, words: Sequence[str], typed: str) -> list[Offer]:
        """Return what may stand in the words of `edit`; the first names the entries."""
        if not words:
            return begun(typed, ("last", "today", "yesterday", *DAYS, "this"))
        if typed.startswith("-") and not typed.startswith("--"):
            return begun(typed, [f"-{key}" for key in KEYS])
        return self.line(words[1:], typed)

    def filter(self, words: Sequence[str], typed: str) -> list[Offer]:
        """Return what may stand in the words of `list`."""
        key = has_key(typed)
        if key is not None and key not in FILTER_KEYS:
            return []
        if is_sigil(typed):
            return self._signed(words, typed)
        return self._plain(words, typed, FILTER_KEYS, PERIODS)

    def named(self, words: Sequence[str], typed: str) -> list[Offer]:
        """Return accounts and contacts alone, behind `@` or the key `account:`."""
        if typed and not typed.startswith("@") and has_key(typed) != "account":
            return begun(typed, ("account:",), more=True)
        return self._signed(words, typed or "@")

    def off(self, words: Sequence[str], typed: str) -> list[Offer]:
        """Return what may stand in the words of `off`: days ahead, then kinds."""
        days = begun(typed, (*AHEAD, "am", "pm"))
        return days + (self.kinds(words, typed) if words else [])

    def kinds(self, words: Sequence[str], typed: str) -> list[Offer]:
        """Return kinds by any of their names."""
        return begun(typed, [*self._phrases(words), *self._kind_words(words, typed)])

    def exact(self, typed: str, *, results: bool = False, boxes: bool = False) -> list[Offer]:
        """Return kinds by their own names; results alone, or what has a timebox, where asked."""
        kinds = () if self._model is None else self._model.kinds()
        if results and self._model is not None:
            kinds = self._model.results
        return begun(typed, [kind.name for kind in kinds if kind.timebox or not boxes])

    def places(self, typed: str) -> list[Offer]:
        """Return the places of the model week that begin so, such as `call.goal`."""
        found = begun(typed, places(self._model, typed))
        return [offer.replace(more=offer.text.endswith(".")) for offer in found]

    def _kind_words(self, words: Sequence[str], typed: str) -> Iterator[str]:
        """Yield the kinds as they are said: in the plural behind a count, aliases once begun."""
        many = bool(words) and words[-1].isdigit() and words[-1] != "1"
        for kind in () if self._model is None else self._model.kinds():
            yield (kind.plural_title() if many else kind.title).replace(" ", "-")
            if typed:
                yield from (alias.replace(" ", "-") for alias in kind.aliases)

    def _signed(self, words: Sequence[str], typed: str) -> list[Offer]:
        """Return what a sign or a key asks for: names behind `@`, tags, values."""
        if typed[:1] == "@":
            return self._account("@", typed[1:])
        if typed[:1] == "+":
            return self._said("+", "tag", typed[1:])
        key = has_key(typed)
        return [] if key is None else self._keyed(words, key, typed)

    def _keyed(self, words: Sequence[str], key: str, typed: str) -> list[Offer]:
        """Return the values of a key that begin as typed."""
        head, value = typed[: len(key) + 1], typed[len(key) + 1 :]
        if key == "account":
            return self._account(head, value)
        if key == "contact":
            return self._contacts(head, _account_of(words), value)
        if key in _SAID:
            done, comma, value = value.rpartition(",") if key == "objection" else ("", "", value)
            return self._said(head + done + comma, key, value)
        fixed = AHEAD if key in _AHEAD_KEYS else BACK if key in {"at", "done"} else ()
        values = self._outcomes(words) if key == "outcome" else fixed
        return [_behind(head, offer) for offer in begun(value, values)]

    def _account(self, head: str, typed: str) -> list[Offer]:
        """Return accounts, or contacts of one behind a slash; `//` is a slash in a name."""
        name, slash, contact = typed.replace("//", "\0").partition("/")
        name, contact = name.replace("\0", "/"), contact.replace("\0", "/")
        if slash:
            before = typed[: len(typed) - len(contact.replace("/", "//"))]
            return self._contacts(head + before, name, contact)
        if self._names is None:
            return []
        return _names(head, name, self._names.accounts(name))

    def _contacts(self, head: str, account: str | None, typed: str) -> list[Offer]:
        if self._names is None:
            return []
        return _names(head, typed, self._names.contacts(account, typed), doubled=head[:1] == "@")

    def _said(self, head: str, what: str, typed: str) -> list[Offer]:
        if self._names is None:
            return []
        return [_behind(head, offer) for offer in begun(typed, self._names.said(what))]

    def _plain(
        self, words: Sequence[str], typed: str, keys: Sequence[str], days: Sequence[str]
    ) -> list[Offer]:
        """Return kinds, outcomes, keys and dates; without a letter only what comes next."""
        before = words[-1].casefold() if words else ""
        if before in {"for", "due:", "for:"}:
            days = AHEAD
        elif before in {"this", "last", "next", "of"}:
            days = (*AFTER, *DAYS)
        kind = self._kind_before(words)
        kinds = self.kinds(words, typed)
        outcomes = begun(typed, self._outcomes(words))
        rest = begun(typed, [f"{key}:" for key in keys], more=True) + begun(typed, days)
        if typed:
            first, second, third = (
                (kinds, outcomes, rest) if kind is None else (outcomes, rest, kinds)
            )
            return first or second or third
        if days is AHEAD or days[0] == AFTER[0]:
            return begun("", days)
        return kinds if kind is None else begun("", self._phrases(words)) or outcomes + rest

    def _phrases(self, words: Sequence[str]) -> list[str]:
        """Return the next words of names whose first ones are typed: `set` behind `meeting`."""
        if self._vocabulary is None or not words:
            return []
        found: list[str] = []
        for form in self._forms():
            parts = form.split(" ")
            found += [
                "-".join(parts[size:])
                for size in range(1, min(len(parts), len(words) + 1))
                if [word.casefold() for word in words[-size:]] == parts[:size]
            ]
        return found

    def _forms(self) -> Iterator[str]:
        """Yield the names of kinds and outcomes as people write them."""
        for kind in () if self._model is None else self._model.kinds():
            yield from (kind.title, kind.plural_title(), *kind.aliases)
            yield from [outcome.replace("-", " ") for outcome in outcomes_of(kind)]

    def _kind_before(self, words: Sequence[str]) -> Kind | None:
        """Return the last kind among the words."""
        if self._vocabulary is None:
            return None
        for at in range(len(words) - 1, -1, -1):
            size, kinds = self._vocabulary.kinds(words[at:])
            if not size:
                size, kinds = self._vocabulary.prefixed(words[at:])
            if size and len(kinds) == 1:
                return kinds[0]
        return None

    def _outcomes(self, words: Sequence[str]) -> list[str]:
        """Return the outcomes of the kind before, or of every kind where none stands before."""
        kind = self._kind_before(words)
        if kind is not None and kind.of is not None:
            return list(kind.of_outcomes)
        kinds = [kind] if kind else [] if self._model is None else self._model.kinds()
        return [name.replace(" ", "-") for one in kinds for name in outcomes_of(one)]


def _account_of(words: Sequence[str]) -> str | None:
    """Return the last account that the words name, for the contacts there."""
    for word in reversed(words):
        if word[:1] == "@" or has_key(word) == "account":
            return word.removeprefix("@").partition("/")[0].removeprefix("account:")
    return None


def _names(head: str, typed: str, names: Sequence[str], *, doubled: bool = True) -> list[Offer]:
    """Return the names behind a sign, each slash doubled where one alone would part it."""
    offers = begun(typed, names)
    if doubled:
        offers = [offer.replace(text=offer.text.replace("/", "//")) for offer in offers]
    return [_behind(head, offer) for offer in offers]


def _behind(head: str, offer: Offer) -> Offer:
    return offer.replace(text=head + offer.text)
