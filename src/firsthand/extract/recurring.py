"""Lines that recur at the foot of a page's articles: 'Add comment', 'Labels: ferries', a signature. They are no prose."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace

from firsthand.extract.draft import Draft, Piece
from firsthand.extract.looks import Key, look
from firsthand.extract.page import Page
from firsthand.extract.records import weight
from firsthand.extract.starters import ends_sentence
from firsthand.model.articles import PROSE

LONGEST_RECURRING = 100  # characters of a line that stands under every article
LONGEST_NAME = 50  # characters
LABEL = re.compile(r"[^\W\d_][\w ]{1,20}:(?=\s)")  # "labels: ferries"
FIGURES = re.compile(r"\d+")
WORD = re.compile(r"[^\W\d_]+")
MOST = 0.6  # of the drafts bear such a line, of its words recur


def without_recurring(page: Page, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, what recurs labelled furniture: short lines of prose that half of them have (of sentences that look as the
    prose does: most), figures and what stands after a colon not counted; and what stands at the end of most, under the
    prose and unlike it, in nearly the same words.
    """
    counts = Counter(words for draft in drafts for words in {_masked(p) for p in draft.pieces if _is_short(p)})
    recurs = {words for words, n in counts.items() if n >= 2 and 2 * n >= len(drafts)}
    often = {words for words in recurs if counts[words] >= max(min(3, len(drafts)), MOST * len(drafts))}
    lines = [{id(p) for p in _short(page, draft) if _masked(p) in recurs} for draft in drafts]
    lines = [
        own | {id(p) for p in draft.pieces if _is_short(p) and _masked(p) in often}
        for own, draft in zip(lines, drafts, strict=True)
    ]
    tails = _tails(page, drafts, recurs)
    return [_demoted(draft, held | below) for draft, held, below in zip(drafts, lines, tails, strict=True)]


def _demoted(draft: Draft, ids: set[int]) -> Draft:
    return replace(draft, pieces=tuple(replace(p, kind="furniture") if id(p) in ids else p for p in draft.pieces))


def _is_short(piece: Piece) -> bool:
    told = piece.kind in PROSE or piece.kind == "subhead"
    return told and weight(piece.span.of(piece.block.text)) < LONGEST_RECURRING


def _short(page: Page, draft: Draft) -> list[Piece]:
    """The short lines that are no sentences of the prose: other looks, other ends."""
    main = _main_look(page, draft)
    short = [p for p in draft.pieces if _is_short(p)]
    return [p for p in short if look(page, p.block) != main or not ends_sentence(p.span.of(p.block.text))]


def _masked(piece: Piece) -> str:
    words = FIGURES.sub("0", piece.span.of(piece.block.text).casefold())
    return label[0] if (label := LABEL.match(words)) else words


def _tails(page: Page, drafts: Sequence[Draft], recurs: Collection[str]) -> list[set[int]]:
    """Of each draft the pieces at its end that the page's template wrote, and those under a heading that recurs: "Sources"."""
    ends = [_end(page, draft) for draft in drafts]
    looks = Counter(key for end in ends for key in {look(page, p.block) for p in end})
    written = set[Key]()
    for key, n in looks.items():
        said = [p.span.of(p.block.text) for end in ends for p in end if look(page, p.block) == key]
        if n >= max(2, MOST * len(drafts)) and _are_alike(said):
            written.add(key)
    headed = [_is_headed(draft, end, recurs) for draft, end in zip(drafts, ends, strict=True)]
    return [
        {id(p) for p in end if under or look(page, p.block) in written} for end, under in zip(ends, headed, strict=True)
    ]


def _is_headed(draft: Draft, end: Sequence[Piece], recurs: Collection[str]) -> bool:
    """Whether a heading that recurs stands right above what follows the prose."""
    at = next((n for n, p in enumerate(draft.pieces) if end and p is end[0]), 0)
    above = draft.pieces[at - 1] if at else None
    return above is not None and above.kind == "subhead" and _masked(above) in recurs


def _main_look(page: Page, draft: Draft) -> Key | None:
    """What most of a draft's prose looks like."""
    sizes = Counter[Key]()
    for p in draft.pieces:
        if p.kind in PROSE:
            sizes[look(page, p.block)] += len(p.span)
    return max(sizes, key=lambda key: (sizes[key], key), default=None)


def _end(page: Page, draft: Draft) -> list[Piece]:
    """The prose after the last piece that looks as most of it does."""
    told, main = [p for p in draft.pieces if p.kind in PROSE], _main_look(page, draft)
    last = max((n for n, p in enumerate(told) if look(page, p.block) == main), default=-1)
    return [p for p in told[last + 1 :] if p.kind in ("body", "list", "table")]


def _are_alike(texts: Sequence[str]) -> bool:
    """Whether most words of these lines recur from one to the other, or hardly any holds a word; or they are short and no
    sentences: who wrote it.
    """
    if sum(len(text) <= LONGEST_NAME and not ends_sentence(text) for text in texts) >= MOST * len(texts):
        return True
    held = [{w.casefold() for w in WORD.findall(text)} for text in texts]
    counts = Counter(w for words in held for w in words)
    usual = {w for w, n in counts.items() if n >= MOST * len(held)}
    return sum(len(words & usual) >= MOST * len(words) for words in held) >= MOST * len(held)
