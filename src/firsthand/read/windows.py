"""An article's words cut into the windows that the encoder looks at: neighbouring paragraphs together, for their context."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from firsthand.lang.pieces import Pieces
from firsthand.read.lexicon import lexicon
from firsthand.read.words import Paragraph

ROOM = 160  # pieces that paragraphs share a window up to
LONGEST = 384  # pieces of one segment; a longer paragraph is cut, at a sentence's end if one is near
SHAPES = 8  # see `_shape`; 0 is for the marks at a window's rims
STATES = 4  # quoted + 2 * headline
CUES = 3  # no known cue verb, a weak one, a strong one

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Segment:
    """Words [first, last) of a paragraph: nearly always the whole of it."""

    paragraph: int
    first: int
    last: int

    def __len__(self) -> int:
        return self.last - self.first


@dataclass(frozen=True, slots=True)
class Window:
    """Segments as rows of numbers. `at` gives the place of each word's first piece in the window, word after word."""

    segments: tuple[Segment, ...]
    pieces: Ints
    shapes: Ints
    states: Ints
    cues: Ints
    at: Ints

    def __len__(self) -> int:
        return len(self.pieces)


def windows(read: Sequence[Paragraph], pieces: Pieces) -> list[Window]:
    """Every word of every paragraph in exactly one window, in order."""
    made: list[Window] = []
    held: list[tuple[Segment, list[tuple[int, ...]]]] = []
    room = ROOM
    for segment, rows in _segments(read, pieces):
        size = sum(map(len, rows)) + 1
        if held and size > room:
            made.append(_window(read, held, pieces))
            held, room = [], ROOM
        held.append((segment, rows))
        room -= size
    return [*made, _window(read, held, pieces)] if held else made


def _segments(read: Sequence[Paragraph], pieces: Pieces) -> Iterator[tuple[Segment, list[tuple[int, ...]]]]:
    for n, p in enumerate(read):
        rows = [pieces[w] for w in p.words]
        first = 0
        while first < len(rows):
            last = _fits(p, rows, first)
            yield Segment(n, first, last), [row[:LONGEST] for row in rows[first:last]]
            first = last


def _fits(p: Paragraph, rows: Sequence[tuple[int, ...]], first: int) -> int:
    """Up to which word the pieces fit; at the last sentence's end that does, if any."""
    total, last = 0, first
    while last < len(rows) and (total + len(rows[last]) <= LONGEST or last == first):
        total += len(rows[last])
        last += 1
    if last == len(rows):
        return last
    ends = [i for i in range(first + 1, last) if p.sentence[i] != p.sentence[i - 1]]
    return ends[-1] if ends else last


def _window(read: Sequence[Paragraph], held: Sequence[tuple[Segment, list[tuple[int, ...]]]], known: Pieces) -> Window:
    numbers, shapes, states, cues, at = [known.start], [0], [0], [0], []
    verbs = lexicon().cues
    for segment, rows in held:
        p = read[segment.paragraph]
        for i, row in zip(range(segment.first, segment.last), rows, strict=True):
            at.append(len(numbers))
            size = len(row)
            numbers += row
            cue = verbs.get(p.words[i].lower())
            shapes += [_shape(p.words[i])] * size
            states += [p.quoted[i] + 2 * p.headline] * size
            cues += [0 if cue is None else 1 + cue.strong] * size
        numbers.append(known.end)
        shapes.append(0)
        states.append(0)
        cues.append(0)
    arrays = (np.array(row, dtype=np.int64) for row in (numbers, shapes, states, cues, at))
    return Window(tuple(s for s, _ in held), *arrays)


def _shape(word: str) -> int:
    if word.islower():
        return 1
    if word.isupper():
        return 3 if len(word) > 1 else 2
    if word.istitle():
        return 2
    if any(c.isupper() for c in word):
        return 4 if word[0].isupper() else 5
    return 6 if any(c.isdigit() for c in word) else 7
