"""The readings of one article, quick to ask by place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter, lt
from typing import Protocol, TypeVar

from firsthand.model.readings import Attribution, Mention, PlaceRef, Quantity, TimeRef
from firsthand.model.slots import lazily, quick
from firsthand.model.spans import Span, hull
from firsthand.model.units import Readings


class Placed(Protocol):
    @property
    def span(self) -> Span: ...


# characters from words to the figure they belong to, and from a figure to them: "20 people were badly injured"
REACH_BEFORE, REACH_BEHIND = 12, 30
MOST = 40  # readings looked at before the end of a stretch
P = TypeVar("P", bound=Placed)


_in_text = attrgetter("span.start", "span.end")


class Ordered(tuple[P, ...]):
    """Readings by place, with where each begins: asked for every sentence, so that nothing is looked up twice."""

    starts: list[int]
    longest: int

    @staticmethod
    def of(found: Iterable[P]) -> Ordered[P]:
        held = Ordered(found)
        starts = [x.span.start for x in held]
        if not all(map(lt, starts, starts[1:])):
            held = Ordered(sorted(held, key=_in_text))
            starts = [x.span.start for x in held]
        held.starts = starts
        held.longest = max([(s := x.span).end - s.start for x in held], default=0)
        return held


@quick
@dataclass(frozen=True, slots=True)
class Said:
    """An attribution at the place of all of its content, or of a cue."""

    span: Span
    attribution: Attribution


@dataclass(frozen=True)
class Held:
    """Readings of one article, quick to ask by place. Each kind is put in order once somebody asks."""

    given: Readings
    text: str
    published: str | None  # EDTF of the article

    @lazily
    def mentions(self) -> Ordered[Mention]:
        return Ordered.of(self.given.mentions)

    @lazily
    def times(self) -> Ordered[TimeRef]:
        return Ordered.of(self.given.times)

    @lazily
    def places(self) -> Ordered[PlaceRef]:
        return Ordered.of(self.given.places)

    @lazily
    def quantities(self) -> Ordered[Quantity]:
        return Ordered.of(self.given.quantities)

    @lazily
    def said(self) -> Ordered[Said]:
        """The attributions, by where their content stands."""
        said = [Said(at, a) for a in self.given.attributions if (at := hull(a.content)) is not None]
        return Ordered.of(sorted(said, key=lambda x: x.attribution.id))

    @lazily
    def cues(self) -> Ordered[Said]:
        """The attributions, by where the words stand that say that somebody says something."""
        return Ordered.of([Said(c, a) for a in self.given.attributions for c in a.cue])

    @lazily
    def _contents(self) -> Ordered[Said]:
        """The pieces of contents."""
        return Ordered.of([Said(c, a) for a in self.given.attributions for c in a.content])

    @lazily
    def _read(self) -> tuple[list[int], list[int]]:
        """Where something was read: stretches that lie apart, from where and to where."""
        named = [(x.span.start, x.span.end) for some in (self.given.mentions, self.given.times) for x in some]
        counted = [(x.span.start - REACH_BEFORE, x.span.end + REACH_BEHIND) for x in self.quantities]
        of = [(x.of.start, x.of.end) for x in self.quantities if x.of is not None]
        starts, ends = list[int](), list[int]()
        for start, end in sorted(named + counted + of):
            if ends and start <= ends[-1]:
                ends[-1] = max(ends[-1], end)
            else:
                starts.append(start)
                ends.append(end)
        return starts, ends

    def tells(self, span: Span) -> bool:
        """Whether anything was read at some words: a time, a name, or a figure that they may belong to."""
        starts, ends = self._read
        n = bisect_right(starts, span.end)
        return n > 0 and ends[n - 1] >= span.start

    def voice(self, span: Span) -> Attribution | None:
        """The innermost attribution around words: the one of the shortest content."""
        start, end, found = span.start, span.end, self._contents
        last = bisect_right(found.starts, start)
        first = bisect_left(found.starts, end - found.longest, 0, last)
        holding = [x.attribution for x in found[first:last] if end <= x.span.end]
        return min(holding, key=_length) if len(holding) > 1 else holding[0] if holding else None


def _length(a: Attribution) -> tuple[int, str]:
    return sum([s.end - s.start for s in a.content]), a.id


def hold(given: Readings) -> Held:
    published = given.article.first("published")
    return Held(given, given.article.text, published.value if published else None)


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
