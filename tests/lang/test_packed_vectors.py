"""Rows as they are kept give the same numbers, signs and cosines as rows that are unpacked."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest

from firsthand.lang.packed_vectors import Rows
from firsthand.lang.sentence_vectors import PACKED, unpack


@pytest.mark.parametrize("seed", range(5))
def test_products_are_those_of_the_unpacked_rows(seed: int) -> None:
    packed = [Random(f"{seed} {n}").randbytes(PACKED + 20 * n) for n in range(12)]
    rows, wide = Rows.of(packed), unpack(packed).astype(np.int64)
    i, j = np.divmod(np.arange(len(packed) ** 2), len(packed))
    lengths = np.sqrt((wide**2).sum(axis=1))
    assert np.array_equal(rows.cosines(i, j), (wide[i] * wide[j]).sum(axis=1) / (lengths[i] * lengths[j]))
    assert np.array_equal(rows.unpacked(np.array([7, 3])), wide[[7, 3]])
    for start, many in ((0, 60), (64, 13), (320, 32)):
        signs = rows.codes(start, many, 7)[:, None] >> np.arange(many) & 1
        assert np.array_equal(signs > 0, wide[:7, start : start + many] > 0)


def test_no_rows_are_rows() -> None:
    assert len(Rows.of([])) == 0
