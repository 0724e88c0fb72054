"""Calibration, on confidences simple enough to work out by hand."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from firsthand.eval.calibration import Judged, calibration, reliability


def test_a_confidence_that_keeps_its_word_has_no_error() -> None:
    document: list[Judged] = [(0.5, True), (0.5, False), (1.0, True), (1.0, True)]
    figure, bins = calibration([document] * 6)
    assert figure.value == 0.0
    assert [(b.confidence, b.right) for b in bins] == [(0.5, 0.5), (1.0, 1.0)]


def test_boasting_shows_by_as_much_as_it_boasts() -> None:
    figure, _ = calibration([[(0.9, True), (0.9, False)]] * 6)
    assert round(figure.value, 6) == 0.4
    assert figure.better == "lower"
    assert figure.low == figure.high == figure.value


def test_nothing_read_is_no_error() -> None:
    figure, bins = calibration([[], []])
    assert (figure.value, figure.n, bins) == (0.0, 0, ())


@given(st.lists(st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=8), min_size=1, max_size=12))
def test_every_reading_is_in_one_bin_and_order_plays_no_part(documents: list[list[Judged]]) -> None:
    figure, bins = calibration(documents)
    again, _ = calibration([list(reversed(d)) for d in documents])
    assert sum(b.n for b in bins) == figure.n == sum(map(len, documents))
    assert abs(figure.value - again.value) < 1e-9
    assert 0.0 <= figure.value <= 1.0 + 1e-9
    assert len(reliability(bins).splitlines()) == len(bins) + 1
