"""How much of a text to quote around a few words of it."""

from __future__ import annotations

import re

from firsthand.model.articles import Article
from firsthand.model.spans import Span

LONGEST = 600  # characters: a sentence that seems longer was not split well
# An end of a sentence and the blank after it. Matches 'shut. The', 'shut.” Then', not '1,400' or 'No. 4'; that it takes the
# point of a title ('Mr. Kask') for an end cuts a quotation short, and changes none of its characters.
_END = re.compile(r"[.!?؟。][”\"’')\]]{0,2}\s+(?=[“\"‘'(\[]?[^\W\d_a-z])|\n+")


def sentence(article: Article, span: Span) -> Span:
    """The sentence that words stand in, within their part: '600' is quoted as 'It had been 600 a week before.'

    The words themselves where they are more than one sentence, or too much.
    """
    part = next((p.span for p in article.parts if p.span.contains(span)), None)
    if part is None:
        return span
    ends = [m.end() for m in _END.finditer(article.text, part.start, part.end)]
    start = max((e for e in ends if e <= span.start), default=part.start)
    end = min((e for e in ends if e >= span.end), default=part.end)
    found = Span(start, end).trim(article.text)
    return found if len(found) <= LONGEST and found.contains(span) else span
