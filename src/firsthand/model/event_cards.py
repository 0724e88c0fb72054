"""The event mentions of a whole record, packed by article: of 100 000 articles there are two million."""

from __future__ import annotations

import marshal
import zlib
from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby, islice
from operator import attrgetter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from firsthand.model.arrays import Lists
from firsthand.model.spans import Span
from firsthand.model.units import EventCard, Party, Told

Ints = NDArray[np.int64]


class EventCards(Collection[EventCard]):
    """Cards, asked for by article. The terms of their sentences lie in columns: `vocabulary[x]` is the word of a number."""

    def __init__(self, cards: Iterable[EventCard]) -> None:
        self._of: dict[str, list[tuple[range, bytes]]] = defaultdict(list)  # their numbers, and all else
        known, sizes, words = dict[str, int](), array("i"), array("i")
        sentences, headlines = array("i"), array("b")
        for article, some in groupby(cards, attrgetter("article_id")):
            rows, first = [], len(sizes)
            for x in some:
                rows.append(_written(x))
                words.extend([known.setdefault(word, len(known)) for word in x.terms])
                sizes.append(len(x.terms))
                sentences.append(x.sentence)
                headlines.append(x.headline)
            block = zlib.compress(marshal.dumps(rows), 1)
            self._of[article].append((range(first, len(sizes)), block))
        many = np.array(sizes, dtype=np.int32)
        self.vocabulary = list(known)
        self.terms = Lists(np.cumsum(many, dtype=np.int64) - many, many, np.array(words, dtype=np.int32))
        self._sentence, self._headline = np.array(sentences, dtype=np.int64), np.array(headlines, dtype=np.bool_)

    @property
    def articles(self) -> Collection[str]:
        return self._of.keys()

    def of(self, article_id: str) -> list[EventCard]:
        blocks = self._of.get(article_id, ())
        return [card for numbers, block in blocks for card in self._cards(article_id, numbers, block)]

    def _cards(self, article_id: str, numbers: range, block: bytes) -> Iterator[EventCard]:
        rows = marshal.loads(zlib.decompress(block))  # our own bytes, made above
        _, words = self.terms.all(np.array(numbers))
        left = iter([self.vocabulary[x] for x in words.tolist()])
        for row, many in zip(rows, self.terms.many[numbers.start : numbers.stop].tolist(), strict=True):
            yield _card(article_id, row, tuple(islice(left, many)))

    def sentences(self, articles: Sequence[str]) -> tuple[Ints, Ints, NDArray[np.bool_]]:
        """The sentences of some articles that report something: the number of the article among these; that of the first card
        of the sentence, for its `terms`; and whether that is a headline."""
        numbers = Lists.of([n for held, _ in self._of.get(x, ()) for n in held] for x in articles)
        which, cards = numbers.all(np.arange(len(numbers)))
        order = np.lexsort((np.arange(len(cards)), self._sentence[cards], which))
        which, cards = which[order], cards[order]
        sentence, new = self._sentence[cards], np.ones(len(cards), dtype=np.bool_)
        new[1:] = (which[1:] != which[:-1]) | (sentence[1:] != sentence[:-1])
        return which[new], cards[new], self._headline[cards[new]]

    def __iter__(self) -> Iterator[EventCard]:
        for article_id in self._of:
            yield from self.of(article_id)

    def __len__(self) -> int:
        return len(self.terms)

    def __contains__(self, card: object) -> bool:
        return any(card == x for x in self)


def _written(c: EventCard) -> object:
    return (
        c.id, c.span.start, c.span.end, (c.trigger, c.kind), c.headline, c.polarity,
        [(p.role, _told(p.who), p.named, p.private) for p in c.parties], c.time and _told(c.time), c.place and _told(c.place),
        c.country, [_told(x) for x in c.figures], (c.who, c.who_kind, c.attribution_id), c.near, c.sentence,
    )  # fmt: skip


def _told(x: Told) -> tuple[str, str, int, int]:
    return x.value, x.shown, x.span.start, x.span.end


def _read(written: Any) -> Told:
    value, shown, start, end = written
    return Told(value, shown, Span(start, end))


def _card(article_id: str, written: Any, terms: tuple[str, ...]) -> EventCard:
    id_, start, end, (trigger, kind), headline, polarity, parties, time, place, country, figures, said, *words = written
    (who, who_kind, attribution), (near, sentence) = said, words
    return EventCard(
        id_, article_id, Span(start, end), trigger, kind, headline, polarity,
        tuple([Party(role, _read(told), named, private) for role, told, named, private in parties]),
        time and _read(time), place and _read(place), country, tuple([_read(x) for x in figures]),
        who, who_kind, attribution, terms, near, sentence,
    )  # fmt: skip
