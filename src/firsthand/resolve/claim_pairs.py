"""Which tellings may say the same: pairs that share rare words or lie close as vectors, each with how alike they are.

Nothing here looks at all pairs of a large record: words that many tellings have lead to no pair, and of vectors only those
that fall into one bucket are held against each other.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from firsthand.lang.packed_vectors import Rows
from firsthand.lang.sentence_vectors import PACKED, claim_axes, unit
from firsthand.model.arrays import among, once
from firsthand.model.readings import Telling
from firsthand.model.tellings import Chosen
from firsthand.resolve import claim_around
from firsthand.resolve.claim_around import Around
from firsthand.resolve.claim_matters import NOTHING as NO_MATTER
from firsthand.resolve.claim_matters import Told
from firsthand.resolve.claim_numbers import Numbers
from firsthand.resolve.claim_signs import OF_COUNTS, OF_PARTS, Signs, logits, signs, with_stories
from firsthand.resolve.claim_terms import Shared, Terms
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
MANY = 500_000  # pairs that are gathered before those that came twice are let go
BLOCK = 8_000  # pairs that are looked at at a time
AT_ONCE = 20_000  # nodes, likewise
ROWS = 500_000  # words of nodes that are sorted at a time
CLOSE = 0.4  # cosine below which two tellings are not looked at further
CLOSE_PARTS = 0.38  # the same of parts that tell of one matter
WORDS_WEIGH = 1.0  # of the words' cosine, beside that of the vectors
# Of 0 to 2, the vectors' cosine and the words', or twice the words' alone: with less, signs are not looked at.
ALIKE = 0.55
NOTHING = -99.0  # the score of two that have nothing in common


@dataclass(frozen=True, slots=True)
class Nodes:
    """Tellings that differ in words, with what likens them. Of equal ones the first stands."""

    tellings: Chosen
    terms: Terms
    lengths: NDArray[np.float64]  # of the terms' weights
    vectors: Rows | None  # one row a node
    weigh: dict[str, float]  # every term with its weight
    squares: Doubles  # of the weights, by the terms' numbers
    signs: Signs
    words: Words | None  # None: nothing is known of what they mean
    told: Told  # parts stand behind all that are wholes
    numbers: Numbers
    negated: NDArray[np.bool_]
    around: Around
    many: int  # of the wholes

    def weights(self, n: int) -> dict[str, float]:
        """A node's terms, their weights of length 1."""
        return {x: self.weigh[x] / float(self.lengths[n]) for x in self.terms[n]}


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Pairs of nodes, i < j. `score` is a logit: 0 is as likely one claim as not; see claim_signs."""

    i: NDArray[np.int32]
    j: NDArray[np.int32]
    score: Doubles

    def __len__(self) -> int:
        return len(self.score)


def nodes_of(
    tellings: Chosen | Sequence[Telling],
    terms: Terms | Sequence[tuple[str, ...]],
    signs: Signs | None = None,
    told: Told | None = None,
    numbers: Numbers | None = None,
) -> Nodes:
    """Terms weighed by how few tellings have them, as in TF-IDF. Without signs nothing is known but the words. Parts stand
    behind the wholes, and count nothing."""
    chosen = tellings if isinstance(tellings, Chosen) else Chosen.all(tellings)
    terms = terms if isinstance(terms, Terms) else Terms.of(terms)
    of = told if told is not None else Told.of([NO_MATTER], np.zeros(len(chosen), dtype=np.int32))
    many = int(len(chosen) - of.part[of.matter].sum())
    present, weights = _weights(terms, many)
    weigh = {terms.vocabulary[n]: weights[n] for n in present.tolist()}
    squares = np.array([weight**2 for weight in weights])
    lengths = _lengths(terms, squares)
    sizes = chosen.sizes()
    whole = bool(len(chosen)) and bool((sizes > 0).all())
    vectors = Rows.of(chosen.vector(n, 0, PACKED) for n in range(len(chosen))) if whole else None
    known = Signs.unknown(len(chosen)) if signs is None else with_stories(signs, vectors, many)
    words = Words(chosen, many) if whole and bool((sizes > PACKED).any()) else None
    around = Around(chosen, terms, squares, many)
    negated = chosen.of.negated[chosen.which]
    by_number = numbers if numbers is not None else Numbers(terms)
    return Nodes(chosen, terms, lengths, vectors, weigh, squares, known, words, of, by_number, negated, around, many)


def _weights(terms: Terms, many: int) -> tuple[Ints, list[float]]:
    """The terms that there are, and what each term weighs: the fewer of the first `many` have it, the more."""
    size = len(terms.vocabulary)
    often = np.bincount(terms.codes[: terms.first[many]], minlength=size)
    present = np.flatnonzero(np.bincount(terms.codes, minlength=size))
    by_many = {n: math.log(1 + many / n) for n in np.unique(np.maximum(often, 1)).tolist()}
    return present, [by_many[n] for n in np.maximum(often, 1).tolist()]


def _lengths(terms: Terms, squares: Doubles) -> Doubles:
    """Sums one after the other, in the order of the terms."""
    out = np.empty(len(terms))
    for start in range(0, len(terms), AT_ONCE):
        which, codes = terms.numbers(np.arange(start, min(start + AT_ONCE, len(terms))))
        sums = np.sqrt(np.bincount(which, squares[codes], minlength=min(AT_ONCE, len(terms) - start)))
        out[start : start + AT_ONCE] = np.where(sums == 0, 1.0, sums)
    return out


def pairs(nodes: Nodes, least: float, given: Ints | None = None) -> Pairs:
    """Pairs of two articles that are at least so alike, best first; of equals in the order of the nodes. Looked for among
    pairs of wholes, and among those that are `given` as `lower * size + higher`."""
    also = () if given is None or nodes.words is None else (given,)
    found = _unique(_worth(nodes, chain(_byshared_words(nodes), _by_vectors(nodes), also)))
    held = [(np.empty((2, 0), dtype=np.int32), np.empty(0))]
    for start in range(0, len(found), BLOCK):
        i, j = np.divmod(found[start : start + BLOCK], len(nodes.tellings))
        score = likened(nodes, i, j, cosines(nodes, i, j), ALIKE)
        kept = score >= least
        held.append((np.stack([i[kept], j[kept]]).astype(np.int32), score[kept]))
    (i, j), score = np.concatenate([x for x, _ in held], axis=1), np.concatenate([x for _, x in held])
    order = np.lexsort((j, i, -score))
    return Pairs(i[order], j[order], score[order])


def cosines(nodes: Nodes, i: Ints, j: Ints) -> Doubles | None:
    """How close the vectors of each pair lie; None if there are none."""
    return None if nodes.vectors is None else nodes.vectors.cosines(i, j)


def likened(nodes: Nodes, i: Ints, j: Ints, close: Doubles | None, least: float = 0.0) -> Doubles:
    """The scores of pairs; rounded, so that the last digit of a machine's sums decides nothing.

    What words and vectors say alone is 0 to 2: the vectors' cosine and the words'; without vectors the words'. Where
    that is less than `least`, the score is that of two that have nothing in common.
    """
    words = _shared_words(nodes, i, j)
    alike = _rounded((1 + WORDS_WEIGH) * words if close is None else close + WORDS_WEIGH * words)
    matter = nodes.told.share(i, j) & (nodes.words is not None)
    worth = np.flatnonzero((alike >= least) | matter)
    held = evidence(nodes, i[worth], j[worth], None if close is None else close[worth], words[worth])
    found = logits(held, nodes.words is None)
    of = np.flatnonzero(matter[worth])
    if len(of):
        here = worth[of]
        parts = claim_around.evidence(nodes.told, nodes.terms, nodes.numbers, nodes.around, i[here], j[here])
        parts["sense"] = sense(nodes, i[here], j[here])
        signs = {name: x[of] for name, x in held.items()} | parts
        by_matter = logits(signs, OF_PARTS)
        count = nodes.told.share_count(i[here], j[here])
        if count.any():
            by_count = logits(signs | nodes.numbers.alike(i[here], j[here]), OF_COUNTS)
            alone = nodes.told.share_count_alone(i[here], j[here])
            by_count = np.where(alone, by_count, np.maximum(by_count, by_matter))
            later = nodes.numbers.passing(i[here], j[here]) & nodes.signs.on_other_days(i[here], j[here])
            by_count[later] = NOTHING
            by_matter = np.where(count, by_count, by_matter)
        whole = j[here] < nodes.many
        found[of] = np.where(whole, np.maximum(found[of], by_matter), by_matter)
    scores = np.full(len(i), NOTHING)
    scores[worth] = _rounded(found)
    return scores


def _rounded(some: Doubles) -> Doubles:
    """To three places, as Python rounds it."""
    return np.array([round(x, 3) for x in some.tolist()], dtype=np.float64)


def evidence(nodes: Nodes, i: Ints, j: Ints, close: Doubles | None, words: Doubles) -> dict[str, Doubles]:
    """Every sign of pairs of nodes by its name in the table of weights."""
    found = signs(nodes.signs, i, j) | {"words": words}
    if nodes.words is None or close is None:
        return found | blind_evidence(nodes, i, j)
    return found | nodes.words.all_alike(i, j) | {"cosine": close}


def sense(nodes: Nodes, i: Ints, j: Ints) -> Doubles:
    """How much the numbers of both vectors speak for one claim, each as it was learnt to; 0 without vectors."""
    return np.zeros(len(i)) if nodes.vectors is None else nodes.vectors.weighed(i, j, claim_axes())


def blind_evidence(nodes: Nodes, i: Ints, j: Ints) -> dict[str, Doubles]:
    """What is looked at where nobody knows what words mean."""
    which, held = _shared(nodes, i, j)
    plain = np.array([x[0] not in "@#~" for x in nodes.terms.vocabulary], dtype=np.bool_)
    shared = np.bincount(which, nodes.squares[held], minlength=len(i))
    many = np.diff(nodes.terms.first)
    return {
        "over": shared / np.minimum(nodes.lengths[i], nodes.lengths[j]) ** 2,
        "plain": np.bincount(which[plain[held]], minlength=len(i)).astype(np.float64),
        "short": np.log(np.maximum(1, np.minimum(many[i], many[j]))),
    }


def shared_words(nodes: Nodes, i: int, j: int) -> float:
    """The cosine of two nodes' words."""
    return float(_shared_words(nodes, np.array([i]), np.array([j]))[0])


