"""Packed rows come out as they went in, in their order, as often as they are asked for."""

from __future__ import annotations

import pickle

from hypothesis import given
from hypothesis import strategies as st

from firsthand.model.ids import digest
from firsthand.model.packed import BLOCK, InOrder, OneByOne, Packed
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


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(9, 99)), max_size=40))
def test_rows_are_asked_for_one_by_one(ends: list[tuple[int, int]]) -> None:
    rows = [Span(*x) for x in ends]
    held = OneByOne(rows, written, read)
    assert [held[n] for n in reversed(range(len(rows)))] == rows[::-1]
    assert list(held) == list(held[:]) == rows
    assert len(held) == len(rows)


@given(st.lists(st.integers(0, 99), max_size=30), st.lists(st.integers(0, 99), max_size=30))
def test_rows_of_several_places_come_by_their_ids_and_then_the_others(some: list[int], more: list[int]) -> None:
    one, two = [Span(n, n) for n in some], [Span(n, n + 1) for n in more]
    rows = InOrder((one, two), [f"{x.start:02}" for x in (*one, *two)], (Span(7, 9),))
    assert list(rows) == [*sorted((*one, *two), key=lambda x: x.start), Span(7, 9)]
    assert digest(rows) == digest(tuple(rows))
    numbered = [x for place in rows.by_place() for x in place]
    assert sorted(numbered, key=lambda x: x[0]) == list(enumerate(rows))
    assert [row for _, row in numbered if row.start == row.end] == sorted(one)
