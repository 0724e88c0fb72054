"""Which tellings may say the same: pairs that share rare words or lie close as vectors, each with how alike they are.

Nothing here looks at all pairs of a large record: words that many tellings have lead to no pair, and of vectors only those
that fall into one bucket are held against each other.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from firsthand.lang.packed_vectors import Rows
from firsthand.lang.sentence_vectors import PACKED, claim_axes, unit
from firsthand.model.readings import Telling
from firsthand.resolve import claim_around
from firsthand.resolve.claim_around import Around
from firsthand.resolve.claim_matters import NOTHING as NO_MATTER
from firsthand.resolve.claim_matters import Matters, share
from firsthand.resolve.claim_signs import OF_PARTS, Sign, Signs, logits, signs, with_stories
from firsthand.resolve.claim_words import Words

Ints = NDArray[np.int64]
Doubles = NDArray[np.float64]

COMMON = 48  # tellings: a word in more of them leads to no pair
RAREST = 6  # words of a telling that pairs are looked for by
TELLING = 6  # tellings: of a word that no more have, one shared is enough; of others two
FEW = 4096  # tellings: up to here every pair of vectors is looked at, beyond them those of a bucket
TABLES, BUCKET = (
    6,
    16,
)  # bucketings by the signs of some numbers each, and how many of a bucket are held against each other
MANY = 4_000_000  # pairs that are gathered before those that came twice are let go
BLOCK = 50_000  # pairs that are looked at at a time
CLOSE = 0.45  # cosine below which two tellings are not looked at further
CLOSE_PARTS = 0.42  # the same of parts that tell of one matter
WORDS_WEIGH = 0.5  # of the words' cosine, beside that of the vectors
# Of 0 to 1.5, the vectors' cosine and half of the words', or 1.5 times the words' alone: with less, signs are not looked at.
# Of pairs that the signs would have joined none had less.
ALIKE = 0.5
NOTHING = -99.0  # the score of two that have nothing in common
NAMELESS = Sign(0, None, None, frozenset(), frozenset(), frozenset(), frozenset())


@dataclass(frozen=True, slots=True)
class Nodes:
    """Tellings that differ in words, with what likens them. Of equal ones the first stands."""

    tellings: tuple[Telling, ...]
    terms: tuple[tuple[str, ...], ...]
    lengths: NDArray[np.float64]  # of the terms' weights
    vectors: Rows | None  # one row a node
    weigh: dict[str, float]  # every term with its weight
    signs: Signs
    words: Words | None  # None: nothing is known of what they mean
    told: tuple[Matters, ...]  # parts stand behind all that are wholes
    around: Around
    many: int  # of the wholes

    def weights(self, n: int) -> dict[str, float]:
        """A node's terms, their weights of length 1."""
        return {x: self.weigh[x] / float(self.lengths[n]) for x in self.terms[n]}


@dataclass(frozen=True, slots=True, order=True)
class Pair:
    """Two nodes, i < j. `score` is a logit: 0 is as likely one claim as not; see claim_signs. `alike` is what words and vectors
    say alone, 0 to 1.5: the vectors' cosine and half of the words'; without vectors the words'."""

    score: float
    i: int
    j: int
    alike: float


def nodes_of(
    tellings: Sequence[Telling],
    terms: Sequence[tuple[str, ...]],
    signs: Signs | None = None,
    told: Sequence[Matters] | None = None,
) -> Nodes:
    """Terms weighed by how few tellings have them, as in TF-IDF. Without signs nothing is known but the words. Parts stand
    behind the wholes, and count nothing."""
    of = tuple(told) if told is not None else (NO_MATTER,) * len(tellings)
    many = next((n for n, x in enumerate(of) if x.part), len(of))
    count = Counter(chain.from_iterable(terms[:many]))
    count.update(dict.fromkeys(sorted(set(chain.from_iterable(terms[many:])) - count.keys()), 1))
    weigh = {term: math.log(1 + many / n) for term, n in count.items()}
    squares = {term: weight**2 for term, weight in weigh.items()}
    lengths = np.array([math.sqrt(sum(map(squares.__getitem__, some))) or 1.0 for some in terms])
    whole = bool(tellings) and all(t.vector for t in tellings)
    vectors = Rows.of([t.vector for t in tellings]) if whole else None
    known = Signs((NAMELESS,) * len(tellings), None) if signs is None else with_stories(signs, vectors, many)
    words = Words(tellings, many) if whole and any(len(t.vector) > PACKED for t in tellings) else None
    around = Around(of, tellings, terms, squares)
    return Nodes(tuple(tellings), tuple(terms), lengths, vectors, weigh, known, words, of, around, many)


