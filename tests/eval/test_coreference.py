"""Measures of clusterings, by hand-worked and brute-force values."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.eval.coreference import ceafe, pairs, scores


def test_the_same_clusters_score_one() -> None:
    assert scores([{1, 2}, {3}], [{3}, {2, 1}]) == {"MUC": 1.0, "B3": 1.0, "CEAFe": 1.0, "CoNLL": 1.0}


def test_a_worked_example() -> None:
    """Luo's own kind: gold {1..5} {6 7} {8 9 a b c}, ours joins the last two."""
    gold = [set("12345"), set("67"), set("89abc")]
    ours = [set("12345"), set("6789abc")]
    found = scores(gold, ours)
    assert found["MUC"] == pytest.approx(2 * (9 / 10) * 1.0 / (9 / 10 + 1.0))
    precision = (5 + 2 * 2 / 7 + 5 * 5 / 7) / 12
    assert found["B3"] == pytest.approx(2 * precision / (precision + 1))
    total = 1 + 10 / 12
    assert found["CEAFe"] == pytest.approx(2 * (total / 2) * (total / 3) / (total / 2 + total / 3))


def test_pairs_together() -> None:
    assert pairs([{1, 2, 3}, {4}], [{1, 2}, {3, 4}]) == (1, 2, 3)


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=12))
@settings(max_examples=150, deadline=None)
def test_the_best_pairing_is_found(labels: list[tuple[int, int]]) -> None:
    gold = [frozenset(i for i, x in enumerate(labels) if x[0] == n) for n in {x[0] for x in labels}]
    ours = [frozenset(i for i, x in enumerate(labels) if x[1] == n) for n in {x[1] for x in labels}]
    few, many = sorted((gold, ours), key=len)
    best = max(
        sum(2 * len(a & b) / (len(a) + len(b)) for a, b in zip(few, order, strict=False))
        for order in permutations(many)
    )
    precision, recall = best / len(ours), best / len(gold)
    assert ceafe(gold, ours) == pytest.approx(2 * precision * recall / (precision + recall) if best else 0.0)
