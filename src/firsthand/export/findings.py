"""Entities, reuse links, families and chains as the interchange writes them."""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.export.places import Json, place
from firsthand.model.articles import Article
from firsthand.model.findings import Chain, Entity, Evidence, Family, Hop, Proof, ReuseLink
from firsthand.model.readings import PlaceRef
from firsthand.model.spans import Span


def entity_row(entity: Entity, place: PlaceRef | None = None, formerly: Sequence[str] = ()) -> Json:
    return {
        "id": entity.id,
        "kind": entity.kind,
        "name": entity.name,
        "names": list(entity.names),
        "keys": list(entity.keys),
        "why": entity.why,
        "place": _lies(place) if place else None,
        "held": [{"name": name, "article": article_id} for name, article_id in entity.held],
        "public": entity.public,
        "public_why": entity.public_why or None,
        "formerly": list(formerly),
    }


def reuse_row(link: ReuseLink, later: Article, earlier: Article) -> Json:
    """A link, with the two articles it is between."""
    return {
        "id": link.id,
        "from": link.from_article,
        "to": link.to_article,
        "passages": [
            {**_hull("from_span", later, p.from_span), **_hull("to_span", earlier, p.to_span)} for p in link.passages
        ],
        "kind": link.kind,
        "coverage_from": round(link.coverage_from, 4),
        "coverage_to": round(link.coverage_to, 4),
        "direction": link.direction,
        "why": link.why,
        "evidence": [_reason(e, proof) for e in link.evidence for proof in e.proofs or (None,)],
    }


def _reason(e: Evidence, proof: Proof | None) -> Json:
    """A line for each words that speak for a direction; for containment, which the passages show, one without words."""
    return {
        "later": e.later,
        "direction": e.direction,
        "why": e.why,
        "article": proof.article_id if proof else None,
        "span": place(proof.capture_span) if proof else None,
        "span_text": proof.words if proof and proof.capture_span else None,
    }


def family_row(family: Family) -> Json:
    return {
        "id": family.id,
        "articles": list(family.articles),
        "founder": family.founder,
        "founder_why": family.founder_why,
    }


def chain_row(chain: Chain) -> Json:
    return {
        "id": chain.id,
        "article": chain.article_id,
        "attribution": chain.attribution_id,
        "claim": None,
        "hops": [_hop(hop) for hop in chain.hops],
        "origin": {"party": chain.origin, "named": chain.origin_named},
        "reaches_origin": chain.reaches_origin,
        "breaks": chain.breaks,
    }


def _lies(place: PlaceRef) -> Json:
    keys = ("gazetteer_id", "lat", "lon", "country", "precision")
    return {key: getattr(place, key) for key in keys}


def _hop(hop: Hop) -> Json:
    return {
        "party": hop.party,
        "kind": hop.kind,
        "how": hop.how,
        "article": hop.article_id,
        "span": place(hop.capture_span),
        "span_text": hop.words if hop.capture_span else None,
    }


def _hull(key: str, article: Article, span: Span) -> Json:
    return {key: place(article.offsets.to_capture(span)), f"{key}_text": span.of(article.text)}
