"""Event mentions and events as the interchange writes them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from firsthand.export.places import Json, one
from firsthand.model.articles import Article
from firsthand.model.findings import Account, Event, Value
from firsthand.model.readings import EventMention


def event_mention_row(
    told: EventMention, article: Article, entity_of: Mapping[str, str | None], event: str | None
) -> Json:
    """`event` is null where nothing else tells of the same happening; `time` and `place` are spans' ids."""
    return {
        "id": told.id,
        "article": told.article_id,
        **one("trigger", article, told.trigger),
        "kind": told.kind,
        **one("sentence", article, told.sentence),
        "roles": [
            {
                "role": role.role,
                **one("span", article, role.span),
                "mention": role.mention_id,
                "entity": entity_of.get(role.mention_id) if role.mention_id else None,
            }
            for role in told.roles
        ],
        "time": told.time,
        "place": told.place,
        "polarity": told.polarity,
        "attribution": told.attribution,
        "terms": list(told.terms),
        "event": event,
    }


def event_row(event: Event, article: Callable[[str], Article], formerly: Sequence[str] = ()) -> Json:
    return {
        "id": event.id,
        "kind": event.kind,
        "words": {
            "article": event.words.article_id,
            **one("span", article(event.words.article_id), event.words.span),
        },
        "event_mentions": list(event.mentions),
        "accounts": [_account(a, article) for a in event.accounts],
        "why": event.why,
        "formerly": list(formerly),
    }


def _account(a: Account, article: Callable[[str], Article]) -> Json:
    return {
        "articles": list(a.articles),
        "event_mentions": list(a.mentions),
        "who": a.who,
        "kind": a.kind,
        **{slot: [value_row(v, article) for v in getattr(a, slot)] for slot in ("time", "place", "actors", "figures")},
    }


def value_row(v: Value, article: Callable[[str], Article]) -> Json:
    return {
        "value": v.value,
        "article": v.article_id,
        **one("span", article(v.article_id), v.span),
        "who": v.who,
        "attribution": v.attribution_id,
    }
