"""The hops that copies show: the article whose words these are."""

from __future__ import annotations

from firsthand.model.articles import Article
from firsthand.model.findings import Hop, ReuseLink
from firsthand.model.readings import Attribution
from firsthand.model.units import TraceInput
from firsthand.trace.page import same_party

STRENGTH = {"declared": 0, "linked": 1, "dated": 2}  # containment alone is wrong too often to name an outlet by


Ways = tuple[tuple[ReuseLink, Article], ...]


def ways(payload: TraceInput) -> Ways:
    """The links by which an article has words from another, each with that other, the surest first, of equals the first by id."""
    others = {a.id: a for a in payload.others}
    links = sorted((x for x in payload.links if x.direction in STRENGTH), key=lambda x: (STRENGTH[x.direction], x.id))
    own = payload.article.id
    return tuple((x, others[x.to_article]) for x in links if x.from_article == own and x.to_article in others)


def reuse_hops(known: Ways, attribution: Attribution, own: tuple[Hop, ...]) -> tuple[Hop, ...]:
    """The outlet of the article that these very words stand in too, where the evidence says this one has them from it.

    At most one: the surest. None if the page names that outlet itself.
    """
    for link, other in known:
        if _holds(link, attribution):
            hop = _outlet(other)
            return () if hop is None or any(same_party(hop.party, held.party) for held in own) else (hop,)
    return ()


def _holds(link: ReuseLink, attribution: Attribution) -> bool:
    return all(any(p.from_span.contains(span) for p in link.passages) for span in attribution.content)


def _outlet(other: Article) -> Hop | None:
    outlet = other.first("outlet")
    if outlet is None or outlet.how == "inferred":
        return None
    return Hop(outlet.value, "outlet", "same_words", other.id, outlet.capture_span, outlet.words)