def _shared_words(nodes: Nodes, i: Ints, j: Ints) -> Doubles:
    """The same of many pairs; each sum in the order of the terms."""
    which, held = _shared(nodes, i, j)
    sums = np.bincount(which, nodes.squares[held], minlength=len(i))
    return np.asarray(sums / (nodes.lengths[i] * nodes.lengths[j]), dtype=np.float64)


def _shared(nodes: Nodes, i: Ints, j: Ints) -> tuple[Ints, NDArray[np.int32]]:
    """The terms that both of a pair have: the pair, and the term."""
    size = max(1, len(nodes.terms.vocabulary))
    (which, mine), (others, theirs) = nodes.terms.numbers(i), nodes.terms.numbers(j)
    both = among(which * size + mine, others * size + theirs)
    return which[both], mine[both]


def _byshared_words(nodes: Nodes) -> Iterator[Ints]:
    """Pairs that share two of their rarest words, or one that few tellings have."""
    return _rarest(nodes).pairs(nodes.tellings.article)


def _rarest(nodes: Nodes) -> Shared:
    """The rarest words of each, where another has them too."""
    terms = nodes.terms
    rank = np.empty(len(terms.vocabulary), dtype=np.int64)
    rank[np.lexsort((np.arange(len(rank)), -nodes.squares))] = np.arange(len(rank))
    held = [np.empty((2, 0), dtype=np.int32)]
    for start in range(0, nodes.many, AT_ONCE):
        which, codes = terms.numbers(np.arange(start, min(start + AT_ONCE, nodes.many)))
        keys = np.sort(which * max(1, len(rank)) + rank[codes])
        which, ranks = keys // max(1, len(rank)), keys % max(1, len(rank))
        begins = np.cumsum(np.bincount(which, minlength=1))
        place = np.arange(len(which)) - np.concatenate([[0], begins])[which]
        held.append(np.stack([ranks[place < RAREST], start + which[place < RAREST]]).astype(np.int32))
    ranks, of = np.concatenate(held, axis=1)
    del held
    portions = 1 + len(ranks) // ROWS
    some = (np.flatnonzero(ranks % portions == n) for n in range(portions))
    return Shared.all([Shared.by(ranks[x], of[x], COMMON, TELLING, len(rank)) for x in some])


