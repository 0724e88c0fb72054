"""Rows of the whole record in little memory: what steps go through once or twice, of which a record holds millions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from firsthand.model.findings import (
    Account,
    Claim,
    Entity,
    Event,
    Independence,
    Member,
    Passage,
    Place,
    ReuseLink,
    Value,
)
from firsthand.model.packed import Bytes, Packed
from firsthand.model.spans import Span
from firsthand.model.units import Happening, Spoken

UNCOUNTED, NOWHERE = Independence(0, 0, 0, 0, ""), Place("", Span(0, 0))
ALONE = 1  # a claim of one member, or an event with one account, has nothing to be compared with


def claims(found: Iterable[Claim], kept: Bytes | None = None) -> Packed[Claim]:
    """Those of several members, by id as given: who says what, where, and nothing of origins."""
    return Packed((c for c in found if len(c.members) > ALONE), _claim_written, _claim, kept)


def _claim_written(c: Claim) -> object:
    return c.id, [(m.article_id, m.span.start, m.span.end, m.attribution_id, m.stance) for m in c.members]


def _claim(written: Any) -> Claim:
    id_, members = written
    held = tuple(Member("", article, Span(start, end), said, how, "") for article, start, end, said, how in members)
    return Claim(id_, NOWHERE, held, (), UNCOUNTED, "")


def spoken(found: Iterable[Spoken], kept: Bytes | None = None) -> Packed[Spoken]:
    return Packed(found, _fields, lambda x: Spoken(*x), kept)


def happenings(found: Iterable[Happening], kept: Bytes | None = None) -> Packed[Happening]:
    return Packed(found, _fields, lambda x: Happening(*x), kept)


def _fields(row: Spoken | Happening) -> object:
    return tuple([getattr(row, name) for name in row.__slots__])


def entities(found: Iterable[Entity], kept: Bytes | None = None) -> Packed[Entity]:
    """Those that are public, by id as given: their names, and no reasons."""
    return Packed((e for e in found if e.public), _entity_written, _entity, kept)


def _entity_written(e: Entity) -> object:
    return e.id, e.kind, e.name, e.names, e.keys


def _entity(written: Any) -> Entity:
    id_, kind, name, names, keys = written
    return Entity(id_, kind, name, names, keys, "")


def links(found: Iterable[ReuseLink], kept: Bytes | None = None) -> Packed[ReuseLink]:
    """Their passages, and how much of the two stands in them: nothing of which came first."""
    return Packed(found, _link_written, _link, kept)


def _link_written(link: ReuseLink) -> object:
    passages = [(p.from_span.start, p.from_span.end, p.to_span.start, p.to_span.end) for p in link.passages]
    return link.id, link.from_article, link.to_article, passages, link.kind, link.coverage_from, link.coverage_to


def _link(written: Any) -> ReuseLink:
    id_, one, other, passages, kind, of_one, of_other = written
    held = tuple([Passage(Span(a, b), Span(c, d)) for a, b, c, d in passages])
    return ReuseLink(id_, one, other, held, kind, of_one, of_other, "unknown", "")


def events(found: Iterable[Event], kept: Bytes | None = None) -> Packed[Event]:
    """All of them, by id as given, as their accounts' values; of mentions nothing, of an only account its figures alone."""
    return Packed(found, _event_written, _event, kept)


def _event_written(e: Event) -> object:
    alone = len(e.accounts) <= ALONE
    return (
        e.id,
        e.kind,
        [
            (
                a.who,
                a.kind,
                a.articles,
                *(() if alone else map(_places, (a.time, a.place, a.actors))),
                _places(a.figures),
            )
            for a in e.accounts
        ],
    )


def _places(values: Iterable[Value]) -> object:
    return [(v.article_id, v.span.start, v.span.end) for v in values]


def _event(written: Any) -> Event:
    id_, kind, accounts = written
    return Event(id_, kind, NOWHERE, (), tuple(_account(*a) for a in accounts), "")


def _account(who: str | None, kind: Any, articles: tuple[str, ...], *slots: Any) -> Account:
    held = [tuple([Value("", article, Span(start, end), None) for article, start, end in some]) for some in slots]
    time, place, actors, figures = held if len(held) > 1 else ((), (), (), *held)
    return Account(who, kind, articles, (), time, place, actors, figures)
