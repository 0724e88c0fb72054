"""Collections: named sets of articles, passages, events and claims. Each thing in one is a person's note with that name."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from firsthand.model.judgements import COLLECTION, About, Judgement
from firsthand.model.spans import Anchor
from firsthand.store import ask, decided
from firsthand.store import tables as t
from firsthand.store.answers import Collected, Collection

Roles = tuple[tuple[str, Anchor], ...]
PASSAGE = "passage"  # the role of a note on words of an article, where the whole article is not meant


def collections(c: Connection) -> tuple[Collection, ...]:
    """Those that something is in, by name."""
    j = t.judgement.c
    here = (j.act == "note") & (j.field == COLLECTION) & ask.is_in_force()
    rows = c.execute(select(j.value, func.count(), func.max(j.made_at)).where(here).group_by(j.value).order_by(j.value))
    return tuple(Collection(name, size, at) for name, size, at in rows if name)


def collected(c: Connection, name: str) -> tuple[Collected, ...]:
    """What is in a collection, in the order of putting in; nothing of one that is not there."""
    j = t.judgement.c
    held = ask.judgements(c, j.act == "note", j.field == COLLECTION, j.value == name, ask.is_in_force())
    captures = {one.target.capture_id for one in held}
    notes = ask.judgements(
        c, j.act == "note", j.field.is_(None), j.value.is_not(None), j.capture_id.in_(captures), ask.is_in_force()
    )
    return tuple(
        _collected(c, one, tuple(n for n in notes if of_one(n, one.about, one.target, one.roles))) for one in held
    )


def of_one(note: Judgement, about: About, target: Anchor, roles: Roles) -> bool:
    """Whether a note is of this thing: one on a whole article is not one on its headline's words."""
    return (note.about, note.target, note.roles) == (about, target, roles)


def _collected(c: Connection, one: Judgement, notes: tuple[Judgement, ...]) -> Collected:
    place = decided.place_of(c, one.target)
    article = ask.article(c, place[0]) if place else None
    kind = PASSAGE if any(name == PASSAGE for name, _ in one.roles) else one.about
    id_ = decided.standing(c, one.about, one.target)[0] if one.about in ("event", "claim") else place and place[0]
    return Collected(one, kind, id_, article, place[1] if place else None, notes)