def _by_vectors(nodes: Nodes) -> Iterator[Ints]:
    """Pairs of close vectors: all of a small record; of a large one those whose signs agree on some numbers."""
    v, many = nodes.vectors, nodes.many
    if v is None:
        return
    if many <= FEW:
        rows = unit(v.unpacked(np.arange(many)))
        for start in range(0, many, 512):
            i, j = np.nonzero(rows[start : start + 512] @ rows.T >= CLOSE)
            yield _of_two_articles(nodes, start + i, j)
        return
    bits = min(32, math.ceil(math.log2(many / BUCKET)))
    for table in range(TABLES):
        codes = v.codes(table * 64, bits, many)
        order = np.argsort(codes, kind="stable")
        codes = codes[order]
        for start, gap, close in v.beside(order, BUCKET - 1):
            at = start + np.flatnonzero(close >= CLOSE)
            at = at[codes[at] == codes[at + gap]]
            yield _of_two_articles(nodes, order[at], order[at + gap])


def _of_two_articles(nodes: Nodes, one: Ints, other: Ints) -> Ints:
    i, j = np.minimum(one, other), np.maximum(one, other)
    apart = nodes.tellings.article[i] != nodes.tellings.article[j]
    keys: Ints = i[apart] * len(nodes.tellings) + j[apart]
    return keys


def _worth(nodes: Nodes, found: Iterable[Ints]) -> Iterator[Ints]:
    """The pairs whose cosine is worth a look; all of them without vectors."""
    for some in found:
        for start in range(0, len(some), BLOCK):
            keys = some[start : start + BLOCK]
            i, j = np.divmod(keys, len(nodes.tellings))
            close = cosines(nodes, i, j)
            yield keys if close is None else keys[close >= np.where(j >= nodes.many, CLOSE_PARTS, CLOSE)]


def _unique(found: Iterable[Ints]) -> Ints:
    """The pairs, each once, in order. Those that come often are kept once as they come."""
    keys, held = np.empty(0, dtype=np.int64), list[Ints]()
    for some in found:
        held.append(some)
        if sum(map(len, held)) > MANY:
            keys, held = once(np.sort(np.concatenate([keys, *held]))), []
    return once(np.sort(np.concatenate([keys, *held])))
