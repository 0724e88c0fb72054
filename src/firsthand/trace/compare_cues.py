"""The words of a sentence, met once: those it is likened by, and those that give a reason to search it.

A search for words from a table is left out where a sentence has none of them; most have none of most tables.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from firsthand.lang import get
from firsthand.model.slots import quick
from firsthand.trace import compare_phrases as phrases
from firsthand.trace.compare_kinds import words_of
from firsthand.trace.compare_lines import KNOWN_WORDS, LETTERS, WORD, rarest, term
from firsthand.trace.compare_phrases import Cue, Phrase
from firsthand.trace.compare_scope_words import scope_cues

KNOWN_SENTENCES = 2048  # kept between questions: those of an article and of the ones it is compared with


@lru_cache(maxsize=KNOWN_SENTENCES)
def heard(words: str) -> tuple[tuple[str, ...], frozenset[str], tuple[Cue, ...]]:
    """The words that tell what a sentence is about, as `compare_lines.terms` gives them; its cues' runs, and its cues."""
    found = (WORD if "_" in words else PLAIN).findall(words)
    terms = set(map(_met.__getitem__, found))
    terms.discard("")
    cues = tuple([_met.cues[word] for word in _met.cued.intersection(found)])
    runs = cues[0].runs if len(cues) == 1 else NONE.union(*[cue.runs for cue in cues])
    return tuple(sorted(terms)), runs, cues


@quick
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
    (_, runs, cues), behind = heard(words), tuple(phrases.behind(words))
    if not cues:
        return Sought(behind=behind) if behind else NOTHING
    some = [() if of.isdisjoint(runs) else tuple(search(words, cues)) for search, of in _searches()]
    targets, harmed, located, blamed, agents, held = some
    return Sought((*targets, *harmed), located, blamed, behind, agents, held)


@cache
def _searches() -> tuple[tuple[phrases.Search, frozenset[str]], ...]:
    """The searches of a sentence; each with the runs of letters of which one must stand there."""
    searches = (phrases.targets, phrases.harmed_at, phrases.located, phrases.blamed, phrases.agents, phrases.held)
    return tuple((search, phrases.sought_by(search)) for search in searches)


NOTHING = Sought()


class _Met(dict[str, str]):
    """The term of each word that was met, empty where it has none; and of those that are cues, what they are cues of."""

    def __init__(self) -> None:
        self.cued, self.cues = set[str](), dict[str, Cue]()

    def __missing__(self, word: str) -> str:
        if len(self) >= KNOWN_WORDS:
            self.clear()
        low = word.casefold()
        if some := _cues().intersection(LETTERS.findall(low)):
            self.cued.add(word)
            self.cues[word] = Cue(word, low, some)
        found = self[word] = term(word) or ""
        return found


PLAIN = re.compile(r"\w+(?:[.’']\w+)*")  # as WORD, where there is no "_"
NONE = frozenset[str]()
_met = _Met()


@cache
def _cues() -> frozenset[str]:
    """Every run of letters that a search asks for."""
    return frozenset().union(phrases.cues(), scope_cues(), role_cues(), words_of("known"), words_of("killed"))


@cache
def role_cues() -> frozenset[str]:
    """Of words that say what became of those counted: "killed", "trapped"."""
    return rarest(row[0] for row in get("en").table("quantity_roles") if row[1] in ("verb", "state"))
