"""JSON-LD: articles, quotations, claims and accounts in schema.org's words, and Web Annotations that point at the originals.

The context stands in the file, so that it is read without a network. Nothing says that something is so: an event has only
accounts, `schema:firstAppearance` is the first in this archive, and where PROV's own word would assert (`hadPrimarySource`)
ours stands, with a pointer to it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from firsthand.export.annotations import annotated, noted
from firsthand.export.days import bounds, day
from firsthand.export.places import Json
from firsthand.export.shown import STATUS, Shown, pinned, value_of
from firsthand.export.tables.findings import account_spans
from firsthand.model.articles import Article, Capture
from firsthand.model.findings import Account, Claim, Event, ReuseLink
from firsthand.model.readings import Attribution

OWN = "https://firsthand.invalid/terms#"  # names our terms; `.invalid` (RFC 2606) promises no page there
KINDS = {"person": "Person", "organisation": "Organization", "outlet": "NewsMediaOrganization", "place": "Place"}
CONTEXT: Json = {
    "@version": 1.1,
    "@vocab": "https://schema.org/",
    "schema": "https://schema.org/",
    "oa": "http://www.w3.org/ns/oa#",
    "prov": "http://www.w3.org/ns/prov#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "fh": OWN,
    "url": {"@type": "@id"},
    "isPartOf": {"@type": "@id"},
    "appearance": {"@type": "@id"},
    "firstAppearance": {"@type": "@id"},
    **{f"prov:{x}": {"@type": "@id"} for x in ("wasDerivedFrom", "wasQuotedFrom", "wasAttributedTo")},
    "prov:wasGeneratedBy": {"@type": "@id"},
    "prov:generatedAtTime": {"@type": "xsd:dateTime"},
    **{f"oa:{x}": {"@type": "@id"} for x in ("hasSource", "hasBody", "motivatedBy")},
    "oa:sourceDate": {"@type": "xsd:dateTime"},
    **{f"fh:{x}": {"@type": "@id"} for x in ("permalink", "passage", "article", "accounts", "reusesWordsOf", "inside")},
    "skos:closeMatch": {"@type": "@id"},
}


def write(shown: Shown, out: Path) -> dict[str, int]:
    """One graph, a node a line; how many there are of each type."""
    counts: dict[str, int] = {}
    with out.open("w", encoding="utf-8", newline="\n") as file:
        file.write(f'{{"@context": {json.dumps(CONTEXT)},\n"@graph": [')
        comma = "\n"
        for node in _nodes(shown):
            file.write(comma + json.dumps({k: v for k, v in node.items() if v not in (None, [])}, ensure_ascii=False))
            comma, type_ = ",\n", str(node.get("@type", "terms"))
            counts[type_] = counts.get(type_, 0) + 1
        file.write("\n]}\n")
    return counts


def _nodes(shown: Shown) -> Iterator[Json]:
    yield {"@id": "fh:reportedSource", "skos:closeMatch": "prov:hadPrimarySource"}
    yield from (_capture(shown, c) for c in shown.captures())
    named: set[str] = set()
    for article in shown.articles():
        yield _article(shown, article)
        for a in shown.attributions(article):
            yield _quotation(shown, article, a)
        yield from annotated(shown, article)
        named |= {e.id for m in shown.mentions(article) if (e := shown.gate.entity_of(m))}
    yield from noted(shown)
    for id_ in sorted(named):
        e = shown.gate.public[id_]
        own = {"name": e.name, "alternateName": [x for x in e.names if x != e.name]}
        yield {"@id": shown.links.to(id_), "@type": KINDS.get(e.kind, "Thing"), **own}
    for claim in shown.all(Claim, "claim"):
        yield from _claim(shown, claim)
    for event in shown.all(Event, "event"):
        yield from _event(shown, event)
    for link in shown.all(ReuseLink, "reuse_link"):
        if link.direction != "unknown" and shown.has(link.from_article) and shown.has(link.to_article):
            yield {"@id": shown.links.to(link.from_article), "fh:reusesWordsOf": shown.links.to(link.to_article)}


def _capture(shown: Shown, capture: Capture) -> Json:
    return {
        "@id": shown.links.to(capture.id),
        "@type": "prov:Entity",
        "prov:generatedAtTime": capture.fetched_at,
        "encodingFormat": capture.media_type,
        "contentSize": str(capture.length),
        "fh:sha256": capture.id,
        "url": capture.url,
    }


def _article(shown: Shown, article: Article) -> Json:
    outlet = value_of(article, "outlet")
    return {
        "@id": shown.links.to(article.id),
        "@type": "NewsArticle",
        "headline": article.title,
        "author": [d.value for d in article.all("byline")],
        "publisher": {"@type": "NewsMediaOrganization", "name": outlet} if outlet else None,
        "datePublished": day(value_of(article, "published")),
        "dateModified": day(value_of(article, "updated")),
        "dateline": value_of(article, "dateline"),
        "creditText": value_of(article, "declared_source"),
        "inLanguage": article.language,
        "keywords": [d.value for d in (*article.all("category"), *article.all("tag"))],
        "articleBody": article.body if shown.choice.full_text else None,
        "prov:wasDerivedFrom": shown.links.to(article.capture_id),
        "fh:published": value_of(article, "published"),
        "fh:status": STATUS,
    }


def _quotation(shown: Shown, article: Article, a: Attribution) -> Json:
    """What a source is said to have said; an unnamed one is words, and no party."""
    speaker, entity = shown.speaker(a), shown.gate.speaker_of(a)
    party = shown.links.to(entity.id) if entity else None
    return {
        "@id": shown.links.said(article.id, a.id),
        "@type": "Quotation",
        "text": shown.quote(article, a.content),
        "isPartOf": shown.links.to(article.id),
        "fh:reportedSource": {"@id": party, "name": speaker} if party else {"name": speaker} if speaker else None,
        "fh:sourceKind": a.source_kind,
        "fh:cue": [s.of(article.text) for s in a.cue],
        "fh:mode": a.mode,
        "fh:stance": a.stance,
        "fh:confidence": round(a.confidence, 4),
        "fh:inside": shown.links.said(article.id, a.inside) if a.inside else None,
        "prov:wasQuotedFrom": shown.links.to(article.id),
        "prov:wasGeneratedBy": {
            "@id": f"urn:firsthand:by:{a.by.replace(' ', '-')}",
            "@type": "prov:Activity",
            "name": a.by,
        },
        "fh:status": STATUS,
    }


def _claim(shown: Shown, claim: Claim) -> Iterator[Json]:
    told = [m for m in claim.members if shown.has(m.article_id)]
    if not told:
        return
    at = next((m for m in told if (m.article_id, m.span) == (claim.words.article_id, claim.words.span)), told[0])
    days = sorted((d, m.article_id) for m in told if (d := day(value_of(shown.article(m.article_id), "published"))))
    known = claim.independent
    yield {
        "@id": shown.links.to(claim.id),
        "@type": "Claim",
        "text": shown.quote(shown.article(at.article_id), [at.span]),
        "appearance": sorted({shown.links.to(m.article_id) for m in told}),
        "firstAppearance": shown.links.to(days[0][1]) if days else None,
        "fh:firstAppearanceIs": "first in this archive, by the dates that pages state" if days else None,
        "fh:independentOrigins": {
            **{f"fh:{k}": getattr(known, k) for k in ("count", "low", "high", "unknown", "method")},
            "fh:meaning": f"independent origins found in this archive: {known.count} ({known.method})",
        },
        "fh:tellings": [{"fh:article": shown.links.to(m.article_id), "fh:stance": m.stance} for m in told],
        "fh:status": STATUS,
    }


def _event(shown: Shown, event: Event) -> Iterator[Json]:
    """An event is its accounts: each a `schema:Event` of its own, and one node that says they tell of the same happening."""
    accounts = []
    for n, account in enumerate(event.accounts):
        if (at := account_spans(shown, account)) is not None:
            id_ = f"{shown.links.to(event.id)}#account-{n}"
            accounts.append(id_)
            yield _account(shown, id_, event, account, shown.quote(shown.article(at[0]), at[1]), at[0])
    if accounts:
        yield {
            "@id": shown.links.to(event.id),
            "@type": "fh:ReportedEvent",
            "fh:kind": event.kind,
            "fh:accounts": accounts,
            "fh:status": STATUS,
        }


def _account(shown: Shown, id_: str, event: Event, account: Account, words: str, home: str) -> Json:
    times = [v.value for v in shown.values(account.time)]
    first, last = bounds(times[0]) if len(times) == 1 else (None, None)
    return {
        "@id": id_,
        "@type": "Event",
        "name": words,
        "startDate": first,
        "endDate": last,
        "location": _locations(shown, account),
        "fh:kind": event.kind,
        "fh:time": times,
        "fh:figures": [v.value for v in shown.values(account.figures)],
        "fh:actors": [v.value for v in shown.values(account.actors)],
        "fh:statedBy": shown.gate.name(account.who, home),
        "subjectOf": [{"@id": shown.links.to(a)} for a in account.articles if shown.has(a)],
        "fh:status": STATUS,
    }


def _locations(shown: Shown, account: Account) -> list[Json]:
    """Places as this account has them; coordinates only with how exact they are."""
    found: list[Json] = []
    for told in shown.told(account.articles, account.mentions):
        place = shown.places(told.article_id).get(told.place or "")
        if place is None or any(x["fh:gazetteerId"] == place.gazetteer_id for x in found):
            continue
        pin = pinned(place)
        geo = {"@type": "GeoCoordinates", "latitude": pin[1], "longitude": pin[0]} if pin else None
        written = place.span.of(shown.article(told.article_id).text)
        own = {"@type": "Place", "name": written, "fh:precision": place.precision, "fh:gazetteerId": place.gazetteer_id}
        found.append({**own, **({"geo": geo} if geo else {})})
    return found
