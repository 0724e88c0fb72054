"""Names with case, accents, points and spelling habits taken away: what may differ without naming somebody else."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

POSSESSIVE = re.compile(r"['’`]s\b|(?<=s)['’](?=\s|$)")
ARTICLES = frozenset({"the", "a", "an"})
# spellings of one sound in names written in another script: longest first
SOUNDS = (("ou", "u"), ("oo", "u"), ("ee", "i"), ("ck", "k"), ("q", "k"))
TWICE = re.compile(r"(?P<letter>[a-z])(?P=letter)")
# "Hasakah", "Hasakeh", "Hasaki": which vowel ends such a name says little
LAST = re.compile(r"(?:ah|eh|a|e|i)$")
VOWELS = re.compile(r"a[iy]|ei|e|o")
SHORT = {"ai": "ay", "ay": "ay", "ei": "ay", "e": "i", "o": "u"}
SURE_LENGTH = 6  # letters: shorter names that sound alike are often two ("Hama", "Hamas")


@lru_cache(maxsize=200_000)
def fold(name: str) -> tuple[str, ...]:
    """The words of a name without case, accents, punctuation, possessive and leading article.

    'The U.S. Navy’s' gives ('us', 'navy'); 'El-Hadath' and 'al-Hadath' give the same.
    """
    bare = POSSESSIVE.sub("", name)
    if not bare.isascii():
        bare = "".join(c for c in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(c))
    plain = bare.casefold()
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


def heard(word: str) -> str:
    """A folded word as it may be heard: 'muhanad' for 'Mouhannad'; 'hamrin' for 'Hamreen'."""
    for spelling, sound in SOUNDS:
        word = word.replace(spelling, sound)
    return TWICE.sub(r"\g<letter>", word)


def sounds(words: tuple[str, ...]) -> tuple[str, ...] | None:
    """A place's or group's name as it may be heard, 'al' and the last vowel aside; None of one too short to tell."""
    kept = tuple(LAST.sub("a", heard(w)) for w in words if w != "al")
    return kept if sum(map(len, kept)) >= SURE_LENGTH else None


def consonants(word: str) -> str:
    """A word as `heard`, without what tells its short vowels apart: 'jasim' for 'jasem', 'abu layth' for 'abu laith'."""
    return VOWELS.sub(lambda found: SHORT[found[0]], LAST.sub("a", word) if len(word) >= SURE_LENGTH - 1 else word)
