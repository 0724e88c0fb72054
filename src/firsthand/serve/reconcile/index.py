"""Who in the record may be meant by a name, and how near the name is: people with a dossier, bodies, places, unnamed types."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz import fuzz, process

from firsthand.model.findings import Entity
from firsthand.model.ids import digest

NAMES = {
    "person": "Person with a dossier",
    "organisation": "Organisation",
    "outlet": "Outlet",
    "group": "Group",
    "place": "Place",
    "document": "Document",
    "other": "Other party",
    "unnamed": "Unnamed source type",
}
SURE = 95.0  # a second candidate this near leaves the choice to a person
LEAST = 60.0  # below this names have little more than letters in common
COMMON = 5_000  # names looked at that share one word: who asks for "ministry" alone gets some of them
OF_A_PART = 0.9  # what a name is worth that is only part of the other: "Fehl" of "Jonas Fehl"
_APART = re.compile(r"[\W_]+")
_ARTICLE = re.compile(r"^(?:an?|the|some|one|several) ")


@dataclass(frozen=True, slots=True)
class Known:
    """Someone or something with a page in the record."""

    id: str
    kind: str  # of NAMES
    name: str
    names: tuple[str, ...]
    told: str  # a line about it, for people
    path: str  # of its page


@dataclass(frozen=True, slots=True)
class Candidate:
    known: Known
    score: float  # 0 to 100
    match: bool


def fold(words: str) -> str:
    """'José-Marie  O’Tal' as 'jose marie o tal': how names are compared."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", words) if not unicodedata.combining(c))
    return _APART.sub(" ", plain.casefold()).strip()


def of_entity(entity: Entity) -> Known:
    told = entity.public_why or f"{NAMES[entity.kind]}, named in this record"
    return Known(entity.id, entity.kind, entity.name, entity.names, told, f"/e/{entity.id}")


def of_unnamed(sources: Iterable[tuple[str, int]]) -> list[Known]:
    """Types of unnamed sources from the words that texts have for them: 'an official' and 'the official' are one.

    They stand for words, never for anybody: there is nothing here that could lead from one to a name.
    """
    forms: dict[str, dict[str, int]] = defaultdict(dict)
    for words, n in sources:
        core = _ARTICLE.sub("", fold(words))
        if core:
            forms[core][words] = forms[core].get(words, 0) + n
    return [_type(core, held) for core, held in sorted(forms.items())]


def _type(core: str, forms: Mapping[str, int]) -> Known:
    name = min(forms, key=lambda w: (-forms[w], w))
    total = sum(forms.values())
    told = f"unnamed source, as {total} attribution{'' if total == 1 else 's'} put it; never resolved to a name"
    return Known(f"unnamed-{digest(core)[:13]}", "unnamed", name, tuple(sorted(forms)), told, "")


class Index:
    """All that can be meant, searched by every name it bears."""

    def __init__(self, known: Iterable[Known]) -> None:
        self._by_id = {k.id: k for k in known}
        pairs = sorted({(fold(n), k.id) for k in self._by_id.values() for n in (k.name, *k.names) if fold(n)})
        self._folded = [name for name, _ in pairs]
        self._owner = [id_ for _, id_ in pairs]
        self._sorted = [_in_order(name) for name in self._folded]
        self._having: dict[str, list[int]] = defaultdict(list)  # names by each of their words
        for at, name in enumerate(self._folded):
            for word in set(name.split()):
                self._having[word].append(at)

    def get(self, id_: str) -> Known | None:
        return self._by_id.get(id_)

    def find(self, words: str, kinds: Sequence[str] = (), limit: int = 5) -> list[Candidate]:
        """Those whose names are near, nearest first; sure only of one that alone bears the very name."""
        asked = _ARTICLE.sub("", fold(words)) if "unnamed" in kinds else fold(words)
        if not asked:
            return []
        best: dict[str, float] = {}
        for at, score in self._near(asked):
            id_ = self._owner[at]
            if not kinds or self._by_id[id_].kind in kinds:
                best[id_] = max(best.get(id_, 0.0), round(score, 1))
        order = sorted(best, key=lambda id_: (-best[id_], self._by_id[id_].name, id_))[: max(limit, 2)]
        alone = len(order) == 1 or (len(order) > 1 and best[order[1]] < SURE)
        sure = [best[id_] == 100.0 and alone and _tells(asked, self._by_id[id_]) for id_ in order]
        return [Candidate(self._by_id[id_], best[id_], match) for id_, match in zip(order, sure, strict=True)][:limit]

    def _near(self, asked: str) -> Iterator[tuple[int, float]]:
        """Names that are like the whole, their words in any order; and those that share a word, worth less."""
        whole = process.cdist([_in_order(asked)], self._sorted, scorer=fuzz.ratio, score_cutoff=LEAST)[0]
        yield from ((int(at), float(whole[at])) for at in np.nonzero(whole)[0])
        sharing = {at for word in set(asked.split()) for at in self._having.get(word, ())[:COMMON]}
        for at in sorted(sharing):
            yield at, OF_A_PART * fuzz.token_set_ratio(asked, self._folded[at])

    def begins(self, prefix: str, limit: int = 10) -> list[Known]:
        """Those of whom some name, or a word of it, begins so."""
        asked = fold(prefix)
        if not asked:
            return []
        found = [i for name, i in zip(self._folded, self._owner, strict=True) if f" {name}".find(f" {asked}") >= 0]
        rows = (self._by_id[i] for i in dict.fromkeys(found))
        return sorted(rows, key=lambda k: (not fold(k.name).startswith(asked), k.name, k.id))[:limit]


def _in_order(name: str) -> str:
    return " ".join(sorted(name.split()))


def _tells(asked: str, known: Known) -> bool:
    """Whether the words are enough to be sure of: of a person more than a surname."""
    return known.kind != "person" or " " in asked
