"""Pairs looked at together are found alike as each alone, whatever stands beside it."""

from __future__ import annotations

from random import Random

import numpy as np

from firsthand.lang.sentence_vectors import PACKED
from firsthand.model.readings import Telling
from firsthand.model.spans import Span
from firsthand.resolve.claim_words import Words


def _telling(n: int, chance: Random) -> Telling:
    """Some of few words, which mean the same everywhere; one in five has none."""
    numbers = [chance.randrange(40) for _ in range(chance.randrange(1, 25) if n % 5 else 0)]
    meanings = b"".join(Random(f"{x} means").randbytes(16) for x in numbers)
    vector = bytes(PACKED) + b"".join((2 * x).to_bytes(4, "little") for x in numbers) + meanings
    return Telling(f"w-{n}", f"a-{n % 7}", Span(0, 9), None, "outlet", (), False, vector)


def test_a_pair_is_found_the_same_alone_and_among_others() -> None:
    chance = Random(4)
    words = Words([_telling(n, chance) for n in range(40)])
    i, j = np.triu_indices(40, 1)
    found = words.all_alike(i, j)
    for n in chance.sample(range(len(i)), 80):
        assert words.alike(int(i[n]), int(j[n])) == {name: float(values[n]) for name, values in found.items()}
    assert 0 < sum(found["meant"] > 0) < len(i)


def test_no_pairs_are_like_nothing() -> None:
    words = Words([_telling(1, Random(1))])
    none = np.empty(0, dtype=np.int64)
    assert all(len(values) == 0 for values in words.all_alike(none, none).values())