def pairs(nodes: Nodes, least: float, among: Ints | None = None, least_parts: float = 0.0) -> list[Pair]:
    """Pairs of two articles that are at least so alike, best first; of equals in the order of the nodes. Looked for among
    pairs of wholes, and among those that are given; those with a part must be more alike."""
    given = () if among is None or nodes.words is None else (among,)
    found = _unique(chain(_byshared_words(nodes), _by_vectors(nodes), given), len(nodes.tellings))
    article = np.array(_numbers([t.article_id for t in nodes.tellings]))
    found = found[article[found[:, 0]] != article[found[:, 1]]]
    many = nodes.many
    out = [
        p
        for i, j, close in _near(nodes, found)
        for p in likened(nodes, i, j, close, ALIKE)
        if p.score >= (least if p.j < many else least_parts)
    ]
    return sorted(out, key=lambda p: (-p.score, p.i, p.j))


def cosines(nodes: Nodes, i: Ints, j: Ints) -> Doubles | None:
    """How close the vectors of each pair lie; None if there are none."""
    return None if nodes.vectors is None else nodes.vectors.cosines(i, j)


def likeness(nodes: Nodes, i: int, j: int, cosine: float | None, least: float = 0.0) -> Pair:
    """How alike two nodes are."""
    return likened(nodes, np.array([i]), np.array([j]), None if cosine is None else np.array([cosine]), least)[0]


def likened(nodes: Nodes, i: Ints, j: Ints, close: Doubles | None, least: float = 0.0) -> list[Pair]:
    """How alike the two of each pair are; rounded, so that the last digit of a machine's sums decides nothing.

    Where words and vectors alone give less than `least`, the score is that of two that have nothing in common.
    """
    words = np.array([shared_words(nodes, a, b) for a, b in zip(i.tolist(), j.tolist(), strict=True)])
    alike = [round(x, 3) for x in (1.5 * words if close is None else close + WORDS_WEIGH * words).tolist()]
    matter = share(nodes.told, i, j) & (nodes.words is not None)
    worth = np.flatnonzero((np.array(alike) >= least) | matter)
    held = evidence(nodes, i[worth], j[worth], None if close is None else close[worth], words[worth])
    found = logits(held, nodes.words is None)
    of = np.flatnonzero(matter[worth])
    if len(of):
        here = worth[of]
        parts = claim_around.evidence(nodes.told, nodes.terms, nodes.around, i[here], j[here])
        parts["sense"] = sense(nodes, i[here], j[here])
        by_matter = logits({name: x[of] for name, x in held.items()} | parts, OF_PARTS)
        whole = j[here] < nodes.many
        found[of] = np.where(whole, np.maximum(found[of], by_matter), by_matter)
    scores = [NOTHING] * len(i)
    for n, score in zip(worth.tolist(), found.tolist(), strict=True):
        scores[n] = round(score, 3)
    return list(map(Pair, scores, i.tolist(), j.tolist(), alike))


def evidence(nodes: Nodes, i: Ints, j: Ints, close: Doubles | None, words: Doubles) -> dict[str, Doubles]:
    """Every sign of pairs of nodes by its name in the table of weights."""
    found = signs(nodes.signs, i, j) | {"words": words}
    if nodes.words is None or close is None:
        blind = [blind_evidence(nodes, a, b) for a, b in zip(i.tolist(), j.tolist(), strict=True)]
        return found | {name: np.array([x[name] for x in blind]) for name in BLIND}
    return found | nodes.words.all_alike(i, j) | {"cosine": close}


def sense(nodes: Nodes, i: Ints, j: Ints) -> Doubles:
    """How much the numbers of both vectors speak for one claim, each as it was learnt to; 0 without vectors."""
    return np.zeros(len(i)) if nodes.vectors is None else nodes.vectors.weighed(i, j, claim_axes())


BLIND = ("over", "plain", "short")


def blind_evidence(nodes: Nodes, i: int, j: int) -> dict[str, float]:
    """What is looked at where nobody knows what words mean."""
    held = set(nodes.terms[i]).intersection(nodes.terms[j])
    shared = sum([nodes.weigh[x] ** 2 for x in sorted(held)])
    return {
        "over": shared / min(float(nodes.lengths[i]), float(nodes.lengths[j])) ** 2,
        "plain": sum(x[0] not in "@#~" for x in held),
        "short": math.log(max(1, min(len(nodes.terms[i]), len(nodes.terms[j])))),
    }


