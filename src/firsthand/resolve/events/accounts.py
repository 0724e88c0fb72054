"""The accounts of an event: who tells it, and what each says of when, where, who and how many, with the words that say so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from firsthand.model.findings import Account, HopKind, Value
from firsthand.model.readings import RoleName, SourceKind
from firsthand.model.units import EventArticle, EventCard, Told

Key = tuple[str, ...]
KINDS: dict[SourceKind, HopKind] = {
    "named_person": "person",
    "named_organisation": "organisation",
    "media_outlet": "outlet",
    "document": "document",
    "unnamed_official": "unnamed",
    "unnamed_source": "unnamed",
    "unnamed_group": "group",
    "none": "unnamed",
}
NAMED: frozenset[SourceKind] = frozenset({"named_person", "named_organisation", "media_outlet", "document"})
ACTORS: frozenset[RoleName] = frozenset({"actor", "party"})


class Outlets:
    """In whose voice an article speaks: its family's founder, since copies tell nothing of their own."""

    def __init__(self, articles: Iterable[EventArticle]) -> None:
        self._own = {a.id: a for a in articles}
        families: dict[str, list[EventArticle]] = defaultdict(list)
        for a in self._own.values():
            if a.family is not None:
                families[a.family].append(a)
        self._lead = {family: _lead(members) for family, members in families.items()}

    def lead(self, article_id: str) -> EventArticle:
        article = self._own[article_id]
        return article if article.family is None else self._lead[article.family]

    def when(self, article_id: str) -> str:
        """For putting articles in order of publishing; those without a date come last."""
        return self._own[article_id].published or "9999"


def accounts(cards: Sequence[EventCard], outlets: Outlets) -> tuple[Account, ...]:
    """One for each party that tells of the event: those in most articles first, then the earliest.

    An unnamed source is one with itself only within one text and its copies: 'an official' of two reports may be two.
    """
    told: dict[Key, list[EventCard]] = defaultdict(list)
    for card in in_order(cards, outlets):
        told[_teller(card, outlets)].append(card)
    order = {key: n for n, key in enumerate(told)}
    made = [(_account(held, outlets), order[key]) for key, held in told.items()]
    return tuple(a for a, n in sorted(made, key=lambda x: (-len(x[0].articles), x[1])))


def in_order(cards: Iterable[EventCard], outlets: Outlets) -> list[EventCard]:
    """By day of publishing, article and place."""
    return sorted(cards, key=lambda c: (outlets.when(c.article_id), c.article_id, c.span.start, c.span.end, c.id))


def _teller(card: EventCard, outlets: Outlets) -> Key:
    lead = outlets.lead(card.article_id)
    if card.who_kind is None:
        return ("outlet", lead.outlet.casefold()) if lead.outlet else ("no outlet", lead.id)
    if card.who_kind in NAMED and card.who:
        return ("outlet" if card.who_kind == "media_outlet" else "party", card.who.casefold())
    return ("unnamed", (card.who or "").casefold(), lead.id)


def _account(cards: Sequence[EventCard], outlets: Outlets) -> Account:
    first = cards[0]
    outlet = first.who_kind is None
    return Account(
        who=outlets.lead(first.article_id).outlet if outlet else first.who,
        kind="outlet" if first.who_kind is None else KINDS[first.who_kind],
        articles=tuple(sorted({c.article_id for c in cards})),
        mentions=tuple(sorted(c.id for c in cards)),
        time=_values((c, c.time) for c in cards),
        place=_values((c, c.place) for c in cards),
        actors=_values((c, p.who) for c in cards for p in c.parties if p.role in ACTORS and not p.private),
        figures=_values((c, f) for c in cards for f in c.figures),
    )


def _values(said: Iterable[tuple[EventCard, Told | None]]) -> tuple[Value, ...]:
    """Each value once, at the first words that say it."""
    found: dict[str, Value] = {}
    for card, told in said:
        if told is not None and told.value not in found:
            found[told.value] = Value(told.value, card.article_id, told.span, card.who, card.attribution_id)
    return tuple(found.values())


def _lead(members: Sequence[EventArticle]) -> EventArticle:
    founders: Mapping[str, EventArticle] = {a.id: a for a in members}
    founder = next((a.founder for a in members if a.founder in founders), None)
    return founders[founder] if founder else min(members, key=lambda a: (a.published or "9999", a.id))
