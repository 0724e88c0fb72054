"""Reuse links: which passages an article shares with each candidate, of what kind, and who has it from whom."""

from __future__ import annotations

from firsthand.model.articles import Article
from firsthand.model.findings import Passage, ReuseKind, ReuseLink
from firsthand.model.ids import make_id
from firsthand.model.spans import Span
from firsthand.model.units import LinkInput, Result
from firsthand.relate.align import Chain, align
from firsthand.relate.direction import Evidence, fold, tell
from firsthand.relate.words import Word, prose_words

# "same article" as measured on planted copies of real news: covered nearly whole on one side, or mostly on both
WHOLE = 0.9
MOSTLY = 0.65
EXACT = 0.98  # of all words of both: what is left is typography


def link(payload: LinkInput) -> Result:
    """A link for every candidate with a common passage of 12 words or more, sorted by id."""
    found = (between(payload.article, other) for other in payload.candidates if other.id != payload.article.id)
    links = sorted((x for x in found if x), key=lambda x: x.id)
    return Result(tuple(links))


def between(one: Article, other: Article) -> ReuseLink | None:
    """The link of two articles, the same whichever is given first; None if they share no passage."""
    a, b = sorted((one, other), key=lambda x: x.id)
    words_a, words_b = prose_words(a), prose_words(b)
    chains = align(words_a, words_b)
    if not chains:
        return None
    coverage_a = _coverage([(c[0].a, c[-1].a + c[-1].length) for c in chains], len(words_a))
    coverage_b = _coverage([(c[0].b, c[-1].b + c[-1].length) for c in chains], len(words_b))
    evidence, against = tell(a, b, coverage_a, coverage_b)
    passages = tuple(_passage(c, words_a, words_b) for c in chains)
    # without evidence the order says nothing; the greater id is put first so that it is always the same
    a_later = evidence is not None and evidence.later == a.id
    later, earlier = (a, b) if a_later else (b, a)
    if not a_later:
        passages = tuple(sorted((Passage(p.to_span, p.from_span) for p in passages), key=lambda p: p.from_span))
    coverage_from, coverage_to = (coverage_a, coverage_b) if a_later else (coverage_b, coverage_a)
    exact = 2 * sum(m.length for c in chains for m in c) / (len(words_a) + len(words_b))
    return ReuseLink(
        id=make_id("reuse_link", a.id, b.id),
        from_article=later.id,
        to_article=earlier.id,
        passages=passages,
        kind=_kind(later, earlier, exact, coverage_from, coverage_to),
        coverage_from=round(coverage_from, 4),
        coverage_to=round(coverage_to, 4),
        direction=evidence.direction if evidence else "unknown",
        why=_why(evidence, against),
    )


def same_article(coverage_a: float, coverage_b: float) -> bool:
    """Whether two articles that cover each other so far are one text, and not only share a passage."""
    return max(coverage_a, coverage_b) >= WHOLE or min(coverage_a, coverage_b) >= MOSTLY


def _coverage(stretches: list[tuple[int, int]], words: int) -> float:
    held = {i for start, end in stretches for i in range(start, end)}
    return len(held) / words if words else 0.0


def _passage(chain: Chain, a: tuple[Word, ...], b: tuple[Word, ...]) -> Passage:
    first, last = chain[0], chain[-1]
    return Passage(
        Span(a[first.a].span.start, a[last.a + last.length - 1].span.end),
        Span(b[first.b].span.start, b[last.b + last.length - 1].span.end),
    )


def _kind(later: Article, earlier: Article, exact: float, coverage_from: float, coverage_to: float) -> ReuseKind:
    """Verbatim, an update by the same outlet, edited, cut from, or taken into a text with more."""
    if exact >= EXACT:
        return "verbatim"
    if same_article(coverage_from, coverage_to):
        if _same_outlet(later, earlier):
            return "update"
        if min(coverage_from, coverage_to) >= MOSTLY:
            return "edited"
        return "excerpt" if coverage_from >= coverage_to else "merge"
    return "excerpt" if coverage_from >= MOSTLY else "merge" if coverage_to >= MOSTLY else "excerpt"


def _same_outlet(a: Article, b: Article) -> bool:
    ours, theirs = a.first("outlet"), b.first("outlet")
    return bool(ours and theirs) and fold(ours.value if ours else "") == fold(theirs.value if theirs else "")


def _why(evidence: Evidence | None, against: tuple[Evidence, ...]) -> str:
    if evidence is None:
        return "nothing says which has it from the other"
    return "; but of the other: ".join([evidence.why, *(e.why for e in against)])
