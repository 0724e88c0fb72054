"""Paragraphs of words: the small arrays that reading works on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from firsthand.lang import get
from firsthand.model.articles import Article
from firsthand.model.spans import Span
from firsthand.read.labels import Name, Relation

# matches "told", "Al-Mayadeen", "U.S.", "don’t"; "said," is two words. Never crosses white space.
WORD = re.compile(r"(?:[A-Z]\.){2,}|\w+(?:[-'’.]\w+)*|[^\w\s]")
BREAK = re.compile(r"\n\s*\n")
LONGEST = 4000  # characters: a longer paragraph is cut at a line end or a space, so that no text is refused
CLOSES = frozenset(".!?")
OPEN_QUOTES, CLOSE_QUOTES = frozenset("“«„"), frozenset("”»")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The words of one paragraph, each with its place in the article's text, and what an encoder saw in them."""

    headline: bool
    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    sentence: tuple[int, ...]  # number of the sentence within the paragraph
    quoted: tuple[bool, ...]  # between quotation marks; the marks count as quoted
    names: tuple[Name, ...] = ()
    relations: tuple[Relation, ...] | None = None  # None: no encoder looked

    def span(self, first: int, last: int) -> Span:
        """The place of words [first, last) in the article's text."""
        return Span(self.starts[first], self.ends[last - 1])


def paragraphs(article: Article) -> list[Paragraph]:
    """The headline's and the prose's paragraphs, in order."""
    places: list[tuple[Span, bool]] = []
    for part in (*article.parts_of("headline"), *article.prose):
        places += [(span, part.kind == "headline") for span in cut(article.text, part.span)]
    return parse(article.text, places)


def cut(text: str, whole: Span) -> list[Span]:
    """Paragraphs of a stretch: at blank lines, then, if still very long, at the last line end or space that fits."""
    found: list[Span] = []
    start = whole.start
    for match in BREAK.finditer(text, whole.start, whole.end):
        found += _short(text, Span(start, match.start()))
        start = match.end()
    found += _short(text, Span(start, whole.end))
    return [s for s in found if text[s.start : s.end].strip()]


def parse(text: str, places: Sequence[tuple[Span, bool]]) -> list[Paragraph]:
    """One Paragraph a place (its span, whether it is a headline), in order."""
    return [_paragraph(text, span, headline) for span, headline in places]


def quote_states(words: Sequence[str]) -> tuple[bool, ...]:
    """Which words stand between quotation marks; one that is left open runs to the paragraph's end."""
    out: list[bool] = []
    inside = False
    for i, word in enumerate(words):
        if word in OPEN_QUOTES or (word in ('"', "``") and not inside):
            inside = True
            out.append(True)
        elif word in CLOSE_QUOTES or word in ('"', "''"):
            out.append(inside or i == 0)
            inside = False
        else:
            out.append(inside)
    return tuple(out)


def stretches(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Runs of neighbours in a rising row of word numbers, as half-open pairs."""
    first = previous = None
    for n in numbers:
        if first is None or previous is None or n != previous + 1:
            if first is not None and previous is not None:
                yield first, previous + 1
            first = n
        previous = n
    if first is not None and previous is not None:
        yield first, previous + 1


def _short(text: str, span: Span) -> list[Span]:
    out: list[Span] = []
    start = span.start
    while span.end - start > LONGEST:
        stop = max(text.rfind("\n", start + 1, start + LONGEST), text.rfind(". ", start + 1, start + LONGEST) + 1)
        stop = stop if stop > start else max(text.rfind(" ", start + 1, start + LONGEST), start + LONGEST)
        out.append(Span(start, stop))
        start = stop
    return [*out, Span(start, span.end)]


@cache
def _titles() -> frozenset[str]:
    """Titles that are cut short: 'Col' of 'Col. Vann'."""
    return frozenset(t[:-1] for t in get("en").column("titles") if t.endswith(".") and " " not in t)


def _paragraph(text: str, span: Span, headline: bool) -> Paragraph:
    found = [(m.group(), m.start(), m.end()) for m in WORD.finditer(text, span.start, span.end)]
    words = tuple(w for w, _, _ in found)
    sentence, number = list[int](), 0
    starts_at, ends_at = [s for _, s, _ in found], [e for _, _, e in found]
    for i, word in enumerate(words):
        sentence.append(number)
        full = word in CLOSES and not (
            word == "." and i > 0 and words[i - 1] in _titles() and starts_at[i] == ends_at[i - 1]
        )
        closing = full or (word in CLOSE_QUOTES and i > 0 and words[i - 1] in CLOSES)
        if closing and i + 1 < len(words) and not (words[i + 1] in CLOSE_QUOTES or words[i + 1][0].islower()):
            number += 1
    starts, ends = tuple(s for _, s, _ in found), tuple(e for _, _, e in found)
    return Paragraph(headline, words, starts, ends, tuple(sentence), quote_states(words))
