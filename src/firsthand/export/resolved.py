"""Where the places of a record lie: what the mentions of one name resolve to, taken together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from firsthand.model.findings import Entity
from firsthand.model.readings import Mention, PlaceRef

Name = tuple[str, str]  # kind and name of a mention: what entities are joined by
AGREED = 2 / 3  # share of the resolved mentions that must be resolved alike


class Resolved:
    """Counts what mentions resolve to. One entry of the gazetteer for an entity, or none where its mentions disagree."""

    def __init__(self) -> None:
        self._votes: dict[Name, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        self._best: dict[str, PlaceRef] = {}

    def count(self, mentions: Iterable[Mention], places: Iterable[PlaceRef]) -> None:
        """Takes one article's mentions with their places."""
        by_mention = {p.mention_id: p for p in places}
        for mention in mentions:
            place = by_mention.get(mention.id)
            if place is not None and place.gazetteer_id is not None:
                self._votes[mention.kind, mention.name][place.gazetteer_id] += 1
                self._best[place.gazetteer_id] = max(
                    self._best.get(place.gazetteer_id, place), place, key=lambda p: (p.lat is not None, p.score, p.id)
                )

    def of(self, entity: Entity) -> PlaceRef | None:
        """The commonest resolution of the entity's mentions, if two in three of them are resolved so."""
        if entity.place is not None:
            return self._best.get(entity.place)
        votes: dict[str, int] = defaultdict(int)
        for key in entity.keys:
            for gazetteer_id, n in self._votes.get((entity.kind, key), {}).items():
                votes[gazetteer_id] += n
        if not votes:
            return None
        most = max(sorted(votes), key=lambda id_: votes[id_])
        return self._best[most] if votes[most] >= AGREED * sum(votes.values()) else None
