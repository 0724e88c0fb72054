"""Packed rows come out as they went in, in their order, as often as they are asked for."""

from __future__ import annotations

import pickle

from hypothesis import given
from hypothesis import strategies as st

from firsthand.model.packed import BLOCK, Packed
from firsthand.model.spans import Span


def written(span: Span) -> tuple[int, int]:
    return span.start, span.end


def read(written: tuple[int, int]) -> Span:
    return Span(*written)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(9, 99)), max_size=3 * BLOCK))
def test_rows_come_out_as_they_went_in(ends: list[tuple[int, int]]) -> None:
    rows = [Span(*x) for x in ends]
    packed = Packed(rows, written, read)
    assert list(packed) == list(packed) == list(pickle.loads(pickle.dumps(packed))) == rows
    assert len(packed) == len(rows)
    assert all(row in packed for row in rows[:2])
    assert Span(100, 200) not in packed
