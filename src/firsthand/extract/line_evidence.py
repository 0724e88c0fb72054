"""Whether a page that reads as several articles may be cut: its heads or its ends must recur, as a template's do.

A single article's page holds much that looks like a second one: teasers, a notice on cookies, a biography. What it does
not have is the same head again. How much each sign of it counts is learnt (line_evidence.tsv).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from firsthand.extract.line_borders import Cut, Reading
from firsthand.extract.line_grammar import BEGINS, decode, decode_single, handed_down, likelihood, likelihood_single
from firsthand.extract.line_network import SETS, role_scores
from firsthand.extract.line_signs import LineSigns, Numbers, line_signs
from firsthand.extract.page import Block, Page
from firsthand.extract.records import weight

# of known heads, in log chances for each article more: so much likelier where the lines' surest reading begins articles at
# the very same titles, so much where it does not
LEAST, KNOWN = 4.0, 2.0
AGREED = (
    0.75  # share of known heads that the likeliest reading begins articles at too: then the others are theirs as well
)
SUREST = 25.0  # log chances for each article more: what is beyond tells no more
HEAD_ROLES, TAIL_ROLES = ("meta", "kicker"), ("tail", "bio", "aside")
MOST_META = 4.0  # lines of a head that count as signs
FILE = Path(__file__).with_name("line_evidence.tsv")
# what tells a page of several articles from one that reads so: how much surer several are, for each more and for all; how many;
# which share have a head or end like another's; how likely their first lines begin articles; which share begin with the kind
# of line that most do; which share end in the same words; which have a number before the title; how many lines heads have;
# which share of the others have a head like the first one's, as entries of a live page do not; which have no title; which have
# one that ends as a sentence does: entries of a live page begin with paragraphs
EVIDENCE = (
    *("surer", "together", "more", "supported", "begin", "kind", "ends", "numbered", "lines of heads"),
    *("like the first", "untitled", "sentences"),
)
BARE = 0.5  # share of articles
# "LESK: ", "Lesk, 12 May – ", "Northern Coast. "; not "Nobody in Lesk knew that the ferry"
LEAD = re.compile(r"[^\W\d_][\w'’]{0,24}(?:[ ,]{1,2}[\w'’]{1,24}){0,3} ?(?P<mark>[:–—.-])\s")
SENTENCE = (".", ",", ";", "。")
QUOTES = "“‘\"'«"

Sizes = NDArray[np.int64]
Mark = tuple[str, int | str]  # a kind of likeness, and what is alike


def read_lines(page: Page) -> Reading:
    """What each line of a page is and which are an article's; at most one article where there is no evidence of more."""
    if not page.blocks:
        return Reading((), (), 0.0)
    reading, signs, scores = likeliest(page)
    if len(reading.cuts) < 2:
        return reading
    return _several(page, signs, scores, reading) or decode_single(scores, _sizes(page))


def stands(page: Page, starts: Sequence[int]) -> bool:
    """Whether articles may begin at these lines, known by their heads: where the likeliest reading has them begin there
    too, each with a title, less evidence is enough; where it is surely of several others, none is."""
    reading, signs, scores = likeliest(page)
    surer, more = likelihood(scores, starts) - likelihood_single(scores), len(starts) - 1
    if [(c.start, reading.roles[c.start]) for c in reading.cuts] == [(i, "title") for i in starts]:
        return surer >= LEAST * more
    agreed = len({c.start for c in reading.cuts}.intersection(starts))
    nearly = len(reading.cuts) == len(starts) and agreed >= AGREED * len(starts)
    return surer >= KNOWN * more and (nearly or _several(page, signs, scores, reading) is None)


def _several(page: Page, signs: LineSigns, scores: Numbers, reading: Reading) -> Reading | None:
    """The reading, if it is of several articles and there is evidence of it."""
    if len(reading.cuts) < 2 or _paragraphs(page.blocks, signs, reading):
        return None
    seen = evidence(page.blocks, signs, scores, reading)
    return reading if float(seen @ weights()[:-1] + weights()[-1]) > 0 else None


def _paragraphs(blocks: Sequence[Block], signs: LineSigns, reading: Reading) -> bool:
    """Whether most articles have neither a title nor a mark that recurs: so do the paragraphs of one."""
    supported = _recurring([_marks(blocks, signs, reading, c) for c in reading.cuts])
    bare = sum(not _title(blocks, reading, c) and not s for c, s in zip(reading.cuts, supported, strict=True))
    return bare > BARE * len(reading.cuts)


