"""Where the places that an article names may lie: the likeliest entry of the gazetteer for each name, with its rivals."""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.lang import gazetteer
from firsthand.model.articles import Article
from firsthand.model.readings import Mention, PlaceRef
from firsthand.read.words import Paragraph


def read_places(article: Article, read: Sequence[Paragraph], mentions: Sequence[Mention]) -> tuple[PlaceRef, ...]:
    """One PlaceRef for each mention of a place, in their order."""
    found = gazetteer.find()
    out = []
    for m in mentions:
        if m.kind == "place":
            entries = found.look(m.span.of(article.text)) if found else ()
            out.append(_ref(m, article.text, [found.place(int(e)) for e in entries] if found else []))
    return tuple(out)


def _ref(m: Mention, text: str, places: list[gazetteer.Place]) -> PlaceRef:
    id_ = f"l-{m.id[2:]}"
    if not places:
        return PlaceRef(
            id_, m.article_id, m.id, m.span, None, m.span.of(text), None, None, None, None, (), 0.0,
            "not in the gazetteer",
        )  # fmt: skip
    p = places[0]
    lat, lon = (p.lat, p.lon) if p.pinned else (None, None)
    return PlaceRef(
        id_, m.article_id, m.id, m.span, p.id, p.name, lat, lon, p.country, p.precision,
        tuple(q.id for q in places[1:9]), 1 / len(places), "most populous",
    )  # fmt: skip
