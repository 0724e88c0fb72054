"""FollowTheMoney entities, a JSON object a line, for Aleph, OpenAleph and their kin.

FtM has no schema for something said, and none for an account: there is one Event for each account, never one for the happening,
and `Similar` says that two accounts tell of the same. Quotes stand in summaries. No topics are set: those are accusations.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from firsthand.export.days import bounds, day
from firsthand.export.places import Json
from firsthand.export.shown import STATUS, Shown, pinned, value_of
from firsthand.export.tables.findings import account_spans
from firsthand.model.articles import Article
from firsthand.model.findings import Account, Chain, Entity, Event, Hop, ReuseLink
from firsthand.model.readings import PlaceRef

SCHEMAS = {"person": "Person", "organisation": "Organization", "outlet": "Organization", "group": "LegalEntity"}
PAGE_SIDE = ("outlet", "republisher", "archive")
# which kinds of party a hop may be
PARTIES = {
    **dict.fromkeys((*PAGE_SIDE, "relay"), ("outlet", "organisation")),
    "person": ("person",),
    "organisation": ("organisation", "group", "outlet"),
    "group": ("group", "organisation"),
}
LANGUAGES = {"en": "eng", "ar": "ara", "fr": "fra", "de": "deu", "es": "spa", "ru": "rus", "fa": "fas", "he": "heb"}
LANGUAGES |= {"tr": "tur", "uk": "ukr", "zh": "zho", "it": "ita", "pt": "por", "et": "est", "pl": "pol", "nl": "nld"}


def write(shown: Shown, out: Path) -> dict[str, int]:
    """The number of entities of each schema."""
    counts: dict[str, int] = {}
    with out.open("w", encoding="utf-8", newline="\n") as file:
        for entity in _entities(shown):
            file.write(json.dumps(entity, ensure_ascii=False) + "\n")
            counts[entity["schema"]] = counts.get(entity["schema"], 0) + 1
    return counts


def _entities(shown: Shown) -> Iterator[Json]:
    named: dict[str, Entity] = {}
    lies: dict[str, PlaceRef] = {}
    for article in shown.articles():
        yield _article(shown, article)
        places = {p.mention_id: p for p in shown.places(article.id).values()}
        met: set[str] = set()
        for m in shown.mentions(article):
            if (e := shown.gate.entity_of(m)) is None or e.id in met:
                continue
            met.add(e.id)
            named[e.id] = e
            if m.id in places:
                lies.setdefault(e.id, places[m.id])
            if e.kind in SCHEMAS:
                said = {
                    "document": [article.id],
                    "name": [m.name],
                    "detectedSchema": [SCHEMAS[e.kind]],
                    "resolved": [e.id],
                }
                yield _entity(m.id, "Mention", said)
    yield from (_party(shown, e, lies.get(id_)) for id_, e in sorted(named.items()) if e.kind in (*SCHEMAS, "place"))
    yield from _citations(shown, named)
    for link in shown.all(ReuseLink, "reuse_link"):
        if shown.has(link.from_article) and shown.has(link.to_article):
            yield _copy(link)
    for event in shown.all(Event, "event"):
        yield from _event(shown, event)


def _entity(id_: str, schema: str, said: Mapping[str, Sequence[str | None]]) -> Json:
    kept = {name: [v for v in dict.fromkeys(values) if v] for name, values in said.items()}
    return {"id": id_, "schema": schema, "properties": {name: values for name, values in kept.items() if values}}


def _article(shown: Shown, article: Article) -> Json:
    capture = shown.rows.capture(article.capture_id)
    title = article.title or f"Article without a headline ({article.id})"
    said: dict[str, Sequence[str | None]] = {
        "name": [title],
        "title": [title],
        "fileName": [Path(capture.path).name or capture.id],
        "contentHash": [hashlib.sha1(shown.rows.original(capture.id), usedforsecurity=False).hexdigest()],  # FtM's own
        "fileSize": [str(capture.length)],
        "mimeType": [capture.media_type],
        "author": [d.value for d in article.all("byline")],
        "publishedAt": [day(value_of(article, "published"))],
        "publisher": [value_of(article, "outlet")],
        "sourceUrl": [capture.url or shown.links.to(article.id)],
        "language": [LANGUAGES.get(article.language or "")],
        "keywords": [d.value for d in (*article.all("category"), *article.all("tag"))],
        "retrievedAt": [capture.fetched_at[:19]],
        "bodyText": [article.body] if shown.choice.full_text else [],
        "notes": [f"{STATUS}: {shown.links.to(article.id)}"],
    }
    return _entity(article.id, "Article", said)


def _party(shown: Shown, e: Entity, place: PlaceRef | None) -> Json:
    said: dict[str, Sequence[str | None]] = {
        "name": [e.name],
        "alias": [x for x in e.names if x != e.name],
        "sourceUrl": [shown.links.to(e.id)],
    }
    if e.kind != "place":
        return _entity(e.id, SCHEMAS[e.kind], said)
    said["full"] = [e.name]
    if place is not None:
        said["country"] = [place.country.lower() if place.country else None]
        if pin := pinned(place):
            said |= {
                "longitude": [str(pin[0])],
                "latitude": [str(pin[1])],
                "remarks": [f"precision: {place.precision}"],
            }
    return _entity(e.id, "Address", said)


def _citations(shown: Shown, named: dict[str, Entity]) -> Iterator[Json]:
    """From the outlet of each chain to the named party it ends at. Unnamed sources and documents are no party."""
    made: set[str] = set()
    for chain in shown.all(Chain, "chain"):
        page = [h for h in chain.hops if h.kind in PAGE_SIDE]
        others = [h for h in chain.hops if h.kind not in PAGE_SIDE and h.kind in PARTIES]
        if not (shown.has(chain.article_id) and page and others):
            continue
        ends = [_end(shown, h) for h in (page[-1], others[-1])]
        for e in ends:
            if e and e["id"] not in named and e["id"] not in made:
                made.add(e["id"])
                yield e
        if ends[0] and ends[1]:
            yield _cites(shown, chain, ends[0]["id"], ends[1]["id"])


def _end(shown: Shown, hop: Hop) -> Json | None:
    """The party of a hop; an outlet that only heads of pages name is an organisation of that name."""
    name = shown.gate.name(hop.party, hop.article_id)
    if name is None:
        return None
    if e := shown.gate.party(name, hop.article_id, *PARTIES[hop.kind]):
        return _party(shown, e, None)
    if hop.kind == "person":
        return None
    id_ = f"outlet-{hashlib.sha256(name.encode()).hexdigest()[:16]}"
    return _entity(id_, "Organization", {"name": [name]})


def _cites(shown: Shown, chain: Chain, subject: str, object_: str) -> Json:
    link = shown.links.said(chain.article_id, chain.attribution_id)
    quoted = shown.attribution(chain.article_id, chain.attribution_id)
    words = shown.quote(shown.article(chain.article_id), quoted.content) if quoted else None
    said: dict[str, Sequence[str | None]] = {
        "subject": [subject],
        "object": [object_],
        "role": ["cites"],
        "date": [day(value_of(shown.article(chain.article_id), "published"))],
        "summary": [words],
        "proof": [chain.article_id],
        "sourceUrl": [link],
    }
    return _entity(chain.id, "UnknownLink", said)


def _copy(link: ReuseLink) -> Json:
    said: dict[str, Sequence[str | None]] = {
        "candidate": [link.from_article],
        "match": [link.to_article],
        "confidenceScore": [f"{link.coverage_from:.4f}"],
        "criteria": [
            f"{link.kind} reuse of words, by share of the candidate's words; direction {link.direction}: {link.why}"
        ],
    }
    return _entity(link.id, "Similar", said)


def _event(shown: Shown, event: Event) -> Iterator[Json]:
    made: list[str] = []
    for n, account in enumerate(event.accounts):
        if (at := account_spans(shown, account)) is not None:
            made.append(f"{event.id}-{n}")
            yield _account(
                shown, made[-1], event, account, shown.article(at[0]), shown.quote(shown.article(at[0]), at[1])
            )
    for other in made[1:]:
        said: dict[str, Sequence[str | None]] = {
            "candidate": [made[0]],
            "match": [other],
            "criteria": [f"accounts of one happening, {event.id}: {event.why}"],
        }
        yield _entity(f"{other}-same", "Similar", said)


def _account(shown: Shown, id_: str, event: Event, account: Account, article: Article, words: str) -> Json:
    times = [bounds(v.value) for v in shown.values(account.time)]
    told = shown.told(account.articles, account.mentions)
    who = shown.gate.name(account.who, article.id) or "a source that the article does not name"
    spans = [t for t in times if t[0] != t[1]]
    said: dict[str, Sequence[str | None]] = {
        "name": [words],
        "summary": [words],
        "description": [f"As told by {who} in {value_of(article, 'outlet') or 'an outlet not stated'}: {STATUS}"],
        "date": [first for first, last in times if first == last],
        "startDate": [first for first, _ in spans],
        "endDate": [last for _, last in spans],
        "location": [v.span.of(shown.article(v.article_id).text) for v in shown.values(account.place)],
        "involved": sorted(_involved(shown, account)),
        "keywords": [event.kind],
        "publisher": [value_of(article, "outlet")],
        "proof": [t.article_id for t in told] or [article.id],
        "recordId": [event.id],
        "sourceUrl": [shown.links.to(event.id)],
    }
    return _entity(id_, "Event", said)


def _involved(shown: Shown, account: Account) -> set[str]:
    """The public parties that take part by this account."""
    found: set[str] = set()
    for told in shown.told(account.articles, account.mentions):
        mentions = {m.id: m for m in shown.mentions_of(told.article_id)}
        named = [mentions[r.mention_id] for r in told.roles if r.mention_id in mentions]
        found |= {e.id for m in named if (e := shown.gate.entity_of(m)) and e.kind in SCHEMAS}
    return found
