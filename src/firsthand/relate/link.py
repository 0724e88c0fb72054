"""Reuse links: which passages an article shares with each candidate, of what kind, and who has it from whom."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

import numpy as np

from firsthand.model.articles import Article
from firsthand.model.findings import Evidence, Passage, ReuseKind, ReuseLink
from firsthand.model.ids import make_id
from firsthand.model.units import LinkInput, Result
from firsthand.relate.align import PASSAGE, Chain, Match, align
from firsthand.relate.boilerplate import Marks, boilerplate
from firsthand.relate.direction import fold, tell
from firsthand.relate.words import Codes, Words, prose_words

# "same article" as measured on planted copies of real news: covered nearly whole on one side, or mostly on both
WHOLE = 0.9
MOSTLY = 0.65
THIRD = 0.3  # of the longer; a text cut to less is an excerpt, and a long one that holds it is no copy of it
EXACT = 0.98  # of all words of both: what is left is typography
# nearly all of one in clearly less than all of the other: cut out or taken in whole, and not only edited
CUT = 0.95
LESS = 0.8
NONE = np.empty(0, dtype=np.uint64)


def link(payload: LinkInput) -> Result:
    """A link for every candidate with a common passage of 12 words or more, sorted by id."""
    common = np.array(sorted(payload.common), dtype=np.uint64)
    own = _Laid(payload.article, common)
    found = (_between(own, _Laid(other, common)) for other in payload.candidates if other.id != payload.article.id)
    links = sorted((x for x in found if x), key=lambda x: x.id)
    return Result(tuple(links))


def between(one: Article, other: Article, common: Codes = NONE) -> ReuseLink | None:
    """The link of two articles, the same whichever is given first; None if they share no passage.

    Words whose fingerprints are `common` count for nothing: neither as shared, nor as words that could have been.
    """
    return _between(_Laid(one, common), _Laid(other, common))


class _Laid:
    """An article with what it is laid beside others by; which of its words are boilerplate is looked for once somebody asks."""

    def __init__(self, article: Article, common: Codes) -> None:
        self.article, self.words, self._common = article, prose_words(article), common
        self.bare = not len(common)  # nothing is boilerplate

    @cached_property
    def rim(self) -> Marks:
        return boilerplate(self.words, self._common)

    @cached_property
    def many(self) -> int:
        """How many words are its own."""
        return len(self.words) if self.bare else int(np.sum(~self.rim))

    def coverage(self, stretches: Iterable[tuple[int, int]]) -> float:
        """The share of the words that are the article's own which stand in a passage."""
        held = bytearray(len(self.words))
        for start, end in stretches:
            held[start:end] = b"\1" * (end - start)
        inside = held.count(1) if self.bare else int(np.sum(np.frombuffer(held, dtype=np.bool_) & ~self.rim))
        return inside / self.many if self.many else 0.0


def _between(one: _Laid, other: _Laid) -> ReuseLink | None:
    first, second = (one, other) if one.article.id <= other.article.id else (other, one)
    a, b, words_a, words_b = first.article, second.article, first.words, second.words
    chains = align(words_a, words_b)
    if chains and not first.bare:
        chains = own(chains, first.rim, second.rim)
    if not chains:
        return None
    coverage_a = first.coverage((c[0].a, c[-1].a + c[-1].length) for c in chains)
    coverage_b = second.coverage((c[0].b, c[-1].b + c[-1].length) for c in chains)
    evidence = tell(a, b, coverage_a, coverage_b)
    passages = tuple(_passage(c, words_a, words_b) for c in chains)
    # without evidence the order says nothing; the greater id is put first so that it is always the same
    a_later = bool(evidence) and evidence[0].later == a.id
    later, earlier = (a, b) if a_later else (b, a)
    if not a_later:
        passages = tuple(sorted((Passage(p.to_span, p.from_span) for p in passages), key=lambda p: p.from_span))
    coverage_from, coverage_to = (coverage_a, coverage_b) if a_later else (coverage_b, coverage_a)
    exact = 2 * sum(m.length for c in chains for m in c) / max(1, first.many + second.many)
    verbatim = exact >= EXACT and not figures_changed(chains, words_a, words_b)
    return ReuseLink(
        id=make_id("reuse_link", a.id, b.id),
        from_article=later.id,
        to_article=earlier.id,
        passages=passages,
        kind="verbatim" if verbatim else _kind(later, earlier, coverage_from, coverage_to),
        coverage_from=round(coverage_from, 4),
        coverage_to=round(coverage_to, 4),
        direction=evidence[0].direction if evidence else "unknown",
        why=_why(evidence),
        evidence=evidence,
    )


def same_article(coverage_a: float, coverage_b: float) -> bool:
    """Whether two articles that cover each other so far are one text, and not only share a passage."""
    least, most = sorted((coverage_a, coverage_b))
    return least >= MOSTLY or (most >= WHOLE and least >= THIRD)


def own(chains: Iterable[Chain], rim_a: Marks, rim_b: Marks) -> tuple[Chain, ...]:
    """The passages without boilerplate; gone is one that has fewer than PASSAGE words left."""
    left = (tuple(piece for m in c for piece in _own(m, rim_a, rim_b)) for c in chains)
    return tuple(c for c in left if sum(m.length for m in c) >= PASSAGE)


def figures_changed(chains: Iterable[Chain], a: Words, b: Words) -> bool:
    """Whether a word of the passages, equal but for case and digits, has other digits."""
    for m in (m for c in chains for m in c):
        for k in np.flatnonzero(a.figures[m.a : m.a + m.length]).tolist():
            if a.written(m.a + k).lower() != b.written(m.b + k).lower():
                return True
    return False


def _own(m: Match, rim_a: Marks, rim_b: Marks) -> Iterable[Match]:
    rim = rim_a[m.a : m.a + m.length] | rim_b[m.b : m.b + m.length]
    if not rim.any():
        yield m
        return
    edges = np.flatnonzero(np.diff(np.concatenate(([True], rim, [True])).astype(np.int8)))
    for start, end in edges.reshape(-1, 2).tolist():
        yield Match(m.a + start, m.b + start, end - start)


def _passage(chain: Chain, a: Words, b: Words) -> Passage:
    first, last = chain[0], chain[-1]
    return Passage(a.span(first.a, last.a + last.length - 1), b.span(first.b, last.b + last.length - 1))


def _kind(later: Article, earlier: Article, coverage_from: float, coverage_to: float) -> ReuseKind:
    """An update by the same outlet, edited, cut from, or taken into a text with more."""
    if same_article(coverage_from, coverage_to):
        if _same_outlet(later, earlier):
            return "update"
        least, most = sorted((coverage_from, coverage_to))
        if least >= (LESS if most >= CUT else MOSTLY):
            return "edited"
        return "excerpt" if coverage_from >= coverage_to else "merge"
    return "excerpt" if coverage_from >= MOSTLY else "merge" if coverage_to >= MOSTLY else "excerpt"


def _same_outlet(a: Article, b: Article) -> bool:
    ours, theirs = a.first("outlet"), b.first("outlet")
    return bool(ours and theirs) and fold(ours.value if ours else "") == fold(theirs.value if theirs else "")


def _why(evidence: tuple[Evidence, ...]) -> str:
    if not evidence:
        return "nothing says which has it from the other"
    against = (e.why for e in evidence[1:] if e.later != evidence[0].later)
    return "; but of the other: ".join([evidence[0].why, *against])
