"""Places where two passages differ, against what all of their words say."""

from __future__ import annotations

from random import Random

import pytest
from rapidfuzz.distance import Indel

from firsthand.model.spans import Span
from firsthand.trace.compare_edits import HOLDS, LARGEST, TOKEN, edits
from firsthand.trace.compare_lines import fold

WORDS = [
    "the",
    "The",
    "depot",
    "27",
    "72",
    "men",
    "near",
    "Narva",
    "Narva’s",
    ".",
    ",",
    "said\n",
    "on",
    "U.S.",
    "3,000",
]


def _plainly(a: str, b: str) -> list[tuple[str, str]]:
    """The same by all words at once: alike at the rims as far as they go, from the front first."""
    x, y = ([fold(m.group()) for m in TOKEN.finditer(t)] for t in (a, b))
    shortest = min(len(x), len(y))
    first = next((n for n in range(shortest) if x[n] != y[n]), shortest)
    rest = shortest - first
    last = next((n for n in range(rest) if x[-1 - n] != y[-1 - n]), rest)
    blocks = Indel.editops(x[first : len(x) - last], y[first : len(y) - last]).as_matching_blocks()
    codes, at, to = [], 0, 0
    for block in blocks:
        codes += [("other", at, block.a, to, block.b)] if (at, to) != (block.a, block.b) else []
        codes += [("equal", block.a, block.a + block.size, block.b, block.b + block.size)] if block.size else []
        at, to = block.a + block.size, block.b + block.size
    out = []
    for n, (tag, i, j, k, m) in enumerate(codes):
        after = codes[n + 1][2] - codes[n + 1][1] if n + 1 < len(codes) and codes[n + 1][0] == "equal" else 0
        after += last if n + 1 == len(codes) or n + 2 == len(codes) else 0
        holds = after >= HOLDS or (n + 1 == len(codes) and last == 0)
        if tag != "equal" and j - i <= LARGEST and m - k <= LARGEST and holds:
            out.append((" ".join(x[first + i : first + j]), " ".join(y[first + k : first + m])))
    return out


@pytest.mark.parametrize("seed", range(300))
def test_rims_that_are_alike_change_nothing(seed: int) -> None:
    chance = Random(seed)
    one = [chance.choice(WORDS) for _ in range(chance.randrange(1, 40))]
    other = [chance.choice(WORDS) if chance.random() < 0.1 else w for w in one if chance.random() < 0.95]
    a, b = " ".join(one), " ".join(other)
    before = "Before it. "
    found = edits(before + a, Span(len(before), len(before) + len(a)), b, Span(0, len(b)))
    words = [
        tuple(" ".join(fold(w) for w in TOKEN.findall(s.of(t))) for s, t in ((e.a, before + a), (e.b, b)))
        for e in found
    ]
    assert words == _plainly(a, b)
