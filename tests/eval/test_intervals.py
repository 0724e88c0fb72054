"""Intervals: they hold the value, shrink with more documents, and are the same each time."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from firsthand.eval.figures import precision_recall
from firsthand.eval.intervals import LEAST, Numbers, bootstrap, draws, rate, wilson

PAIRS = st.integers(0, 9).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


def share(sums: Numbers) -> Numbers:
    return rate(sums[:, 0], sums[:, 1])


@given(st.lists(PAIRS, min_size=LEAST, max_size=30))
def test_an_interval_lies_within_what_the_documents_give(rows: list[tuple[int, int]]) -> None:
    counts = np.array(rows, dtype=np.float64)
    found = bootstrap(counts, share)
    assert found is not None
    assert 0.0 <= found[0] <= found[1] <= 1.0
    assert found == bootstrap(counts, share)


def test_documents_that_agree_leave_no_doubt_and_more_of_them_less() -> None:
    alike = np.array([[1.0, 2.0]] * 9)
    assert bootstrap(alike, share) == (0.5, 0.5)
    few, many = np.array([[0.0, 1.0], [1.0, 1.0]] * 5), np.array([[0.0, 1.0], [1.0, 1.0]] * 50)
    wide, narrow = bootstrap(few, share), bootstrap(many, share)
    assert wide is not None
    assert narrow is not None
    assert wide[1] - wide[0] > 2 * (narrow[1] - narrow[0])
    assert narrow[0] < 0.5 < narrow[1]


def test_of_too_few_documents_nothing_is_said() -> None:
    assert bootstrap(np.array([[1.0, 1.0]] * (LEAST - 1)), share) is None


def test_every_sample_draws_as_many_documents_as_there_are() -> None:
    assert (draws(7).sum(axis=1) == 7).all()


@given(st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_a_share_lies_in_its_own_interval(of: tuple[int, int]) -> None:
    low, high = wilson(*of) or (2.0, -1.0)
    assert 0.0 <= low <= of[0] / of[1] + 1e-12
    assert of[0] / of[1] - 1e-12 <= high <= 1.0


def test_three_of_three_is_no_proof() -> None:
    low, high = wilson(3, 3) or (1.0, 0.0)
    assert round(low, 2) == 0.44
    assert high == 1.0
    assert wilson(0, 0) is None


def test_precision_and_recall_are_of_all_documents_together() -> None:
    one = {"names": (1.0, 1.0, 2.0, 1.0)}
    figures = {f.name: f for f in precision_recall([one, {}, {"names": (2.0, 2.0, 2.0, 5.0)}])}
    assert figures["names P"].value == 0.75
    assert figures["names R"].value == 0.5
    assert round(figures["names F1"].value, 6) == 0.6
    assert (figures["names P"].n, figures["names R"].n) == (4, 6)
