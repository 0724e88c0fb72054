"""Why two tellings that sound alike are not taken for one claim: other numbers, another day, a negation."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from firsthand.model.arrays import Whole
from firsthand.resolve.claim_numbers import Numbers

REASONS = (None, "their numbers differ", "they are of different days", "one of them is negated")
NEGATED = 3

Ints = NDArray[np.int64]


def vetoes(numbers: Numbers, negated: NDArray[np.bool_], i: Whole, j: Whole) -> Ints:
    """Of each pair the number of the reason, 0 for none. Where one says nothing of a thing, that thing is no reason."""
    found = np.where(negated[i] != negated[j], NEGATED, 0)
    found[numbers.other_days(i, j)] = 2
    found[numbers.differ(i, j)] = 1
    return found
