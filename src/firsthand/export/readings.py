"""What one article says, as the interchange writes it: mentions, attributions, times, quantities."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from firsthand.export.places import Json, listed, one, several
from firsthand.model.articles import Article
from firsthand.model.findings import Entity
from firsthand.model.readings import Attribution, Mention, MentionKind, PlaceRef, Quantity, TimeRef

SPEAKER_KINDS: dict[str, tuple[MentionKind, ...]] = {
    "named_person": ("person",),
    "named_organisation": ("organisation", "group", "place", "outlet"),
    "media_outlet": ("outlet", "organisation"),
    "document": ("document",),
}


class Parties:
    """Which entity a name stands for in an article. Unnamed sources are never resolved to one."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self._ids: dict[tuple[str, str], str] = {}
        self._held: dict[tuple[str, str, str], str] = {}
        self._by_name: dict[str, set[str]] = defaultdict(set)
        for e in entities:
            self._ids.update(((e.kind, key), e.id) for key in e.keys)
            self._held.update(((e.kind, name, article_id), e.id) for name, article_id in e.held)
            for key in e.keys:
                self._by_name[key].add(e.id)

    def of_mention(self, mention: Mention) -> str | None:
        """By kind and name; by the name alone where only one party bears it, since a party is of one kind."""
        if found := self._of(mention.kind, mention.name, mention.article_id):
            return found
        others = self._by_name.get(mention.name, set())
        return next(iter(others)) if len(others) == 1 else None

    def of_speaker(self, attribution: Attribution) -> str | None:
        if attribution.speaker is None:
            return None
        kinds = SPEAKER_KINDS.get(attribution.source_kind, ())
        return self.of_name(attribution.speaker, attribution.article_id, *kinds)

    def of_name(self, name: str, article_id: str, *kinds: str) -> str | None:
        """By the first kind that has the name."""
        return next((id_ for id_ in (self._of(kind, name, article_id) for kind in kinds) if id_), None)

    def _of(self, kind: str, name: str, article_id: str) -> str | None:
        return self._held.get((kind, name, article_id)) or self._ids.get((kind, name))


def mention_row(mention: Mention, article: Article, parties: Parties, place: PlaceRef | None = None) -> Json:
    return {
        "id": mention.id,
        "article": mention.article_id,
        **one("span", article, mention.span),
        "kind": mention.kind,
        "name": mention.name,
        "entity": parties.of_mention(mention),
        **one("office", article, mention.office),
        "use": mention.use,
        "place": lies(place) if place else None,
    }


def time_row(time: TimeRef, article: Article) -> Json:
    return {
        "id": time.id,
        "article": time.article_id,
        **one("span", article, time.span),
        "edtf": time.edtf,
        "grain": time.grain,
        **one("counted_from", article, time.counted_from),
        "why": time.why,
        "timex": time.timex,
    }


def quantity_row(quantity: Quantity, article: Article) -> Json:
    return {
        "id": quantity.id,
        "article": quantity.article_id,
        **one("span", article, quantity.span),
        "low": quantity.low,
        "high": quantity.high,
        "unit": quantity.unit,
        **one("of", article, quantity.of),
        "bound": quantity.bound,
        "as_of": quantity.as_of,
        "scope": quantity.scope,
        "role": quantity.role,
        "change": quantity.change,
    }


def attribution_row(attribution: Attribution, article: Article, parties: Parties) -> Json:
    return {
        "id": attribution.id,
        "article": attribution.article_id,
        **several("source", article, attribution.source),
        **several("cue", article, attribution.cue),
        **listed("content", article, attribution.content),
        **one("addressee", article, attribution.addressee),
        **one("venue", article, attribution.venue),
        "mode": attribution.mode,
        "stance": attribution.stance,
        "source_kind": attribution.source_kind,
        "speaker": attribution.speaker,
        **one("speaker_span", article, attribution.speaker_span),
        "speaker_why": attribution.speaker_why,
        "speaker_entity": parties.of_speaker(attribution),
        "inside": attribution.inside,
        "confidence": round(attribution.confidence, 4),
        "by": attribution.by,
        "kept_by_hand": attribution.kept_by_hand,
    }


def lies(place: PlaceRef) -> Json:
    """Where a mention may lie; `gazetteer_id` is null where no entry fits, and `why` says so."""
    return {
        "gazetteer_id": place.gazetteer_id,
        "name": place.name,
        "lat": place.lat,
        "lon": place.lon,
        "country": place.country,
        "precision": place.precision,
        "rivals": list(place.rivals),
        "score": round(place.score, 4),
        "why": place.why,
    }
