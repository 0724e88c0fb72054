"""What two names have in common: forms with case, accents, titles and spelling habits taken away."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from firsthand.lang import get
from firsthand.model.readings import MentionKind

POSSESSIVE = re.compile(r"['’`]s\b|(?<=s)['’](?=\s|$)")
ACRONYM = re.compile(r"(?:[A-Z]\.?){2,7}")
SMALL = frozenset({"of", "the", "and", "for", "in", "on", "to", "de", "la", "du", "des"})
ARTICLES = frozenset({"the", "a", "an"})
STATES = frozenset({"us", "uk", "eu", "un"})  # written before a name: "US Central Peat Agency (CPA)"
# what an outlet is, said after or before its name: "the Narva newspaper", "Foreign Voice magazine"
OUTLET_WORDS = frozenset(
    {"agency", "channel", "daily", "magazine", "newspaper", "satellite", "tv", "television", "website", "weekly"}
)


def fold(name: str) -> tuple[str, ...]:
    """The words of a name without case, accents, punctuation, possessive and leading article.

    'The U.S. Navy’s' gives ('us', 'navy'); 'El-Hadath' and 'al-Hadath' give the same.
    """
    bare = POSSESSIVE.sub("", name)
    plain = "".join(c for c in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(c)).casefold()
    words = _join_letters(re.findall(r"[^\W_]+", re.sub(r"['’`ʿʾ‘]", "", plain)))
    if len(words) > 1 and words[0] in ARTICLES:
        words = words[1:]
    return tuple("al" if w == "el" and i < len(words) - 1 else w for i, w in enumerate(words))


def _join_letters(words: list[str]) -> list[str]:
    """'u', 's', 'navy' gives 'us', 'navy': an abbreviation with or without its points."""
    out: list[str] = []
    single = False
    for word in words:
        if len(word) == 1 and word.isalpha() and single:
            out[-1] += word
        else:
            out.append(word)
        single = len(word) == 1 and word.isalpha()
    return out


@dataclass(frozen=True, slots=True)
class Folded:
    """A name made comparable."""

    words: tuple[str, ...]
    acronym: str | None  # of a name that is one: "nato"
    initials: frozenset[str]  # of a name of several words, with and without small ones


def compare_by(kind: MentionKind, name: str) -> Folded:
    """The name's words; of a person without titles, of an outlet without what it is."""
    words = fold(name)
    if kind == "person":
        words = _without_titles(words)
    elif kind == "outlet":
        words = _without_rims(words, OUTLET_WORDS)
    letters = name.strip().removeprefix("the ").removeprefix("The ")
    is_acronym = kind != "person" and ACRONYM.fullmatch(letters) is not None
    acronym = "".join(c for c in letters if c.isalpha()).casefold() if is_acronym else None
    return Folded(words, acronym, frozenset() if kind == "person" or is_acronym else _initials(words))


def _without_titles(words: tuple[str, ...]) -> tuple[str, ...]:
    titles = _titles()
    start = 0
    while start < len(words) - 1 and words[start] in titles:
        start += 1
    return words[start:]


def _without_rims(words: tuple[str, ...], drop: frozenset[str]) -> tuple[str, ...]:
    start, end = 0, len(words)
    while end - start > 1 and words[end - 1] in drop:
        end -= 1
    while end - start > 1 and words[start] in drop:
        start += 1
    # "Narva News Agency" is known as Narva News too; "News" alone names nobody
    return words[start:end] if words[start:end] != ("news",) else words


def _initials(words: tuple[str, ...]) -> frozenset[str]:
    if len(words) < 2:
        return frozenset()
    every = "".join(w[0] for w in words)
    large = "".join(w[0] for w in words if w not in SMALL)
    whose = large[1:] if words[0] in STATES else ""
    return frozenset(x for x in (every, large, whose) if len(x) > 1)


@cache
def _titles() -> frozenset[str]:
    rows = get("en").tables.get("titles", ())
    return frozenset(word for row in rows for word in fold(row[0]))