def shared_words(nodes: Nodes, i: int, j: int) -> float:
    """The cosine of two nodes' words."""
    held = sorted(set(nodes.terms[i]).intersection(nodes.terms[j]))
    return sum([nodes.weigh[x] ** 2 for x in held]) / (float(nodes.lengths[i]) * float(nodes.lengths[j]))


def _byshared_words(nodes: Nodes) -> Iterator[Ints]:
    """Pairs that share two of their rarest words, or one that few tellings have. A word shared by few is given twice."""
    rank = {term: n for n, term in enumerate(sorted(nodes.weigh, key=lambda x: (-nodes.weigh[x], x)))}
    holders: dict[int, list[int]] = defaultdict(list)
    for n, terms in enumerate(nodes.terms[: nodes.many]):
        for rarest in sorted(map(rank.__getitem__, terms))[:RAREST]:
            holders[rarest].append(n)
    size = len(nodes.tellings)
    held = [np.array(some) for some in holders.values() if 2 <= len(some) <= COMMON]
    corners = {n: np.triu_indices(n, 1) for n in {len(some) for some in held}}
    keys = [some[corners[len(some)][0]] * size + some[corners[len(some)][1]] for some in held]
    keys += [key for some, key in zip(held, keys, strict=True) if len(some) <= TELLING]
    if not keys:
        return
    found = np.sort(np.concatenate(keys))
    twice = _once(found[1:][found[1:] == found[:-1]])
    yield np.stack([twice // size, twice % size], axis=1)


def _by_vectors(nodes: Nodes) -> Iterator[Ints]:
    """Pairs of close vectors: all of a small record; of a large one those whose signs agree on some numbers."""
    v, many = nodes.vectors, nodes.many
    if v is None:
        return
    if many <= FEW:
        rows = unit(v.unpacked(np.arange(many)))
        for start in range(0, many, 512):
            near = np.argwhere(rows[start : start + 512] @ rows.T >= CLOSE)
            near[:, 0] += start
            yield near[near[:, 0] < near[:, 1]]
        return
    bits = min(32, math.ceil(math.log2(many / BUCKET)))
    for table in range(TABLES):
        codes = v.signs(table * 64, bits)[:many] @ (1 << np.arange(bits, dtype=np.int64))
        order = np.argsort(codes, kind="stable")
        for gap in range(1, BUCKET):
            one, other = order[:-gap], order[gap:]
            same = codes[one] == codes[other]
            some = np.sort(np.stack([one[same], other[same]], axis=1), axis=1)
            yield some[v.cosines(some[:, 0], some[:, 1]) >= CLOSE]


def _unique(found: Iterable[Ints], size: int) -> Ints:
    """The pairs, each once, in order. A pair is one number, and those that come often are kept once as they come."""
    keys = np.empty(0, dtype=np.int64)
    held: list[Ints] = []
    for pairs_ in found:
        held.append(_once(pairs_[:, 0].astype(np.int64) * size + pairs_[:, 1]))
        if sum(map(len, held)) > MANY:
            keys, held = _once(np.concatenate([keys, *held])), []
    keys = _once(np.concatenate([keys, *held]))
    return np.stack([keys // size, keys % size], axis=1) if len(keys) else np.empty((0, 2), dtype=np.int64)


def _once(keys: Ints) -> Ints:
    """Sorted, each once: faster than `np.unique`, which hashes."""
    keys = np.sort(keys)
    return keys[np.concatenate([[True], keys[1:] != keys[:-1]])] if len(keys) else keys


def _near(nodes: Nodes, found: Ints) -> Iterator[tuple[Ints, Ints, Doubles | None]]:
    """The pairs whose cosine is worth a look, some at a time; all of them without vectors."""
    for start in range(0, len(found), BLOCK):
        i, j = found[start : start + BLOCK].T
        close = cosines(nodes, i, j)
        enough = np.where(j >= nodes.many, CLOSE_PARTS, CLOSE)
        worth = np.flatnonzero(close >= enough) if close is not None else np.arange(len(i))
        if len(worth):
            yield i[worth], j[worth], None if close is None else close[worth]


def _numbers(names: Sequence[str]) -> list[int]:
    known: dict[str, int] = {}
    return [known.setdefault(name, len(known)) for name in names]
