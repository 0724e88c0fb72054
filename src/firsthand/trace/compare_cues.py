"""The words of a sentence, met once: those it is likened by, and those that give a reason to search it.

A search for words from a table is left out where a sentence has none of them; most have none of most tables.
"""

from __future__ import annotations

from functools import cache, lru_cache

from firsthand.trace import compare_phrases as phrases
from firsthand.trace.compare_lines import KNOWN_WORDS, WORD, letters, term
from firsthand.trace.compare_scope_words import scope_cues

KNOWN_SENTENCES = 2048  # kept between questions: those of an article and of the ones it is compared with
# of what a sentence speaks as of something known, one must stand there: "the strike"
KNOWN_BY = frozenset(
    (
        *("attack", "attacks", "strike", "strikes", "airstrike", "airstrikes", "raid", "raids", "bombing", "bombings"),
        *("assault", "targeted", "incident", "blast", "explosion", "shelling", "ambush"),
        *("killing", "killings", "shooting"),
    )
)
# yes: "killed the harbour master Ann Heron"; "assassinated General Heron"
KILLED_BY = frozenset({"killed", "murdered", "assassinated", "martyred"})


@lru_cache(maxsize=KNOWN_SENTENCES)
def heard(words: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """The words that tell what a sentence is about, as `compare_lines.terms` gives them, and its cues."""
    terms, cues = set[str](), set[str]()
    for found, some in map(_word, set(WORD.findall(words))):
        if found is not None:
            terms.add(found)
        if some:
            cues |= some
    return tuple(sorted(terms)), frozenset(cues)


@lru_cache(maxsize=KNOWN_WORDS)
def _word(word: str) -> tuple[str | None, frozenset[str]]:
    if word.isascii() and word.isalpha():
        low = word.lower()
        return term(word), frozenset((low,)) if low in _cues() else NONE
    return term(word), letters(word) & _cues()


NONE = frozenset[str]()


@cache
def _cues() -> frozenset[str]:
    """Every run of letters that a search asks for."""
    return frozenset().union(phrases.cues(), scope_cues(), KNOWN_BY, KILLED_BY)
