"""What copies cost: 500 copies of 50 articles read with carrying over and without, and the ratio of the two.

    python bench/copies.py            # 50 texts made from the demo's pages, ten copies each

Copies differ in white space and in what stands around their words, as pages of several sites do.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from itertools import islice
from pathlib import Path
from time import process_time

from firsthand.collect import Found, collect, decode
from firsthand.model.articles import Article, Part
from firsthand.model.ids import make_id
from firsthand.model.spans import OffsetMap, Span
from firsthand.model.units import ExtractInput, ReadInput
from firsthand.pipeline import STEPS
from firsthand.read import carry, likeness, run

PAGES = Path(__file__).parents[1] / "demo/pages"
KINDS, COPIES = 50, 10


def main() -> int:
    """Prints seconds of processor time with and without, and the ratio; 1 if one carried row differs from one read."""
    copies = [ReadInput(_copy(a, n)) for a in islice(_articles(), KINDS) for n in range(COPIES)]
    run(copies[0])  # loads what is loaded once
    began = process_time()
    read = [run(one) for one in copies]
    between = process_time()
    first: dict[str, int] = {}
    carried = []
    for n, one in enumerate(copies):
        alike = likeness(one)
        lead = first.setdefault(alike, n) if alike else n
        carried.append(run(one) if lead == n else carry(carried[lead], copies[lead], one))
    after = process_time()
    same = carried == read
    print(
        f"{len(copies)} copies of {len(first)} texts: all read {between - began:.1f} s, carried over {after - between:.1f} s"
    )
    print(f"ratio {(between - began) / (after - between):.1f}; rows {'equal' if same else 'DIFFER'}")
    return 0 if same else 1


def _articles() -> list[Article]:
    """The demo's articles, then the same without their first or their last paragraph."""
    found: list[Article] = []
    for one in collect([PAGES], now="2031-01-01T00:00:00Z"):
        if isinstance(one, Found):
            result = STEPS["extract"].work(ExtractInput(one.capture, decode(one.data, one.capture.charset)))
            found += [row for row in result.rows if isinstance(row, Article)]
    distinct = {likeness(ReadInput(a)): a for a in found}
    cut = [(a, a.prose[end]) for end in (0, -1) for a in distinct.values() if len(a.prose) > 1]
    return [*distinct.values(), *(replace(a, parts=tuple(p for p in a.parts if p != gone)) for a, gone in cut)]


def _copy(a: Article, n: int) -> Article:
    """The article as another page has it: further down, under n lines of something else, blank lines wider."""
    rim = "Menu\n" * n
    text, parts = rim, []
    for part in a.parts:
        start = len(text)
        text += part.span.of(a.text) + "\n" * (2 + n)
        parts.append(Part(part.kind, Span(start, start + len(part.span))))
    return replace(a, id=make_id("article", a.id, n), text=text, parts=tuple(parts), offsets=OffsetMap(()))


if __name__ == "__main__":
    sys.exit(main())
