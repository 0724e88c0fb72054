"""The words of a sentence, met once: those it is likened by, and those that give a reason to search it.

A search for words from a table is left out where a sentence has none of them; most have none of most tables.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from firsthand.lang import get
from firsthand.model.spans import Span
from firsthand.trace import compare_phrases as phrases
from firsthand.trace.compare_lines import KNOWN_WORDS, WORD, letters, rarest, term
from firsthand.trace.compare_phrases import Phrase
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
    found = set((WORD if "_" in words else PLAIN).findall(words))
    terms = set(map(_met.__getitem__, found))
    terms.discard("")
    cued = _met.cued.keys() & found
    return tuple(sorted(terms)), frozenset().union(*map(_met.cued.__getitem__, cued)) if cued else NONE


@dataclass(frozen=True, slots=True)
class Sought:
    """What a sentence was searched for, at places of its own words."""

    struck: tuple[Phrase, ...] = ()  # what was, and where people were harmed
    located: tuple[Phrase, ...] = ()
    blamed: tuple[Phrase, ...] = ()
    behind: tuple[Phrase, ...] = ()
    agents: tuple[Phrase, ...] = ()
    held: tuple[Phrase, ...] = ()


@lru_cache(maxsize=KNOWN_SENTENCES)  # copies come together, and so do their sentences
def sought(words: str) -> Sought:
    """All phrases of a sentence that fill a slot."""
    runs, whole = heard(words)[1], Span(0, len(words))
    behind = tuple(phrases.behind(words, whole))
    if not runs:
        return Sought(behind=behind) if behind else NOTHING
    return Sought(
        (*phrases.targets(words, whole, runs), *phrases.harmed_at(words, whole, runs)),
        tuple(phrases.located(words, whole, runs)),
        tuple(phrases.blamed(words, whole, runs)),
        behind,
        tuple(phrases.agents(words, whole, runs)),
        tuple(phrases.held(words, whole, runs)),
    )


NOTHING = Sought()


class _Met(dict[str, str]):
    """The term of each word that was met, empty where it has none; and of those that have any, their cues."""

    cued: dict[str, frozenset[str]]

    def __missing__(self, word: str) -> str:
        if len(self) >= KNOWN_WORDS:
            self.clear()
        if some := letters(word) & _cues():
            self.cued[word] = some
        found = self[word] = term(word) or ""
        return found


PLAIN = re.compile(r"\w+(?:[.’']\w+)*")  # as WORD, where there is no "_"
NONE = frozenset[str]()
_met = _Met()
_met.cued = {}


@cache
def _cues() -> frozenset[str]:
    """Every run of letters that a search asks for."""
    return frozenset().union(phrases.cues(), scope_cues(), role_cues(), KNOWN_BY, KILLED_BY)


@cache
def role_cues() -> frozenset[str]:
    """Of words that say what became of those counted: "killed", "trapped"."""
    return rarest(row[0] for row in get("en").table("quantity_roles") if row[1] in ("verb", "state"))
