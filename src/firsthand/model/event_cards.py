"""The event mentions of a whole record, packed by article: of 100 000 articles there are two million."""

from __future__ import annotations

import marshal
import zlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from itertools import groupby
from operator import attrgetter
from typing import Any

from firsthand.model.spans import Span
from firsthand.model.units import EventCard, Party, Told


class EventCards(Collection[EventCard]):
    """Cards, asked for by article."""

    def __init__(self, cards: Iterable[EventCard]) -> None:
        self._of: dict[str, list[bytes]] = defaultdict(list)
        self._many = 0
        for article, some in groupby(cards, attrgetter("article_id")):
            rows = [_written(x) for x in some]
            self._many += len(rows)
            self._of[article].append(zlib.compress(marshal.dumps(rows), 1))

    @property
    def articles(self) -> Collection[str]:
        return self._of.keys()

    def of(self, article_id: str) -> list[EventCard]:
        return [_card(article_id, row) for row in self._rows(article_id)]

    def sentences(self, article_id: str) -> Iterator[tuple[int, bool, tuple[str, ...]]]:
        """Of each card of an article where its sentence begins, whether it is a headline, and its terms."""
        return ((row[-1], row[4], row[-3]) for row in self._rows(article_id))

    def _rows(self, article_id: str) -> Iterator[Any]:
        for block in self._of.get(article_id, ()):
            yield from marshal.loads(zlib.decompress(block))  # our own bytes, made above

    def __iter__(self) -> Iterator[EventCard]:
        for article_id in self._of:
            yield from self.of(article_id)

    def __len__(self) -> int:
        return self._many

    def __contains__(self, card: object) -> bool:
        return any(card == x for x in self)


def _written(c: EventCard) -> object:
    return (
        c.id, c.span.start, c.span.end, (c.trigger, c.kind), c.headline, c.polarity,
        [(p.role, _told(p.who), p.named, p.private) for p in c.parties], c.time and _told(c.time), c.place and _told(c.place),
        c.country, [_told(x) for x in c.figures], (c.who, c.who_kind, c.attribution_id), c.terms, c.near, c.sentence,
    )  # fmt: skip


def _told(x: Told) -> tuple[str, str, int, int]:
    return x.value, x.shown, x.span.start, x.span.end


def _read(written: Any) -> Told:
    value, shown, start, end = written
    return Told(value, shown, Span(start, end))


def _card(article_id: str, written: Any) -> EventCard:
    id_, start, end, (trigger, kind), headline, polarity, parties, time, place, country, figures, said, *words = written
    (who, who_kind, attribution), (terms, near, sentence) = said, words
    return EventCard(
        id_, article_id, Span(start, end), trigger, kind, headline, polarity,
        tuple([Party(role, _read(told), named, private) for role, told, named, private in parties]),
        time and _read(time), place and _read(place), country, tuple([_read(x) for x in figures]),
        who, who_kind, attribution, terms, near, sentence,
    )  # fmt: skip
