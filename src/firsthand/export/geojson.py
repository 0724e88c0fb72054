"""GeoJSON (RFC 7946): where accounts place events, and where articles name places. A point always says how exact it is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from firsthand.export.places import Json
from firsthand.export.shown import STATUS, Shown, pinned, value_of
from firsthand.model.articles import Article
from firsthand.model.findings import Account, Event
from firsthand.model.readings import EventMention, PlaceRef
from firsthand.model.spans import Span


def write(shown: Shown, out: Path) -> dict[str, int]:
    """One FeatureCollection. What has no point, such as a country, is a feature with a null geometry."""
    counts = {"accounts": 0, "places": 0}
    with out.open("w", encoding="utf-8", newline="\n") as file:
        file.write('{"type": "FeatureCollection", "features": [')
        comma = "\n"
        for kind, features in (("accounts", _accounts(shown)), ("places", _named(shown))):
            for feature in features:
                file.write(comma + json.dumps(feature, ensure_ascii=False))
                comma, counts[kind] = ",\n", counts[kind] + 1
        file.write("\n]}\n")
    return counts


def _accounts(shown: Shown) -> Iterator[Json]:
    """A feature for each place that an account of an event gives."""
    for event in shown.all(Event, "event"):
        for n, account in enumerate(event.accounts):
            told = shown.told(account.articles, account.mentions)
            seen: set[str] = set()
            for mention in told:
                place = shown.places(mention.article_id).get(mention.place or "")
                if place is not None and place.gazetteer_id not in seen:
                    seen.add(str(place.gazetteer_id))
                    yield _account(shown, event, f"{event.id}/{n}/{len(seen)}", account, mention, place)


def _account(shown: Shown, event: Event, id_: str, account: Account, told: EventMention, place: PlaceRef) -> Json:
    article = shown.article(told.article_id)
    own = {
        "event": event.id,
        "kind": event.kind,
        "date": [v.value for v in shown.values(account.time)],
        "statedBy": shown.gate.name(account.who, article.id),
        "quote": shown.quote(article, [told.sentence]),
        "permalink": shown.links.to(event.id),
    }
    return _feature(shown, id_, article, place, place.span, own)


def _named(shown: Shown) -> Iterator[Json]:
    """A feature for each place that an article names, by its first mention there."""
    for article in shown.articles():
        seen: set[str] = set()
        for place in sorted(shown.places(article.id).values(), key=lambda p: (p.span, p.id)):
            if place.gazetteer_id not in seen:
                seen.add(str(place.gazetteer_id))
                own = {
                    "statedBy": value_of(article, "outlet"),
                    "quote": place.span.of(article.text),
                    "permalink": shown.links.to(article.id),
                }
                yield _feature(shown, place.id, article, place, place.span, own)


def _feature(shown: Shown, id_: str, article: Article, place: PlaceRef, span: Span, own: Json) -> Json:
    pin = pinned(place)
    return {
        "type": "Feature",
        "id": id_,
        "geometry": {"type": "Point", "coordinates": [*pin]} if pin else None,
        "properties": {
            "feature": "account" if "event" in own else "place",
            "name": place.name,
            "placeAsWritten": span.of(article.text),
            "precision": place.precision,
            "country": place.country,
            "gazetteerId": place.gazetteer_id,
            "rivals": list(place.rivals),
            "score": round(place.score, 4),
            "why": place.why,
            **own,
            "article": article.id,
            "headline": article.title,
            "outlet": value_of(article, "outlet"),
            "published": value_of(article, "published"),
            "passage": shown.links.passage(article, span),
            "status": STATUS,
        },
    }
