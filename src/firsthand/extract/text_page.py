"""A text file as located blocks: one a line, lines of a paragraph bearing one number."""

from __future__ import annotations

import re

from firsthand.extract.page import Block, Page
from firsthand.model.articles import Capture
from firsthand.model.spans import Run, Span

# A line and its end: "\r\n", "\n" or a lone "\r". The byte-order mark at the start is no part of a line's words.
LINE = re.compile(r"[^\r\n]+")
RIM = " \t\ufeff\u200b\f\v\xa0\u3000"


def read_text(capture: Capture, text: str) -> Page:
    """The page of a text file. A blank line ends a paragraph."""
    blocks: list[Block] = []
    paragraph, last_end = 0, 0
    for match in LINE.finditer(text):
        words = match[0]
        start = match.start() + len(words) - len(words.lstrip(RIM))
        end = match.start() + len(words.rstrip(RIM))
        if start >= end:
            continue
        if blocks and _breaks(text[last_end : match.start()]) > 1:
            paragraph += 1
        blocks.append(Block(text[start:end], (Run(0, end - start, start, end - start),), Span(start, end), paragraph))
        last_end = end
    return Page(capture, text, tuple(blocks))


def _breaks(gap: str) -> int:
    """How many line ends stand in a gap between two lines."""
    return len(re.findall(r"\r\n|\n|\r", gap))
