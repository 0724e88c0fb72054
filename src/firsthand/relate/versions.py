"""What changed from one version of an article to the next: words, and of them figures, names and the headline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from rapidfuzz.distance import Indel

from firsthand.model.articles import Article, PartKind
from firsthand.model.findings import Change, Revision
from firsthand.model.spans import Span, Spans
from firsthand.relate.words import Words, prose_words, words_of

HEAD: PartKind = "headline"
Sides = tuple[Spans, Spans]  # in the older, in the newer


def revision(old: Article, new: Article, names: Sides = ((), ()), figures: Sides = ((), ())) -> Revision:
    """The word diff of two versions, in their order, with what matters most pulled out.

    'killed 12 people' and then 'killed 153 people' give one change, '12' to '153', that is among `figures` too. Names and
    figures are places in either text, as read; a word with a digit is a figure in any case. Words that differ in case or
    marks alone are no change. A paragraph that moved is one taken out and one put in.
    """
    headline = _changes(_head(old), _head(new))
    body = _changes(prose_words(old), prose_words(new))
    known = (_with_digits(old, figures[0]), _with_digits(new, figures[1]))
    return Revision(
        old_article=old.id,
        new_article=new.id,
        changes=body,
        headline=headline,
        figures=tuple(_touching((*headline, *body), known)),
        names=tuple(_touching((*headline, *body), names)),
    )


def _changes(old: Words, new: Words) -> tuple[Change, ...]:
    """Stretches of words taken out, put in, or put in the place of others."""
    ours, theirs = _plain(old), _plain(new)
    found: list[tuple[int, int, int, int]] = []
    for op in Indel.opcodes(ours, theirs):
        if op.tag == "equal":
            continue
        if found and found[-1][1] == op.src_start and found[-1][3] == op.dest_start:
            found[-1] = (found[-1][0], op.src_end, found[-1][2], op.dest_end)
        else:
            found.append((op.src_start, op.src_end, op.dest_start, op.dest_end))
    return tuple(Change(_span(old, a, b), _span(new, c, d)) for a, b, c, d in found)


def _plain(words: Words) -> Sequence[str]:
    return [words.written(n).lower() for n in range(len(words))]


def _span(words: Words, first: int, end: int) -> Span | None:
    return words.span(first, end - 1) if end > first else None


def _head(article: Article) -> Words:
    return words_of(article.text, tuple(p.span for p in article.parts_of(HEAD)))


def _with_digits(article: Article, read: Spans) -> Spans:
    words = (_head(article), prose_words(article))
    own = (w.span(n, n) for w in words for n in w.figures.nonzero()[0].tolist())
    return tuple(sorted({*read, *own}))


def _touching(changes: Iterable[Change], known: Sides) -> Iterator[Change]:
    for change in changes:
        sides = ((change.old, known[0]), (change.new, known[1]))
        if any(chain.from_iterable((s.overlaps(k) for k in spans) for s, spans in sides if s is not None)):
            yield change
