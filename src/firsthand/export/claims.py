"""Statements, claims and pairs that may be one claim, as the interchange writes them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from firsthand.export.places import Json, one
from firsthand.model.articles import Article
from firsthand.model.findings import Claim, Likely, Place, Statement

Find = Callable[[str], Article]  # an article by its id


def statement_row(statement: Statement, article: Find) -> Json:
    return {
        "id": statement.id,
        "speaker": statement.speaker,
        "speaker_entity": statement.speaker_entity,
        "attributions": list(statement.attributions),
        "voice": [_words(place, article) for place in statement.voice],
    }


def claim_row(claim: Claim, article: Find, formerly: Sequence[str] = ()) -> Json:
    members = [
        {
            **_words(Place(m.article_id, m.span), article),
            "attribution": m.attribution_id,
            "stance": m.stance,
            "statement": m.statement_id,
        }
        for m in claim.members
    ]
    i = claim.independent
    return {
        "id": claim.id,
        "words": _words(claim.words, article),
        "members": members,
        "origins": [{"party": o.party, "kind": o.kind, "members": list(o.members)} for o in claim.origins],
        "independent_origins": {
            "count": i.count,
            "low": i.low,
            "high": i.high,
            "unknown": i.unknown,
            "method": i.method,
        },
        "why": claim.why,
        "formerly": list(formerly),
    }


def likely_row(likely: Likely) -> Json:
    return {"id": likely.id, "a": likely.a, "b": likely.b, "score": round(likely.score, 4), "why": likely.why}


def _words(place: Place, article: Find) -> Json:
    return {"article": place.article_id, **one("span", article(place.article_id), place.span)}
