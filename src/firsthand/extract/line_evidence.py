"""Whether a page that reads as several articles may be cut: its heads or its ends must recur, as a template's do.

A single article's page holds much that looks like a second one: teasers, a notice on cookies, a biography. What it does
not have is the same head again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from firsthand.extract.line_borders import Cut, Reading
from firsthand.extract.line_grammar import decode, decode_single, likelihood, likelihood_single
from firsthand.extract.line_network import role_scores
from firsthand.extract.line_signs import LineSigns, Numbers, line_signs
from firsthand.extract.page import Block, Page

# how much likelier, in log chances, a page must read as several: so much for each article more, or at least so much for each
# and so much for all. Of 1 163 saved pages and texts of one article, heads recurring, twelve read as several by 4 and more for
# each, six by 6; but so do long dumps wrapped at a width: what the other six had for all together was 31 at most
EVIDENCE, LEAST, TOGETHER = 8.0, 4.0, 48.0
KNOWN = 3.0  # for each article more whose head is known by its words, which is evidence too
AGREED = (
    0.75  # share of known heads that the likeliest reading begins articles at too: then the others are theirs as well
)
SUPPORTED = 0.6  # share of a page's articles whose head or end must be like another's
FEW = 3  # of so few articles all must be
SENTENCES = 0.5  # share of titles that end as sentences, from which they are paragraphs: entries of a live page
HEAD_ROLES = ("meta", "kicker")
QUOTES = "“‘\"'«"

Sizes = NDArray[np.int64]
Mark = tuple[str, int | str]  # a kind of likeness, and what is alike


def read_lines(page: Page) -> Reading:
    """What each line of a page is and which are an article's; at most one article where there is no evidence of more."""
    if not page.blocks:
        return Reading((), (), 0.0)
    sizes, signs, scores = _scored(page)
    reading = _likeliest(sizes, signs, scores)
    if len(reading.cuts) < 2:
        return reading
    return _several(page, signs, reading) or decode_single(scores, sizes)


def stands(page: Page, starts: Sequence[int]) -> bool:
    """Whether articles may begin at these lines, known by their heads: where the likeliest reading has them begin there
    too, each with a title, less evidence is enough; where it is surely of several others, none is."""
    sizes, signs, scores = _scored(page)
    surer, more = likelihood(scores, starts) - likelihood_single(scores), len(starts) - 1
    reading = _likeliest(sizes, signs, scores)
    if [(c.start, reading.roles[c.start]) for c in reading.cuts] == [(i, "title") for i in starts]:
        return surer >= LEAST * more
    agreed = len({c.start for c in reading.cuts}.intersection(starts))
    nearly = len(reading.cuts) == len(starts) and agreed >= AGREED * len(starts)
    return surer >= KNOWN * more and (nearly or _several(page, signs, reading) is None)


def _several(page: Page, signs: LineSigns, reading: Reading) -> Reading | None:
    """The reading, if it is of several articles and there is evidence of it."""
    more = len(reading.cuts) - 1
    sure = more > 0 and _enough(reading.surer * more, more) and recurs(page.blocks, signs, reading)
    return reading if sure else None


def _enough(surer: float, more: int) -> bool:
    """Whether so many articles more than one are likely enough, by how much surer the reading is of all of them."""
    return surer >= EVIDENCE * more or (surer >= LEAST * more and surer >= TOGETHER)


def _likeliest(sizes: Sizes, signs: LineSigns, scores: Numbers) -> Reading:
    """The likeliest reading; which border lines are alike is told by rough shape and by first words."""
    return decode(scores, sizes, (signs.keys[1], signs.keys[3]))


def _scored(page: Page) -> tuple[Sizes, LineSigns, Numbers]:
    """The lines' lengths, a rule of marks having none, their signs and the scores of what they may be."""
    sizes = np.array([len(b.text) if any(map(str.isalnum, b.text)) else 0 for b in page.blocks], dtype=np.int64)
    signs = line_signs(page)
    return sizes, signs, role_scores(signs)


def recurs(blocks: Sequence[Block], signs: LineSigns, reading: Reading) -> bool:
    """Whether enough of the articles are like another one at their head or at their end."""
    cuts = reading.cuts
    if sum(_sentence(blocks, reading, c) for c in cuts) > SENTENCES * len(cuts):
        return False
    held = sum(supported(blocks, signs, reading))
    return held == len(cuts) if len(cuts) <= FEW else held >= SUPPORTED * len(cuts)


def supported(blocks: Sequence[Block], signs: LineSigns, reading: Reading) -> list[bool]:
    """Of each article, whether a mark of its head or end is another's too."""
    marks = [_marks(blocks, signs, reading, c) for c in reading.cuts]
    counts = Counter(m for own in marks for m in own)
    return [any(counts[m] > 1 for m in own) for own in marks]


def _marks(blocks: Sequence[Block], signs: LineSigns, reading: Reading, cut: Cut) -> frozenset[Mark]:
    """What a template could be told by: the shapes of head lines, a title's marks, the last line, the rule under it."""
    found = set[Mark]()
    shape, rough, _, opening = signs.keys
    for i in range(cut.start, cut.end):
        if reading.roles[i] == "prose":
            break
        if reading.roles[i] in HEAD_ROLES:
            found |= {("shape", int(shape[i])), ("rough", int(rough[i])), ("says", signs.says[i])}
        elif reading.roles[i] == "title":
            found |= _worn(blocks[i].text)
    last = cut.end - 1
    if reading.roles[last] in ("tail", "bio"):
        found |= {("opening", int(opening[last])), ("end", int(shape[last]))}
    if cut.end < len(blocks) and not any(c.isalpha() for c in blocks[cut.end].text):
        found.add(("rule", int(shape[cut.end])))
    return frozenset(m for m in found if m[1] != "")


def _worn(title: str) -> set[Mark]:
    """What titles of one layout wear: a number or mark before them, a bracket or colon after, capitals only."""
    first, last = title[:1], title[-1:]
    worn = set[Mark]()
    if not first.isalpha() and first not in QUOTES:
        worn.add(("title", "0" if first.isdigit() else first))
    if last in ")]:":
        worn.add(("title end", last))
    return worn | ({("title", "capitals")} if title.isupper() else set())


def _sentence(blocks: Sequence[Block], reading: Reading, cut: Cut) -> bool:
    title = next((blocks[i].text for i in range(cut.start, cut.end) if reading.roles[i] == "title"), "")
    return title.rstrip('”"’')[-1:] in (".", ",", ";", "。")
