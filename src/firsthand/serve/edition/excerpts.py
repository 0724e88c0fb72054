"""What of an article an edition shows: its headline, its attributions, and the words that other pages lead to. Never more
than MOST words at a stretch, unless the whole text was asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from firsthand.model.articles import Article, Part
from firsthand.model.readings import Attribution
from firsthand.model.spans import Span, hull
from firsthand.serve.edition.links import anchor_of
from firsthand.serve.findings import line
from firsthand.serve.marks import Noted, Stretch, paragraphs

MOST = 60  # words of one excerpt
NEAR = 220  # characters between a source or cue and what it says, within which they stand in one excerpt
CUT = " […]"
# matches: harbour   “harbour-master’s   but not: a space
WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A stretch of an article's text, with the marks of one attribution or of none."""

    of: Attribution | None
    span: Span
    cut: bool  # whether the text goes on
    stretches: tuple[Stretch, ...] = ()


def short(words: str) -> str:
    """Words whole, or the first of them and a sign that there are more."""
    found = WORD.findall(words)
    return words if len(found) <= MOST else " ".join(found[:MOST]) + CUT


def count_words(article: Article, spans: Iterable[Span]) -> int:
    """How many words of an article stand in these stretches; words in two of them count once."""
    held = tuple(spans)
    return sum(any(s.start <= m.start() < s.end for s in held) for m in WORD.finditer(article.text))


def headline(article: Article, asked: Iterable[Span]) -> Excerpt | None:
    """The headline as the page has it, with the words in it that are asked for."""
    part = next(article.parts_of("headline"), None)
    if part is None:
        return None
    span = _fitted(article.text, part.span)
    return _marked(article, Excerpt(None, span, span != part.span), asked)


def excerpts(article: Article, said: Sequence[Attribution], asked: Iterable[Span]) -> list[Excerpt]:
    """One for each attribution, and one for each other place that is asked for, in the order of the text.

    Every place asked for stands in one of them, the first that has all of it, else that has its beginning.
    """
    text = article.text
    own = [_of(text, a) for a in said]
    others: list[Excerpt] = []
    for span in sorted(asked):
        if _home(span, own) is None and (not others or span.start >= others[-1].span.end):
            others.append(_passage(article, span, others[-1].span.end if others else 0))
    found = sorted([*own, *others], key=lambda x: (x.span, x.of.id if x.of else ""))
    homes: dict[int, list[Span]] = {}
    for span in sorted(asked):
        homes.setdefault(_home(span, found) or 0, []).append(span)
    return [_marked(article, x, homes.get(n, ())) for n, x in enumerate(found)]


def _home(span: Span, found: Sequence[Excerpt]) -> int | None:
    whole = (n for n, x in enumerate(found) if x.span.start <= span.start and span.end <= x.span.end)
    begun = (n for n, x in enumerate(found) if x.span.start <= span.start < x.span.end)
    return next(whole, next(begun, None))


def _of(text: str, said: Attribution) -> Excerpt:
    """What is said with who says it, as one stretch where they stand near; else what is said."""
    content = hull(said.content) or Span(0, 0)
    near = [s for s in (*said.source, *said.cue) if s.end > content.start - NEAR and s.start < content.end + NEAR]
    whole = hull((content, *near)) or content
    cut = _fitted(text, whole)
    if cut.end <= content.start:
        whole, cut = content, _fitted(text, content)
    return Excerpt(said, cut, cut != whole)


def _passage(article: Article, span: Span, after: int) -> Excerpt:
    sentence = line(article, span)
    whole = Span(min(max(sentence.start, after), span.start), sentence.end)
    cut = _fitted(article.text, whole)
    if cut.end <= span.start:
        whole, cut = span, _fitted(article.text, span)
    return Excerpt(None, cut, cut != whole)


def _fitted(text: str, span: Span) -> Span:
    """The stretch without white space at its ends, up to its last word that fits."""
    found = list(WORD.finditer(text, span.start, span.end))[:MOST]
    return Span(found[0].start(), found[-1].end()) if found else span


def _marked(article: Article, excerpt: Excerpt, asked: Iterable[Span]) -> Excerpt:
    here = [s for s in asked if excerpt.span.start <= s.start < excerpt.span.end]
    notes = [Noted(anchor_of(s), Span(s.start, min(s.end, excerpt.span.end)), "asked", "") for s in here]
    shown = replace(article, parts=(Part("body", excerpt.span),))
    (paragraph,) = paragraphs(shown, [excerpt.of] if excerpt.of else (), notes)
    return replace(excerpt, stretches=paragraph.stretches)


def anchors(stretches: Iterable[Stretch]) -> set[str]:
    """The ids that one can link to."""
    return {id_ for s in stretches for id_ in s.begins}
