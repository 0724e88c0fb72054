"""How well a post is taken to the claim it repeats: mean reciprocal rank, and how often the machine's own joins are right.

Files of pairs of posts and claims, and of all claims with their titles (tab-separated, a line of names first), as in the sets
of tweets and verified claims of CheckThat! (Barrón-Cedeño et al. 2020). The texts belong to others and are not shipped.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from firsthand.lang.sentence_vectors import sentences, unit, unpack
from firsthand.model.problems import UnreadableInput
from firsthand.model.readings import Telling
from firsthand.model.spans import Span
from firsthand.read.tellings import is_negated, terms_of, words_of
from firsthand.resolve.claim_groups import JOIN, held_apart
from firsthand.resolve.claim_pairs import ALIKE, CLOSE, WORDS_WEIGH, Nodes, cosines, likened, nodes_of

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
    ranked = _scores(posts, facts, [f"{title}. {fact}" for title, fact in claims])
    nodes = _nodes([*facts, *posts])
    return [_asked(nodes, len(facts) + n, at[fact], ranked[n]) for n, (_, fact) in enumerate(pairs)]


def _nodes(texts: Sequence[str]) -> Nodes:
    """What the step would know if each stood in a text of its own, of which nothing else is known."""
    net = sentences()
    vectors = net.vectors(texts, [words_of(x) for x in texts]) if net else [b""] * len(texts)
    made = (
        replace(_telling(x), article_id=f"a-{n}", vector=v) for n, (x, v) in enumerate(zip(texts, vectors, strict=True))
    )
    tellings = list(made)
    return nodes_of(tellings, [t.terms for t in tellings])


def _asked(nodes: Nodes, post: int, right: int, ranked: Floats) -> Asked:
    facts = np.arange(len(ranked))
    close = cosines(nodes, facts, np.full(len(facts), post))
    near = facts if close is None else np.nonzero(close >= CLOSE)[0]
    scores = likened(nodes, near, np.full(len(near), post), None if close is None else close[near], ALIKE)
    joins = [n for n in near[scores >= JOIN].tolist() if held_apart(nodes, n, post) is None]
    # facts of the same words are one claim, as they are in a record
    different = {nodes.terms[n] for n in joins}
    return Asked(1 + int((ranked > ranked[right]).sum()), len(different), int(nodes.terms[right] in different))


def _scores(posts: list[str], facts: list[str], worded: list[str]) -> Floats:
    """Posts by facts: cosine of their vectors and half of that of their words as worded."""
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
        return 1.5 * out
    near: Floats = unit(unpack(net.vectors(posts))) @ unit(unpack(net.vectors(facts))).T + WORDS_WEIGH * out
    return near


def _weighed(posts: Sequence[tuple[str, ...]], weigh: dict[str, float]) -> Iterator[dict[str, float]]:
    """The posts' terms by the weights that the facts give them, of length 1; one that no fact has is the rarest."""
    rarest = max(weigh.values(), default=1.0)
    for terms in posts:
        raw = {t: weigh.get(t, rarest) for t in terms}
        by = sum(w * w for w in raw.values()) ** 0.5 or 1.0
        yield {t: w / by for t, w in raw.items()}


def _telling(text: str) -> Telling:
    span = Span(0, len(text))
    return Telling("w-0", "a-0", span, None, "outlet", terms_of(text, span, ()), is_negated(text), b"")


def _rows(path: Path) -> list[tuple[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.reader(file, delimiter="\t") if len(row) == 2]
    return [(a, b) for a, b in rows[1:]]
