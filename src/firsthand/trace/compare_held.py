"""The readings of one article, quick to ask by place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter
from typing import Protocol, TypeVar

from firsthand.model.readings import Attribution, Mention, PlaceRef, Quantity, TimeRef
from firsthand.model.spans import Span, hull
from firsthand.model.units import Readings


class Placed(Protocol):
    @property
    def span(self) -> Span: ...


MOST = 40  # readings looked at before the end of a stretch
P = TypeVar("P", bound=Placed)


_in_text = attrgetter("span.start", "span.end")


class Ordered(tuple[P, ...]):
    """Readings by place, with where each begins: asked for every sentence, so that nothing is looked up twice."""

    starts: list[int]
    longest: int

    @staticmethod
    def of(found: Iterable[P]) -> Ordered[P]:
        held = Ordered(sorted(found, key=_in_text))
        spans = [x.span for x in held]
        held.starts = [s.start for s in spans]
        held.longest = max([s.end - s.start for s in spans], default=0)
        return held


@dataclass(frozen=True, slots=True)
class Said:
    """An attribution at the place of all of its content."""

    span: Span
    attribution: Attribution


@dataclass(frozen=True, slots=True)
class Held:
    """Readings of one article, quick to ask by place."""

    text: str
    mentions: Ordered[Mention]
    times: Ordered[TimeRef]
    places: Ordered[PlaceRef]
    quantities: Ordered[Quantity]
    attributions: tuple[Attribution, ...]
    said: Ordered[Said]  # the attributions, by where their content stands
    contents: tuple[tuple[int, int, int, str, Attribution], ...]  # pieces of contents: place, length of the whole, id
    cues: tuple[Span, ...]
    published: str | None = None  # EDTF of the article

    def voice(self, span: Span) -> Attribution | None:
        """The innermost attribution around words: the one of the shortest content."""
        start, end = span.start, span.end
        holding = [x for x in self.contents if x[0] <= start and end <= x[1]]
        return min(holding, key=lambda x: x[2:4])[4] if holding else None


def hold(given: Readings) -> Held:
    said = [Said(at, a) for a in given.attributions if (at := hull(a.content)) is not None]
    attributions = tuple(sorted(given.attributions, key=lambda a: ([(s.start, s.end) for s in a.content], a.id)))
    wholes = [sum([s.end - s.start for s in a.content]) for a in attributions]
    return Held(
        given.article.text,
        Ordered.of(given.mentions),
        Ordered.of(given.times),
        Ordered.of(given.places),
        Ordered.of(given.quantities),
        attributions,
        Ordered.of(sorted(said, key=lambda x: x.attribution.id)),
        tuple((c.start, c.end, many, a.id, a) for a, many in zip(attributions, wholes, strict=True) for c in a.content),
        tuple(c for a in attributions for c in a.cue),
        published.value if (published := given.article.first("published")) else None,
    )


def within(found: Ordered[P], span: Span) -> tuple[P, ...]:
    """Those that begin in a stretch."""
    first = bisect_left(found.starts, span.start)
    last = bisect_left(found.starts, span.end, first)
    return found[first:last] if first < last else ()


def touching(found: Ordered[P], span: Span) -> list[P]:
    """Those that share a character with a stretch."""
    start, end = span.start, span.end
    last = bisect_right(found.starts, end)
    first = bisect_left(found.starts, start - found.longest, max(0, last - MOST), last)
    if first == last or start >= end:
        return []
    return [x for x in found[first:last] if (s := x.span).start < end and start < s.end and s.start < s.end]


def shown(words: str) -> str:
    return " ".join(words.split())
