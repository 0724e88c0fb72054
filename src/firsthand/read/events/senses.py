"""Which happening a word of several senses reports: a strike of dockers is no attack, "fired" of a coach no shooting."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from firsthand.read.events.lexicon import Sense
from firsthand.read.events.triggers import Found

NEAR = 4  # words to each side of a trigger
ANY = 0.5  # what "*" counts
NONE = "-"


@dataclass(frozen=True, slots=True)
class Senses:
    """The senses of a language, with the words of one article."""

    known: Mapping[tuple[str, str], tuple[Sense, ...]]
    words: Counter[str]  # lower case

    def kind(self, low: Sequence[str], f: Found) -> str | None:
        """The kind of a trigger, by the first sense that the words around it speak for; None where it reports nothing."""
        form, listed = " ".join(low[f.first : f.last]), f.trigger.kind
        for sense in self.known.get((form, listed), ()):
            told = self._told(low, f, sense.where)
            if _count(told, sense.fors) > _count(told, sense.againsts):
                return None if sense.kind == NONE else sense.kind
        return listed

    def _told(self, low: Sequence[str], f: Found, where: str) -> Mapping[str, float]:
        if where == "article":
            return self.words
        before, after = low[f.start : f.first], low[f.last : f.stop]
        if where == "near":
            before, after = before[-NEAR:], after[:NEAR]
        told = Counter[str]((*before, *after))
        told.update((*(f"<{w}" for w in before[-1:]), *(f">{w}" for w in after[:1])))
        return {**told, "*": ANY}


def _count(told: Mapping[str, float], words: Iterable[str]) -> float:
    return sum(told.get(w, 0) for w in words)
