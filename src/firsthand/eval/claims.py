"""How well a post is taken to the claim it repeats: mean reciprocal rank, and how often the machine's own joins are right.

Files of pairs of posts and claims, and of all claims with their titles (tab-separated, a line of names first), as in the sets
of tweets and verified claims of CheckThat! (Barrón-Cedeño et al. 2020). The texts belong to others and are not shipped.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from firsthand.lang.sentence_vectors import sentences, unit, unpack
from firsthand.model.problems import UnreadableInput
from firsthand.model.readings import Telling
from firsthand.model.spans import Span
from firsthand.read.tellings import is_negated, terms_of
from firsthand.resolve.claim_groups import JOIN
from firsthand.resolve.claim_pairs import ALIKE, NAMELESS, WORDS_WEIGH, Nodes, nodes_of
from firsthand.resolve.claim_signs import STORY, logit
from firsthand.resolve.claim_vetoes import marks, veto

CLAIMS, PAIRS = "verified-claims.tsv", "*-pairs-*.tsv"
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Asked:
    """One post: the rank of its claim, and whether the machine would have joined it to a claim, and to the right one."""

    rank: int  # from 1
    joined: int  # claims that it would be joined with
    right: int  # of those, the right one (its doubles are it)


def measure(folder: Path) -> list[Asked]:
    """One a post, in the order of the file."""
    claims = [(title, fact) for title, fact in _rows(folder / CLAIMS)]
    pairs = [pair for path in sorted(folder.glob(PAIRS)) for pair in _rows(path)]
    at = {fact: n for n, (_, fact) in enumerate(claims)}
    if missing := [fact for _, fact in pairs if fact not in at]:
        raise UnreadableInput(f"{folder}: {len(missing)} claims of the pairs are not in {CLAIMS}")
    posts, facts = [post for post, _ in pairs], [fact for _, fact in claims]
    ranked, _, _ = _scores(posts, facts, [f"{title}. {fact}" for title, fact in claims])
    whole, words, nodes = _scores(posts, facts, facts)
    out = []
    for n, (post, fact) in enumerate(pairs):
        alike = [int(m) for m in np.nonzero(whole[n] >= ALIKE)[0]]
        joins = [m for m in alike if _chance(_telling(post), m, nodes, whole[n, m], words[n, m]) >= JOIN]
        out.append(_asked(_telling(post), nodes.tellings, at[fact], ranked[n], joins))
    return out


def _chance(post: Telling, n: int, nodes: Nodes, whole: float, words: float) -> float:
    """The logit that the step would give with nothing known of either but the words."""
    held = set(post.terms).intersection(nodes.terms[n])
    (mine,) = _weighed([post.terms], nodes.weigh, 1)
    theirs, length = float(nodes.lengths[n]), sum(w * w for w in mine.values()) ** 0.5 or 1.0
    common = {
        "words": words,
        "over": words * max(length, theirs) / min(length, theirs),
        "plain": sum(x[0] not in "@#~" for x in held),
        "short": math.log(max(1, min(len(post.terms), len(nodes.terms[n])))),
    }
    return logit(NAMELESS, NAMELESS, STORY, common, None if sentences() is None else whole - WORDS_WEIGH * words)


def _asked(post: Telling, claims: Sequence[Telling], right: int, ranked: Floats, joins: Sequence[int]) -> Asked:
    rank = 1 + int((ranked > ranked[right]).sum())
    mine = marks(post, post.terms)
    found = [n for n in joins if veto(mine, marks(claims[n], claims[n].terms)) is None]
    # facts of the same words are one claim, as they are in a record
    different = {claims[n].terms for n in found}
    return Asked(rank, len(different), int(claims[right].terms in different))


def _scores(posts: list[str], facts: list[str], worded: list[str]) -> tuple[Floats, Floats, Nodes]:
    """Posts by facts: cosine of their vectors and half of that of their words as worded; the latter alone; nodes of those."""
    nodes = nodes_of([_telling(w) for w in worded], [terms_of(w, Span(0, len(w)), ()) for w in worded])
    holders: dict[str, list[tuple[int, float]]] = {}
    for n in range(len(worded)):
        for term, weight in nodes.weights(n).items():
            holders.setdefault(term, []).append((n, weight))
    asked = [terms_of(p, Span(0, len(p)), ()) for p in posts]
    out = np.zeros((len(posts), len(worded)))
    for row, weights in zip(out, _weighed(asked, nodes.weigh), strict=True):
        for term, weight in weights.items():
            for n, other in holders.get(term, ()):
                row[n] += weight * other
    net = sentences()
    if net is None:
        return 1.5 * out, out, nodes
    return unit(unpack(net.vectors(posts))) @ unit(unpack(net.vectors(facts))).T + WORDS_WEIGH * out, out, nodes


def _weighed(
    posts: Sequence[tuple[str, ...]], weigh: dict[str, float], length: float | None = None
) -> Iterator[dict[str, float]]:
    """The posts' terms by the weights that the facts give them, of length 1 unless told; one that no fact has is the rarest."""
    rarest = max(weigh.values(), default=1.0)
    for terms in posts:
        raw = {t: weigh.get(t, rarest) for t in terms}
        by = length or sum(w * w for w in raw.values()) ** 0.5 or 1.0
        yield {t: w / by for t, w in raw.items()}


def _telling(text: str) -> Telling:
    span = Span(0, len(text))
    return Telling("w-0", "a-0", span, None, "outlet", terms_of(text, span, ()), is_negated(text), b"")


def _rows(path: Path) -> list[tuple[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.reader(file, delimiter="\t") if len(row) == 2]
    return [(a, b) for a, b in rows[1:]]
