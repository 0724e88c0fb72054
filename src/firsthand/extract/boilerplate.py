"""Step 2: over the articles of one outlet, the paragraphs at their rims that are the outlet's and no article's own. Pure.

Whole paragraphs alone, near the head or the foot with nothing but a few others between, in so many articles that are no copies
of each other. What speaks to readers needs few; what might be an article's own words, a background paragraph that a newsroom puts
under its reports, needs many; what says that somebody said something needs most.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace

from firsthand.model.rims import Boilerplate, Recurring, Rim, RimBlock, Rims
from firsthand.model.units import BoilerplateInput, Result

# texts, and share of the home's articles. On 924 political reports of seven outlets: with two texts for any paragraph 57 lines
# recurred, six of them the articles' own (a quotation in two reports, a list of candidates); with these 5 do, none; decision 0036
SPEAKS = (4, 0.0)
SHORT = (5, 0.25)
PLAIN = (12, 0.5)
QUOTES = (16, 0.75)
FEW = 4  # words; no more can be said in them than "Ends", "Advertisement"
GAP = 2  # paragraphs of the article's own between it and the rim, or the next such: "Read more: ...", a teaser
STEADY = 0.8  # of the articles where it is near a rim it stands so
LEFT = 8  # words that an article keeps at least; else nothing of it is boilerplate
SAME = 0.35  # of two sketches: one text. Half of the words alike gives .33

Stands = Sequence[tuple[Rims, RimBlock, Rim]]


def boilerplate(payload: BoilerplateInput) -> Result:
    """A row for each article of the home that has any; the same in whatever order they come.

    A paragraph stands at a rim by what stands between, which may be boilerplate itself: what does not recur is taken out, and the
    rest looked at again, until nothing changes.
    """
    rims = sorted(payload.rims, key=lambda r: r.article_id)
    near = _near(rims)
    marks = {mark for mark, n in near.items() if n >= SPEAKS[0]}
    while marks:
        stands = _stands(rims, marks)
        told = {m: e for m in marks if (e := _evidence(stands[m], near[m], len(rims))) is not None}
        if told.keys() == marks:
            rows = (_row(payload.home, r, marks, told) for r in rims)
            return Result(tuple(row for row in rows if row is not None))
        marks = set(told)
    return Result(())


def _near(rims: Iterable[Rims]) -> dict[int, int]:
    """In how many articles each paragraph is near a rim."""
    counts: dict[int, int] = defaultdict(int)
    for r in rims:
        for mark in {b.mark for b in r.blocks}:
            counts[mark] += 1
    return counts


def _stands(rims: Iterable[Rims], marks: Set[int]) -> dict[int, list[tuple[Rims, RimBlock, Rim]]]:
    """Where each of these stands at a rim, once an article."""
    found: dict[int, list[tuple[Rims, RimBlock, Rim]]] = defaultdict(list)
    for r in rims:
        seen = set[int]()
        for block, rim in _at_rims(r, marks):
            if block.mark not in seen:
                seen.add(block.mark)
                found[block.mark].append((r, block, rim))
    return found


def _at_rims(r: Rims, marks: Set[int]) -> Iterator[tuple[RimBlock, Rim]]:
    """Those of these that are reached from the foot, then from the head, over a few others at most."""
    last, foot = r.parts, set[int]()
    for block in reversed(r.blocks):
        if block.mark in marks and last - block.at - 1 <= GAP:
            last = block.at
            foot.add(block.at)
            yield block, "foot"
    first = -1
    for block in r.blocks:
        if block.mark in marks and block.at - first - 1 <= GAP and block.at not in foot:
            first = block.at
            yield block, "head"


def _evidence(stands: Stands, near: int, of: int) -> Recurring | None:
    """What speaks for boilerplate; None if it is too little."""
    if not stands or len(stands) < STEADY * near:
        return None
    least, share = _asked([block for _, block, _ in stands])
    if len(stands) < max(least, share * of):
        return None
    texts = _texts((r for r, _, _ in stands), least)
    if texts < least:
        return None
    days = {r.day for r, _, _ in stands if r.day}
    foot = sum(rim == "foot" for _, _, rim in stands)
    return Recurring(0, "foot" if 2 * foot >= len(stands) else "head", len(stands), of, texts, len(days))


def _asked(blocks: Sequence[RimBlock]) -> tuple[int, float]:
    """How many texts, and what share of the articles, such a paragraph must stand in."""
    if any(b.quotes for b in blocks):
        return QUOTES
    if any(b.speaks for b in blocks):
        return SPEAKS
    return SHORT if blocks[0].words <= FEW else PLAIN


def _texts(rims: Iterable[Rims], enough: int) -> int:
    """How many of these are no copies or versions of one before; no more are counted than are enough."""
    held: list[frozenset[int]] = []
    for r in rims:
        sketch = frozenset(r.sketch)
        if not any(_are_one(sketch, other) for other in held):
            held.append(sketch)
        if len(held) == enough:
            break
    return len(held)


def _are_one(a: frozenset[int], b: frozenset[int]) -> bool:
    """Whether the least of both together are mostly in both; with few, those of short texts, all are looked at."""
    least = sorted(a | b)[: max(len(a), len(b), 1)]
    return sum(x in a and x in b for x in least) >= SAME * len(least)


def _row(home: str, r: Rims, marks: Set[int], told: Mapping[int, Recurring]) -> Boilerplate | None:
    """What of an article is boilerplate; None if nothing is, or if nothing of its own would be left."""
    found = sorted(_at_rims(r, marks), key=lambda x: x[0].at)
    if not found or r.words - sum(block.words for block, _ in found) < LEFT:
        return None
    return Boilerplate(r.article_id, home, tuple(replace(told[b.mark], at=b.at, rim=rim) for b, rim in found))
