"""Per article: its card, and where it differs from the articles it shares passages with."""

from __future__ import annotations

from firsthand.model.units import CollateInput, Result
from firsthand.trace.compare_card import card
from firsthand.trace.compare_copies import variants
from firsthand.trace.compare_held import hold


def run(payload: CollateInput) -> Result:
    """The article's card, then its variants by id."""
    others = {o.article.id: o for o in payload.others}
    own = hold(payload.own)
    held = {id_: hold(o) for id_, o in others.items()}
    found = {
        v.id: v
        for link in payload.links
        if (other := others.get(link.to_article)) is not None
        for v in variants(payload.own, other, link, (own, held[other.article.id]))
    }
    return Result((card(payload.own, own), *(found[id_] for id_ in sorted(found))))