def evidence(blocks: Sequence[Block], signs: LineSigns, scores: Numbers, reading: Reading) -> NDArray[np.float64]:
    """How much each of EVIDENCE is there."""
    cuts, many = reading.cuts, len(reading.cuts)
    marks = [_marks(blocks, signs, reading, c) for c in cuts]
    first = np.exp(scores[[c.start for c in cuts], :BEGINS])
    ends = Counter(e for e in (_end(signs, reading, c) for c in cuts) if e >= 0)
    titles = [_title(blocks, reading, c) for c in cuts]
    return np.array(
        [
            min(reading.surer, SUREST),
            np.log1p(max(0.0, reading.surer * (many - 1))),
            np.log(max(1, many - 1)),
            np.mean(_recurring(marks)),
            np.mean(np.minimum(1, first.sum(axis=1))),
            np.bincount(first.argmax(axis=1)).max() / many,
            sum(n for n in ends.values() if n > 1) / many,
            np.mean([t[:1].isdigit() for t in titles]),
            min(MOST_META, np.mean([_lines_of_head(reading, c) for c in cuts])),
            np.mean([not marks[0].isdisjoint(m) for m in marks[1:]]),
            np.mean([not t for t in titles]),
            np.mean([t.rstrip('”"’')[-1:] in SENTENCE and bool(t) for t in titles]),
        ]
    )


def _end(signs: LineSigns, reading: Reading, cut: Cut) -> int:
    """The first words of an article's last line, if it is no paragraph; else -1."""
    last = cut.end - 1
    return int(signs.keys[3][last]) if reading.roles[last] in TAIL_ROLES else -1


def _lines_of_head(reading: Reading, cut: Cut) -> int:
    roles = reading.roles[cut.start : cut.end]
    return sum(r in HEAD_ROLES for r in roles[: roles.index("prose")])


@cache
def weights() -> NDArray[np.float64]:
    """How much each of EVIDENCE counts, and what to add; of training/train_evidence.py."""
    rows = [x.split("\t") for x in FILE.read_text(encoding="utf-8").splitlines()[1:]]
    held = {name: float(value) for name, value in rows}
    return np.array([held[x] for x in (*EVIDENCE, "constant")])


def likeliest(page: Page, sets: Sequence[str] = SETS) -> tuple[Reading, LineSigns, Numbers]:
    """The likeliest reading of a page that has lines, their signs and the scores of what they may be. Which border lines are
    alike is told by rough shape and by first words."""
    sizes, signs = _sizes(page), line_signs(page)
    scores = handed_down(role_scores(signs, sets), sizes)
    return decode(scores, sizes, (signs.keys[1], signs.keys[3])), signs, scores


def _sizes(page: Page) -> Sizes:
    """The lines' lengths; a rule of marks has none."""
    lengths = (weight(b.text) if any(map(str.isalnum, b.text)) else 0 for b in page.blocks)
    return np.array(list(lengths), dtype=np.int64)


def _recurring(marks: Sequence[frozenset[Mark]]) -> list[bool]:
    """Of each article, whether a mark of its head or end is another's too."""
    counts = Counter(m for own in marks for m in own)
    return [any(counts[m] > 1 for m in own) for own in marks]


def _marks(blocks: Sequence[Block], signs: LineSigns, reading: Reading, cut: Cut) -> frozenset[Mark]:
    """What a template could be told by: the shapes of head lines, a title's marks, the last line, the rule under it."""
    found = set[Mark]()
    shape, rough, _, opening = signs.keys[:4]
    for i in range(cut.start, cut.end):
        if reading.roles[i] == "prose":
            break
        if reading.roles[i] in HEAD_ROLES:
            found |= {("shape", int(shape[i])), ("rough", int(rough[i])), ("says", signs.says[i])}
        elif reading.roles[i] == "title":
            found |= _worn(blocks[i].text)
    if reading.roles[cut.start] == "prose":
        found |= _led(blocks[cut.start].text)
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


def _led(line: str) -> set[Mark]:
    """What paragraphs that are articles wear: what titles do, a place or name before a mark, capitals at first."""
    worn, lead = _worn(line) - {("title", "capitals")}, LEAD.match(line)
    first = line.split(" ", 1)[0]
    if lead:
        worn.add(("lead", lead["mark"]))
    return worn | ({("lead", "capitals")} if len(first) > 2 and first.isupper() else set())


def _title(blocks: Sequence[Block], reading: Reading, cut: Cut) -> str:
    """The first line of an article's title; "" if it has none."""
    return next((blocks[i].text for i in range(cut.start, cut.end) if reading.roles[i] == "title"), "")
