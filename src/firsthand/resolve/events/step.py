"""Step `events`: what was read to have happened, joined into events over the whole record, with one account a teller."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from firsthand.model.event_cards import EventCards
from firsthand.model.findings import Event, Place
from firsthand.model.ids import make_id
from firsthand.model.packed import InOrder, OneByOne
from firsthand.model.units import DecidedPair, EventCard, EventsInput, Result, Row
from firsthand.resolve.decided import Settled, settled
from firsthand.resolve.events.accounts import Outlets, accounts, in_order
from firsthand.resolve.events.happenings import Happenings, happenings
from firsthand.resolve.events.joins import same_events, weighed
from firsthand.resolve.events.rows import Named, members, read, written
from firsthand.resolve.heirs import carried_on

TELLING = 5  # words that the reason of a join names


def events(payload: EventsInput) -> Result:
    """Every event that two mentions or a headline tell of, or a person decided on, by id; no order matters."""
    outlets, people = Outlets(payload.articles), settled(payload.decided, "events")
    all_ = payload.cards if isinstance(payload.cards, EventCards) else EventCards(payload.cards)
    found = happenings(payload.articles, all_)
    made = OneByOne(
        (_event(c, outlets, found.rare) for c in _clusters(found, all_, people) if _is_event(c, people)), written, read
    )
    own = np.array([made.written(n)[0].encode() for n in range(len(made))], dtype=np.bytes_)
    ids, memory = carried_on(own, lambda n: members(made.written(n)), payload.former, payload.retired)
    rows: InOrder[Row] = InOrder((Named(made, ids, people.why),), ids, memory)
    return Result(rows, people.problems)


def _is_event(cluster: Sequence[EventCard], people: Settled[DecidedPair]) -> bool:
    return len(cluster) > 1 or cluster[0].headline or cluster[0].id in people.about


def _clusters(found: Happenings, all_: EventCards, people: Settled[DecidedPair]) -> Iterator[list[EventCard]]:
    """The mentions of each event, story by story; last those that people decided on, for what they joined may be of
    several."""
    weigh = weighed(found.rare)
    decided: list[list[EventCard]] = []
    of = {id_: n for n, group in enumerate(found.groups) for id_ in group}
    for story in found.stories:
        cards = [card for id_ in story for card in all_.of(id_)]
        for cluster in same_events(cards, weigh, found.likeness, people.allows, of):
            if people and not people.about.keys().isdisjoint(c.id for c in cluster):
                decided.append(cluster)
            else:
                yield cluster
    yield from people.together(decided, lambda c: c.id) if decided else ()


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
