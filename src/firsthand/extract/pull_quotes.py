"""Words set a second time to catch the eye: they stand in the body already, and are no second statement."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from firsthand.extract.draft import Draft, Piece
from firsthand.extract.page import Page
from firsthand.model.articles import PROSE

FEWEST, MOST = (
    6,
    60,
)  # words of a pull quote: shorter lines recur by chance ("He declined to comment"), longer ones are text
WORD = re.compile(r"\w+")
CALLED = re.compile(r"pull-?_?quote")  # classes: "pullquote", "wp-block-pullquote", "article__pull-quote"
APART = frozenset({"aside", "figure", "blockquote", "q"})
OPENS, CLOSES = frozenset('“„«"‘‚‹「『'), frozenset('”“»"’‘›」』')
ALIKE = 0.7  # of the runs of three words of one so called: it may be shortened
KINDS = frozenset({"body", "blockquote", "furniture"})


def with_pull_quotes(page: Page, draft: Draft) -> Draft:
    """The draft, what repeats words of its body labelled so: a block that is set apart and stands whole within a longer
    paragraph, or that its class calls a pull quote and whose words are nearly all in one. What stands nowhere else stays.
    """
    if not page.is_html:
        return draft
    folded = [f" {' '.join(WORD.findall(p.span.of(p.block.text).casefold()))} " for p in draft.pieces]
    told = [words for words, p in zip(folded, draft.pieces, strict=True) if p.kind in PROSE]
    body = "|".join(told)
    pieces = [
        replace(p, kind="pull_quote") if p.kind in KINDS and _repeats(page, p, words, body, told) else p
        for p, words in zip(draft.pieces, folded, strict=True)
    ]
    return replace(draft, pieces=tuple(pieces))


def _repeats(page: Page, piece: Piece, words: str, body: str, told: Sequence[str]) -> bool:
    if not FEWEST <= words.count(" ") - 1 <= MOST:
        return False
    longer = (other for other in told if len(other) > len(words))
    if _is_called(page, piece):
        return any(_alike(words, other) for other in longer)
    return _is_apart(page, piece) and body.count(words) > 1 and any(words in other for other in longer)


def _is_apart(page: Page, piece: Piece) -> bool:
    """Whether a block is set apart from the paragraphs: by its element, or by quotation marks around all of it."""
    if piece.kind == "furniture":
        return False
    text = piece.span.of(piece.block.text)
    quoted = text[:1] in OPENS and text[-1:] in CLOSES
    return piece.kind == "blockquote" or quoted or not APART.isdisjoint(page.tags(piece.block)[-4:])


def _is_called(page: Page, piece: Piece) -> bool:
    return any(CALLED.search(page.elements[i].source.lower()) for i in piece.block.path[-4:])


def _alike(words: str, other: str) -> bool:
    held = words.split()
    runs = [f" {' '.join(held[n : n + 3])} " for n in range(len(held) - 2)]
    return sum(run in other for run in runs) >= ALIKE * len(runs)
