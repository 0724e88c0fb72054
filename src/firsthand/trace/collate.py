"""Per article: its card, where it differs from the articles it shares passages with, and where two accounts in it part."""

from __future__ import annotations

from firsthand.model.units import CollateInput, Result
from firsthand.trace.beside import side_by_side
from firsthand.trace.compare_card import card
from firsthand.trace.compare_copies import variants
from firsthand.trace.compare_held import hold


def run(payload: CollateInput) -> Result:
    """The article's card, then by id where it differs from others, and where two accounts in it part."""
    others = {o.article.id: o for o in payload.others}
    own = hold(payload.own)
    held = {id_: hold(o) for id_, o in others.items()}
    found = {
        v.id: v
        for link in payload.links
        if (other := others.get(link.to_article)) is not None
        for v in variants(payload.own, other, link, (own, held[other.article.id]))
    }
    made = card(payload.own, own)
    found |= {v.id: v for v in side_by_side(own, made.lines)}
    return Result((made, *(found[id_] for id_ in sorted(found))))
