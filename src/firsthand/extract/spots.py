"""From a place in the capture to one in a block: the other way round than `page.place`."""

from __future__ import annotations

from firsthand.extract.page import Block
from firsthand.model.spans import Span


def found_at(block: Block, span: Span) -> Span | None:
    """The stretch of a block's text that stands in a stretch of the capture; None if none does."""
    inside = [r for r in block.runs if span.start < r.capture_end and r.capture_start < span.end]
    if not inside:
        return None
    first, last = inside[0], inside[-1]
    start, end = first.text_start, last.text_end
    if first.text_length == first.capture_length:
        start += max(0, span.start - first.capture_start)
    if last.text_length == last.capture_length:
        end -= max(0, last.capture_end - span.end)
    found = Span(start, max(start, end)).trim(block.text)
    return found if len(found) else None
