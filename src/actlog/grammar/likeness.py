"""Names of accounts that may be one account: `Acme`, `ACME Inc`, `acme gmbh`, and `amce`.

Two names are the same when only their legal form, punctuation, accents, capitals or spaces
differ. They are near when a slip of the fingers lies between them. Numbers are no slips:
`store 12` is not `store 13`.
"""

from __future__ import annotations

from actlog.domain.entry import name_key
from actlog.grammar.suggest import nearest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# Legal forms as they end a name, dots left out, and some that stand before it.
_WORDS = """
inc incorporated corp corporation co company ltd limited llc llp lp plc ulc ltee dac gmbh mbh ag
kg kgaa ohg ug gbr ek ev eg se sa sas sasu sarl eurl snc cie spa srl sl slu lda ltda cia bv nv
bvba vof ab oy oyj as asa aps kft zrt nyrt sro doo dd ood eood uab sia ou ooo ооо оао зао пао pty
pte pvt private bhd sdn kk gk tbk sti
"""
_PHRASES = ("sa de cv", "sapi de cv", "sp z oo", "sp zoo", "spol sro", "et cie", "und co", "y cia")
_FORMS = frozenset((*_WORDS.split(), *_PHRASES))
_FORMS_AHEAD = frozenset(("ooo", "ооо", "оао", "зао", "пао", "uab", "sia", "pt"))
_MOST_WORDS = 3

_UNSPOKEN = str.maketrans(dict.fromkeys(".'’"))
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe"})
_ACCENTS = range(0x300, 0x370)

_SHORTEST = 4
"""Below so many letters, two names that differ in one are two names."""


def core(name: str) -> str:
    """Return what a name is without its legal form, accents, capitals, spaces and punctuation.

    At least one word is left: a company may be called `Co`.
    """
    key = name_key(name)
    if key.isascii() and key.isalnum():
        return key
    words = _words(key)
    spoken = [word for word in words if word != "and"] or words
    return "".join(_without_forms(_joined(spoken))) or key


def _words(key: str) -> list[str]:
    """Return the words without accents: dots and apostrophes join, other signs part."""
    key = key.replace("&", " and ").translate(_UNSPOKEN)
    if key.isascii():
        return "".join([sign if sign.isalnum() else " " for sign in key]).split()
    from unicodedata import category, normalize

    split = normalize("NFD", key)
    kept = normalize("NFC", "".join([sign for sign in split if ord(sign) not in _ACCENTS]))
    signs = [" " if category(sign)[0] in "PSZC" else sign for sign in kept.translate(_PLAIN)]
    return "".join(signs).split()


def _joined(words: Sequence[str]) -> list[str]:
    """Return the words with single letters that follow each other as one: `s a` is `sa`."""
    joined: list[str] = []
    single = False
    for word in words:
        if single and len(word) == 1:
            joined[-1] += word
        else:
            joined.append(word)
        single = len(word) == 1
    return joined


def _without_forms(words: list[str]) -> list[str]:
    while len(words) > 1 and words[0] in _FORMS_AHEAD:
        words = words[1:]
    size = _MOST_WORDS
    while size:
        if len(words) > size and " ".join(words[-size:]) in _FORMS:
            words, size = words[:-size], _MOST_WORDS
        else:
            size -= 1
    return words


def same_name(one: str, other: str) -> bool:
    """Tell whether two names differ in no more than legal form and spelling."""
    return core(one) == core(other)


def meant(name: str, known: Iterable[str]) -> str | None:
    """Return the known name that a new one probably stands for, None when it is like no other.

    One of the same core is meant before a near one; a slip in every four letters is near.
    """
    own = core(name)
    cores: dict[str, str] = {}
    for other in known:
        cores.setdefault(core(other), other)
    if own in cores:
        return cores[own]
    numbers = _numbers(own)
    near = nearest(own, [other for other in cores if _numbers(other) == numbers])
    return None if near is None else cores[near]


def near_pairs(names: Iterable[str]) -> list[tuple[str, str, float]]:
    """Return the pairs of names that may be one, the most alike first.

    Each with its likeness: 1 for the same name, else 1 - 1 / letters. Of several names that
    are the same, each stands once, beside the first one. Near are names of at least four
    letters with one slip between them: nobody asked, so this is stricter than `meant`.
    """
    cores: dict[str, str] = {}
    pairs = []
    for name in sorted(set(names), key=_order):
        first = cores.setdefault(core(name), name)
        if first != name:
            pairs.append((first, name, 1.0))
    for one, other in _near_cores([one for one in cores if len(one) >= _SHORTEST]):
        first, second = sorted((cores[one], cores[other]), key=_order)
        pairs.append((first, second, 1 - 1 / max(len(one), len(other))))
    return sorted(pairs, key=lambda pair: (-pair[2], _order(pair[0]), _order(pair[1])))


def _order(name: str) -> tuple[str, str]:
    return name_key(name), name


def _near_cores(cores: Sequence[str]) -> list[tuple[str, str]]:
    """Return the pairs of cores with one slip between them.

    Such two become equal when each loses a letter at most, so only names that share what is
    left, and their numbers, are compared: all pairs of 5,000 names would be 12 million.
    """
    sharing: dict[tuple[str, str], list[str]] = {}
    for one in cores:
        numbers = _numbers(one)
        for left in {one, *[one[:place] + one[place + 1 :] for place in range(len(one))]}:
            sharing.setdefault((left, numbers), []).append(one)
    pairs = {
        (one, other)
        for same in sharing.values()
        for place, one in enumerate(same)
        for other in same[place + 1 :]
    }
    if not pairs:
        return []
    from rapidfuzz.distance import OSA

    return [pair for pair in pairs if OSA.distance(*pair, score_cutoff=1) <= 1]


def _numbers(text: str) -> str:
    return "" if text.isalpha() else "".join(filter(str.isdigit, text))
