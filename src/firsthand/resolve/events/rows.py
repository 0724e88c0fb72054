"""Events, packed while they are made: of 100 000 articles there are hundreds of thousands."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from firsthand.model.findings import Account, Event, Place, Value
from firsthand.model.packed import Asked, OneByOne
from firsthand.model.spans import Span


def written(e: Event) -> object:
    words = e.words.article_id, e.words.span.start, e.words.span.end
    accounts = [
        (a.who, a.kind, a.articles, a.mentions, [_values(x) for x in (a.time, a.place, a.actors, a.figures)])
        for a in e.accounts
    ]
    return e.id, e.kind, words, e.mentions, accounts, e.why


def members(of: Any) -> tuple[str, ...]:
    """An event's mentions, of what is written."""
    mentions: tuple[str, ...] = of[3]
    return mentions


def _values(some: Iterable[Value]) -> object:
    return [(v.value, v.article_id, v.span.start, v.span.end, v.who, v.attribution_id) for v in some]


def read(of: Any) -> Event:
    id_, kind, (article, start, end), mentions, accounts, why = of
    told = tuple([Account(*who, *map(_read, slots)) for *who, slots in accounts])
    return Event(id_, kind, Place(article, Span(start, end)), mentions, told, why)


def _read(values: Any) -> tuple[Value, ...]:
    return tuple([Value(value, article, Span(start, end), *who) for value, article, start, end, *who in values])


class Named(Asked[Event]):
    """Events under the ids they had, with what people decided of them."""

    def __init__(self, made: OneByOne[Event], ids: NDArray[np.bytes_], people: Callable[[Iterable[str]], str]) -> None:
        self._made, self._ids, self._people = made, ids, people

    def __len__(self) -> int:
        return len(self._made)

    def one(self, n: int) -> Event:
        event = self._made[n]
        return replace(event, id=bytes(self._ids[n]).decode(), why=event.why + self._people(event.mentions))
