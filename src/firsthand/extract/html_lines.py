"""The words of one line of an HTML page, white space collapsed, every character with its place in the source."""

from __future__ import annotations

import re

from firsthand.extract.page import Block, Link
from firsthand.model.spans import Run, Span

STRETCH = re.compile(r"\S+(?:\s\S+)*")  # words with one character of white space between them
FEW = 5  # bits: of a line of more, more than one is likely to be seen

Bit = tuple[str, int, int]  # what is seen, where it stands in the capture, how long it is there
Open = tuple[int, str, int | None]  # of a link: its first bit, its address, the bit after its last


def line_block(bits: list[Bit], links: list[Open], paragraph: int, path: tuple[int, ...]) -> list[Block]:
    """The bits as one line of text, white space collapsed to single spaces; none where nothing but space is seen."""
    if len(bits) == 1 or (len(bits) < FEW and all(seen.isspace() for seen, _, _ in bits[1:])):
        seen, at, raw = bits[0]
        inner = seen.strip()
        text = " ".join(inner.split())
        if text and len(text) == len(inner) and raw == len(seen):  # nothing in it is seen otherwise
            start, size = at + len(seen) - len(seen.lstrip()), len(text)
            place, linked = Span(start, start + size), Span(0, size)
            held = (
                tuple([Link(href, linked) for first, href, last in links if first == 0 and last != 0]) if links else ()
            )
            return [Block(text, (Run(0, size, start, size),), place, paragraph, path, held)]
    line, bounds = _Line(), [0]
    for seen, at, raw in bits:
        if raw == len(seen):
            line.words(seen, at)
        elif seen.isspace():
            line.space(at, at + raw)
        else:
            line.put(seen, at, raw)
        bounds.append(line.length)
    text = "".join(line.out)
    if not text:
        return []
    runs = tuple([Run(*run) for run in line.runs])
    span = Span(runs[0].capture_start, runs[-1].capture_end)
    return [Block(text, runs, span, paragraph, path, _located(links, bounds, text) if links else ())]


class _Line:
    """A line as it grows: what is seen of it, and from where; runs that continue each other are one."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self.runs: list[tuple[int, int, int, int]] = []
        self.length = 0
        self.gap: tuple[int, int] | None = None  # where white space not yet written began and ended

    def words(self, seen: str, at: int) -> None:
        """Words as they stand, with the white space around and between them."""
        inner = seen.strip()
        if not inner:
            self.space(at, at + len(seen))
            return
        first = at + len(seen) - len(seen.lstrip())
        if first > at:
            self.space(at, first)
        folded = " ".join(inner.split())
        if len(folded) == len(inner):
            self.put(folded, first, len(inner))
        else:
            done = 0
            for match in STRETCH.finditer(inner):
                start, end = match.span()
                if start:
                    self.space(first + done, first + start)
                self.put(" ".join(match[0].split()), first + start, end - start)
                done = end
        if (last := first + len(inner)) < at + len(seen):
            self.space(last, at + len(seen))

    def space(self, start: int, end: int) -> None:
        """White space: between words it is seen as one."""
        self.gap = (self.gap[0] if self.gap else start, end)

    def put(self, word: str, start: int, size: int) -> None:
        """Something seen, and before it the white space that was met."""
        if self.gap is not None and self.length:
            self.out.append(" ")
            self._run(1, self.gap[0], self.gap[1] - self.gap[0])
        self.gap = None
        self.out.append(word)
        self._run(len(word), start, size)

    def _run(self, length: int, start: int, size: int) -> None:
        if self.runs and length == size:
            at, held, capture, held_there = self.runs[-1]
            if held == held_there and capture + held == start:
                self.runs[-1] = (at, held + length, capture, held + length)
                self.length += length
                return
        self.runs.append((self.length, length, start, size))
        self.length += length


def _located(links: list[Open], bounds: list[int], text: str) -> tuple[Link, ...]:
    found = []
    for first, href, last in links:
        start = bounds[min(first, len(bounds) - 1)]
        end = bounds[last if last is not None and last < len(bounds) else -1]
        span = Span(start, max(start, end)).trim(text)
        if len(span):
            found.append(Link(href, span))
    return tuple(found)
