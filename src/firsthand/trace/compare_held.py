"""The readings of one article, quick to ask by place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from firsthand.model.readings import Attribution, EventMention, Mention, PlaceRef, Quantity, TimeRef
from firsthand.model.spans import Span, hull
from firsthand.model.units import Readings


class Placed(Protocol):
    @property
    def span(self) -> Span: ...


P = TypeVar("P", bound=Placed)


@dataclass(frozen=True, slots=True)
class Said:
    """An attribution at the place of all of its content."""

    span: Span
    attribution: Attribution


@dataclass(frozen=True, slots=True)
class Held:
    """Readings of one article, quick to ask by place."""

    text: str
    mentions: tuple[Mention, ...]
    times: tuple[TimeRef, ...]
    places: tuple[PlaceRef, ...]
    quantities: tuple[Quantity, ...]
    attributions: tuple[Attribution, ...]
    happenings: tuple[EventMention, ...] = ()
    said: tuple[Said, ...] = ()  # the attributions, by where their content stands


def hold(given: Readings) -> Held:
    by_place: Callable[[Placed], Span] = lambda x: x.span  # noqa: E731
    return Held(
        given.article.text,
        tuple(sorted(given.mentions, key=by_place)),
        tuple(sorted(given.times, key=by_place)),
        tuple(sorted(given.places, key=by_place)),
        tuple(sorted(given.quantities, key=by_place)),
        tuple(sorted(given.attributions, key=lambda a: (a.content, a.id))),
        tuple(sorted(given.happenings, key=lambda h: (h.trigger, h.id))),
        tuple(
            sorted(
                (Said(at, a) for a in given.attributions if (at := hull(a.content)) is not None),
                key=lambda x: (x.span, x.attribution.id),
            )
        ),
    )


def within(found: Sequence[P], span: Span) -> list[P]:
    """Those of a sorted sequence that begin in a stretch."""
    first = bisect_left(found, span.start, key=lambda x: x.span.start)
    last = bisect_left(found, span.end, key=lambda x: x.span.start)
    return list(found[first:last])


def touching(found: Sequence[P], span: Span) -> list[P]:
    """Those of a sorted sequence that share a character with a stretch."""
    last = bisect_right(found, span.end, key=lambda x: x.span.start)
    return [x for x in found[max(0, last - 40) : last] if x.span.overlaps(span)]


def shown(words: str) -> str:
    return " ".join(words.split())
