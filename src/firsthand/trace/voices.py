"""The told side of a chain: relays, channels and the speaker, outermost first."""

from __future__ import annotations

import re
from collections.abc import Iterable

from firsthand.lang import get
from firsthand.model.articles import Article
from firsthand.model.findings import Hop, HopHow, HopKind
from firsthand.model.readings import Attribution, Mention, MentionKind
from firsthand.model.spans import Span, hull

# "in a statement", "during an interview with": the channel begins after these
LEAD = re.compile(r"(?:in|at|on|via|through|from|during|to|with|by)\s+", re.IGNORECASE)
PARTY_KIND: dict[str, HopKind] = {
    "named_person": "person",
    "named_organisation": "organisation",
    "media_outlet": "relay",
    "document": "document",
    "unnamed_official": "unnamed",
    "unnamed_source": "unnamed",
    "unnamed_group": "unnamed",
    "none": "unnamed",
}


def outwards(attribution: Attribution, by_id: dict[str, Attribution]) -> tuple[Attribution, ...]:
    """The attributions that pass this one on, outermost first; a circle is left at its first return."""
    found: list[Attribution] = []
    seen = {attribution.id}
    outer = by_id.get(attribution.inside or "")
    while outer and outer.id not in seen:
        found.append(outer)
        seen.add(outer.id)
        outer = by_id.get(outer.inside or "")
    return tuple(reversed(found))


def relay_hops(article: Article, relay: Attribution, mentions: tuple[Mention, ...]) -> tuple[Hop, ...]:
    """The hops of an attribution that passes another on: its channels, then whoever speaks in it."""
    speaker = speaker_hop(article, relay, mentions)
    if speaker is None:
        return ()
    kind: HopKind = "document" if speaker.kind == "document" else "relay"
    passed = Hop(speaker.party, kind, "cites", speaker.article_id, speaker.capture_span, speaker.words)
    return (*channel_hops(article, relay, mentions), passed)


def channel_hops(article: Article, attribution: Attribution, mentions: tuple[Mention, ...]) -> tuple[Hop, ...]:
    """The outlet somebody told, and the venue or document somebody spoke through."""
    hops: list[Hop] = []
    for span in (attribution.addressee, attribution.venue):
        if span is None:
            continue
        if outlet := _mention_in(span, mentions, {"outlet"}):
            hops.append(_hop(article, outlet.span, outlet.name, "relay", "told"))
        elif span == attribution.venue:
            hops.append(_venue_hop(article, span))
    return tuple(hops)


def speaker_hop(article: Article, attribution: Attribution, mentions: tuple[Mention, ...]) -> Hop | None:
    """Whoever speaks; None if the text names nobody, not even vaguely."""
    span = hull(attribution.source) or attribution.speaker_span
    if span is None:
        return None
    party = attribution.speaker or span.of(article.text)
    kind = PARTY_KIND[attribution.source_kind]
    if kind == "organisation" and _mention_in(span, mentions, {"group"}):
        kind = "group"
    return _hop(article, span, party, kind, "speaks")


def _venue_hop(article: Article, span: Span) -> Hop:
    lead = LEAD.match(span.of(article.text))
    place = Span(span.start + (lead.end() if lead else 0), span.end)
    words = place.of(article.text)
    written = {w.casefold() for w in get("en").column("document_words")}
    is_document = any(w.casefold() in written for w in re.findall(r"[\w-]+", words))
    return _hop(article, place, words, "document" if is_document else "venue", "cites" if is_document else "told")


def _mention_in(span: Span, mentions: Iterable[Mention], kinds: set[MentionKind]) -> Mention | None:
    return next((m for m in mentions if m.kind in kinds and m.span.overlaps(span)), None)


def _hop(article: Article, span: Span, party: str, kind: HopKind, how: HopHow) -> Hop:
    return Hop(party, kind, how, article.id, article.offsets.to_capture(span), span.of(article.text))
