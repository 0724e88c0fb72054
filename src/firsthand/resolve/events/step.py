"""Step `events`: what was read to have happened, joined into events over the whole record, with one account a teller."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from firsthand.model.findings import Event, Place
from firsthand.model.ids import make_id
from firsthand.model.units import EventCard, EventsInput, Result
from firsthand.resolve.decided import settled
from firsthand.resolve.events.accounts import Outlets, accounts, in_order
from firsthand.resolve.events.happenings import happenings
from firsthand.resolve.events.joins import same_events, weighed
from firsthand.resolve.heirs import carried_on

TELLING = 5  # words that the reason of a join names


def events(payload: EventsInput) -> Result:
    """Every event that two mentions or a headline tell of, or a person decided on, by id; no order matters."""
    outlets, people = Outlets(payload.articles), settled(payload.decided, "events")
    found = happenings(payload.articles, payload.cards)
    by_article: dict[str, list[EventCard]] = defaultdict(list)
    for card in payload.cards:
        by_article[card.article_id].append(card)
    clusters: list[list[EventCard]] = []
    weigh = weighed(found.rare)
    for group in found.groups:
        cards = [card for id_ in group for card in by_article[id_]]
        clusters += same_events(cards, weigh, found.likeness, people.allows)
    clusters = people.together(clusters, lambda c: c.id) if people else clusters
    told = [c for c in clusters if len(c) > 1 or c[0].headline or c[0].id in people.about]
    made = [_event(c, outlets, found.rare) for c in told]
    ids, memory = carried_on(lambda: [(e.id, frozenset(e.mentions)) for e in made], payload.former, payload.retired)
    named = (replace(e, id=id_, why=e.why + people.why(e.mentions)) for id_, e in zip(ids, made, strict=True))
    return Result((*sorted(named, key=lambda e: e.id), *memory), people.problems)


def _event(cards: Sequence[EventCard], outlets: Outlets, rare: Mapping[str, float]) -> Event:
    ordered = in_order(cards, outlets)
    kinds = Counter(c.kind for c in ordered)
    kind = min(kinds, key=lambda k: (-kinds[k], k))
    called = max(ordered, key=lambda c: (c.headline, c.kind == kind, _told(c)))  # of equals the first
    return Event(
        make_id("event", min(c.id for c in ordered)),
        kind,
        Place(called.article_id, called.span),
        tuple(sorted(c.id for c in ordered)),
        accounts(ordered, outlets),
        _why(ordered, rare),
    )


def _told(card: EventCard) -> int:
    """How many of when, where, who and how many a mention says."""
    return bool(card.time) + bool(card.place) + len({p.role for p in card.parties}) + bool(card.figures)


def _why(cards: Sequence[EventCard], rare: Mapping[str, float]) -> str:
    """'6 mentions in 4 articles: “derailed”, “crash”; their sentences share croydon, tram'."""
    words = Counter(c.trigger for c in cards)
    shared = Counter[str]()
    for c in cards:
        shared.update(c.terms)
    telling = [w for w, n in shared.items() if n > 1 and n >= len(cards) / 2]
    best = sorted(telling, key=lambda w: (-shared[w] * rare.get(w, 0.0), w))[:TELLING]
    said = ", ".join(f"“{w}”" for w, _ in sorted(words.items(), key=lambda x: (-x[1], x[0]))[:TELLING])
    articles = len({c.article_id for c in cards})
    count = f"{len(cards)} mention{'s' * (len(cards) > 1)} in {articles} article{'s' * (articles > 1)}"
    also = f"; their sentences share {', '.join(w.lstrip('=') for w in best)}" if best and len(cards) > 1 else ""
    return f"{count}: {said}{also}"
