"""What of an article an edition shows: its headline, its attributions, and the words that other pages lead to.

Never more than MOST words at a stretch; and of a short article, where that could be nearly all of it, less at a stretch, so that
an edition is no copy of what it excerpts. The whole text is shown only where it was asked for.
"""

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
SHARE = 0.6  # of an article's words that its excerpts have together; beyond that they are made shorter, as far as
SHORTER = (
    MOST,
    40,
    25,
    15,
)  # words. Articles of about 100 words with a source in every sentence, as in the demo story, stay above
AROUND = 60  # characters shown on each side of words that another page leads to, within their sentence
NEAR = 220  # characters between a source or cue and what it says, within which they stand in one excerpt
CUT = " […]"
# matches: harbour   “harbour-master’s   but not: a space
WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A stretch of an article's text, with the marks of one attribution or of none."""

    of: Attribution | None
    span: Span
    cut: bool  # whether what is said goes on
    stretches: tuple[Stretch, ...] = ()
    begun: bool = False  # whether its sentence begins earlier
    beyond: tuple[str, ...] = ()  # anchors of words that stand where it is cut off


@dataclass(frozen=True, slots=True)
class Excerpted:
    """An article as an edition shows it."""

    headline: Excerpt | None
    excerpts: tuple[Excerpt, ...]
    shown: int  # words
    words: int  # of the whole article


def short(words: str) -> str:
    """Words whole, or the first of them and a sign that there are more."""
    found = WORD.findall(words)
    return words if len(found) <= MOST else " ".join(found[:MOST]) + CUT


def excerpted(article: Article, said: Sequence[Attribution], asked: Iterable[Span]) -> Excerpted:
    """Its headline and excerpts, as long as they may be."""
    wanted, words = sorted(asked), [m.start() for m in WORD.finditer(article.text)]
    head = headline(article, wanted)
    here = anchors(head.stretches) if head else set()
    rest = [s for s in wanted if anchor_of(s) not in here]
    for most in SHORTER:
        found = excerpts(article, said, rest, most)
        held = [*(x.span for x in found), *([head.span] if head else [])]
        shown = sum(any(s.start <= at < s.end for s in held) for at in words)
        if shown <= SHARE * len(words):
            break
    return Excerpted(head, tuple(found), shown, len(words))


def headline(article: Article, asked: Iterable[Span]) -> Excerpt | None:
    """The headline as the page has it, with the words in it that are asked for."""
    part = next(article.parts_of("headline"), None)
    if part is None:
        return None
    span = _fitted(article.text, part.span, MOST)
    return _marked(article, Excerpt(None, span, span.end < part.span.end), asked)


def excerpts(
    article: Article, said: Sequence[Attribution], asked: Iterable[Span], most: int = MOST
) -> tuple[Excerpt, ...]:
    """One for each attribution, and one for each other place that is asked for, in the order of the text.

    Every place asked for stands in one of them, the first that has all of it, else that has its beginning; words of a
    statement that are cut off lead to where it is cut, so that excerpts never piece it together again.
    """
    wanted = sorted(asked)
    own = [_of(article.text, a, most) for a in said]
    others: list[Excerpt] = []
    for span in wanted:
        if _home(span, own) is None and (not others or span.start >= others[-1].span.end):
            others.append(_passage(article, span, others[-1].span.end if others else 0, most))
    found = sorted([*own, *others], key=lambda x: (x.span, x.of.id if x.of else ""))
    homes: dict[int | None, list[Span]] = {}
    for span in wanted:
        homes.setdefault(_home(span, found), []).append(span)
    return tuple(_marked(article, x, homes.get(n, ())) for n, x in enumerate(found))


def _home(span: Span, found: Sequence[Excerpt]) -> int | None:
    whole = (n for n, x in enumerate(found) if x.span.start <= span.start and span.end <= x.span.end)
    begun = (n for n, x in enumerate(found) if x.span.start <= span.start < x.span.end)
    off = (n for n, x in enumerate(found) if x.of and x.cut and any(c.overlaps(span) for c in x.of.content))
    return next(whole, next(begun, next(off, None)))


def _of(text: str, said: Attribution, most: int) -> Excerpt:
    """What is said with who says it, as one stretch where they stand near; else what is said."""
    content = hull(said.content) or Span(0, 0)
    near = [s for s in (*said.source, *said.cue) if s.end > content.start - NEAR and s.start < content.end + NEAR]
    whole = hull((content, *near)) or content
    cut = _fitted(text, whole, most)
    if cut.end <= content.start:
        whole, cut = content, _fitted(text, content, most)
    return Excerpt(said, cut, cut.end < _fitted(text, whole, len(text)).end)


def _passage(article: Article, span: Span, after: int, most: int) -> Excerpt:
    """Words in their sentence, with some of it on each side."""
    text, sentence = article.text, line(article, span)
    first = max(sentence.start, after, text.rfind(" ", 0, max(0, span.start - AROUND)) + 1)
    last = text.find(" ", min(span.end + AROUND, len(text)))
    whole = Span(min(first, span.start), min(sentence.end, last if last > 0 else len(text)))
    cut = _fitted(text, whole, most)
    if cut.end <= span.start:
        whole, cut = span, _fitted(text, span, most)
    return Excerpt(None, cut, cut.end < _fitted(text, sentence, len(text)).end, (), whole.start > sentence.start)


def _fitted(text: str, span: Span, most: int) -> Span:
    """The stretch without white space at its ends, up to its last word that fits."""
    found = list(WORD.finditer(text, span.start, span.end))[:most]
    return Span(found[0].start(), found[-1].end()) if found else span


def _marked(article: Article, excerpt: Excerpt, asked: Iterable[Span]) -> Excerpt:
    given = tuple(asked)
    here = [s for s in given if excerpt.span.start <= s.start < excerpt.span.end]
    notes = [Noted(anchor_of(s), Span(s.start, min(s.end, excerpt.span.end)), "asked", "") for s in here]
    shown = replace(article, parts=(Part("body", excerpt.span),))
    (paragraph,) = paragraphs(shown, [excerpt.of] if excerpt.of else (), notes)
    return replace(
        excerpt,
        stretches=paragraph.stretches,
        beyond=tuple(anchor_of(s) for s in given if excerpt.of and s not in here),
    )


def anchors(stretches: Iterable[Stretch]) -> set[str]:
    """The ids that one can link to."""
    return {id_ for s in stretches for id_ in s.begins}
