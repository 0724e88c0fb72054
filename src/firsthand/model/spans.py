"""The arithmetic of evidence: where words stand, and how a place in an article is a place in the capture."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter

from firsthand.model.slots import quick, setters

CONTEXT = 32  # characters kept on each side of an anchor: enough to tell two equal phrases apart


@dataclass(frozen=True, slots=True, order=True, init=False)
class Span:
    """A stretch of a named text: half-open, in Unicode code points, `0 <= start <= end`."""

    start: int
    end: int

    def __init__(self, start: int, end: int) -> None:  # written out, since hundreds are made of every article
        if not 0 <= start <= end:
            raise ValueError(f"not a span: {start}..{end}")
        _SET_START(self, start)
        _SET_END(self, end)

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The words at this place."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        start, end, first, last = self.start, self.end, other.start, other.end
        return start < last and first < end and start < end and first < last

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def shift(self, by: int) -> Span:
        return Span(self.start + by, self.end + by)

    def trim(self, text: str) -> Span:
        """The same place without white space at its rims."""
        words = self.of(text)
        lead = len(words) - len(words.lstrip())
        return Span(self.start + lead, self.start + max(lead, len(words.rstrip())))


_SET_START, _SET_END = setters(Span)
Spans = tuple[Span, ...]  # several stretches of one text, in order; empty: the text does not say


def hull(spans: Iterable[Span]) -> Span | None:
    """The smallest span that holds them all; None of none."""
    held = spans if isinstance(spans, tuple) else list(spans)
    if len(held) == 1:
        return held[0]
    return Span(min([s.start for s in held]), max([s.end for s in held])) if held else None


@dataclass(frozen=True, slots=True)
class Anchor:
    """The durable address of words in an original: survives any change of extractor."""

    capture_id: str  # sha256 of the bytes
    span: Span  # in the capture's decoded text
    exact: str  # the words as they stand in the capture: a checksum, and a way back
    before: str = ""  # up to CONTEXT characters before
    after: str = ""  # up to CONTEXT characters after


def anchor(capture_id: str, text: str, span: Span) -> Anchor:
    """The anchor of a span of a capture's decoded text."""
    before = text[max(0, span.start - CONTEXT) : span.start]
    return Anchor(capture_id, span, span.of(text), before, text[span.end : span.end + CONTEXT])


@quick
@dataclass(frozen=True, slots=True, order=True)
class Run:
    """A stretch of article text and the stretch of capture it was read from.

    Of equal lengths: character for character. Of different lengths (`&amp;` read as `&`, a line break and an indent read
    as one space): indivisible, the whole stands for the whole.
    """

    text_start: int
    text_length: int
    capture_start: int
    capture_length: int

    @property
    def text_end(self) -> int:
        return self.text_start + self.text_length

    @property
    def capture_end(self) -> int:
        return self.capture_start + self.capture_length


_text_start = attrgetter("text_start")


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Article text to capture text and back.

    Runs are sorted and disjoint in both texts. Article text that stands in no run (the blank line put between two parts)
    has no place in the capture.
    """

    runs: tuple[Run, ...]

    def __post_init__(self) -> None:
        for a, b in pairwise(self.runs):
            if a.text_start + a.text_length > b.text_start or a.capture_start + a.capture_length > b.capture_start:
                raise ValueError(f"runs out of order: {a}, {b}")

    def stretches(self, span: Span) -> Spans:
        """The capture's stretches whose words make up this span of the article."""
        found: list[Span] = []
        first = bisect_right(self.runs, span.start, key=_text_start) - 1
        for run in self.runs[max(0, first) :]:
            if run.text_start >= span.end:
                break
            start, end = max(span.start, run.text_start), min(span.end, run.text_end)
            if start >= end:
                continue
            if run.text_length == run.capture_length:
                shift = run.capture_start - run.text_start
                piece = Span(start + shift, end + shift)
            else:
                piece = Span(run.capture_start, run.capture_end)
            if found and found[-1].end == piece.start:
                found[-1] = Span(found[-1].start, piece.end)
            else:
                found.append(piece)
        return tuple(found)

    def to_capture(self, span: Span) -> Span | None:
        """The hull of the span's stretches in the capture (markup between them included); None if it has no place there."""
        first = bisect_right(self.runs, span.start, key=_text_start) - 1
        if (
            first >= 0 and span.start < span.end <= (run := self.runs[first]).text_end
        ):  # within one run, as nearly all are
            if run.text_length != run.capture_length:
                return Span(run.capture_start, run.capture_end)
            shift = run.capture_start - run.text_start
            return Span(span.start + shift, span.end + shift)
        return hull(self.stretches(span))

    def to_article(self, span: Span) -> Span | None:
        """The article's words read from this span of the capture; None if none of it was admitted."""
        found: list[Span] = []
        first = bisect_left(self.runs, span.start, key=lambda r: r.capture_end)
        for run in self.runs[first:]:
            if run.capture_start >= span.end:
                break
            start, end = max(span.start, run.capture_start), min(span.end, run.capture_end)
            if start >= end:
                continue
            if run.text_length == run.capture_length:
                shift = run.text_start - run.capture_start
                found.append(Span(start + shift, end + shift))
            else:
                found.append(Span(run.text_start, run.text_end))
        return hull(found)


def closest(spans: Sequence[Span], to: Span) -> int | None:
    """Which of the spans shares most with another, both lengths counted; of equals the first; None if none shares a character."""

    def shared(at: int) -> float:
        common = min(spans[at].end, to.end) - max(spans[at].start, to.start)
        return max(0, common) / ((len(spans[at]) + len(to)) or 1)

    best = max(range(len(spans)), key=lambda at: (shared(at), -at), default=None)
    return best if best is not None and shared(best) > 0 else None


def joined(runs: Iterable[Run]) -> OffsetMap:
    """An offset map of these runs in order, neighbours that continue each other in both texts made one."""
    out: list[Run] = []
    for run in runs:
        last = out[-1] if out else None
        if (
            last is not None
            and last.text_length == last.capture_length
            and run.text_length == run.capture_length
            and last.text_end == run.text_start
            and last.capture_end == run.capture_start
        ):
            length = last.text_length + run.text_length
            out[-1] = Run(last.text_start, length, last.capture_start, length)
        else:
            out.append(run)
    return OffsetMap(tuple(out))


def words_at(text: str, spans: Sequence[Span]) -> tuple[str, ...]:
    """The words of each stretch."""
    return tuple(s.of(text) for s in spans)
