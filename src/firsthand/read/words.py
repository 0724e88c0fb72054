"""Paragraphs of words with their parse: the small arrays that reading works on, with a language model or without."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from firsthand.lang import models
from firsthand.model.articles import Article
from firsthand.model.spans import Span

# matches "told", "Al-Mayadeen", "U.S.", "don’t"; "said," is two words. Never crosses white space.
WORD = re.compile(r"(?:[A-Z]\.){2,}|\w+(?:[-'’.]\w+)*|[^\w\s]")
BREAK = re.compile(r"\n\s*\n")
LONGEST = 4000  # characters: a longer paragraph is cut at a line end or a space, so that no text is refused
CLOSES = frozenset(".!?")
OPEN_QUOTES, CLOSE_QUOTES = frozenset("“«„"), frozenset("”»")


@dataclass(frozen=True, slots=True)
class Name:
    """A name that the language model saw: words [first, last) and the model's own label."""

    first: int
    last: int
    label: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The words of one paragraph, each with its place in the article's text and, with a model, its parse.

    Without a model `tag` and `dep` are empty strings and every word is its own `head`.
    """

    headline: bool
    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    tag: tuple[str, ...]
    dep: tuple[str, ...]
    head: tuple[int, ...]
    sentence: tuple[int, ...]  # number of the sentence within the paragraph
    quoted: tuple[bool, ...]  # between quotation marks; the marks count as quoted
    names: tuple[Name, ...]

    def span(self, first: int, last: int) -> Span:
        """The place of words [first, last) in the article's text."""
        return Span(self.starts[first], self.ends[last - 1])

    @property
    def parsed(self) -> bool:
        return any(self.dep)


def paragraphs(article: Article) -> list[Paragraph]:
    """The headline's and the prose's paragraphs, in order, parsed if a language model is installed."""
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
    """One Paragraph a place, in order; by the language model if there is one, else by rules."""
    nlp = models.pipeline()
    if nlp is None:
        return [_by_rules(text, span, headline) for span, headline in places]
    docs = nlp.pipe([_flat(span.of(text)) for span, _ in places], batch_size=16)
    return [_by_model(doc, span.start, headline) for doc, (span, headline) in zip(docs, places, strict=True)]


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


@cache
def _flat_table() -> dict[int, str]:
    return {ord(c): " " for c in "\n\r\t\u00a0\u2028\u2029\x0b\x0c"}


def _flat(text: str) -> str:
    """The same number of characters, every white space a plain one."""
    return text.translate(_flat_table())


def _short(text: str, span: Span) -> list[Span]:
    out: list[Span] = []
    start = span.start
    while span.end - start > LONGEST:
        stop = max(text.rfind("\n", start + 1, start + LONGEST), text.rfind(". ", start + 1, start + LONGEST) + 1)
        stop = stop if stop > start else max(text.rfind(" ", start + 1, start + LONGEST), start + LONGEST)
        out.append(Span(start, stop))
        start = stop
    return [*out, Span(start, span.end)]


def _by_model(doc: models.Doc, offset: int, headline: bool) -> Paragraph:
    kept = [t for t in doc if not t.is_space]
    at = {t.i: n for n, t in enumerate(kept)}
    words = tuple(t.text for t in kept)
    starts = tuple(offset + t.idx for t in kept)
    sentence: list[int] = []
    for t in kept:
        sentence.append((sentence[-1] if sentence else 0) + (1 if t.is_sent_start and sentence else 0))
    names = []
    for ent in doc.ents:
        inside = [at[i] for i in range(ent.start, ent.end) if i in at]
        if inside:
            names.append(Name(inside[0], inside[-1] + 1, ent.label_))
    return Paragraph(
        headline,
        words,
        starts,
        tuple(s + len(w) for s, w in zip(starts, words, strict=True)),
        tuple(t.tag_ for t in kept),
        tuple(t.dep_ for t in kept),
        tuple(at.get(t.head.i, n) for n, t in enumerate(kept)),
        tuple(sentence),
        quote_states(words),
        tuple(names),
    )


def _by_rules(text: str, span: Span, headline: bool) -> Paragraph:
    found = [(m.group(), m.start(), m.end()) for m in WORD.finditer(text, span.start, span.end)]
    words = tuple(w for w, _, _ in found)
    sentence, number = [], 0
    for i, word in enumerate(words):
        sentence.append(number)
        closing = word in CLOSES or (word in CLOSE_QUOTES and i > 0 and words[i - 1] in CLOSES)
        if closing and i + 1 < len(words) and not (words[i + 1] in CLOSE_QUOTES or words[i + 1][0].islower()):
            number += 1
    empty = ("",) * len(words)
    return Paragraph(
        headline,
        words,
        tuple(s for _, s, _ in found),
        tuple(e for _, _, e in found),
        empty,
        empty,
        tuple(range(len(words))),
        tuple(sentence),
        quote_states(words),
        (),
    )
