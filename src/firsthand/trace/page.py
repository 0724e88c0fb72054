"""The page's own side of every chain: archive or republisher, outlet, declared source."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from firsthand.model.articles import Article, Datum
from firsthand.model.findings import Hop, HopHow, HopKind


def page_hops(article: Article) -> tuple[Hop, ...]:
    """The site whose page this is, and the article's outlet.

    What was inferred is never presented as declared: an inferred outlet gives a hop without a party.
    """
    hops: list[Hop] = []
    host = article.first("republisher")
    if host and host.how != "inferred":
        kind: HopKind = "archive" if article.first("reposted") else "republisher"
        hops.append(_hop(article, host, kind, "republishes"))
    outlet = article.first("outlet")
    stated = outlet if outlet and outlet.how != "inferred" else None
    if stated is None:
        hops.append(Hop(None, "outlet", "credits", article.id, None, None))
    elif not _named_in(stated.value, hops):
        hops.append(_hop(article, stated, "outlet", "credits"))
    return tuple(hops)


def declared_hops(article: Article) -> tuple[Hop, ...]:
    """Whoever the article says it has its text from; none where its own outlet is credited beside them.

    'Source: Tidewire, Lantern desk' and 'Lantern / Tidewire' do not say which words are Tidewire's.
    """
    hops, outlet = list(page_hops(article)), article.first("outlet")
    start, declared = len(hops), article.all("declared_source")
    for datum in declared:
        if outlet is not None and (_beside(outlet, datum) or fold(outlet.value) in fold(datum.value)):
            return ()
        if not _named_in(datum.value, hops):
            hops.append(_hop(article, datum, "outlet", "credits"))
    return tuple(hops[start:])


def _beside(outlet: Datum, source: Datum) -> bool:
    """Whether only a mark parts the two: 'Lantern / Tidewire'."""
    a, b = outlet.capture_span, source.capture_span
    return a is not None and b is not None and 0 < max(b.start - a.end, a.start - b.end) <= 3


@lru_cache(maxsize=50_000)
def fold(name: str) -> str:
    """A name without case, accents, punctuation and leading article."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).casefold()
    return re.sub(r"^(?:the|an?) (?=.)", "", " ".join(re.findall(r"\w+", plain)))


def same_party(a: str | None, b: str | None) -> bool:
    return a is not None and b is not None and fold(a) == fold(b)


def _hop(article: Article, datum: Datum, kind: HopKind, how: HopHow) -> Hop:
    return Hop(datum.value, kind, how, article.id, datum.capture_span, datum.words)


def _named_in(name: str, hops: list[Hop]) -> bool:
    return any(same_party(name, hop.party) for hop in hops)
